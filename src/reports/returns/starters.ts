/** The new pupil return: whose name has been entered in the admission register. */
import type { Situation } from "../../policy/situation.ts";
import { academicYearOf, ukOf } from "../../register/day.ts";
import { yearOrder, type Pupil } from "../../register/pupil.ts";
import { schoolDayFrom } from "../../register/register.ts";
import { STATUTE } from "../../register/statute.ts";
import { lookBackFrom, type ReturnCase, type ReturnForm } from "./list.ts";
import { date, parentFields, pupilFields, text, toFillIn } from "./pupil-fields.ts";

const DAYS = STATUTE.newPupilReturnDays.value;

export const STARTERS: ReturnForm = {
  title: "New pupils",
  rule: "Every pupil whose name is entered in the admission register, except those who begin in the youngest class on the first day of the school year. It gives all that the admission register says of the pupil.",
  often: `Within ${String(DAYS)} days after the day of entry.`,
  source: `${STATUTE.newPupilReturnDays.source}(1) to (3)`,
  note: "The authority may ask for those who begin in the youngest class too; they are not listed here. Where there is a nursery, that is the youngest class. A pupil without an entry date in the exports is listed by the first mark: put in the date.",
  nil: "no name has newly been entered in the admission register",
  period: "month",
  early: false,
  shape: "forms",
  cases: (situation) =>
    [...situation.register.pupils.entries()]
      .filter(([, pupil]) => isNew(situation, pupil))
      .map(([row, pupil]) => caseOf(situation, row, pupil)),
};

/** Entered since lists look back. By the first mark, only one who was not there when the exports begin can be new. */
function isNew(situation: Situation, pupil: Pupil): boolean {
  const { register, asAt } = situation;
  if (pupil.from > asAt || pupil.from < lookBackFrom(asAt)) return false;
  if (pupil.entryDate === null && pupil.from <= (register.sessions[0]?.day ?? asAt)) return false;
  return !beganAsUsual(situation, pupil);
}

/** In a class with the youngest year, on the first school day of a school year or on a day of September before it. */
function beganAsUsual({ register }: Situation, pupil: Pupil): boolean {
  const { from } = pupil;
  const youngest = Math.min(...register.pupils.map(({ year }) => yearOrder(year)));
  const isYoungest = ({ year }: Pupil): boolean => yearOrder(year) === youngest;
  const among = register.pupils.some((each) => isYoungest(each) && each.class === pupil.class && each.class !== null);
  if (!among && !isYoungest(pupil)) return false;
  const firstDay = register.schoolDays[schoolDayFrom(register, academicYearOf(from))];
  return firstDay !== undefined && from <= firstDay;
}

function caseOf(situation: Situation, row: number, pupil: Pupil): ReturnCase {
  const how = pupil.entryDate === null ? "first mark on" : "entered on";
  return {
    row,
    from: pupil.from,
    to: null,
    dueBy: pupil.from + DAYS,
    fact: `${how} ${ukOf(pupil.from)}`,
    fields: [
      ...pupilFields(situation, row),
      date("Starting day", pupil.entryDate),
      ...(pupil.entryDate === null ? [date("First mark in the register", pupil.from)] : []),
      text("Admission number", pupil.admissionNumber),
      toFillIn("Name and address of the last school"),
      toFillIn("Any other school attended, with the first day there"),
      toFillIn("With which parent the pupil normally lives"),
      ...parentFields(situation, row),
    ],
  };
}
