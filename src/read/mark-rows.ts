/** Rows of marks: whose each row is and when, its marks added to the facts, with minutes late and comments. */
import { cellAt } from "./columns.ts";
import type { Day } from "../register/day.ts";
import { isLate, MISSING } from "../register/kinds.ts";
import { readMinutes } from "./cells.ts";
import type { MarkColumns, Reading } from "./layout.ts";
import { RowPeople } from "./row-people.ts";

export class MarkRows {
  readonly reading: Reading;
  readonly columns: MarkColumns;
  readonly people: RowPeople;
  /** -1 when the file has no such column. */
  readonly minutes: number;
  readonly comment: number;
  readonly #kinds: Uint8Array;
  /** Of each slot, the sessions that it comes after the first of its row. */
  readonly #after: Int32Array;

  constructor(reading: Reading, columns: MarkColumns) {
    this.reading = reading;
    this.columns = columns;
    this.people = new RowPeople(reading.people, reading.columns, reading.order, reading.file);
    this.minutes = reading.columns.get("minutesLate") ?? -1;
    this.comment = reading.columns.get("comment") ?? -1;
    this.#kinds = new Uint8Array(columns.slots.length);
    this.#after = Int32Array.from(columns.slots, ({ after }) => after);
  }

  /** Reads one row; false when it was left out, having reported why. */
  read(cells: readonly string[], line: number): boolean {
    const first = this.columns.first(cells, line);
    if (first === null) return false;
    const who = this.people.find(cells, line);
    if (!who) {
      this.reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
      return false;
    }
    const { slots } = this.columns;
    slots.forEach(({ after, column }, i) => {
      const cell = cells[column] ?? "";
      this.#kinds[i] = cell === "" ? MISSING : this.reading.marks.read(cell, (first + after) >> 1, line, column);
    });
    this.people.note(who, this.dayOf(first), 1);
    this.add(who.index, line, first, this.#kinds, cellAt(cells, this.minutes), cellAt(cells, this.comment));
    return true;
  }

  /** The day by which a row speaks of its pupil's class: that of its last column. */
  dayOf(first: number): Day {
    return (first + (this.#after[this.#after.length - 1] ?? 0)) >> 1;
  }

  /**
   * Adds the marks of a row, by the kind of each slot. `first`: the session from which the slots count. `minutes` and
   * `comment`: their cells, blank where there are none.
   */
  add(person: number, line: number, first: number, kinds: Uint8Array, minutes: string, comment: string): void {
    const { facts, file, kinds: known } = this.reading;
    const after = this.#after;
    // A row of a whole day has one number of minutes: it belongs to the first late mark.
    let minutesLeft = minutes !== "";
    for (let i = 0; i < after.length; i++) {
      const kind = kinds[i] ?? MISSING;
      if (kind === MISSING) continue;
      const fact = facts.add(person, first + (after[i] ?? 0), kind, file, line);
      if (minutesLeft && (after.length === 1 || isLate(known.list[kind]))) {
        minutesLeft = false;
        this.#noteMinutes(fact, minutes, line);
      }
      if (comment !== "") facts.comments.set(fact, comment);
    }
  }

  #noteMinutes(fact: number, cell: string, line: number): void {
    const { facts, headings, report } = this.reading;
    const minutes = readMinutes(cell);
    if (minutes !== null) facts.minutes.set(fact, minutes);
    else if (cell.trim() !== "" && cell.trim() !== "-") {
      const column = headings[this.minutes]?.raw ?? "";
      report({ code: "cell-not-understood", line, column, excerpt: cell });
    }
  }
}
