/** The national threshold for penalty notices: ten unauthorised sessions in ten school weeks. */
import { isCompulsory } from "../register/age.ts";
import { mondayOf, type Day } from "../register/day.ts";
import { MISSING } from "../register/kinds.ts";
import { cellOf, columnFrom, type Half, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";

export interface UnauthorisedSession {
  readonly day: Day;
  readonly half: Half;
  readonly code: string;
}

/** The threshold as it was first met. */
export interface ThresholdMet {
  /** The day of the session that met it. */
  readonly day: Day;
  /** The Monday of the first of the ten school weeks. */
  readonly from: Day;
  /** The sessions within the window, oldest first: ten, or eleven when the day had two. */
  readonly sessions: readonly UnauthorisedSession[];
}

const COUNTED = new Set<string | null>(["G", "N", "O", "U"]);

/**
 * The first day from `from` to `to` (both inclusive) on which the threshold was met, or null. The window is whole weeks,
 * Monday to Sunday: the ten most recent with at least one session, ending with the day's own, up to and including that
 * day. It reaches back over half-terms and school years. Only sessions at compulsory school age count. `without` leaves
 * out a code, to see what would be without it. Source: `STATUTE.penaltySessions`, `STATUTE.penaltyWeeks`.
 */
export function thresholdMet(
  register: Register,
  row: number,
  from: Day,
  to: Day,
  without: string | null = null,
): ThresholdMet | null {
  const pupil = register.pupils[row];
  if (!pupil) return null;
  const weeks = weeksWithSessions(register);
  const sessions = unauthorisedSessions(register, row, to).filter(
    ({ day, code }) => code !== without && isCompulsory(pupil, day),
  );
  for (const { day } of sessions) {
    if (day < from) continue;
    const last = weeks.indexOf(mondayOf(day));
    const start = weeks[Math.max(0, last - STATUTE.penaltyWeeks.value + 1)] ?? day;
    const within = sessions.filter((each) => each.day >= start && each.day <= day);
    if (within.length >= STATUTE.penaltySessions.value) return { day, from: start, sessions: within };
  }
  return null;
}

/** Sessions with `G`, `N`, `O` or `U` up to `to`, oldest first. */
export function unauthorisedSessions(register: Register, row: number, to: Day): readonly UnauthorisedSession[] {
  const end = columnFrom(register, to + 1);
  const found: UnauthorisedSession[] = [];
  for (let column = 0; column < end; column++) {
    const session = register.sessions[column];
    const code = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING]?.code ?? null;
    if (session && code !== null && COUNTED.has(code)) found.push({ day: session.day, half: session.half, code });
  }
  return found;
}

/** Mondays of the weeks with a school day, in order. */
function weeksWithSessions({ schoolDays }: Register): readonly Day[] {
  return [...new Set(schoolDays.map(mondayOf))];
}
