/** Totals of a pupil over a period, as an export states them: good for figures of that period, and for no other. */
import type { Day } from "./day.ts";

export interface Totals {
  /** Index into the people of the exports. */
  readonly person: number;
  readonly file: number;
  readonly line: number;
  /** Null, both, when the export names no period: then it is the academic year to date. */
  readonly from: Day | null;
  /** Inclusive. */
  readonly to: Day | null;
  /** Sessions by code; null when the export gives no codes. */
  readonly codes: Readonly<Record<string, number>> | null;
  /** Sessions as stated; null where the export says nothing. With codes, these are only compared. */
  readonly possible: number | null;
  readonly attended: number | null;
  readonly authorised: number | null;
  readonly unauthorised: number | null;
  readonly late: number | null;
  readonly lateAfterClose: number | null;
  readonly missing: number | null;
  /** Percent as stated; null where there is none. Only ever compared. */
  readonly statedPercent: number | null;
}

/** Whether figures can be made of it; a stated percentage alone can only be compared. */
export function hasSessions(totals: Totals): boolean {
  return totals.codes !== null || (totals.possible !== null && totals.attended !== null);
}

export const NOTHING_STATED = {
  from: null,
  to: null,
  codes: null,
  possible: null,
  attended: null,
  authorised: null,
  unauthorised: null,
  late: null,
  lateAfterClose: null,
  missing: null,
} as const satisfies Partial<Totals>;
