/** Somebody who has a table, knows its rule and who belongs to which group, and wants the numbers that it hides. */

/** A group, with the pupils in it by their numbers. */
export interface Known {
  readonly id: string;
  readonly members: ReadonlySet<number>;
  /** Its number is not in the table. */
  readonly isHidden: boolean;
}

/** Row echelon form in whole numbers: no division, so nothing is rounded. */
class Exact {
  readonly rows: { readonly pivot: number; readonly values: readonly bigint[] }[] = [];

  constructor(vectors: readonly (readonly bigint[])[]) {
    for (const vector of vectors) {
      const values = this.rest(vector);
      const pivot = values.findIndex((value) => value !== 0n);
      if (pivot >= 0) this.rows.push({ pivot, values });
    }
  }

  /** What is left of a vector, times some number, when all that the rows can make is taken away. */
  rest(vector: readonly bigint[]): readonly bigint[] {
    return this.rows.reduce((left, { pivot, values }) => cleared(left, pivot, values), vector);
  }

  makes(vector: readonly bigint[]): boolean {
    return this.rest(vector).every((value) => value === 0n);
  }

  /** The same rows, each pivot alone in its column. */
  reduced(): Exact["rows"] {
    const done: Exact["rows"][number][] = [];
    for (const { pivot, values } of this.rows.toReversed()) {
      done.push({ pivot, values: done.reduce((left, row) => cleared(left, row.pivot, row.values), values) });
    }
    return done;
  }
}

/** `vector`, times some number, less so much of `row` that nothing is left in the column `pivot`. */
function cleared(vector: readonly bigint[], pivot: number, row: readonly bigint[]): readonly bigint[] {
  const here = vector[pivot] ?? 0n;
  const times = row[pivot] ?? 1n;
  if (here === 0n) return vector;
  return shortened(vector.map((value, i) => value * times - here * (row[i] ?? 0n)));
}

function shortened(values: readonly bigint[]): readonly bigint[] {
  const divisor = values.reduce(divisorOf, 0n);
  return divisor > 1n ? values.map((value) => value / divisor) : values;
}

/** The greatest common divisor, never negative. */
function divisorOf(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Pupils who are in the same groups, and how many. */
interface Kind {
  readonly pupils: readonly number[];
}

export class Attacker {
  readonly kinds: readonly Kind[];
  readonly #exact: Exact;
  readonly #floats: readonly (readonly number[])[];

  /** `shown`: the groups whose sums are in the table. `setAside`: pupils of whom it says that they have none. */
  constructor(shown: readonly Known[], everybody: readonly number[], setAside: ReadonlySet<number> = new Set()) {
    const kinds = new Map<string, number[]>();
    for (const pupil of everybody) {
      if (setAside.has(pupil)) continue;
      const key = shown.map(({ members }) => Number(members.has(pupil))).join("");
      kinds.set(key, [...(kinds.get(key) ?? []), pupil]);
    }
    this.kinds = [...kinds.values()].map((pupils) => ({ pupils }));
    const vectors = shown.map(({ members }) => this.kinds.map(({ pupils }) => members.has(pupils[0] ?? -1)));
    this.#exact = new Exact(vectors.map((vector) => vector.map((is) => (is ? 1n : 0n))));
    this.#floats = orthonormal(vectors.map((vector) => vector.map(Number)));
  }

  /** Whether the sum over these pupils can be worked out by adding and subtracting. */
  worksOut(pupils: ReadonlySet<number>): boolean {
    const shares = this.kinds.map(
      (kind) => kind.pupils.filter((pupil) => pupils.has(pupil)).length / kind.pupils.length,
    );
    if (shares.some((share) => share > 0 && share < 1)) return false;
    // A quick look first, then for certain.
    const rest = this.#floats.reduce<readonly number[]>((left, row) => {
      const along = left.reduce((sum, value, i) => sum + value * (row[i] ?? 0), 0);
      return left.map((value, i) => value - along * (row[i] ?? 0));
    }, shares);
    if (rest.some((value) => Math.abs(value) > 1e-6)) return false;
    return this.#exact.makes(shares.map((share) => BigInt(share)));
  }

  /** Ways to change the number of each kind of pupil that change no sum of the table. */
  changes(): readonly (readonly number[])[] {
    const rows = this.#exact.reduced();
    const pivots = new Set(rows.map(({ pivot }) => pivot));
    return this.kinds.flatMap((_, free) => {
      if (pivots.has(free)) return [];
      const scale = rows.reduce((all, { pivot, values }) => {
        const [here, own] = [values[free] ?? 0n, values[pivot] ?? 1n];
        return here === 0n ? all : (all * own) / divisorOf(all, own);
      }, 1n);
      const change = this.kinds.map((__, i) => (i === free ? scale : 0n));
      for (const { pivot, values } of rows) change[pivot] = (-scale * (values[free] ?? 0n)) / (values[pivot] ?? 1n);
      return [shortened(change).map(Number)];
    });
  }
}

function orthonormal(vectors: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const done: (readonly number[])[] = [];
  for (const vector of vectors) {
    let rest = vector;
    for (const row of [...done, ...done]) {
      const along = rest.reduce((sum, value, i) => sum + value * (row[i] ?? 0), 0);
      rest = rest.map((value, i) => value - along * (row[i] ?? 0));
    }
    const length = Math.hypot(...rest);
    if (length > 1e-6) done.push(rest.map((value) => value / length));
  }
  return done;
}

/** What is known of a sum: both ends inclusive. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/**
 * What follows for each kind of pupil from whole-numbered bounds and from sums that are known, each used again and again
 * until nothing more follows.
 */
export function tightened(
  start: readonly Bounds[],
  sums: readonly { readonly kinds: readonly number[]; readonly total: Bounds }[],
): readonly Bounds[] {
  const now = start.map((each) => ({ ...each }));
  for (let changed = true; changed;) {
    changed = false;
    for (const { kinds, total } of sums) {
      const from = kinds.reduce((sum, i) => sum + (now[i]?.from ?? 0), 0);
      const to = kinds.reduce((sum, i) => sum + (now[i]?.to ?? 0), 0);
      for (const i of kinds) {
        const bounds = now[i] ?? { from: 0, to: 0 };
        const least = Math.max(bounds.from, total.from - (to - bounds.to));
        const most = Math.min(bounds.to, total.to - (from - bounds.from));
        if (least === bounds.from && most === bounds.to) continue;
        now[i] = { from: least, to: most };
        changed = true;
      }
    }
  }
  return now;
}
