/** The pupil and the parents at the head of an evidence pack. */
import { addressKey, addressLines, personKey, type Contact } from "../../read/contact.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf } from "../../register/day.ts";

export interface PackPupil {
  readonly legalName: string;
  readonly upn: string | null;
  readonly dob: string | null;
  readonly sex: string | null;
  readonly sen: string | null;
  readonly lookedAfter: boolean | null;
  readonly onRollFrom: string;
  readonly onRollTo: string | null;
  /** Of all parents; empty when the exports give none, or different ones: then nobody here knows where the child lives. */
  readonly address: readonly string[];
  readonly language: string | null;
}

export interface PackParent {
  readonly name: string;
  readonly relationship: string | null;
  readonly address: readonly string[];
  readonly phone: string | null;
}

export interface Family {
  readonly pupil: PackPupil;
  /** Contacts with parental responsibility. */
  readonly parents: readonly PackParent[];
  /** People named in a court order, who are not listed: how many. */
  readonly courtOrders: number;
}

export function familyOf({ register, contacts }: Situation, row: number): Family {
  const pupil = register.pupils[row];
  const theirs = contacts
    .filter((contact) => contact.row === row)
    .toSorted((a, b) => (a.priority ?? 99) - (b.priority ?? 99));
  const ordered = new Set(theirs.filter(({ courtOrder }) => courtOrder === true).map(personKey));
  const adults = new Map<string, Contact>();
  for (const contact of theirs) {
    if (contact.parentalResponsibility !== true || ordered.has(personKey(contact))) continue;
    const known = adults.get(personKey(contact));
    adults.set(personKey(contact), known && addressLines(known).length > 0 ? known : { ...known, ...contact });
  }
  const parents = [...adults.values()];
  return {
    pupil: {
      legalName: pupil?.legalName ?? "",
      upn: pupil?.upn ?? null,
      dob: pupil?.dob == null ? null : isoOf(pupil.dob),
      sex: pupil?.sex ?? null,
      sen: pupil?.sen ?? null,
      lookedAfter: pupil?.lookedAfter ?? null,
      onRollFrom: isoOf(pupil?.from ?? 0),
      onRollTo: pupil?.to == null ? null : isoOf(pupil.to),
      address: oneAddress(parents),
      language: parents.find(({ language }) => language !== null)?.language ?? null,
    },
    parents: parents.map((contact) => ({
      name: [contact.title, contact.forename, contact.surname].filter((part) => part !== null).join(" "),
      relationship: contact.relationship,
      address: addressLines(contact),
      phone: contact.phone,
    })),
    courtOrders: ordered.size,
  };
}

function oneAddress(parents: readonly Contact[]): readonly string[] {
  const known = parents.filter((parent) => addressLines(parent).length > 0);
  return known[0] && new Set(known.map(addressKey)).size === 1 ? addressLines(known[0]) : [];
}
