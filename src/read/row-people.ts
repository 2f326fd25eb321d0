/** The person of each row of one file: whom it names, looked at only once, and what it says of class and year. */
import type { Day } from "../register/day.ts";
import { readClass, readYear } from "./cells.ts";
import { cellAt, type Columns } from "./columns.ts";
import type { DateOrder } from "./dates.ts";
import { detailColumns, identityColumns, type Details, type People, type Person, type Role } from "./people.ts";

/** What the rows of one person in one file have in common, so that it is looked at only once. */
interface Known {
  readonly cells: readonly string[];
  /** Index into the people; -1 when the rows name nobody. */
  readonly index: number;
  readonly person: Person | null;
  /** Of the latest day; at first those with which the person was read. */
  classCell: string;
  yearCell: string;
}

/** What rows that begin alike say of their person: who it is, and all else. */
export interface Said {
  readonly key: string;
  readonly details: Details;
}

/** Whom rows that begin alike are about, and the class and year that they give. */
export interface RowPerson {
  readonly known: Known;
  readonly index: number;
  readonly person: Person;
  readonly classCell: string;
  readonly yearCell: string;
}

/** Finds the person of each row of one file, reading the details only the first time. */
export class RowPeople {
  readonly #people: People;
  readonly #columns: Columns;
  readonly #detailsOf: (cells: readonly string[]) => Details;
  readonly #identity: readonly number[];
  readonly #first: number;
  readonly #class: number;
  readonly #year: number;
  readonly #file: number;
  readonly #role: Role;
  /** By the first identifying cell, the person last seen under it; nearly always the only one. */
  readonly #byFirst = new Map<string, Known>();
  readonly #byAll = new Map<string, Known>();

  constructor(people: People, columns: Columns, order: DateOrder, file: number, role: Role = "register") {
    this.#people = people;
    this.#columns = columns;
    this.#detailsOf = people.detailsReader(columns, order);
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

  /** Every column that says something of the person. */
  get columns(): readonly number[] {
    return detailColumns(this.#columns);
  }

  /**
   * Whom a row is about, or null when it names nobody. Only the first row of a person makes one. `said`: what `said` gives
   * for the cells, where that is known.
   */
  find(cells: readonly string[], line: number, said?: Said): RowPerson | null {
    const known = said ? this.#named(cells, line, said.key, said.details) : this.#known(cells, line);
    const { index, person } = known;
    if (!person) return null;
    return { known, index, person, classCell: cellAt(cells, this.#class), yearCell: cellAt(cells, this.#year) };
  }

  /** What a row says of its person, for finding the same person in another file of the report. */
  said(cells: readonly string[]): Said {
    return { key: this.#keyOf(cells), details: this.#detailsOf(cells) };
  }

  #keyOf(cells: readonly string[]): string {
    let key = "";
    for (const column of this.#identity) key += `${cells[column] ?? ""}\u0001`;
    return key;
  }

  #known(cells: readonly string[], line: number): Known {
    const first = cellAt(cells, this.#first);
    const last = this.#byFirst.get(first);
    if (last && this.#identity.every((column) => last.cells[column] === cells[column])) return last;
    const known = this.#named(cells, line, this.#keyOf(cells), null);
    this.#byFirst.set(first, known);
    return known;
  }

  #named(cells: readonly string[], line: number, key: string, said: Details | null): Known {
    let known = this.#byAll.get(key);
    if (!known) {
      const details = said ?? this.#detailsOf(cells);
      const named = details.upn ?? details.misId ?? details.admissionNumber ?? details.name;
      const index = named === null ? -1 : this.#people.add({ file: this.#file, line, role: this.#role, details });
      const [classCell, yearCell] = [cellAt(cells, this.#class), cellAt(cells, this.#year)];
      known = { cells, index, person: this.#people.list[index] ?? null, classCell, yearCell };
      this.#byAll.set(key, known);
    }
    return known;
  }

  /**
   * Counts rows for their person, of which `day` is the latest. The class and year of the latest day that gives one win,
   * whatever the order of rows; of one day the last by text. A row without a day says nothing of them.
   */
  note({ known, person, classCell, yearCell }: RowPerson, day: Day | null, rows: number): void {
    person.rows += rows;
    if (day === null) return;
    if (classCell !== "" && this.#wins(classCell, day, known.classCell, person.classDay)) {
      if (classCell !== known.classCell) person.details = { ...person.details, class: readClass(classCell) };
      known.classCell = classCell;
      person.classDay = day;
    }
    if (yearCell !== "" && this.#wins(yearCell, day, known.yearCell, person.yearDay)) {
      if (yearCell !== known.yearCell) person.details = { ...person.details, year: readYear(yearCell) };
      known.yearCell = yearCell;
      person.yearDay = day;
    }
  }

  #wins(cell: string, day: Day, before: string, since: Day): boolean {
    return day > since || (day === since && cell > before);
  }
}
