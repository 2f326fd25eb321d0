/** What a disk refuses, in words; and how long it is asked again before a refusal is taken for one. */
import { CannotGoOn } from "../problem/problem.ts";

/** Windows gives these for a file that another program holds open; also for one that may not be touched at all. */
const IN_USE = new Set(["EBUSY", "EPERM", "EACCES"]);

/** Milliseconds between one try and the next: a virus scanner or a backup lets go within them, somebody's Excel does not. */
const PAUSES_MS = [20, 40, 80, 160, 320, 640];

/** The system's name for what went wrong, such as `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** Whether another program may have the file open. */
export function isInUse(error: unknown): boolean {
  return IN_USE.has(codeOf(error));
}

/** Waits without letting anything else run. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * A way to try what another program may stand in the way of, again and again for little more than a second, which is shared
 * by everything that is tried in this way. Throws what the last try threw.
 */
export function patience(): <T>(work: () => T) => T {
  let tried = 0;
  return (work) => {
    for (;;) {
      try {
        return work();
      } catch (error) {
        const ms = PAUSES_MS[tried++];
        if (ms === undefined || !isInUse(error)) throw error;
        pause(ms);
      }
    }
  };
}

/** Does what helps but is not needed: a disk that refuses it is not spoken of. */
export function ifPossible(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
  }
}

/** Why a folder could not be written to, and what to do. Throws what is no fault of the disk but a bug of ours. */
export function whyNot(error: unknown, folder: string): string {
  if (!isOfTheSystem(error)) throw error;
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return "the disk is full. Make room and run again.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `this account may not write in ${folder}. Ask whoever looks after the PC, or choose another folder.`;
    case "EBUSY":
      return `another program has a file in ${folder} open (Excel, a backup, a virus scanner?). Close it there and run again.`;
    case "ENOTDIR":
    case "EEXIST":
    case "EISDIR":
      return `there is a file where a folder should be in ${folder}, or a folder where a file should be. Rename it, and run again.`;
    case "ENOENT":
      return `a folder in ${folder} has gone meanwhile. Check that the drive is still connected, and run again.`;
    default:
      return `${folder} could not be written to (${codeOf(error)}). Check that the drive is still connected, and run again.`;
  }
}

/** The one sentence for a refusal of the disk that no other place foresaw; null for a bug of ours. */
export function sentenceFor(error: unknown): CannotGoOn | null {
  if (!isOfTheSystem(error)) return null;
  const { path } = error;
  return new CannotGoOn(
    `${path ?? "A file"} could not be used (${codeOf(error)}). Check that the drive is connected, that it is there and that you may open it, and run again.`,
  );
}

function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
