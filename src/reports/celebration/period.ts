/** Over which days a prize is given: a term or a school year, and the one before it. */
import type { Situation } from "../../policy/situation.ts";
import { CannotGoOn } from "../../problem/problem.ts";
import { yearStart } from "../../register/calendar.ts";
import { academicYearOf, ukOf, type Day } from "../../register/day.ts";
import { academicYearName, termAt, termsOf, type Term } from "../../register/terms.ts";

interface Stretch {
  /** `Autumn term 2026/27`, `school year 2026/27`. */
  readonly name: string;
  readonly from: Day;
  /** Inclusive: the last school day that is known, at the latest today. */
  readonly to: Day;
}

export interface PrizePeriod extends Stretch {
  /** Today is before the last day of the calendar's term or year. */
  readonly isUnderWay: boolean;
  /** The term or year before; null when the exports have no school day of it. */
  readonly before: Stretch | null;
}

/** A term that ended this many days ago is still the one that prizes are given for. */
const STILL_ABOUT = 21;

/** `asked`: the name of a term, `null` for the one that has just ended or is under way, or the whole year. */
export function choosePeriod(situation: Situation, asked: string | null | { readonly year: true }): PrizePeriod {
  const { halfTerms, asAt, config } = situation;
  if (asked === null || typeof asked === "string") {
    const terms = termsOf(halfTerms).filter(({ from }) => from <= asAt);
    const term = asked === null ? latest(terms, asAt) : termNamed(terms, asked, asAt);
    const before = terms[terms.indexOf(term) - 1];
    return periodOf(situation, stretchOf(term), before ? stretchOf(before) : null);
  }
  const from = yearStart(config.calendar, asAt);
  const last = halfTerms.findLast((each) => academicYearOf(each.from) === academicYearOf(asAt));
  const endBefore = academicYearOf(asAt) - 1;
  return periodOf(
    situation,
    { name: yearWords(from), from, to: last?.to ?? asAt },
    { name: yearWords(endBefore), from: yearStart(config.calendar, endBefore), to: endBefore },
  );
}

function latest(terms: readonly Term[], asAt: Day): Term {
  const ended = terms.findLast(({ to }) => to < asAt && asAt - to <= STILL_ABOUT);
  const term = ended ?? termAt(terms, asAt);
  if (term) return term;
  throw new CannotGoOn(
    `No term has begun by ${ukOf(asAt)}. Check the calendar in attend.yaml, or name a day with --date.`,
  );
}

function termNamed(terms: readonly Term[], asked: string, asAt: Day): Term {
  const wanted = asked
    .trim()
    .toLowerCase()
    .replace(/ term$/, "");
  const term = terms.findLast(({ name }) => name.toLowerCase() === wanted);
  if (term) return term;
  const known = [...new Set(terms.map(({ name }) => name))].join(", ");
  throw new CannotGoOn(`There is no term “${asked}” that has begun by ${ukOf(asAt)}. Known are: ${known || "none"}.`);
}

function stretchOf({ name, from, to }: Term): Stretch {
  return { name: `${name} term ${academicYearName(from)}`, from, to };
}

function yearWords(day: Day): string {
  return `school year ${academicYearName(day)}`;
}

function periodOf(situation: Situation, now: Stretch, before: Stretch | null): PrizePeriod {
  const known = lastDayOf(situation, now);
  if (!known)
    throw new CannotGoOn(`The exports hold no session of the ${now.name}, so there is nothing to show of it.`);
  return { ...known, isUnderWay: situation.asAt < now.to, before: before && lastDayOf(situation, before) };
}

function lastDayOf({ register, asAt }: Situation, { name, from, to }: Stretch): Stretch | null {
  const last = register.schoolDays.findLast((day) => day >= from && day <= Math.min(to, asAt));
  return last === undefined ? null : { name, from, to: last };
}
