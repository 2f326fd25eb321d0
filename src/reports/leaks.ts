/** What a table of groups gives away, span by span: proved quickly to be nothing, or else looked for in order. */
import { algebraOf, findSet, workOut } from "./algebra.ts";
import { proofOf, type Heads, type Kinds } from "./proof.ts";

/** A row of a table: a group of pupils, and the way of dividing the school to which it belongs. */
export interface Cut {
  readonly dimension: string;
  readonly rows: readonly number[];
}

/** Some days about which a table speaks. */
export interface Span {
  /** Rows of the register with a possible session in them. */
  readonly counted: ReadonlySet<number>;
  /** For each kind of session whose number is shown, the rows with at least one. */
  readonly having: readonly ReadonlySet<number>[];
}

/** Shown groups, largest first, that give something away; and those whose noughts helped. */
export interface Leak<C> {
  readonly taken: readonly C[];
  readonly noughts: readonly C[];
}

/** What gives something away in each view, looked for when it is asked for, while these groups are hidden. */
export type LeaksOf<C> = (hidden: ReadonlySet<C>) => readonly (() => Leak<C> | null)[];

/** Both ways to choose, and each group that is shown again, come back to the same groups hidden: each is gone through once. */
export function leaksIn<C extends Cut>(
  cuts: readonly C[],
  kinds: Kinds,
  views: readonly View<C>[],
  smallest: number,
): LeaksOf<C> {
  const places = new Map(cuts.map((cut, i) => [cut, i]));
  const placesOf = (some: Iterable<C>): readonly number[] => [...some].map((cut) => places.get(cut) ?? 0);
  const heads = [...new Set(views.map((view) => view.heads))];
  const smallestSize = new Map(
    cuts.map((cut) => [cut, Math.min(...views.map(({ size }) => size.get(cut) ?? 0).filter((n) => n > 0))]),
  );
  const sizeOf = (cut: C): number => smallestSize.get(cut) ?? 0;
  return remembered(
    (hidden) => placesOf(hidden).join(" "),
    (now) => {
      // Whoever asks goes on to hide more in the same set.
      const hidden = new Set(now);
      const shown = cuts.filter((cut) => !hidden.has(cut)).toSorted((a, b) => sizeOf(b) - sizeOf(a));
      const isSafe = remembered((here) => here, proofOf(kinds, placesOf(shown), placesOf(hidden), heads, smallest));
      const leakOf = remembered(
        (view: View<C>) => view,
        (view) => (isSafe(view.heads) ? null : leakIn(view, shown, hidden, smallest)),
      );
      return [...views.map((view) => () => leakOf(view)), () => allOnes(views, shown, hidden)];
    },
  );
}

/** The same function, gone through once for each key. */
function remembered<A, R>(keyOf: (asked: A) => unknown, of: (asked: A) => R): (asked: A) => R {
  const known = new Map<unknown, { readonly answer: R }>();
  return (asked) => {
    const key = keyOf(asked);
    const found = known.get(key) ?? { answer: of(asked) };
    known.set(key, found);
    return found.answer;
  };
}

/** One span and one kind of session. */
export interface View<C> {
  readonly counted: ReadonlySet<number>;
  readonly having: ReadonlySet<number>;
  readonly size: ReadonlyMap<C, number>;
  /** The same object for views that are alike in all kinds of pupils. */
  readonly heads: Heads;
}

export function viewsOf<C extends Cut>(cuts: readonly C[], kinds: Kinds, spans: readonly Span[]): readonly View<C>[] {
  const alike = remembered(String, (heads: Int32Array) => heads);
  const pairs = remembered(
    ({ counted, having }: Heads) => `${String(counted)} ${String(having)}`,
    (heads) => heads,
  );
  return spans.flatMap((span) => {
    const counted = alike(headsOf(kinds, span.counted));
    const sizes = cuts.map((cut, i) => {
      const within = kinds.within[i] ?? [];
      return [cut, within.reduce((sum, kind) => sum + (counted[kind] ?? 0), 0)] as const;
    });
    return [span.counted, ...span.having].map((some) => ({
      counted: span.counted,
      having: some,
      size: new Map(sizes),
      heads: pairs({ counted, having: alike(headsOf(kinds, span.counted, some)) }),
    }));
  });
}

/** How many pupils of each kind are among these, and among those too. */
function headsOf(kinds: Kinds, rows: ReadonlySet<number>, too: ReadonlySet<number> = rows): Int32Array {
  const heads = new Int32Array(kinds.count);
  for (const row of rows) {
    if (!too.has(row)) continue;
    const kind = kinds.of(row);
    heads[kind] = (heads[kind] ?? 0) + 1;
  }
  return heads;
}

/** What gives a small or hidden group away; null when nothing does. */
function leakIn<C extends Cut>(
  { counted, having }: View<C>,
  shown: readonly C[],
  hidden: ReadonlySet<C>,
  smallest: number,
): Leak<C> | null {
  const groups = shown.map(({ rows }) => new Set(rows.filter((row) => counted.has(row))));
  const { universe, by } = withoutNoughts(groups, counted, having);
  const algebra = algebraOf(groups, universe, () => 1);
  const within = (cut: C): ReadonlySet<number> => new Set(cut.rows.filter((row) => universe.has(row)));
  const found =
    findSet(algebra, smallest - 1, () => true) ??
    firstOf([...hidden].map(within), (set) => (set.size === 0 ? null : workOut(algebra, set)));
  return found && { taken: chosen(shown, found.groups), noughts: chosen(shown, by) };
}

/** Hidden groups of a dimension with one pupil each are known as soon as their sum is: another group must join them. */
function allOnes<C extends Cut>(
  views: readonly View<C>[],
  shown: readonly C[],
  hidden: ReadonlySet<C>,
): Leak<C> | null {
  return firstOf([...new Set([...hidden].map(({ dimension }) => dimension))], (dimension) => {
    const members = [...hidden].filter((cut) => cut.dimension === dimension);
    const ones = views.some(({ size }) => members.every((cut) => (size.get(cut) ?? 0) <= 1));
    const taken = shown.filter((cut) => cut.dimension === dimension);
    return ones && taken.length > 0 ? { taken, noughts: [] } : null;
  });
}

export function chosen<C>(shown: readonly C[], places: readonly number[]): readonly C[] {
  return shown.filter((_, i) => places.includes(i));
}

/** Everybody but those in sets that are known to have none; and by which groups that is known. */
export function withoutNoughts(
  groups: readonly ReadonlySet<number>[],
  everybody: ReadonlySet<number>,
  having: ReadonlySet<number>,
): { universe: ReadonlySet<number>; by: readonly number[] } {
  const empty = groups.flatMap((group, i) => ([...group].some((row) => having.has(row)) ? [] : [i]));
  // Nobody who is counted has none.
  if (having === everybody) return { universe: everybody, by: empty };
  const by = new Set(empty);
  let universe = less(
    everybody,
    empty.flatMap((i) => [...(groups[i] ?? [])]),
  );
  for (;;) {
    const algebra = algebraOf(groups, universe, (row) => (having.has(row) ? 1 : 0));
    const found = findSet(algebra, 0, () => true);
    if (!found || found.atoms.length === 0) return { universe, by: [...by] };
    found.groups.forEach((i) => by.add(i));
    universe = less(
      universe,
      found.atoms.flatMap(({ rows }) => rows),
    );
  }
}

function less(rows: ReadonlySet<number>, out: readonly number[]): ReadonlySet<number> {
  const gone = new Set(out);
  return new Set([...rows].filter((row) => !gone.has(row)));
}

export function firstOf<T, R>(all: readonly T[], find: (each: T) => R | null): R | null {
  for (const each of all) {
    const found = find(each);
    if (found !== null) return found;
  }
  return null;
}
