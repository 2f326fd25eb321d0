#!/usr/bin/env node
// Runs the bundle. Beside it lies what V8 made of it, one cache for each version of Node, so that a start compiles nothing.
const { readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const path = require("node:path");

if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${require("../package.json").version}\n`);
} else {
  run(path.join(__dirname, "../dist/bundle/attend.cjs"));
}

async function run(file) {
  // Not done until it is, nor after a fault of ours: Node prints its stack trace and would give 1, which says “done”.
  let code = 2;
  process.exitCode = code;
  process.on("exit", (given) => {
    if (given === 1 && code !== 1) process.exitCode = 2;
  });
  // Most runs are over before it pays to make much of their code fast: six times later, and a run takes a fifth less time.
  // Measured with this version of V8, so only there; the cache is only good for the settings with which it was made.
  if (process.version.startsWith("v20.")) require("node:v8").setFlagsFromString("--interrupt-budget=400000");
  const { Script } = require("node:vm");
  const source = readFileSync(file, "latin1");
  const name = source.slice(0, source.indexOf("\n"));
  const cache = file.replace(/cjs$/, `${process.version}-${process.platform}-${process.arch}.cache`);
  const cachedData = cacheOf(name, cache);
  const program = new Script(source, { filename: file, cachedData });
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, path.dirname(file));
  code = process.exitCode = await module.exports.main(process.argv.slice(2));
  // The first weekly run makes it, which uses most of the program; for the Node of the build, the build runs one.
  if (cachedData === undefined && process.argv.includes("weekly")) keep(name, cache, program.createCachedData());
}

/** The first line of a cache: of which bundle it is, and a sum of its bytes. V8 would take a damaged one and fall over. */
function headOf(name, bytes) {
  return `${name} ${require("node:zlib").crc32(bytes).toString(16)}\n`;
}

/** The cache, if it is of this very bundle and whole. */
function cacheOf(name, file) {
  try {
    const cache = readFileSync(file);
    const start = cache.indexOf("\n") + 1;
    const bytes = cache.subarray(start);
    return cache.latin1Slice(0, start) === headOf(name, bytes) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Where this folder may not be written, every start is a little slower, and that is all. */
function keep(name, file, bytes) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, Buffer.concat([Buffer.from(headOf(name, bytes)), bytes]));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
