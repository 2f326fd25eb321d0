/** Bytes on their way to the disk: when this returns, they are there and not only on their way. */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { ifPossible } from "./trouble.ts";

/** A file to be: a text, or bytes as they stand. */
export type NewFile = {
  /** Relative to the folder, with `/` between names. */
  readonly path: string;
} & ({ readonly text: string } | { readonly bytes: Uint8Array });

/** A file and where it goes; a private one is for its owner only, on POSIX. */
export interface Placed {
  readonly file: NewFile;
  readonly place: string;
  readonly isPrivate: boolean;
}

/** Files that are open at the same time. */
const AT_ONCE = 100;

/**
 * Writes files, and then waits for the disk: that is quicker for many together than for one after the other. Without
 * `flushed`, nobody waits.
 */
export function writeDown(files: readonly Placed[], { flushed = true } = {}): void {
  for (let i = 0; i < files.length; i += AT_ONCE) writeTogether(files.slice(i, i + AT_ONCE), flushed);
}

function writeTogether(files: readonly Placed[], flushed: boolean): void {
  const handles: number[] = [];
  try {
    for (const { file, place, isPrivate } of files) {
      const handle = openSync(place, "w", isPrivate ? 0o600 : 0o666);
      handles.push(handle);
      const bytes = "bytes" in file ? file.bytes : Buffer.from(file.text, "utf8");
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    }
    if (flushed) for (const handle of handles) fsyncSync(handle);
  } finally {
    closeAll(handles);
  }
}

/** Every one, even when one of them cannot be closed. */
function closeAll(handles: number[]): void {
  const handle = handles.pop();
  if (handle === undefined) return;
  try {
    closeSync(handle);
  } finally {
    closeAll(handles);
  }
}

/** So that new names outlast a power cut too. Windows does that by itself, and some drives on the network cannot. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    ifPossible(() => {
      fsyncSync(handle);
    });
  } finally {
    closeSync(handle);
  }
}
