/** What the policy asks of the school as a whole: the rows of tier All. */
import type { Deed } from "../read/log.ts";
import { yearStart } from "../register/calendar.ts";
import { academicYearOf, longOf, partsOf, dayOf } from "../register/day.ts";
import { does, everyPeriod, type Due } from "./ask.ts";
import type { Cadence, Rounds } from "./periods.ts";
import type { RowName } from "../read/names.ts";
import type { Situation } from "./situation.ts";

type SchoolRow = Extract<RowName, `A${number}`>;

/** How often each comes round again; rows that are not here have a date of their own. */
const CADENCES: Readonly<Partial<Record<SchoolRow, Cadence>>> = {
  A1: "termly",
  A3: "weekly",
  A4: "termly",
  A5: "half-termly",
  A6: "daily",
  A7: "daily",
  A8: "daily",
  A9: "weekly",
  A10: "weekly",
  A12: "half-termly",
  A13: "weekly",
  A14: "yearly",
};

/** Letters to any family that do a row of the whole school. */
const LETTERS: Readonly<Partial<Record<SchoolRow, readonly string[]>>> = {
  A2: ["whole-school"],
  A5: ["well-done"],
  A11: ["parents-evening"],
  A12: ["half-term-summary", "well-done"],
};

/** Slips go out within this many days before an evening, and are asked for as long before. */
const EVENING_DAYS = 14;

export function schoolAsks(situation: Situation, rounds: Rounds, row: SchoolRow): readonly Due[] {
  const { log, asAt, config } = situation;
  const done = (deed: Deed): boolean =>
    (deed.pupil === null && does(deed, row)) ||
    (deed.kind === "letter" && (LETTERS[row] ?? []).includes(String(deed.fields["letter"])));
  const start = yearStart(config.calendar, asAt);
  const cadence = CADENCES[row];
  if (cadence) return everyPeriod(rounds, cadence, start, done, log, "");
  if (row === "A2") {
    const { year } = partsOf(academicYearOf(asAt));
    const sent = log.some((deed) => deed.day >= academicYearOf(asAt) && done(deed));
    return sent || asAt < start ? [] : [{ due: dayOf(year, 9, 30) ?? asAt, why: "" }];
  }
  return config.parentsEvenings
    .filter((evening) => asAt <= evening && asAt >= evening - EVENING_DAYS)
    .filter((evening) => !log.some((deed) => deed.day >= evening - EVENING_DAYS && done(deed)))
    .map((evening) => ({ due: evening - 1, why: `parents' evening on ${longOf(evening)}` }));
}
