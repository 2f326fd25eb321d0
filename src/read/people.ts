/** People as one file states them: a row's columns about the pupil, and each distinct person of the file once. */
import type { Day } from "../register/day.ts";
import type { Sen, Year } from "../register/pupil.ts";
import type { Field } from "./aliases.ts";
import { readFlag, readSen, readSex, readText, readUpn, readYear } from "./cells.ts";
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

/** A person of one file. Rows that name the same person alike share one. */
export interface Person {
  readonly file: number;
  /** Where the person is first named. */
  readonly line: number;
  /** From a pupils file; otherwise a register or contacts file merely names them. */
  readonly isRoster: boolean;
  details: Details;
  /** Rows of the file that were used for this person. */
  rows: number;
  /** The latest day of those rows, to which class and year belong; -Infinity when they have no day. */
  asOf: Day;
}

/** Where in a row each field stands: the first column that is so called. */
export type Columns = ReadonlyMap<Field, number>;

const IDENTITY: readonly Field[] = [
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
];

/** Fields by which a row can say whom it is about. */
export function identityColumns(columns: Columns): readonly number[] {
  return IDENTITY.flatMap((field) => columns.get(field) ?? []);
}

/** Reads everything that a row says of the pupil. Dates that cannot be read are null: their reader says so. */
export function readDetails(cells: readonly string[], columns: Columns, order: DateOrder): Details {
  const cell = (field: Field): string => cells[columns.get(field) ?? -1] ?? "";
  const day = (field: Field): Day | null => {
    const read = readDate(cell(field), order);
    return read === null || read === "month-first" ? null : read.day;
  };
  const sen = readSen(cell("senCode"));
  return {
    upn: readUpn(cell("upn")),
    misId: readText(cell("misId")),
    admissionNumber: readText(cell("admissionNumber")),
    ...namesOf((field) => readText(cell(field))),
    dob: day("dob"),
    sex: readSex(cell("sex")),
    year: readYear(cell("yearGroup")),
    class: readText(cell("className")),
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

/** Every person that the files name, each file's apart; joining them is the roster's work. */
export class People {
  readonly list: Person[] = [];

  add(person: Omit<Person, "rows" | "asOf">): number {
    this.list.push({ ...person, rows: 0, asOf: -Infinity });
    return this.list.length - 1;
  }

  /** Forgets the people of a file that was refused after all. */
  truncate(length: number): void {
    this.list.length = length;
  }
}

/** Finds the person of each row of one file, reading the details only the first time. */
export class RowPeople {
  readonly #people: People;
  readonly #columns: Columns;
  readonly #identity: readonly number[];
  readonly #order: DateOrder;
  readonly #file: number;
  readonly #byKey = new Map<string, number>();
  #lastKey = "";
  #last = -1;

  constructor(people: People, columns: Columns, order: DateOrder, file: number) {
    this.#people = people;
    this.#columns = columns;
    this.#order = order;
    this.#file = file;
    const ids = identityColumns(columns);
    const sure = (["upn", "misId", "admissionNumber", "dob"] as const).some((field) => columns.has(field));
    // With nothing but a name, the class is what tells two people apart.
    const classColumn = columns.get("className");
    this.#identity = sure || classColumn === undefined ? ids : [...ids, classColumn];
  }

  /** The person of a row, or -1 when the row names nobody. */
  find(cells: readonly string[], line: number): number {
    let key = "";
    for (const column of this.#identity) key += `${cells[column] ?? ""}\u0001`;
    if (key === this.#lastKey && this.#last >= 0) return this.#last;
    let found = this.#byKey.get(key);
    if (found === undefined) {
      const details = readDetails(cells, this.#columns, this.#order);
      const named = details.upn ?? details.misId ?? details.admissionNumber ?? details.name;
      found = named === null ? -1 : this.#people.add({ file: this.#file, line, isRoster: false, details });
      this.#byKey.set(key, found);
    }
    this.#lastKey = key;
    this.#last = found;
    return found;
  }

  /** The class and year of the latest day win, whatever the order of rows; of one day the last by text. */
  noteClass(person: Person, cells: readonly string[], day: Day): void {
    if (day < person.asOf) return;
    const latest = day > person.asOf;
    person.asOf = day;
    const { class: current, year: currentYear } = person.details;
    const text = readText(cells[this.#columns.get("className") ?? -1] ?? "");
    const year = readYear(cells[this.#columns.get("yearGroup") ?? -1] ?? "");
    const classWins = text !== null && text !== current && (latest || current === null || text > current);
    const yearWins = year !== null && year !== currentYear && (latest || currentYear === null || year > currentYear);
    if (!classWins && !yearWins) return;
    person.details = {
      ...person.details,
      class: classWins ? text : current,
      year: yearWins ? year : currentYear,
    };
  }
}
