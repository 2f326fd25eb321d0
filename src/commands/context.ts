/** What every command starts from: its options, the school folder, and how results and problems are said. */
import { findSchool, openSchool } from "../edge/folder.ts";
import type { Io } from "../edge/io.ts";
import { readAllOf } from "../edge/readers.ts";
import { renderProblems } from "../edge/terminal.ts";
import type { NewFile } from "../edge/disk.ts";
import { writeFiles, writeFolder } from "../edge/write.ts";
import { readSchool, requireRegister, type School } from "../flow.ts";
import { CannotGoOn, levelOf, needsPerson, type Problem } from "../problem/problem.ts";
import { say } from "../problem/words.ts";
import { dayFromIso, type Day } from "../register/day.ts";

/** Options that every command has. */
export interface GlobalOptions {
  readonly school?: string;
  readonly date?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  /** Nobody is there: say nothing, and keep a record. */
  readonly unattended?: boolean;
  /** The times of the schedule that runs this. */
  readonly planned?: string;
}

export interface Context {
  readonly io: Io;
  readonly options: GlobalOptions;
  readonly asAt: Day;
  /** Sentences about files that were open elsewhere; `finish` says them. */
  readonly beside: string[];
  /** What has been read and found so far, for the record of this run. */
  readonly seen: Seen;
}

export interface Seen {
  folder?: string;
  school?: School;
  problems: readonly Problem[];
}

/** 0 done; 1 done, and something needs a person; 2 not done. */
export type ExitCode = 0 | 1 | 2;

export function contextOf(io: Io, options: GlobalOptions): Context {
  const colour = io.colour && options.color !== false;
  const nothing = (): void => undefined;
  // Problems name children, and what a scheduler does with the words of a run is not known.
  const alone = { watched: false, ask: null, err: nothing, out: options.json === true ? io.out : nothing };
  return {
    io: { ...io, colour, ...(options.unattended === true ? alone : {}) },
    options,
    seen: { problems: [] },
    asAt: options.date === undefined ? io.today : dayGiven(options.date, "--date"),
    beside: [],
  };
}

/** A date from the command line. Throws in one sentence when it is none. */
export function dayGiven(text: string, option: string): Day {
  const day = dayFromIso(text);
  if (day === null) throw new CannotGoOn(`${option} needs a date such as 2026-11-23, not “${text}”.`);
  return day;
}

/** Back to the beginning of a line, and nothing on it. */
export const CLEAR_LINE = "\r\u001b[K";

/** Milliseconds of reading after which what follows takes more than a second too. */
const A_LARGE_SCHOOL = 300;

/** Reads the school of this context, showing progress when it takes more than a second. */
export function loadSchool(context: Context): { folder: string; school: School } {
  const { io, options } = context;
  const folder = findSchool(io, options.school);
  context.seen.folder = folder;
  const started = performance.now();
  const progress = { shown: false };
  const onFile = (file: string): void => {
    if (!io.watched || options.quiet === true || performance.now() - started < 1000) return;
    progress.shown = true;
    io.err(`${CLEAR_LINE}Reading ${file} …`);
  };
  const school = readSchool(openSchool(folder, onFile), context.asAt, readAllOf(folder, io.env, onFile));
  context.seen.school = school;
  if (progress.shown) io.err(CLEAR_LINE);
  return { folder, school };
}

/** As `loadSchool`, for commands that have nothing to say without a register. In a large school it says that it works. */
export function loadRegister(context: Context): { folder: string; school: School } {
  const started = performance.now();
  const loaded = loadSchool(context);
  requireRegister(loaded.school);
  const { io, options } = context;
  const isLarge = performance.now() - started > A_LARGE_SCHOOL;
  if (isLarge && io.watched && options.quiet !== true) io.err(`${CLEAR_LINE}Working it out …`);
  return loaded;
}

/** Writes files into the school folder and gives their paths. What was open elsewhere and could not be replaced, `finish` says. */
export function write(context: Context, folder: string, files: readonly NewFile[]): readonly string[] {
  const { wrote, said } = writeFiles(folder, files);
  context.beside.push(...said);
  return wrote;
}

/** As `write`, for a folder that is new as a whole; gives its path. */
export function writeWhole(
  context: Context,
  folder: string,
  place: string,
  files: readonly NewFile[],
  how: { readonly flushed?: boolean } = {},
): string {
  const { place: wrote, said } = writeFolder(folder, place, files, how);
  context.beside.push(...said);
  return wrote;
}

/** Prints the result as JSON or as text, then the problems, and gives the exit code. */
export function finish(context: Context, problems: readonly Problem[], value: unknown, text: () => string): ExitCode {
  const { io, options } = context;
  context.seen.problems = problems;
  if (io.watched && options.quiet !== true) io.err(CLEAR_LINE);
  if (options.json === true) io.out(`${JSON.stringify(value, null, 2)}\n`);
  else if (options.quiet !== true) io.out(text());
  const worth = options.quiet === true ? problems.filter((each) => levelOf(each) !== "note") : problems;
  const said = renderProblems(worth, io.colour);
  if (said !== "") io.err(options.json === true || options.quiet === true ? said : `\n${said}`);
  for (const sentence of context.beside) io.err(`${sentence}\n`);
  return needsPerson(problems) || context.beside.length > 0 ? 1 : 0;
}

export interface ProblemJson {
  readonly code: string;
  readonly level: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly excerpt: string | null;
  readonly say: string;
}

export function problemJson(problem: Problem): ProblemJson {
  return {
    code: problem.code,
    level: levelOf(problem),
    file: problem.file,
    line: problem.line ?? null,
    column: problem.column ?? null,
    excerpt: problem.excerpt ?? null,
    say: say(problem),
  };
}
