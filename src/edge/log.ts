/** Appending to `records/log.jsonl`: whole lines, flushed to the disk, and never a change to what stands there. */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, truncateSync, writeSync } from "node:fs";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { CannotGoOn } from "../problem/problem.ts";
import { AFTER_HALF_LINE, LOG_FILE } from "../read/log.ts";
import { lockFolder } from "./lock.ts";
import { placesIn } from "./place.ts";
import { codeOf, ifPossible, isInUse, patience, whyNot } from "./trouble.ts";
import { flushFolder } from "./disk.ts";
import { makeBelow } from "./write.ts";

/** An id that no other line of any log has. */
export function newId(): string {
  return randomUUID();
}

/**
 * Adds lines at the end: all of them or none, unless the PC stops meanwhile. Half a line that was left by that is closed
 * first, so that it stays by itself, and the next one says so, so that it is no fault for ever. The folder is locked for it,
 * if the command has not locked it already. Throws when that cannot be; `undo` is run first when it is certain that no line is there.
 */
export function appendToLog(
  folder: string,
  lines: readonly Readonly<Record<string, unknown>>[],
  undo: () => void = () => undefined,
): void {
  if (lines.length === 0) return;
  try {
    const file = placesIn(folder)(LOG_FILE);
    const lock = lockFolder(folder, "writing in the log");
    try {
      lock.mustHold();
      makeBelow(folder, path.dirname(file), true);
      append(file, lines);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof HalfRecorded) throw error;
    undo();
    if (error instanceof CannotGoOn) throw error;
    throw new CannotGoOn(
      isInUse(error)
        ? `${LOG_FILE} could not be written to (${codeOf(error)}), so nothing is recorded. Close other programs that have it open, and run again.`
        : `Nothing is recorded in ${LOG_FILE}: ${whyNot(error, folder)}`,
    );
  }
}

/** Some lines may be in the log, and some not. */
class HalfRecorded extends CannotGoOn {}

type Line = Readonly<Record<string, unknown>>;

function append(file: string, lines: readonly Line[]): void {
  const handle = patience()(() => openSync(file, "a+", 0o600));
  try {
    const { size } = fstatSync(handle);
    const rest = restOf(handle, size);
    const half = rest.length > 0 && !isWhole(rest) ? { [AFTER_HALF_LINE]: true } : {};
    const all = lines.map((line, i) => (i === 0 ? { ...line, ...half } : line));
    try {
      const text = all.map((line) => `${JSON.stringify(line)}\n`).join("");
      const bytes = Buffer.from(rest.length > 0 ? `\n${text}` : text, "utf8");
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
      if (size === 0) flushFolder(path.dirname(file));
    } catch (error) {
      takeBack(file, size, error);
    }
  } finally {
    // All is on the disk, or has failed for a reason of its own.
    ifPossible(() => {
      closeSync(handle);
    });
  }
}

/** Half of what was to be written is no record. Always throws. */
function takeBack(file: string, size: number, error: unknown): never {
  try {
    truncateSync(file, size);
  } catch {
    throw new HalfRecorded(
      `${LOG_FILE} could not be written to (${codeOf(error)}), and some lines may be in it already. See \`attend log --list\` before you run this again.`,
    );
  }
  throw error;
}

/** What stands behind the last line break. */
function restOf(handle: number, size: number): Buffer {
  const last = Buffer.alloc(Math.min(size, 1));
  readSync(handle, last, 0, last.length, size - last.length);
  if (size === 0 || last[0] === 0x0a) return Buffer.alloc(0);
  const all = Buffer.alloc(size);
  for (let at = 0, read = -1; read !== 0; at += read) read = readSync(handle, all, at, size - at, at);
  return all.subarray(all.lastIndexOf(0x0a) + 1);
}

/** Written by hand perhaps, without a line break. */
function isWhole(rest: Buffer): boolean {
  try {
    JSON.parse(rest.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}
