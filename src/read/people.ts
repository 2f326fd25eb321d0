/** People as one file states them: a row's columns about the pupil, and each distinct person of the file once. */
import type { Day } from "../register/day.ts";
import type { Sen, Year } from "../register/pupil.ts";
import type { Field } from "./aliases.ts";
import { cellAt, type Columns } from "./columns.ts";
import { readClass, readFlag, readSen, readSex, readText, readUpn, readYear } from "./cells.ts";
import { readDate, type DateOrder } from "./dates.ts";

export interface Details {
  readonly upn: string | null;
  readonly misId: string | null;
  readonly admissionNumber: string | null;
  /** Forename then surname, preferred where given. */
  readonly name: string | null;
  readonly legalName: string | null;
  readonly sortName: string | null;
  readonly dob: Day | null;
  readonly sex: string | null;
  readonly year: Year | null;
  readonly class: string | null;
  readonly status: string | null;
  readonly admissionDate: Day | null;
  readonly leavingDate: Day | null;
  readonly partTime: boolean | null;
  readonly sen: Sen | null;
  readonly mentalHealth: boolean | null;
  readonly fsm: boolean | null;
  readonly fsmEver6: boolean | null;
  readonly pupilPremium: boolean | null;
  readonly eal: boolean | null;
  readonly lookedAfter: boolean | null;
  readonly youngCarer: boolean | null;
  readonly familyId: string | null;
}

/** Before every day. A whole number, so that comparing days stays fast. */
export const NEVER: Day = -1_000_000;

/**
 * What a file's naming of a person means: a pupils file says who is on roll, a register has marks or totals of them, and
 * any other file only mentions them: it adds details to a pupil, and never makes one.
 */
export type Role = "roster" | "register" | "mention";

/** A person of one file. Rows that name the same person alike share one. */
export interface Person {
  readonly file: number;
  /** Where the person is first named. */
  readonly line: number;
  readonly role: Role;
  details: Details;
  /** Rows of the file that were used for this person. */
  rows: number;
  /** The latest day of a row that gave the class, and the year; `NEVER` when none did. */
  classDay: Day;
  yearDay: Day;
}

const IDENTITY = [
  "upn",
  "misId",
  "admissionNumber",
  "legalSurname",
  "legalForename",
  "preferredSurname",
  "preferredForename",
  "surname",
  "forename",
  "displayName",
  "dob",
] as const satisfies readonly Field[];

/** Fields by which a row can say whom it is about. */
export function identityColumns(columns: Columns): readonly number[] {
  return IDENTITY.flatMap((field) => columns.get(field) ?? []);
}

/** Where in a row the fields stand that `readDetails` looks at. */
export function detailColumns(columns: Columns): readonly number[] {
  return DETAIL_FIELDS.flatMap((field) => columns.get(field) ?? []);
}

/** The fields that `readDetails` looks at. */
const DETAIL_FIELDS = [
  ...IDENTITY,
  "senCode",
  "sex",
  "yearGroup",
  "className",
  "enrolmentStatus",
  "admissionDate",
  "leavingDate",
  "partTime",
  "ehcp",
  "mentalHealth",
  "fsm",
  "fsmEver6",
  "pupilPremium",
  "eal",
  "lookedAfter",
  "youngCarer",
  "familyId",
] as const satisfies readonly Field[];
type DetailField = (typeof DETAIL_FIELDS)[number];

/** Reads everything that a row says of the pupil. Dates that cannot be read are null: their reader says so. */
export function readDetails(cells: readonly string[], columns: Columns, order: DateOrder): Details {
  const cell = (field: DetailField): string => cellAt(cells, columns.get(field));
  const day = (field: DetailField): Day | null => {
    const read = readDate(cell(field), order);
    return read === null || read === "month-first" ? null : read.day;
  };
  const sen = readSen(cell("senCode"));
  const { name, legalName, sortName } = namesOf((field) => readText(cell(field)));
  return {
    upn: readUpn(cell("upn")),
    misId: readText(cell("misId")),
    admissionNumber: readText(cell("admissionNumber")),
    name,
    legalName,
    sortName,
    dob: day("dob"),
    sex: readSex(cell("sex")),
    year: readYear(cell("yearGroup")),
    class: readClass(cell("className")),
    status: readText(cell("enrolmentStatus")),
    admissionDate: day("admissionDate"),
    leavingDate: day("leavingDate"),
    partTime: readFlag(cell("partTime")),
    sen: readFlag(cell("ehcp")) === true ? "E" : sen,
    mentalHealth: readFlag(cell("mentalHealth")),
    fsm: readFlag(cell("fsm")),
    fsmEver6: readFlag(cell("fsmEver6")),
    pupilPremium: readFlag(cell("pupilPremium")),
    eal: readFlag(cell("eal")),
    lookedAfter: readFlag(cell("lookedAfter")),
    youngCarer: readFlag(cell("youngCarer")),
    familyId: readText(cell("familyId")),
  };
}

type NameField =
  "legalSurname" | "legalForename" | "preferredSurname" | "preferredForename" | "surname" | "forename" | "displayName";

function namesOf(text: (field: NameField) => string | null): Pick<Details, "name" | "legalName" | "sortName"> {
  const display = splitDisplayName(text("displayName"));
  const legalForename = text("legalForename") ?? text("forename");
  const legalSurname = text("legalSurname") ?? text("surname");
  const surname = text("preferredSurname") ?? text("surname") ?? legalSurname;
  const given = text("preferredForename") ?? text("forename") ?? legalForename;
  // "Preferred name" is a full name in some systems: then it holds the surname already.
  const forename =
    given !== null && surname !== null && given.endsWith(` ${surname}`) ? given.slice(0, -surname.length - 1) : given;
  const name = joined(forename, surname) ?? display?.name ?? null;
  return {
    name,
    legalName: joined(legalForename, legalSurname) ?? name,
    sortName:
      surname !== null ? [surname, forename].filter((part) => part !== null).join(", ") : (display?.sortName ?? name),
  };
}

function joined(forename: string | null, surname: string | null): string | null {
  const parts = [forename, surname].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

/** `Adams, Ava` has its surname first; without a comma nobody can tell, and the name stays as it is. */
function splitDisplayName(display: string | null): { name: string; sortName: string } | null {
  if (display === null) return null;
  const comma = display.indexOf(",");
  if (comma <= 0) return { name: display, sortName: display };
  const surname = display.slice(0, comma).trim();
  const forename = display.slice(comma + 1).trim();
  return forename === ""
    ? { name: surname, sortName: surname }
    : { name: `${forename} ${surname}`, sortName: `${surname}, ${forename}` };
}

/** What distinct cells say of a person, by those cells. */
export type SaidOnce = ReadonlyMap<string, Details>;

/** Every person that the files name, each file's apart; joining them is the roster's work. */
export class People {
  readonly list: Person[] = [];
  /** Files of one report name a pupil alike: what they say is read once. */
  readonly #details = new Map<string, Details>();

  add({ file, line, role, details }: Pick<Person, "file" | "line" | "role" | "details">): number {
    return this.list.push({ file, line, role, details, rows: 0, classDay: NEVER, yearDay: NEVER }) - 1;
  }

  /** Reads details as `readDetails` does; cells that say the same give the same object. */
  detailsReader(columns: Columns, order: DateOrder): (cells: readonly string[]) => Details {
    const fields = DETAIL_FIELDS.flatMap((field) => {
      const column = columns.get(field);
      return column === undefined ? [] : [{ column, name: `\u0001${field}\u0002` }];
    });
    return (cells) => {
      let key: string = order;
      for (const { column, name } of fields) key += name + cellAt(cells, column);
      let details = this.#details.get(key);
      if (!details) this.#details.set(key, (details = readDetails(cells, columns, order)));
      return details;
    };
  }

  said(): SaidOnce {
    return this.#details;
  }

  /** Adds the people of a file that was read by itself. What it says alike with the files before is one object then too. */
  append(people: readonly Person[], said: SaidOnce): void {
    const one = new Map<Details, Details>();
    for (const [cells, details] of said) {
      const known = this.#details.get(cells);
      if (known) one.set(details, known);
      else this.#details.set(cells, details);
    }
    for (const person of people) this.list.push({ ...person, details: one.get(person.details) ?? person.details });
  }

  /** Forgets the people of a file that was refused after all. */
  truncate(length: number): void {
    this.list.length = length;
  }
}
