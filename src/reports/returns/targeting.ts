/** The list for the termly targeting meeting with the local authority: severe and persistent absence together. */
import { absent, isPersistent, isSevere } from "../../measures/counts.ts";
import { shownPupilPercent } from "../../measures/percent.ts";
import { thresholdMet } from "../../measures/penalty.ts";
import type { Situation } from "../../policy/situation.ts";
import { TIER_NAMES, tiersOn, type Placed } from "../../policy/tiers.ts";
import { isCompulsory } from "../../register/age.ts";
import { yearStart } from "../../register/calendar.ts";
import { academicYearOf, ukOf, type Day } from "../../register/day.ts";
import { STATUTE } from "../../register/statute.ts";
import { termAt, termsOf } from "../../register/terms.ts";
import type { ReturnCase, ReturnForm } from "./list.ts";
import { date, doneField, text, toFillIn } from "./pupil-fields.ts";

const PERSISTENT = String(STATUTE.persistentPercent.value);
const SEVERE = String(STATUTE.severePercent.value);

export const TARGETING: ReturnForm = {
  title: "For the targeting meeting: severe and persistent absence",
  rule: `Pupils of compulsory school age who have missed ${SEVERE}% or more of their possible sessions this school year, for whatever reason, and those who have missed ${PERSISTENT}% or more with any of it without leave.`,
  often: "Once a term, before the meeting with the authority.",
  source:
    "DfE, Working together to improve school attendance, statutory guidance, August 2024 (targeting support meetings)",
  note: "For severe absence school and authority agree one plan together. What is asked of the authority, and what is agreed, a person writes in.",
  also: othersOf,
  nil: "no pupil of compulsory school age is severely absent, or persistently absent without leave",
  period: "term",
  early: false,
  shape: "table",
  cases: (situation) => {
    const term = termAt(termsOf(situation.halfTerms), situation.asAt);
    const from = term?.from ?? academicYearOf(situation.asAt);
    const to = term?.to ?? situation.asAt;
    return persistentOf(situation)
      .filter(({ year }) => isSevere(year) || year.unauthorised > 0)
      .toSorted((a, b) => Number(isSevere(b.year)) - Number(isSevere(a.year)))
      .map((placed) => caseOf(situation, placed, from, to));
  },
};

/** Persistent absentees at compulsory school age, for whom there are sessions enough to tell. */
function persistentOf(situation: Situation): readonly Placed[] {
  const { register, asAt } = situation;
  return tiersOn(situation, asAt).filter(({ row, year, tooEarly }) => {
    const pupil = register.pupils[row];
    return pupil !== undefined && isCompulsory(pupil, asAt) && !tooEarly && isPersistent(year);
  });
}

function othersOf(situation: Situation): string | null {
  const others = persistentOf(situation).filter(({ year }) => !isSevere(year) && year.unauthorised === 0).length;
  if (others === 0) return null;
  return `Persistently absent, all of it with leave, and not listed: ${String(others)}.`;
}

function caseOf(situation: Situation, placed: Placed, from: Day, to: Day): ReturnCase {
  const { register, config, asAt } = situation;
  const { row, year, tier } = placed;
  const pupil = register.pupils[row];
  const severe = isSevere(year);
  const met = thresholdMet(register, row, academicYearOf(asAt), asAt);
  return {
    row,
    from,
    to,
    dueBy: to,
    fact: `${severe ? "severe" : "persistent"}: missed ${String(absent(year))} of ${String(year.possible)} sessions, ${String(year.unauthorised)} without leave`,
    fields: [
      text("UPN", pupil?.upn ?? null),
      date("Date of birth", pupil?.dob ?? null),
      text("Absence", severe ? "severe" : "persistent"),
      { label: "%", value: { percent: shownPupilPercent(year, config.lines) } },
      { label: "Missed", value: absent(year) },
      { label: "Of", value: year.possible },
      { label: "With leave", value: year.authorised },
      { label: "Without", value: year.unauthorised },
      text("Tier", TIER_NAMES[tier]),
      doneField(situation, row, yearStart(config.calendar, asAt), "Done so far"),
      text(
        "Asked of the authority",
        [severe ? "one plan together" : "", met ? `advice on next steps: penalty threshold met ${ukOf(met.day)}` : ""]
          .filter((each) => each !== "")
          .join("; "),
      ),
      toFillIn("Agreed"),
    ],
  };
}
