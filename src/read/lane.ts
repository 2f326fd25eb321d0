/** The fast lane of mark rows: a row whose every cell was understood before is added from its bytes alone. */
import type { Buffer } from "node:buffer";
import type { Day } from "../register/day.ts";
import { CR, LF, QUOTE } from "./bytes.ts";
import { MISSING } from "../register/kinds.ts";
import type { MarkRows } from "./mark-rows.ts";
import { looksTotal } from "./no-pupil.ts";

import { Meanings } from "./meanings.ts";
import { endOfCell, SeenCells, UNSEEN } from "./seen.ts";
import { Taken } from "./taken.ts";

/** The bytes of a row are not understood: it is for the careful lane. */
const NOT_TAKEN = 0;
/** No stretch of this role yet in the row. */
const NONE = -2;

/** What a column is for; `other` is passed over. */
type Role = "who" | "when" | "marks" | "minutes" | "comment" | "other";

/** Neighbouring columns of one role. */
interface Stretch {
  readonly role: Role;
  readonly columns: number;
  /** It stands before the last column that says whose the row is, where the label of a total may stand. */
  readonly isLead: boolean;
  readonly seen: SeenCells;
  /** A number for each pair of what stood in the stretches of this role before, and in this one. */
  readonly pairs: Map<number, number>;
}

export class Lane {
  /** Rows that the last run has taken. */
  taken = 0;
  #rows: MarkRows;
  readonly #delimiter: number;
  readonly #width: number;
  readonly #stretches: readonly Stretch[];
  /** By the number of what stands in the columns of that role. */
  readonly #people = new Taken();
  readonly #firsts: (number | undefined)[] = [];
  /** Cells of one character by its byte; longer ones by their number, those that end a row apart. */
  readonly #byByte = new Meanings();
  readonly #inRow: { readonly seen: SeenCells; readonly meanings: Meanings };
  readonly #atEnd: { readonly seen: SeenCells; readonly meanings: Meanings };
  /** In order of columns: which slot each mark is, and where its cell begins and ends. */
  readonly #slotAt: Int32Array;
  readonly #after: Int32Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #kinds: Uint8Array;
  /** Of the row that was walked last. */
  #who = 0;
  #when = 0;
  #minutes = 0;
  #minutesEnd = 0;
  #comment = 0;
  #commentEnd = 0;

  /** `columns`: how many cells a whole row has. */
  constructor(rows: MarkRows, columns: number, delimiter: number) {
    const { when, slots } = rows.columns;
    const slotOf = new Map(slots.map(({ column }, slot) => [column, slot]));
    const who = rows.people.columns;
    const lastWho = Math.max(...who);
    const roleOf = (column: number): Role => {
      if (who.includes(column)) return "who";
      if (when.includes(column)) return "when";
      if (slotOf.has(column)) return "marks";
      if (column === rows.minutes) return "minutes";
      return column === rows.comment ? "comment" : "other";
    };
    const stretches: { role: Role; columns: number; isLead: boolean }[] = [];
    const slotAt: number[] = [];
    for (let column = 0; column < columns; column++) {
      const role = roleOf(column);
      const last = stretches.at(-1);
      const isLead = column < lastWho && (role === "minutes" || role === "comment" || role === "other");
      if (last?.role === role && !isLead && !last.isLead) last.columns++;
      else stretches.push({ role, columns: 1, isLead });
      const slot = slotOf.get(column);
      if (role === "marks" && slot !== undefined) slotAt.push(slot);
    }
    const seen = (cells: number, closes: boolean): SeenCells => new SeenCells(cells, delimiter, closes);
    const last = stretches.length - 1;
    this.#stretches = stretches.map((each, i) => ({ ...each, seen: seen(each.columns, i === last), pairs: new Map() }));
    this.#inRow = { seen: seen(1, false), meanings: new Meanings() };
    this.#atEnd = { seen: seen(1, true), meanings: new Meanings() };
    this.#slotAt = Int32Array.from(slotAt);
    this.#after = Int32Array.from(slots, ({ after }) => after);
    this.#rows = rows;
    this.#delimiter = delimiter;
    this.#width = columns;
    this.#from = new Int32Array(slots.length);
    this.#to = new Int32Array(slots.length);
    this.#kinds = new Uint8Array(slots.length);
  }

  /** Begins another file of the same report: who its rows are about is known, when they are has to be learned again. */
  restart(rows: MarkRows): void {
    this.#rows = rows;
    this.#people.restart();
    this.#firsts.length = 0;
  }

  /**
   * Takes rows from `at` on for as long as all of each is understood; `line` is that of the first. Returns where the first
   * row begins that was not taken.
   */
  run(bytes: Buffer, at: number, end: number, line: number): number {
    this.taken = 0;
    while (at < end) {
      const next = this.#walk(bytes, at, end, false);
      if (next === NOT_TAKEN || !this.#add(bytes, line + this.taken)) break;
      this.taken++;
      at = next;
    }
    return at;
  }

  /** Remembers what the cells of a row mean that the careful lane has used; `at` is where it begins. */
  learn(bytes: Buffer, at: number, end: number, cells: readonly string[], line: number): void {
    const { people, columns, reading } = this.#rows;
    if (cells.length !== this.#width || cells.some((cell) => cell.startsWith('"'))) return;
    // A total's label may be taken for a name where something stands before it, and only there.
    let column = 0;
    for (const stretch of this.#stretches) {
      for (const last = column + stretch.columns; column < last; column++) {
        if ((stretch.role === "who" || stretch.isLead) && looksTotal(cells[column] ?? "")) return;
      }
    }
    const who = people.find(cells, line);
    const first = columns.first(cells, line);
    if (!who || first === null || this.#walk(bytes, at, end, true) === NOT_TAKEN) return;
    this.#people.set(this.#who, who, cells, people);
    this.#firsts[this.#when] = first;
    for (const [i, slot] of this.#slotAt.entries()) {
      const { after = 0, column: of = 0 } = columns.slots[slot] ?? {};
      const cell = cells[of] ?? "";
      if (cell === "") continue;
      const mark = reading.marks.known(cell, (first + after) >> 1);
      if (mark.lowerCase) continue;
      const meaning = mark.code === null ? { kind: MISSING, from: -Infinity, until: Infinity } : mark;
      this.#mean(bytes, this.#from[i] ?? 0, this.#to[i] ?? 0, end, meaning);
    }
  }

  /** Tells the people how many rows were taken of each; to be called when the file is at its end. */
  finish(): void {
    for (const { who, day, rows } of this.#people.all()) this.#rows.people.note(who, day, rows);
  }

  /** Finds every cell of a row, and who and when it is; gives where the next row begins. */
  #walk(bytes: Buffer, at: number, end: number, learn: boolean): number {
    const delimiter = this.#delimiter;
    let who = NONE;
    let when = NONE;
    let mark = 0;
    this.#minutesEnd = this.#minutes = 0;
    this.#commentEnd = this.#comment = 0;
    for (let i = 0; ; i++) {
      const stretch = this.#stretches[i];
      if (!stretch) return NOT_TAKEN;
      const { role, seen } = stretch;
      if (role === "who" || role === "when") {
        const found = seen.find(bytes, at, end, learn);
        if (found === UNSEEN) return NOT_TAKEN;
        const number = numberOf(stretch, role === "who" ? who : when, found, learn);
        if (number === UNSEEN) return NOT_TAKEN;
        if (role === "who") who = number;
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
          if (role === "marks") {
            this.#from[mark] = from;
            this.#to[mark++] = at;
          } else if (role === "minutes") {
            this.#minutes = from;
            this.#minutesEnd = at;
          } else if (role === "comment") {
            this.#comment = from;
            this.#commentEnd = at;
          }
          if (++column === stretch.columns) break;
          if (bytes[at++] !== delimiter) return NOT_TAKEN;
        }
      }
      if (at < 0 || at >= end) return NOT_TAKEN;
      const byte = bytes[at++];
      if (byte === delimiter) continue;
      if (i !== this.#stretches.length - 1) return NOT_TAKEN;
      // Whether a line feed follows a carriage return at the end of the bytes, nobody knows yet.
      if (byte === CR && at >= end) return NOT_TAKEN;
      this.#who = Math.max(who, 0);
      this.#when = Math.max(when, 0);
      return byte === CR && bytes[at] === LF ? at + 1 : at;
    }
  }

  /** Adds the row that was walked; false when something of it is new. */
  #add(bytes: Buffer, line: number): boolean {
    const first = this.#firsts[this.#when];
    if (first === undefined) return false;
    for (let i = 0; i < this.#slotAt.length; i++) {
      const slot = this.#slotAt[i] ?? 0;
      const kind = this.#kindOf(bytes, this.#from[i] ?? 0, this.#to[i] ?? 0, (first + (this.#after[slot] ?? 0)) >> 1);
      if (kind === UNSEEN) return false;
      this.#kinds[slot] = kind;
    }
    const person = this.#people.indexIn(this.#rows.people, this.#who, line);
    if (person < 0) return false;
    const minutes = textOf(bytes, this.#minutes, this.#minutesEnd);
    const comment = textOf(bytes, this.#comment, this.#commentEnd);
    this.#people.note(this.#who, this.#rows.dayOf(first));
    this.#rows.add(person, line, first, this.#kinds, minutes, comment);
    return true;
  }

  #kindOf(bytes: Buffer, from: number, to: number, day: Day): number {
    const quoted = bytes[from] === QUOTE;
    const length = to - from - (quoted ? 2 : 0);
    if (length === 0) return MISSING;
    if (length === 1) return this.#byByte.on(day, bytes[quoted ? from + 1 : from] ?? 0);
    const { seen, meanings } = bytes[to] === this.#delimiter ? this.#inRow : this.#atEnd;
    const cell = seen.find(bytes, from, to + 1, false);
    return cell === UNSEEN ? UNSEEN : meanings.on(day, cell);
  }

  #mean(bytes: Buffer, from: number, to: number, end: number, meaning: Parameters<Meanings["set"]>[1]): void {
    const quoted = bytes[from] === QUOTE;
    if (to - from - (quoted ? 2 : 0) === 1) this.#byByte.set(bytes[quoted ? from + 1 : from] ?? 0, meaning);
    else {
      const { seen, meanings } = bytes[to] === this.#delimiter ? this.#inRow : this.#atEnd;
      const cell = seen.find(bytes, from, end, true);
      if (cell !== UNSEEN) meanings.set(cell, meaning);
    }
  }
}

function textOf(bytes: Buffer, from: number, to: number): string {
  if (from === to) return "";
  if (bytes[from] !== QUOTE) return bytes.toString("utf8", from, to);
  return bytes.toString("utf8", from + 1, to - 1).replaceAll('""', '"');
}

/** A row of more cells than a year has sessions is no register that a lane could make fast. */
const WIDEST = 2000;

/** The lanes of a school's files: files of one report share one. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /**
   * The lane of a file, or null when its rows are too wide. `report`: all that tells how the bytes of a row are to be
   * understood; `columns`: how many cells a whole row has.
   */
  laneOf(report: string, rows: MarkRows, columns: number, delimiter: number): Lane | null {
    if (columns > WIDEST) return null;
    const known = this.#lanes.get(report);
    if (known) {
      known.restart(rows);
      return known;
    }
    const lane = new Lane(rows, columns, delimiter);
    this.#lanes.set(report, lane);
    return lane;
  }
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
