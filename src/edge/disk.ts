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
/** Characters: a longer text is worth a place of its own. */
const LONG = 65_536;

/**
 * Writes files, and then waits for the disk: that is quicker for many together than for one after the other. Without
 * `flushed`, nobody waits.
 */
export function writeDown(files: readonly Placed[], { flushed = true } = {}): void {
  const bytesOf = encoder();
  for (let i = 0; i < files.length; i += AT_ONCE) writeTogether(files.slice(i, i + AT_ONCE), bytesOf, flushed);
}

/** Makes bytes of files, texts of the usual length all in one place: what it gave for the text before is gone then. */
function encoder(): (file: NewFile) => Uint8Array {
  const scratch = Buffer.allocUnsafe(3 * LONG);
  return (file) => {
    if ("bytes" in file) return file.bytes;
    return file.text.length > LONG ? Buffer.from(file.text) : scratch.subarray(0, scratch.write(file.text));
  };
}

function writeTogether(files: readonly Placed[], bytesOf: ReturnType<typeof encoder>, flushed: boolean): void {
  const handles: number[] = [];
  try {
    for (const { file, place, isPrivate } of files) {
      const handle = openSync(place, "w", isPrivate ? 0o600 : 0o666);
      handles.push(handle);
      const bytes = bytesOf(file);
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
