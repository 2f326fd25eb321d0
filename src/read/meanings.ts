/** What cells of marks mean, by their numbers, in a shape that is quick to ask. */
import type { Day } from "../register/day.ts";
import type { KnownMark } from "./marks.ts";
import { UNSEEN } from "./seen.ts";

/** For each number of a cell a kind on the days from `from` to `until`, both inclusive. */
export class Meanings {
  kind = new Int16Array(256).fill(UNSEEN);
  from = new Int32Array(256);
  until = new Int32Array(256);

  set(cell: number, { kind, from, until }: Pick<KnownMark, "kind" | "from" | "until">): void {
    if (cell >= this.kind.length) {
      const grown = new Meanings();
      grown.kind = new Int16Array(cell * 2).fill(UNSEEN);
      grown.from = new Int32Array(cell * 2);
      grown.until = new Int32Array(cell * 2);
      for (const field of ["kind", "from", "until"] as const) grown[field].set(this[field]);
      Object.assign(this, grown);
    }
    this.kind[cell] = kind;
    this.from[cell] = Math.max(from, -FOREVER);
    this.until[cell] = Math.min(until, FOREVER);
  }

  /** Gives a cell the meaning that another has in `meanings`. */
  copy(cell: number, meanings: Meanings, other: number): void {
    const [kind = UNSEEN, from = 0, until = 0] = [meanings.kind[other], meanings.from[other], meanings.until[other]];
    this.set(cell, { kind, from, until });
  }

  /** The kind on a day; `UNSEEN` when nothing is known, or there is something to say of it. */
  on(day: Day, cell: number): number {
    return day >= (this.from[cell] ?? 0) && day <= (this.until[cell] ?? 0) ? (this.kind[cell] ?? UNSEEN) : UNSEEN;
  }
}

/** More days than any calendar has, and a whole number that is quick to compare. */
const FOREVER = 0x3fff_ffff;
