/** Lates: this week and this half-term, before and after the register closed, with minutes. */
import { countPupil, glanceAt, windowOf } from "../../measures/counts.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import type { Situation } from "../../policy/situation.ts";
import { halfTermAt } from "../../register/calendar.ts";
import type { Week } from "./week.ts";
import { whoIs, type Who } from "../../register/who.ts";

interface Lates {
  /** `L`. */
  readonly before: number;
  /** `U`. */
  readonly after: number;
  /** Null when the exports give no minutes. */
  readonly minutes: number | null;
}

export interface LatePupil extends Who {
  readonly week: Lates;
  readonly halfTerm: Lates;
}

/** Everyone late this half-term, most this week first. */
export function latePupils({ register, halfTerms }: Situation, week: Week): readonly LatePupil[] {
  const term = halfTermAt(halfTerms, week.to);
  const inTerm = windowOf(register, term?.from ?? week.monday, Math.min(term?.to ?? week.to, week.to));
  const inWeek = windowOf(register, week.monday, week.to);
  const lates = (row: number, window: typeof inWeek): Lates => {
    const { late, lateAfterClose, minutesLate } = countPupil(register, row, window);
    return { before: late, after: lateAfterClose, minutes: minutesLate };
  };
  const isLate = (row: number): boolean => {
    const { late, lateAfterClose } = glanceAt(register, row, inTerm);
    return late + lateAfterClose > 0;
  };
  const total = (some: Lates): number => some.before + some.after;
  return rowsOnRoll(register, week.to, week.to)
    .filter(isLate)
    .map((row) => ({ ...whoIs(register, row), week: lates(row, inWeek), halfTerm: lates(row, inTerm) }))
    .toSorted((a, b) => total(b.week) - total(a.week) || total(b.halfTerm) - total(a.halfTerm));
}
