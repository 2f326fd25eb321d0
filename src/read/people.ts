/** People as one file states them: a row's columns about the pupil, and each distinct person of the file once. */
import type { Day } from "../register/day.ts";
import type { Sen, Year } from "../register/pupil.ts";
import type { Field } from "./aliases.ts";
import type { Columns } from "./columns.ts";
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

/** Every person that the files name, each file's apart; joining them is the roster's work. */
export class People {
  readonly list: Person[] = [];

  add(person: Omit<Person, "rows" | "classDay" | "yearDay">): number {
    this.list.push({ ...person, rows: 0, classDay: NEVER, yearDay: NEVER });
    return this.list.length - 1;
  }

  /** Forgets the people of a file that was refused after all. */
  truncate(length: number): void {
    this.list.length = length;
  }
}

/** What the rows of one person in one file have in common, so that it is looked at only once. */
interface Known {
  readonly cells: readonly string[];
  readonly person: number;
  classCell: string | null;
  yearCell: string | null;
}

/** Finds the person of each row of one file, reading the details only the first time. */
export class RowPeople {
  readonly #people: People;
  readonly #columns: Columns;
  readonly #identity: readonly number[];
  readonly #first: number;
  readonly #class: number;
  readonly #year: number;
  readonly #order: DateOrder;
  readonly #file: number;
  readonly #role: Role;
  /** By the first identifying cell, the person last seen under it; nearly always the only one. */
  readonly #byFirst = new Map<string, Known>();
  readonly #byAll = new Map<string, Known>();

  constructor(people: People, columns: Columns, order: DateOrder, file: number, role: Role = "register") {
    this.#people = people;
    this.#columns = columns;
    this.#order = order;
    this.#file = file;
    this.#role = role;
    this.#class = columns.get("className") ?? -1;
    this.#year = columns.get("yearGroup") ?? -1;
    const ids = identityColumns(columns);
    const sure = (["upn", "misId", "admissionNumber", "dob"] as const).some((field) => columns.has(field));
    // With nothing but a name, the class is what tells two people apart.
    this.#identity = sure || this.#class < 0 ? ids : [...ids, this.#class];
    this.#first = this.#identity[0] ?? -1;
  }

  /** The person of a row on a day, or null when the row names nobody. A row without a day says nothing of classes. */
  find(
    cells: readonly string[],
    line: number,
    day: Day | null,
  ): { readonly index: number; readonly person: Person } | null {
    const known = this.#known(cells, line);
    const person = this.#people.list[known.person];
    if (!person) return null;
    if (day !== null) this.#noteClass(known, person, cells, day);
    return { index: known.person, person };
  }

  #known(cells: readonly string[], line: number): Known {
    const first = cells[this.#first] ?? "";
    const last = this.#byFirst.get(first);
    if (last && this.#identity.every((column) => last.cells[column] === cells[column])) return last;
    const key = this.#identity.map((column) => cells[column] ?? "").join("\u0001");
    let known = this.#byAll.get(key);
    if (!known) {
      const details = readDetails(cells, this.#columns, this.#order);
      const named = details.upn ?? details.misId ?? details.admissionNumber ?? details.name;
      const person = named === null ? -1 : this.#people.add({ file: this.#file, line, role: this.#role, details });
      known = { cells, person, classCell: null, yearCell: null };
      this.#byAll.set(key, known);
    }
    this.#byFirst.set(first, known);
    return known;
  }

  /** The class and year of the latest day that gives one win, whatever the order of rows; of one day the last by text. */
  #noteClass(known: Known, person: Person, cells: readonly string[], day: Day): void {
    const classCell = cells[this.#class] ?? "";
    if (classCell !== "" && this.#wins(classCell, day, known.classCell, person.classDay)) {
      if (classCell !== known.classCell) person.details = { ...person.details, class: readClass(classCell) };
      known.classCell = classCell;
      person.classDay = day;
    }
    const yearCell = cells[this.#year] ?? "";
    if (yearCell !== "" && this.#wins(yearCell, day, known.yearCell, person.yearDay)) {
      if (yearCell !== known.yearCell) person.details = { ...person.details, year: readYear(yearCell) };
      known.yearCell = yearCell;
      person.yearDay = day;
    }
  }

  #wins(cell: string, day: Day, before: string | null, since: Day): boolean {
    return before === null || day > since || (day === since && cell > before);
  }
}
