/** Totals and code counts: a row per pupil over a period, such as `A999…, 380, 361, 15, 4`, or a column per code. */
import { cellAt } from "../columns.ts";
import type { Day } from "../../register/day.ts";
import type { Totals } from "../../register/totals.ts";
import type { Field } from "../aliases.ts";
import { readPercent } from "../cells.ts";
import { DATE_IN_TEXT, readDate } from "../dates.ts";
import {
  columnOf,
  dateReader,
  hasField,
  namesPupils,
  personFinder,
  type Layout,
  type Reading,
  type RowReader,
} from "../layout.ts";
import type { Heading } from "../headings.ts";

/** So many headings that are codes are no accident. */
const CODE_COLUMNS = 4;

function hasCodes(headings: readonly Heading[]): boolean {
  return headings.filter(({ code }) => code !== null).length >= CODE_COLUMNS;
}

export const counts: Layout = {
  name: "counts",
  isRegister: false,
  claims: (headings) => namesPupils(headings) && hasCodes(headings) && !hasField(headings, "mark"),
  open: (reading) => openTotals(reading),
};

export const totals: Layout = {
  name: "totals",
  isRegister: false,
  claims: (headings) =>
    namesPupils(headings) &&
    !hasCodes(headings) &&
    hasField(headings, "possible") &&
    (["present", "authorised", "unauthorised"] as const).some((field) => hasField(headings, field)),
  open: (reading) => openTotals(reading),
};

interface Period {
  readonly from: Day;
  readonly to: Day;
}

function openTotals(reading: Reading): RowReader | null {
  const periodOf = periodReader(reading);
  if (!periodOf) {
    reading.report({ code: "file-no-period" });
    return null;
  }
  const personOf = personFinder(reading, "register");
  const codeColumns = reading.headings.flatMap(({ code }, column) => (code === null ? [] : [{ code, column }]));
  return (cells, line) => {
    const period = periodOf(cells, line);
    if (!period) return false;
    const person = personOf(cells, line, period.to);
    if (person === null) return false;
    const number = (field: Field): number | null => readCount(cellAt(cells, reading.columns.get(field)));
    const wrong = [
      ...codeColumns.map(({ column }) => column),
      ...NUMBERS.flatMap((f) => reading.columns.get(f) ?? []),
    ].find((column) => !isCount(cells[column] ?? ""));
    if (wrong !== undefined) {
      reading.report({
        code: "row-bad-number",
        line,
        column: reading.headings[wrong]?.raw ?? "",
        excerpt: cells[wrong] ?? "",
      });
      return false;
    }
    const codes = codeColumns.length >= CODE_COLUMNS ? codesOf(codeColumns, cells) : null;
    const stated = {
      possible: number("possible"),
      authorised: number("authorised"),
      unauthorised: number("unauthorised"),
    };
    const attended = attendedOf(number("present"), number("aea"), stated);
    if (codes === null && (stated.possible === null || attended === null)) {
      reading.report({ code: "totals-do-not-add", line, excerpt: cells.join(",") });
      return false;
    }
    const entry: Totals = {
      person,
      file: reading.file,
      line,
      ...period,
      codes,
      ...stated,
      attended,
      late: number("lateCount"),
      lateAfterClose: number("lateAfterCount"),
      missing: number("missingMarks"),
      statedPercent: readPercent(cellAt(cells, reading.columns.get("statedPercent"))),
    };
    reading.totals.push(entry);
    return true;
  };
}

const NUMBERS: readonly Field[] = [
  "possible",
  "present",
  "aea",
  "authorised",
  "unauthorised",
  "lateCount",
  "lateAfterCount",
  "missingMarks",
];

function isCount(cell: string): boolean {
  return cell.trim() === "" || readCount(cell) !== null;
}

function readCount(cell: string | undefined): number | null {
  const match = /^(\d{1,6})(?:\.0+)?$/.exec((cell ?? "").trim());
  return match ? Number(match[1]) : null;
}

function codesOf(
  columns: readonly { code: string; column: number }[],
  cells: readonly string[],
): Record<string, number> {
  const codes: Record<string, number> = {};
  for (const { code, column } of columns) {
    const n = readCount(cells[column]) ?? 0;
    if (n > 0) codes[code] = (codes[code] ?? 0) + n;
  }
  return codes;
}

/**
 * Sessions attended. Some exports count approved educational activity inside "present" and some beside it: whichever
 * makes attended + authorised + unauthorised = possible is right. Null when neither does.
 */
function attendedOf(
  present: number | null,
  aea: number | null,
  {
    possible,
    authorised,
    unauthorised,
  }: { possible: number | null; authorised: number | null; unauthorised: number | null },
): number | null {
  if (possible === null) return null;
  const known = authorised !== null && unauthorised !== null;
  const absent = (authorised ?? 0) + (unauthorised ?? 0);
  if (present === null) return known && absent <= possible ? possible - absent : null;
  if (!known) return present + (aea ?? 0) <= possible ? present + (aea ?? 0) : null;
  if (present + absent === possible) return present;
  return aea !== null && present + aea + absent === possible ? present + aea : null;
}

function periodReader(reading: Reading): ((cells: readonly string[], line: number) => Period | null) | null {
  const fromField = columnOf(reading, ["periodFrom", "weekStart"]);
  const toField = columnOf(reading, ["periodTo"]);
  if (fromField && toField) {
    const [from, to] = [dateReader(reading, fromField), dateReader(reading, toField)];
    return (cells, line) => {
      const [first, last] = [from(cells, line), to(cells, line)];
      return first === null || last === null ? null : { from: first, to: last };
    };
  }
  const name = reading.path.slice(reading.path.lastIndexOf("/") + 1).replaceAll("_", " ");
  for (const text of [reading.titles.join(" "), name]) {
    const days = [...text.matchAll(new RegExp(DATE_IN_TEXT, "g"))].flatMap(([found]) => {
      const read = readDate(found, reading.order);
      return read === null || read === "month-first" ? [] : [read.day];
    });
    const [from, to] = days;
    if (from !== undefined && to !== undefined && days.length === 2 && from <= to) return () => ({ from, to });
  }
  return null;
}
