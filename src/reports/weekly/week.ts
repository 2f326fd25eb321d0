/** Which week a weekly pack is about, and the spans of days it compares. */
import { CannotGoOn, type Problem } from "../../problem/problem.ts";
import type { Situation } from "../../policy/situation.ts";
import { yearStart } from "../../register/calendar.ts";
import { mondayOf, ukOf, type Day } from "../../register/day.ts";

/** All days are inclusive. */
export interface Week {
  readonly monday: Day;
  readonly friday: Day;
  /** The last day that counts: Sunday, or today when the week is not over. */
  readonly to: Day;
  /** The Monday of the school week before, in the same academic year or not; null when there is none. */
  readonly before: Day | null;
  /** The first day of the academic year to date. */
  readonly yearFrom: Day;
  /** Mondays of the last six school weeks, this one last. */
  readonly lastSix: readonly Day[];
}

const WEEKS_AT_A_GLANCE = 6;

/**
 * The week that holds `asked`, or without it the last school week that is over: one with a session, whose Friday is
 * before today. Throws with `problems` when the register has no such week.
 */
export function chooseWeek(
  { register, config, asAt }: Situation,
  asked: Day | null,
  problems: readonly Problem[],
): Week {
  const mondays = [...new Set(register.schoolDays.map(mondayOf))];
  const monday = asked === null ? mondays.findLast((each) => each + 4 < asAt) : mondayOf(asked);
  if (monday === undefined) {
    throw new CannotGoOn(
      "The exports hold no school week that is over yet. Name one with --week to see it as far as it goes.",
      problems,
    );
  }
  if (!mondays.includes(monday)) {
    throw new CannotGoOn(
      `The exports hold no session in the week beginning ${ukOf(monday)}. Check the dates of the exports.`,
      problems,
    );
  }
  const at = mondays.indexOf(monday);
  const to = Math.min(monday + 6, asAt);
  return {
    monday,
    friday: monday + 4,
    to,
    before: mondays[at - 1] ?? null,
    yearFrom: yearStart(config.calendar, to),
    lastSix: mondays.slice(Math.max(0, at - WEEKS_AT_A_GLANCE + 1), at + 1),
  };
}
