/** School days of the calendar of which no export has a mark: a half-term not exported, or half a week. */
import type { Situation } from "../../policy/situation.ts";
import { plannedDays } from "../../register/calendar.ts";
import { isoOf } from "../../register/day.ts";
import type { Week } from "./week.ts";

export interface Gap {
  readonly from: string;
  /** Inclusive. */
  readonly to: string;
  /** School days. */
  readonly days: number;
}

/** From the academic year's first day up to yesterday, or to the end of the week if that is later; oldest first. */
export function gapsOf({ register, config, asAt }: Situation, week: Pick<Week, "yearFrom" | "to">): readonly Gap[] {
  const known = new Set(register.sessions.map(({ day }) => day));
  const gaps: { from: number; to: number; days: number; next: number }[] = [];
  plannedDays(config.calendar, week.yearFrom - 1, Math.max(asAt - 1, week.to)).forEach((day, i) => {
    if (known.has(day) || day >= asAt) return;
    const open = gaps.at(-1);
    if (open?.next === i) Object.assign(open, { to: day, days: open.days + 1, next: i + 1 });
    else gaps.push({ from: day, to: day, days: 1, next: i + 1 });
  });
  return gaps.map(({ from, to, days }) => ({ from: isoOf(from), to: isoOf(to), days }));
}
