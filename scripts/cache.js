/** What V8 makes of the bundle once its usual commands have run: the next start takes it as it is and compiles nothing. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Script } from "node:vm";
import { main } from "../dist/main.js";

/** What most people run, on the invented school. */
const USUAL = [["--help"], ["check"], ["weekly"], ["daily"], ["due"], ["letters", "--term"]];

/** The cache of a bundle for this version of Node, as `bin/attend.js` looks for it: the bundle's first line, then V8's bytes. */
export async function makeCache(file) {
  const source = readFileSync(file, "latin1");
  const script = new Script(source, { filename: file });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  const folder = mkdtempSync(path.join(os.tmpdir(), "attend-build-"));
  const silent = {
    out: () => {},
    err: () => {},
    env: {},
    cwd: folder,
    today: 20780,
    colour: false,
    width: 100,
    watched: false,
    ask: null,
  };
  try {
    await main(["demo", "."], silent);
    for (const argv of USUAL) await module.exports.main(argv, silent);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return Buffer.concat([Buffer.from(source.slice(0, source.indexOf("\n") + 1)), script.createCachedData()]);
}
