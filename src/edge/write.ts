/** Writing files so that each is whole or not there at all. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import { codeOf } from "./folder.ts";

/** A file to be: a text, or bytes as they stand. */
export type NewFile = {
  /** Relative to the folder, with `/` between names. */
  readonly path: string;
} & ({ readonly text: string } | { readonly bytes: Uint8Array });

const IN_USE = new Set(["EBUSY", "EPERM", "EACCES"]);

/**
 * Writes every file to a temporary name first, and renames them only when all are on the disk. A file that another
 * program holds open keeps its old content; the others are replaced, and the sentence says which was not.
 */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  const made = new Set<string>();
  const written: { temporary: string; final: string; path: string }[] = [];
  try {
    for (const file of files) {
      const final = path.join(folder, ...file.path.split("/"));
      const parent = path.dirname(final);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      const temporary = `${final}.${String(process.pid)}.tmp`;
      written.push({ temporary, final, path: file.path });
      writeDown(temporary, file, true);
    }
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    throw new CannotGoOn(`Nothing was written: ${whyNot(error, folder)}`);
  }
  const held = written.filter(({ temporary, final }) => !replace(temporary, final)).map(({ path: name }) => name);
  if (held.length > 0) {
    throw new CannotGoOn(
      `${held.join(", ")} could not be replaced, because another program has it open (Excel?). Close it there and run again. Everything else is new.`,
    );
  }
}

/**
 * Writes a whole folder at once: everything goes to a folder of another name, which then takes the place of what was
 * there. Throws, and leaves the old folder as it was, when that cannot be. `flushed`: all is on the disk, and not only on
 * its way there, before this returns.
 */
export function writeFolder(folder: string, place: string, files: readonly NewFile[], { flushed = true } = {}): void {
  const final = path.join(folder, ...place.split("/"));
  const temporary = `${final}.tmp`;
  const old = `${final}.old.tmp`;
  try {
    for (const stale of [temporary, old]) rmSync(stale, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    for (const file of files) writeDown(path.join(temporary, file.path), file, flushed);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw new CannotGoOn(`Nothing was written: ${whyNot(error, folder)}`);
  }
  try {
    if (existsSync(final)) renameSync(final, old);
    renameSync(temporary, final);
  } catch (error) {
    if (!existsSync(final) && existsSync(old)) renameSync(old, final);
    rmSync(temporary, { recursive: true, force: true });
    if (!IN_USE.has(codeOf(error))) throw error;
    throw new CannotGoOn(
      `${place} could not be replaced, because another program has a file in it open (Excel?). Close it there and run again.`,
    );
  }
  rmSync(old, { recursive: true, force: true });
}

function writeDown(place: string, file: NewFile, flushed: boolean): void {
  const handle = openSync(place, "w");
  try {
    const bytes = "bytes" in file ? file.bytes : Buffer.from(file.text, "utf8");
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    if (flushed) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function replace(temporary: string, final: string): boolean {
  try {
    renameSync(temporary, final);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    if (IN_USE.has(codeOf(error))) return false;
    throw error;
  }
}

function whyNot(error: unknown, folder: string): string {
  const code = codeOf(error);
  if (code === "ENOSPC") return "the disk is full. Make room and run again.";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `this account may not write in ${folder}. Ask whoever looks after the PC, or choose another folder.`;
  }
  if (code === "ENOTDIR" || code === "EEXIST") {
    return `there is a file where a folder should be in ${folder}. Rename that file, and run again.`;
  }
  return `${folder} could not be written to (${code}).`;
}
