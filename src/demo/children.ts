/** Everybody in the pupils file: the cast of the stories first, then invented children up to the number asked for. */
import { academicYearOf, dayOf, partsOf, type Day } from "../register/day.ts";
import type { Year } from "../register/pupil.ts";
import { ROLES, type Role, type RoleName } from "./cast.ts";
import { childrenPerYear, SCHOOL_YEARS, seat } from "./classes.ts";
import { inventHousehold, type Household } from "./household.ts";
import { ORIGINS, PREFERRED } from "./names.ts";
import { chance, pick, pickWeighted, randomOf, whole, type Random } from "./random.ts";
import { inventYear, termNamed, type DemoYear } from "./terms.ts";
import { inventUpn } from "./upn.ts";

export interface Child {
  readonly upn: string;
  readonly admissionNumber: string;
  readonly surname: string;
  readonly forename: string;
  readonly preferred: string;
  readonly dob: Day;
  readonly gender: "F" | "M";
  readonly year: Year;
  readonly class: string;
  /** First day on roll, inclusive. */
  readonly entry: Day;
  /** Last day on roll, inclusive; null while there is none. */
  readonly leaving: Day | null;
  readonly sen: "N" | "K" | "E";
  readonly fsm: boolean;
  readonly pupilPremium: boolean;
  readonly eal: boolean;
  readonly lookedAfter: boolean;
  readonly youngCarer: boolean;
  readonly partTime: boolean;
  readonly household: Household;
  /** Which child of the cast this is; null for all others. */
  readonly role: RoleName | null;
}

type Unseated = Omit<Child, "class">;

/** So many children, in the academic year given. The cast is the same for every seed. */
export function inventChildren(pupils: number, seed: number, year: DemoYear): readonly Child[] {
  const cast = inventCast(year);
  const named = new Set(cast.map(nameOf));
  const families: Household[] = [];
  const siblings = new Set<string>();
  let schoolAged = 0;
  const others = yearsLeft(pupils, cast).map((each, i) => {
    const nth = each.startsWith("N") ? null : schoolAged++;
    const setting = { index: i, nth, year: each, calendar: year, families, siblings, named };
    return inventOther(randomOf(seed, "child", i), setting);
  });
  const all: readonly Unseated[] = [...cast, ...others];
  const seats = seat(
    all.map((each) => each.year),
    cast.length,
  );
  return all.map((each, i) => ({ ...each, class: seats[i] ?? "" }));
}

function inventCast(year: DemoYear): readonly Unseated[] {
  const homes = new Map<string, Household>();
  return ROLES.map(([role, about]: readonly [RoleName, Role], i): Unseated => {
    const random = randomOf(0, "cast", role);
    const { surname, language = "English", secondParent } = about;
    const id = `F${String(homes.size + 1).padStart(4, "0")}`;
    const options = { id, surname, language, ...(secondParent && { second: secondParent }) };
    const household = homes.get(surname) ?? inventHousehold(randomOf(0, "home", surname), options);
    homes.set(surname, household);
    return {
      ...identity(random, i, about.year, year),
      surname,
      forename: about.forename,
      preferred: about.forename,
      gender: about.gender,
      leaving: null,
      sen: about.sen ?? "N",
      fsm: false,
      pupilPremium: false,
      eal: language !== "English",
      lookedAfter: false,
      youngCarer: false,
      partTime: about.partTime ?? false,
      household,
      role,
    };
  });
}

/** The years of the children still to invent: always the year that is furthest below its number. */
function yearsLeft(pupils: number, cast: readonly Unseated[]): readonly Year[] {
  const wanted = childrenPerYear(pupils);
  const left = SCHOOL_YEARS.map((year, i) => (wanted[i] ?? 0) - cast.filter((each) => each.year === year).length);
  return Array.from({ length: Math.max(0, pupils - cast.length) }, () => {
    const most = left.indexOf(Math.max(...left));
    left[most] = (left[most] ?? 0) - 1;
    return SCHOOL_YEARS[most] ?? "R";
  });
}

interface Setting {
  readonly index: number;
  /** Place among the children of Reception and above, by which even a small school gets its few of each kind. */
  readonly nth: number | null;
  readonly year: Year;
  readonly calendar: DemoYear;
  /** Families so far; this child may join one or add one. */
  readonly families: Household[];
  /** Family and year of the children so far, so that no family has two in one year. */
  readonly siblings: Set<string>;
  readonly named: Set<string>;
}

function inventOther(random: Random, setting: Setting): Unseated {
  const { index, nth, year, calendar, families, siblings, named } = setting;
  const nursery = nth === null;
  const lookedAfter = every(nth, 150, 3);
  const household = lookedAfter || !chance(random, 0.32) ? null : sibling(random, families, siblings, year);
  const origin = pickWeighted(
    random,
    ORIGINS.map((each) => [each, each.weight] as const),
  );
  const id = `F${String(1000 + index)}`;
  const made = { id, surname: pick(random, origin.surnames), language: origin.language, foster: lookedAfter };
  const home = household ?? inventHousehold(random, made);
  if (!household && !lookedAfter) families.push(home);
  siblings.add(`${home.id} ${year}`);

  const gender = chance(random, 0.49) ? "F" : "M";
  const forename = inventForename(random, home, gender, named);
  const fsm = chance(random, 0.19);
  const sen = pickWeighted(random, [
    ["N", 82],
    ["K", 14],
    ["E", 4],
  ] as const);
  const self = identity(random, index + 100, year, calendar);
  return {
    ...self,
    entry: joining(random, setting) ?? self.entry,
    surname: home.surname,
    forename,
    preferred: PREFERRED.get(forename) ?? forename,
    gender,
    leaving: every(nth, 33, 11) ? pick(random, calendar.open.slice(20)) : null,
    sen: nursery ? "N" : sen,
    fsm: fsm && !nursery,
    pupilPremium: (fsm && !nursery) || lookedAfter || chance(random, 0.02),
    eal: home.language !== "English" && chance(random, 0.7),
    lookedAfter,
    youngCarer: every(nth, 90, 5),
    partTime: false,
    household: home,
    role: null,
  };
}

function sibling(random: Random, families: readonly Household[], siblings: Set<string>, year: Year): Household | null {
  const family = families.length === 0 ? null : pick(random, families);
  return family && !siblings.has(`${family.id} ${year}`) ? family : null;
}

/** A name that nobody else has, where twenty tries find one. */
function inventForename(random: Random, home: Household, gender: "F" | "M", named: Set<string>): string {
  const english = ORIGINS[0];
  const own = ORIGINS.find((each) => each.language === home.language) ?? english;
  let forename = "";
  for (let tries = 0; tries < 20; tries++) {
    const origin = chance(random, 0.75) ? own : english;
    forename = pick(random, (gender === "F" ? origin?.girls : origin?.boys) ?? []);
    if (!named.has(nameOf({ forename, surname: home.surname }))) break;
  }
  named.add(nameOf({ forename, surname: home.surname }));
  return forename;
}

function every(nth: number | null, step: number, first: number): boolean {
  return nth !== null && nth % step === first;
}

/** First day within this year, for the few who join after it has begun; null for the others. */
function joining(random: Random, { nth, year, calendar }: Setting): Day | null {
  const spring = termNamed(calendar.halfTerms, "Spring 1").from;
  if (year === "N1") return chance(random, 0.3) ? (calendar.open.find((each) => each > spring) ?? null) : null;
  return every(nth, 25, 7) ? pick(random, calendar.open.slice(8, -15)) : null;
}

/** What follows from a child's place in the list and their year: numbers, date of birth and first day on roll. */
function identity(
  random: Random,
  serial: number,
  year: Year,
  calendar: DemoYear,
): Pick<Child, "upn" | "admissionNumber" | "dob" | "entry" | "year"> {
  const autumn = partsOf(academicYearOf(calendar.halfTerms[0]?.from ?? 0)).year;
  // Reception is 0; those who came to nursery before it are on roll from there.
  const place = SCHOOL_YEARS.indexOf(year) - 2;
  const yearsAtSchool = Math.max(0, place + (chance(random, 0.6) && place > 0 ? 1 : 0));
  const entryYear = autumn - yearsAtSchool;
  const september = dayOf(autumn - 5 - place, 9, 1) ?? 0;
  return {
    upn: inventUpn(serial, entryYear),
    admissionNumber: String(1000 + serial).padStart(6, "0"),
    // The youngest in nursery turn three in the autumn or just after.
    dob: september + whole(random, 0, year === "N1" ? 130 : 364),
    entry: inventYear(dayOf(entryYear, 9, 30) ?? 0).open[0] ?? 0,
    year,
  };
}

function nameOf({ forename, surname }: { readonly forename: string; readonly surname: string }): string {
  return `${forename} ${surname}`;
}
