/** Spells of absence, and runs of days without a reason. */
import type { Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf, type Register } from "../register/register.ts";
import type { Window } from "./counts.ts";
import { exceptionsIn } from "./exceptions.ts";

/** One spell: a run of missed sessions with no attended session between. */
export interface Spell {
  readonly from: Day;
  /** Day of the last missed session, inclusive. */
  readonly to: Day;
  /** Possible sessions missed. */
  readonly sessions: number;
  /** Day of the attended session that ended it; null when none has yet. */
  readonly back: Day | null;
}

/**
 * A pupil's spells of absence in a window, oldest first. A spell starts with the first missed session and ends at the
 * next attended one; weekends, closures and sessions that were not possible are ignored.
 * Source: FFT Education Datalab, "Measures of persistent absence for the COVID age" (January 2022).
 */
export function spellsOf(register: Register, row: number, window: Window): readonly Spell[] {
  const { sessions, kinds, marks } = register;
  const start = Math.max(window.start, register.rollStart[row] ?? 0);
  const end = Math.min(window.end, register.rollEnd[row] ?? 0);
  const spells: { from: Day; to: Day; sessions: number; back: Day | null }[] = [];
  let open: (typeof spells)[number] | null = null;
  let next = start;
  const attended = (column: number): void => {
    if (open) open.back = sessions[column]?.day ?? null;
    open = null;
  };
  for (const column of exceptionsIn(register, row, start, end)) {
    // Between two exceptions the pupil is present.
    if (column > next) attended(next);
    next = column + 1;
    const kind = kinds[marks[cellOf(register, row, column)] ?? MISSING];
    const day = sessions[column]?.day;
    if (!kind || day === undefined || !isPossible(kind)) continue;
    if (isAttended(kind)) attended(column);
    else if (open === null) spells.push((open = { from: day, to: day, sessions: 1, back: null }));
    else {
      open.to = day;
      open.sessions++;
    }
  }
  if (next < end) attended(next);
  return spells;
}

/** School days in a row, up to the newest, on which nobody knows why the pupil was away. */
export interface UnexplainedRun {
  /** School days. */
  readonly days: number;
  readonly from: Day;
  readonly to: Day;
}

const NO_REASON = new Set<string | null>(["N", "O"]);

/**
 * The run of `N` and `O` days that reaches up to the end of the window; null when there is none. A day carries it on
 * when it has `N` or `O` and no other possible mark; a day with no possible mark for the pupil is passed over; any
 * other possible mark ends it.
 */
export function unexplainedRun(register: Register, row: number, { start, end }: Window): UnexplainedRun | null {
  let run = null as UnexplainedRun | null;
  let open = null as Day | null;
  const close = (): void => {
    if (open !== null) run = { days: (run?.days ?? 0) + 1, from: open, to: run?.to ?? open };
  };
  for (let column = end - 1; column >= start; column--) {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    const session = register.sessions[column];
    if (!kind || !session || !isPossible(kind)) continue;
    if (open !== session.day) close();
    // A day with another possible mark does not count, whatever its other session says.
    if (!NO_REASON.has(kind.code)) return run;
    open = session.day;
  }
  close();
  return run;
}
