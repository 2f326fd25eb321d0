/** The ways in which a row about a pupil falls due, and the deeds that do it. */
import { textOf, type Deed } from "../read/log.ts";
import type { LetterKind, RowName } from "../read/names.ts";
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
/** What became of a penalty notice. */
export const penaltyNotice =
  (...outcomes: readonly string[]) =>
  ({ kind, fields }: Deed): boolean =>
    kind === "penalty-notice" && outcomes.includes(textOf(fields["outcome"]) ?? "");
export const LOCAL_AUTHORITY = ["local authority", "DCC"];
/** The local authority was told of the threshold: by a referral, or by a request for a notice that it has answered or not. */
export const escalated = (deed: Deed): boolean =>
  agency(...LOCAL_AUTHORITY)(deed) || penaltyNotice("requested", "issued", "refused")(deed);

/** A deed that does a row: one that names it, or a natural one that names no other. */
function doing(row: PupilRow, done: (deed: Deed) => boolean): (deed: Deed) => boolean {
  return (deed) => does(deed, row) || (deed.fields["row"] === undefined && done(deed));
}

/** Due once after `start`; a deed of the row itself always does it. */
export function once(
  one: Case,
  row: PupilRow,
  start: Day,
  within: number,
  done: (deed: Deed) => boolean,
  why: string,
): readonly Due[] {
  return onceAfter(one.situation, start, within, doing(row, done), one.deeds, why);
}

/** Due in every period since the pupil came to a tier. */
export function every(
  one: Case,
  row: PupilRow,
  cadence: "weekly" | "half-termly" | "termly",
  since: Day,
  done: (deed: Deed) => boolean,
): readonly Due[] {
  const { rounds, deeds } = one;
  return everyPeriod(rounds, cadence, since, doing(row, done), deeds, one.reasons);
}

/** It is asked for from so many days before, so that the family can be invited. */
const NOTICE_DAYS = 14;

/**
 * The first review day after a start that no review has answered. A review that names the row answers at any time; one
 * that names none when it falls into the fortnight before or later, so that a weekly look is not taken for it. `named`:
 * the day that was agreed for the first review, in place of the policy's weeks.
 */
export function review(one: Case, row: PupilRow, start: Day, what: string, named: Day | null = null): readonly Due[] {
  let from = start;
  for (;;) {
    const due = from === start && named !== null ? named : reviewDay(one.situation, from);
    const answered = one.deeds.find(
      (deed) =>
        deed.day > from &&
        (does(deed, row) ||
          (deed.kind === "review" && deed.fields["row"] === undefined && deed.day >= due - NOTICE_DAYS)),
    );
    if (!answered)
      return one.situation.asAt < due - NOTICE_DAYS ? [] : [{ due, why: `${what}; review due ${ukOf(due)}` }];
    from = answered.day;
  }
}
