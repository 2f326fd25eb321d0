#!/usr/bin/env node
// Runs the bundle. Beside it lies what V8 made of it when it was built: a cache, which another version of Node passes over.
const { readFileSync } = require("node:fs");
const path = require("node:path");

if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${require("../package.json").version}\n`);
} else {
  run(path.join(__dirname, "../dist/bundle/attend.cjs"));
}

async function run(file) {
  const { Script } = require("node:vm");
  const source = readFileSync(file, "latin1");
  const program = new Script(source, { filename: file, cachedData: cacheOf(source, file.replace(/cjs$/, "cache")) });
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, path.dirname(file));
  process.exitCode = await module.exports.main(process.argv.slice(2));
}

/** The cache, if it is of this very bundle: both begin with the same line. */
function cacheOf(source, file) {
  try {
    const cache = readFileSync(file);
    const start = cache.indexOf("\n") + 1;
    return source.startsWith(cache.latin1Slice(0, start)) ? cache.subarray(start) : undefined;
  } catch {
    return undefined;
  }
}
