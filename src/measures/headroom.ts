/** How near a pupil is to persistent absence: what may still be missed, and when it would be behind them. */
import { plannedDays, type Calendar, type HalfTerm } from "../register/calendar.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { isPossible, MISSING } from "../register/kinds.ts";
import { isNursery } from "../register/pupil.ts";
import { cellOf, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";
import { absent, isPersistent, type Sides, type Window } from "./counts.ts";

export interface Headroom {
  /** Sessions that may still be missed before the end of the half-term without persistent absence; null when persistent now. */
  readonly mayMiss: number | null;
  /** Sessions in a row to attend until no longer persistent; null when not persistent. */
  readonly toAttend: number | null;
  /** The day on which the last of those is; null when not persistent, or not within this year's calendar. */
  readonly backAbove: Day | null;
}

const ONE_IN = 100 / STATUTE.persistentPercent.value;

/** A pupil's sessions in a school day: two, or for a nursery child as many as they mostly have. */
export function sessionsADay(register: Register, row: number, window: Window): number {
  const pupil = register.pupils[row];
  if (!pupil || !isNursery(pupil)) return 2;
  const days = new Set<Day>();
  let possible = 0;
  for (let column = window.start; column < window.end; column++) {
    const session = register.sessions[column];
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    if (!session || !kind || !isPossible(kind)) continue;
    days.add(session.day);
    possible++;
  }
  return days.size === 0 ? 2 : Math.max(1, Math.round(possible / days.size));
}

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
 * Headroom at the end of `asAt`, with `aDay` sessions on each planned day. Null when the calendar says nothing of the
 * days to come, or the half-term has none left. Persistent now means that no number of further absences is within bounds.
 */
export function headroomOf(
  calendar: Calendar,
  halfTerm: HalfTerm | null,
  counts: Sides,
  asAt: Day,
  aDay: number,
): Headroom | null {
  if (!halfTerm || halfTerm.inferred || counts.possible === 0) return null;
  if (!isPersistent(counts)) {
    const left = plannedDays(calendar, asAt, halfTerm.to).length * aDay;
    return left === 0 ? null : { mayMiss: mayStillMiss(counts, left), toAttend: null, backAbove: null };
  }
  const toAttend = toAttendUntilBelow(counts);
  const days = plannedDays(calendar, asAt, asAt + 366);
  const day = days[Math.ceil(toAttend / aDay) - 1];
  const sameYear = day !== undefined && academicYearOf(day) === academicYearOf(asAt);
  return { mayMiss: null, toAttend, backAbove: sameYear ? day : null };
}
