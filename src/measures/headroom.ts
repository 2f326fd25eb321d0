/** How near a pupil is to persistent absence: what may still be missed, and when it would be behind them. */
import { plannedDays, type Calendar, type HalfTerm } from "../register/calendar.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { STATUTE } from "../register/statute.ts";
import { absent, isPersistent, type Sides } from "./counts.ts";

export interface Headroom {
  /** Sessions that may still be missed before the end of the half-term without persistent absence; null when persistent now. */
  readonly mayMiss: number | null;
  /** Sessions in a row to attend until no longer persistent; null when not persistent. */
  readonly toAttend: number | null;
  /** The day on which the last of those is; null when not persistent, or not within this year's calendar. */
  readonly backAbove: Day | null;
}

const ONE_IN = 100 / STATUTE.persistentPercent.value;
const SESSIONS_A_DAY = 2;

/** Of sessions so far and `left` to come, how many more may be missed with fewer than 10% missed in all. Never negative. */
export function mayStillMiss(counts: Sides, left: number): number {
  const most = Math.ceil((counts.possible + left) / ONE_IN) - 1 - absent(counts);
  return Math.max(0, Math.min(most, left));
}

/** Sessions in a row to attend until fewer than 10% are missed; 0 when that is so now. */
export function toAttendUntilBelow(counts: Sides): number {
  return Math.max(0, absent(counts) * ONE_IN - counts.possible + 1);
}

/**
 * Headroom at the end of `asAt`, with two sessions on each planned day. Null when the calendar says nothing of the
 * days to come. Persistent now means that no number of further absences is within bounds.
 */
export function headroomOf(calendar: Calendar, halfTerm: HalfTerm | null, counts: Sides, asAt: Day): Headroom | null {
  if (!halfTerm || halfTerm.inferred || counts.possible === 0) return null;
  if (!isPersistent(counts)) {
    const left = plannedDays(calendar, asAt, halfTerm.to).length * SESSIONS_A_DAY;
    return { mayMiss: mayStillMiss(counts, left), toAttend: null, backAbove: null };
  }
  const toAttend = toAttendUntilBelow(counts);
  const days = plannedDays(calendar, asAt, asAt + 366);
  const day = days[Math.ceil(toAttend / SESSIONS_A_DAY) - 1];
  const sameYear = day !== undefined && academicYearOf(day) === academicYearOf(asAt);
  return { mayMiss: null, toAttend, backAbove: sameYear ? day : null };
}
