/** The peers: what each is called, how it is run, and whether it can be run here. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const MEMORY = `${HERE}memory.cjs`;

/** Node with a script, and its peak memory printed at its end. */
export function node(...args) {
  return [process.execPath, "--require", MEMORY, ...args];
}

const PEERS = {
  "csv-parse": node(`${HERE}peers/csv-parse.js`),
  "Papa Parse": node(`${HERE}peers/papaparse.js`),
  "Python csv": [process.platform === "win32" ? "python" : "python3", `${HERE}peers/python.py`],
  DuckDB: node(`${HERE}peers/duckdb.js`),
  Polars: node(`${HERE}peers/polars.js`),
};

/** Installs what is missing; then every peer that runs here, and the names of those that do not. */
export function peersHere() {
  if (!existsSync(`${HERE}node_modules`)) {
    console.error("Installing the peers …");
    spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: HERE,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
  }
  const runs = ([, [program, ...args]]) => spawnSync(program, args, { stdio: "ignore" }).status === 0;
  const all = Object.entries(PEERS);
  const found = all.filter(runs);
  return {
    peers: Object.fromEntries(found),
    missing: all.filter((each) => !found.includes(each)).map(([name]) => name),
  };
}
