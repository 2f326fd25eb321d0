/** Stretches: since when a pupil has been in a tier or above. */
import { BANDS, type Tier, type TriggerName } from "../read/names.ts";
import { academicYearOf, mondayOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import { schoolDayFrom } from "../register/register.ts";
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

/** Of one pupil and one day asked for: where each stretch begins, by how severe it is; `asAt` where there is none. */
type Begins = Readonly<Record<Through, readonly Day[]>>;

/**
 * Finds the first school day of the stretch that reaches up to a day, today if none is named, in which a pupil was in a tier
 * or above. Days are looked at week by week: a day out of the tier between two weeks in it does not end the stretch. What
 * depends on the day alone is worked out once for all pupils, and a pupil once for all tiers and all who ask.
 */
export function stretchFinder(situation: Situation): SinceOf {
  const { register } = situation;
  const { schoolDays } = register;
  const ranked = rankedOf(situation);
  const spans: (Spans | undefined)[] = [];
  const known = new Map<number, { readonly weeks: Weeks; readonly begins: (Begins | undefined)[] }>();
  const beginsOf = (row: number, weeks: Weeks): Begins => {
    const pupil = register.pupils[row];
    const days: (Severities | undefined)[] = [];
    const on = (at: number): Severities => {
      const day = schoolDays[at] ?? 0;
      if (!pupil || !onRollBetween(pupil, day, day)) return NOWHERE;
      return severitiesIn(situation, ranked, row, (spans[at] ??= spansOn(situation, day)));
    };
    const stretches = (through: Through): readonly Day[] => {
      const first: Day[] = [];
      let most = Infinity;
      for (const week of weeks) {
        most = Math.min(most, (days[week.last] ??= on(week.last))[through]);
        if (most === 0) break;
        for (let at = week.first, still = 0; still < most; at++) {
          const here = Math.min(most, (days[at] ??= on(at))[through]);
          while (still < here) first[++still] = schoolDays[at] ?? 0;
        }
      }
      return first;
    };
    return { anything: stretches("anything"), attendance: stretches("attendance") };
  };
  return (row, tier, through, asAt = situation.asAt) => {
    const end = schoolDayFrom(register, asAt + 1);
    // Whoever asks of a day without school asks of the newest before it, unless a school year begins between them.
    const key = end * 2 + Number(academicYearOf(asAt) === academicYearOf(schoolDays[end - 1] ?? 0));
    const { weeks, begins } = known.get(key) ?? { weeks: weeksUpTo(schoolDays, asAt), begins: [] };
    known.set(key, { weeks, begins });
    return (begins[row] ??= beginsOf(row, weeks))[through][severity(tier)] ?? asAt;
  };
}

/** Indexes of the first and the last school day of each week, the newest week first. */
type Weeks = readonly { readonly first: number; readonly last: number }[];

const NOWHERE: Severities = { anything: 0, attendance: 0 };

/** The school weeks of the academic year up to a day. */
function weeksUpTo(schoolDays: readonly Day[], asAt: Day): Weeks {
  const start = academicYearOf(asAt);
  const weeks = new Map<Day, { first: number; last: number }>();
  schoolDays.forEach((day, at) => {
    if (day < start || day > asAt) return;
    const week = weeks.get(mondayOf(day));
    if (week) week.last = at;
    else weeks.set(mondayOf(day), { first: at, last: at });
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
