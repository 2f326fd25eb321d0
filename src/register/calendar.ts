/** The school's year: half-terms and closures as given, and half-terms inferred from sessions where none are given. */
import { academicYearOf, isoOf, isWeekend, type Day } from "./day.ts";

export interface HalfTerm {
  /** The name in the calendar, else the first day. */
  readonly key: string;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  readonly inferred: boolean;
}

export interface Calendar {
  /** In order, not overlapping. */
  readonly halfTerms: readonly HalfTerm[];
  readonly closed: ReadonlySet<Day>;
}

export const NO_CALENDAR: Calendar = { halfTerms: [], closed: new Set() };

/** So many weekdays in a row without a session end an inferred half-term. */
const WEEKDAYS_BETWEEN_HALF_TERMS = 5;

/**
 * The calendar's half-terms, and one more for each stretch of school days outside them.
 * `schoolDays` are in order. An inferred half-term runs from its first to its last school day.
 */
export function halfTermsWith(calendar: Calendar, schoolDays: readonly Day[]): readonly HalfTerm[] {
  const inferred: { from: Day; to: Day }[] = [];
  for (const day of schoolDays) {
    if (halfTermOn(calendar.halfTerms, day)) continue;
    const open = inferred.at(-1);
    if (open && continues(calendar, open.to, day)) open.to = day;
    else inferred.push({ from: day, to: day });
  }
  return [
    ...calendar.halfTerms,
    ...inferred.map(({ from, to }): HalfTerm => ({ key: isoOf(from), from, to, inferred: true })),
  ].sort((a, b) => a.from - b.from);
}

function continues(calendar: Calendar, last: Day, next: Day): boolean {
  if (academicYearOf(last) !== academicYearOf(next)) return false;
  if (calendar.halfTerms.some((each) => each.from > last && each.from < next)) return false;
  let weekdays = 0;
  for (let day = last + 1; day < next; day++) if (!isWeekend(day)) weekdays++;
  return weekdays < WEEKDAYS_BETWEEN_HALF_TERMS;
}

/** The half-term that holds a day, or null. */
export function halfTermOn(halfTerms: readonly HalfTerm[], day: Day): HalfTerm | null {
  return halfTerms.find((each) => each.from <= day && day <= each.to) ?? null;
}

/** The half-term of a day, or in a holiday the last one begun in the same academic year; null before the first. */
export function halfTermAt(halfTerms: readonly HalfTerm[], day: Day): HalfTerm | null {
  const last = halfTerms.findLast((each) => each.from <= day);
  return last && academicYearOf(last.from) === academicYearOf(day) ? last : null;
}

/** The first day that counts for the academic year of `day`: 1 September, or the calendar's first day after it. */
export function yearStart(calendar: Calendar, day: Day): Day {
  const september = academicYearOf(day);
  const first = calendar.halfTerms.find((each) => each.from >= september && academicYearOf(each.from) === september);
  return first && first.from <= day ? first.from : september;
}

/** Weekdays of the calendar's half-terms after `after` and up to `to` (inclusive) on which the school means to open. */
export function plannedDays(calendar: Calendar, after: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (const term of calendar.halfTerms) {
    for (let day = Math.max(term.from, after + 1); day <= Math.min(term.to, to); day++) {
      if (!isWeekend(day) && !calendar.closed.has(day)) days.push(day);
    }
  }
  return days;
}
