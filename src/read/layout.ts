/** A layout: one shape that an export can have, how it is recognised by its headings, and how its rows are read. */
import type { Problem } from "../problem/problem.ts";
import type { Day } from "../register/day.ts";
import { Facts } from "../register/facts.ts";
import { makeKinds, type Kinds } from "../register/kinds.ts";
import type { Field } from "./aliases.ts";
import { readDate, type DateOrder } from "./dates.ts";
import type { Heading } from "./headings.ts";
import type { LateArrival } from "./late.ts";
import type { Marks } from "./marks.ts";
import type { MarkString } from "./strings.ts";
import type { Totals } from "../register/totals.ts";
import type { Columns } from "./columns.ts";
import { People, type Role } from "./people.ts";
import { RowPeople } from "./row-people.ts";
import type { Contact } from "./contact.ts";
import type { LayoutName } from "./names.ts";

/** What all readers of one school folder fill. */
export interface Gathered {
  readonly people: People;
  readonly facts: Facts;
  readonly kinds: Kinds;
  readonly contacts: Contact[];
  readonly lates: LateArrival[];
  readonly totals: Totals[];
  readonly strings: MarkString[];
}

/** Nothing gathered yet. `facts`: room in which other marks were, which are forgotten. */
export function gatherNothing(facts: Facts = new Facts()): Gathered {
  facts.truncate(0);
  return {
    people: new People(),
    facts,
    kinds: makeKinds(),
    contacts: [],
    lates: [],
    totals: [],
    strings: [],
  };
}

/** One file being read. */
export interface Reading extends Gathered {
  /** Index into the list of files. */
  readonly file: number;
  readonly path: string;
  readonly order: DateOrder;
  readonly headings: readonly Heading[];
  readonly columns: Columns;
  /** Text that stands above the headings. */
  readonly titles: readonly string[];
  readonly marks: Marks;
  readonly report: (problem: Omit<Problem, "file">) => void;
  /** A date was impossible with the day first: the whole file is to be refused. */
  readonly refuse: (line: number, column: string, excerpt: string) => void;
}

/** Reads one row; false when it was left out, having reported why. */
export type RowReader = (cells: readonly string[], line: number) => boolean;

/** Where the marks of a row stand, and of which sessions they are. A session is twice its day, plus one for the afternoon. */
export interface MarkColumns {
  /** The columns that say when. */
  readonly when: readonly number[];
  /** The session from which the slots of a row count; null when the row does not say, which was reported. */
  readonly first: (cells: readonly string[], line: number) => number | null;
  /** One for each mark of a row, with the sessions it comes after the first. */
  readonly slots: readonly { readonly after: number; readonly column: number }[];
}

/**
 * `open` or `marks` says how rows are read: in its own way, or as marks in columns. Null when the file cannot be read in
 * this layout after all; then a problem was reported.
 */
export type Layout = {
  readonly name: LayoutName;
  /** Whether the file is a register: without one there are no figures. */
  readonly isRegister: boolean;
  readonly claims: (headings: readonly Heading[]) => boolean;
} & (
  | { readonly open: (reading: Reading) => RowReader | null }
  | { readonly marks: (reading: Reading) => MarkColumns | null }
);

const NAMES: readonly Field[] = [
  "displayName",
  "surname",
  "forename",
  "legalSurname",
  "legalForename",
  "preferredSurname",
  "preferredForename",
];
const IDS: readonly Field[] = ["upn", "misId", "admissionNumber"];

/** Whether the headings can say whom a row is about. */
export function namesPupils(headings: readonly Heading[]): boolean {
  return headings.some(({ field }) => field !== null && (IDS.includes(field) || NAMES.includes(field)));
}

export function hasField(headings: readonly Heading[], field: Field): boolean {
  return headings.some((heading) => heading.field === field);
}

/** The first of these fields that the file has. */
export function columnOf(reading: Reading, fields: readonly Field[]): Field | null {
  return fields.find((field) => reading.columns.has(field)) ?? null;
}

/** A date cell, read once for each text. Reports what cannot be read; null then. */
export function dateReader(reading: Reading, field: Field): (cells: readonly string[], line: number) => Day | null {
  const column = reading.columns.get(field) ?? -1;
  const heading = reading.headings[column]?.raw ?? "";
  const known = new Map<string, Day | null>();
  return (cells, line) => {
    const cell = cells[column] ?? "";
    let day = known.get(cell);
    if (day === undefined) {
      const read = readDate(cell, reading.order);
      if (read === "month-first") reading.refuse(line, heading, cell);
      day = read === null || read === "month-first" ? null : read.day;
      if (read !== null && read !== "month-first" && read.twoDigitYear) {
        reading.report({ code: "date-two-digit-year", line, column: heading, excerpt: cell });
      }
      known.set(cell, day);
    }
    if (day === null) reading.report({ code: "row-bad-date", line, column: heading, excerpt: cell });
    return day;
  };
}

/** The person that a row is about: an index into the people. */
export type PersonOf = (cells: readonly string[], line: number, day: Day | null) => number | null;

/** Makes the function that finds the person of a row and counts the row for them; null when it names nobody, which is reported. */
export function personFinder(reading: Reading, role: Role, columns: Columns = reading.columns): PersonOf {
  const rowPeople = new RowPeople(reading.people, columns, reading.order, reading.file, role);
  return (cells, line, day) => {
    const found = rowPeople.find(cells, line);
    if (!found) {
      reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
      return null;
    }
    rowPeople.note(found, day, 1);
    return found.index;
  };
}
