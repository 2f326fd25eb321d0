/** Preloaded into the program: kills it at the file operation whose number is in STOP_AT, as a power cut would. */
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

let count = 0;
for (const name of ["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync", "mkdirSync", "rmSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    const changes = name !== "openSync" || args[1] !== "r";
    if (
      changes &&
      /output|records/.test(String(args[0])) === (typeof args[0] === "string") &&
      ++count === Number(process.env.STOP_AT)
    ) {
      // Half of what was to be written is on the disk.
      if (name === "writeSync") real(args[0], args[1], 0, Math.floor(args[1].length / 2));
      process.kill(process.pid, "SIGKILL");
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
process.on("exit", () => process.stderr.write(`OPERATIONS ${String(count)}\n`));
