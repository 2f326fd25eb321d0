/** A letter that might be written: to whose family, about what, and on which figures. Holds are decided later. */
import type { Day } from "../register/day.ts";
import type { Counts } from "../measures/counts.ts";
import type { Placed } from "../policy/tiers.ts";
import { academicYearName } from "../register/terms.ts";
import { tierOn } from "../policy/tiers.ts";
import type { Situation } from "../policy/situation.ts";
import type { LetterKind } from "../read/names.ts";
import { halfTermAt, yearStart, type HalfTerm } from "../register/calendar.ts";
import { spanOf, type Span } from "./basis.ts";
import type { LetterEvent } from "./events.ts";
import type { SeriesName } from "./kinds.ts";

export interface Candidate {
  readonly kind: LetterKind;
  readonly row: number;
  /** Two letters of one kind, child and occasion are the same letter. */
  readonly occasion: string;
  /** Why, in counts. */
  readonly because: readonly string[];
  readonly span: Span;
  readonly event: LetterEvent;
  /** The order it must keep, if any. */
  readonly series: SeriesName | null;
  /**
   * Whether the letter would still be right with other counts in its span; null where it does not depend on them. A
   * letter that settling the open marks would undo is held.
   */
  readonly standsWith: ((counts: Counts) => boolean) | null;
}

/** What calls for a letter, before it is known of which kind it is and on which figures it rests. */
export type Made = Omit<Candidate, "kind" | "row" | "span" | "series" | "standsWith"> &
  Partial<Pick<Candidate, "span" | "standsWith">>;

/** One pupil on the day that letters are judged on. */
export interface View {
  readonly situation: Situation;
  readonly row: number;
  /** The day of tiers and figures: today, or the last day of a half-term that is over. */
  readonly day: Day;
  readonly halfTerm: HalfTerm | null;
  readonly placed: Placed;
  /** The academic year to the day. */
  readonly year: Span;
}

export function viewOf(situation: Situation, row: number, day: Day, halfTerm: HalfTerm | null): View {
  return {
    situation,
    row,
    day,
    halfTerm: halfTerm ?? halfTermAt(situation.halfTerms, day),
    placed: tierOn(situation, row, day),
    year: spanOf(situation, row, yearStart(situation.config.calendar, day), day),
  };
}

/** The figures of this half-term to the day; of no days at all when there is none. */
export function halfTermSpan({ situation, row, halfTerm, day }: View): Span {
  return halfTerm
    ? spanOf(situation, row, halfTerm.from, Math.min(halfTerm.to, day))
    : spanOf(situation, row, day + 1, day);
}

/** A half-term told apart from its namesakes of other years: `Autumn 1 2026/27`. */
export function occasionOf(halfTerm: HalfTerm): string {
  return `${halfTerm.key} ${academicYearName(halfTerm.from)}`;
}
