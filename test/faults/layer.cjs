/**
 * A disk that fails on purpose: counts every operation that changes something in a folder, and at one of them kills the
 * process, refuses, or does what a test says. Preloaded (`node --require layer.cjs`, the fault as JSON in `FAULT`) it is a
 * power cut; in a test's own process, `arm` and `disarm`.
 */
const fs = require("node:fs");
const path = require("node:path");
const { syncBuiltinESMExports } = require("node:module");

/** Every synchronous operation of Node that changes a disk; the program uses no others. */
const BY_PATH = [
  "openSync",
  "renameSync",
  "mkdirSync",
  "mkdtempSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "truncateSync",
  "chmodSync",
  "utimesSync",
  "linkSync",
  "symlinkSync",
  "copyFileSync",
  "cpSync",
  "writeFileSync",
  "appendFileSync",
];
const BY_HANDLE = ["writeSync", "fsyncSync", "closeSync", "ftruncateSync", "fchmodSync", "futimesSync"];

const real = {};
const errno = { ENOSPC: -28, EACCES: -13, EBUSY: -16, EROFS: -30, EPERM: -1, EIO: -5 };
let armed = null;
let inside = false;

/**
 * `{ folder, at, how, from, only }`: at the nth operation (from 1; 0 for never), or `from` it on, `how`: "kill", a code, or
 * a function. `only`: a pattern of the operations that count, such as `^renameSync .* to output/due.html$`.
 */
function arm(fault) {
  armed = { at: 0, from: false, how: null, ...fault, count: 0, operations: [], handles: new Map() };
  for (const name of [...BY_PATH, ...BY_HANDLE]) {
    real[name] ??= fs[name];
    fs[name] = (...args) => operate(name, args);
  }
  syncBuiltinESMExports();
  return armed;
}

/** Puts the real operations back, closes what was left open, and gives what was counted: `{ count, operations }`. */
function disarm() {
  for (const [name, operation] of Object.entries(real)) fs[name] = operation;
  syncBuiltinESMExports();
  const { count, operations, handles } = armed;
  for (const handle of handles.keys()) real.closeSync(handle);
  armed = null;
  return { count, operations };
}

function operate(name, args) {
  const counted = !inside && isCounted(name, args);
  if (!counted) return really(name, args);
  const { at, from, how, only, operations } = armed;
  const place = typeof args[0] === "number" ? armed.handles.get(args[0]) : nameOf(args[0]);
  const operation = `${name} ${place}${name === "renameSync" ? ` to ${nameOf(args[1])}` : ""}`;
  if (only !== undefined && !new RegExp(only).test(operation)) return really(name, args);
  operations.push(operation);
  armed.count++;
  if (at === 0 || (from ? armed.count < at : armed.count !== at)) return really(name, args);
  if (typeof how === "function") {
    outside(() => how(operation));
    return really(name, args);
  }
  // Half of what was to be written is on the disk; a file that cannot be closed well is closed all the same.
  if (name === "writeSync") {
    const bytes = Buffer.from(args[1]);
    real.writeSync(args[0], bytes, 0, Math.floor(bytes.length / 2));
  }
  if (how === "kill") process.kill(process.pid, "SIGKILL");
  if (name === "closeSync") really(name, args);
  const error = new Error(`${how}: made to fail, ${name.replace("Sync", "")} '${place}'`);
  throw Object.assign(error, { code: how, errno: errno[how], syscall: name.replace("Sync", ""), path: place });
}

function nameOf(place) {
  return path.relative(armed.folder, String(place)).replaceAll("\\", "/");
}

function isCounted(name, args) {
  if (armed === null) return false;
  if (BY_HANDLE.includes(name)) return armed.handles.has(args[0]);
  if (name === "openSync" && (args[1] ?? "r") === "r" && !isFolder(args[0])) return false;
  return [args[0], args[1]].some((each) => typeof each === "string" && isWithin(each));
}

function isWithin(place) {
  return path.isAbsolute(place) && !path.relative(armed.folder, place).startsWith("..");
}

function isFolder(place) {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The operation itself; what it does by way of others (`rmSync` by `unlinkSync`) is one operation. */
function really(name, args) {
  const within = !inside && isCounted(name, args);
  const result = outside(() => real[name](...args));
  if (within && name === "openSync") armed.handles.set(result, nameOf(args[0]));
  if (name === "closeSync") armed?.handles.delete(args[0]);
  return result;
}

function outside(work) {
  const before = inside;
  inside = true;
  try {
    return work();
  } finally {
    inside = before;
  }
}

module.exports = { arm, disarm };

if (process.env.FAULT) {
  arm(JSON.parse(process.env.FAULT));
  process.on("exit", () => process.stderr.write(`OPERATIONS ${String(armed.count)}\n`));
}
