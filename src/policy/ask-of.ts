/** The ways in which a row about a pupil falls due, and the deeds that do it. */
import { textOf, type Deed } from "../read/log.ts";
import type { LetterKind, RowName, Tier } from "../read/schema.ts";
import { ukOf, type Day } from "../register/day.ts";
import { does, everyPeriod, onceAfter, type Due } from "./ask.ts";
import type { Case } from "./case.ts";
import { reviewDay } from "./review.ts";

export type PupilRow = Exclude<RowName, `A${number}`>;
export type AsksOf = (one: Case) => readonly Due[];

/** School days from the start of a thing to the day by which it is due. */
export const WITHIN = { soon: 5, meeting: 10, panel: 15 } as const;
export const letters =
  (...kinds: readonly LetterKind[]) =>
  (deed: Deed): boolean =>
    deed.kind === "letter" && kinds.some((kind) => kind === deed.fields["letter"]);
export const agency =
  (...names: readonly string[]) =>
  (deed: Deed): boolean =>
    deed.kind === "referral" && names.includes(textOf(deed.fields["agency"]) ?? "");
export const kinds =
  (...names: readonly Deed["kind"][]) =>
  (deed: Deed): boolean =>
    names.includes(deed.kind);
export const LOCAL_AUTHORITY = ["local authority", "DCC"];

/** Due once after `start`; a deed of the row itself always does it. */
export function once(one: Case, row: PupilRow, start: Day, within: number, done: (deed: Deed) => boolean, why: string) {
  return onceAfter(one.situation, start, within, (deed) => does(deed, row) || done(deed), one.deeds, why);
}

/** Due in every period since the pupil came to a tier. */
export function every(
  one: Case,
  row: PupilRow,
  cadence: "weekly" | "half-termly" | "termly",
  tier: Tier,
  done: (deed: Deed) => boolean,
) {
  const { situation, deeds, placed } = one;
  const why = [...new Set(placed.triggers.map(({ fact }) => fact))].join("; ");
  return everyPeriod(situation, cadence, one.since(tier), (deed) => does(deed, row) || done(deed), deeds, why);
}

/** The first review day after a start that no review has answered. */
export function review(one: Case, row: PupilRow, start: Day, what: string): readonly Due[] {
  const reviewed = one.deeds.findLast((deed) => deed.day > start && (deed.kind === "review" || does(deed, row)));
  const due = reviewDay(one.situation, reviewed?.day ?? start);
  // It is asked for from a fortnight before, so that the family can be invited.
  return one.situation.asAt < due - 14 ? [] : [{ due, why: `${what}; review due ${ukOf(due)}` }];
}
