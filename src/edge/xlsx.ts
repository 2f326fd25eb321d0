/** Tables as one Excel workbook, a sheet each; its package is loaded only when a workbook is asked for. */
import type { CellStyle, Cell as ExcelCell, WriteSheet } from "hucre/xlsx";
import { dayFromIso, isoOf, type Day } from "../register/day.ts";
import { cellText, type Cell, type Sheet, type Table } from "../reports/csv.ts";
import type { NewFile } from "./disk.ts";

/** What Excel allows in the name of a sheet, in UTF-16 units. */
const LONGEST_NAME = 31;
/** What Excel allows in a cell, in UTF-16 units. */
const LONGEST_TEXT = 32_767;
/** Excel's number for 1 January 1970, day 0 of ours. */
const EXCEL_1970 = 25_569;
/** In characters; longer texts go on in the next line of their cell. */
const WIDEST = 60;
/** Room beside the words, in characters: the button of the filter in a heading, and what wide letters take elsewhere. */
const BUTTON = 4;
const MARGIN = 2;

const PLAIN: CellStyle = { alignment: { vertical: "top", wrapText: true } };
const HEADING: CellStyle = {
  ...PLAIN,
  font: { name: "Calibri", size: 11, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E7E6E6" } },
};
/** 91.5 shows as 91.5%: the number of the CSV, not a hundredth of it. */
const PERCENT: CellStyle = { ...PLAIN, numFmt: '0.0"%"' };
const DAY: CellStyle = { ...PLAIN, numFmt: "dd/mm/yyyy" };

/** One workbook of all these tables. The same tables as at the same day give the same bytes. */
export async function workbookFile(path: string, tables: readonly Table[], asAt: Day): Promise<NewFile> {
  const { rangeRef, writeXlsx } = await import("./xlsx-package.ts");
  const names = sheetNames(tables.map(({ name }) => name));
  const sheets = tables.map(({ sheet }, i) => ({
    ...excelSheet(names[i] ?? "", sheet),
    autoFilter: { range: rangeRef(0, 0, sheet.rows.length, sheet.head.length - 1) },
  }));
  const modified = new Date(`${isoOf(asAt)}T00:00:00Z`);
  return { path, bytes: await writeXlsx({ sheets, properties: { modified } }) };
}

/**
 * `class-attendance.csv` as `Class attendance`: names that Excel takes (at most 31 characters, none of `[]:*?/\`, no
 * apostrophe at either end, not `History`), no two the same whatever their case.
 */
export function sheetNames(files: readonly string[]): readonly string[] {
  const taken = new Set(["history"]);
  return files.map((file) => {
    const words = file.replace(/\.csv$/i, "").replace(/[-[\]:*?/\\\p{Cc}\s]+/gu, " ");
    const trimmed = words.replace(/^[' ]+/, "") || "Table";
    const wanted = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
    for (let nth = 1; ; nth++) {
      const ending = nth === 1 ? "" : ` ${String(nth)}`;
      const name = wanted.slice(0, LONGEST_NAME - ending.length).replace(/[' ]+$/, "") + ending;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

function excelSheet(name: string, { head, rows }: Sheet): WriteSheet {
  const headings = head.map((heading) => ({ ...excelCell(heading), style: HEADING }));
  const table = [headings, ...rows.map((row) => row.map(excelCell))];
  return {
    name,
    cells: new Map(table.flatMap((row, r) => row.map((cell, c) => [`${String(r)},${String(c)}`, cell] as const))),
    columns: head.map((heading, c) => {
      const body = rows.reduce((widest, row) => Math.max(widest, widthOf(row[c] ?? null)), 0);
      return { width: Math.min(WIDEST, Math.max(headingWidth(heading), body + MARGIN)) };
    }),
    freezePane: { rows: 1 },
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** Numbers, percentages and days as numbers, each shown in its way; everything else is text, and an empty text nothing. */
function excelCell(cell: Cell): Partial<ExcelCell> {
  if (cell === null || cell === "") return { style: PLAIN };
  if (typeof cell === "number") return { value: cell, style: PLAIN };
  if (typeof cell === "string") {
    const text = plainText(cell);
    // The package would make an error value of a text such as `#N/A`; rich text it leaves alone.
    return text.startsWith("#") ? { richText: [{ text }], style: PLAIN } : { value: text, style: PLAIN };
  }
  if ("percent" in cell) return { value: cell.percent === null ? null : Number(cell.percent), style: PERCENT };
  const day = cell.day === null ? null : dayFromIso(cell.day);
  return { value: day === null ? null : day + EXCEL_1970, style: DAY };
}

/** Without what XML cannot hold, not too long for a cell, and with nothing that Excel would take for a character's code. */
function plainText(text: string): string {
  const allowed = text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (each) => (each === "\t" || each === "\n" ? each : ""));
  const fitting = allowed.length > LONGEST_TEXT ? `${allowed.slice(0, LONGEST_TEXT - 1)}…` : allowed;
  return fitting.replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_");
}

/** A heading may take two lines, as long as no word is broken. */
function headingWidth(heading: string): number {
  const words = heading.split(" ").map(({ length }) => length);
  return Math.max(...words, Math.ceil(heading.length / 2)) + BUTTON;
}

function widthOf(cell: Cell): number {
  const lines = String(cellText(cell) ?? "").split("\n");
  const sign = typeof cell === "object" && cell !== null && "percent" in cell ? 1 : 0;
  return Math.max(...lines.map(({ length }) => length)) + sign;
}
