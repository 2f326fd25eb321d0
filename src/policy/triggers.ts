/** The triggers of the graduated response: which fired for a pupil on a day, and on what fact. */
import {
  absent,
  glanceAt,
  isBelow,
  isPersistent,
  windowOf,
  type Glance,
  type Sides,
  type Window,
} from "../measures/counts.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import { unexplainedRun } from "../measures/spells.ts";
import { halfTermAt, yearStart } from "../register/calendar.ts";
import { academicYearOf, shortOf, type Day } from "../register/day.ts";
import { isNursery } from "../register/pupil.ts";
import { hasNeed, isContact, type Deed } from "../read/log.ts";
import type { Tier, TriggerName } from "../read/names.ts";
import type { Trigger } from "../read/schema.ts";
import type { Situation } from "./situation.ts";

export interface Fired {
  readonly tier: Tier;
  readonly trigger: TriggerName;
  /** Why, in counts. */
  readonly fact: string;
}

/** The spans of columns that triggers look at on a day, the same for every pupil. */
export interface Spans {
  readonly day: Day;
  /** The academic year to the day. */
  readonly year: Window;
  /** The same from 1 September, whatever the calendar says. */
  readonly sinceSeptember: Window;
  /** This half-term to the day; empty where there is none. */
  readonly halfTerm: Window;
}

/** One pupil on one day, with what every trigger looks at. */
export interface Standing {
  readonly row: number;
  readonly day: Day;
  readonly sinceSeptember: Window;
  /** Of the academic year to the day. */
  readonly year: Glance;
  /** Of this half-term to the day. */
  readonly halfTerm: Glance;
  /** Fewer possible sessions than the policy's minimum. */
  readonly tooEarly: boolean;
}

export function spansOn({ register, config, halfTerms }: Situation, day: Day): Spans {
  const term = halfTermAt(halfTerms, day);
  return {
    day,
    year: windowOf(register, yearStart(config.calendar, day), day),
    sinceSeptember: windowOf(register, academicYearOf(day), day),
    halfTerm: term ? windowOf(register, term.from, Math.min(term.to, day)) : { start: 0, end: 0 },
  };
}

export function standingIn({ register, config }: Situation, row: number, spans: Spans): Standing {
  const { day, sinceSeptember } = spans;
  const year = glanceAt(register, row, spans.year);
  const halfTerm = glanceAt(register, row, spans.halfTerm);
  return { row, day, sinceSeptember, year, halfTerm, tooEarly: year.possible < config.policy.minimumSessions };
}

/** Every trigger of the policy that fires, in the policy's order. */
export function triggersFor(situation: Situation, standing: Standing): readonly Fired[] {
  const fired: Fired[] = [];
  for (const trigger of situation.config.policy.triggers) {
    const fact = FACTS[trigger.trigger](situation, standing, trigger);
    if (fact !== null) fired.push({ tier: trigger.tier, trigger: trigger.trigger, fact: fact() });
  }
  return fired;
}

/** Whether a trigger fires, without the words. */
export function fires(situation: Situation, standing: Standing, trigger: Trigger): boolean {
  return FACTS[trigger.trigger](situation, standing, trigger) !== null;
}

/** The words of the fact on which a trigger fires, or null. To add a trigger: its name in `read/schema.ts`, its fact here. */
type FactOf = (situation: Situation, standing: Standing, trigger: Trigger) => (() => string) | null;

const band: FactOf = ({ config }, { year, tooEarly }, { from = 0, below = 0 }) =>
  !tooEarly && isBelow(year, below) && !isBelow(year, from) ? () => attendanceFact(year, config.lines) : null;

const FACTS: Readonly<Record<TriggerName, FactOf>> = {
  "holiday-request": ({ deeds }, { row, day, year }, { "at-least": least = 1 }) => {
    const sessions = year.holiday;
    const requests = leaveRequests(deeds[row] ?? [], day);
    if (sessions + requests < least) return null;
    return () =>
      [
        sessions > 0 ? `${counted(sessions, "session")} of holiday this year` : null,
        requests > 0 ? `${counted(requests, "leave request")} in the log this year` : null,
      ]
        .filter((part) => part !== null)
        .join(", ");
  },
  lates: (_, { halfTerm: { late, lateAfterClose } }, { "at-least": least = 1 }) => {
    const lates = late + lateAfterClose;
    if (lates < least) return null;
    return () => `${counted(lates, "late")} this half-term (${String(late)} L, ${String(lateAfterClose)} U)`;
  },
  "attendance-90-95": band,
  "attendance-80-90": band,
  "attendance-below-80": band,
  "persistent-absence": (_, { year, tooEarly }) =>
    !tooEarly && isPersistent(year)
      ? () => `missed ${String(absent(year))} of ${String(year.possible)} sessions, 10% or more`
      : null,
  "no-contact": ({ register, deeds }, { row, day, sinceSeptember }, { "at-least": least = 1 }) => {
    const run = unexplainedRun(register, row, sinceSeptember);
    if (!run || run.days < least) return null;
    const reached = (deeds[row] ?? []).some((deed: Deed) => isContact(deed) && deed.day >= run.from && deed.day <= day);
    return reached
      ? null
      : () =>
          `${counted(run.days, "school day")} without a reason or contact, ${shortOf(run.from)} to ${shortOf(run.to)}`;
  },
  "send-plan": ({ register, deeds }, { row, day }) => {
    const sen = register.pupils[row]?.sen;
    if (sen === "E") return () => "EHCP";
    if (sen === "K") return () => "SEN support";
    if (hasNeed(deeds[row] ?? [], "ehcp", day)) return () => "EHCP in the log";
    return hasNeed(deeds[row] ?? [], "send-plan", day) ? () => "SEND plan in the log" : null;
  },
  "mental-health": ({ register, deeds }, { row, day }) => {
    if (register.pupils[row]?.mentalHealth === true) return () => "mental-health need in the pupils file";
    return hasNeed(deeds[row] ?? [], "mental-health", day) ? () => "mental-health need in the log" : null;
  },
  "missing-education": ({ deeds }, { row, day }) =>
    hasNeed(deeds[row] ?? [], "missing-education", day) ? () => "child missing education, in the log" : null,
  "part-time-timetable": ({ register, deeds }, { row, day, halfTerm: { partTime } }) => {
    if (partTime > 0) return () => `${counted(partTime, "C2 mark")} this half-term`;
    const pupil = register.pupils[row];
    if (pupil?.partTime === true && !isNursery(pupil)) return () => "part-time in the pupils file";
    return hasNeed(deeds[row] ?? [], "part-time-timetable", day) ? () => "part-time timetable in the log" : null;
  },
};

/** Leave that was asked for in the academic year up to a day. */
function leaveRequests(deeds: readonly Deed[], day: Day): number {
  const asked = deeds.filter((deed) => deed.kind === "leave-request" && deed.day <= day);
  return asked.length === 0 ? 0 : asked.filter((deed) => academicYearOf(deed.day) === academicYearOf(day)).length;
}

function attendanceFact(year: Sides, lines: Situation["config"]["lines"]): string {
  return `attendance ${shownPupilPercent(year, lines) ?? ""}%, ${String(year.attended)} of ${String(year.possible)} sessions`;
}

/** `1 session`, `2 sessions`. */
export function counted(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? "" : "s"}`;
}
