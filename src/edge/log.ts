/** Appending to `records/log.jsonl`: whole lines, flushed to the disk, and never a change to what stands there. */
import { closeSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { CannotGoOn } from "../problem/problem.ts";
import { LOG_FILE } from "../read/log.ts";
import { codeOf } from "./folder.ts";

/** An id that no other line of any log has. */
export function newId(): string {
  return randomUUID();
}

/** Adds lines at the end. A last line that was torn off by a crash is closed first, so that it stays by itself. */
export function appendToLog(folder: string, lines: readonly Readonly<Record<string, unknown>>[]): void {
  const file = path.join(folder, ...LOG_FILE.split("/"));
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const handle = openSync(file, "a+");
    try {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      const bytes = Buffer.from(endsWhole(handle) ? text : `\n${text}`, "utf8");
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new CannotGoOn(
      `${LOG_FILE} could not be written to (${codeOf(error)}), so nothing is recorded. Close other programs that have it open, and run again.`,
    );
  }
}

function endsWhole(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
