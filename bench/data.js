/** The invented registers that everything is measured on: made once, kept in the temporary folder, and used again. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ATTEND = fileURLToPath(new URL("../bin/attend.js", import.meta.url));
/** The day after the last of a school year. */
export const DATE = "2026-07-31";

const CACHE = path.join(os.tmpdir(), "attend-bench-data");

/** A folder of the cache, made by `make` when it is not there; whole or not at all. */
function cached(name, make) {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  console.error(`Making ${folder} …`);
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  make(half);
  renameSync(half, folder);
  return folder;
}

/** A school of so many pupils with a whole year of marks. */
export function schoolOf(pupils, seed = 4) {
  return cached(`school-${pupils}-${seed}`, (folder) => {
    const size = ["--pupils", String(pupils), "--seed", String(seed)];
    execFileSync(process.execPath, [ATTEND, "demo", folder, ...size, "--date", DATE, "--quiet"]);
  });
}

/** A trust of so many schools of so many pupils: links to schools of the cache. */
export function trustOf(schools, pupils) {
  const seeds = Array.from({ length: schools }, (_, i) => i + 1);
  const folders = seeds.map((seed) => schoolOf(pupils, seed));
  return cached(`trust-${schools}-${pupils}`, (folder) => {
    mkdirSync(folder);
    // A junction needs no rights on Windows.
    folders.forEach((school, i) => symlinkSync(school, path.join(folder, `school-${i + 1}`), "junction"));
  });
}

/** The registers of a school, or of every school of a trust. */
export function registersOf(folder) {
  const exports = path.join(folder, "exports");
  if (existsSync(exports)) {
    return readdirSync(exports)
      .filter((name) => name.startsWith("register"))
      .map((name) => path.join(exports, name));
  }
  return readdirSync(folder)
    .filter((name) => name.startsWith("school-"))
    .flatMap((name) => registersOf(path.join(folder, name)));
}
