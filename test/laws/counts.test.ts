/** Laws of counts, percentages and tiers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counts } from "../../src/measures/counts.ts";
import { BY, type FigureRow } from "../../src/measures/figures.ts";
import { shownPercent } from "../../src/measures/percent.ts";
import { severity, tierTable } from "../../src/policy/tiers.ts";
import { dayFromIso } from "../../src/register/day.ts";
import { aSchool, figures, filesOf, PATIENCE, RUNS, schoolOf, shown, type Small } from "./schools.ts";

const SIDES = ["possible", "attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;
const COUNTED = [...SIDES, "missing", "unknown", "notPossible"] as const;
type Row = Pick<Counts, (typeof COUNTED)[number] | "codes">;

function total(rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(COUNTED.map((field) => [field, rows.reduce((sum, row) => sum + row[field], 0)]));
}

/** A span of days that may begin and end anywhere around the school's own. */
const aSpan = fc.record({ before: fc.integer({ min: -3, max: 9 }), after: fc.integer({ min: -3, max: 9 }) });

function spanOf({ days }: Small, { before, after }: { before: number; after: number }): { from: number; to: number } {
  const from = (days[0] ?? 0) + before;
  return { from, to: Math.max(from, (days.at(-1) ?? 0) - after) };
}

/** Attended, authorised and unauthorised are possible; and with the rest they are every code that was marked. */
function addsUp({ possible, attended, authorised, unauthorised, notPossible, unknown, codes }: FigureRow): void {
  expect(attended + authorised + unauthorised).toBe(possible);
  const marked = Object.values(codes).reduce((sum, n) => sum + n, 0);
  expect(marked).toBe(possible + notPossible + unknown + (codes["#"] ?? 0) + (codes["Z"] ?? 0));
}

describe("counts", () => {
  it("of every window add up, and groups are the sums of their pupils", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aSchool(), aSpan, (small, span) => {
        const { from, to } = spanOf(small, span);
        const school = schoolOf(filesOf(small));
        for (const by of BY) for (const row of figures(school, by, from, to).rows) addsUp(row);
        const pupils = figures(school, "pupil", from, to).rows;
        const whole = total(pupils);
        for (const by of ["class", "year"] as const) {
          expect(total(figures(school, by, from, to).rows)).toEqual(whole);
          for (const group of figures(school, by, from, to).rows) {
            const members = pupils.filter((pupil) => pupil[by] === group.key);
            expect(total([group])).toEqual(total(members));
            expect(group.persistentPupils).toBe(members.filter(({ persistent }) => persistent).length);
          }
        }
        const rows = figures(school, "school", from, to).rows;
        expect(rows.map(({ key }) => key)).toEqual(["headline", "years-1-6", "everyone"]);
        const [headline, dfe, everyone] = rows.map((row) => total([row]));
        expect(everyone).toEqual(whole);
        expect(dfe).toEqual(total(pupils.filter(({ year }) => /^[1-6]$/.test(year ?? ""))));
        const inHeadline = pupils.filter(({ year }) => !(year ?? "").startsWith("N"));
        expect(headline).toEqual(total(inHeadline));
        expect(total(figures(school, "week", from, to).rows)).toMatchObject(sides(total(inHeadline)));
        expect(total(figures(school, "half-term", from, to).rows)).toMatchObject(sides(total(inHeadline)));
      }),
      RUNS,
    );
  });
});

/** Without what closed days, unknown codes and blanks add; those may stand in weeks without an open session. */
function sides(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(SIDES.map((field) => [field, counts[field] ?? 0]));
}

describe("a group's percentage", () => {
  it("is half up, for any counts", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), fc.nat(1_000_000), (possible, millionth) => {
        const attended = Math.floor((possible / 1_000_000) * millionth);
        const [a, p] = [BigInt(attended), BigInt(possible)];
        const tenths = (a * 2000n + p) / (2n * p);
        expect(shownPercent({ attended, possible })).toBe(`${String(tenths / 10n)}.${String(tenths % 10n)}`);
      }),
      { numRuns: 5000 },
    );
  });
});

/** A school of one month, so that percentages can fire, and one session in which somebody was present. */
const withPresent = aSchool({ children: 2, days: 14 }).chain((small) => {
  const present = small.marks.flatMap((marks, child) =>
    marks.flatMap((mark, at) => (mark === "/" || mark === "\\" ? [{ child, at }] : [])),
  );
  return fc.record({ small: fc.constant(small), away: fc.constantFrom(...present, null) });
});

describe("one more absence", () => {
  it("never improves a tier", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(withPresent, ({ small, away }) => {
        fc.pre(away !== null);
        const marks = small.marks.map((own, child) =>
          own.map((mark, at) => (child === away.child && at === away.at ? "O" : mark)),
        );
        const asAt = Math.max(small.days.at(-1) ?? 0, dayFromIso("2026-07-17") ?? 0);
        const tiersOf = (of: Small): readonly { key: string; tier: number }[] =>
          tierTable(schoolOf(filesOf(of), { asAt })).pupils.map(({ key, tier }) => ({ key, tier: severity(tier) }));
        const [before, after] = [tiersOf(small), tiersOf({ ...small, marks })];
        expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
        before.forEach(({ key, tier }, i) => {
          expect(after[i]?.tier, `${key}: ${shown(small)}`).toBeGreaterThanOrEqual(tier);
        });
      }),
      RUNS,
    );
  });
});
