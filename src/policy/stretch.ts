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

/** The first school day of the stretch; today for a pupil who is not in the tier. */
export type SinceOf = (row: number, tier: Exclude<Tier, "all">, through: Through) => Day;

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
 * Finds the first school day of the stretch that reaches up to today in which a pupil was in a tier or above. Days are
 * looked at week by week: a day out of the tier between two weeks in it does not end the stretch. What depends on the day
 * alone is worked out once for all pupils, and a pupil's day once for all tiers.
 */
export function stretchFinder(situation: Situation): SinceOf {
  const { register, asAt } = situation;
  const weeks = weeksUpTo(situation);
  const ranked = rankedOf(situation);
  const seen = new Map<number, (Severities | undefined)[]>();
  return (row, tier, through) => {
    const pupil = register.pupils[row];
    if (!pupil) return asAt;
    const known = seen.get(row) ?? [];
    seen.set(row, known);
    const isIn = ({ at, spans }: SchoolDay): boolean => {
      if (!onRollBetween(pupil, spans.day, spans.day)) return false;
      return (known[at] ??= severitiesIn(situation, ranked, row, spans))[through] >= severity(tier);
    };
    let first = asAt;
    for (const week of weeks) {
      const last = week.at(-1);
      if (!last || !isIn(last)) break;
      first = week.find(isIn)?.spans.day ?? first;
    }
    return first;
  };
}

interface SchoolDay {
  /** 0 for today or the newest before it. */
  readonly at: number;
  readonly spans: Spans;
}

/** The school days of the academic year up to today by week, the newest week first, and in a week in order. */
function weeksUpTo(situation: Situation): readonly (readonly SchoolDay[])[] {
  const { register, asAt } = situation;
  const start = academicYearOf(asAt);
  const days = register.schoolDays.filter((day) => day >= start && day <= asAt).toReversed();
  const weeks = new Map<Day, SchoolDay[]>();
  for (const [at, day] of days.entries()) {
    const week = weeks.get(mondayOf(day)) ?? [];
    week.unshift({ at, spans: spansOn(situation, day) });
    weeks.set(mondayOf(day), week);
  }
  return [...weeks.values()];
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
