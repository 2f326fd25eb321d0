/** One export: its bytes, the layout that claims it, and every row of it used or listed as left out. */
import { excerptOf, type Problem } from "../problem/problem.ts";
import type { ReadingRules } from "./rules.ts";
import { fieldWords, joinHeadingRows, readHeadings, type Heading } from "./headings.ts";
import { LAYOUTS } from "./layouts/all.ts";
import { columnsOf } from "./columns.ts";
import { namesPupils, type Gathered, type Layout, type Reading, type RowReader } from "./layout.ts";
import type { Columns } from "./columns.ts";
import { FileProblems } from "./file-problems.ts";
import { isBlank, isTooLong, isTotal } from "./no-pupil.ts";
import { absencesOnly, americanDate, columnsWithMarks, isStatus } from "./no-register.ts";
import { Marks } from "./marks.ts";
import { guessDelimiter, readRows, type Delimiter, type Row } from "./rows.ts";
import { decode, type Encoding } from "./text.ts";

/** A heading row stands within so many rows of the top. */
const HEADING_WITHIN = 80;

/** How one file was understood. `rows` = `used` + `leftOut`, always. */
export interface ExportFile {
  readonly path: string;
  readonly layout: string | null;
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly rows: number;
  readonly used: number;
  readonly leftOut: number;
  readonly mapping: readonly { readonly heading: string; readonly field: string | null }[];
  /** The last line of the headings; null when none were found. */
  readonly headingLine: number | null;
  readonly isRegister: boolean;
  readonly problems: readonly Problem[];
}

/** Reads one export into `gathered`. A file that is refused leaves nothing there. */
export function readExport(
  path: string,
  bytes: Uint8Array,
  file: number,
  rules: ReadingRules,
  gathered: Gathered,
): ExportFile {
  const { people, facts, contacts, lates, totals, strings } = gathered;
  const lists = [contacts, lates, totals, strings];
  const before = { people: people.list.length, facts: facts.length, lists: lists.map((list) => list.length) };
  const result = new ExportReader(path, file, rules, gathered).read(bytes);
  if (result.layout === null) {
    people.truncate(before.people);
    facts.truncate(before.facts);
    lists.forEach((list, i) => (list.length = before.lists[i] ?? 0));
  }
  return result;
}

class ExportReader {
  readonly #said: FileProblems;
  readonly #marks: Marks;
  readonly #path: string;
  readonly #file: number;
  readonly #rules: ReadingRules;
  readonly #gathered: Gathered;
  #head: Row[] | null = [];
  #layout: Layout | null = null;
  #reader: RowReader | null = null;
  #headings: readonly Heading[] = [];
  #columns: Columns = new Map();
  #headingRows = 0;
  #headingLine: number | null = null;
  #rows = 0;
  #used = 0;
  #refused: Problem | null = null;

  constructor(path: string, file: number, rules: ReadingRules, gathered: Gathered) {
    this.#path = path;
    this.#said = new FileProblems(path);
    this.#file = file;
    this.#rules = rules;
    this.#gathered = gathered;
    this.#marks = new Marks(gathered.kinds, rules.codes);
  }

  read(bytes: Uint8Array): ExportFile {
    const text = decode(bytes, this.#rules.encoding);
    if ("problem" in text) return this.#refusedWith({ code: text.problem, file: this.#path }, null, null);
    if (text.isMixed) this.#said.report({ code: "encoding-mixed" });
    const delimiter = guessDelimiter(text.utf8);
    const faults = readRows(text.utf8, delimiter, (cells, line) => {
      this.#rows++;
      this.#take({ cells, line });
    });
    if (this.#head) this.#recognise();
    this.#rows += faults.swallowed.length;
    for (const { line, lastLine, excerpt } of faults.swallowed) {
      this.#said.report({ code: "row-unreadable", line, excerpt, args: { lastLine } });
    }
    if (faults.openQuote !== null) {
      this.#refused = { code: "quote-not-closed", file: this.#path, line: faults.openQuote };
    }
    if (!this.#refused && !this.#reader) {
      // A layout that could not open has said why; otherwise nothing claimed the file.
      this.#refused = this.#said.list.find((each) => each.code.startsWith("file-")) ?? null;
    }
    this.#refused ??= this.#noRegister();
    if (this.#refused) return this.#refusedWith(this.#refused, text.encoding, delimiter);
    if (this.#used === 0) this.#said.report({ code: "file-no-rows" });
    else if (this.#layout?.isRegister === true && this.#isWithoutMarks()) this.#said.report({ code: "file-no-marks" });
    return this.#understood(text.encoding, delimiter);
  }

  #take(row: Row): void {
    if (this.#head) {
      this.#head.push(row);
      if (this.#head.length > HEADING_WITHIN + 1) this.#recognise();
    } else if (this.#reader) {
      this.#readRow(this.#reader, row);
    }
  }

  /** Finds the heading row among the first rows, then reads what stands below it. */
  #recognise(): void {
    const head = this.#head ?? [];
    this.#head = null;
    for (let i = 0; i < Math.min(head.length, HEADING_WITHIN); i++) {
      if (this.#claim(head, i)) {
        for (const row of head.slice(0, i)) this.#said.leaveOut(isBlank(row.cells) ? "row-blank" : "row-title", row);
        for (const row of head.slice(i + this.#headingRows)) this.#take(row);
        return;
      }
      if (this.#refused) return;
    }
    const status = head.find(({ cells }) => cells.some((cell) => isStatus(cell)));
    if (status) {
      this.#refused = { code: "file-status-page", file: this.#path, line: status.line };
      return;
    }
    const widest = head.reduce<readonly string[]>((most, { cells }) => (cells.length > most.length ? cells : most), []);
    this.#refused = {
      code: "file-not-recognised",
      file: this.#path,
      line: 1,
      excerpt: excerptOf(widest.filter((cell) => cell.trim() !== "").join(", "), 120),
    };
  }

  #claim(head: readonly Row[], i: number): boolean {
    const cells = head[i]?.cells ?? [];
    const joined = joinHeadingRows(cells, head[i + 1]?.cells ?? [], this.#rules);
    for (const [candidate, rows] of [
      [joined, 2],
      [cells, 1],
    ] as const) {
      if (candidate === null) continue;
      const headings = readHeadings(candidate, this.#rules);
      const asked = this.#rules.layout;
      const claims = LAYOUTS.filter((layout) => (asked === null || layout.name === asked) && layout.claims(headings));
      const monthFirst = headings.find((heading) => heading.monthFirst);
      if (monthFirst && (claims.length > 0 || headings.filter((heading) => heading.monthFirst).length > 1)) {
        this.#refuse(head[i]?.line ?? 1, monthFirst.raw, monthFirst.raw);
        return false;
      }
      const yearless = headings.find((heading) => heading.yearless);
      if (yearless && namesPupils(headings)) {
        this.#refused = {
          ...this.#said.placed({ code: "file-no-year", excerpt: yearless.raw }),
          line: head[i]?.line ?? 1,
        };
        return false;
      }
      const [layout, other] = claims;
      if (!layout) continue;
      if (other) {
        const args = { one: layout.name, two: other.name };
        this.#refused = { code: "file-two-layouts", file: this.#path, line: head[i]?.line ?? 1, args };
        return false;
      }
      this.#headings = headings;
      const sample = head.slice(i + rows).map((row) => row.cells);
      this.#columns = columnsOf(headings, sample, this.#rules.order);
      this.#marks.name(headings.map(({ raw }) => raw));
      this.#headingRows = rows;
      this.#headingLine = head[i + rows - 1]?.line ?? null;
      this.#rows -= rows;
      this.#layout = layout;
      for (const column of columnsWithMarks(headings, sample, layout.name, this.#rules)) {
        this.#said.report({ code: "column-with-marks", line: head[i]?.line ?? 1, column });
      }
      this.#reader = layout.open(this.#reading(head.slice(0, i)));
      return true;
    }
    return false;
  }

  #reading(titles: readonly Row[]): Reading {
    return {
      ...this.#gathered,
      file: this.#file,
      path: this.#path,
      order: this.#rules.order,
      headings: this.#headings,
      columns: this.#columns,
      titles: titles.flatMap(({ cells }) => cells.filter((cell) => cell.trim() !== "")),
      marks: this.#marks,
      report: (problem) => {
        this.#said.report(problem);
      },
      refuse: (line, column, excerpt) => {
        this.#refuse(line, column, excerpt);
      },
    };
  }

  #readRow(reader: RowReader, row: Row): void {
    const { cells } = row;
    const stray = cells.find((cell) => cell.startsWith('"'));
    if (stray !== undefined) this.#said.count({ code: "quote-stray", line: row.line, excerpt: stray });
    if (isBlank(cells)) this.#said.leaveOut("row-blank", row);
    else if (this.#isHeadingAgain(cells)) this.#said.leaveOut("row-heading-again", row);
    else if (isTotal(cells, this.#columns)) this.#said.leaveOut("row-total", row);
    else if (isTooLong(cells, this.#headings.length))
      this.#said.report({ code: "row-too-long", line: row.line, excerpt: cells.join(",") });
    else {
      if (cells.length < this.#headings.length) this.#said.count({ code: "row-short", line: row.line });
      if (reader(cells, row.line)) this.#used++;
    }
  }

  #isHeadingAgain(cells: readonly string[]): boolean {
    const headings = this.#headings;
    if (cells[0]?.trim() !== headings[0]?.raw) return false;
    return cells.every((cell, i) => cell.trim() === (headings[i]?.raw ?? ""));
  }

  #refuse(line: number, column: string, excerpt: string): void {
    this.#refused ??= { code: "file-month-first", file: this.#path, line, column, excerpt: excerptOf(excerpt) };
  }

  #refusedWith(problem: Problem, encoding: Encoding | null, delimiter: Delimiter | null): ExportFile {
    return { ...this.#facts(encoding, delimiter), layout: null, used: 0, leftOut: this.#rows, problems: [problem] };
  }

  #understood(encoding: Encoding, delimiter: Delimiter): ExportFile {
    return {
      ...this.#facts(encoding, delimiter),
      layout: this.#layout?.name ?? null,
      used: this.#used,
      leftOut: this.#rows - this.#used,
      problems: this.#said.all(this.#marks.problems()),
    };
  }

  #facts(
    encoding: Encoding | null,
    delimiter: Delimiter | null,
  ): Omit<ExportFile, "layout" | "used" | "leftOut" | "problems"> {
    return {
      path: this.#path,
      encoding,
      delimiter,
      rows: this.#rows,
      mapping: this.#headings.map((heading) => ({ heading: heading.raw, field: fieldWords(heading) })),
      headingLine: this.#headingLine,
      isRegister: this.#layout?.isRegister ?? false,
    };
  }

  #isWithoutMarks(): boolean {
    const { facts, strings } = this.#gathered;
    return facts.file[facts.length - 1] !== this.#file && !strings.some(({ file }) => file === this.#file);
  }

  /** Files that have the columns of a register and are none: lessons, and lists of absences. */
  #noRegister(): Problem | null {
    if (this.#layout?.isRegister !== true) return null;
    const lessons = this.#said.list.filter(({ code }) => code === "row-bad-session");
    const [lesson] = lessons;
    if (lesson && lessons.length > this.#used) {
      return { ...lesson, code: "file-lessons" };
    }
    const american = americanDate(this.#gathered, this.#file, this.#rules);
    if (american !== null) return { code: "dates-fit-month-first", file: this.#path, excerpt: american };
    const args = absencesOnly(this.#gathered, this.#file);
    return args && { code: "file-absences-only", file: this.#path, args };
  }
}
