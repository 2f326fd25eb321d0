/** `output/attend.log` and `output/last-run.json`: what ran by itself, when, and how it ended. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import { readLastRuns, renderLastRuns, type LastRuns } from "../reports/schedule/last-run.ts";
import { lockFolder } from "./lock.ts";
import { placesIn } from "./place.ts";
import { codeOf, patience } from "./trouble.ts";
import { makeBelow, replaceFile } from "./write.ts";

export const RUN_LOG = "output/attend.log";
export const LAST_RUN = "output/last-run.json";

/** Bytes after which a log is put aside; so many old ones are kept. */
const LARGEST = 1_000_000;
const KEPT = 2;

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
    if (Object.keys(runs).length === 0) rmSync(path.join(folder, LAST_RUN), { force: true });
    else replaceFile(folder, { path: LAST_RUN, text: renderLastRuns(runs) });
  });
}

/** Why that could not be, and what to do about it. */
export function whyNotKept(error: unknown): string {
  if (error instanceof CannotGoOn) return error.message;
  return `Check that this account may write in the school folder, and that no other program has them open (${codeOf(error)}).`;
}

/** Adds one line. A log that has grown large becomes `attend.1.log`, the one before it `attend.2.log`. */
export function appendRunLog(folder: string, line: string): void {
  alone(folder, () => {
    const file = placesIn(folder)(RUN_LOG);
    if (existsSync(file) && statSync(file).size + Buffer.byteLength(line) >= LARGEST) rotate(file);
    const handle = patience()(() => openSync(file, "a", 0o600));
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

/** Does a piece of work while no other run does any. The school's own lock may be another's, of which these files tell. */
function alone(folder: string, work: () => void): void {
  const output = placesIn(folder)("output");
  makeBelow(folder, output, true);
  const lock = lockFolder(output, "writing down a run");
  try {
    work();
  } finally {
    lock.release();
  }
}
