/** Tables as CSV that Excel opens well: a byte-order mark, nothing that could be taken for a formula or a date. */
import { stringify } from "csv-stringify/sync";
import { dayFromIso, ukOf } from "../register/day.ts";

/** A value of a table; percentages and days are told apart from words, so that Excel can count with them. */
export type Cell = string | number | null | { readonly percent: string | null } | { readonly day: string | null };

/** What a cell says in a CSV: a percentage with its decimal, a day as `16/11/2026`. */
export function cellText(cell: Cell): string | number | null {
  if (cell === null || typeof cell !== "object") return cell;
  if ("percent" in cell) return cell.percent;
  const day = cell.day === null ? null : dayFromIso(cell.day);
  return day === null ? null : ukOf(day);
}

export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A sheet and the file it goes to, such as `class-attendance.csv`. */
export interface Table {
  readonly name: string;
  readonly sheet: Sheet;
}

const RULES = { record_delimiter: "\r\n", escape_formulas: true, eof: false } as const;

/** Nothing to quote and no formula: most cells. csv-stringify takes long over each of them, and is asked only of the others. */
const PLAIN = /^(?:[A-Za-z0-9][\w .:%'()/-]*)?$/;

/** For people and Excel; never to be read back. */
export function renderCsv({ head, rows }: Sheet): string {
  let text = "\uFEFF";
  for (const row of [head, ...rows]) {
    let between = "";
    for (const cell of row) {
      text += between + written(cell);
      between = ",";
    }
    text += "\r\n";
  }
  return text;
}

function written(given: Cell): string {
  if (given === null) return "";
  const cell = safe(given);
  const plain = cell === null ? "" : String(cell);
  return PLAIN.test(plain) ? plain : stringify([[cell]], RULES);
}

/** Excel reads a class called `3/4` or `1-2` as a date. */
const LIKE_A_DATE = /^\d{1,2}\s*[/-]\s*\d{1,2}$/;

function safe(given: Cell): string | number | null {
  const cell = cellText(given);
  // Only words are like a date: a percentage has a point, and a day is one.
  return typeof given === "string" && typeof cell === "string" && LIKE_A_DATE.test(cell) ? `Class ${cell}` : cell;
}
