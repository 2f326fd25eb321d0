/** Where a row's cells begin and end in the bytes of a file: RFC 4180, and what is odd about a row is said, not solved. */
import type { Buffer } from "node:buffer";
import { grownFrom } from "../register/grown.ts";
import { CR, LF, QUOTE } from "./bytes.ts";

/** The bytes go on, and what there is of them does not hold the whole row. */
export const UNFINISHED = -1;

/** One row at a time. A row ends at a line feed, a carriage return, both, or the end of the bytes. */
export class RowScan {
  /** Cells of the row that was scanned last. */
  count = 0;
  /**
   * The row has a line break inside quotes, or a quotation mark where none may be. Its end is right all the same, as
   * csv-parse with `relax_quotes` would have it; its cells are for csv-parse to find.
   */
  odd = false;
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);
  /** Some cell has doubled quotation marks inside its own. */
  #doubled = false;
  /** All bytes of the row's cells in one: below 128 when every character of it is one byte. */
  #bits = 0;
  /** Behind a quotation mark that closes a cell too early. */
  #resume = 0;

  /**
   * Scans the row that begins at `at`; `isLast` says that nothing follows after `end`. Returns where the next row
   * begins, or `UNFINISHED`.
   */
  scan(bytes: Uint8Array, at: number, end: number, isLast: boolean, delimiter: number): number {
    this.count = 0;
    this.odd = false;
    this.#doubled = false;
    this.#bits = 0;
    for (;;) {
      let start = at;
      let stop = -1;
      if (bytes[at] === QUOTE && at < end) {
        const close = this.#closing(bytes, at + 1, end, isLast, delimiter);
        if (close === UNFINISHED) return UNFINISHED;
        if (close >= 0) {
          start = at + 1;
          stop = close;
          at = close + 1;
        } else at = this.#resume;
      }
      if (stop < 0) {
        while (at < end) {
          const byte = bytes[at];
          if (byte === undefined || byte === delimiter || byte === LF || byte === CR) break;
          this.#bits |= byte;
          at++;
        }
        stop = at;
      }
      this.#cell(start, stop);
      if (at >= end) return isLast ? end : UNFINISHED;
      const byte = bytes[at++];
      if (byte === LF) return at;
      if (byte === CR) {
        if (at < end) return bytes[at] === LF ? at + 1 : at;
        return isLast ? at : UNFINISHED;
      }
    }
  }

  /** The cells of the row that was scanned last, which is not odd. */
  cells(bytes: Buffer): string[] {
    const cells = new Array<string>(this.count);
    const from = this.#starts[0] ?? 0;
    // To cut one text into many is much quicker than to make many texts.
    const row = this.#bits < 0x80 ? bytes.toString("latin1", from, this.#ends[this.count - 1]) : null;
    for (let i = 0; i < this.count; i++) {
      const start = this.#starts[i] ?? 0;
      const end = this.#ends[i] ?? 0;
      const text = row?.slice(start - from, end - from) ?? bytes.toString("utf8", start, end);
      cells[i] = this.#doubled && bytes[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
    }
    return cells;
  }

  /** The closing quotation mark of a cell; -2 when one stands where none may be: what follows it is read as it stands. */
  #closing(bytes: Uint8Array, at: number, end: number, isLast: boolean, delimiter: number): number {
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === LF || byte === CR) this.odd = true;
      this.#bits |= byte ?? 0;
      if (byte !== QUOTE) continue;
      if (at + 1 >= end) return isLast ? at : UNFINISHED;
      const next = bytes[at + 1];
      if (next === QUOTE) {
        this.#doubled = true;
        at++;
      } else if (next === delimiter || next === LF || next === CR) return at;
      else {
        this.odd = true;
        this.#resume = at + 1;
        return -2;
      }
    }
    // Never closed: csv-parse says so of everything from here on.
    this.odd = true;
    return isLast ? end : UNFINISHED;
  }

  #cell(start: number, end: number): void {
    if (this.count === this.#starts.length) {
      const size = this.count * 2;
      this.#starts = grownFrom(this.#starts, new Int32Array(size));
      this.#ends = grownFrom(this.#ends, new Int32Array(size));
    }
    this.#starts[this.count] = start;
    this.#ends[this.count++] = end;
  }
}
