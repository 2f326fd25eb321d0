/** The numbers of `attend figures`: one row a pupil, class, year, week, half-term, cohort or school. */
import type { HalfTerm } from "../register/calendar.ts";
import { isoOf, longOf, mondayOf, type Day } from "../register/day.ts";
import { onRollBetween, type Year } from "../register/pupil.ts";
import type { Register } from "../register/register.ts";
import { whoIs } from "../register/who.ts";
import {
  countPupil,
  glanceAt,
  isPersistent,
  isSevere,
  sumCounts,
  sumRows,
  windowOf,
  type Counts,
  type Sides,
  type Window,
} from "./counts.ts";
import { classesOf, cohortsOf, inHeadline, rowsWhere, schoolGroups, yearsOf, type Group } from "./groups.ts";
import { shownPercent, shownPupilPercent, type Line } from "./percent.ts";

export const BY = ["pupil", "class", "year", "week", "half-term", "group", "school"] as const;
export type By = (typeof BY)[number];

export interface FigureRow extends Counts {
  readonly key: string;
  readonly name: string;
  readonly class: string | null;
  readonly year: string | null;
  /** One decimal; null when nothing was possible. */
  readonly percent: string | null;
  /** Pupil rows only. */
  readonly persistent?: boolean;
  readonly severe?: boolean;
  /** Group rows only: pupils with a possible session, leavers too. */
  readonly pupils?: number;
  /** Null by week: persistent absence is a measure over time. */
  readonly persistentPupils?: number | null;
  readonly severePupils?: number | null;
}

export interface Figures {
  readonly asAt: string;
  readonly from: string;
  readonly to: string;
  readonly by: By;
  readonly rows: readonly FigureRow[];
}

export interface Ask {
  readonly by: By;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  readonly asAt: Day;
  /** The years of the school's headline. */
  readonly headline: ReadonlySet<Year>;
  readonly halfTerms: readonly HalfTerm[];
  readonly lines: readonly Line[];
}

/** Rows of everyone on roll on any day of the span, in register order. */
export function rowsOnRoll(register: Register, from: Day, to: Day): readonly number[] {
  return rowsWhere(register, [...register.pupils.keys()], (pupil) => onRollBetween(pupil, from, to));
}

/** Ways to group that need no sessions, and so can be made of totals. */
export const BY_TOTALS = ["pupil", "class", "year", "group", "school"] as const satisfies readonly By[];

/** The same rows from each pupil's totals over one period, where the exports give no marks. */
export function figuresOfTotals(
  register: Register,
  totals: ReadonlyMap<number, Counts>,
  ask: Ask & { readonly by: (typeof BY_TOTALS)[number] },
): Figures {
  const { by, from, to, asAt, headline, lines } = ask;
  const rows = [...totals.keys()].toSorted((a, b) => a - b);
  return {
    asAt: isoOf(asAt),
    from: isoOf(from),
    to: isoOf(to),
    by,
    rows:
      by === "pupil"
        ? rows.flatMap((row) => {
            const counts = totals.get(row);
            return counts ? [pupilRow(register, row, counts, lines)] : [];
          })
        : groupsBy(register, rows, by, headline).map((group) => named(groupRow(group, totals), by)),
  };
}

export function figuresOf(register: Register, ask: Ask): Figures {
  const { by, from, to, asAt } = ask;
  return { asAt: isoOf(asAt), from: isoOf(from), to: isoOf(to), by, rows: rowsBy(register, ask) };
}

function rowsBy(register: Register, ask: Ask): readonly FigureRow[] {
  const { from, to } = ask;
  const rows = rowsOnRoll(register, from, to);
  const span = (key: string, name: string, first: Day, last: Day): FigureRow => {
    const group = { key, name, rows: headline() };
    return groupIn(register, group, windowOf(register, Math.max(from, first), Math.min(to, last)));
  };
  const headline = (): readonly number[] => rowsWhere(register, rows, inHeadline(register, ask.headline));
  switch (ask.by) {
    case "pupil": {
      const window = windowOf(register, from, to);
      return rows.map((row) => pupilRow(register, row, countPupil(register, row, window), ask.lines));
    }
    case "class":
    case "year":
    case "group":
    case "school": {
      const window = windowOf(register, from, to);
      return groupsBy(register, rows, ask.by, ask.headline).map((group) =>
        named(groupIn(register, group, window), ask.by),
      );
    }
    case "week":
      return weeksBetween(register, from, to).map((monday) => ({
        ...span(isoOf(monday), `Week beginning ${longOf(monday)}`, monday, monday + 6),
        persistentPupils: null,
        severePupils: null,
      }));
    case "half-term":
      return ask.halfTerms
        .filter((term) => register.schoolDays.some((day) => isIn(day, term, from, to)))
        .map((term) => span(term.key, term.key, term.from, term.to));
  }
}

function groupsBy(
  register: Register,
  rows: readonly number[],
  by: "class" | "year" | "group" | "school",
  headline: ReadonlySet<Year>,
): readonly Group[] {
  switch (by) {
    case "class":
      return classesOf(register, rows);
    case "year":
      return yearsOf(register, rows);
    case "group":
      return cohortsOf(register, rowsWhere(register, rows, inHeadline(register, headline)));
    case "school":
      return schoolGroups(register, rows, headline);
  }
}

function named(row: FigureRow, by: By): FigureRow {
  if (by === "class") return { ...row, class: row.key };
  return by === "year" ? { ...row, year: row.key } : row;
}

function isIn(day: Day, term: HalfTerm, from: Day, to: Day): boolean {
  return day >= Math.max(from, term.from) && day <= Math.min(to, term.to);
}

/** Mondays of the weeks with at least one session of the span. */
export function weeksBetween(register: Register, from: Day, to: Day): readonly Day[] {
  return [...new Set(register.schoolDays.filter((day) => day >= from && day <= to).map(mondayOf))];
}

function pupilRow(register: Register, row: number, counts: Counts, lines: readonly Line[]): FigureRow {
  return {
    ...whoIs(register, row),
    ...counts,
    percent: shownPupilPercent(counts, lines),
    persistent: isPersistent(counts),
    severe: isSevere(counts),
  };
}

/** Each row's counts in one span of days, for groups that share pupils. */
export function countsBetween(
  register: Register,
  rows: readonly number[],
  from: Day,
  to: Day,
): ReadonlyMap<number, Counts> {
  const window = windowOf(register, from, to);
  return new Map(rows.map((row) => [row, countPupil(register, row, window)]));
}

/** A group's sessions pooled, and how many of its pupils are persistent and severe absentees in the same window. */
export function groupRow(group: Group, counts: ReadonlyMap<number, Counts>): FigureRow {
  const each = group.rows.flatMap((row) => counts.get(row) ?? []);
  return figureRow(group, sumCounts(each), each);
}

/** The same of the marks of a window, for groups of which no pupil's counts are wanted. */
export function groupIn(register: Register, group: Group, window: Window): FigureRow {
  const each = group.rows.map((row) => glanceAt(register, row, window));
  return figureRow(group, sumRows(register, group.rows, window), each);
}

function figureRow({ key, name }: Group, sum: Counts, each: readonly Sides[]): FigureRow {
  const some = each.filter((one) => one.possible > 0);
  return {
    key,
    name,
    class: null,
    year: null,
    ...sum,
    percent: shownPercent(sum),
    pupils: some.length,
    persistentPupils: some.filter(isPersistent).length,
    severePupils: some.filter(isSevere).length,
  };
}
