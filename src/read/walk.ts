/** A row of marks in its bytes: whose it is and when, by numbers, and where the cells of its marks stand. */
import type { Buffer } from "node:buffer";
import { CR, LF, QUOTE } from "./bytes.ts";
import { endOfCell, SeenCells, UNSEEN } from "./seen.ts";

/** The bytes of a row are not understood: it is for the careful lane. */
export const NOT_TAKEN = 0;
/** No stretch of this role yet in the row. */
const NONE = -2;

/** What a column is for; `OTHER` is passed over. */
export const WHO = 0;
export const WHEN = 1;
export const MARK = 2;
export const MINUTES = 3;
export const COMMENT = 4;
export const OTHER = 5;

/** A column of a row: what it is for, and whether a total's label may be taken for a name there. */
export interface WalkColumn {
  readonly role: number;
  /** It stands before the last column that says whose the row is. */
  readonly isLead: boolean;
}

/** Neighbouring columns of one role. */
interface Stretch extends WalkColumn {
  readonly columns: number;
  readonly seen: SeenCells;
  /** A number for each pair of what stood in the stretches of this role before, and in this one. */
  readonly pairs: Map<number, number>;
}

/** Rows of more marks than a week has are never twice the same. */
const MOST_MARKS = 10;
/** So many different tails say that they do not repeat themselves. */
const MOST_TAILS = 4096;

export class RowWalk {
  /** Of the row that was walked last: numbers for what stands in the columns of each role. */
  who = 0;
  when = 0;
  /** A number for all that follows behind those columns, where it was learned; then none of its cells was looked at. */
  tail = UNSEEN;
  /** Where the cells of the minutes and of the comment begin and end, and each mark's, in order of columns. */
  minutes = 0;
  minutesEnd = 0;
  comment = 0;
  commentEnd = 0;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly #delimiter: number;
  readonly #stretches: readonly Stretch[];
  /** The first stretch of the tail. */
  readonly #head: number;
  #tails: SeenCells | null;
  #tailAt = 0;

  constructor(columns: readonly WalkColumn[], delimiter: number) {
    const stretches: { role: number; columns: number; isLead: boolean }[] = [];
    for (const { role, isLead } of columns) {
      const last = stretches.at(-1);
      if (last?.role === role && !isLead && !last.isLead) last.columns++;
      else stretches.push({ role, isLead, columns: 1 });
    }
    const marks = columns.filter(({ role }) => role === MARK).length;
    this.#delimiter = delimiter;
    this.#stretches = stretches.map((each, i) => ({
      ...each,
      seen: new SeenCells(each.columns, delimiter, i === stretches.length - 1),
      pairs: new Map(),
    }));
    this.#head = stretches.findLastIndex(({ role }) => role === WHO || role === WHEN) + 1;
    const tail = stretches.slice(this.#head);
    const inTail = tail.reduce((sum, { role, columns: each }) => sum + (role === MARK ? each : 0), 0);
    const width = tail.reduce((sum, { columns: each }) => sum + each, 0);
    this.#tails = inTail === marks && marks <= MOST_MARKS ? new SeenCells(width, delimiter, true) : null;
    this.from = new Int32Array(marks);
    this.to = new Int32Array(marks);
  }

  /** Finds the cells of the row that begins at `at`; gives where the next row begins, or `NOT_TAKEN`. */
  walk(bytes: Buffer, at: number, end: number, learn: boolean): number {
    const delimiter = this.#delimiter;
    const last = this.#stretches.length - 1;
    let who = NONE;
    let when = NONE;
    let mark = 0;
    this.tail = UNSEEN;
    this.minutesEnd = this.minutes = 0;
    this.commentEnd = this.comment = 0;
    for (let i = 0; ; i++) {
      if (i === this.#head) {
        this.#tailAt = at;
        this.tail = learn || this.#tails === null ? UNSEEN : this.#tails.find(bytes, at, end, false);
        if (this.tail !== UNSEEN) {
          at = this.#tails?.end ?? at;
          break;
        }
      }
      const stretch = this.#stretches[i];
      if (!stretch) return NOT_TAKEN;
      const { role, seen } = stretch;
      if (role === WHO || role === WHEN) {
        const found = seen.find(bytes, at, end, learn);
        if (found === UNSEEN) return NOT_TAKEN;
        const number = numberOf(stretch, role === WHO ? who : when, found, learn);
        if (number === UNSEEN) return NOT_TAKEN;
        if (role === WHO) who = number;
        else when = number;
        at = seen.end;
      } else {
        if (stretch.isLead && mayLookTotal(bytes, at, delimiter) && seen.find(bytes, at, end, learn) === UNSEEN) {
          return NOT_TAKEN;
        }
        for (let column = 0; ;) {
          const from = at;
          // A quotation mark at the beginning of a cell's text is worth a word.
          if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && bytes[at + 2] === QUOTE) return NOT_TAKEN;
          at = endOfCell(bytes, at, end, delimiter);
          if (at < 0 || at >= end) return NOT_TAKEN;
          if (role === MARK) {
            this.from[mark] = from;
            this.to[mark++] = at;
          } else if (role === MINUTES) {
            this.minutes = from;
            this.minutesEnd = at;
          } else if (role === COMMENT) {
            this.comment = from;
            this.commentEnd = at;
          }
          if (++column === stretch.columns) break;
          if (bytes[at++] !== delimiter) return NOT_TAKEN;
        }
      }
      if (at < 0 || at >= end) return NOT_TAKEN;
      if (i === last) break;
      if (bytes[at++] !== delimiter) return NOT_TAKEN;
    }
    this.who = Math.max(who, 0);
    this.when = Math.max(when, 0);
    return nextRow(bytes, at, end);
  }

  /** Gives the tail of the row that was walked last a number; `UNSEEN` when tails are not worth it. */
  learnTail(bytes: Buffer, end: number): number {
    if (this.#tails && this.#tails.count >= MOST_TAILS) this.#tails = null;
    return this.#tails?.find(bytes, this.#tailAt, end, true) ?? UNSEEN;
  }
}

/** Where the next row begins when the last cell of one ends at `at`. */
function nextRow(bytes: Buffer, at: number, end: number): number {
  const byte = bytes[at++];
  if (byte === LF) return at;
  // Whether a line feed follows a carriage return at the end of the bytes, nobody knows yet.
  if (byte !== CR || at >= end) return NOT_TAKEN;
  return bytes[at] === LF ? at + 1 : at;
}

/** A number for what stands in all stretches of a role up to this one. */
function numberOf({ pairs }: Stretch, before: number, found: number, learn: boolean): number {
  if (before === NONE) return found;
  const pair = before * 0x400_0000 + found;
  const known = pairs.get(pair);
  if (known !== undefined) return known;
  if (!learn) return UNSEEN;
  pairs.set(pair, pairs.size);
  return pairs.size - 1;
}

/** Whether a cell could be a total's label by its first character: anything but a digit, a delimiter and the like. */
function mayLookTotal(bytes: Uint8Array, at: number, delimiter: number): boolean {
  const byte = bytes[at] ?? 0;
  return byte !== delimiter && !(byte >= 0x30 && byte <= 0x39);
}
