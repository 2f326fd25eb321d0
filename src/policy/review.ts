/** When a plan, a panel or a part-time timetable is to be looked at again. */
import { plannedDays } from "../register/calendar.ts";
import { mondayOf, type Day } from "../register/day.ts";
import type { Situation } from "./situation.ts";

/** So many weeks of the policy after a day: on the calendar, or counting only weeks in which the school opens. */
export function reviewDay({ config, register }: Situation, day: Day): Day {
  const { weeks, countedIn } = config.policy.review;
  if (countedIn === "calendar") return day + 7 * weeks;
  const after = mondayOf(day) + 7;
  const open = [
    ...register.schoolDays.filter((each) => each >= after),
    ...plannedDays(config.calendar, Math.max(after - 1, register.schoolDays.at(-1) ?? 0), day + 366),
  ];
  const mondays = [...new Set(open.map(mondayOf))];
  const last = mondays[weeks - 1];
  return last === undefined ? day + 7 * weeks : last + (day - mondayOf(day));
}
