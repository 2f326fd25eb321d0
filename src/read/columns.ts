/** Which column holds which field; of two with one heading, the one whose cells can be read as it. */
import { codeNamed } from "../register/codes.ts";
import type { Field } from "./aliases.ts";
import { readHalf, readMark, readSen, readYear } from "./cells.ts";
import { readDate, type DateOrder } from "./dates.ts";
import type { Heading } from "./headings.ts";

/** Where in a row each field stands. */
export type Columns = ReadonlyMap<Field, number>;

/**
 * The cell of a column; blank when the row is too short, or when the file has no such column (-1 or undefined), for which an
 * array would look long, as for a name.
 */
export function cellAt(cells: readonly string[], column: number | undefined): string {
  return column === undefined || column < 0 ? "" : (cells[column] ?? "");
}

/** `sample` are some rows below the headings. */
export function columnsOf(
  headings: readonly Heading[],
  sample: readonly (readonly string[])[],
  order: DateOrder,
): Columns {
  const columns = new Map<Field, number>();
  const understood = (field: Field, column: number): number =>
    sample.filter((cells) => isUnderstood(field, cells[column] ?? "", order)).length;
  headings.forEach(({ field }, column) => {
    if (field === null) return;
    const before = columns.get(field);
    if (before === undefined || understood(field, column) > understood(field, before)) columns.set(field, column);
  });
  return columns;
}

type Test = (cell: string, order: DateOrder) => boolean;

const isDate: Test = (cell, order) => {
  const read = readDate(cell, order);
  return read !== null && read !== "month-first";
};

const isCode: Test = (cell) => {
  const mark = readMark(cell);
  return !mark.missing && codeNamed(mark.code) !== null;
};

/** What a cell must be to belong to a field; to any other field, anything but a blank. */
const TESTS: Readonly<Partial<Record<Field, Test>>> = {
  senCode: (cell) => readSen(cell) !== null,
  yearGroup: (cell) => readYear(cell) !== null,
  session: (cell) => readHalf(cell) !== null,
  date: isDate,
  dob: isDate,
  admissionDate: isDate,
  leavingDate: isDate,
  weekStart: isDate,
  mark: isCode,
  markAM: isCode,
  markPM: isCode,
};

function isUnderstood(field: Field, cell: string, order: DateOrder): boolean {
  return TESTS[field]?.(cell, order) ?? cell.trim() !== "";
}
