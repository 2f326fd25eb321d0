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

interface Row {
  /** The atom whose column is 1 here and 0 in all other rows. */
  readonly pivot: number;
  /** Per atom. */
  readonly values: number[];
  /** Per group: of how many of each this row is made. */
  readonly made: number[];
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
  const alike = new Map<string, number[]>();
  for (const row of universe) {
    const key = groups.map((group) => (group.has(row) ? "1" : "0")).join("");
    const found = alike.get(key);
    if (found) found.push(row);
    else alike.set(key, [row]);
  }
  const classes = [...alike]
    .map(([key, rows]) => ({ key, rows, weight: rows.reduce((sum, row) => sum + weigh(row), 0) }))
    .toSorted((a, b) => b.weight - a.weight);
  const basis: Row[] = [];
  groups.forEach((_, i) => {
    const values = classes.map(({ key }) => (key[i] === "1" ? 1 : 0));
    const made = groups.map((__, n) => (n === i ? 1 : 0));
    for (const row of basis) subtract(values, made, row, values[row.pivot] ?? 0);
    const pivot = values.findIndex((value) => value !== 0);
    if (pivot < 0) return;
    const inverse = power(values[pivot] ?? 0, PRIME - 2);
    const next: Row = {
      pivot,
      values: values.map((value) => (value * inverse) % PRIME),
      made: made.map((value) => (value * inverse) % PRIME),
    };
    for (const row of basis) subtract(row.values, row.made, next, row.values[pivot] ?? 0);
    basis.push(next);
  });
  return { atoms: classes.map(({ rows, weight }) => ({ rows, weight })), basis };
}

function subtract(values: number[], made: number[], row: Row, times: number): void {
  if (times === 0) return;
  const factor = PRIME - times;
  for (const [j, value] of row.values.entries()) {
    if (value !== 0) values[j] = ((values[j] ?? 0) + value * factor) % PRIME;
  }
  for (const [j, value] of row.made.entries()) {
    if (value !== 0) made[j] = ((made[j] ?? 0) + value * factor) % PRIME;
  }
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let e = exponent, square = base % PRIME; e > 0; e = Math.floor(e / 2), square = (square * square) % PRIME) {
    if (e % 2 === 1) result = (result * square) % PRIME;
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
  const used = basis.filter(({ pivot }) => wanted[pivot] === 1);
  return sumOf(used, atoms.length).every((value, j) => value === wanted[j]) ? workedOut(atoms, wanted, used) : null;
}

/**
 * The first set that can be worked out, weighs at most `limit` and is `unsafe`. Every set that is a sum of groups, each
 * added or subtracted any number of times, is looked at: it is fixed by which pivots it holds. When the search is too long,
 * all groups and no atoms.
 */
export function findSet(
  { atoms, basis }: Algebra,
  limit: number,
  unsafe: (atoms: readonly Atom[]) => boolean,
): WorkedOut | null {
  // A column is settled by the last row that touches it.
  const settled = basis.map((_, i) =>
    atoms.flatMap((__, j) => (basis.findLastIndex(({ values }) => values[j] !== 0) === i ? [j] : [])),
  );
  let steps = 0;
  const search = (i: number, sum: readonly number[], used: readonly Row[], weight: number): WorkedOut | null => {
    if (++steps > LONGEST_SEARCH) return { atoms: [], groups: basis.flatMap(({ made }) => [...made.keys()]) };
    const row = basis[i];
    if (!row) {
      const held = atoms.filter((_, j) => sum[j] === 1);
      const total = held.reduce((all, each) => all + each.weight, 0);
      return held.length > 0 && total <= limit && unsafe(held) ? workedOut(atoms, sum, used) : null;
    }
    const fits = (values: readonly number[]): boolean => (settled[i] ?? []).every((j) => (values[j] ?? 0) <= 1);
    const without = fits(sum) ? search(i + 1, sum, used, weight) : null;
    if (without) return without;
    const heavier = weight + (atoms[row.pivot]?.weight ?? 0);
    if (heavier > limit) return null;
    const added = sum.map((value, j) => (value + (row.values[j] ?? 0)) % PRIME);
    return fits(added) ? search(i + 1, added, [...used, row], heavier) : null;
  };
  return search(
    0,
    atoms.map(() => 0),
    [],
    0,
  );
}

function sumOf(rows: readonly Row[], length: number): readonly number[] {
  return Array.from({ length }, (_, j) => rows.reduce((sum, { values }) => (sum + (values[j] ?? 0)) % PRIME, 0));
}

function workedOut(atoms: readonly Atom[], values: readonly number[], rows: readonly Row[]): WorkedOut {
  const made = sumOf(
    rows.map((row) => ({ ...row, values: row.made })),
    rows[0]?.made.length ?? 0,
  );
  return { atoms: atoms.filter((_, j) => values[j] === 1), groups: made.flatMap((n, i) => (n === 0 ? [] : [i])) };
}
