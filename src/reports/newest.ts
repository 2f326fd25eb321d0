/** How far the exports reach, and whether that is as far as they should. */
import type { Situation } from "../policy/situation.ts";
import { yearStart } from "../register/calendar.ts";
import { dayFromIso, longOf, mondayOf, type Day } from "../register/day.ts";
import type { Register } from "../register/register.ts";
import { gapsOf } from "./weekly/gaps.ts";
import { counted } from "./weekly/words.ts";

/** The last day on which anybody has a mark; null when there is none. */
export function newestMark({ schoolDays }: Register): Day | null {
  return schoolDays.at(-1) ?? null;
}

/** `The exports end on Thursday 19 November 2026`. */
export function exportsEnd(register: Register): string {
  const newest = newestMark(register);
  return newest === null ? "The exports have no mark yet" : `The exports end on ${longOf(newest)}`;
}

/**
 * A sentence when the exports lack the last school days of a week that is over, or with `isDaily` those up to yesterday;
 * else null. School days are those of the calendar in `attend.yaml`: holidays and closures are waited for by nobody.
 */
export function oldExports(situation: Situation, isDaily: boolean): string | null {
  const { register, config, asAt } = situation;
  const newest = newestMark(register);
  if (newest === null) return null;
  const gap = gapsOf(situation, { yearFrom: yearStart(config.calendar, asAt), to: asAt - 1 }).findLast(
    ({ from }) => (dayFromIso(from) ?? 0) > newest,
  );
  const wanted = isDaily ? asAt - 1 : lastFridayOver(asAt);
  if (!gap || (dayFromIso(gap.from) ?? 0) > wanted) return null;
  const lack = `${counted(gap.days, "school day")} since then ${gap.days === 1 ? "has" : "have"} no mark`;
  return `${exportsEnd(register)}, and ${lack}. Export the register again, or correct the calendar in attend.yaml.`;
}

/** The Friday of the last week that is over: before today. */
function lastFridayOver(asAt: Day): Day {
  const friday = mondayOf(asAt) + 4;
  return friday < asAt ? friday : friday - 7;
}
