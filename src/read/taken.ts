/** The people of the rows that the fast lane took, counted by number and told to the careful lane at the end. */
import type { Day } from "../register/day.ts";
import { grownFrom } from "../register/grown.ts";
import { NEVER } from "./people.ts";
import type { RowPeople, RowPerson, Said } from "./row-people.ts";

/** By the number of what stands in the columns that say whose a row is. */
export class Taken {
  #who: (RowPerson | undefined)[] = [];
  /** The cells of a row that begins so, and what they say. */
  readonly #said: { readonly cells: readonly string[]; readonly said: Said }[] = [];
  #index = new Int32Array(256).fill(-1);
  #rows = new Int32Array(256);
  #day = new Int32Array(256).fill(NEVER);

  /** Learns whom a row is about, of which `people` has found `who`. */
  set(number: number, who: RowPerson, cells: readonly string[], people: RowPeople): void {
    this.#said[number] ??= { cells, said: people.said(cells) };
    this.#is(number, who);
  }

  #is(number: number, who: RowPerson): void {
    if (number >= this.#index.length) {
      const size = number * 2;
      this.#index = grownFrom(this.#index, new Int32Array(size).fill(-1));
      this.#rows = grownFrom(this.#rows, new Int32Array(size));
      this.#day = grownFrom(this.#day, new Int32Array(size).fill(NEVER));
    }
    this.#who[number] = who;
    this.#index[number] = who.index;
  }

  /** The index of a person; -1 for nobody. Whom another file of the report has named, is named by its cells. */
  indexIn(people: RowPeople, number: number, line: number): number {
    const index = this.#index[number] ?? -1;
    if (index >= 0) return index;
    const row = this.#said[number];
    const who = row ? people.find(row.cells, line, row.said) : null;
    if (!who) return -1;
    this.#is(number, who);
    return who.index;
  }

  /** Begins another file. */
  restart(): void {
    this.#who = [];
    this.#index.fill(-1);
    this.#rows.fill(0);
    this.#day.fill(NEVER);
  }

  /** One more row, which speaks of a day. */
  note(number: number, day: Day): void {
    this.#rows[number] = (this.#rows[number] ?? 0) + 1;
    if (day > (this.#day[number] ?? 0)) this.#day[number] = day;
  }

  /** Tells `people` of the rows of each. */
  tell(people: RowPeople): void {
    this.#who.forEach((who, number) => {
      const rows = this.#rows[number] ?? 0;
      if (who && rows > 0) people.note(who, this.#day[number] ?? NEVER, rows);
    });
  }
}
