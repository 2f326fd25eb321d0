/** The quick proof hides what going through everything in order hides: the same groups and counts, for every table. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenCounts, hiddenGroups, type Cut, type Span } from "../../src/reports/suppress.ts";
import * as inOrder from "./referee/suppress.ts";
import { aSchool, rowsWith, SESSIONS } from "./small-schools.ts";

const FUZZ = Number(process.env["ATTEND_FUZZ"] ?? 0);
const PATIENCE = 120_000;

interface Asked {
  readonly cuts: readonly Cut[];
  readonly spans: readonly Span[];
  readonly among: ReadonlySet<number>;
  readonly having: ReadonlySet<number>;
  readonly smallest: number;
}

function isTheSame({ cuts, spans, among, having, smallest }: Asked): void {
  const hiddenBy = (rules: Pick<typeof inOrder, "hiddenGroups" | "hiddenCounts">) => {
    const groups = rules.hiddenGroups(cuts, spans, smallest);
    const counts = rules.hiddenCounts(cuts, groups, among, having, smallest);
    return { groups: placesOf(groups), counts: placesOf(counts) };
  };
  const placesOf = (hidden: ReadonlySet<Cut>): readonly number[] => [...hidden].map((cut) => cuts.indexOf(cut));
  expect(hiddenBy({ hiddenGroups, hiddenCounts })).toEqual(hiddenBy(inOrder));
}

/** Any groups of a few pupils, in any spans: they need make no school. */
const anyTable = fc
  .record({
    pupils: fc.integer({ min: 1, max: 40 }),
    smallest: fc.integer({ min: 1, max: 7 }),
    dimensions: fc.array(fc.record({ parts: fc.integer({ min: 1, max: 9 }), skew: fc.constantFrom(1, 1, 3, 8) }), {
      maxLength: 5,
    }),
    spans: fc.array(fc.record({ there: fc.constantFrom(0.2, 0.8, 1), kinds: fc.integer({ min: 0, max: 2 }) }), {
      maxLength: 3,
    }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  })
  .map(({ pupils, smallest, dimensions, spans, seed }): Asked => {
    let state = seed;
    const chance = (): number => (state = (state * 48271) % (2 ** 31 - 1)) / (2 ** 31 - 1);
    const everybody = Array.from({ length: pupils }, (_, row) => row);
    const some = (share: number): ReadonlySet<number> => new Set(everybody.filter(() => chance() < share));
    return {
      cuts: [
        { dimension: "school", rows: everybody },
        ...dimensions.flatMap(({ parts, skew }, d) => {
          const part = everybody.map(() => Math.floor(chance() ** skew * parts));
          return Array.from({ length: parts }, (_, n) => ({
            dimension: String(d),
            rows: everybody.filter((row) => part[row] === n),
          })).filter(({ rows }) => rows.length > 0);
        }),
      ],
      spans: spans.map(({ there, kinds }) => ({
        counted: some(there),
        having: Array.from({ length: kinds }, () => some(chance())),
      })),
      among: some(0.9),
      having: some(chance()),
      smallest,
    };
  });

describe("the quick proof hides what going through everything in order hides", () => {
  it("in any table", { timeout: PATIENCE }, () => {
    fc.assert(fc.property(anyTable, isTheSame), { numRuns: FUZZ || 1000 });
  });

  it("in a school", { timeout: PATIENCE }, () => {
    const asked = aSchool.map(({ children, cuts, smallest }): Asked => ({
      cuts,
      spans: (["week", "year", "week"] as const).map((span) => ({
        counted: rowsWith(children, (child) => child[span].possible > 0),
        having: SESSIONS.map((session) => rowsWith(children, (child) => child[span][session] > 0)),
      })),
      among: new Set(children.keys()),
      having: rowsWith(children, (child) => child.persistent),
      smallest,
    }));
    fc.assert(fc.property(asked, isTheSame), { numRuns: FUZZ / 10 || 30 });
  });
});
