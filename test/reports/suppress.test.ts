/** What is hidden in hand-made schools, on both sides of each edge; the law itself is in suppress-law.test.ts. */
import { describe, expect, it } from "vitest";
import { countShown, joinSmall } from "../../src/reports/few.ts";
import { hiddenCounts, hiddenGroups } from "../../src/reports/suppress.ts";

/** A school of one dimension, with groups of these sizes, that are all of it. */
function hiddenSizes(sizes: readonly number[], smallest = 5): readonly number[] {
  let next = 0;
  const groups = sizes.map((size) => ({ dimension: "year", rows: Array.from({ length: size }, () => next++) }));
  const rows = groups.flatMap((group) => group.rows);
  const cuts = [{ dimension: "school", rows }, ...groups];
  return [...hiddenGroups(cuts, [{ counted: new Set(rows), having: [] }], smallest)].map((cut) => cut.rows.length);
}

describe("groups to hide", () => {
  it.each([
    [[6, 7], []],
    [[5, 5], []],
    [
      [3, 20],
      [3, 20],
    ],
    [
      [4, 5, 6],
      [4, 5],
    ],
    [
      [2, 2, 20],
      [2, 2, 20],
    ],
    [
      [2, 3, 20],
      [2, 3],
    ],
    [
      [1, 1, 1, 1, 1, 20],
      [1, 1, 1, 1, 1, 20],
    ],
    [
      [1, 1, 1, 1, 2, 20],
      [1, 1, 1, 1, 2],
    ],
    [
      [1, 1, 1, 1, 9, 20],
      [1, 1, 1, 1, 9],
    ],
    [[4], [4]],
    [[], []],
  ])("of the sizes %j are %j", (sizes, expected) => {
    expect(hiddenSizes(sizes)).toEqual(expected);
  });

  it("of 2 are hidden even where the smallest group is 2, for one pupil more would be a number", () => {
    expect(hiddenSizes([2, 2, 20], 2)).toEqual([2, 2]);
    expect(hiddenSizes([3, 20], 2)).toEqual([]);
  });

  const pupils = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const counted = new Set(pupils(1, 60));
  const whole = { dimension: "school", rows: pupils(1, 60) };
  const hidden = (...cuts: readonly { dimension: string; rows: readonly number[] }[]): readonly number[] => {
    const all = [whole, ...cuts];
    const found = hiddenGroups(all, [{ counted, having: [] }], 5);
    return [...found].map((cut) => all.indexOf(cut)).sort((a, b) => a - b);
  };

  it("hide what is all but a few of the school", () => {
    expect(hidden({ dimension: "1 to 6", rows: pupils(1, 56) })).toEqual([1]);
    expect(hidden({ dimension: "1 to 6", rows: pupils(1, 55) })).toEqual([]);
  });

  it("hide a class that is two years, where one of them is hidden", () => {
    const years = [pupils(1, 28), pupils(29, 56), pupils(57, 60)].map((rows) => ({ dimension: "year", rows }));
    // Year 6 is small, so Year 5 is hidden too; a class of both gives nothing away, a class of Year 5 alone does.
    expect(hidden(...years, { dimension: "class", rows: pupils(29, 60) })).toEqual([2, 3]);
    expect(hidden(...years, { dimension: "class", rows: pupils(29, 56) })).toEqual([2, 3, 4]);
  });

  it("hide two dimensions that differ by a few pupils", () => {
    const meals = { dimension: "meals", rows: pupils(1, 20) };
    // The one that comes later in the table.
    expect(hidden(meals, { dimension: "premium", rows: pupils(1, 22) })).toEqual([2]);
    expect(hidden(meals, { dimension: "premium", rows: pupils(1, 25) })).toEqual([]);
    // Neither is part of the other: their difference cannot be worked out.
    expect(hidden(meals, { dimension: "premium", rows: pupils(2, 22) })).toEqual([]);
  });

  it("set those aside whose group is shown with none", () => {
    // All lates of Year 1 (1 to 12) are those of four boys, if no girl (13 to 60, and 1 to 8) was late.
    const cuts = [
      whole,
      { dimension: "year", rows: pupils(1, 12) },
      { dimension: "sex", rows: [...pupils(1, 8), ...pupils(13, 40)] },
    ];
    const spans = [{ counted, having: [new Set([9, 10, 50])] }];
    expect([...hiddenGroups(cuts, spans, 5)]).toEqual([cuts[1]]);
    expect([...hiddenGroups(cuts, [{ counted, having: [new Set([8, 9, 50])] }], 5)]).toEqual([]);
  });
});

describe("counts of pupils in a group", () => {
  const pupils = Array.from({ length: 60 }, (_, i) => i);
  const cuts = [
    { dimension: "school", rows: pupils },
    { dimension: "sex", rows: pupils.slice(0, 30) },
    { dimension: "sex", rows: pupils.slice(30) },
    { dimension: "send", rows: pupils.filter((i) => i % 3 === 0) },
    { dimension: "send", rows: pupils.filter((i) => i % 3 !== 0) },
  ];
  const shown = (having: readonly number[], among: readonly number[] = pupils): readonly number[] => {
    const hidden = hiddenCounts(cuts, new Set(), new Set(among), new Set(having), 5);
    return cuts.flatMap((cut, i) => (hidden.has(cut) ? [] : [i]));
  };
  // Every third pupil is of the first SEND group.
  const of = (girls: number, boys: number): readonly number[] => [
    ...pupils.slice(0, girls),
    ...pupils.slice(30, 30 + boys),
  ];

  it.each([
    ["nobody", of(0, 0), [0, 1, 2, 3, 4]],
    ["one", of(1, 0), []],
    ["four", of(4, 0), []],
    ["five of one sex", of(5, 0), [0, 1, 2]],
    ["five and one", of(5, 1), [0]],
    ["five and five", of(5, 5), [0, 1, 2]],
    ["fifteen and fifteen", of(15, 15), [0, 1, 2, 3, 4]],
    ["all but five of one sex", of(25, 5), [0, 1, 2, 3, 4]],
    ["all but four of one sex", of(26, 5), [0, 3, 4]],
    ["all but four of the school", of(30, 26), []],
    ["everybody", of(30, 30), []],
  ])("are shown for a whole dimension or not at all: %s", (_, having, expected) => {
    expect(shown(having)).toEqual(expected);
  });

  it("are hidden where all but a few of those who could be are", () => {
    // Eight persistent absentees, six of them severe: the two others could be worked out.
    expect(shown(of(6, 0), of(8, 0))).toEqual([]);
    expect(shown(of(6, 0), of(11, 0))[0]).toBe(0);
  });
});

describe("tiers", () => {
  it.each([
    [
      [60, 0, 20, 12, 6],
      [[0], [1], [2], [3], [4]],
    ],
    [
      [60, 0, 20, 12, 3],
      [[0], [1], [2], [3, 4]],
    ],
    [
      [60, 0, 20, 3, 0],
      [[0], [1], [2, 3], [4]],
    ],
    [
      [60, 2, 1, 1, 0],
      [[0, 1, 2, 3], [4]],
    ],
    [
      [3, 0, 20, 12, 6],
      [[0, 1, 2], [3], [4]],
    ],
    [
      [60, 4, 5, 5, 5],
      [[0, 1], [2], [3], [4]],
    ],
    [[2, 0, 0, 0, 0], [[0, 1, 2, 3, 4]]],
    [
      [0, 0, 0, 0, 0],
      [[0], [1], [2], [3], [4]],
    ],
  ])("of %j pupils are joined as %j", (counts, expected) => {
    expect(joinSmall(counts, 5)).toEqual(expected);
  });

  it.each([
    [0, 0],
    [1, "fewer than 5"],
    [4, "fewer than 5"],
    [5, 5],
  ])("%i is shown as %s", (count, expected) => {
    expect(countShown(count, 5)).toBe(expected);
  });
});
