/** Installs what is missing and builds, so that `npm start` and `npm test` work on a fresh clone. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const npm = process.env.npm_execpath;

function run(...args) {
  if (npm) execFileSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" });
  else execFileSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

/** Whether every package of the lock file that this machine needs is there, in that version. */
function isInstalled() {
  const record = `${root}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === "" || optional || there[name]?.version === version,
  );
}

// The build is part of the installation; afterwards it only does what has changed.
if (isInstalled()) run("run", "--silent", "build");
else run("ci", "--no-audit", "--no-fund");
