/** The stretches of time after which a thing is due again: days, weeks, half-terms, terms and years of school. */
import { plannedDays, yearStart, type HalfTerm } from "../register/calendar.ts";
import { academicYearOf, isWeekend, mondayOf, type Day } from "../register/day.ts";
import { schoolDayFrom } from "../register/register.ts";
import { termsOf } from "../register/terms.ts";
import type { Situation } from "./situation.ts";

export type Cadence = "daily" | "weekly" | "half-termly" | "termly" | "yearly";

/** Both days are inclusive. */
export interface Period {
  readonly from: Day;
  /** The day by which the thing is due. */
  readonly to: Day;
}

/** The period under way, and the one before it. */
export interface Around {
  readonly now: Period | null;
  readonly before: Period | null;
}

/** What everything that is due again and again is measured by, worked out once for all pupils. */
export interface Rounds {
  readonly asAt: Day;
  readonly periods: (cadence: Cadence) => Around;
  /** The oldest day in the log; infinite while there is none. */
  readonly firstDeed: Day;
}

export function roundsOf(situation: Situation): Rounds {
  const known = new Map<Cadence, Around>();
  return {
    asAt: situation.asAt,
    periods: (cadence) => {
      const periods = known.get(cadence) ?? periodsAt(situation, cadence);
      known.set(cadence, periods);
      return periods;
    },
    firstDeed: situation.log.reduce((least, { day }) => Math.min(least, day), Infinity),
  };
}

/** The period under way, and the one before it in the same academic year; null where there is none. */
function periodsAt(situation: Situation, cadence: Cadence): Around {
  const { asAt, config } = situation;
  const start = yearStart(config.calendar, asAt);
  const inYear = (period: Period | null): Period | null => (period && period.to >= start ? period : null);
  switch (cadence) {
    case "daily": {
      const days = schoolDaysAround(situation);
      const before = days.findLast((day) => day < asAt);
      return {
        now: days.includes(asAt) ? { from: asAt, to: asAt } : null,
        before: inYear(before === undefined ? null : { from: before, to: before }),
      };
    }
    case "weekly": {
      const days = schoolDaysAround(situation);
      const week = (monday: Day): Period | null => {
        const last = days.findLast((day) => mondayOf(day) === monday);
        return last === undefined ? null : { from: monday, to: last };
      };
      const last = days.findLast((day) => day < mondayOf(asAt));
      return { now: week(mondayOf(asAt)), before: inYear(last === undefined ? null : week(mondayOf(last))) };
    }
    case "half-termly":
      return around(yearOf(situation), asAt);
    case "termly":
      return around(termsOf(yearOf(situation)), asAt);
    case "yearly": {
      const last = yearOf(situation).at(-1);
      return { now: last ? { from: start, to: last.to } : null, before: null };
    }
  }
}

/** School days that the register knows, and those that the calendar plans after them for two weeks. */
export function schoolDaysAround({ register, config, asAt }: Situation): readonly Day[] {
  const last = register.schoolDays.at(-1) ?? asAt - 1;
  const planned = plannedDays(config.calendar, last, Math.max(asAt, last) + 14);
  const known = register.schoolDays.filter((day) => day >= academicYearOf(asAt) && day <= asAt);
  return [...known, ...planned.filter((day) => day > last)];
}

/** So many school days after a day; weekdays where the calendar does not reach. */
export function schoolDaysAfter({ register, config }: Situation, day: Day, count: number): Day {
  if (count <= 0) return day;
  const { schoolDays } = register;
  const first = schoolDayFrom(register, day + 1);
  const known = schoolDays[first + count - 1];
  if (known !== undefined) return known;
  const last = Math.max(day, schoolDays.at(-1) ?? day);
  const planned = plannedDays(config.calendar, last, day + 120);
  const left = count - (schoolDays.length - first);
  let at = planned[left - 1] ?? planned.at(-1) ?? last;
  for (let i = planned.length; i < left; i++) {
    do at++;
    while (isWeekend(at));
  }
  return at;
}

/** The half-terms of today's academic year. */
function yearOf({ halfTerms, asAt }: Situation): readonly HalfTerm[] {
  return halfTerms.filter(({ from }) => academicYearOf(from) === academicYearOf(asAt));
}

/** In a holiday the period that ended last is still the one under way. */
function around(periods: readonly Period[], day: Day): Around {
  const at = periods.findLastIndex(({ from }) => from <= day);
  return { now: periods[at] ?? null, before: periods[at - 1] ?? null };
}
