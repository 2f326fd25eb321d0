/** A school folder on disk: finding it, listing its exports, reading its files. */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from "node:fs";
import path from "node:path";
import type { SchoolFiles } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { CONFIG_FILE } from "../read/names.ts";
import { LOG_FILE } from "../read/log.ts";
import type { ExportSource } from "../read/source.ts";
import type { ByteStream } from "../read/window.ts";
import type { Io } from "./io.ts";
import { codeOf } from "./trouble.ts";

/** `--school`, else `$ATTEND_SCHOOL`, else the nearest folder upwards that holds `attend.yaml`. */
export function findSchool(io: Io, given: string | undefined): string {
  const named = given ?? io.env["ATTEND_SCHOOL"];
  if (named !== undefined && named !== "") {
    const folder = path.resolve(io.cwd, named);
    if (!existsSync(folder)) throw new CannotGoOn(`There is no folder ${folder}. Check the name given with --school.`);
    if (!existsSync(path.join(folder, CONFIG_FILE))) {
      throw new CannotGoOn(`${folder} is not a school folder: it holds no attend.yaml. Make one with \`attend init\`.`);
    }
    return folder;
  }
  for (let folder = io.cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, CONFIG_FILE))) return folder;
    if (path.dirname(folder) === folder) break;
  }
  throw new CannotGoOn(
    "This is not a school folder: there is no attend.yaml here or above. Go to the school's folder, name it with --school, or make one with `attend init`.",
  );
}

/** Opens a school folder. Export files are read one at a time, when their turn comes. */
export function openSchool(folder: string, onFile: (file: string) => void): SchoolFiles {
  const config = readText(path.join(folder, CONFIG_FILE), LARGEST_SETTINGS);
  const log = path.join(folder, LOG_FILE);
  const { found, ignored } = listExports(folder);
  return {
    config,
    ignored,
    exports: found.map(({ name, size }) => ({ ...exportSource(folder, name, onFile), size })),
    log: existsSync(log) ? readText(log) : "",
    logCopies: logCopies(folder).map((copy) => ({ path: copy, text: readText(path.join(folder, copy)) })),
  };
}

/** One file of the exports folder; `onFile` hears of it when it is opened. */
export function exportSource(folder: string, file: string, onFile: (file: string) => void): ExportSource {
  const full = path.join(folder, file);
  return {
    path: file,
    read: () => {
      onFile(file);
      return readWhole(full);
    },
    open: () => {
      onFile(file);
      return openStream(full);
    },
  };
}

/** What OneDrive, Dropbox and Windows call the second file when two PCs wrote at once: `log-OFFICE-PC.jsonl`, `log (1).jsonl`. */
function logCopies(folder: string): readonly string[] {
  const place = path.dirname(LOG_FILE);
  const full = path.join(folder, place);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((name) => /^log\b.*\.jsonl$/i.test(name) && `${place}/${name}` !== LOG_FILE)
    .toSorted()
    .map((name) => `${place}/${name}`);
}

/** Reads a file that nobody writes to meanwhile; an MIS may still be exporting it. */
function readWhole(file: string): Buffer {
  const before = statSync(file);
  const bytes = readFileSync(file);
  unchanged(file, before, bytes.length);
  return bytes;
}

/** Throws when a file of which `size` bytes were read is not what it was before. */
function unchanged(file: string, before: Stats, size: number): void {
  const after = statSync(file);
  if (before.mtimeMs === after.mtimeMs && after.size === size) return;
  throw Object.assign(new Error(file), { code: "it changed while it was being read" });
}

/** As `readWhole`, in the order of its bytes. */
function openStream(file: string): ByteStream {
  const handle = openSync(file, "r");
  const before = fstatSync(handle);
  let size = 0;
  return {
    fill: (into, at) => {
      const read = readSync(handle, into, at, into.length - at, null);
      size += read;
      if (read === 0) unchanged(file, before, size);
      return read;
    },
    close: () => {
      closeSync(handle);
    },
  };
}

/** Bytes. A file of settings that is larger is something else, and is not opened at all. */
export const LARGEST_SETTINGS = 1_000_000;

/** A text file without its byte-order mark. Throws in one sentence when it cannot be opened, or is larger than `most` bytes. */
export function readText(file: string, most = Infinity): string {
  try {
    if (statSync(file).size > most) {
      throw new CannotGoOn(
        `${file} is larger than ${String(most / 1_000_000)} MB, far more than it needs. Check that it is the right file, and put back the one you had.`,
      );
    }
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (error instanceof CannotGoOn) throw error;
    throw new CannotGoOn(
      `${file} could not be opened (${codeOf(error)}). Check that it is there and that you may read it.`,
    );
  }
}

/** Workbooks are listed too, so that one dropped here by mistake is spoken of and not passed over. */
const READABLE = /\.(?:csv|txt|tsv|xlsx?)$/i;

/** Export files of the folder and its subfolders, with `/` between names, in a fixed order. */
function listExports(folder: string): { found: readonly Listed[]; ignored: readonly string[] } {
  const found: Listed[] = [];
  const ignored: string[] = [];
  const seen = new Set<string>();
  const walk = (relative: string): void => {
    const full = path.join(folder, relative);
    // A link that leads back up would never end.
    const real = realpathSync(full);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of readdirSync(full, { withFileTypes: true })) {
      // Hidden files, and the `~$` files that Excel keeps beside an open workbook.
      if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
      const name = `${relative}/${entry.name}`;
      const stat = statOf(path.join(folder, name));
      if (stat?.isDirectory() === true) walk(name);
      else if (stat?.isFile() !== true) continue;
      else if (READABLE.test(entry.name)) found.push({ name, size: stat.size });
      else ignored.push(name);
    }
  };
  try {
    if (existsSync(path.join(folder, "exports"))) walk("exports");
  } catch (error) {
    throw new CannotGoOn(
      `The folder ${path.join(folder, "exports")} could not be opened (${codeOf(error)}). Check that it is there and that you may read it.`,
    );
  }
  return { found: found.toSorted((a, b) => (a.name < b.name ? -1 : 1)), ignored: ignored.toSorted() };
}

interface Listed {
  readonly name: string;
  readonly size: number;
}

function statOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}
