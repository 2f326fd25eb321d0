/** Compulsory school age. */
import { dayOf, partsOf, type Day } from "./day.ts";
import { isNursery, type Pupil } from "./pupil.ts";

/**
 * The day on which compulsory school age begins: 31 December, 31 March or 31 August on or following the fifth birthday,
 * whichever comes first. Source: Education Act 1996, section 8, and SI 1998/1607.
 */
export function compulsoryFrom(dob: Day): Day {
  const { year, month, dayOfMonth } = partsOf(dob);
  const fifth = dayOf(year + 5, month, dayOfMonth) ?? dayOf(year + 5, 3, 1) ?? dob;
  const ends = [dayOf(year + 5, 3, 31), dayOf(year + 5, 8, 31), dayOf(year + 5, 12, 31)];
  return ends.find((day): day is Day => day !== null && day >= fifth) ?? fifth;
}

/** By date of birth, and without one by year group: Year 1 and above. */
export function isCompulsory(pupil: Pick<Pupil, "dob" | "year">, day: Day): boolean {
  if (pupil.dob !== null) return day >= compulsoryFrom(pupil.dob);
  return pupil.year !== null && pupil.year !== "R" && !isNursery(pupil);
}
