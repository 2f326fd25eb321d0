/** Laws of the weekly pack: small cohorts stay hidden, no cell opens a formula, the page holds no stray word. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPageTemplates } from "../../src/edge/templates.ts";
import { dueOn } from "../../src/policy/due.ts";
import { renderCsv } from "../../src/reports/csv.ts";
import type { CohortRow } from "../../src/reports/weekly/cohorts.ts";
import { weeklyPack, type WeeklyPack } from "../../src/reports/weekly/pack.ts";
import { weeklyPage } from "../../src/reports/weekly/page.ts";
import { weeklyBlocks } from "../../src/reports/weekly/screen.ts";
import { weeklySheets } from "../../src/reports/weekly/sheets.ts";
import { chooseWeek } from "../../src/reports/weekly/week.ts";
import { aMark, filesOf, on, PATIENCE, RUNS, schoolOf, upnOf, weekdays, type Child, type Small } from "./schools.ts";

const TEMPLATES = readPageTemplates();
/** `smallest-group` as shipped. */
const SMALLEST = 5;
const MONDAY = on("2026-11-16");

/** Names that a cell, a page or a template could trip over. */
const NASTY = [
  "=cmd|' /C calc'!A0",
  "+44 1246",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  '=HYPERLINK("x")',
  "<script>alert(1)</script>",
  "</td><img src=x onerror=alert(1)>",
  "O'Neil & Sons",
  '"quoted", name',
  "{{school}}",
  "Ünal\u202e",
];
const PLAIN = ["Adams", "Bell", "Ng", "Osei"];

function aChild(n: number, names: readonly string[]): fc.Arbitrary<Child> {
  return fc.record({
    upn: fc.constant(upnOf(n)),
    surname: fc.constantFrom(...names),
    forename: fc.constantFrom(...names),
    class: fc.constantFrom("Oak", "3/4", ...names.slice(0, 2)),
    year: fc.constantFrom("N2", "R", "1", "2", "6"),
    sex: fc.constantFrom("F", "F", "F", "M", ""),
    sen: fc.constantFrom("N", "N", "K", "E", ""),
    premium: fc.constantFrom("No", "No", "No", "Yes", ""),
  });
}

function aWeek(children: number, days: readonly number[], names: readonly string[]): fc.Arbitrary<Small> {
  return fc.integer({ min: 1, max: children }).chain((count) =>
    fc.record({
      children: fc.tuple(...Array.from({ length: count }, (_, n) => aChild(n, names))),
      days: fc.constant(days),
      marks: fc.array(fc.array(aMark, { minLength: 2 * days.length, maxLength: 2 * days.length }), {
        minLength: count,
        maxLength: count,
      }),
    }),
  );
}

/** The pack of the week of 16 November, or null when there was no session in it. */
function packOf(small: Small): WeeklyPack | null {
  const school = schoolOf(filesOf(small), { asAt: on("2026-11-23") });
  const monday = school.register.schoolDays.findLast((day) => day >= MONDAY);
  if (monday === undefined) return null;
  return weeklyPack(school, chooseWeek(school, MONDAY, []), {
    files: Object.keys(filesOf(small)),
    problems: school.problems,
    due: dueOn(school),
    benchmarks: [],
  });
}

/** Pupils of a shown row, in the week and in the year. */
const sizes = ({ shown }: CohortRow): readonly [number, number] => [shown?.week.pupils ?? 0, shown?.year.pupils ?? 0];

const isFew = (pupils: number): boolean => pupils > 0 && pupils < SMALLEST;

describe("cohorts in the weekly pack", () => {
  it("are hidden when small, and cannot be found by taking the others from the total", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aWeek(20, weekdays("2026-11-16", "2026-11-16"), PLAIN), (small) => {
        const pack = packOf(small);
        fc.pre(pack !== null);
        const headline = pack.cohorts.find(({ key }) => key === "headline");
        const dimensions = new Map<string, CohortRow[]>();
        for (const row of pack.cohorts) {
          if (row.dimension !== "school")
            dimensions.set(row.dimension, [...(dimensions.get(row.dimension) ?? []), row]);
        }
        for (const [dimension, rows] of dimensions) {
          const shown = rows.filter((row) => row.shown !== null);
          for (const row of shown) expect(sizes(row).filter(isFew), row.key).toEqual([]);
          if (shown.length === rows.length || shown.length === 0 || !headline) continue;
          for (const span of [0, 1] as const) {
            const rest = sizes(headline)[span] - shown.reduce((sum, row) => sum + sizes(row)[span], 0);
            // In a school that is itself that small there is nothing else to be seen.
            if (!isFew(sizes(headline)[span]))
              expect(isFew(rest), `${dimension}: what is left of the total`).toBe(false);
          }
        }
      }),
      RUNS,
    );
  });
});

function noFormulas(pack: WeeklyPack): void {
  for (const { name, sheet } of weeklySheets(pack)) {
    const text = renderCsv(sheet);
    expect(text.charCodeAt(0), name).toBe(0xfeff);
    const rows: string[][] = parse(text, { bom: true, relax_column_count: true, record_delimiter: "\r\n" });
    expect(rows, name).toHaveLength(sheet.rows.length + 1);
    const cells = rows.flat();
    expect(
      cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)),
      name,
    ).toEqual([]);
    expect(
      cells.filter((cell) => STRAY.test(cell)),
      name,
    ).toEqual([]);
  }
}

/** Words of the program that never belong in front of people. */
const STRAY = /\bundefined\b|\bnull\b|\bNaN\b|\[object/;

describe("the weekly pack", () => {
  const nasty = aWeek(3, weekdays("2026-11-13", "2026-11-16"), NASTY);

  it("opens no formula, and shows no stray word and nothing that a browser would run", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(nasty, (small) => {
        const pack = packOf(small);
        fc.pre(pack !== null);
        noFormulas(pack);
        const page = weeklyPage(pack, TEMPLATES);
        expect(page).not.toMatch(STRAY);
        expect(page).not.toContain("<script>alert");
        expect(page).not.toContain("<img src=x");
        expect(page.replaceAll("{{school}}", "")).not.toMatch(/\{\{|\}\}/);
        const screen = weeklyBlocks(pack).map(({ title, lines, table }) => [title, lines, table?.rows].flat(3));
        expect(screen.flat().join("\n")).not.toMatch(STRAY);
      }),
      RUNS,
    );
  });
});
