/** The protocol for a child missing education: dated steps from the first unexplained day, and which the log shows done. */
import { unexplainedRun } from "../measures/spells.ts";
import { windowOf } from "../measures/counts.ts";
import { dayIn, hasNeed, type Deed } from "../read/log.ts";
import { academicYearOf, ukOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";
import { agency, kinds, letters, LOCAL_AUTHORITY } from "./ask-of.ts";
import { does } from "./ask.ts";
import { schoolDaysAfter } from "./periods.ts";
import type { Situation } from "./situation.ts";

export interface MissingStep {
  readonly what: string;
  /** On the nth school day of the absence, the first being 1. */
  readonly schoolDay: number;
  readonly due: Day;
  readonly done: Deed | null;
  readonly state: "done" | "overdue" | "due" | "later";
}

/** The earliest day on which the law lets a name be removed, and by which rule; never without the authority's part. */
export interface EarliestRemoval {
  readonly day: Day;
  readonly rule: string;
  readonly source: string;
}

export interface MissingCase {
  readonly row: number;
  /** The first unexplained day; where the log calls the child missing and the register shows no such run, that day. */
  readonly from: Day;
  /** School days from the first to the newest, both included; null where the register shows no run. */
  readonly days: number | null;
  /** Written down as missing education. */
  readonly flagged: boolean;
  readonly steps: readonly MissingStep[];
  /** Null where the register shows no run. */
  readonly removal: EarliestRemoval | null;
}

interface Step {
  readonly what: string;
  readonly schoolDay: number;
  readonly isDone: (deed: Deed) => boolean;
  /** So many different days of it; 1 unless more are asked for. */
  readonly days?: number;
}

const attempt = kinds("call", "message", "visit", "talk");

/** In order. Calling, visiting and asking are good practice; the return and the referral are the authority's. */
const STEPS: readonly Step[] = [
  { what: "Ring the first contact", schoolDay: 1, isDone: attempt },
  { what: "Ring or write to every other contact, on a second day", schoolDay: 2, isDone: attempt, days: 2 },
  { what: "Visit the home", schoolDay: 3, isDone: kinds("visit") },
  { what: "Letter: no contact", schoolDay: 3, isDone: letters("no-contact", "missing-education") },
  {
    what: "Tell the safeguarding leads, and the social worker where there is one",
    schoolDay: 3,
    isDone: kinds("concern"),
  },
  {
    what: "Ask brothers’ and sisters’ schools, friends and neighbours",
    schoolDay: 5,
    isDone: (deed) => does(deed, "S4") || does(deed, "E4"),
  },
  { what: "Letter to the last known address", schoolDay: 5, isDone: letters("missing-education") },
  {
    what: "Tell the local authority, and begin enquiries with it",
    schoolDay: STATUTE.attendanceReturnDays.value,
    isDone: (deed) => agency(...LOCAL_AUTHORITY)(deed) || does(deed, "S5") || deed.kind === "return",
  },
];

/** Everybody on roll who is written down as missing education, or whom nobody can explain for as long as the policy says. */
export function missingCases(situation: Situation): readonly MissingCase[] {
  const { register, asAt } = situation;
  return [...register.pupils.entries()].flatMap(([row, pupil]) => {
    const found = onRollBetween(pupil, asAt, asAt) ? missingCase(situation, row) : null;
    return found ? [found] : [];
  });
}

/** One pupil; null when neither the register nor the log calls for it. */
export function missingCase(situation: Situation, row: number): MissingCase | null {
  const { register, config, deeds, asAt } = situation;
  const theirs = deeds[row] ?? [];
  const run = unexplainedRun(register, row, windowOf(register, academicYearOf(asAt), asAt));
  const flagged = hasNeed(theirs, "missing-education", asAt);
  const enough = config.policy.triggers.find(({ trigger }) => trigger === "no-contact")?.["at-least"] ?? Infinity;
  if (!flagged && (run?.days ?? 0) < enough) return null;
  const need = theirs.findLast(({ kind, fields }) => kind === "need" && fields["need"] === "missing-education");
  const from = run?.from ?? (need ? (dayIn(need, "from") ?? need.day) : asAt);
  return {
    row,
    from,
    days: run?.days ?? null,
    flagged,
    steps: STEPS.map((step) => stepOf(situation, step, from, theirs)),
    removal: run === null ? null : earliestRemoval(situation, from, theirs),
  };
}

/** The nth school day, the first being `from` itself. */
function nthSchoolDay(situation: Situation, from: Day, n: number): Day {
  return schoolDaysAfter(situation, from, n - 1);
}

function stepOf(situation: Situation, step: Step, from: Day, deeds: readonly Deed[]): MissingStep {
  const { what, schoolDay, isDone, days = 1 } = step;
  const due = nthSchoolDay(situation, from, schoolDay);
  const theirs = deeds.filter((deed) => deed.day >= from && isDone(deed));
  const first = [...new Set(theirs.map(({ day }) => day))][days - 1];
  const done = theirs.find(({ day }) => day === first) ?? null;
  const { asAt } = situation;
  const state = done ? "done" : due < asAt ? "overdue" : due === asAt ? "due" : "later";
  return { what, schoolDay, due, done, state };
}

/** After a granted leave that ended within the run the shorter time of the law holds. */
function earliestRemoval(situation: Situation, from: Day, deeds: readonly Deed[]): EarliestRemoval {
  const { removalSchoolDays: long, removalAfterLeaveSchoolDays: short } = STATUTE;
  const leave = deeds.findLast(
    (deed) =>
      deed.kind === "leave-decision" &&
      (deed.fields["outcome"] === "granted" || deed.fields["outcome"] === "part") &&
      nextSchoolDay(situation, leaveEnd(deed)) === from,
  );
  if (leave) {
    return {
      day: nthSchoolDay(situation, from, short.value + 1),
      rule: `${String(short.value)} school days after leave that ended on ${ukOf(leaveEnd(leave))}`,
      source: short.source,
    };
  }
  return {
    day: nthSchoolDay(situation, from, long.value + 1),
    rule: `${String(long.value)} school days of continuous unauthorised absence`,
    source: long.source,
  };
}

function leaveEnd(deed: Deed): Day {
  return dayIn(deed, "granted-to") ?? dayIn(deed, "to") ?? deed.day;
}

function nextSchoolDay(situation: Situation, day: Day): Day {
  return schoolDaysAfter(situation, day, 1);
}
