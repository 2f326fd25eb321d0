/** A pupil as the exports describe one: a row of the register. */
import type { Day } from "./day.ts";

/** National curriculum years this tool knows, in school order. */
export const YEARS = ["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"] as const;
export type Year = (typeof YEARS)[number];

/** `E` has an EHCP, `K` is on SEN support, `N` neither; `SEN` when the export says yes and not which. */
export type Sen = "N" | "K" | "E" | "SEN";

export interface Pupil {
  /** UPN, else the best other identifier the exports give. */
  readonly key: string;
  readonly upn: string | null;
  readonly misId: string | null;
  readonly admissionNumber: string | null;
  /** For letters and lists: forename then surname, preferred where given. */
  readonly name: string;
  readonly legalName: string;
  /** Surname first, so that lists run as a register does. */
  readonly sortName: string;
  readonly dob: Day | null;
  readonly sex: string | null;
  readonly year: Year | null;
  readonly class: string | null;
  /** First day on roll, inclusive. */
  readonly from: Day;
  /** Last day on roll, inclusive; null while there is none. */
  readonly to: Day | null;
  readonly inPupilsFile: boolean;
  /** As the exports give it; null where `from` is only the first mark. */
  readonly entryDate: Day | null;
  /** As the exports give it; null where there is none, or `to` is only the last mark. */
  readonly leavingDate: Day | null;
  readonly sen: Sen | null;
  readonly partTime: boolean | null;
  readonly mentalHealth: boolean | null;
  readonly fsm: boolean | null;
  readonly fsmEver6: boolean | null;
  readonly pupilPremium: boolean | null;
  readonly eal: boolean | null;
  readonly lookedAfter: boolean | null;
  readonly youngCarer: boolean | null;
  readonly familyId: string | null;
}

/** Nursery children are monitored but are in no headline, and many attend mornings only. */
export function isNursery(pupil: { readonly year: Year | null }): boolean {
  return pupil.year === "N1" || pupil.year === "N2";
}

/** Years 1 to 6: what the DfE's primary figures cover. Source: DfE absence methodology (ages 5 to 15 at 31 August). */
export function isYear1To6(year: Year | null): boolean {
  return year !== null && /^[1-6]$/.test(year);
}

/** `Year 4`, `Reception`, `Nursery 2`. */
export function yearName(year: Year | null): string {
  if (year === null) return "No year given";
  if (year === "R") return "Reception";
  return year.startsWith("N") ? `Nursery ${year.slice(1)}` : `Year ${year}`;
}

/** Order of years in tables; unknown last. */
export function yearOrder(year: Year | null): number {
  return year === null ? YEARS.length : YEARS.indexOf(year);
}

/** Whether the pupil is on roll on any day from `from` to `to`, both inclusive. */
export function onRollBetween(pupil: Pupil, from: Day, to: Day): boolean {
  return pupil.from <= to && (pupil.to === null || pupil.to >= from);
}
