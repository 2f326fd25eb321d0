/** From UTF-8 to rows of cells with their line numbers: csv-parse, and the choice of delimiter. */
import { CsvError, Parser } from "csv-parse";
import { CR, LF, QUOTE } from "./bytes.ts";

export type Delimiter = "," | ";" | "\t";

/** A row with the number of its first line. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Called for each row with the number of its first line; the array is the receiver's to keep. True when it was used. */
export type OnRow = (cells: readonly string[], line: number) => boolean;

/** A row whose quotation mark swallowed the lines after it. */
export interface Swallowed {
  readonly line: number;
  readonly lastLine: number;
  readonly excerpt: string;
}

export interface RowFaults {
  readonly swallowed: readonly Swallowed[];
  /** Line on which a quote opens that is never closed; null when all are. */
  readonly openQuote: number | null;
}

/** Where in a file a text begins: its line, and the most cells that a row before it had. */
export interface RowsFrom {
  readonly line: number;
  readonly widest: number;
}

/** csv-parse without the stream around it: each row goes straight to `onRow`, and none is kept. */
class RowParser extends Parser {
  readonly #onRow: (cells: string[]) => void;

  constructor(delimiter: Delimiter, onRow: (cells: string[]) => void) {
    super({
      delimiter,
      relax_column_count: true,
      // A stray quotation mark inside a cell is part of the cell.
      relax_quotes: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    this.#onRow = onRow;
  }

  override push(cells: string[] | null): boolean {
    if (cells !== null) this.#onRow(cells);
    return true;
  }

  /** Throws csv-parse's error when the text is no CSV. */
  parseAll(utf8: Buffer): void {
    const done = (error?: Error | null): void => {
      if (error) throw error;
    };
    this._transform(utf8, "utf8", done);
    this._flush(done);
  }
}

/** Hands every row to `onRow`, blank lines too, so that counts of lines and rows always agree. */
export function readRows(
  utf8: Buffer,
  delimiter: Delimiter,
  onRow: (...row: Parameters<OnRow>) => unknown,
  from: RowsFrom = { line: 1, widest: 0 },
): RowFaults & { readonly nextLine: number } {
  const swallowed: Swallowed[] = [];
  let nextLine = from.line;
  let widest = from.widest;
  const parser = new RowParser(delimiter, (cells) => {
    const line = nextLine;
    const lastLine = line + breaksIn(cells);
    nextLine = lastLine + 1;
    widest = Math.max(widest, cells.length);
    const whole = lastLine > line ? cells.find((cell) => holdsRows(cell, delimiter, widest)) : undefined;
    if (whole === undefined) onRow(cells, line);
    else swallowed.push({ line, lastLine, excerpt: whole });
  });
  try {
    parser.parseAll(utf8);
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") {
      return { swallowed, openQuote: nextLine, nextLine };
    }
    throw error;
  }
  return { swallowed, openQuote: null, nextLine };
}

const LINE_BREAK = /\r\n|\n|\r/g;

/** Line breaks inside the quotes of a row; one that Windows writes as two characters is one. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    if (cell.includes("\n") || cell.includes("\r")) breaks += cell.match(LINE_BREAK)?.length ?? 0;
  }
  return breaks;
}

/**
 * Whether a cell with line breaks holds the rest of one row and the beginning of another: then the quotation mark that
 * opened it was never meant. From a column to the same column of the next row there are as many delimiters as in a row.
 */
function holdsRows(cell: string, delimiter: Delimiter, columns: number): boolean {
  return columns > 1 && /[\r\n]/.test(cell) && cell.split(delimiter).length >= columns;
}

const CANDIDATES: readonly Delimiter[] = [",", ";", "\t"];

/** The delimiter that makes most cells of one of the first 100 lines, quotes aside; a comma when none occurs. */
export function guessDelimiter(utf8: Uint8Array): Delimiter {
  const bytes = utf8.subarray(0, 65_536);
  const candidates = CANDIDATES.map((delimiter) => delimiter.charCodeAt(0));
  // The widest line is the heading or a full row; title lines above it have few cells or none.
  const most = candidates.map(() => 0);
  let counts = candidates.map(() => 0);
  let quoted = false;
  let lines = 0;
  for (let at = 0; at <= bytes.length && lines < 100; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === undefined || byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
      counts.forEach((count, i) => (most[i] = Math.max(most[i] ?? 0, count)));
      counts = candidates.map(() => 0);
      quoted = false;
      lines++;
    } else if (!quoted) {
      const i = candidates.indexOf(byte);
      if (i >= 0) counts[i] = (counts[i] ?? 0) + 1;
    }
  }
  return CANDIDATES[most.indexOf(Math.max(...most))] ?? ",";
}
