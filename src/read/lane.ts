/** The fast lane of mark rows: a row whose every cell was understood before is added from its bytes alone. */
import type { Buffer } from "node:buffer";
import type { Day } from "../register/day.ts";
import { QUOTE } from "./bytes.ts";
import { MISSING } from "../register/kinds.ts";
import type { MarkRows } from "./mark-rows.ts";
import { Meanings } from "./meanings.ts";
import { looksTotal } from "./no-pupil.ts";
import { SeenCells, UNSEEN } from "./seen.ts";
import { Taken } from "./taken.ts";
import { COMMENT, MARK, MINUTES, NOT_TAKEN, OTHER, RowWalk, WHEN, WHO, type WalkColumn } from "./walk.ts";

/** The number of a cell without a mark, beyond those of single bytes. */
const BLANK = 256;
/** What a cell means that holds no mark, on every day. */
const NO_MARK = { kind: MISSING, from: -Infinity, until: Infinity };

export class Lane {
  /** Rows that the last run has taken. */
  taken = 0;
  #rows: MarkRows;
  readonly #delimiter: number;
  readonly #columns: readonly WalkColumn[];
  readonly #walk: RowWalk;
  /** By the number of what stands in the columns of that role. */
  readonly #people = new Taken();
  readonly #firsts: (number | undefined)[] = [];
  /** Cells of no or one character by its byte; longer ones by their number, those that end a row apart. */
  readonly #byByte = new Meanings();
  readonly #inRow: { readonly seen: SeenCells; readonly meanings: Meanings };
  readonly #atEnd: { readonly seen: SeenCells; readonly meanings: Meanings };
  /** Those among which `#numberOf` has found a cell. */
  #meanings = this.#byByte;
  /** In order of columns: which slot each mark is, its sessions after the first, and what it is in each tail. */
  readonly #slotAt: Int32Array;
  readonly #after: Int32Array;
  readonly #inTails: readonly Meanings[];
  readonly #kinds: Uint8Array;

  /** `columns`: how many cells a whole row has. */
  constructor(rows: MarkRows, columns: number, delimiter: number) {
    const { when, slots } = rows.columns;
    const slotOf = new Map(slots.map(({ column }, slot) => [column, slot]));
    const who = rows.people.columns;
    const lastWho = Math.max(...who);
    const roleOf = (column: number): number => {
      if (who.includes(column)) return WHO;
      if (when.includes(column)) return WHEN;
      if (slotOf.has(column)) return MARK;
      if (column === rows.minutes) return MINUTES;
      return column === rows.comment ? COMMENT : OTHER;
    };
    this.#columns = Array.from({ length: columns }, (_, column) => {
      const role = roleOf(column);
      return { role, isLead: column < lastWho && (role === MINUTES || role === COMMENT || role === OTHER) };
    });
    const slotAt = this.#columns.flatMap((_, column) => slotOf.get(column) ?? []);
    this.#walk = new RowWalk(this.#columns, delimiter);
    this.#inRow = { seen: new SeenCells(1, delimiter, false), meanings: new Meanings() };
    this.#atEnd = { seen: new SeenCells(1, delimiter, true), meanings: new Meanings() };
    this.#byByte.set(BLANK, NO_MARK);
    this.#slotAt = Int32Array.from(slotAt);
    this.#after = Int32Array.from(slotAt, (slot) => slots[slot]?.after ?? 0);
    this.#inTails = slotAt.map(() => new Meanings());
    this.#rows = rows;
    this.#delimiter = delimiter;
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
      const next = this.#walk.walk(bytes, at, end, false);
      if (next === NOT_TAKEN || !this.#add(bytes, end, line + this.taken)) break;
      this.taken++;
      at = next;
    }
    return at;
  }

  /** Remembers what the cells of a row mean that the careful lane has used; `at` is where it begins. */
  learn(bytes: Buffer, at: number, end: number, cells: readonly string[], line: number): void {
    const { people, columns, reading } = this.#rows;
    if (cells.length !== this.#columns.length || cells.some((cell) => cell.startsWith('"'))) return;
    // A total's label may be taken for a name where something stands before it, and only there.
    if (this.#columns.some(({ role, isLead }, i) => (role === WHO || isLead) && looksTotal(cells[i] ?? ""))) return;
    const who = people.find(cells, line);
    const first = columns.first(cells, line);
    if (!who || first === null || this.#walk.walk(bytes, at, end, true) === NOT_TAKEN) return;
    this.#people.set(this.#walk.who, who, cells, people);
    this.#firsts[this.#walk.when] = first;
    for (const [i, slot] of this.#slotAt.entries()) {
      const cell = cells[columns.slots[slot]?.column ?? 0] ?? "";
      if (cell === "") continue;
      const mark = reading.marks.known(cell, (first + (this.#after[i] ?? 0)) >> 1);
      if (mark.lowerCase) continue;
      const number = this.#numberOf(bytes, i, true);
      if (number === UNSEEN) continue;
      this.#meanings.set(number, mark.code === null ? NO_MARK : mark);
    }
  }

  /** Tells the people how many rows were taken of each; to be called when the file is at its end. */
  finish(): void {
    this.#people.tell(this.#rows.people);
  }

  /** Adds the row that was walked; false when something of it is new. */
  #add(bytes: Buffer, end: number, line: number): boolean {
    const { who, when, tail, minutes, minutesEnd, comment, commentEnd } = this.#walk;
    const first = this.#firsts[when];
    if (first === undefined) return false;
    for (let i = 0; i < this.#slotAt.length; i++) {
      const day = (first + (this.#after[i] ?? 0)) >> 1;
      const kind = tail === UNSEEN ? this.#kindOf(bytes, i, day) : (this.#inTails[i]?.on(day, tail) ?? UNSEEN);
      if (kind === UNSEEN) return false;
      this.#kinds[this.#slotAt[i] ?? 0] = kind;
    }
    const person = this.#people.indexIn(this.#rows.people, who, line);
    if (person < 0) return false;
    this.#people.note(who, this.#rows.dayOf(first));
    if (minutes === minutesEnd && comment === commentEnd) {
      if (tail === UNSEEN) this.#learnTail(bytes, end);
      this.#rows.add(person, line, first, this.#kinds, "", "");
    } else {
      const late = textOf(bytes, minutes, minutesEnd);
      this.#rows.add(person, line, first, this.#kinds, late, textOf(bytes, comment, commentEnd));
    }
    return true;
  }

  #learnTail(bytes: Buffer, end: number): void {
    const tail = this.#walk.learnTail(bytes, end);
    if (tail === UNSEEN) return;
    for (const [i, meanings] of this.#inTails.entries()) {
      const number = this.#numberOf(bytes, i, false);
      meanings.copy(tail, this.#meanings, number);
    }
  }

  #kindOf(bytes: Buffer, mark: number, day: Day): number {
    const number = this.#numberOf(bytes, mark, false);
    return number === UNSEEN ? UNSEEN : this.#meanings.on(day, number);
  }

  /** The number of a mark's cell among `#meanings`. */
  #numberOf(bytes: Buffer, mark: number, learn: boolean): number {
    const from = this.#walk.from[mark] ?? 0;
    const to = this.#walk.to[mark] ?? 0;
    const quoted = bytes[from] === QUOTE;
    const length = to - from - (quoted ? 2 : 0);
    this.#meanings = this.#byByte;
    if (length === 0) return BLANK;
    if (length === 1) return bytes[quoted ? from + 1 : from] ?? 0;
    const { seen, meanings } = bytes[to] === this.#delimiter ? this.#inRow : this.#atEnd;
    this.#meanings = meanings;
    return seen.find(bytes, from, to + 1, learn);
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
