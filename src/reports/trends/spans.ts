/** The spans of days that the tracking document follows: weeks, half-terms, terms and years, this school year and last. */
import { weeksBetween } from "../../measures/figures.ts";
import type { Situation } from "../../policy/situation.ts";
import { CannotGoOn, type Problem } from "../../problem/problem.ts";
import { yearStart } from "../../register/calendar.ts";
import { academicYearOf, isoOf, ukOf, type Day } from "../../register/day.ts";
import { academicYearName, termsOf } from "../../register/terms.ts";
import { A_YEAR_OF_WEEKS } from "../../register/day.ts";

export type SpanKind = "week" | "half-term" | "term" | "year";

export interface Span {
  readonly kind: SpanKind;
  /** The academic year, such as `2026/27`. */
  readonly year: string;
  /** The Monday of a week, the key of a half-term, the name of a term, or the academic year again. */
  readonly name: string;
  readonly from: Day;
  /** Inclusive; the last day that counts where the span is not over. */
  readonly to: Day;
}

/** An academic year as far as the exports and the day asked for go. */
export interface SchoolYear {
  readonly name: string;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

export interface SchoolYears {
  readonly now: SchoolYear;
  /** Null when the exports have no session of it. */
  readonly before: SchoolYear | null;
}

/**
 * The academic year of the newest session up to `to`, and the one before it: in the summer holidays and before the first
 * day of September, it is still the year that has ended. Throws with `problems` when there is no session at all.
 */
export function schoolYearsUpTo(
  { register, config }: Pick<Situation, "register" | "config">,
  to: Day,
  problems: readonly Problem[],
): SchoolYears {
  const newest = register.schoolDays.findLast((day) => day <= to);
  if (newest === undefined) {
    throw new CannotGoOn(`The exports hold no session up to ${ukOf(to)}. Check the dates of the exports.`, problems);
  }
  const same = academicYearOf(newest) === academicYearOf(to);
  const end = academicYearOf(newest) - 1;
  const hasBefore = register.schoolDays.some((day) => day <= end && day >= yearStart(config.calendar, end));
  return {
    now: yearUpTo(config.calendar, same ? to : newest),
    before: hasBefore ? yearUpTo(config.calendar, end) : null,
  };
}

function yearUpTo(calendar: Parameters<typeof yearStart>[0], to: Day): SchoolYear {
  return { name: academicYearName(to), from: yearStart(calendar, to), to };
}

/** The spans of a year that hold a session, in order: weeks, half-terms, terms, the year itself. */
export function spansOf(
  { register, halfTerms }: Pick<Situation, "register" | "halfTerms">,
  of: SchoolYear,
): readonly Span[] {
  const within = (kind: SpanKind, name: string, first: Day, last: Day): readonly Span[] => {
    const [from, to] = [Math.max(of.from, first), Math.min(of.to, last)];
    const held = register.schoolDays.some((day) => day >= from && day <= to);
    return held ? [{ kind, year: of.name, name, from, to }] : [];
  };
  return [
    ...weeksBetween(register, of.from, of.to).flatMap((monday) => within("week", isoOf(monday), monday, monday + 6)),
    ...halfTerms.flatMap(({ key, from, to }) => within("half-term", key, from, to)),
    ...termsOf(halfTerms).flatMap(({ name, from, to }) => within("term", name, from, to)),
    ...within("year", of.name, of.from, of.to),
  ];
}

/** The last week, half-term, term and year among the spans of a year. */
export function newestOf(spans: readonly Span[], { name }: SchoolYear): readonly Span[] {
  return (["week", "half-term", "term", "year"] as const).flatMap(
    (kind) => spans.findLast((span) => span.kind === kind && span.year === name) ?? [],
  );
}

/** The same days 52 weeks before, so that Mondays meet Mondays. */
export function aYearBefore(span: Span): Span {
  return { ...span, from: span.from - A_YEAR_OF_WEEKS, to: span.to - A_YEAR_OF_WEEKS };
}
