/** Running a command: by itself, with a line in `output/attend.log`; or for a person, who hears of runs that went wrong. */
import { findSchool } from "../edge/folder.ts";
import type { Io } from "../edge/io.ts";
import { appendRunLog, changeLastRuns, LAST_RUN, lastRunsOf, RUN_LOG, whyNotKept } from "../edge/run-log.ts";
import { sentenceFor } from "../edge/trouble.ts";
import { CannotGoOn, levelOf, type Problem } from "../problem/problem.ts";
import { isoOf } from "../register/day.ts";
import { secondsBetween, stampOf, type Moment } from "../register/moment.ts";
import { withoutNames } from "../reports/anonymous.ts";
import { exportsEnd, newestMark, oldExports } from "../reports/newest.ts";
import { NEVER_RUN } from "../reports/schedule/last-run.ts";
import { missedRuns, neverEnded } from "../reports/schedule/missed.ts";
import { readTimes } from "../reports/schedule/times.ts";
import type { Context, ExitCode } from "./context.ts";

/** Which command, and how it was asked for. */
export interface Asked {
  /** As on the command line: `weekly`. */
  readonly command: string;
  /** Its own options and arguments, as typed. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  readonly version: string;
}

interface Run extends Asked {
  readonly context: Context;
  readonly work: () => ExitCode | Promise<ExitCode>;
}

/** Runs a command and gives its exit code. `io` is the real one: that of the context may be silent. */
export async function recorded(io: Io, run: Run): Promise<ExitCode> {
  return run.context.options.unattended === true ? await alone(io, run) : await forPerson(io, run);
}

interface Ending {
  readonly exit: ExitCode;
  /** Without anybody's name; null when it was done. */
  readonly why: string | null;
  readonly problems: readonly Problem[];
}

async function alone(io: Io, run: Run): Promise<ExitCode> {
  const { context, command, version } = run;
  const folder = findSchool(io, context.options.school);
  const started = io.now();
  const begun = { started, ended: null, exit: null, why: null, version };
  const note = noterTo(io);
  note(() => {
    logUnfinished(folder, command, started);
    const planned = readTimes(context.options.planned ?? "");
    changeLastRuns(folder, (runs) => {
      const old = runs[command] ?? NEVER_RUN;
      const plan = planned === null ? {} : { planned, since: old.since ?? started };
      return { ...runs, [command]: { ...old, ...plan, ...begun } };
    });
  });
  const { exit, why, problems } = await endingOf(run);
  const ended = io.now();
  const newest = context.seen.school ? newestMark(context.seen.school.register) : null;
  const facts = [...(newest === null ? [] : [`exports end on ${isoOf(newest)}`]), ...countWords(problems)].join(", ");
  const took = String(secondsBetween(started, ended));
  note(() => {
    const words = [why ?? "", facts].filter((each) => each !== "").join(" ");
    appendRunLog(folder, `${stampOf(started)} ${command} exit ${String(exit)} in ${took} s: ${words}`);
  });
  note(() => {
    changeLastRuns(folder, (runs) => ({
      ...runs,
      [command]: { ...(runs[command] ?? NEVER_RUN), ...begun, ended, exit, why, newestMark: newest },
    }));
  });
  if (why !== null) io.err(`attend ${command}: ${why}\n`);
  return exit;
}

/** The line that the run before could not write any more. */
function logUnfinished(folder: string, command: string, now: Moment): void {
  const before = lastRunsOf(folder)[command];
  if (before?.started && neverEnded(before, now)) {
    appendRunLog(folder, `${stampOf(before.started)} ${command} did not finish`);
  }
}

/** A record that cannot be written stops nothing; it is said, once, where somebody may look. */
function noterTo(io: Io): (write: () => void) => void {
  let isSaid = false;
  return (write) => {
    try {
      write();
    } catch (error) {
      if (!isSaid) {
        io.err(`${RUN_LOG} and ${LAST_RUN} could not be written. ${whyNotKept(error)}\n`);
      }
      isSaid = true;
    }
  };
}

async function endingOf({ context, options, args, work }: Run): Promise<Ending> {
  try {
    return { exit: await work(), why: null, problems: context.seen.problems };
  } catch (error) {
    const said = error instanceof CannotGoOn ? error : sentenceFor(error);
    if (said === null) return { exit: 2, why: faultWords(error), problems: [] };
    const typed = [...args, ...Object.values(options).flat().map(String)];
    const why = withoutNames(said.message, context.seen.school ?? null, typed);
    return { exit: 2, why, problems: said.problems };
  }
}

/** Where a fault of the program is, without its message, which may hold what it was working on. */
function faultWords(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const head = error instanceof Error ? `${error.name}: ${error.message}` : "";
  const frames = (stack.startsWith(head) ? stack.slice(head.length) : stack).match(/^ +at .+:\d+:\d+\)?$/gm) ?? [];
  return `A fault of attend itself (${name}). Send this line to whoever looks after it: ${frames.map((each) => each.trim()).join("; ")}`;
}

/** `2 that need somebody, 12 to know`. */
function countWords(problems: readonly Problem[]): readonly string[] {
  const notes = problems.filter((each) => levelOf(each) === "note").length;
  const more = problems.length - notes;
  return [
    ...(more > 0 ? [`${String(more)} that need somebody`] : []),
    ...(notes > 0 ? [`${String(notes)} to know`] : []),
  ];
}

async function forPerson(io: Io, run: Run): Promise<ExitCode> {
  let exit: ExitCode = 2;
  try {
    exit = await run.work();
    return exit;
  } finally {
    warn(io, run, exit);
  }
}

/** Says on stderr, a line each, which runs went wrong and that the exports are old. Changes no exit code. */
function warn(io: Io, { context, command, options, version }: Run, exit: ExitCode): void {
  const { folder, school } = context.seen;
  if (folder === undefined || context.asAt < io.today) return;
  const runs = lastRunsOf(folder);
  const isDone = exit !== 2;
  // The weekly tables list the days without marks themselves, and a refusal has its own reason.
  const old = isDone && school && command !== "weekly" ? oldExports(school, Boolean(runs["daily"]?.planned)) : null;
  const said = school && (old !== null || !isDone) ? exportsEnd(school.register) : "";
  const missed =
    Object.keys(runs).length === 0 ? [] : missedRuns(runs, io.now(), school?.config.calendar ?? null, said);
  const isMadeUpFor = isDone && context.options.date === undefined && options["week"] === undefined;
  const left = missed.filter((each) => !(isMadeUpFor && each.command === command));
  if (left.length < missed.length) {
    const now = io.now();
    const newest = school ? newestMark(school.register) : null;
    const done = { started: now, ended: now, exit, why: null, version, newestMark: newest };
    noterTo(io)(() => {
      logUnfinished(folder, command, now);
      changeLastRuns(folder, (all) => ({ ...all, [command]: { ...(all[command] ?? NEVER_RUN), ...done } }));
    });
  }
  for (const { say } of left) io.err(`${say}\n`);
  if (old !== null && context.options.quiet !== true) io.err(`${old}\n`);
}
