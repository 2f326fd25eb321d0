/** The workbook read back: every cell is what the table says, as a number, a day or a text, and never as a formula. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readXlsx, type CellValue, type Sheet as ExcelSheet } from "hucre/xlsx";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sheetNames, workbookFile } from "../../src/edge/xlsx.ts";
import { isoOf, ukOf } from "../../src/register/day.ts";
import type { Cell, Table } from "../../src/reports/csv.ts";
import { lines, on, PATIENCE, upnOf, weekdays } from "../laws/schools.ts";
import { attend } from "../run.ts";

const PERCENT = '0.0"%"';
const DAY = "dd/mm/yyyy";
const NASTY = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://example.org","x")',
  "+44 1246 555 0100",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  " two  spaces ",
  "3/4",
  "1-2",
  "007",
  "1e5",
  "TRUE",
  "16/11/2026",
  "91.5%",
  "#N/A",
  "#REF!",
  "_x0041_",
  "two\nlines",
  "<b>&amp;\"'",
  "{{school}}",
  "'quoted",
  "أحمد \u202bעברית\u202c",
  "Ünal 😀",
];

async function bytesOf(tables: readonly Table[], asAt = "2026-11-23"): Promise<Uint8Array> {
  const file = await workbookFile("weekly.xlsx", tables, on(asAt));
  return "bytes" in file ? file.bytes : new Uint8Array();
}

async function readBack(bytes: Uint8Array): Promise<readonly ExcelSheet[]> {
  return (await readXlsx(bytes, { readStyles: true })).sheets;
}

async function sheetOf(head: readonly string[], rows: readonly (readonly Cell[])[]): Promise<ExcelSheet> {
  const [sheet] = await readBack(await bytesOf([{ name: "table.csv", sheet: { head, rows } }]));
  if (!sheet) throw new Error("no sheet");
  return sheet;
}

interface Found {
  readonly type: string;
  readonly value: CellValue;
  readonly shownAs: string | undefined;
}

/** A cell by row and column from 0; what is not written is empty. */
function at(sheet: ExcelSheet, row: number, column: number): Found {
  const cell = sheet.cells?.get(`${String(row)},${String(column)}`);
  expect(cell?.formula).toBeUndefined();
  const type = cell?.type === "richText" ? "string" : (cell?.type ?? "empty");
  return { type, value: cell?.value ?? null, shownAs: cell?.style?.numFmt };
}

const EMPTY = { type: "empty", value: null };
const text = (value: string): Found => ({ type: "string", value, shownAs: undefined });

describe("a cell of the workbook", () => {
  const CASES: readonly (readonly [Cell, Partial<Found>])[] = [
    [0, { type: "number", value: 0, shownAs: undefined }],
    [-3, { type: "number", value: -3 }],
    [{ percent: "91.5" }, { type: "number", value: 91.5, shownAs: PERCENT }],
    [{ percent: "100.0" }, { type: "number", value: 100, shownAs: PERCENT }],
    [{ percent: "0.0" }, { type: "number", value: 0, shownAs: PERCENT }],
    [{ percent: null }, EMPTY],
    [{ day: "2026-11-16" }, { type: "date", value: new Date("2026-11-16T00:00:00Z"), shownAs: DAY }],
    [{ day: "2028-02-29" }, { type: "date", value: new Date("2028-02-29T00:00:00Z"), shownAs: DAY }],
    [{ day: "1970-01-01" }, { type: "date", value: new Date("1970-01-01T00:00:00Z"), shownAs: DAY }],
    [{ day: null }, EMPTY],
    [{ day: "no day" }, EMPTY],
    [null, EMPTY],
    ["", EMPTY],
    ["too early", text("too early")],
    ["a\u0000b\u001bc\uFFFEd", text("abcd")],
    ["a\r\nb", text("a\nb")],
  ];

  it.each(CASES)("of %j is %o", async (cell, expected) => {
    expect(at(await sheetOf(["Heading"], [[cell]]), 1, 0)).toMatchObject(expected);
  });

  it("is cut where Excel would cut it", async () => {
    const sheet = await sheetOf(["Heading"], [["x".repeat(32_767)], ["x".repeat(32_768)]]);
    expect(at(sheet, 1, 0)).toEqual(text("x".repeat(32_767)));
    expect(at(sheet, 2, 0)).toEqual(text(`${"x".repeat(32_766)}…`));
  });

  it.each(NASTY)("keeps %j as the text that it is, in a heading too", async (name) => {
    const sheet = await sheetOf([name], [[name]]);
    expect(at(sheet, 0, 0)).toEqual(text(name));
    expect(at(sheet, 1, 0)).toEqual(text(name));
  });

  it("is what the table says, in every table", { timeout: PATIENCE }, async () => {
    const aText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "grapheme" }));
    const aDay = fc.integer({ min: on("1900-03-01"), max: on("2100-12-31") });
    const aCell = fc.oneof(
      aText.map((value) => ({ cell: value, expected: value === "" ? EMPTY : text(value) })),
      fc.integer().map((value) => ({ cell: value, expected: { type: "number", value } })),
      fc.integer({ min: 0, max: 1000 }).map((tenths) => ({
        cell: { percent: (tenths / 10).toFixed(1) },
        expected: { type: "number", value: tenths / 10, shownAs: PERCENT },
      })),
      aDay.map((day) => ({
        cell: { day: isoOf(day) },
        expected: { type: "date", value: new Date(`${isoOf(day)}T00:00:00Z`), shownAs: DAY },
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(aCell, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), async (rows) => {
        const sheet = await sheetOf(
          ["A", "B", "C", "D"],
          rows.map((row) => row.map(({ cell }) => cell)),
        );
        rows.forEach((row, r) => {
          row.forEach(({ expected }, c) => {
            expect(at(sheet, r + 1, c)).toMatchObject(expected);
          });
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("a sheet of the workbook", () => {
  it("has a bold heading that stays, with the filter on all its columns and rows", async () => {
    const sheet = await sheetOf(
      Array.from({ length: 28 }, (_, n) => `Column ${String(n)}`),
      [[1], [2]],
    );
    expect(sheet.freezePane).toEqual({ rows: 1 });
    expect(sheet.autoFilter?.range).toBe("A1:AB3");
    expect(sheet.cells?.get("0,27")?.style?.font?.bold).toBe(true);
    expect(sheet.cells?.get("1,0")?.style?.font?.bold).not.toBe(true);
  });

  it("has a filter without any rows too", async () => {
    expect((await sheetOf(["Pupil", "Class"], [])).autoFilter?.range).toBe("A1:B1");
  });

  it("has columns as wide as what is in them, and long texts in several lines", async () => {
    const heading = "This week: before close (L)";
    const long = "a long story ".repeat(30);
    const sheet = await sheetOf(
      ["Name", "Why", heading, "Day", "%"],
      [["Bartholomew Featherstonehaugh", long, 1, { day: "2026-11-16" }, { percent: "91.5" }]],
    );
    const widths = sheet.columns?.map(({ width }) => width ?? 0) ?? [];
    expect(widths).toEqual([31, 60, 18, 12, 7]);
    expect(sheet.cells?.get("1,1")?.style?.alignment?.wrapText).toBe(true);
  });
});

describe("the names of the sheets", () => {
  it.each([
    [
      ["class-attendance.csv", "to-fix.csv"],
      ["Class attendance", "To fix"],
    ],
    [
      ["a.csv", "A.csv", "a"],
      ["A", "A 2", "A 3"],
    ],
    [["History.csv"], ["History 2"]],
    [
      ["3/4.csv", "[x]:*?\\.csv"],
      ["3 4", "X"],
    ],
    [
      ["'quoted'.csv", "", "''"],
      ["Quoted", "Table", "Table 2"],
    ],
    [
      [`${"long ".repeat(9)}.csv`, `${"long ".repeat(9)}too.csv`],
      ["Long long long long long long l", "Long long long long long long 2"],
    ],
  ])("of %j are %j", (files, names) => {
    expect(sheetNames(files)).toEqual(names);
  });

  it("are ones that Excel takes, each once, whatever the tables are called", async () => {
    const aName = fc.oneof(fc.string(), fc.stringMatching(/^['a-cA-C[\]:*?/\\ -]{0,40}$/), fc.constant("history"));
    await fc.assert(
      fc.asyncProperty(fc.array(aName, { minLength: 1, maxLength: 12 }), async (files) => {
        const names = sheetNames(files);
        for (const name of names) {
          expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
          expect(name.toLowerCase()).not.toBe("history");
        }
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(files.length);
        const sheets = await readBack(await bytesOf(files.map((name) => ({ name, sheet: { head: ["x"], rows: [] } }))));
        expect(sheets.map(({ name }) => name)).toEqual(names);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the workbook", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is the same, byte by byte, whenever it is made", async () => {
    const tables = [{ name: "table.csv", sheet: { head: ["x"], rows: [[1], [{ day: "2026-11-16" }]] } }];
    const made = await bytesOf(tables);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-01-01T12:34:56Z") });
    expect(await bytesOf(tables)).toEqual(made);
    expect(await bytesOf(tables, "2026-11-24")).not.toEqual(made);
  });
});

/** Columns whose cells are words even when they look like numbers. */
const WORDS = new Set(["Pupil", "Class", "Year", "Group"]);

/** What is wrong with a cell of the workbook beside the same cell of the CSV; null when nothing is. */
function fault(heading: string, written: string, { type, value, shownAs }: Found): string | null {
  const isDay = /^\d\d\/\d\d\/\d{4}$/.test(written);
  const wanted = WORDS.has(heading)
    ? { type: "string", shows: written.replace(/^'(?=[=+\-@\t\r])/, "").replace(/^Class (?=\d+\s*[/-]\s*\d+$)/, "") }
    : { type: isDay ? "date" : /^\d+(\.\d)?$/.test(written) ? "number" : "string", shows: written };
  const shows =
    value instanceof Date
      ? ukOf(value.getTime() / 86_400_000)
      : typeof value === "number" && shownAs === PERCENT
        ? value.toFixed(1)
        : String(value ?? "");
  const isRight =
    shows === wanted.shows &&
    type === (written === "" ? "empty" : wanted.type) &&
    (type !== "number" || (shownAs === PERCENT) === heading.endsWith("%"));
  return isRight ? null : `${heading}: “${written}” is ${type} “${shows}” shown as ${shownAs ?? "it is"}`;
}

describe("attend weekly --xlsx", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "attend-xlsx-"));
  const demo = path.join(folder, "demo");
  const week = "output/weekly/2026-11-20";
  beforeAll(async () => {
    expect((await attend(["demo", demo], { cwd: folder })).code).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every cell of every sheet beside the CSV of the same name. */
  async function faultsIn(school: string): Promise<{ readonly faults: readonly string[]; readonly cells: number }> {
    const sheets = await readBack(readFileSync(path.join(school, week, "weekly.xlsx")));
    const faults: string[] = [];
    let cells = 0;
    for (const sheet of sheets) {
      const csv = path.join(school, week, `${sheet.name.toLowerCase().replaceAll(" ", "-")}.csv`);
      const rows: string[][] = parse(readFileSync(csv), { bom: true, relax_column_count: true });
      const [head = []] = rows;
      expect(sheet.autoFilter?.range.replace(/^A1:[A-Z]+/, ""), sheet.name).toBe(String(rows.length));
      expect(sheet.rows, sheet.name).toHaveLength(rows.length);
      expect(head.map((_, c) => at(sheet, 0, c).value)).toEqual(head);
      rows.slice(1).forEach((row, r) => {
        row.forEach((written, c) => {
          cells++;
          const wrong = fault(head[c] ?? "", written, at(sheet, r + 1, c));
          if (wrong !== null) faults.push(wrong);
        });
      });
    }
    return { faults, cells };
  }

  it(
    "writes every table of the demo school as a sheet, and every cell with its type",
    { timeout: PATIENCE },
    async () => {
      const { code, out } = await attend(["weekly", "--xlsx", "--json"], { cwd: demo });
      expect(code).toBeLessThan(2);
      const { wrote } = JSON.parse(out) as { wrote: readonly string[] };
      expect(wrote).toContain(`${week}/weekly.xlsx`);
      expect(wrote).toContain("output/tracking/tracking.xlsx");
      const sheets = await readBack(readFileSync(path.join(demo, week, "weekly.xlsx")));
      expect(sheets.map(({ name }) => `${week}/${name.toLowerCase().replaceAll(" ", "-")}.csv`)).toEqual(
        wrote.filter((file) => file.endsWith(".csv") && file.startsWith(week)),
      );
      const { faults, cells } = await faultsIn(demo);
      expect(faults).toEqual([]);
      expect(cells).toBeGreaterThan(1500);
    },
  );

  it("writes the same CSVs without it, and no workbook", { timeout: PATIENCE }, async () => {
    const plain = path.join(folder, "plain");
    cpSync(demo, plain, { recursive: true });
    rmSync(path.join(plain, "output"), { recursive: true, force: true });
    const { out } = await attend(["weekly", "--json"], { cwd: plain });
    const { wrote } = JSON.parse(out) as { wrote: readonly string[] };
    expect(wrote.filter((file) => file.endsWith(".xlsx"))).toEqual([]);
    for (const file of wrote) expect(readFileSync(path.join(plain, file))).toEqual(readFileSync(path.join(demo, file)));
  });

  it("opens no formula and makes no date of any name or class", { timeout: PATIENCE }, async () => {
    const school = path.join(folder, "nasty");
    const names = NASTY.filter((name) => !/[\n\t]/.test(name) && name.trim() === name);
    mkdirSync(path.join(school, "exports"), { recursive: true });
    writeFileSync(path.join(school, "attend.yaml"), "school: { name: Nasty }\n");
    const pupils = names.map((name, n) => [upnOf(n), "Bell", name, String((n % 6) + 1), n % 2 === 0 ? "3/4" : name]);
    const marks = names.flatMap((_, n) =>
      weekdays("2026-09-07", "2026-11-20").map((day) => [
        upnOf(n),
        isoOf(day),
        n % 3 === 0 ? "L" : "/",
        "NO\\".charAt(n % 3),
      ]),
    );
    writeFileSync(
      path.join(school, "exports/pupils.csv"),
      lines([["UPN", "Surname", "Forename", "Year Group", "Class"], ...pupils]),
    );
    writeFileSync(path.join(school, "exports/register.csv"), lines([["UPN", "Date", "AM", "PM"], ...marks]));
    const said = await attend(["weekly", "--xlsx"], { cwd: school });
    expect(said.code, said.err).toBeLessThan(2);
    expect(said.out).toContain("also together in weekly.xlsx.");
    expect((await faultsIn(school)).faults).toEqual([]);
    const sheets = await readBack(readFileSync(path.join(school, week, "weekly.xlsx")));
    const values = new Set(sheets.flatMap(({ rows }) => rows.flat()));
    const there = ["3/4", "-1+1", "007", "TRUE", "#REF!", "=cmd|' /C calc'!A0 Bell", "@SUM(A1) Bell", "1-2 Bell"];
    expect(there.filter((each) => !values.has(each))).toEqual([]);
  });
});
