/** The figures that a letter rests on: a span of days, its counts, and how they would read if open marks were settled. */
import { absent, countPupil, windowOf, type Counts } from "../measures/counts.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import type { Situation } from "../policy/situation.ts";
import { isoOf, type Day } from "../register/day.ts";
import { columnFrom, type Half, type Register } from "../register/register.ts";

export interface Span {
  readonly from: Day;
  /** The last day with a session, inclusive; `from` when there is none. */
  readonly to: Day;
  /** The last session of that day that counts. */
  readonly until: Half;
  readonly counts: Counts;
}

/** A pupil's counts from `from` up to the newest session on or before `to`. */
export function spanOf({ register }: Situation, row: number, from: Day, to: Day): Span {
  const last = lastSession(register, from, to);
  const counts = countPupil(register, row, windowOf(register, from, to));
  return { from, to: last?.day ?? from, until: last?.half ?? "PM", counts };
}

function lastSession(register: Register, from: Day, to: Day): { day: Day; half: Half } | null {
  for (let column = columnFrom(register, to + 1) - 1; column >= 0; column--) {
    const session = register.sessions[column];
    if (!session || session.day < from) return null;
    if (session.open) return session;
  }
  return null;
}

/** The same span counted anew: up to the session with which it ended, not to the end of its last day. */
export function recount({ register }: Situation, row: number, { from, to, until }: Omit<Span, "counts">): Counts {
  const { start } = windowOf(register, from, to);
  const noon = columnFrom(register, to) + (register.sessions[columnFrom(register, to)]?.half === "AM" ? 1 : 0);
  const end = until === "AM" ? noon : columnFrom(register, to + 1);
  return countPupil(register, row, { start, end });
}

/** What is written down of a letter's figures, in its line of the log and in JSON. */
export interface Basis extends Pick<
  Counts,
  "possible" | "attended" | "authorised" | "unauthorised" | "late" | "lateAfterClose" | "missing" | "unknown"
> {
  readonly from: string;
  readonly to: string;
  readonly until: Half;
  readonly percent: string | null;
  /** Of the unauthorised sessions, those whose reason is not yet known. */
  readonly noReason: number;
}

export function basisOf({ config }: Situation, { from, to, until, counts }: Span): Basis {
  return {
    from: isoOf(from),
    to: isoOf(to),
    until,
    possible: counts.possible,
    attended: counts.attended,
    authorised: counts.authorised,
    unauthorised: counts.unauthorised,
    late: counts.late,
    lateAfterClose: counts.lateAfterClose,
    percent: shownPupilPercent(counts, config.lines),
    missing: counts.missing,
    unknown: counts.unknown,
    noReason: noReasonIn(counts),
  };
}

/** Sessions marked `N`. */
export function noReasonIn(counts: Counts): number {
  return counts.codes["N"] ?? 0;
}

/** As if every open mark were an attendance (`good`) or an absence. */
export function settled(counts: Counts, way: "good" | "bad"): Counts {
  const open = counts.missing + counts.unknown;
  const n = way === "good" ? noReasonIn(counts) : 0;
  const codes = { ...counts.codes };
  if (n > 0) delete codes["N"];
  return {
    ...counts,
    possible: counts.possible + open,
    attended: counts.attended + (way === "good" ? open + n : 0),
    unauthorised: counts.unauthorised + (way === "good" ? -n : open),
    missing: 0,
    unknown: 0,
    codes,
  };
}

/** Unauthorised absence is under `percent` of all absence, and there is some absence. Exact, on counts. */
export function mostlyAgreed(counts: Counts, percent: number): boolean {
  return absent(counts) > 0 && counts.unauthorised * 1000 < absent(counts) * Math.round(percent * 10);
}
