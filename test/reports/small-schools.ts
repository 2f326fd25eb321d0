/** Invented schools of 20 to 300 pupils for the law of suppression, and the table that is shown of each. */
import fc from "fast-check";
import { hiddenCounts, hiddenGroups, type Cut } from "../../src/reports/suppress.ts";

/** What the table gives of each pupil besides the pupil: sessions. */
export const SESSIONS = ["possible", "attended", "authorised", "unauthorised", "late"] as const;
export type Session = (typeof SESSIONS)[number];

export interface Child {
  /** The group of each dimension; null where it is not known. */
  readonly in: Readonly<Record<string, string | null>>;
  /** In the year, and in one week of it; nothing possible for those who had left. */
  readonly year: Readonly<Record<Session, number>>;
  readonly week: Readonly<Record<Session, number>>;
  readonly persistent: boolean;
  readonly severe: boolean;
}

export interface NamedCut extends Cut {
  readonly id: string;
  readonly has: (child: Pick<Child, "in">) => boolean;
}

export interface Table {
  readonly smallest: number;
  readonly children: readonly Child[];
  readonly cuts: readonly NamedCut[];
  readonly hidden: ReadonlySet<NamedCut>;
  readonly persistentHidden: ReadonlySet<NamedCut>;
  readonly severeHidden: ReadonlySet<NamedCut>;
}

const YEARS = ["R", "1", "2", "3", "4", "5", "6"];
const CLASSES: Readonly<Record<string, (year: string, n: number) => string>> = {
  single: (year) => `class ${year}`,
  mixed: (year) => ({ R: "R/1", "1": "R/1", "2": "2", "3": "3/4", "4": "3/4" })[year] ?? "5/6",
  two: (year, n) => `${year}${n % 2 === 0 ? "A" : "B"}`,
};

/** How often things happen; each school draws its own. */
const shares = fc.record({
  girls: fc.constantFrom(0.5, 0.5, 0.45, 0.1, 0.03, 1),
  ehcp: fc.constantFrom(0, 0.02, 0.04, 0.1),
  support: fc.constantFrom(0.03, 0.15, 0.2),
  premium: fc.constantFrom(0.02, 0.15, 0.3, 0.6),
  eal: fc.constantFrom(0, 0.01, 0.05, 0.3),
  lookedAfter: fc.constantFrom(0, 0.01, 0.02),
  nursery: fc.constantFrom(0, 0.02, 0.1),
  unnamed: fc.constantFrom(0, 0, 0.02, 0.3),
  unevenYears: fc.boolean(),
  persistent: fc.constantFrom(0, 0.02, 0.1, 0.16, 0.5, 0.95),
  severe: fc.constantFrom(0, 0.05, 0.4, 0.9),
  unauthorised: fc.constantFrom(0, 0.03, 0.3),
  gone: fc.constantFrom(0, 0.01, 0.03),
});

export const aSchool = fc
  .record({
    pupils: fc.oneof(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 20, max: 300 })),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    shares,
    classes: fc.constantFrom("none", ...Object.keys(CLASSES)),
    /** Free meals and pupil premium are the same children. */
    twins: fc.boolean(),
    smallest: fc.constantFrom(5, 5, 5, 2, 3, 6, 10),
  })
  .map(({ pupils, seed, shares: of, classes, twins, smallest }) => {
    let state = seed;
    const chance = (): number => (state = (state * 48271) % (2 ** 31 - 1)) / (2 ** 31 - 1);
    const happens = (share: number): boolean => chance() < share;
    const children = Array.from({ length: pupils }, (_, n): Child => {
      const at = of.unevenYears ? chance() ** 2 : chance();
      const year = happens(of.nursery) ? "N2" : (YEARS[Math.floor(at * YEARS.length)] ?? "R");
      const premium = happens(of.premium) ? "premium" : "no premium";
      const persistent = happens(of.persistent);
      const severe = persistent && happens(of.severe);
      return {
        in: {
          year,
          class: classes === "none" ? null : (CLASSES[classes]?.(year, n) ?? null),
          sex: happens(of.unnamed) ? null : happens(of.girls) ? "girls" : "boys",
          send: happens(of.ehcp) ? "ehcp" : happens(of.support) ? "support" : "no sen",
          premium,
          meals: twins ? `${premium} meals` : happens(of.premium) ? "meals" : "no meals",
          eal: happens(of.eal) ? "eal" : "english",
          lookedAfter: happens(of.lookedAfter) ? "looked after" : "not looked after",
        },
        ...sessionsOf(chance, severe ? 0.6 : persistent ? 0.15 : 0.03, of.unauthorised, happens(of.gone)),
        persistent,
        severe,
      };
    });
    return tableOf(children, smallest);
  });

function sessionsOf(
  chance: () => number,
  missed: number,
  unauthorised: number,
  isGone: boolean,
): Pick<Child, "year" | "week"> {
  const some = (possible: number): Record<Session, number> => {
    const absent = Math.min(possible, Math.round(possible * missed * 2 * chance()));
    const without = chance() < unauthorised ? Math.round(absent * chance()) : 0;
    const attended = possible - absent;
    const late = attended > 0 && chance() < 0.2 ? 1 : 0;
    return { possible, attended, authorised: absent - without, unauthorised: without, late };
  };
  return { year: some(100 + Math.floor(chance() * 20)), week: some(isGone ? 0 : 10) };
}

const DIMENSIONS = ["year", "class", "sex", "send", "premium", "meals", "eal", "lookedAfter"];

function cutsOf(children: readonly Child[]): readonly NamedCut[] {
  const isInHeadline = (child: Pick<Child, "in">): boolean => child.in["year"] !== "N2";
  const cut = (id: string, dimension: string, has: NamedCut["has"]): NamedCut => ({
    id,
    dimension,
    has,
    rows: [...rowsWith(children, has)],
  });
  return [
    cut("school", "school", isInHeadline),
    cut("1 to 6", "1 to 6", (child) => isInHeadline(child) && child.in["year"] !== "R"),
    cut("everyone", "everyone", () => true),
    ...DIMENSIONS.flatMap((dimension) => {
      const keys = new Set(children.filter(isInHeadline).map((child) => child.in[dimension] ?? null));
      return [...keys].flatMap((key) =>
        key === null
          ? []
          : [cut(`${dimension} ${key}`, dimension, (child) => isInHeadline(child) && child.in[dimension] === key)],
      );
    }),
  ];
}

/** The table that is shown of these children. */
export function tableOf(children: readonly Child[], smallest: number): Table {
  const cuts = cutsOf(children);
  const spanOf = (span: "year" | "week") => ({
    counted: rowsWith(children, (child) => child[span].possible > 0),
    having: SESSIONS.map((session) => rowsWith(children, (child) => child[span][session] > 0)),
  });
  const hidden = hiddenGroups(cuts, [spanOf("year"), spanOf("week")], smallest);
  const persistent = rowsWith(children, (child) => child.persistent);
  const severe = rowsWith(children, (child) => child.severe);
  return {
    smallest,
    children,
    cuts,
    hidden,
    persistentHidden: hiddenCounts(cuts, hidden, new Set(children.keys()), persistent, smallest),
    severeHidden: hiddenCounts(cuts, hidden, persistent, severe, smallest),
  };
}

export function rowsWith(
  children: readonly Child[],
  test: (child: Child, row: number) => boolean,
): ReadonlySet<number> {
  return new Set([...children.entries()].filter(([row, child]) => test(child, row)).map(([row]) => row));
}
