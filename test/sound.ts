/**
 * Whether a changed file is itself a sound export that says something else, so that other figures are no fault. It is
 * when, read as a plain table with the encoding and delimiter of the file before the change,
 *
 * 1. a whole row below the headings is gone (the file says less), or
 * 2. exactly one cell is another, no cell and no row came or went, and the new cell is valid for its column: in a mark's
 *    column another known code or no mark; a date, AM or PM, a number, a time, a year where such stood before; any text
 *    but none in a column of names, identifiers, classes and other words; or
 * 3. that one cell is a heading: it names another session or code than before, or its column held no marks, and a column
 *    whose heading nobody knows is not read; or
 * 4. that one cell stands above the headings.
 */
import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import { readHalf, readMark, readYear } from "../src/read/cells.ts";
import { readDate } from "../src/read/dates.ts";
import type { ExportFile } from "../src/read/export-reader.ts";
import { readHeadings } from "../src/read/headings.ts";
import { NO_RULES } from "../src/read/rules.ts";
import { codeNamed } from "../src/register/codes.ts";

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Whether a changed file is itself a sound export that says something else; otherwise a changed figure must be said. */
export function isSound(file: ExportFile, before: Buffer, after: Buffer): boolean {
  if (file.encoding?.startsWith("utf-8") && encodingOf(file, before) === "utf8" && !isUtf8(after)) return false;
  const [old, made] = [rowsOf(file, before, before), rowsOf(file, after, before)];
  if (!old || !made) return false;
  if (made.length === old.length - 1 && isRowGone(old, made, file.headingLine ?? 0)) return true;
  const changed = old.flatMap(({ cells, line }, i) => {
    const now = made[i]?.cells ?? [];
    if (now.length !== cells.length) return [null];
    return cells.flatMap((cell, column) =>
      cell === now[column] ? [] : [{ line, column, cell, now: now[column] ?? "" }],
    );
  });
  const [only] = changed;
  if (strayQuotes(made) > strayQuotes(old)) return false;
  if (made.length !== old.length || changed.length !== 1 || !only) return false;
  const heading = file.headingLine ?? 0;
  const field = file.mapping[only.column]?.field ?? null;
  if (only.line > heading) return isValid(field, only.now);
  if (only.line < heading - 1) return true;
  return isOtherHeading(field, only.cell, only.now);
}

function strayQuotes(rows: readonly Row[]): number {
  return rows.reduce((n, { cells }) => n + cells.filter((cell) => cell.startsWith('"')).length, 0);
}

function rowsOf(file: ExportFile, bytes: Buffer, before: Buffer): readonly Row[] | null {
  const text = bytes.toString(encodingOf(file, before));
  // A byte that is no UTF-8 makes the other letters of the file doubtful.
  if (text.includes("\uFFFD") || text.includes("\0")) return null;
  try {
    const rows = parse(text.replace(/^\uFEFF/, ""), {
      delimiter: file.delimiter ?? ",",
      relaxColumnCount: true,
      relaxQuotes: true,
      info: true,
      recordDelimiter: ["\r\n", "\n", "\r"],
    }) as unknown as readonly { record: readonly string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ cells: record.map((cell) => cell.trim()), line: info.lines }));
  } catch {
    return null;
  }
}

function encodingOf({ encoding }: ExportFile, before: Buffer): BufferEncoding {
  if (encoding?.startsWith("utf-16")) return "utf16le";
  const plain = encoding === "utf-8" && before.every((byte) => byte < 0x80);
  return plain || encoding === "windows-1252" ? "latin1" : "utf8";
}

function isRowGone(old: readonly Row[], made: readonly Row[], heading: number): boolean {
  const text = ({ cells }: Row | { cells: readonly string[] }): string => JSON.stringify(cells);
  const at = old.findIndex((row, i) => !made[i] || text(made[i]) !== text(row));
  const same = old
    .slice(at + 1)
    .every((row, i) => made[at + i] !== undefined && text(made[at + i] ?? row) === text(row));
  return same && (old[at]?.line ?? 0) > heading;
}

const DATES = new Set(["date", "dob", "admissionDate", "leavingDate", "weekStart", "periodFrom", "periodTo"]);
const NUMBERS =
  /^(?:minutesLate|possible|present|aea|authorised|unauthorised|lateCount|lateAfterCount|missingMarks|code .*)$/;

function holdsMarks(field: string | null): boolean {
  return field !== null && (/^(?:mark(?:AM|PM)?|session .*|code .*)$/.test(field) || /^\d{4}-\d\d-\d\d/.test(field));
}

function isValid(field: string | null, cell: string): boolean {
  if (field === null) return true;
  if (NUMBERS.test(field)) return /^(?:\d{1,6}(?: ?min(?:ute)?s?)?|-)?$/i.test(cell);
  if (holdsMarks(field)) {
    const mark = readMark(cell);
    return mark.missing || codeNamed(mark.code) !== null;
  }
  if (field === "markString") {
    const tokens = /[,;| ]/.test(cell) ? cell.split(/[,;|]| +/) : Array.from(cell);
    return tokens.every((token) => isValid("mark", token));
  }
  if (DATES.has(field)) {
    const date = readDate(cell, "day-first");
    return date !== null && date !== "month-first";
  }
  if (field === "session") return readHalf(cell) !== null;
  if (field === "yearGroup") return readYear(cell) !== null;
  if (field === "arrivalTime") return /^\d{1,2}[:.]\d{2}(?: ?[ap]m)?$/i.test(cell);
  return cell !== "";
}

function isOtherHeading(field: string | null, before: string, now: string): boolean {
  if (!holdsMarks(field)) return true;
  const [old, made] = readHeadings([before, now], NO_RULES);
  if (/^(?:am|pm)$/i.test(before)) return /^(?:am|pm)$/i.test(now);
  if (old?.session) return made?.session != null;
  if (old?.weekSession) return made?.weekSession != null;
  return old?.code != null && made?.code != null;
}
