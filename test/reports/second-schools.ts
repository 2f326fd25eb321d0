/** For a number that a table hides: another school with the same table, in which that number is another. */
import { Attacker } from "./attacker.ts";
import type { NamedCut, Table } from "./small-schools.ts";

/** What each pupil adds to a sum. */
export type Amounts = readonly number[];

export function sumOver(rows: Iterable<number>, amounts: Amounts): number {
  let sum = 0;
  for (const row of rows) sum += amounts[row] ?? 0;
  return sum;
}

/** Whether `other` is a second school: the shown sums are the same, and the hidden one is not. */
export function isSecond(shown: readonly NamedCut[], hidden: NamedCut, now: Amounts, other: Amounts): boolean {
  const same = shown.every(({ rows }) => sumOver(rows, now) === sumOver(rows, other));
  return same && sumOver(hidden.rows, now) !== sumOver(hidden.rows, other);
}

/**
 * Two pupils of whom the table says the same change places, or one of whom it says nothing changes. `may` are those who
 * could be counted; `now` has a 1 for each who is.
 */
export function changedPlaces(
  shown: readonly NamedCut[],
  hidden: NamedCut,
  may: ReadonlySet<number>,
  now: Amounts,
): Amounts | null {
  const signs = signsOf(shown, now.length);
  const changed = (...rows: readonly number[]): Amounts =>
    now.map((amount, row) => (rows.includes(row) ? 1 - amount : amount));
  for (const one of hidden.rows) {
    if (!may.has(one)) continue;
    if (!signs[one]?.includes("1")) return changed(one);
    const members = new Set(hidden.rows);
    const other = now.findIndex(
      (amount, row) => may.has(row) && !members.has(row) && signs[row] === signs[one] && amount !== now[one],
    );
    if (other >= 0) return changed(one, other);
  }
  return null;
}

/** What a pupil can be instead: the class goes with the year. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  year: ["year", "class"],
  class: ["year", "class"],
  "1 to 6": ["year", "class"],
  everyone: ["year", "class"],
};

/**
 * One pupil with something to count is in another hidden group instead, in every group that is shown as before. Gives what
 * the hidden group then adds up to; null when nobody can be.
 */
export function movedOver(
  { children }: Table,
  shown: readonly NamedCut[],
  hidden: NamedCut,
  now: Amounts,
): number | null {
  const dimensions = TOGETHER[hidden.dimension] ?? [hidden.dimension];
  const kinds = new Map(
    children.map(({ in: of }) => {
      const kind = dimensions.map((each) => [each, of[each] ?? null] as const);
      return [JSON.stringify(kind), Object.fromEntries(kind)];
    }),
  );
  for (const [row, child] of children.entries()) {
    if ((now[row] ?? 0) === 0) continue;
    for (const kind of kinds.values()) {
      const moved = { in: { ...child.in, ...kind } };
      if (hidden.has(moved) === hidden.has(child) || shown.some(({ has }) => has(moved) !== has(child))) continue;
      return sumOver(hidden.rows, now) + (hidden.has(moved) ? 1 : -1) * (now[row] ?? 0);
    }
  }
  return null;
}

/**
 * Something of some pupils is given to others, so that no shown sum changes and nobody has less than nothing: sessions, or
 * with 1 for each pupil the pupils themselves (a child who is taken for two, and one who is not there).
 */
export function movedAbout(shown: readonly NamedCut[], hidden: NamedCut, now: Amounts): Amounts | null {
  const members = new Set(hidden.rows);
  const known = shown.map(({ id, rows }) => ({ id, members: new Set(rows), isHidden: false }));
  const attacker = new Attacker(known, [...now.keys()]);
  const richest = (rows: readonly number[]): number | undefined =>
    rows.toSorted((a, b) => (now[b] ?? 0) - (now[a] ?? 0))[0];
  // Two pupils of whom the table says the same, one of the group and one not.
  for (const { pupils } of attacker.kinds) {
    const one = richest(pupils.filter((row) => members.has(row)));
    const other = richest(pupils.filter((row) => !members.has(row)));
    if (one === undefined || other === undefined || sumOver([one, other], now) === 0) continue;
    const by = (now[one] ?? 0) > 0 ? -1 : 1;
    return now.map((amount, row) => amount + (row === one ? by : row === other ? -by : 0));
  }
  for (const change of attacker.changes()) {
    for (const [times, first] of [
      [1, true],
      [-1, true],
      [1, false],
      [-1, false],
    ] as const) {
      const steps = attacker.kinds.map(({ pupils }, i) => ({ pupils, by: times * (change[i] ?? 0) }));
      if (steps.some(({ pupils, by }) => sumOver(pupils, now) + by < 0)) continue;
      const inOrder = (rows: readonly number[]): readonly number[] =>
        rows.toSorted((a, b) => Number(members.has(b) === first) - Number(members.has(a) === first));
      const other = steps.reduce<Amounts>((amounts, { pupils, by }) => given(amounts, inOrder(pupils), by), now);
      if (isSecond(shown, hidden, now, other)) return other;
    }
  }
  return null;
}

/** More for the first of these pupils, or less for all of them in turn. */
function given(amounts: Amounts, pupils: readonly number[], more: number): Amounts {
  const next = [...amounts];
  let left = more;
  for (const row of pupils) {
    const step = Math.max(left, -(next[row] ?? 0));
    next[row] = (next[row] ?? 0) + step;
    left -= step;
  }
  return next;
}

/** Per row, in which of the groups it is. */
export function signsOf(cuts: readonly NamedCut[], length: number): readonly string[] {
  const sets = cuts.map(({ rows }) => new Set(rows));
  return Array.from({ length }, (_, row) => sets.map((set) => (set.has(row) ? "1" : "0")).join(""));
}
