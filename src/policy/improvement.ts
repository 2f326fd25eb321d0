/** Notices to Improve: the period that each sets, and what the register shows of it. */
import { countPupil, windowOf } from "../measures/counts.ts";
import { dayIn } from "../read/log.ts";
import { plannedDays } from "../register/calendar.ts";
import { mondayOf, type Day } from "../register/day.ts";
import { letters } from "./ask-of.ts";
import type { Situation } from "./situation.ts";

export interface ImprovementPeriod {
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  readonly weeks: number;
}

/** A Notice to Improve in the log, with what was found in its period up to today. */
export interface ImprovementNotice extends ImprovementPeriod {
  /** The day of the letter. */
  readonly day: Day;
  readonly state: "running" | "ended";
  /** Unauthorised sessions in its period, those marked `N` among them. */
  readonly unauthorised: number;
  readonly noReason: number;
}

/** From the Monday after the letter, so many weeks in which the school opens, to a Friday. Source: `STATUTE.noticeWeeksLeast`. */
export function improvementPeriod({ config }: Situation, day: Day): ImprovementPeriod {
  const weeks = config.letters["improvement-weeks"];
  const mondays = [...new Set(plannedDays(config.calendar, mondayOf(day) + 6, day + 366).map(mondayOf))];
  const from = mondays[0] ?? mondayOf(day) + 7;
  return { from, to: (mondays[weeks - 1] ?? from + 7 * (weeks - 1)) + 4, weeks };
}

/** The newest Notice to Improve of a day or later, or null. */
export function improvementSince(situation: Situation, row: number, since: Day): ImprovementNotice | null {
  const isNotice = letters("notice-to-improve");
  const deed = (situation.deeds[row] ?? []).findLast((each) => each.day >= since && isNotice(each));
  if (!deed) return null;
  const { register, asAt } = situation;
  const period = improvementPeriod(situation, dayIn(deed, "judgedOn") ?? deed.day);
  const { unauthorised, codes } = countPupil(register, row, windowOf(register, period.from, Math.min(period.to, asAt)));
  const state = asAt > period.to ? "ended" : "running";
  return { ...period, day: deed.day, state, unauthorised, noReason: codes["N"] ?? 0 };
}
