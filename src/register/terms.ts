/** The three terms of a school year, each made of half-terms. */
import type { HalfTerm } from "./calendar.ts";
import { academicYearOf, dayOf, partsOf, type Day } from "./day.ts";

export const TERM_NAMES = ["Autumn", "Spring", "Summer"] as const;
export type TermName = (typeof TERM_NAMES)[number];

export interface Term {
  readonly name: TermName;
  /** First day of its first half-term. */
  readonly from: Day;
  /** Last day of its last half-term, inclusive. */
  readonly to: Day;
  readonly halfTerms: readonly HalfTerm[];
}

/** Terms in order, of half-terms in order. */
export function termsOf(halfTerms: readonly HalfTerm[]): readonly Term[] {
  const terms: Term[] = [];
  for (const each of halfTerms) {
    const name = termNameOf(each);
    const last = terms.at(-1);
    if (last?.name === name && academicYearOf(last.from) === academicYearOf(each.from)) {
      terms.splice(-1, 1, { ...last, to: each.to, halfTerms: [...last.halfTerms, each] });
    } else terms.push({ name, from: each.from, to: each.to, halfTerms: [each] });
  }
  return terms;
}

/**
 * By the first word of its name, else by its first day: autumn to 31 December, spring to Easter Sunday, summer after it.
 * Source: DfE, Pupil absence in schools in England: methodology, table 6 (census periods).
 */
export function termNameOf({ key, from }: HalfTerm): TermName {
  const named = TERM_NAMES.find((name) => key.toLowerCase().startsWith(name.toLowerCase()));
  if (named) return named;
  const { year, month } = partsOf(from);
  if (month >= 8) return "Autumn";
  return from <= easterSunday(year) ? "Spring" : "Summer";
}

/** The term of a day, or in a holiday the last one begun in the same academic year; null before the first. */
export function termAt(terms: readonly Term[], day: Day): Term | null {
  const last = terms.findLast(({ from }) => from <= day);
  return last && academicYearOf(last.from) === academicYearOf(day) ? last : null;
}

/** `2026/27`. */
export function academicYearName(day: Day): string {
  const { year } = partsOf(academicYearOf(day));
  return `${String(year)}/${String((year + 1) % 100).padStart(2, "0")}`;
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1) ?? 0;
}
