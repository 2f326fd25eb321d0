#!/usr/bin/env node
// Runs the bundle. Beside it lies what V8 made of it when it was built: a cache, which another version of Node passes over.
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { Script } = require("node:vm");

const file = path.join(__dirname, "../dist/bundle/attend.cjs");
const source = readFileSync(file, "latin1");
const program = new Script(source, { filename: file, cachedData: cacheOf(source) });
const module_ = { exports: {} };
program.runInThisContext()(module_.exports, require, module_, file, path.dirname(file));
module_.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

/** The cache, if it is of this very bundle: both begin with the same line. */
function cacheOf(text) {
  try {
    const cache = readFileSync(file.replace(/cjs$/, "cache"));
    const start = cache.indexOf("\n") + 1;
    return text.startsWith(cache.latin1Slice(0, start)) ? cache.subarray(start) : undefined;
  } catch {
    return undefined;
  }
}
