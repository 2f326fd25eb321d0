/** Rows that are about no pupil: blank ones, totals, averages and counts. */
import type { Field } from "./aliases.ts";
import { cellAt, type Columns } from "./columns.ts";

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "" || cell.trim() === "");
}

const TOTAL =
  /^(?:(?:grand |sub ?)?totals?|averages?|mean|overall|all|count)(?: (?:for|of|pupils?|students?|present|absent|possible|sessions?|marks?|attendance|attended|authorised|unauthorised|late|lates|school|class|percentage|%))* ?:? ?[\d.]*%?$/i;
/** Where a row says more of somebody than a name, it is about that somebody, even a pupil whose surname is Mean. */
const PERSONAL: readonly Field[] = [
  "upn",
  "misId",
  "admissionNumber",
  "dob",
  "forename",
  "legalForename",
  "preferredForename",
];

/** Whether a cell is the label of a total, an average or a count, such as `Total present:`. */
export function looksTotal(cell: string): boolean {
  return cell.length <= 40 && TOTAL.test(cell.trim());
}

/** A totals, averages or `Count:` row at the foot of a report; taken as a pupil it would be a silent error. */
export function isTotal(cells: readonly string[], columns: Columns): boolean {
  const first = cells.find((cell) => cell.trim() !== "");
  if (first === undefined || !looksTotal(first)) return false;
  return !PERSONAL.some((field) => {
    const cell = cellAt(cells, columns.get(field));
    return cell.trim() !== "" && cell !== first;
  });
}

/** Cells beyond the headings: an unquoted comma has moved everything after it one column to the right. */
export function isTooLong(cells: readonly string[], headings: number): boolean {
  for (let i = headings; i < cells.length; i++) if (cells[i]?.trim() !== "") return true;
  return false;
}
