/** The whole flow: (files in, today) → everything that is known. Pure; commands differ in what they take from it. */
import type { Problem } from "./problem/problem.ts";
import { CannotGoOn, inOrder } from "./problem/problem.ts";
import { deedsByRow, type Situation } from "./policy/situation.ts";
import { readConfig, rulesFor, type Config } from "./read/config.ts";
import type { ExportFile } from "./read/export-reader.ts";
import { LOG_FILE, readLog, type Deed, type LogText } from "./read/log.ts";
import { gatherNothing } from "./read/layout.ts";
import { Marks } from "./read/marks.ts";
import { readInTurn, type ExportSource, type ReadAll } from "./read/source.ts";
import { placeStrings } from "./read/strings.ts";
import { Facts } from "./register/facts.ts";
import { joinLates } from "./register/lates.ts";
import { joinRoster } from "./read/roster.ts";
import { compareTotals, type PupilTotals } from "./measures/compare.ts";
import { periodsOf, totalsIn } from "./measures/totals.ts";
import { buildRegister } from "./register/build.ts";
import { halfTermsWith } from "./register/calendar.ts";
import { academicYearOf, isWeekend, longOf, ukOf, type Day } from "./register/day.ts";
import type { Register } from "./register/register.ts";

/** A school folder as text and bytes. */
export interface SchoolFiles {
  readonly config: string;
  readonly exports: readonly ExportSource[];
  /** Other files of the exports folder, which are not read. */
  readonly ignored?: readonly string[];
  /** Empty when there is no log yet. */
  readonly log: string;
  /** Copies of the log that a shared drive made. */
  readonly logCopies?: readonly LogText[];
}

/** Everything known of a school on a day, and everything that is wrong with its files. */
export interface School extends Situation {
  readonly files: readonly ExportFile[];
  /** What the exports state of pupils over a period. */
  readonly totals: readonly PupilTotals[];
  /** Deeds dated after today, which do not count. */
  readonly later: readonly Deed[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a school folder as at a day; `readAll` reads its exports. `facts` are the room that another school's marks took, of
 * which the places are asked for no more: the marks of this one go there. Throws `CannotGoOn` when `attend.yaml` is not
 * sound.
 */
export function readSchool(
  files: SchoolFiles,
  asAt: Day,
  readAll: ReadAll = readInTurn,
  facts: Facts = new Facts(),
): School {
  const config = soundConfig(files.config);
  const gathered = gatherNothing(facts);
  const sources = files.exports.map((source) => ({ source, rules: rulesFor(source.path, config) }));
  const read = readAll(sources, gathered);
  const { people, kinds, contacts, lates, totals } = gathered;
  const { misplaced, odd } = placeStrings(gathered.strings, facts, config.calendar, (file) => {
    const marks = new Marks(kinds, sources[file]?.rules.codes ?? new Map());
    marks.name(read[file]?.mapping.map(({ heading }) => heading) ?? []);
    return marks;
  });
  const roster = joinRoster({ people: people.list, facts, totals, files: read, asAt });
  const built = buildRegister({
    roll: roster.roll,
    facts,
    rowOf: roster.rowOf,
    kinds: kinds.list,
    files: read.map(({ path }) => path),
    calendar: config.calendar,
    asAt,
  });
  const { register, problems: lateProblems } = joinLates(
    built.register,
    lates.flatMap((late) => {
      const row = roster.rowOf[late.person] ?? -1;
      return row < 0 || late.day > asAt
        ? []
        : [{ ...late, row, place: { file: read[late.file]?.path ?? "", line: late.line } }];
    }),
    minutesOf(config.day["gates-close"]),
  );
  const pupilTotals = totals.flatMap((each): PupilTotals[] => {
    const row = roster.rowOf[each.person] ?? -1;
    return row < 0 ? [] : [{ ...each, row, path: read[each.file]?.path ?? "" }];
  });
  const hasRegister = read.some((file) => file.isRegister && file.layout !== null);
  const periods = periodsOf(pupilTotals);
  const log = readLog([{ path: LOG_FILE, text: files.log }, ...(files.logCopies ?? [])], asAt);
  const halfTerms = halfTermsWith(config.calendar, register.schoolDays);
  const deeds = deedsByRow(register, log.deeds);
  return {
    register,
    config,
    halfTerms,
    deeds: deeds.rows,
    log: log.deeds,
    later: log.later,
    asAt,
    files: read.map((file, i) =>
      moved(file, (roster.leftOut[i] ?? 0) + misplaced.filter((each) => each.file === i).length),
    ),
    totals: pupilTotals,
    contacts: contacts.flatMap((contact) => {
      const row = roster.rowOf[contact.person] ?? -1;
      return row < 0 ? [] : [{ row, ...contact }];
    }),
    problems: inOrder([
      ...read.flatMap((file) => file.problems),
      ...[...misplaced, ...odd].map(({ file, problem }) => ({
        ...problem,
        file: read[file]?.path ?? null,
      })),
      ...roster.problems,
      ...built.problems,
      ...lateProblems,
      ...log.problems,
      ...lostDeeds(deeds.lost, asAt),
      ...weekendSessions(register),
      ...halfTerms.flatMap((term): Problem[] =>
        term.inferred
          ? [{ code: "calendar-inferred", file: "attend.yaml", args: { from: ukOf(term.from), to: ukOf(term.to) } }]
          : [],
      ),
      ...periods.flatMap((period) => totalsIn(pupilTotals, period).contradicting.map(contradictionOf(register))),
      ...(hasRegister ? compareTotals(register, config.calendar, pupilTotals, asAt) : []),
      ...(hasRegister ? [] : [noRegister(read, periods.length > 0)]),
      ...ignoredFiles(files.ignored ?? []),
    ]),
  };
}

/** Commands that count sessions need a register. */
export function requireRegister(school: School): void {
  const codes = new Set(school.problems.map(({ code }) => code));
  if (codes.has("totals-only")) {
    const files = [...new Set(school.totals.map(({ path }) => path))].join(", ");
    throw new CannotGoOn(
      `This needs the marks of single sessions, and ${files} only gives totals. Export the register itself: pupil, date, AM or PM, mark.`,
      school.problems,
    );
  }
  if (codes.has("no-register")) {
    throw new CannotGoOn(
      "No register could be read, so there is nothing to count, and nothing was written.",
      school.problems,
    );
  }
}

function contradictionOf({ pupils }: Register): (totals: PupilTotals) => Problem {
  return ({ path, line, row }) => ({
    code: "totals-contradict",
    file: path,
    line,
    args: { pupil: pupils[row]?.name ?? "" },
  });
}

export function soundConfig(text: string): Config {
  const { config, problems } = readConfig(text);
  if (!config) throw new CannotGoOn("attend.yaml must be put right first.", problems);
  return config;
}

function noRegister(files: readonly ExportFile[], hasTotals: boolean): Problem {
  const refused = files.filter(({ layout }) => layout === null).length;
  return hasTotals ? { code: "totals-only", file: null } : { code: "no-register", file: null, args: { refused } };
}

function ignoredFiles(names: readonly string[]): readonly Problem[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
  return [{ code: "files-ignored", file: null, args: { count: names.length, names: shown } }];
}

/** Deeds of this academic year that fit no pupil; older ones are of pupils who have left the exports. */
function lostDeeds(lost: readonly Deed[], asAt: Day): readonly Problem[] {
  return lost
    .filter((deed) => academicYearOf(deed.day) === academicYearOf(asAt))
    .map((deed) => ({
      code: "deed-no-pupil",
      file: deed.file,
      line: deed.line,
      excerpt: deed.pupil ?? "",
      args: { kind: deed.kind },
    }));
}

/** A school day at a weekend is more often a mistyped date than a Saturday school. */
function weekendSessions({ schoolDays }: Register): readonly Problem[] {
  return schoolDays
    .filter(isWeekend)
    .map((day) => ({ code: "mark-at-weekend", file: null, args: { day: longOf(day) } }));
}

/** `08:45` as minutes after midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Rows that were read but belong to nobody who can be told apart are left out after all. */
function moved(file: ExportFile, rows: number): ExportFile {
  return rows === 0 ? file : { ...file, used: file.used - rows, leftOut: file.leftOut + rows };
}
