/** Invented families: a home, one or two parents, and ways to reach them that no real person has. */
import { FATHERS, MOTHERS, STREETS, VILLAGES } from "./names.ts";
import { chance, pick, pickWeighted, whole, type Random } from "./random.ts";

export interface Home {
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
}

export interface Contact {
  readonly title: string;
  readonly forename: string;
  readonly surname: string;
  readonly relationship: string;
  readonly parentalResponsibility: boolean;
  readonly correspondence: boolean;
  readonly courtOrder: boolean;
  readonly salutation: string;
  readonly home: Home;
  readonly telephone: string;
  readonly email: string;
}

export interface Household {
  readonly id: string;
  readonly surname: string;
  readonly language: string;
  /** In order of priority. */
  readonly contacts: readonly Contact[];
}

export type SecondParent = "court-order" | "no-correspondence";

export interface HouseholdOptions {
  readonly id: string;
  readonly surname: string;
  readonly language: string;
  /** A child looked after by the local authority lives with a foster carer. */
  readonly foster?: boolean;
  /** Gives the family a second parent, at another address, of whom this is true. */
  readonly second?: SecondParent;
}

export function inventHousehold(random: Random, options: HouseholdOptions): Household {
  const { id, surname, language, foster = false, second } = options;
  const home = inventHome(random);
  const mother = person(random, home, {
    title: pickWeighted(random, [
      ["Mrs", 6],
      ["Ms", 2],
      ["Miss", 2],
      ["Dr", 0.3],
    ] as const),
    forename: pick(random, MOTHERS),
    surname: foster ? `${surname}-Hale` : surname,
    relationship: foster ? "Foster Carer" : "Mother",
    responsible: !foster,
  });
  const both = chance(random, 0.7);
  const apart = chance(random, 0.2);
  const rare = chance(random, 0.02) ? (chance(random, 0.5) ? "court-order" : "no-correspondence") : undefined;
  const father = person(random, apart || second ? inventHome(random) : home, {
    title: "Mr",
    forename: pick(random, FATHERS),
    surname,
    relationship: "Father",
    responsible: second !== "court-order",
  });
  if (foster || (!both && !second)) return { id, surname, language, contacts: [mother] };
  const trouble = second ?? (apart ? rare : undefined);
  if (apart || second) return { id, surname, language, contacts: [mother, restricted(father, trouble)] };
  const salutation = `Mr and ${mother.title} ${surname}`;
  return { id, surname, language, contacts: [mother, father].map((each) => ({ ...each, salutation })) };
}

function restricted(contact: Contact, trouble: SecondParent | undefined): Contact {
  if (trouble === "court-order") {
    return { ...contact, courtOrder: true, correspondence: false, parentalResponsibility: false };
  }
  return trouble === "no-correspondence" ? { ...contact, correspondence: false } : contact;
}

interface Person {
  readonly title: string;
  readonly forename: string;
  readonly surname: string;
  readonly relationship: string;
  readonly responsible: boolean;
}

function person(random: Random, home: Home, about: Person): Contact {
  const { responsible, ...named } = about;
  return {
    ...named,
    parentalResponsibility: responsible,
    correspondence: true,
    courtOrder: false,
    salutation: `${named.title} ${named.surname}`,
    home,
    telephone: inventTelephone(random),
    email: `${plain(named.forename)}.${plain(named.surname)}${String(whole(random, 1, 99))}@example.org`,
  };
}

/** A number from the ranges that Ofcom keeps for drama, which ring nobody. */
function inventTelephone(random: Random): string {
  const last = String(whole(random, 0, 999)).padStart(3, "0");
  return chance(random, 0.85) ? `07700 900${last}` : `01632 960${last}`;
}

/** An address in a village that does not exist; ZZ99 is the postcode area of no place. */
function inventHome(random: Random): Home {
  const letters = "ABDEFGHJLNPQRSTUWXYZ";
  const letter = (): string => letters.charAt(whole(random, 0, letters.length - 1));
  return {
    street: `${String(whole(random, 1, 60))} ${pick(random, STREETS)}`,
    town: pick(random, VILLAGES),
    postcode: `ZZ99 ${String(whole(random, 1, 9))}${letter()}${letter()}`,
  };
}

/** Small letters without accents, for an e-mail address. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
}
