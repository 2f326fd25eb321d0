/** Leave of absence: what was asked and decided, what the register shows, and where the two differ. */
import { dayIn, textOf, type Deed } from "../read/log.ts";
import { yearStart } from "../register/calendar.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf, columnFrom } from "../register/register.ts";
import type { Situation } from "./situation.ts";

/** Both days are inclusive. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

export interface LeaveDecision extends Days {
  readonly decision: "granted" | "part" | "declined";
  /** The days granted, when only a part was; null else. */
  readonly granted: Days | null;
  readonly reason: string | null;
}

/** A decision in the log; null for another deed, or one that does not say what and when. */
export function leaveDecision(deed: Deed): LeaveDecision | null {
  const decision = (["granted", "part", "declined"] as const).find((each) => each === deed.fields["outcome"]);
  const [from, to] = [dayIn(deed, "from"), dayIn(deed, "to")];
  if (deed.kind !== "leave-decision" || !decision || from === null || to === null) return null;
  const [grantedFrom, grantedTo] = [dayIn(deed, "granted-from"), dayIn(deed, "granted-to")];
  const granted = grantedFrom === null || grantedTo === null ? null : { from: grantedFrom, to: grantedTo };
  return { from, to, decision, granted, reason: textOf(deed.fields["reason"]) };
}

/** A stretch of sessions missed for leave, with no attended session between. */
export interface LeaveRun extends Days {
  readonly sessions: number;
  readonly codes: Readonly<Record<string, number>>;
}

/** Leave that was not granted: `G`. Leave in exceptional circumstances and older family holidays: `C`, `H`, `F`. */
export const NOT_GRANTED: ReadonlySet<string> = new Set(["G"]);
const ANY_LEAVE: ReadonlySet<string> = new Set(["G", "C", "H", "F"]);

/** Stretches of these codes between two days (inclusive), oldest first; other absence between neither ends nor counts. */
export function leaveRuns(
  { register }: Situation,
  row: number,
  { from, to }: Days,
  codes: ReadonlySet<string>,
): readonly LeaveRun[] {
  const runs: { from: Day; to: Day; sessions: number; codes: Record<string, number> }[] = [];
  let open = false;
  for (let column = columnFrom(register, from); column < columnFrom(register, to + 1); column++) {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    const session = register.sessions[column];
    if (!kind || !session || !isPossible(kind)) continue;
    if (isAttended(kind)) open = false;
    if (kind.code === null || !codes.has(kind.code)) continue;
    let run = open ? runs.at(-1) : undefined;
    if (!run) runs.push((run = { from: session.day, to: session.day, sessions: 0, codes: {} }));
    run.to = session.day;
    run.sessions++;
    run.codes[kind.code] = (run.codes[kind.code] ?? 0) + 1;
    open = true;
  }
  return runs;
}

export interface LeaveFinding extends LeaveRun {
  readonly row: number;
  /** `not-asked`: a holiday (`G`) that nobody asked for. `beyond`: days next to those that were granted. `otherwise`: marked as granted though it was declined, or the other way about. */
  readonly finding: "not-asked" | "beyond" | "otherwise";
  /** The decision that it is compared with; null when nobody asked. */
  readonly decision: LeaveDecision | null;
}

/** Where the register of the school year differs from what was asked and decided, oldest first. */
export function leaveFindings(situation: Situation, row: number): readonly LeaveFinding[] {
  const { deeds, config, asAt } = situation;
  const year = { from: yearStart(config.calendar, asAt), to: asAt };
  const theirs = (deeds[row] ?? []).filter(({ day }) => academicYearOf(day) === academicYearOf(asAt));
  const decisions = theirs.flatMap((deed) => leaveDecision(deed) ?? []);
  const asked: readonly Days[] = [
    ...decisions,
    ...theirs
      .filter(({ kind }) => kind === "leave-request")
      .map((deed) => ({ from: dayIn(deed, "from") ?? deed.day, to: dayIn(deed, "to") ?? deed.day })),
  ];
  const compared = decisions.flatMap((decision) => against(situation, row, decision, year));
  const notAsked = leaveRuns(situation, row, year, NOT_GRANTED)
    .filter((run) => ![...asked, ...compared].some((days) => overlap(days, run)))
    .map((run): LeaveFinding => ({ ...run, row, finding: "not-asked", decision: null }));
  return [...notAsked, ...compared].toSorted((a, b) => a.from - b.from);
}

function against(situation: Situation, row: number, decision: LeaveDecision, year: Days): readonly LeaveFinding[] {
  const granted = grantedDays(decision);
  const found = (finding: LeaveFinding["finding"], days: Days, codes: ReadonlySet<string>): readonly LeaveFinding[] =>
    leaveRuns(situation, row, days, codes).map((run) => ({ ...run, row, finding, decision }));
  const marked = (days: Days, codes: string): readonly LeaveFinding[] =>
    found("otherwise", { from: days.from, to: Math.min(days.to, year.to) }, new Set(codes.split("")));
  if (granted === null) return marked(decision, "CHF");
  const whole = leaveRuns(situation, row, year, ANY_LEAVE).filter((run) => overlap(run, granted));
  return [
    ...marked(granted, "G"),
    ...whole.flatMap((run) => [
      ...found("beyond", { from: run.from, to: Math.min(run.to, granted.from - 1) }, ANY_LEAVE),
      ...found("beyond", { from: Math.max(run.from, granted.to + 1), to: run.to }, ANY_LEAVE),
    ]),
  ];
}

function grantedDays({ decision, from, to, granted }: LeaveDecision): Days | null {
  if (decision === "declined") return null;
  return decision === "part" ? granted : { from, to };
}

function overlap(a: Days, b: Days): boolean {
  return a.from <= b.to && a.to >= b.from;
}
