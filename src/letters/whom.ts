/** To whom a letter about a child goes: who may be written to, by household or each parent apart, and how they are addressed. */
import { addressKey, addressLines, personKey, type Contact } from "../read/contact.ts";
import { languageCode } from "./language.ts";

/** One envelope. */
export interface Addressee {
  /** As on the envelope. */
  readonly name: string;
  /** After "Dear". */
  readonly salutation: string;
  /** With the postcode, one entry a line; empty when there is none. */
  readonly address: readonly string[];
  /** A two-letter code such as `pl`; null for English or when nobody says. */
  readonly language: string | null;
  /** The people behind it and where they live, to know the same household again; never printed. */
  readonly household: { readonly people: readonly string[]; readonly address: string };
}

/** One person of each, at least, is the same, and so is the address. */
export function sameHousehold(a: Addressee, b: Addressee): boolean {
  const [one, two] = [a.household, b.household];
  return one.address === two.address && one.people.some((person) => two.people.includes(person));
}

export interface Recipients {
  readonly addressees: readonly Addressee[];
  /** Why nobody can be written to, or why a person must look first; null when all is well. */
  readonly trouble: string | null;
  /** Parents who should have a letter and have no address. */
  readonly unposted: readonly string[];
}

/** A person, whatever number of rows the exports give them. */
export interface Adult {
  readonly contact: Contact;
  readonly rows: readonly Contact[];
  /** Has parental responsibility, may be written to, and no row says otherwise. */
  readonly allowed: boolean;
  readonly addresses: readonly string[];
}

/** `separately`: a letter for each parent, also at one address. `posted`: an address is needed. */
export function recipientsOf(
  child: string,
  contacts: readonly Contact[],
  { separately, posted }: { readonly separately: boolean; readonly posted: boolean },
): Recipients {
  const adults = adultsOf(contacts);
  const allowed = adults.filter((each) => each.allowed);
  if (allowed.length === 0) return { addressees: [], trouble: whyNobody(contacts), unposted: [] };
  const moved = allowed.find(({ addresses }) => addresses.length > 1);
  if (moved) {
    const who = fullName(moved.contact, child);
    return { addressees: [], trouble: `the exports give two addresses for ${who}`, unposted: [] };
  }
  const near = adults.find((each) => each.contact.courtOrder === true && sharesAddress(each, allowed));
  if (near) {
    const trouble = `somebody named in a court order (${fullName(near.contact, child)}) has the same address`;
    return { addressees: [], trouble, unposted: [] };
  }
  const households = separately ? allowed.map((each) => [each]) : byAddress(allowed);
  const all = households.map((household) => addresseeOf(child, household, contacts, separately));
  const reachable = posted ? all.filter(({ address }) => address.length > 0) : all;
  const unposted = all.filter((each) => !reachable.includes(each)).map(({ name }) => name);
  if (reachable.length === 0) {
    return { addressees: [], trouble: `no address for ${unposted.join(" or ")}`, unposted };
  }
  return { addressees: reachable, trouble: null, unposted };
}

function whyNobody(contacts: readonly Contact[]): string {
  if (contacts.length === 0) return "the exports give no contact";
  if (contacts.every(({ parentalResponsibility }) => parentalResponsibility === null)) {
    return "the exports do not say who has parental responsibility";
  }
  const responsible = contacts.filter(({ parentalResponsibility }) => parentalResponsibility === true);
  if (responsible.length === 0) return "no contact has parental responsibility";
  return responsible.some(({ courtOrder }) => courtOrder === true)
    ? "a court order stands against writing to the only parent"
    : "every parent has refused letters, or may not have them";
}

/**
 * Rows of one name are one person, whatever second forenames and accents they have; what any of them forbids is
 * forbidden.
 */
export function adultsOf(contacts: readonly Contact[]): readonly Adult[] {
  const groups = new Map<string, Contact[]>();
  contacts.forEach((contact, i) => {
    const key = personKey(contact) || `nobody ${String(i)}`;
    groups.set(key, [...(groups.get(key) ?? []), contact]);
  });
  return [...groups.values()]
    .flatMap((rows): Adult[] => {
      const [first] = rows.toSorted((a, b) => priority(a) - priority(b));
      if (!first) return [];
      const withAddress = rows.filter((row) => addressLines(row).length > 0);
      const { address, postcode } = withAddress[0] ?? first;
      return [
        {
          contact: { ...first, address, postcode },
          rows,
          allowed: rows.every(
            (row) => row.parentalResponsibility === true && row.correspondence !== false && row.courtOrder !== true,
          ),
          addresses: [...new Set(withAddress.map(addressKey))],
        },
      ];
    })
    .toSorted((a, b) => priority(a.contact) - priority(b.contact));
}

function priority(contact: Contact): number {
  return contact.priority ?? 99;
}

function byAddress(adults: readonly Adult[]): readonly (readonly Adult[])[] {
  const households = new Map<string, Adult[]>();
  for (const adult of adults) {
    const key = adult.addresses[0] ?? `none ${String(households.size)}`;
    households.set(key, [...(households.get(key) ?? []), adult]);
  }
  return [...households.values()];
}

function sharesAddress(adult: Adult, others: readonly Adult[]): boolean {
  return others.some(({ addresses }) => addresses.some((each) => adult.addresses.includes(each)));
}

function addresseeOf(
  child: string,
  household: readonly Adult[],
  contacts: readonly Contact[],
  separately: boolean,
): Addressee {
  const people = household.map(({ contact }) => contact);
  const given = (field: "salutation" | "addressee"): string | null =>
    separately ? null : sharedWords(field, people, contacts);
  return {
    name: given("addressee") ?? joined(people, child, fullName),
    salutation: given("salutation") ?? joined(people, child, politeName),
    address: people[0] ? addressLines(people[0]) : [],
    language: languageCode(people[0]?.language ?? null),
    household: { people: people.map(personKey), address: household[0]?.addresses[0] ?? "" },
  };
}

/** The export's own words, when they are about these people and nobody else. */
function sharedWords(
  field: "salutation" | "addressee",
  people: readonly Contact[],
  contacts: readonly Contact[],
): string | null {
  const words = people[0]?.[field] ?? null;
  if (words === null || people.some((each) => each[field] !== words)) return null;
  const joint = /[&+/,]|\band\b/i.test(words);
  const others = contacts.some(
    (each) => each[field] === words && !people.some((one) => personKey(one) === personKey(each)),
  );
  return others || joint !== people.length > 1 ? null : words;
}

function joined(people: readonly Contact[], child: string, name: (contact: Contact, child: string) => string): string {
  const [first, second] = people;
  if (people.length === 2 && first?.title && second?.title && first.surname && first.surname === second.surname) {
    // "Mr and Mrs Bates": the order of the exports, but never "Mrs and Mr".
    const titles = [first.title, second.title].toSorted((a, b) => Number(b === "Mr") - Number(a === "Mr"));
    return `${titles.join(" and ")} ${first.surname}`;
  }
  return listed(people.map((each) => name(each, child)));
}

/** `Mrs Helen Ashby`. */
export function fullName({ title, forename, surname }: Contact, child: string): string {
  const parts = [title, forename, surname].filter((part) => part !== null);
  return forename === null && surname === null ? nobody(child) : parts.join(" ");
}

/** `Mrs Ashby`; without a title `Helen Ashby`. */
function politeName({ title, forename, surname }: Contact, child: string): string {
  if (surname === null) return forename ?? nobody(child);
  return [title ?? forename, surname].filter((part) => part !== null).join(" ");
}

function nobody(child: string): string {
  return `Parent or carer of ${child}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
