/** Class cup and class prize: which classes take part, with which sessions, and which of them have the best rate. */
import type { Pupil, Year } from "../register/pupil.ts";
import type { Register } from "../register/register.ts";
import { compareRates, glanceAt, sumRows, type Counts, type Window } from "./counts.ts";
import type { Group } from "./groups.ts";

export interface CupEntry {
  readonly group: Group;
  /** Pupils who count and had a possible session. */
  readonly pupils: number;
  /** Their sessions, pooled. */
  readonly counts: Counts;
  /** A class with a name, of which somebody counts and had a possible session. */
  readonly takesPart: boolean;
  /** The best exact rate of all who take part; a tie is shared. */
  readonly wins: boolean;
}

/** Whether a pupil counts towards the cup: everybody but those of the years that are left out. */
export function countsForCup({ year }: Pick<Pupil, "year">, leavesOut: ReadonlySet<Year>): boolean {
  return year === null || !leavesOut.has(year);
}

/** One entry a class, in the order given. Decided on exact rates, never on shown percentages. */
export function cupOf(
  register: Register,
  classes: readonly Group[],
  window: Window,
  leavesOut: ReadonlySet<Year>,
): readonly CupEntry[] {
  const entries = classes.map((group) => {
    const rows = group.rows.filter((row) => countsForCup(register.pupils[row] ?? { year: null }, leavesOut));
    const counts = sumRows(register, rows, window);
    const pupils = rows.filter((row) => glanceAt(register, row, window).possible > 0).length;
    return { group, pupils, counts, takesPart: group.key !== "" && counts.possible > 0 };
  });
  const contenders = entries.filter(({ takesPart }) => takesPart);
  return entries.map((entry) => ({
    ...entry,
    wins: entry.takesPart && contenders.every(({ counts }) => compareRates(entry.counts, counts) >= 0),
  }));
}
