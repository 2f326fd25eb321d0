/** Stretches: since when a pupil has been in a tier or above. */
import { BANDS, type Tier, type TriggerName } from "../read/names.ts";
import { academicYearOf, mondayOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import type { Trigger } from "../read/schema.ts";
import type { Situation } from "./situation.ts";
import { severity } from "./tiers.ts";
import { fires, spansOn, standingIn, type Spans } from "./triggers.ts";

/** Attendance and lates alone, or whatever the reason. */
export type Through = "anything" | "attendance";

/** The first school day of the stretch up to `asAt`, by default today; `asAt` itself for a pupil who is not in the tier. */
export type SinceOf = (row: number, tier: Exclude<Tier, "all">, through: Through, asAt?: Day) => Day;

export const OF_ATTENDANCE: readonly TriggerName[] = [...BANDS, "persistent-absence", "lates"];

/** How severe a pupil's tier is on a day: whatever the reason, and through attendance and lates alone. */
type Severities = Readonly<Record<Through, number>>;

/** A trigger, with what is asked of it. */
interface Ranked {
  readonly trigger: Trigger;
  readonly severity: number;
  readonly isOfAttendance: boolean;
}

/**
 * Finds the first school day of the stretch that reaches up to a day, today if none is named, in which a pupil was in a tier
 * or above. Days are looked at week by week: a day out of the tier between two weeks in it does not end the stretch. What
 * depends on the day alone is worked out once for all pupils, and a pupil's day once for all tiers and all who ask.
 */
export function stretchFinder(situation: Situation): SinceOf {
  const { register } = situation;
  const { schoolDays } = register;
  const ranked = rankedOf(situation);
  const spans: (Spans | undefined)[] = [];
  const weeksTo = new Map<Day, readonly (readonly number[])[]>();
  const seen: (Severities | undefined)[][] = register.pupils.map(() => []);
  return (row, tier, through, asAt = situation.asAt) => {
    const pupil = register.pupils[row];
    const known = seen[row];
    if (!pupil || !known) return asAt;
    const weeks = weeksTo.get(asAt) ?? weeksUpTo(schoolDays, asAt);
    weeksTo.set(asAt, weeks);
    const least = severity(tier);
    const isIn = (at: number): boolean => {
      const day = schoolDays[at] ?? 0;
      if (!onRollBetween(pupil, day, day)) return false;
      return (
        (known[at] ??= severitiesIn(situation, ranked, row, (spans[at] ??= spansOn(situation, day))))[through] >= least
      );
    };
    let first = asAt;
    for (const week of weeks) {
      const last = week.at(-1);
      if (last === undefined || !isIn(last)) break;
      first = schoolDays[week.find(isIn) ?? last] ?? first;
    }
    return first;
  };
}

/** The school days of the academic year up to a day by week, as indexes: the newest week first, and in a week in order. */
function weeksUpTo(schoolDays: readonly Day[], asAt: Day): readonly (readonly number[])[] {
  const start = academicYearOf(asAt);
  const weeks = new Map<Day, number[]>();
  schoolDays.forEach((day, at) => {
    if (day < start || day > asAt) return;
    const week = weeks.get(mondayOf(day));
    if (week) week.push(at);
    else weeks.set(mondayOf(day), [at]);
  });
  return [...weeks.values()].toReversed();
}

/** The severest first, so that the first that fires decides. */
function rankedOf({ config }: Situation): readonly Ranked[] {
  return config.policy.triggers
    .map((trigger) => ({
      trigger,
      severity: severity(trigger.tier),
      isOfAttendance: OF_ATTENDANCE.includes(trigger.trigger),
    }))
    .toSorted((a, b) => b.severity - a.severity);
}

function severitiesIn(situation: Situation, ranked: readonly Ranked[], row: number, spans: Spans): Severities {
  const standing = standingIn(situation, row, spans);
  let anything: number | null = null;
  for (const { trigger, severity: of, isOfAttendance } of ranked) {
    if ((anything !== null && !isOfAttendance) || !fires(situation, standing, trigger)) continue;
    anything ??= of;
    if (isOfAttendance) return { anything, attendance: of };
  }
  return { anything: anything ?? 0, attendance: 0 };
}
