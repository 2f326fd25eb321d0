/** One who writes at a time in a school folder, on whatever PC: a small folder that says who, and that nobody else can make. */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotGoOn, excerptOf } from "../problem/problem.ts";
import { isRunning, machineId, startOf, userName } from "./machine.ts";
import { temporaryOf, tidy } from "./temporary.ts";
import { codeOf, ifPossible, patience, pause, whyNot } from "./trouble.ts";

/** Stands in the school folder while somebody writes, with one file in it whose name nobody else's has. */
export const LOCK = ".attend-lock";

/** How long one waits for another to be done. */
const WAIT_MS = 4000;
const ASK_AGAIN_MS = 25;
/** Whoever writes says so again and again; after so long without it they are gone. */
const RENEW_MS = 30_000;
const SILENT_MS = 5 * 60_000;

/** What renaming one folder onto another, which is not empty, gives on one system or another. */
const TAKEN = new Set(["ENOTEMPTY", "EEXIST", "EPERM", "EACCES", "EBUSY", "ENOTDIR"]);

interface Holder {
  readonly user: string;
  readonly pc: string;
  readonly machine: string;
  readonly pid: number;
  /** In the system's own count; null where it does not say. */
  readonly started: string | null;
  /** As ISO 8601. */
  readonly since: string;
  /** What is being done: “writing letters”. */
  readonly doing: string;
}

interface Other extends Holder {
  readonly file: string;
  /** When they last said that they are there, as the drive has it. */
  readonly seenMs: number;
}

export interface Lock {
  /** Throws when another has taken it over meanwhile, as after this PC was asleep: then nothing may be recorded. */
  readonly mustHold: () => void;
  readonly release: () => void;
}

/** What this process holds, by the real path of the folder. */
const held = new Map<string, Lock>();

/**
 * Locks a school folder for one who is, say, “writing letters”. Waits for a few seconds when another has it; takes it over
 * from one who is gone. What this process has locked already stays locked until it is released there. Throws, in a
 * sentence that says who has it since when, when it is not to be had.
 */
export function lockFolder(folder: string, doing: string): Lock {
  const key = realpathSync(folder);
  const mine = held.get(key);
  if (mine) return { mustHold: mine.mustHold, release: () => undefined };
  const lock = path.join(folder, LOCK);
  const file = path.join(lock, `${randomUUID()}.json`);
  const words = JSON.stringify(holder(doing));
  take(folder, lock, path.basename(file), words);
  const renewing = setInterval(() => {
    ifPossible(() => {
      renew(file, words);
    });
  }, RENEW_MS).unref();
  const taken: Lock = {
    mustHold: () => {
      if (existsSync(file)) return;
      throw new CannotGoOn(
        "Nothing is recorded, because this PC was silent for so long that another has begun to write in this folder. Run again.",
      );
    },
    release: () => {
      clearInterval(renewing);
      held.delete(key);
      if (held.size === 0) listen(false);
      letGo(lock, file);
    },
  };
  held.set(key, taken);
  if (held.size === 1) listen(true);
  return taken;
}

function holder(doing: string): Holder {
  return {
    user: userName(),
    pc: os.hostname(),
    machine: machineId(),
    pid: process.pid,
    started: startOf(process.pid),
    since: new Date().toISOString(),
    doing,
  };
}

/** The lock is made under another name and then renamed, so that it is there with its words or not at all. */
function take(folder: string, lock: string, name: string, words: string): void {
  const prepared = temporaryOf(lock);
  try {
    tidy(folder);
    mkdirSync(prepared, { mode: 0o700 });
    writeWords(path.join(prepared, name), "wx", words);
    const now = statSync(path.join(prepared, name)).mtimeMs;
    for (const until = performance.now() + WAIT_MS; ;) {
      const refused = tryToRename(prepared, lock);
      if (refused === null) return;
      const other = otherIn(lock);
      // Whoever takes away the file of one who is gone, or the empty folder, cannot take away that of one who came since.
      if (other === null || isGone(other, now)) letGo(lock, other?.file ?? null);
      if (performance.now() > until) throw other === null ? refused : new CannotGoOn(busyWords(other));
      pause(other === null ? 1 : ASK_AGAIN_MS);
    }
  } catch (error) {
    ifPossible(() => {
      rmSync(prepared, { recursive: true, force: true });
    });
    if (error instanceof CannotGoOn) throw error;
    throw new CannotGoOn(`Nothing was written: ${whyNot(error, folder)}`);
  }
}

function tryToRename(prepared: string, lock: string): Error | null {
  try {
    renameSync(prepared, lock);
    return null;
  } catch (error) {
    if (error instanceof Error && TAKEN.has(codeOf(error))) return error;
    throw error;
  }
}

/** Who has the lock; null when there is none, or nobody's. */
function otherIn(lock: string): Other | null {
  try {
    const name = readdirSync(lock).find((each) => each.endsWith(".json"));
    if (name === undefined) return null;
    const file = path.join(lock, name);
    return { ...holderFrom(readFileSync(file, "utf8")), file, seenMs: statSync(file).mtimeMs };
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EPERM", "EACCES", "EBUSY"].includes(codeOf(error))) return null;
    throw error;
  }
}

/** Words that a drive has spoilt are somebody's all the same, until they are silent for long enough. */
function holderFrom(text: string): Holder {
  const nobody: Holder = {
    user: "Somebody",
    pc: "another PC",
    machine: "",
    pid: 0,
    started: null,
    since: "",
    doing: "writing",
  };
  try {
    return { ...nobody, ...(JSON.parse(text) as Partial<Holder>) };
  } catch {
    return nobody;
  }
}

/** Ours may have been made by a run in this process that could not take it away. Times are the drive's, not the PC's. */
function isGone({ machine, pid, started, seenMs }: Other, now: number): boolean {
  const silent = Math.abs(now - seenMs) > SILENT_MS;
  if (machine !== machineId()) return silent;
  if (pid === process.pid || !isRunning(pid)) return true;
  const start = startOf(pid);
  return start !== null && started !== null ? start !== started : silent;
}

/** Takes a lock away, as long as it is that of this file. What a drive or Windows put into the folder goes too. */
function letGo(lock: string, file: string | null): void {
  ifPossible(() => {
    if (file !== null) {
      patience()(() => {
        unlinkSync(file);
      });
    }
    for (const name of readdirSync(lock).filter((each) => !each.endsWith(".json"))) rmSync(path.join(lock, name));
    rmdirSync(lock);
  });
}

function renew(file: string, words: string): void {
  writeWords(file, "r+", words);
}

function writeWords(file: string, flags: "wx" | "r+", words: string): void {
  const handle = openSync(file, flags, 0o600);
  try {
    writeSync(handle, words);
  } finally {
    closeSync(handle);
  }
}

function busyWords({ user, doing, pc, machine, since }: Other): string {
  const where = machine === machineId() ? "this PC" : excerptOf(pc);
  return `${excerptOf(user)} is ${excerptOf(doing)} in this folder on ${where}${timeWords(new Date(since))}. Wait until that is done, then run again. Nothing was written.`;
}

/** ` since 09:14`, and the day when it is another one; nothing when it is not known. */
function timeWords(since: Date): string {
  if (Number.isNaN(since.getTime())) return "";
  const time = since.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return since.toDateString() === new Date().toDateString()
    ? ` since ${time}`
    : ` since ${time} on ${since.toLocaleDateString("en-GB")}`;
}

/** A lock goes with its process, also when that is stopped with Ctrl-C or its window is closed. */
function listen(on: boolean): void {
  const change = on ? "on" : "off";
  process[change]("exit", releaseAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process[change](signal, stop);
}

function releaseAll(): void {
  for (const lock of held.values()) lock.release();
}

const SIGNAL_NUMBERS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

function stop(signal: NodeJS.Signals): void {
  process.exit(128 + (SIGNAL_NUMBERS[signal] ?? 0));
}
