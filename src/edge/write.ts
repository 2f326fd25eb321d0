/** Writing files so that each is whole or not there at all. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import { flushFolder, writeDown, type NewFile } from "./disk.ts";
import { namesIn, placesIn } from "./place.ts";
import { asideOf, temporaryOf, tidy } from "./temporary.ts";
import { codeOf, ifPossible, isInUse, patience, whyNot } from "./trouble.ts";

export interface Written {
  /** Where the files are, relative to the folder and in their order: beside the old one where that is open elsewhere. */
  readonly wrote: readonly string[];
  /** A sentence for each that could not be replaced: somebody has to see to it. */
  readonly said: readonly string[];
}

/**
 * Writes every file to a temporary name first, and renames them only when all are on the disk. A file that another program
 * holds open keeps its old content, and the new one is put beside it. Throws, and has written nothing, when a file cannot
 * be written at all.
 */
export function writeFiles(folder: string, files: readonly NewFile[]): Written {
  const placeOf = placesIn(folder);
  const pending = files.map((file) => ({ file, final: placeOf(file.path), isPrivate: isOurs(file.path) }));
  const parents = new Map(pending.map(({ final, isPrivate }) => [path.dirname(final), isPrivate]));
  let replaced = 0;
  try {
    for (const [parent, isPrivate] of parents) {
      makeBelow(folder, parent, isPrivate);
      tidy(parent);
    }
    writeDown(pending.map(({ file, final, isPrivate }) => ({ file, place: temporaryOf(final), isPrivate })));
    const patiently = patience();
    const put = pending.map(({ file, final }) => {
      const where = putInPlace(temporaryOf(final), final, patiently);
      replaced++;
      return where === final ? { place: file.path } : { place: besideOf(file.path, where), instead: file.path };
    });
    for (const parent of parents.keys()) flushFolder(parent);
    return {
      wrote: put.map(({ place }) => place),
      said: put.flatMap(({ place, instead }) => (instead === undefined ? [] : [besideWords(instead, place)])),
    };
  } catch (error) {
    for (const { final } of pending) remove(temporaryOf(final));
    throw new CannotGoOn(`${howMuch(replaced, files.length)}: ${whyNot(error, folder)}`);
  }
}

/**
 * Writes a whole folder at once: everything goes to a folder of another name, which then takes the place of what was
 * there, or is put beside it when a file in the old one is open elsewhere. `flushed`: all is on the disk, and not only on
 * its way there, before this returns. Throws, and leaves the old folder as it was, when that cannot be.
 */
export function writeFolder(
  folder: string,
  place: string,
  files: readonly NewFile[],
  { flushed = true } = {},
): { readonly place: string; readonly said: readonly string[] } {
  const final = placesIn(folder)(place);
  const temporary = temporaryOf(final);
  // Below a folder that is new there are no links.
  const inside = files.map((file) => ({ file, place: path.join(temporary, ...namesIn(file.path)) }));
  const parent = path.dirname(final);
  const isPrivate = isOurs(place);
  try {
    makeBelow(folder, parent, isPrivate);
    tidy(parent);
    makeBelow(folder, temporary, isPrivate);
    writeDown(
      inside.map((each) => ({ ...each, isPrivate })),
      { flushed },
    );
    if (flushed) flushFolder(temporary);
    const where = swap(temporary, final);
    if (flushed) flushFolder(parent);
    const beside = besideOf(place, where);
    return where === final ? { place, said: [] } : { place: beside, said: [besideWords(place, beside)] };
  } catch (error) {
    remove(temporary);
    throw new CannotGoOn(`Nothing was written: ${whyNot(error, folder)}`);
  }
}

/**
 * Puts one file in the place of the old one, for whoever may open that, whole or not at all, and never beside it. `check` is
 * run at the last moment, and throws when it must not be. Throws, and has changed nothing, what `check` or the disk says.
 */
export function replaceFile(folder: string, file: NewFile, check: () => void = () => undefined): void {
  const final = placesIn(folder)(file.path);
  const parent = path.dirname(final);
  const isPrivate = isOurs(file.path);
  try {
    makeBelow(folder, parent, isPrivate);
    tidy(parent);
    writeDown([{ file, place: temporaryOf(final), isPrivate }]);
    ifPossible(() => {
      if (existsSync(final)) chmodSync(temporaryOf(final), statSync(final).mode & 0o777);
    });
    check();
    patience()(() => {
      renameSync(temporaryOf(final), final);
    });
  } catch (error) {
    remove(temporaryOf(final));
    throw error;
  }
  ifPossible(() => {
    flushFolder(parent);
  });
}

/** Takes a folder away that this run has written, because the run comes to nothing after all. */
export function takeAway(folder: string, place: string): void {
  remove(placesIn(folder)(place));
}

/**
 * Gives a finished file its name, and says where it is: beside the old one when another program holds that open. Throws
 * what the disk refuses otherwise.
 */
export function putInPlace(temporary: string, final: string, patiently = patience()): string {
  try {
    patiently(() => {
      renameSync(temporary, final);
    });
    return final;
  } catch (error) {
    if (!isInUse(error) || !existsSync(final)) throw error;
    const beside = freeName(final, temporary);
    renameSync(temporary, beside);
    return beside;
  }
}

/** `A is open … and was left as it is. The new one is beside it: B.` */
export function besideWords(old: string, beside: string): string {
  return `${old} is open in another program (Excel?) and was left as it is. The new one is beside it: ${path.posix.basename(beside)}. Close the old one, and use the new one or run again.`;
}

/** The new folder in the place of the old one, which is away only between the two renamings. */
function swap(temporary: string, final: string): string {
  const patiently = patience();
  const aside = asideOf(final);
  const move = (from: string, to: string): void => {
    patiently(() => {
      renameSync(from, to);
    });
  };
  try {
    if (existsSync(final)) move(final, aside);
  } catch (error) {
    if (!isInUse(error)) throw error;
    const beside = freeName(final, temporary);
    renameSync(temporary, beside);
    return beside;
  }
  try {
    move(temporary, final);
  } catch (error) {
    ifPossible(() => {
      if (existsSync(aside)) renameSync(aside, final);
    });
    throw error;
  }
  remove(aside);
  return final;
}

/** `class-attendance (new 2026-11-23).csv`, of the day on which it was written; with a number when there is one already. */
function freeName(final: string, temporary: string): string {
  const written = statSync(temporary).mtime;
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${String(written.getFullYear())}-${two(written.getMonth() + 1)}-${two(written.getDate())}`;
  const { dir, name, ext } = path.parse(final);
  for (let n = 1; ; n++) {
    const beside = path.join(dir, `${name} (new ${day}${n === 1 ? "" : ` ${String(n)}`})${ext}`);
    if (!existsSync(beside)) return beside;
  }
}

function besideOf(place: string, where: string): string {
  return path.posix.join(path.posix.dirname(place), path.basename(where));
}

/** What the program makes of children's data is its owner's alone; `attend.yaml` and templates are as the PC makes files. */
function isOurs(place: string): boolean {
  return /^(?:output|records)\//.test(place);
}

/** A new school folder, and what is above it. Throws in a sentence when that cannot be. */
export function makeSchool(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CannotGoOn(`Nothing was written: ${whyNot(error, folder)}`);
  }
}

/** Makes what is missing below a folder; never the folder itself, which is missing only when its drive has gone. */
export function makeBelow(folder: string, full: string, isPrivate: boolean): void {
  let place = folder;
  for (const name of path.relative(folder, full).split(path.sep)) {
    place = path.join(place, name);
    try {
      if (!existsSync(place)) mkdirSync(place, isPrivate ? 0o700 : 0o777);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** What cannot be taken away now is taken away by the next run. */
function remove(place: string): void {
  ifPossible(() => {
    rmSync(place, { recursive: true, force: true });
  });
}

function howMuch(replaced: number, all: number): string {
  return replaced === 0 ? "Nothing was written" : `Only ${String(replaced)} of ${String(all)} files are new`;
}
