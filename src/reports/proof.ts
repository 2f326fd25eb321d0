/** The quick proof that a table gives no group away: one elimination for all spans of the table, turned a little for each. */
import { basisOf, firstSum, sumThatIs, turnedTo } from "./algebra.ts";

/** Pupils whom all cuts treat alike are of one kind. */
export interface Kinds {
  readonly count: number;
  /** Of a pupil who is in no cut too. */
  readonly of: (row: number) => number;
  /** Per cut, the kinds that it holds. */
  readonly within: readonly (readonly number[])[];
}

/** Pupils of each kind: who counts in a span, and how many of them have any sessions of a sort. */
export interface Heads {
  readonly counted: Int32Array;
  /** The same array where everybody who counts has some. */
  readonly having: Int32Array;
}

export function kindsOf(cuts: readonly { readonly rows: readonly number[] }[]): Kinds {
  const kinds = new Map<number, number>();
  let count = 1;
  for (const { rows } of cuts) {
    const apart = new Map<number, number>();
    for (const row of rows) {
      const before = kinds.get(row) ?? 0;
      const after = apart.get(before) ?? count++;
      apart.set(before, after);
      kinds.set(row, after);
    }
  }
  const places = new Map([...new Set([0, ...kinds.values()])].map((kind, i) => [kind, i]));
  const of = (row: number): number => places.get(kinds.get(row) ?? 0) ?? 0;
  return { count: places.size, of, within: cuts.map(({ rows }) => [...new Set(rows.map(of))]) };
}

/**
 * Whether no set of fewer than `smallest` pupils and none of the hidden cuts can be worked out of the cuts shown, in a span
 * that is one of `spans`; noughts set aside. False too when it cannot be told quickly. Cuts are indexes into `kinds.within`.
 */
export function proofOf(
  kinds: Kinds,
  shown: readonly number[],
  hidden: readonly number[],
  spans: readonly Heads[],
  smallest: number,
): (heads: Heads) => boolean {
  const { atomOf, count, groups } = atomsOf(kinds, shown);
  const perAtom = (heads: Int32Array, within: Iterable<number> = heads.keys()): Int32Array => {
    const sum = new Int32Array(count);
    for (const kind of within) sum[atomOf[kind] ?? 0] = (sum[atomOf[kind] ?? 0] ?? 0) + (heads[kind] ?? 0);
    return sum;
  };
  const least = new Int32Array(count).fill(0x7fffffff);
  for (const counted of new Set(spans.map((heads) => heads.counted))) {
    perAtom(counted).forEach((n, j) => (least[j] = Math.min(n, least[j] ?? 0)));
  }
  // Any order will do; with the emptiest rows first there is least to add.
  const sparse = groups.toSorted((a, b) => a.length - b.length);
  const basis = basisOf(
    sparse.map((atoms) => marked(count, atoms)),
    least,
  );
  return (heads) => {
    const counted = perAtom(heads.counted);
    const left = heads.having === heads.counted ? counted : leftOf(perAtom(heads.having), counted);
    if (left === null) return false;
    // Rows whose pivot is light are 0 at all that is heavy, so that a light set is made of them alone.
    const heavy = left.map((n) => (n < smallest ? 0 : n));
    const turned = turnedTo(turnedTo(basis, heavy), left).filter(({ pivot }) => left[pivot]);
    const light = turned.filter(({ pivot }) => !heavy[pivot]);
    const columns = [...left.keys()].filter((j) => left[j]);
    const lightColumns = columns.filter((j) => !heavy[j]);
    if (firstSum(light, lightColumns, left, smallest - 1, () => true) !== null) return false;
    return hidden.every((cut) => {
      const inside = perAtom(heads.counted, kinds.within[cut]);
      if (!columns.some((j) => inside[j])) return true;
      if (columns.some((j) => inside[j] !== 0 && inside[j] !== left[j])) return true;
      return sumThatIs(inside.map(Math.sign), turned, columns) === null;
    });
  };

  /** How many are left of each atom when sets are set aside of which it can be worked out that they have none; null when that takes too long. */
  function leftOf(having: Int32Array, counted: Int32Array): Int32Array | null {
    const left = counted.slice();
    for (const atoms of groups) if (atoms.every((j) => having[j] === 0)) for (const j of atoms) left[j] = 0;
    // Rows whose pivot has none are 0 wherever somebody has any.
    const without = turnedTo(basis, having).filter(({ pivot }) => !having[pivot]);
    for (;;) {
      const some = turnedTo(without, left).filter(({ pivot }) => left[pivot]);
      const columns = [...left.keys()].filter((j) => left[j] && !having[j]);
      const found = firstSum(some, columns, having, 0, () => true);
      if (found === "too long") return null;
      if (!found) return left;
      for (const j of columns) if (found[j] === 1) left[j] = 0;
    }
  }
}

/** Kinds that the cuts shown treat alike are one atom; and the atoms of each of these cuts. */
function atomsOf(
  kinds: Kinds,
  shown: readonly number[],
): { atomOf: Int32Array; count: number; groups: readonly (readonly number[])[] } {
  const members = Array.from({ length: kinds.count }, () => "");
  for (const [i, cut] of shown.entries()) {
    for (const kind of kinds.within[cut] ?? []) members[kind] = `${members[kind] ?? ""} ${String(i)}`;
  }
  const atoms = new Map([...new Set(members)].map((member, i) => [member, i]));
  const atomOf = Int32Array.from(members, (member) => atoms.get(member) ?? 0);
  const groups = shown.map((cut) => [...new Set((kinds.within[cut] ?? []).map((kind) => atomOf[kind] ?? 0))]);
  return { atomOf, count: atoms.size, groups };
}

function marked(length: number, places: readonly number[]): Int32Array {
  const values = new Int32Array(length);
  for (const place of places) values[place] = 1;
  return values;
}
