/** A layout: one shape that an export can have, how it is recognised by its headings, and how its rows are read. */
import type { Problem } from "../problem/problem.ts";
import type { Day } from "../register/day.ts";
import { Facts } from "../register/facts.ts";
import { isLate, makeKinds, MISSING, type Kinds } from "../register/kinds.ts";
import type { Field } from "./aliases.ts";
import { readMinutes } from "./cells.ts";
import { readDate, type DateOrder } from "./dates.ts";
import type { HalfIndex, Heading } from "./headings.ts";
import type { LateArrival } from "./late.ts";
import type { Marks } from "./marks.ts";
import type { MarkString } from "./strings.ts";
import type { Totals } from "../register/totals.ts";
import type { Columns } from "./columns.ts";
import { People, RowPeople, type Role } from "./people.ts";
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

/** Nothing gathered yet. */
export function gatherNothing(): Gathered {
  return {
    people: new People(),
    facts: new Facts(),
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

export interface Layout {
  readonly name: LayoutName;
  /** Whether the file is a register: without one there are no figures. */
  readonly isRegister: boolean;
  readonly claims: (headings: readonly Heading[]) => boolean;
  /** Null when the file cannot be read in this layout after all; then a problem was reported. */
  readonly open: (reading: Reading) => RowReader | null;
}

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

/** Rows that give marks of one pupil. `slots` are the marks of a row with their days. */
export interface Slot {
  readonly day: Day;
  readonly half: HalfIndex;
  readonly column: number;
}

/** The person that a row is about: an index into the people. */
export type PersonOf = (cells: readonly string[], line: number, day: Day | null) => number | null;

/** Makes the function that finds the person of a row and counts the row for them; null when it names nobody, which is reported. */
export function personFinder(reading: Reading, role: Role, columns: Columns = reading.columns): PersonOf {
  const rowPeople = new RowPeople(reading.people, columns, reading.order, reading.file, role);
  return (cells, line, day) => {
    const found = rowPeople.find(cells, line, day);
    if (!found) {
      reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
      return null;
    }
    found.person.rows++;
    return found.index;
  };
}

/** Makes the function that adds a row's marks to the facts; it answers false when the row names no pupil. */
export function markAdder(
  reading: Reading,
): (cells: readonly string[], line: number, slots: readonly Slot[]) => boolean {
  const { columns, facts, kinds, marks, file } = reading;
  const personOf = personFinder(reading, "register");
  const minutesColumn = columns.get("minutesLate") ?? -1;
  const commentColumn = columns.get("comment") ?? -1;
  return (cells, line, slots) => {
    const person = personOf(cells, line, slots.at(-1)?.day ?? null);
    if (person === null) return false;
    // A row of a whole day has one number of minutes: it belongs to the first late mark.
    let minutesLeft = minutesColumn >= 0;
    for (const { day, half, column } of slots) {
      const cell = cells[column] ?? "";
      const kind = cell === "" ? MISSING : marks.read(cell, day, line, column);
      if (kind === MISSING) continue;
      const fact = facts.add(person, day, half, kind, file, line);
      if (minutesLeft && (slots.length === 1 || isLate(kinds.list[kind]))) {
        minutesLeft = false;
        noteMinutes(reading, fact, cells[minutesColumn] ?? "", line, minutesColumn);
      }
      const comment = commentColumn < 0 ? "" : (cells[commentColumn] ?? "");
      if (comment !== "") facts.comments.set(fact, comment);
    }
    return true;
  };
}

function noteMinutes(reading: Reading, fact: number, cell: string, line: number, column: number): void {
  if (cell === "") return;
  const minutes = readMinutes(cell);
  if (minutes !== null) reading.facts.minutes.set(fact, minutes);
  else if (cell.trim() !== "" && cell.trim() !== "-") {
    const heading = reading.headings[column]?.raw ?? "";
    reading.report({ code: "cell-not-understood", line, column: heading, excerpt: cell });
  }
}
