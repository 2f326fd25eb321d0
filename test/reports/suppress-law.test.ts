/** The law of suppression: nobody who has a table can work out a number that it hides. */
import fc from "fast-check";
import { describe, it } from "vitest";
import { smallestShown } from "../../src/reports/few.ts";
import { Attacker, tightened, type Bounds, type Known } from "./attacker.ts";
import { changedPlaces, isSecond, movedAbout, movedOver, sumOver } from "./second-schools.ts";
import { aSchool, rowsWith, SESSIONS, type NamedCut, type Table } from "./small-schools.ts";

const RUNS = { numRuns: Number(process.env["ATTEND_FUZZ"] ?? 0) / 100 || 120 };
const PATIENCE = 120_000;
const SPANS = ["year", "week"] as const;

function knownIn(
  cuts: readonly NamedCut[],
  counted: ReadonlySet<number>,
  hidden: ReadonlySet<NamedCut>,
): readonly Known[] {
  return cuts.map((cut) => ({
    id: cut.id,
    members: new Set(cut.rows.filter((row) => counted.has(row))),
    isHidden: hidden.has(cut),
  }));
}

function isShown({ isHidden }: Known): boolean {
  return !isHidden;
}

/** Sets of pupils that somebody may ask about: every group, and what two or three have in common or not. */
function asked(cuts: readonly Known[], most = 40): readonly Known[] {
  const found = new Map<string, Known>();
  const put = (id: string, rows: Iterable<number>, isHidden = false): void => {
    const members = new Set(rows);
    const key = [...members].sort((a, b) => a - b).join(" ");
    const before = found.get(key);
    if (members.size > 0)
      found.set(key, { id: before?.id ?? id, members, isHidden: isHidden || (before?.isHidden ?? false) });
  };
  const both = (a: Known, b: Known): Pick<Known, "id" | "members"> => ({
    id: `${a.id} and ${b.id}`,
    members: new Set([...a.members].filter((row) => b.members.has(row))),
  });
  const not = (a: Known, b: Known): Pick<Known, "id" | "members"> => ({
    id: `${a.id} not ${b.id}`,
    members: less(a.members, b.members),
  });
  const pairs = cuts.flatMap((a, i) => cuts.slice(i + 1).flatMap((b) => [both(a, b), not(a, b), not(b, a)]));
  for (const { id, members, isHidden } of cuts) put(id, members, isHidden);
  for (const { id, members } of pairs) put(id, members);
  for (const pair of pairs.slice(0, most)) {
    for (const cut of cuts) {
      for (const { id, members } of [both({ ...pair, isHidden: false }, cut), not({ ...pair, isHidden: false }, cut)])
        put(id, members);
    }
  }
  return [...found.values()];
}

/** Pupils in shown groups of which the table says that nobody has any. */
function noughts(shown: readonly Known[], having: ReadonlySet<number>): ReadonlySet<number> {
  return new Set(shown.flatMap(({ members }) => ([...members].some((row) => having.has(row)) ? [] : [...members])));
}

/** Small or hidden groups whose pupils or sessions can be had by adding and subtracting. */
function attackGroups({ children, cuts, hidden, smallest }: Table): readonly string[] {
  const least = smallestShown(smallest);
  return SPANS.flatMap((span) => {
    const counted = rowsWith(children, (child) => child[span].possible > 0);
    const known = knownIn(cuts, counted, hidden);
    const shown = known.filter(isShown);
    const targets = [...asked(known), ...asked(shown)];
    return SESSIONS.flatMap((session) => {
      const having = rowsWith(children, (child) => child[span][session] > 0);
      const aside = noughts(shown, having);
      const attacker = new Attacker(shown, [...counted], aside);
      return targets.flatMap(({ id, members, isHidden }) => {
        const left = less(members, aside);
        const isNought = ![...left].some((row) => having.has(row));
        // With nobody else there in that week, a hidden group is the whole school, which is shown.
        if (isNought || members.size === shown[0]?.members.size || !(isHidden || isFew(left.size, least))) return [];
        return attacker.worksOut(left) ? [`${session} of ${id} in the ${span}`] : [];
      });
    });
  });
}

function isFew(count: number, least: number): boolean {
  return count > 0 && count < least;
}

function less(rows: ReadonlySet<number>, out: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...rows].filter((row) => !out.has(row)));
}

interface Count {
  readonly name: string;
  readonly unseen: ReadonlySet<NamedCut>;
  readonly may: ReadonlySet<number>;
  readonly having: ReadonlySet<number>;
}

function countsOf({ children, persistentHidden, severeHidden }: Table): readonly Count[] {
  const persistent = rowsWith(children, (child) => child.persistent);
  const severe = rowsWith(children, (child) => child.severe);
  return [
    { name: "persistent", unseen: persistentHidden, may: new Set(children.keys()), having: persistent },
    { name: "severe", unseen: severeHidden, may: persistent, having: severe },
  ];
}

/** Counts that can be had by adding and subtracting though they, or the others of the group, are few. */
function attackCounts(table: Table): readonly string[] {
  const least = smallestShown(table.smallest);
  return countsOf(table).flatMap(({ name, unseen, may, having }) => {
    const known = knownIn(table.cuts, may, unseen);
    const shown = known.filter(isShown);
    const aside = noughts(shown, having);
    const attacker = new Attacker(shown, [...may], aside);
    return asked(known).flatMap(({ id, members, isHidden }) => {
      const left = less(members, aside);
      const count = [...left].filter((row) => having.has(row)).length;
      const isUnsafe = isHidden || isFew(count, least) || left.size - count < least;
      return count > 0 && isUnsafe && attacker.worksOut(left) ? [`${name} of ${id}`] : [];
    });
  });
}

/** Hidden counts that bounds leave only one value for, noughts that the table itself says left out. */
function attackBounds(table: Table): readonly string[] {
  const { cuts, children, smallest, persistentHidden } = table;
  const everybody = new Set(children.keys());
  const kinds = new Attacker(knownIn(cuts, everybody, new Set()), [...everybody]).kinds;
  const groups = cuts.map((cut) => ({
    cut,
    kinds: placesOf(cut, kinds),
    size: cut.rows.length,
    persistent: cut.rows.filter((row) => children[row]?.persistent).length,
    severe: cut.rows.filter((row) => children[row]?.severe).length,
  }));
  return (["persistent", "severe"] as const).flatMap((what) => {
    const unseen = what === "severe" ? table.severeHidden : persistentHidden;
    const sums = groups.map((group, i) => {
      const most = what === "severe" && !persistentHidden.has(group.cut) ? group.persistent : group.size;
      // The page says "fewer than" of the whole school alone.
      const isSaid = i === 0 && group[what] > 0 && group[what] < smallestShown(smallest);
      const hidden = isSaid ? { from: 1, to: Math.min(most, smallestShown(smallest) - 1) } : { from: 0, to: most };
      return { ...group, total: unseen.has(group.cut) ? hidden : { from: group[what], to: group[what] } };
    });
    const found = tightened(
      kinds.map(({ pupils }): Bounds => ({ from: 0, to: pupils.length })),
      sums,
    );
    return sums.flatMap((group) => {
      const { from, to } = boundsOf(group.kinds, found);
      return unseen.has(group.cut) && from === to && to > 0 ? [`${what} of ${group.cut.id} is ${String(to)}`] : [];
    });
  });
}

/** Hidden sums of sessions that bounds leave only one value for. */
function attackSessions({ cuts, children, hidden }: Table): readonly string[] {
  const kinds = new Attacker(knownIn(cuts, new Set(children.keys()), new Set()), [...children.keys()]).kinds;
  return SPANS.flatMap((span) =>
    SESSIONS.flatMap((session) => {
      const amounts = children.map((child) => child[span][session]);
      const sums = cuts.map((cut) => {
        const total = sumOver(cut.rows, amounts);
        const said = hidden.has(cut) ? { from: 0, to: Infinity } : { from: total, to: total };
        return { cut, kinds: placesOf(cut, kinds), total: said };
      });
      const found = tightened(
        kinds.map((): Bounds => ({ from: 0, to: 1_000_000 })),
        sums,
      );
      return sums.flatMap(({ cut, kinds: places }) => {
        const { from, to } = boundsOf(places, found);
        return hidden.has(cut) && from === to && to > 0
          ? [`${session} of ${cut.id} in the ${span} is ${String(to)}`]
          : [];
      });
    }),
  );
}

/** Which kinds of pupils are in a group. */
function placesOf({ rows }: NamedCut, kinds: Attacker["kinds"]): readonly number[] {
  const members = new Set(rows);
  return kinds.flatMap(({ pupils }, n) => (members.has(pupils[0] ?? -1) ? [n] : []));
}

function boundsOf(kinds: readonly number[], found: readonly Bounds[]): Bounds {
  return {
    from: kinds.reduce((sum, i) => sum + (found[i]?.from ?? 0), 0),
    to: kinds.reduce((sum, i) => sum + (found[i]?.to ?? 0), 0),
  };
}

/** Hidden numbers for which no second school was found. A nought is no secret: there is no child whom it could be about. */
function onlyOne(table: Table): readonly string[] {
  const { cuts, children, hidden } = table;
  const shown = cuts.filter((cut) => !hidden.has(cut));
  const counts = countsOf(table).flatMap(({ name, unseen, may, having }) => {
    const now = children.map((_, row) => (having.has(row) ? 1 : 0));
    const seen = cuts.filter((cut) => !unseen.has(cut));
    return [...unseen].flatMap((cut) => {
      if (sumOver(cut.rows, now) === 0) return [];
      const other = changedPlaces(seen, cut, may, now);
      return other && isSecond(seen, cut, now, other) ? [] : [`${name} of ${cut.id}`];
    });
  });
  const sums = SPANS.flatMap((span) =>
    (["pupils", ...SESSIONS] as const).flatMap((what) => {
      const now = children.map((child) => (what === "pupils" ? Number(child[span].possible > 0) : child[span][what]));
      return [...hidden].flatMap((cut) => {
        if (sumOver(cut.rows, now) === 0 || movedOver(table, shown, cut, now) !== null) return [];
        const other = movedAbout(shown, cut, now);
        return other && isSecond(shown, cut, now, other) ? [] : [`${what} of ${cut.id} in the ${span}`];
      });
    }),
  );
  return [...counts, ...sums];
}

describe("a table", () => {
  const holds = (attack: (table: Table) => readonly string[]): void => {
    const law = fc.property(aSchool, (table) => {
      // The whole is never hidden, so whoever shows a table sees to it that there is a whole.
      const rows = table.cuts[0]?.rows ?? [];
      const inWeek = rows.filter((row) => (table.children[row]?.week.possible ?? 0) > 0);
      fc.pre(inWeek.length >= smallestShown(table.smallest));
      const found = attack(table);
      if (found.length > 0) throw new Error(found.join("; "));
    });
    const { failed, errorInstance, seed, counterexamplePath } = fc.check(law, RUNS);
    // Without the school itself: it has hundreds of children.
    if (failed) throw new Error(`${String(errorInstance)} (seed ${String(seed)}, path ${String(counterexamplePath)})`);
  };

  it("gives no small or hidden group away to adding and subtracting", { timeout: PATIENCE }, () => {
    holds(attackGroups);
  });

  it("gives no small or hidden count away to adding and subtracting", { timeout: PATIENCE }, () => {
    holds(attackCounts);
  });

  it("leaves more than one value for each hidden count", { timeout: PATIENCE }, () => {
    holds(attackBounds);
  });

  it("leaves more than one value for each hidden sum of sessions", { timeout: PATIENCE }, () => {
    holds(attackSessions);
  });

  it("is the table of a second school too, in which a hidden number is another", { timeout: PATIENCE }, () => {
    holds(onlyOne);
  });
});
