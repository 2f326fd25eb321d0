/** Whom to ring about a child, in the order of the contacts, and never anybody whom the exports forbid. */
import { languageName } from "../../letters/language.ts";
import { adultsOf, fullName, type Adult } from "../../letters/whom.ts";
import type { Contact } from "../../read/contact.ts";

export interface PersonToRing {
  readonly name: string;
  /** `Mother`, as the exports write it. */
  readonly relationship: string | null;
  /** As the exports write them; none when they give no number. */
  readonly phones: readonly string[];
  /** Null for English, or when nobody says. */
  readonly language: string | null;
}

export interface Numbers {
  readonly people: readonly PersonToRing[];
  /** Contacts under a court order, or whom the school may not contact: never named here. */
  readonly notToRing: number;
}

/**
 * Everybody with a number, the first priority first, of whom no row says that they may not be contacted. A number that
 * is also that of somebody who may not be contacted is left out.
 */
export function numbersOf(child: string, contacts: readonly Contact[]): Numbers {
  const adults = adultsOf(contacts);
  const forbidden = adults.filter(isForbidden);
  const theirs = new Set(forbidden.flatMap(phonesOf).map(digits));
  const people = adults
    .filter((each) => !isForbidden(each))
    .map((each): PersonToRing => {
      const language = each.rows.map((row) => languageName(row.language)).find((word) => word !== null) ?? null;
      const phones = phonesOf(each).filter((phone) => !theirs.has(digits(phone)));
      return { name: fullName(each.contact, child), relationship: each.contact.relationship, phones, language };
    });
  return { people, notToRing: forbidden.length };
}

function isForbidden({ rows }: Adult): boolean {
  return rows.some(({ courtOrder, correspondence }) => courtOrder === true || correspondence === false);
}

/** Each number once, however it is written. */
function phonesOf({ rows }: Adult): readonly string[] {
  const found = new Map<string, string>();
  for (const { phone } of rows) {
    if (phone !== null && digits(phone) !== "" && !found.has(digits(phone))) found.set(digits(phone), phone);
  }
  return [...found.values()];
}

/** `+44 7700 900123` is `07700 900123`. */
function digits(phone: string): string {
  return phone.replace(/\D/g, "").replace(/^(?:00)?44(?=\d{9,10}$)/, "0");
}
