/** Counts of sessions: everything that is decided is decided on these whole numbers. */
import type { Day } from "../register/day.ts";
import { isAttended, isLate, MISSING, type Kind } from "../register/kinds.ts";
import { isNursery } from "../register/pupil.ts";
import { cellOf, columnFrom, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";
import { exceptionFrom, exceptionsOf, PRESENT_AM, PRESENT_PM, type Exceptions } from "./exceptions.ts";

/** All are sessions, but for `minutesLate`. */
export interface Counts {
  /** attended + authorised + unauthorised. */
  readonly possible: number;
  readonly attended: number;
  readonly authorised: number;
  readonly unauthorised: number;
  /** `L`: late before the register closed, and attended. */
  readonly late: number;
  /** `U`: after it closed, and an unauthorised absence. */
  readonly lateAfterClose: number;
  /** Sum over `L` and `U`; null when the exports have no minutes at all. */
  readonly minutesLate: number | null;
  /** No mark in an open session while on roll; nursery children's blanks are not missing. */
  readonly missing: number;
  /** Codes that nobody knows, and marks that contradict each other. */
  readonly unknown: number;
  /** `D Q X Y Y1…Y7`: in neither side. */
  readonly notPossible: number;
  /** Every code that occurred, also those in neither side; never missing marks. */
  readonly codes: Readonly<Record<string, number>>;
}

/** How often each kind of mark occurs, by the kind's byte; index 0 holds the missing marks. */
type Histogram = number[];

/** Columns from `start` up to and without `end`. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** The columns of the days from `from` to `to`, both inclusive. */
export function windowOf(register: Register, from: Day, to: Day): Window {
  return { start: columnFrom(register, from), end: columnFrom(register, to + 1) };
}

/** Counts one pupil's marks in a window by kind into `into`, and returns the minutes late among them. */
function tally(register: Register, exceptions: Exceptions, row: number, window: Window, into: Histogram): number {
  const { columns, kinds, presentIn, mornings } = exceptions;
  const start = Math.max(window.start, register.rollStart[row] ?? 0);
  const end = Math.min(window.end, register.rollEnd[row] ?? 0);
  if (start >= end) return 0;
  const inMornings = (mornings[end] ?? 0) - (mornings[start] ?? 0);
  add(into, PRESENT_AM, inMornings);
  add(into, PRESENT_PM, end - start - inMornings);
  const last = exceptions.begins[row + 1] ?? 0;
  let minutes = 0;
  for (let i = exceptionFrom(exceptions, row, start); i < last; i++) {
    const column = columns[i] ?? 0;
    if (column >= end) break;
    add(into, presentIn[column] ?? MISSING, -1);
    const kind = kinds[i] ?? MISSING;
    if (kind === MISSING) {
      if (register.sessions[column]?.open && !isNursery(register.pupils[row] ?? { year: null })) add(into, MISSING, 1);
      continue;
    }
    add(into, kind, 1);
    if (register.minutes.size > 0 && isLate(register.kinds[kind])) {
      minutes += register.minutes.get(cellOf(register, row, column)) ?? 0;
    }
  }
  return minutes;
}

function add(into: Histogram, kind: number, n: number): void {
  into[kind] = (into[kind] ?? 0) + n;
}

/** The counts of any set of rows in a window, pooled: sums of sessions, never means of percentages. */
export function countRows(register: Register, rows: Iterable<number>, window: Window): Counts {
  const exceptions = exceptionsOf(register);
  const histogram = register.kinds.map(() => 0);
  let minutes = 0;
  for (const row of rows) minutes += tally(register, exceptions, row, window, histogram);
  return sortIntoClasses(register.kinds, histogram, register.minutes.size === 0 ? null : minutes);
}

/** One pupil's counts in a window. */
export function countPupil(register: Register, row: number, window: Window): Counts {
  return countRows(register, [row], window);
}

/** The few of a pupil's counts that tiers are decided on, for the many days on which they are asked. All are sessions. */
export interface Glance extends Pick<
  Counts,
  "possible" | "attended" | "authorised" | "unauthorised" | "late" | "lateAfterClose"
> {
  /** `G` and `H`. */
  readonly holiday: number;
  /** `C2`. */
  readonly partTime: number;
}

/** The same numbers as `countPupil` gives for the window, and no others: running counts at its end less those at its start. */
export function glanceAt(register: Register, row: number, window: Window): Glance {
  const start = Math.max(window.start, register.rollStart[row] ?? 0);
  const end = Math.max(start, Math.min(window.end, register.rollEnd[row] ?? 0));
  const exceptions = exceptionsOf(register);
  const first = exceptionFrom(exceptions, row, start);
  const last = exceptionFrom(exceptions, row, end);
  const { running } = exceptions;
  const possible = end - start - between(running.notPossible, first, last);
  const missed = between(running.missed, first, last);
  const authorised = between(running.authorised, first, last);
  return {
    possible,
    attended: possible - missed,
    authorised,
    unauthorised: missed - authorised,
    late: between(running.late, first, last),
    lateAfterClose: between(running.lateAfterClose, first, last),
    holiday: between(running.holiday, first, last),
    partTime: between(running.partTime, first, last),
  };
}

function between(running: Int32Array, first: number, last: number): number {
  return (running[last] ?? 0) - (running[first] ?? 0);
}

/** The same as `sumCounts` of what `countPupil` gives for each row, to the order of the codes, without counting each apart. */
export function sumRows(register: Register, rows: readonly number[], window: Window): Counts {
  const exceptions = exceptionsOf(register);
  const { kinds } = register;
  const histogram = kinds.map(() => 0);
  const met = new Set<number>();
  let minutes = 0;
  for (const row of rows) {
    minutes += tally(register, exceptions, row, window, histogram);
    for (let kind = MISSING + 1; kind < kinds.length; kind++) if ((histogram[kind] ?? 0) > 0) met.add(kind);
  }
  const codes: Record<string, number> = {};
  for (const kind of met) {
    const code = kinds[kind]?.code ?? null;
    if (code !== null) codes[code] = (codes[code] ?? 0) + (histogram[kind] ?? 0);
  }
  const { possible, attended, authorised, unauthorised, ...rest } = sortIntoClasses(kinds, histogram);
  const minutesLate = rows.length > 0 && register.minutes.size > 0 ? minutes : null;
  return {
    possible,
    attended,
    authorised,
    unauthorised,
    late: rest.late,
    lateAfterClose: rest.lateAfterClose,
    missing: rest.missing,
    unknown: rest.unknown,
    notPossible: rest.notPossible,
    minutesLate,
    codes,
  };
}

/** The counts of several pupils in one window, pooled. Minutes are null only when every one of them is. */
export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = {
    possible: 0,
    attended: 0,
    authorised: 0,
    unauthorised: 0,
    late: 0,
    lateAfterClose: 0,
    missing: 0,
    unknown: 0,
    notPossible: 0,
  };
  const codes = new Map<string, number>();
  let minutesLate: number | null = null;
  for (const counts of all) {
    sum.possible += counts.possible;
    sum.attended += counts.attended;
    sum.authorised += counts.authorised;
    sum.unauthorised += counts.unauthorised;
    sum.late += counts.late;
    sum.lateAfterClose += counts.lateAfterClose;
    sum.missing += counts.missing;
    sum.unknown += counts.unknown;
    sum.notPossible += counts.notPossible;
    for (const code in counts.codes) codes.set(code, (codes.get(code) ?? 0) + (counts.codes[code] ?? 0));
    if (counts.minutesLate !== null) minutesLate = (minutesLate ?? 0) + counts.minutesLate;
  }
  return { ...sum, minutesLate, codes: Object.fromEntries(codes) };
}

/**
 * Sorts a histogram of codes into the statistical classes. `minutesLate` is handed on.
 * Source: DfE absence methodology; `docs/method.md`.
 */
export function sortIntoClasses(
  kinds: readonly Kind[],
  histogram: ArrayLike<number>,
  minutesLate: number | null = null,
): Counts {
  let [attended, authorised, unauthorised, late, lateAfterClose, unknown, notPossible] = [0, 0, 0, 0, 0, 0, 0];
  const codes: Record<string, number> = {};
  for (let i = MISSING + 1; i < kinds.length; i++) {
    const n = histogram[i] ?? 0;
    const kind = kinds[i];
    if (n === 0 || !kind) continue;
    if (isAttended(kind)) attended += n;
    else if (kind.class === "authorised") authorised += n;
    else if (kind.class === "unauthorised") unauthorised += n;
    else if (kind.class === "not-possible") notPossible += n;
    else if (kind.class === "unknown") unknown += n;
    if (kind.code === "L") late += n;
    if (kind.code === "U") lateAfterClose += n;
    if (kind.code !== null) codes[kind.code] = (codes[kind.code] ?? 0) + n;
  }
  return {
    attended,
    authorised,
    unauthorised,
    late,
    lateAfterClose,
    unknown,
    notPossible,
    possible: attended + authorised + unauthorised,
    missing: histogram[MISSING] ?? 0,
    codes,
    minutesLate,
  };
}

export interface Sides {
  readonly possible: number;
  readonly attended: number;
}

/** Sessions missed. */
export function absent(counts: Sides): number {
  return counts.possible - counts.attended;
}

/**
 * Missed 10% or more of their own possible sessions, for whatever reason; false when nothing was possible.
 * No minimum of sessions. Source: `STATUTE.persistentPercent`.
 */
export function isPersistent(counts: Sides): boolean {
  return counts.possible > 0 && absent(counts) * 100 >= counts.possible * STATUTE.persistentPercent.value;
}

/** Missed half or more; included in persistent. Source: `STATUTE.severePercent`. */
export function isSevere(counts: Sides): boolean {
  return counts.possible > 0 && absent(counts) * 100 >= counts.possible * STATUTE.severePercent.value;
}

/** Attendance in the window is below `percent` (at most two decimals): exact, on counts. False when nothing was possible. */
export function isBelow(counts: Sides, percent: number): boolean {
  return counts.possible > 0 && counts.attended * 10_000 < Math.round(percent * 100) * counts.possible;
}

/** Compares two attendance rates exactly: negative when `a` is lower. A group with nothing possible is below all others. */
export function compareRates(a: Sides, b: Sides): number {
  if (a.possible === 0 || b.possible === 0) return Math.sign(a.possible) - Math.sign(b.possible);
  return a.attended * b.possible - b.attended * a.possible;
}
