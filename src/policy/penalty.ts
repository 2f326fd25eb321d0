/** Where each pupil stands with the national threshold for penalty notices. */
import { thresholdMet, windowOn, type PenaltyWindow, type ThresholdMet } from "../measures/penalty.ts";
import { isCompulsory } from "../register/age.ts";
import { academicYearOf } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";
import { improvementSince } from "./improvement.ts";
import { noticesBefore } from "./penalty-notices.ts";
import { requirementsOf, type OpenReason, type RequestBasis, type Requirement } from "./penalty-request.ts";
import { schoolDaysAfter } from "./periods.ts";
import type { Situation } from "./situation.ts";

export type PenaltyState = "nothing" | "approaching" | "met";

export interface PenaltyStanding extends RequestBasis {
  readonly state: PenaltyState;
  /** Empty unless the threshold is met. */
  readonly requirements: readonly Requirement[];
}

const TEN = STATUTE.penaltySessions.value;

/** Everybody on roll today who is of compulsory school age, in the order of the register. */
export function penaltyStandings(situation: Situation): readonly PenaltyStanding[] {
  const { register, asAt } = situation;
  return [...register.pupils.entries()]
    .filter(([, pupil]) => onRollBetween(pupil, asAt, asAt) && isCompulsory(pupil, asAt))
    .map(([row]) => penaltyStanding(situation, row));
}

/** Rows on roll today whose age nobody can tell: neither a date of birth nor a year group. */
export function ageNotKnown({ register, asAt }: Situation): readonly number[] {
  return [...register.pupils.entries()]
    .filter(([, pupil]) => onRollBetween(pupil, asAt, asAt) && pupil.dob === null && pupil.year === null)
    .map(([row]) => row);
}

/**
 * One pupil. Met: on any day of this academic year, and for as long as today's window holds ten. Approaching: from the
 * policy's number of sessions in today's window up to nine.
 */
export function penaltyStanding(situation: Situation, row: number): PenaltyStanding {
  const { register, config, asAt } = situation;
  const today = windowOn(register, row, asAt, config.calendar);
  const met = metBy(situation, row, today);
  const window = met && today.sessions.length < TEN ? windowOn(register, row, met.day, config.calendar) : today;
  const approaching = today.sessions.length >= config.policy.penalty["approaching-from"];
  const since = Math.min(academicYearOf(asAt), window.from);
  const standing = {
    row,
    state: met ? "met" : approaching ? "approaching" : "nothing",
    today,
    met,
    window,
    unsettled: openReasons(situation, window),
    notices: noticesBefore(situation.deeds[row] ?? [], asAt),
    improvement: improvementSince(situation, row, since),
  } as const;
  return { ...standing, requirements: met ? requirementsOf(situation, standing, met, since) : [] };
}

function metBy({ register, asAt }: Situation, row: number, { sessions }: PenaltyWindow): ThresholdMet | null {
  const thisYear = thresholdMet(register, row, academicYearOf(asAt), asAt);
  const last = sessions.at(-1);
  if (thisYear || !last || sessions.length < TEN) return thisYear;
  return thresholdMet(register, row, academicYearOf(last.day), asAt);
}

function openReasons(situation: Situation, { sessions }: PenaltyWindow): readonly OpenReason[] {
  return sessions
    .filter(({ code }) => code === "N")
    .map(({ day, half }) => {
      const by = schoolDaysAfter(situation, day, STATUTE.daysToEstablishReason.value);
      return { day, half, by, overdue: situation.asAt > by };
    });
}
