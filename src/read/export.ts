/** One export: its bytes, the layout that claims it, and every row of it used or listed as left out. */
import type { Problem, ProblemCode } from "../problem/problem.ts";
import { excerptOf } from "../problem/problem.ts";
import type { DateOrder } from "./dates.ts";
import { joinHeadingRows, readHeadings, type Heading } from "./headings.ts";
import { columnsOf, type Gathered, type Layout, type Reading, type RowReader } from "./layout.ts";
import { contacts } from "./layouts/contacts.ts";
import { dates } from "./layouts/dates.ts";
import { day } from "./layouts/day.ts";
import { long } from "./layouts/long.ts";
import { pupils } from "./layouts/pupils.ts";
import { week } from "./layouts/week.ts";
import { Marks } from "./marks.ts";
import { guessDelimiter, readRows, type Delimiter } from "./rows.ts";
import { decode, type Encoding } from "./text.ts";
import { isoOf } from "../register/day.ts";

/** To add a layout: a file in `layouts/`, a line here, a specimen in `fixtures/exports`. */
const LAYOUTS: readonly Layout[] = [long, day, week, dates, pupils, contacts];

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
  readonly isRegister: boolean;
  readonly problems: readonly Problem[];
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Reads one export into `gathered`. A file that is refused leaves nothing there. */
export function readExport(
  path: string,
  bytes: Uint8Array,
  file: number,
  order: DateOrder,
  gathered: Gathered,
): ExportFile {
  const before = {
    people: gathered.people.list.length,
    facts: gathered.facts.length,
    contacts: gathered.contacts.length,
  };
  const result = new ExportReader(path, file, order, gathered).read(bytes);
  if (result.layout === null) {
    gathered.people.truncate(before.people);
    gathered.facts.truncate(before.facts);
    gathered.contacts.length = before.contacts;
  }
  return result;
}

class ExportReader {
  readonly #problems: Problem[] = [];
  readonly #counted = new Map<ProblemCode, { line: number; excerpt: string; count: number }>();
  readonly #marks: Marks;
  readonly #path: string;
  readonly #file: number;
  readonly #order: DateOrder;
  readonly #gathered: Gathered;
  #head: Row[] | null = [];
  #layout: Layout | null = null;
  #reader: RowReader | null = null;
  #headings: readonly Heading[] = [];
  #headingRows = 0;
  #rows = 0;
  #used = 0;
  #refused: Problem | null = null;

  constructor(path: string, file: number, order: DateOrder, gathered: Gathered) {
    this.#path = path;
    this.#file = file;
    this.#order = order;
    this.#gathered = gathered;
    this.#marks = new Marks(gathered.kinds);
  }

  read(bytes: Uint8Array): ExportFile {
    const text = decode(bytes);
    if ("problem" in text) return this.#refusedWith({ code: text.problem, file: this.#path }, null, null);
    const delimiter = guessDelimiter(text.utf8);
    const faults = readRows(text.utf8, delimiter, (cells, line) => {
      this.#rows++;
      this.#take({ cells, line });
    });
    if (this.#head) this.#recognise();
    this.#rows += faults.swallowed.length;
    for (const { line, lastLine, excerpt } of faults.swallowed) {
      this.#report({ code: "row-unreadable", line, excerpt, args: { lastLine } });
    }
    if (faults.openQuote !== null) {
      this.#refused = { code: "quote-not-closed", file: this.#path, line: faults.openQuote };
    }
    if (!this.#refused && !this.#reader) {
      // A layout that could not open has said why; otherwise nothing claimed the file.
      this.#refused = this.#problems.find((each) => each.code.startsWith("file-")) ?? null;
    }
    if (this.#refused) return this.#refusedWith(this.#refused, text.encoding, delimiter);
    if (this.#used === 0) this.#problems.push({ code: "file-no-rows", file: this.#path });
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
        for (const row of head.slice(0, i)) this.#leaveOut(isBlank(row.cells) ? "row-blank" : "row-title", row);
        for (const row of head.slice(i + this.#headingRows)) this.#take(row);
        return;
      }
      if (this.#refused) return;
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
    const joined = joinHeadingRows(cells, head[i + 1]?.cells ?? [], this.#order);
    for (const [candidate, rows] of [
      [joined, 2],
      [cells, 1],
    ] as const) {
      if (candidate === null) continue;
      const headings = readHeadings(candidate, this.#order);
      const claims = LAYOUTS.filter((layout) => layout.claims(headings));
      const monthFirst = headings.find((heading) => heading.monthFirst);
      if (monthFirst && (claims.length > 0 || headings.filter((heading) => heading.monthFirst).length > 1)) {
        this.#refuse(head[i]?.line ?? 1, monthFirst.raw, monthFirst.raw);
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
      this.#marks.name(headings.map(({ raw }) => raw));
      this.#headingRows = rows;
      this.#rows -= rows;
      this.#layout = layout;
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
      order: this.#order,
      headings: this.#headings,
      columns: columnsOf(this.#headings),
      titles: titles.flatMap(({ cells }) => cells.filter((cell) => cell.trim() !== "")),
      marks: this.#marks,
      report: (problem) => {
        this.#report(problem);
      },
      refuse: (line, column, excerpt) => {
        this.#refuse(line, column, excerpt);
      },
    };
  }

  #readRow(reader: RowReader, row: Row): void {
    const { cells } = row;
    if (isBlank(cells)) this.#leaveOut("row-blank", row);
    else if (this.#isHeadingAgain(cells)) this.#leaveOut("row-heading-again", row);
    else if (isTotal(cells)) this.#leaveOut("row-total", row);
    else if (this.#isTooLong(cells)) this.#report({ code: "row-too-long", line: row.line, excerpt: cells.join(",") });
    else if (reader(cells, row.line)) this.#used++;
  }

  #isHeadingAgain(cells: readonly string[]): boolean {
    const headings = this.#headings;
    if (cells[0]?.trim() !== headings[0]?.raw) return false;
    return cells.every((cell, i) => cell.trim() === (headings[i]?.raw ?? ""));
  }

  /** Cells beyond the headings: an unquoted comma has moved everything after it one column to the right. */
  #isTooLong(cells: readonly string[]): boolean {
    for (let i = this.#headings.length; i < cells.length; i++) if (cells[i]?.trim() !== "") return true;
    return false;
  }

  #leaveOut(code: ProblemCode, { cells, line }: Row): void {
    const known = this.#counted.get(code);
    if (known) known.count++;
    else this.#counted.set(code, { line, excerpt: excerptOf(cells.join(" ").trim()), count: 1 });
  }

  #report(problem: Omit<Problem, "file">): void {
    const short = problem.excerpt === undefined ? {} : { excerpt: excerptOf(problem.excerpt) };
    this.#problems.push({ ...problem, ...short, file: this.#path });
  }

  #refuse(line: number, column: string, excerpt: string): void {
    this.#refused ??= { code: "file-month-first", file: this.#path, line, column, excerpt: excerptOf(excerpt) };
  }

  #refusedWith(problem: Problem, encoding: Encoding | null, delimiter: Delimiter | null): ExportFile {
    return {
      path: this.#path,
      layout: null,
      encoding,
      delimiter,
      rows: this.#rows,
      used: 0,
      leftOut: this.#rows,
      mapping: this.#mapping(),
      isRegister: this.#layout?.isRegister ?? false,
      problems: [problem],
    };
  }

  #understood(encoding: Encoding, delimiter: Delimiter): ExportFile {
    const marks = this.#marks.problems().map((problem): Problem => {
      const short = problem.excerpt === undefined ? {} : { excerpt: excerptOf(problem.excerpt) };
      return { ...problem, ...short, file: this.#path };
    });
    const counted = [...this.#counted].map(([code, { line, excerpt, count }]): Problem => ({
      code,
      file: this.#path,
      line,
      excerpt,
      args: { count },
    }));
    return {
      path: this.#path,
      layout: this.#layout?.name ?? null,
      encoding,
      delimiter,
      rows: this.#rows,
      used: this.#used,
      leftOut: this.#rows - this.#used,
      mapping: this.#mapping(),
      isRegister: this.#layout?.isRegister ?? false,
      problems: [...this.#problems, ...marks, ...counted],
    };
  }

  #mapping(): ExportFile["mapping"] {
    return this.#headings.map(({ raw, field, session, weekSession }) => ({
      heading: raw,
      field:
        field ??
        (session ? `${isoOf(session.day)}${session.half === null ? "" : session.half === 0 ? " AM" : " PM"}` : null) ??
        (weekSession ? raw : null),
    }));
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "" || cell.trim() === "");
}

const TOTAL = /^(?:(?:grand |sub ?)?totals?|averages?|mean|overall|all(?: pupils| students)?|count) ?:? ?[\d.]*%?$/i;

/** A totals, averages or `Count:` row at the foot of a report; taken as a pupil it would be a silent error. */
function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== "");
  return first !== undefined && first.length < 24 && TOTAL.test(first.trim());
}
