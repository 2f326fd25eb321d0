/** Part-time timetables: what was agreed, what the register shows of it, and when it is looked at again. */
import { absent, countPupil, windowOf, type Counts, type Sides } from "../measures/counts.ts";
import { dayIn, textOf, type Deed } from "../read/log.ts";
import { isAgreed, readPattern, type Pattern } from "../read/pattern.ts";
import { yearStart } from "../register/calendar.ts";
import type { Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { onRollBetween } from "../register/pupil.ts";
import { cellOf, type Half } from "../register/register.ts";
import { partTimeSince } from "./part-time.ts";
import { reviewDay } from "./review.ts";
import type { Situation } from "./situation.ts";
import { tierOn } from "./tiers.ts";

export interface TimetableSession {
  readonly day: Day;
  readonly half: Half;
  /** The mark as it stands; `-` for a missing one. */
  readonly code: string;
}

export interface Timetable {
  readonly row: number;
  readonly since: Day;
  /** The agreed end, inclusive; null when none is written down. */
  readonly until: Day | null;
  /** Sessions of the week in school; null when they are not written down. */
  readonly pattern: Pattern | null;
  readonly sessions: string | null;
  readonly hours: string | null;
  readonly consent: "given" | "refused" | null;
  readonly reviewed: Day | null;
  readonly reviewDue: Day;
  readonly reviewOverdue: boolean;
  /** `C2` on a session that was agreed in school, or outside the agreed days. Null where no sessions are written down. */
  readonly outside: readonly TimetableSession[] | null;
  /** Sessions agreed off that are an absence other than `C2`, or have no mark. Null likewise. */
  readonly otherwise: readonly TimetableSession[] | null;
  /** Sessions agreed in school: how many were possible, and attended. Beside the statutory figure, never in its place. */
  readonly expected: Sides | null;
  readonly statutory: Counts;
  /** What the agreement should have and the log does not show. */
  readonly lacking: readonly string[];
}

/** Everybody on roll with a part-time timetable today, in the order of the register. */
export function timetables(situation: Situation): readonly Timetable[] {
  const { register, asAt } = situation;
  return [...register.pupils.entries()].flatMap(([row, pupil]) =>
    onRollBetween(pupil, asAt, asAt) && hasTimetable(situation, row) ? [timetableOf(situation, row)] : [],
  );
}

function hasTimetable(situation: Situation, row: number): boolean {
  return tierOn(situation, row, situation.asAt).triggers.some(({ trigger }) => trigger === "part-time-timetable");
}

export function timetableOf(situation: Situation, row: number): Timetable {
  const { register, deeds, asAt } = situation;
  const theirs = deeds[row] ?? [];
  const agreed = theirs.findLast(({ kind, fields }) => kind === "need" && fields["need"] === "part-time-timetable");
  const since = partTimeSince(situation, row);
  const until = agreed ? dayIn(agreed, "to") : null;
  const sessions = textOf(agreed?.fields["sessions"]);
  const pattern = sessions === null ? null : readPattern(sessions);
  const consent = (["given", "refused"] as const).find((each) => each === agreed?.fields["consent"]) ?? null;
  const hours = textOf(agreed?.fields["hours"]);
  const reviewed = lastReview(theirs, since);
  const reviewDue = reviewDay(situation, reviewed ?? since);
  return {
    row,
    since,
    until,
    pattern,
    sessions,
    hours,
    consent,
    reviewed,
    reviewDue,
    reviewOverdue: reviewDue < asAt,
    ...compared(situation, row, { since, until, pattern }),
    statutory: countPupil(register, row, windowOf(register, since, asAt)),
    lacking: [
      until === null ? "the day on which it ends" : null,
      pattern === null ? "the sessions in school" : null,
      hours === null ? "the hours a week" : null,
      consent === "given" ? null : "the parents’ consent",
    ].filter((each) => each !== null),
  };
}

function lastReview(deeds: readonly Deed[], since: Day): Day | null {
  const reviews = deeds.filter(
    ({ kind, fields, day }) =>
      day > since && (fields["row"] === "S6" || (kind === "review" && fields["row"] === undefined)),
  );
  return reviews.at(-1)?.day ?? null;
}

function compared(
  { register, config, asAt }: Situation,
  row: number,
  { since, until, pattern }: Pick<Timetable, "since" | "until" | "pattern">,
): Pick<Timetable, "outside" | "otherwise" | "expected"> {
  if (pattern === null) return { outside: null, otherwise: null, expected: null };
  const outside: TimetableSession[] = [];
  const otherwise: TimetableSession[] = [];
  const expected = { possible: 0, attended: 0 };
  // A `C2` of before the agreement is outside it too.
  const window = windowOf(register, Math.min(since, yearStart(config.calendar, asAt)), asAt);
  const end = Math.min(window.end, register.rollEnd[row] ?? 0);
  for (let column = Math.max(window.start, register.rollStart[row] ?? 0); column < end; column++) {
    const session = register.sessions[column];
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    if (!session?.open || !kind) continue;
    const { day, half } = session;
    const found = { day, half, code: kind.code ?? "-" };
    const without = day < since || (until !== null && day > until);
    if (without || isAgreed(pattern, day, half)) {
      if (kind.code === "C2") outside.push(found);
      if (without || !isPossible(kind)) continue;
      expected.possible++;
      if (isAttended(kind)) expected.attended++;
    } else if (kind.code === null || (isPossible(kind) && !isAttended(kind) && kind.code !== "C2")) {
      otherwise.push(found);
    }
  }
  return { outside, otherwise, expected };
}

/** Sessions missed of those agreed in school. */
export function missedOfExpected({ expected }: Timetable): number | null {
  return expected === null ? null : absent(expected);
}
