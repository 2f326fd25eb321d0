/** Reads one export: the layout that claims it, and every row of it used or listed as left out. */
import { excerptOf, type Problem } from "../problem/problem.ts";
import type { ReadingRules } from "./rules.ts";
import { fieldWords, type Heading } from "./headings.ts";
import { columnsOf, type Columns } from "./columns.ts";
import { type Lane, Lanes } from "./lane.ts";
import type { Gathered, Layout, Reading, RowReader } from "./layout.ts";
import { FileProblems } from "./file-problems.ts";
import { isBlank, isTooLong, isTotal } from "./no-pupil.ts";
import { columnsWithMarks, noRegister } from "./no-register.ts";
import { MarkRows } from "./mark-rows.ts";
import { Marks } from "./marks.ts";
import { HEAD_ROWS, recognise, type Recognised } from "./recognise.ts";
import { feedRows, type RowReceiver } from "./feed.ts";
import { guessDelimiter, type Delimiter, type Row } from "./rows.ts";
import { decode, type Encoding } from "./text.ts";
import { ByteWindow, type ByteStream } from "./window.ts";

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

export class ExportReader {
  readonly #said: FileProblems;
  readonly #marks: Marks;
  readonly #path: string;
  readonly #file: number;
  readonly #rules: ReadingRules;
  readonly #gathered: Gathered;
  readonly #feed: typeof feedRows;
  /** The first mark of this file. */
  readonly #start: number;
  #head: Row[] | null = [];
  #layout: Layout | null = null;
  #reader: RowReader | null = null;
  readonly #lanes: Lanes;
  #lane: Lane | null = null;
  #headings: readonly Heading[] = [];
  #columns: Columns = new Map();
  #headingLine: number | null = null;
  #rows = 0;
  #used = 0;
  #refused: Problem | null = null;

  constructor(
    path: string,
    file: number,
    rules: ReadingRules,
    gathered: Gathered,
    lanes: Lanes,
    feed: typeof feedRows,
  ) {
    this.#lanes = lanes;
    this.#feed = feed;
    this.#path = path;
    this.#said = new FileProblems(path);
    this.#file = file;
    this.#rules = rules;
    this.#gathered = gathered;
    this.#start = gathered.facts.length;
    this.#marks = new Marks(gathered.kinds, rules.codes);
  }

  /** A file of UTF-8, as it comes. Throws `NotPlain` when it proves to be something else. */
  readStream(stream: ByteStream): ExportFile {
    const { window, hasBom } = ByteWindow.open(stream);
    return this.#read(window, hasBom ? "utf-8-bom" : "utf-8");
  }

  readWhole(bytes: Uint8Array): ExportFile {
    const text = decode(bytes, this.#rules.encoding);
    if ("problem" in text) return this.#refusedWith({ code: text.problem, file: this.#path }, null, null);
    if (text.isMixed) this.#said.report({ code: "encoding-mixed" });
    return this.#read(new ByteWindow(text.utf8), text.encoding);
  }

  #read(window: ByteWindow, encoding: Encoding): ExportFile {
    const delimiter = guessDelimiter(window.head());
    const faults = this.#feed(window, delimiter, this.#receiver(delimiter));
    if (this.#head) this.#recognise(delimiter);
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
    if (this.#layout?.isRegister === true) this.#refused ??= this.#noRegister();
    if (this.#refused) return this.#refusedWith(this.#refused, encoding, delimiter);
    if (this.#used === 0) this.#said.report({ code: "file-no-rows" });
    else if (this.#layout?.isRegister === true && this.#isWithoutMarks()) this.#said.report({ code: "file-no-marks" });
    return this.#understood(encoding, delimiter);
  }

  #receiver(delimiter: Delimiter): RowReceiver {
    return {
      lane: () => this.#lane,
      onRow: (cells, line) => {
        this.#rows++;
        return this.#take({ cells, line }, delimiter);
      },
      onTaken: (rows) => {
        this.#rows += rows;
        this.#used += rows;
      },
    };
  }

  /** True when the row was used. */
  #take(row: Row, delimiter: Delimiter): boolean {
    if (this.#head) {
      this.#head.push(row);
      if (this.#head.length === HEAD_ROWS) this.#recognise(delimiter);
    } else if (this.#reader) {
      return this.#readRow(this.#reader, row);
    }
    return false;
  }

  /** Finds the heading row among the first rows, then reads what stands below it. */
  #recognise(delimiter: Delimiter): void {
    const head = this.#head ?? [];
    this.#head = null;
    const found = recognise(head, this.#rules);
    if ("refused" in found) {
      this.#refused = { ...found.refused, file: this.#path };
      return;
    }
    this.#open(head, found, delimiter);
    for (const row of head.slice(0, found.at)) {
      this.#said.leaveOut(isBlank(row.cells) ? "row-blank" : "row-title", row);
    }
    for (const row of head.slice(found.at + found.rows)) this.#take(row, delimiter);
  }

  #open(head: readonly Row[], { layout, headings, at, rows }: Recognised, delimiter: Delimiter): void {
    const sample = head.slice(at + rows).map((row) => row.cells);
    this.#layout = layout;
    this.#headings = headings;
    this.#columns = columnsOf(headings, sample, this.#rules.order);
    this.#marks.name(headings.map(({ raw }) => raw));
    this.#headingLine = head[at + rows - 1]?.line ?? null;
    this.#rows -= rows;
    for (const column of columnsWithMarks(headings, sample, layout.name, this.#rules)) {
      this.#said.report({ code: "column-with-marks", line: head[at]?.line ?? 1, column });
    }
    const reading = this.#reading(head.slice(0, at));
    if ("open" in layout) {
      this.#reader = layout.open(reading);
      return;
    }
    const columns = layout.marks(reading);
    if (!columns) return;
    const markRows = new MarkRows(reading, columns);
    this.#reader = (cells, line) => markRows.read(cells, line);
    const report = JSON.stringify([
      layout.name,
      delimiter,
      this.#rules.order,
      headings.map(({ raw }) => raw),
      [...this.#columns],
      [...this.#rules.codes],
    ]);
    this.#lane = this.#lanes.laneOf(report, markRows, headings.length, delimiter.charCodeAt(0));
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

  #readRow(reader: RowReader, row: Row): boolean {
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
      if (reader(cells, row.line)) {
        this.#used++;
        return true;
      }
    }
    return false;
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

  #noRegister(): Problem | null {
    const problem = noRegister(this.#gathered, this.#start, this.#rules, this.#said.list, this.#used);
    return problem && { ...problem, file: this.#path };
  }

  #isWithoutMarks(): boolean {
    const { facts, strings } = this.#gathered;
    return facts.length === this.#start && !strings.some(({ file }) => file === this.#file);
  }
}
