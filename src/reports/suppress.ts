/**
 * What a table that leaves the office may show, so that no small number of pupils can be read in it or worked out of it.
 *
 * Groups. A group is a set of pupils, and what is shown of it (pupils, sessions) is a sum over that set. Whoever has the
 * table can add and subtract its rows, so they know the sum over every set whose membership is a sum of the memberships
 * shown: headline less Years 1 to 6 is Reception, girls and boys are everybody, class 5/6 is two years. All such sets are
 * gone through. While one of them is smaller than the smallest group, or is a group that was hidden, a group that it takes
 * is hidden too: the smallest of the dimension that comes last in the table. A nought is known for each pupil of its set;
 * they are set aside, and what is left is gone through again. The rest of a dimension is never so small that each of its
 * hidden groups must be one pupil.
 *
 * Counts of pupils inside a group (persistent absentees). A count is safe when it is nought, or when both it and the
 * others of the group are at least the smallest group. A dimension is shown whole or not at all, the same for every set
 * that can be worked out, noughts set aside. Bounds give nothing away either: a count stays hidden only if there is a
 * second school with the same table and another value. It is made by letting two pupils whom the table cannot tell apart
 * change places, one of the group and one not, one counted and one not; where there is no such pair, less is shown.
 *
 * The first group is the whole, and is never hidden: whoever shows it sees to it that it is large enough.
 */
import { glanceAt, type Counts, type Window } from "../measures/counts.ts";
import type { Register } from "../register/register.ts";
import { algebraOf, findSet, type Atom } from "./algebra.ts";
import { isFew, smallestShown } from "./few.ts";
import {
  chosen,
  firstOf,
  leaksIn,
  viewsOf,
  withoutNoughts,
  type Cut,
  type Leak,
  type LeaksOf,
  type Span,
  type View,
} from "./leaks.ts";
import { kindsOf } from "./proof.ts";

export type { Cut, Span } from "./leaks.ts";

export type SessionField = "attended" | "authorised" | "unauthorised" | "late" | "lateAfterClose";

/** The counts of a pupil of which sums may be shown. */
type Shown = Pick<Counts, "possible" | SessionField>;

/** The span of these counts by row, and the kinds of session whose number is shown of each group. */
export function spanOf(counts: ReadonlyMap<number, Shown>, fields: readonly SessionField[]): Span {
  const where = (test: (counts: Shown) => boolean): ReadonlySet<number> =>
    new Set([...counts].flatMap(([row, each]) => (test(each) ? [row] : [])));
  return {
    counted: where(({ possible }) => possible > 0),
    having: fields.map((field) => where((each) => each[field] > 0)),
  };
}

/** The same of the marks of a window, where no pupil's counts are wanted. */
export function spanIn(
  register: Register,
  rows: readonly number[],
  window: Window,
  fields: readonly SessionField[],
): Span {
  const counted = new Set<number>();
  const having = fields.map(() => new Set<number>());
  for (const row of rows) {
    const counts = glanceAt(register, row, window);
    if (counts.possible > 0) counted.add(row);
    for (const [i, field] of fields.entries()) if (counts[field] > 0) having[i]?.add(row);
  }
  return { counted, having };
}

/** Which of the groups that may be hidden is; they come largest first. */
type Choice = <C extends Cut>(cuts: readonly C[], among: readonly C[]) => C | undefined;

const smallestFirst: Choice = (_, among) => among.at(-1);

/** The smallest of the dimension that comes last in the table: what comes first matters most. */
const lastFirst: Choice = (cuts, among) => {
  const place = ({ dimension }: Cut): number => cuts.findIndex((cut) => cut.dimension === dimension);
  return among.toSorted((a, b) => place(a) - place(b)).at(-1);
};

/**
 * The groups to hide in all spans, each a member of `cuts`; the first of these is the whole. A group is as small as in its
 * smallest span with anybody in it. Of two ways to choose, the one that hides fewer groups, or else later ones.
 */
export function hiddenGroups<C extends Cut>(
  cuts: readonly C[],
  spans: readonly Span[],
  smallestGroup: number,
): ReadonlySet<C> {
  const kinds = kindsOf(cuts);
  const views = viewsOf(cuts, kinds, spans);
  const leaksOf = leaksIn(cuts, kinds, views, smallestShown(smallestGroup));
  const one = hiddenBy(lastFirst, cuts, views, leaksOf, smallestGroup);
  const other = hiddenBy(smallestFirst, cuts, views, leaksOf, smallestGroup);
  return other.size < one.size ? other : one;
}

function hiddenBy<C extends Cut>(
  choose: Choice,
  cuts: readonly C[],
  views: readonly View<C>[],
  leaksOf: LeaksOf<C>,
  smallestGroup: number,
): ReadonlySet<C> {
  const small = cuts.slice(1).filter((cut) => views.some(({ size }) => isFew(size.get(cut) ?? 0, smallestGroup)));
  const nextOf = (hidden: ReadonlySet<C>): C | null =>
    firstOf(leaksOf(hidden), (find) => {
      const leak = find();
      return leak && toHide(leak, cuts, choose, (cut) => cut !== cuts[0]);
    });
  const hidden = new Set(small);
  for (let next = nextOf(hidden); next; next = nextOf(hidden)) hidden.add(next);
  // What was hidden on the way, and need not be after all, is shown again.
  for (const cut of cuts) {
    if (!hidden.has(cut) || small.includes(cut)) continue;
    const without = new Set([...hidden].filter((each) => each !== cut));
    if (!nextOf(without)) hidden.delete(cut);
  }
  return hidden;
}

/** One that may be hidden: of those taken if there is any. */
function toHide<C extends Cut>(
  { taken, noughts }: Leak<C>,
  cuts: readonly C[],
  choose: Choice,
  mayHide: (cut: C) => boolean,
): C | null {
  return choose(cuts, taken.filter(mayHide)) ?? choose(cuts, noughts.filter(mayHide)) ?? null;
}

/**
 * The groups of which a count of pupils is not shown, hidden groups included. `having` are those counted, and `among` those
 * who could be: all pupils for persistent absentees, and persistent absentees for severe ones.
 */
export function hiddenCounts<C extends Cut>(
  cuts: readonly C[],
  hidden: ReadonlySet<C>,
  among: ReadonlySet<number>,
  having: ReadonlySet<number>,
  smallestGroup: number,
): ReadonlySet<C> {
  const smallest = smallestShown(smallestGroup);
  const isUnsafe = (rows: readonly number[]): boolean => {
    const count = rows.filter((row) => having.has(row)).length;
    const others = rows.filter((row) => among.has(row)).length - count;
    return count > 0 && (count < smallest || others < smallest);
  };
  const [whole] = cuts;
  const unsafe = new Set(
    cuts.filter((cut) => !hidden.has(cut) && isUnsafe(cut.rows)).map(({ dimension }) => dimension),
  );
  if (whole === undefined || unsafe.has(whole.dimension)) return new Set(cuts);
  for (;;) {
    const isShown = (cut: C): boolean => !hidden.has(cut) && !unsafe.has(cut.dimension);
    const shown = cuts.filter(isShown).toSorted((a, b) => b.rows.length - a.rows.length);
    const unseen = cuts.filter((cut) => !isShown(cut));
    const leak = countLeak(shown, unseen, among, having, smallest, isUnsafe);
    if (!leak) return new Set(unseen);
    const next = toHide(leak, cuts, lastFirst, (cut) => cut.dimension !== whole.dimension);
    if (!next) return new Set(cuts);
    unsafe.add(next.dimension);
  }
}

/** What gives a small or hidden count away; null when nothing does. */
function countLeak<C extends Cut>(
  shown: readonly C[],
  unseen: readonly C[],
  among: ReadonlySet<number>,
  having: ReadonlySet<number>,
  smallest: number,
  isUnsafe: (rows: readonly number[]) => boolean,
): Leak<C> | null {
  const groups = shown.map(({ rows }) => new Set(rows));
  const { universe, by } = withoutNoughts(groups, among, having);
  const noughts = chosen(shown, by);
  const unsafeSet = (atoms: readonly Atom[]): boolean => isUnsafe(atoms.flatMap(({ rows }) => rows));
  const byCount = algebraOf(groups, universe, (row) => (having.has(row) ? 1 : 0));
  const byOthers = algebraOf(groups, universe, (row) => (having.has(row) ? 0 : 1));
  const found = findSet(byCount, smallest - 1, unsafeSet) ?? findSet(byOthers, smallest - 1, unsafeSet);
  if (found) return { taken: chosen(shown, found.groups), noughts };
  const fixed = unseen.some(({ rows }) => {
    const set = new Set(rows.filter((row) => universe.has(row)));
    return set.size > 0 && !byCount.atoms.some((atom) => canChange(atom, groups, set, having));
  });
  return fixed ? { taken: shown, noughts } : null;
}

/** Two pupils of an atom, one of the set and one not, one counted and one not, can change places unseen. */
function canChange(
  { rows }: Atom,
  groups: readonly ReadonlySet<number>[],
  set: ReadonlySet<number>,
  having: ReadonlySet<number>,
): boolean {
  const [first = -1] = rows;
  // Pupils in no group that is shown can change by themselves.
  if (!groups.some((group) => group.has(first))) return rows.some((row) => set.has(row));
  const some = (inside: boolean, counted: boolean): boolean =>
    rows.some((row) => set.has(row) === inside && having.has(row) === counted);
  return (some(true, true) && some(false, false)) || (some(true, false) && some(false, true));
}
