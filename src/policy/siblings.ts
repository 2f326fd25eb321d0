/** Likely brothers and sisters in school: of one family in the exports, or with a parent in common at the same address. */
import { addressKey, personKey } from "../read/contact.ts";
import { onRollBetween } from "../register/pupil.ts";
import type { Situation } from "./situation.ts";

export interface Sibling {
  readonly row: number;
  /** Why they are offered as brothers and sisters. */
  readonly reason: "same family in the exports" | "same parent at the same address";
}

/** Gives each row its likely siblings on roll today, in register order. Everybody is looked at once. */
export function siblingFinder({ register, contacts, asAt }: Situation): (row: number) => readonly Sibling[] {
  const families = new Map<string, number[]>();
  const homes = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, row: number): void => {
    const rows = map.get(key) ?? [];
    if (!rows.includes(row)) map.set(key, [...rows, row]);
  };
  register.pupils.forEach((pupil, row) => {
    if (pupil.familyId !== null && onRollBetween(pupil, asAt, asAt)) add(families, pupil.familyId, row);
  });
  const homesOf = new Map<number, string[]>();
  for (const contact of contacts) {
    const pupil = register.pupils[contact.row];
    const [person, address] = [personKey(contact), addressKey(contact)];
    if (!pupil || person === "" || address === "" || !onRollBetween(pupil, asAt, asAt)) continue;
    add(homes, `${person} ${address}`, contact.row);
    homesOf.set(contact.row, [...(homesOf.get(contact.row) ?? []), `${person} ${address}`]);
  }
  return (row) => {
    const found = new Map<number, Sibling["reason"]>();
    const family = register.pupils[row]?.familyId ?? null;
    for (const other of family === null ? [] : (families.get(family) ?? []))
      found.set(other, "same family in the exports");
    for (const home of homesOf.get(row) ?? []) {
      for (const other of homes.get(home) ?? []) {
        if (!found.has(other)) found.set(other, "same parent at the same address");
      }
    }
    found.delete(row);
    return [...found].map(([other, reason]) => ({ row: other, reason })).toSorted((a, b) => a.row - b.row);
  };
}
