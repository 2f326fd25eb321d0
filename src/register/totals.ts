/** Totals of a pupil over a period, as an export states them: good for figures of that period, and for no other. */
import type { Day } from "./day.ts";

export interface Totals {
  /** Index into the people of the exports. */
  readonly person: number;
  readonly file: number;
  readonly line: number;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
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
