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
  const { Script } = require("node:vm");
  const source = readFileSync(file, "latin1");
  const name = source.slice(0, source.indexOf("\n") + 1);
  const cache = file.replace(/cjs$/, `${process.version}-${process.platform}-${process.arch}.cache`);
  const cachedData = cacheOf(name, cache);
  const program = new Script(source, { filename: file, cachedData });
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, path.dirname(file));
  process.exitCode = await module.exports.main(process.argv.slice(2));
  // The build made one for its own Node. For any other, the first weekly run does, which uses most of the program.
  if (cachedData === undefined && process.argv.includes("weekly")) keep(name, cache, program);
}

/** The cache, if it is of this very bundle: both begin with the same line. */
function cacheOf(name, file) {
  try {
    const cache = readFileSync(file);
    return cache.latin1Slice(0, name.length) === name ? cache.subarray(name.length) : undefined;
  } catch {
    return undefined;
  }
}

/** Where this folder may not be written, every start is a little slower, and that is all. */
function keep(name, file, program) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, Buffer.concat([Buffer.from(name), program.createCachedData()]));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
