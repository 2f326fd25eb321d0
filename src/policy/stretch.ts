/** Stretches: since when a pupil has been in a tier or above. */
import { BANDS, type Tier, type TriggerName } from "../read/names.ts";
import { academicYearOf, mondayOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import type { Situation } from "./situation.ts";
import { severity } from "./tiers.ts";
import { fires, spansOn, standingIn, type Spans } from "./triggers.ts";

/** Attendance and lates alone, or whatever the reason. */
export type Through = "anything" | "attendance";

/** The first school day of the stretch; today for a pupil who is not in the tier. */
export type SinceOf = (row: number, tier: Exclude<Tier, "all">, through: Through) => Day;

export const OF_ATTENDANCE: readonly TriggerName[] = [...BANDS, "persistent-absence", "lates"];

/** How severe a pupil's tier is on a day: whatever the reason, and through attendance and lates alone. */
type Severities = Readonly<Record<Through, number>>;

/**
 * Finds the first school day of the stretch that reaches up to today in which a pupil was in a tier or above. Days are
 * looked at week by week: a day out of the tier between two weeks in it does not end the stretch. What depends on the day
 * alone is worked out once for all pupils, and a pupil's day once for all tiers.
 */
export function stretchFinder(situation: Situation): SinceOf {
  const { register, asAt } = situation;
  const start = academicYearOf(asAt);
  const weeks = new Map<Day, Spans[]>();
  for (const day of register.schoolDays) {
    if (day < start || day > asAt) continue;
    const monday = mondayOf(day);
    weeks.set(monday, [...(weeks.get(monday) ?? []), spansOn(situation, day)]);
  }
  const newestFirst = [...weeks.values()].reverse();
  const seen = new Map<number, Map<Spans, Severities>>();
  return (row, tier, through) => {
    const days = seen.get(row) ?? new Map<Spans, Severities>();
    seen.set(row, days);
    const isIn = (spans: Spans): boolean => {
      const known = days.get(spans) ?? severitiesIn(situation, row, spans);
      days.set(spans, known);
      return known[through] >= severity(tier);
    };
    let first = asAt;
    for (const week of newestFirst) {
      const last = week.at(-1);
      if (!last || !isIn(last)) break;
      first = week.find(isIn)?.day ?? first;
    }
    return first;
  };
}

/** Of a pupil who is not on roll both are -1, below every tier. */
function severitiesIn(situation: Situation, row: number, spans: Spans): Severities {
  const pupil = situation.register.pupils[row];
  if (!pupil || !onRollBetween(pupil, spans.day, spans.day)) return { anything: -1, attendance: -1 };
  const standing = standingIn(situation, row, spans);
  let anything = 0;
  let attendance = 0;
  for (const trigger of situation.config.policy.triggers) {
    const of = severity(trigger.tier);
    const isOfAttendance = OF_ATTENDANCE.includes(trigger.trigger);
    if (of <= (isOfAttendance ? attendance : anything) || !fires(situation, standing, trigger)) continue;
    anything = Math.max(anything, of);
    if (isOfAttendance) attendance = of;
  }
  return { anything, attendance };
}
