/** The sums of every group over any days: sessions by subtracting running sums, pupils by a look at each. */
import { glanceAt, isPersistent, isSevere, windowOf } from "../../measures/counts.ts";
import type { Group } from "../../measures/groups.ts";
import { sumsOver, type GroupSums } from "../../measures/running.ts";
import type { Day } from "../../register/day.ts";
import type { Register } from "../../register/register.ts";

/** Sessions, but for the pupils. The same as `groupRow` counts of marks one by one. */
export interface Sums extends GroupSums {
  /** With a possible session. */
  readonly pupils: number;
  readonly persistentPupils: number;
  readonly severePupils: number;
}

/** Between two days, both inclusive, of any of the groups. */
export type Tally<G> = (group: G) => Sums;

/** Bits: what a pupil is in some days. */
const [THERE, PERSISTENT, SEVERE] = [1, 2, 4];

/** Of these groups of the register; `rows` are the rows of them all. */
export function talliesOf<G extends Group>(
  register: Register,
  rows: readonly number[],
  groups: readonly G[],
): (from: Day, to: Day) => Tally<G> {
  const sumsOf = new Map(groups.map((group) => [group, sumsOver(register, group.rows)]));
  return (from, to) => {
    const window = windowOf(register, from, to);
    const is = new Uint8Array(register.pupils.length);
    for (const row of rows) {
      const sides = glanceAt(register, row, window);
      if (sides.possible > 0) {
        is[row] = THERE + (isPersistent(sides) ? PERSISTENT : 0) + (isSevere(sides) ? SEVERE : 0);
      }
    }
    return (group) => {
      const sums = (sumsOf.get(group) ?? sumsOver(register, group.rows))(window);
      let [pupils, persistentPupils, severePupils] = [0, 0, 0];
      for (const row of group.rows) {
        const of = is[row] ?? 0;
        if (of === 0) continue;
        pupils++;
        if (of & PERSISTENT) persistentPupils++;
        if (of & SEVERE) severePupils++;
      }
      return { ...sums, pupils, persistentPupils, severePupils };
    };
  };
}
