/** Tables as CSV that Excel opens well: a byte-order mark, nothing that could be taken for a formula or a date. */
import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** For people and Excel; never to be read back. */
export function renderCsv({ head, rows }: Sheet): string {
  return stringify([[...head], ...rows.map((row) => row.map(safe))], {
    bom: true,
    record_delimiter: "\r\n",
    escape_formulas: true,
  });
}

/** Excel reads a class called `3/4` or `1-2` as a date. */
const LIKE_A_DATE = /^\d{1,2}\s*[/-]\s*\d{1,2}$/;

function safe(cell: Cell): Cell {
  return typeof cell === "string" && LIKE_A_DATE.test(cell) ? `Class ${cell}` : cell;
}
