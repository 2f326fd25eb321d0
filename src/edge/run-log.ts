/** `output/attend.log` and `output/last-run.json`: what ran by itself, when, and how it ended. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { readLastRuns, renderLastRuns, type LastRuns } from "../reports/schedule/last-run.ts";
import { codeOf } from "./trouble.ts";

export const RUN_LOG = "output/attend.log";
export const LAST_RUN = "output/last-run.json";

/** Bytes after which a log is put aside; so many old ones are kept. */
const LARGEST = 1_000_000;
const KEPT = 2;

/** Milliseconds to wait for another run that writes, and after which that one must have been killed. */
const PATIENCE = 3000;
const STALE = 10_000;

/** What is known of the runs of a school folder; nothing when none has been by itself. */
export function lastRunsOf(folder: string): LastRuns {
  const file = path.join(folder, LAST_RUN);
  try {
    return existsSync(file) ? readLastRuns(readFileSync(file, "utf8")) : {};
  } catch {
    return {};
  }
}

/** Puts what `change` makes of the last runs in their place, whole or not at all; two at once wait for each other. */
export function changeLastRuns(folder: string, change: (runs: LastRuns) => LastRuns): void {
  alone(folder, () => {
    const runs = change(lastRunsOf(folder));
    const final = path.join(folder, LAST_RUN);
    if (Object.keys(runs).length === 0) {
      rmSync(final, { force: true });
      return;
    }
    const temporary = `${final}.${String(process.pid)}.tmp`;
    try {
      writeFileSync(temporary, renderLastRuns(runs), { flush: true });
      renameSync(temporary, final);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Adds one line. A log that has grown large becomes `attend.1.log`, the one before it `attend.2.log`. */
export function appendRunLog(folder: string, line: string): void {
  const file = path.join(folder, RUN_LOG);
  alone(folder, () => {
    if (existsSync(file) && statSync(file).size + Buffer.byteLength(line) >= LARGEST) rotate(file);
    const handle = openSync(file, "a");
    try {
      writeSync(handle, `${line.replace(/\s*\n\s*/g, " ")}\n`);
    } finally {
      closeSync(handle);
    }
  });
}

function rotate(file: string): void {
  const numbered = (n: number): string => (n === 0 ? file : file.replace(/\.log$/, `.${String(n)}.log`));
  try {
    for (let n = KEPT; n > 0; n--) if (existsSync(numbered(n - 1))) renameSync(numbered(n - 1), numbered(n));
  } catch {
    // Somebody has one of them open: the log goes on growing, and the next run tries again.
  }
}

/** Does a piece of work while no other run does any. Throws what the disk says when that cannot be. */
function alone(folder: string, work: () => void): void {
  mkdirSync(path.join(folder, "output"), { recursive: true });
  const lock = path.join(folder, `${LAST_RUN}.lock`);
  for (const until = performance.now() + PATIENCE; ;) {
    try {
      closeSync(openSync(lock, "wx"));
      break;
    } catch (error) {
      // Windows says EPERM for a file that is just being deleted.
      const isTaken = codeOf(error) === "EEXIST" || (codeOf(error) === "EPERM" && existsSync(lock));
      if (!isTaken || performance.now() > until) throw error;
      if (ageOf(lock) > STALE) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Milliseconds since a file was made; 0 when it is gone. */
function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
