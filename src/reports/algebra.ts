/** Which sets of pupils can be worked out by adding and subtracting groups: linear algebra modulo a prime. */

/**
 * Just below 2^26, so that the product of two remainders is exact in floating point. Memberships are noughts and ones, so
 * no determinant that decides here is a multiple of it.
 */
const PRIME = 67_108_859;

/** So many steps of a search; with more, any group may be giving something away. No school has come near it. */
const LONGEST_SEARCH = 400_000;

/** Pupils whom all groups treat alike. */
export interface Atom {
  readonly rows: readonly number[];
  readonly weight: number;
}

/** A sum of groups, each added or subtracted any number of times. */
export interface Row {
  /** The column that is 1 here and 0 in all other rows. */
  readonly pivot: number;
  /** First a column an atom, then one a group: of how many of each this row is made. Remainders of `PRIME`. */
  readonly values: Int32Array;
}

export interface Algebra {
  /** Heaviest first. */
  readonly atoms: readonly Atom[];
  readonly basis: readonly Row[];
}

/** A set of pupils that the groups give away, and the groups it takes. */
export interface WorkedOut {
  readonly atoms: readonly Atom[];
  /** Indexes into the groups that were given. */
  readonly groups: readonly number[];
}

/** `weigh` says what each pupil weighs in a search for light sets. */
export function algebraOf(
  groups: readonly ReadonlySet<number>[],
  universe: Iterable<number>,
  weigh: (row: number) => number,
): Algebra {
  const atoms = alikeIn(groups, universe)
    .map((rows) => ({ rows, weight: rows.reduce((sum, row) => sum + weigh(row), 0) }))
    .toSorted((a, b) => b.weight - a.weight);
  const weights = atoms.map(({ weight }) => weight);
  const members = groups.map((group) => atoms.map(({ rows: [row = -1] }) => Number(group.has(row))));
  return { atoms, basis: basisOf(members, weights) };
}

/** Pupils whom all groups treat alike, together: each group divides those that the groups before it left together. */
function alikeIn(groups: readonly ReadonlySet<number>[], universe: Iterable<number>): readonly (readonly number[])[] {
  const classOf = new Map<number, number>();
  for (const row of universe) classOf.set(row, 0);
  let count = 1;
  for (const group of groups) {
    const inside = new Map<number, number>();
    for (const row of group) {
      const before = classOf.get(row);
      if (before === undefined) continue;
      const after = inside.get(before) ?? count++;
      inside.set(before, after);
      classOf.set(row, after);
    }
  }
  const alike = new Map<number, number[]>();
  for (const [row, named] of classOf) {
    const found = alike.get(named);
    if (found) found.push(row);
    else alike.set(named, [row]);
  }
  return [...alike.values()];
}

/** Rows that make whatever the groups make, in their order. `groups` are noughts and ones, an atom each; a pivot is as heavy as can be. */
export function basisOf(groups: readonly ArrayLike<number>[], weights: ArrayLike<number>): readonly Row[] {
  const basis: Row[] = [];
  for (const [i, group] of groups.entries()) {
    const values = new Int32Array(weights.length + groups.length);
    values.set(group);
    values[weights.length + i] = 1;
    for (const row of basis) clear(values, row);
    const pivot = heaviest(values, weights);
    if (pivot < 0) continue;
    const next = rowWith(values, pivot);
    for (const row of basis) clear(row.values, next);
    basis.push(next);
  }
  return basis;
}

/** Rows that make the same, with other pivots: where one is not good, the best atom of the row that is. 0 is not good. */
export function turnedTo(basis: readonly Row[], good: ArrayLike<number>): readonly Row[] {
  const turned = [...basis];
  for (const [i, { pivot, values }] of basis.entries()) {
    if (good[pivot]) continue;
    const now = turned[i]?.values ?? values;
    const better = heaviest(now, good);
    if (!good[better]) continue;
    const row = rowWith(now.slice(), better);
    for (const [n, other] of turned.entries()) {
      if (other.values[better] === 0) continue;
      const cleared = { pivot: other.pivot, values: other.values.slice() };
      clear(cleared.values, row);
      turned[n] = cleared;
    }
    turned[i] = row;
  }
  return turned;
}

/** Makes a row of these values, so that there is 1 at its pivot. */
function rowWith(values: Int32Array, pivot: number): Row {
  const value = values[pivot] ?? 0;
  // 1 and -1, which are nearly all, are their own.
  const inverse = value === 1 || value === PRIME - 1 ? value : power(value, PRIME - 2);
  if (inverse !== 1) {
    for (let j = 0; j < values.length; j++) if (values[j] !== 0) values[j] = product(values[j] ?? 0, inverse);
  }
  return { pivot, values };
}

/** Index of the heaviest atom that is not 0, the first of several; -1 when all are. */
function heaviest(values: Int32Array, weights: ArrayLike<number>): number {
  let found = -1;
  for (let j = 0; j < weights.length; j++) {
    if (values[j] !== 0 && (found < 0 || (weights[j] ?? 0) > (weights[found] ?? 0))) found = j;
  }
  return found;
}

/** Subtracts a row as often as leaves 0 at its pivot. */
function clear(values: Int32Array, row: Row): void {
  const times = values[row.pivot] ?? 0;
  if (times !== 0) add(values, row.values, PRIME - times);
}

/** Adds a row so many times. */
function add(sum: Int32Array, values: Int32Array, times: number): void {
  for (let j = 0; j < values.length; j++) {
    const value = values[j] ?? 0;
    if (value === 0) continue;
    const raised = (sum[j] ?? 0) + (times === 1 ? value : times === PRIME - 1 ? PRIME - value : product(value, times));
    sum[j] = raised < PRIME ? raised : raised - PRIME;
  }
}

function product(a: number, b: number): number {
  return (a * b) % PRIME;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let e = exponent, square = base; e > 0; e = Math.floor(e / 2), square = product(square, square)) {
    if (e % 2 === 1) result = product(result, square);
  }
  return result;
}

/** How to work out a set of pupils; null when the groups do not give it away. */
export function workOut({ atoms, basis }: Algebra, set: ReadonlySet<number>): WorkedOut | null {
  const wanted: number[] = [];
  for (const { rows } of atoms) {
    const inside = rows.filter((row) => set.has(row)).length;
    if (inside > 0 && inside < rows.length) return null;
    wanted.push(inside > 0 ? 1 : 0);
  }
  const sum = sumThatIs(wanted, basis, [...atoms.keys()]);
  return sum && workedOut(atoms, sum);
}

/** The sum of rows that is as wanted, 0 or 1, at each of `columns`; null when there is none. Every pivot is one of them. */
export function sumThatIs(
  wanted: ArrayLike<number>,
  basis: readonly Row[],
  columns: readonly number[],
): Int32Array | null {
  const sum = new Int32Array(basis[0]?.values.length ?? wanted.length);
  for (const { pivot, values } of basis) if (wanted[pivot] === 1) add(sum, values, 1);
  return columns.every((j) => sum[j] === wanted[j]) ? sum : null;
}

/**
 * The first set that can be worked out, weighs at most `limit` and is `unsafe`. When the search is too long, all groups and
 * no atoms.
 */
export function findSet(
  { atoms, basis }: Algebra,
  limit: number,
  unsafe: (atoms: readonly Atom[]) => boolean,
): WorkedOut | null {
  const weights = atoms.map(({ weight }) => weight);
  const found = firstSum(basis, [...atoms.keys()], weights, limit, (held) =>
    unsafe(held.flatMap((j) => atoms[j] ?? [])),
  );
  if (found !== "too long") return found && workedOut(atoms, found);
  return { atoms: [], groups: [...(basis[0]?.values.subarray(atoms.length).keys() ?? [])] };
}

/**
 * The first sum of rows that is 0 or 1 at each of `columns`, not 0 at all of them, weighs at most `limit` and is `unsafe`.
 * Every one is looked at: it is fixed by which pivots it holds.
 */
export function firstSum(
  basis: readonly Row[],
  columns: readonly number[],
  weights: ArrayLike<number>,
  limit: number,
  unsafe: (held: readonly number[]) => boolean,
): Int32Array | "too long" | null {
  // A column is settled by the last row that touches it.
  const settled = basis.map((): number[] => []);
  for (const j of columns) settled[basis.findLastIndex(({ values }) => values[j] !== 0)]?.push(j);
  const length = basis[0]?.values.length ?? 0;
  const sums = basis.map(() => new Int32Array(length));
  let steps = 0;
  const search = (i: number, sum: Int32Array, weight: number): Int32Array | "too long" | null => {
    if (++steps > LONGEST_SEARCH) return "too long";
    const row = basis[i];
    if (!row) {
      const held = columns.filter((j) => sum[j] === 1);
      const total = held.reduce((all, j) => all + (weights[j] ?? 0), 0);
      return held.length > 0 && total <= limit && unsafe(held) ? sum : null;
    }
    const fits = (values: Int32Array): boolean => (settled[i] ?? []).every((j) => (values[j] ?? 0) <= 1);
    const without = fits(sum) ? search(i + 1, sum, weight) : null;
    if (without) return without;
    const heavier = weight + (weights[row.pivot] ?? 0);
    if (heavier > limit) return null;
    const added = sums[i] ?? sum;
    added.set(sum);
    add(added, row.values, 1);
    return fits(added) ? search(i + 1, added, heavier) : null;
  };
  return search(0, new Int32Array(length), 0);
}

function workedOut(atoms: readonly Atom[], sum: Int32Array): WorkedOut {
  const groups = sum.subarray(atoms.length);
  return { atoms: atoms.filter((_, j) => sum[j] === 1), groups: [...groups.keys()].filter((i) => groups[i] !== 0) };
}
