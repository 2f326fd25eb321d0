/** The school year as it stands early on the morning of `today`: the days that already have marks, and those to come. */
import type { Day } from "../register/day.ts";
import type { DemoHalfTerm, DemoYear } from "./terms.ts";

export interface Past {
  readonly year: DemoYear;
  readonly today: Day;
  /** Open days of the academic year before `today`. */
  readonly days: readonly Day[];
  /** The half-term of the newest of them; null before the first. */
  readonly halfTerm: DemoHalfTerm | null;
  /** Open days of that half-term before `today`. */
  readonly halfTermDays: readonly Day[];
  /** Open days from `today` on, to the end of the year. */
  readonly toCome: readonly Day[];
}

export function pastOf(year: DemoYear, today: Day): Past {
  const days = year.open.filter((each) => each < today);
  const newest = days.at(-1);
  const halfTerm =
    year.halfTerms.find(({ from, to }) => newest !== undefined && from <= newest && newest <= to) ?? null;
  return {
    year,
    today,
    days,
    halfTerm,
    halfTermDays: halfTerm ? days.filter((each) => each >= halfTerm.from) : [],
    toCome: year.open.filter((each) => each >= today),
  };
}

/** The school day so many school days before `today` (1 is the newest with marks). Throws when there is none. */
export function daysAgo(past: Past, count: number): Day {
  const day = past.days.at(-count);
  if (count < 1 || day === undefined) throw new Error(`no school day ${String(count)} ago`);
  return day;
}

/** So many of the days, evenly spread, in order; the newest three are left alone so that no run ends today. */
export function spread(days: readonly Day[], count: number): readonly Day[] {
  const room = days.slice(0, Math.max(count, days.length - 3));
  return Array.from({ length: count }, (_, i) => room[Math.floor(((i + 0.5) * room.length) / count)] ?? 0);
}

/** The last Monday on which two whole open weeks began that were over a week before `today`; null when there is none. */
export function lastOpenFortnight(past: Past): readonly Day[] | null {
  const monday = past.days.findLast(
    (day) => fortnight(day).every((each) => past.year.open.includes(each)) && day + 11 <= past.today - 7,
  );
  return monday === undefined ? null : fortnight(monday);
}

/** The five days of the first whole open week that begins three weeks or more after `today`; null when there is none. */
export function openWeekAhead(past: Past): readonly Day[] | null {
  const monday = past.toCome.find(
    (day) => day >= past.today + 21 && week(day).every((each) => past.year.open.includes(each)),
  );
  return monday === undefined ? null : week(monday);
}

/** Five days from a Monday; from any other day they would cross a weekend, on which no school is open. */
function week(monday: Day): readonly Day[] {
  return [0, 1, 2, 3, 4].map((each) => monday + each);
}

function fortnight(monday: Day): readonly Day[] {
  return [...week(monday), ...week(monday + 7)];
}
