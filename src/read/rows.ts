/** From UTF-8 to rows of cells with their line numbers: csv-parse, and the choice of delimiter. */
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";

export type Delimiter = "," | ";" | "\t";

/** Called for each row with the number of its first line; the array is the receiver's to keep. */
export type OnRow = (cells: readonly string[], line: number) => void;

export interface RowFaults {
  /** Rows whose quotation marks swallowed the lines after them. */
  readonly swallowed: readonly { readonly line: number; readonly lastLine: number; readonly excerpt: string }[];
  /** Line on which a quote opens that is never closed; null when all are. */
  readonly openQuote: number | null;
}

/** Hands every row to `onRow`, blank lines too, so that counts of lines and rows always agree. */
export function readRows(utf8: Buffer, delimiter: Delimiter, onRow: OnRow): RowFaults {
  const swallowed: { line: number; lastLine: number; excerpt: string }[] = [];
  let nextLine = 1;
  let widest = 0;
  try {
    parse(utf8, {
      delimiter,
      relaxColumnCount: true,
      // A stray quotation mark inside a cell is part of the cell.
      relaxQuotes: true,
      recordDelimiter: ["\r\n", "\n", "\r"],
      onRecord: (record: string[], context) => {
        const line = nextLine;
        // csv-parse counts the lines it has finished; a row with line breaks inside its quotes is more than one.
        nextLine = context.lines + 1;
        widest = Math.max(widest, record.length);
        const whole = nextLine - line > 1 ? record.find((cell) => holdsRows(cell, delimiter, widest)) : undefined;
        if (whole === undefined) onRow(record, line);
        else swallowed.push({ line, lastLine: context.lines, excerpt: whole });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") return { swallowed, openQuote: nextLine };
    throw error;
  }
  return { swallowed, openQuote: null };
}

/** Whether a cell with line breaks holds whole rows: the quote that opened it was never meant to. */
function holdsRows(cell: string, delimiter: Delimiter, columns: number): boolean {
  return columns > 1 && cell.split(/[\r\n]+/).some((line) => line.split(delimiter).length >= columns);
}

const CANDIDATES: readonly Delimiter[] = [",", ";", "\t"];

/** The delimiter that makes most cells of the first lines; a comma when none occurs. */
export function guessDelimiter(utf8: Buffer): Delimiter {
  const head = utf8
    .subarray(0, 65_536)
    .toString("utf8")
    .split(/\r\n|\n|\r/, 100);
  let best: Delimiter = ",";
  let most = 0;
  for (const candidate of CANDIDATES) {
    // The widest line is the heading or a full row; title lines above it have few cells or none.
    const widest = Math.max(...head.map((line) => cellsOf(line, candidate)));
    if (widest > most) {
      most = widest;
      best = candidate;
    }
  }
  return best;
}

/** Delimiters outside quotes. */
function cellsOf(line: string, delimiter: string): number {
  let quoted = false;
  let count = 0;
  for (const c of line) {
    if (c === '"') quoted = !quoted;
    else if (c === delimiter && !quoted) count++;
  }
  return count;
}
