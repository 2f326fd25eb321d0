/** The deletion return: whose name is deleted from the admission register. */
import type { Situation } from "../../policy/situation.ts";
import { plannedDays } from "../../register/calendar.ts";
import { academicYearOf, ukOf, type Day } from "../../register/day.ts";
import { yearOrder, type Pupil } from "../../register/pupil.ts";
import { lookBackFrom, type ReturnCase, type ReturnForm } from "./list.ts";
import { STATUTE } from "../../register/statute.ts";
import { date, parentFields, pupilFields, toFillIn } from "./pupil-fields.ts";

export const LEAVERS: ReturnForm = {
  title: "Names deleted from the admission register",
  rule: "Every pupil whose name is deleted from the admission register, except those who leave at the end of the school's last year.",
  often: "When the name is deleted: by the day after the last day on roll.",
  source: `${STATUTE.newPupilReturnDays.source}(4) and (5)`,
  note: "A name is deleted only on a ground of regulation 9, which a person fills in. A child who is not known to go to another school may be missing education: ask the authority before deleting the name. The authority may ask for those who leave at the end of the last year too; they are not listed here.",
  nil: "no name has newly been deleted from the admission register",
  period: "month",
  early: false,
  shape: "forms",
  cases: (situation) =>
    [...situation.register.pupils.entries()]
      .filter(([, pupil]) => hasLeft(situation, pupil))
      .map(([row, pupil]) => caseOf(situation, row, pupil)),
};

function hasLeft(situation: Situation, pupil: Pupil): boolean {
  return pupil.to !== null && pupil.to >= lookBackFrom(situation.asAt) && !leftAsUsual(situation, pupil);
}

/** From the oldest year, with no school day after it in that school year. */
function leftAsUsual({ register, config, asAt }: Situation, { year, to }: Pupil): boolean {
  if (to === null || year === null) return false;
  const oldest = Math.max(...register.pupils.flatMap((pupil) => (pupil.year === null ? [] : yearOrder(pupil.year))));
  if (yearOrder(year) !== oldest) return false;
  const thisYear = academicYearOf(to);
  if (thisYear < academicYearOf(asAt) && !register.schoolDays.some((day) => day > to && isOf(thisYear, day)))
    return true;
  const lastTerm = config.calendar.halfTerms.findLast((term) => isOf(thisYear, term.from));
  return lastTerm !== undefined && plannedDays(config.calendar, to, lastTerm.to).length === 0;
}

function isOf(year: Day, day: Day): boolean {
  return academicYearOf(day) === year;
}

function caseOf(situation: Situation, row: number, pupil: Pupil): ReturnCase {
  const to = pupil.to ?? situation.asAt;
  const how = pupil.leavingDate === null ? "last mark on" : "last day on roll";
  return {
    row,
    from: to,
    to: null,
    dueBy: to < situation.asAt ? to + 1 : null,
    fact: `${how} ${ukOf(to)}`,
    fields: [
      ...pupilFields(situation, row),
      date("Last day on roll", pupil.leavingDate),
      ...(pupil.leavingDate === null ? [date("Last mark in the register", pupil.to)] : []),
      toFillIn("Ground of deletion (regulation 9)"),
      toFillIn("New school, and the first day there"),
      toFillIn("New address, from when, and with which parent"),
      toFillIn("With which parent the pupil normally lives"),
      ...parentFields(situation, row),
    ],
  };
}
