/** Everything that is known on a day: what every question about pupils is asked of. */
import type { HalfTerm } from "../register/calendar.ts";
import type { Day } from "../register/day.ts";
import type { Register } from "../register/register.ts";
import type { Config } from "../read/config.ts";
import type { Contact } from "../read/contact.ts";
import type { Deed } from "../read/log.ts";

export interface Situation {
  readonly register: Register;
  readonly config: Config;
  /** Given and inferred, in order. */
  readonly halfTerms: readonly HalfTerm[];
  /** Who may be written to and rung, with the row of the pupil. */
  readonly contacts: readonly (Contact & { readonly row: number })[];
  /** Every deed up to today, in the order in which they were written down. */
  readonly log: readonly Deed[];
  /** Per row of the register, oldest first. */
  readonly deeds: readonly (readonly Deed[])[];
  /** "Today". */
  readonly asAt: Day;
}

/** Gives each pupil their deeds, and lists those that fit nobody. */
export function deedsByRow(
  register: Register,
  deeds: readonly Deed[],
): { rows: readonly (readonly Deed[])[]; lost: readonly Deed[] } {
  const rowOf = new Map<string, number>();
  register.pupils.forEach((pupil, row) => {
    for (const id of [pupil.key, pupil.upn, pupil.misId, pupil.admissionNumber]) {
      if (id !== null && !rowOf.has(id)) rowOf.set(id, row);
    }
  });
  const rows = register.pupils.map((): Deed[] => []);
  const lost: Deed[] = [];
  for (const deed of deeds) {
    if (deed.pupil === null) continue;
    const row = rowOf.get(deed.pupil);
    if (row === undefined) lost.push(deed);
    else rows[row]?.push(deed);
  }
  return { rows: rows.map((each) => each.toSorted((a, b) => a.day - b.day)), lost };
}
