/** Installs what is missing and builds, so that `npm start` and `npm test` work on a fresh clone. */
import { existsSync, readFileSync } from "node:fs";
import { npm, ROOT } from "./npm.js";

/** Whether every package of the lock file that this machine needs is there, in that version. */
function isInstalled() {
  const record = `${ROOT}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === "" || optional || there[name]?.version === version,
  );
}

// The build is part of the installation; afterwards it only does what has changed.
if (isInstalled()) npm(["run", "--silent", "build"]);
else npm(["ci", "--no-audit", "--no-fund"]);
