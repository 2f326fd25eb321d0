/** Stretches of bytes that were seen before, each with a number, so that what one means is worked out only once. */
import { grownFrom } from "../register/grown.ts";
import { CR, LF, QUOTE } from "./bytes.ts";

/** Not seen before, or not to be told from its bytes alone. */
export const UNSEEN = -1;

/**
 * One or more neighbouring cells of a row as they stand, quotation marks and delimiters too. Rows come in an order that
 * repeats itself, so what followed a stretch last time is tried first.
 */
export class SeenCells {
  /** Where the stretch that was found last ends: at a delimiter or a line end. */
  end = 0;
  readonly #cells: number;
  readonly #delimiter: number;
  readonly #closesRow: boolean;
  /** The bytes of all stretches, one behind the other; stretch `i` is from `#from[i]` to `#from[i + 1]`. */
  #arena = new Uint8Array(4096);
  /** The same bytes and those of the file, eight at a time. */
  #arenaView = new DataView(this.#arena.buffer);
  #bytes: Uint8Array = this.#arena;
  #view: DataView = this.#arenaView;
  #from = new Int32Array(256);
  #next = new Int32Array(256);
  #count = 0;
  /** Open addressing by hash: the number of a stretch plus one, or 0. */
  #slots = new Int32Array(512);
  #last = 0;
  /** The last stretch came again when it was asked for; otherwise it was the one that followed it before. */
  #stays = true;

  /** `cells` neighbouring cells; `closesRow` when the last of them ends the row. */
  constructor(cells: number, delimiter: number, closesRow: boolean) {
    this.#cells = cells;
    this.#delimiter = delimiter;
    this.#closesRow = closesRow;
  }

  /** How many stretches were learned. */
  get count(): number {
    return this.#count;
  }

  /** The number of the stretch that begins at `at`, or `UNSEEN`; with `learn` it gets one. `end` is the end of the bytes. */
  find(bytes: Uint8Array, at: number, end: number, learn: boolean): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const last = this.#last;
    const next = this.#next[last] ?? 0;
    const stays = this.#stays;
    if (this.#isAt(stays ? last : next, bytes, at, end)) return (this.#last = stays ? last : next);
    if (this.#isAt(stays ? next : last, bytes, at, end)) {
      this.#stays = !stays;
      return (this.#last = stays ? next : last);
    }
    const stop = this.#stop(bytes, at, end);
    if (stop < 0) return UNSEEN;
    const found = this.#byHash(bytes, at, stop, learn);
    if (found === UNSEEN) return UNSEEN;
    this.end = stop;
    this.#next[last] = found;
    return (this.#last = found);
  }

  #isAt(number: number, bytes: Uint8Array, at: number, end: number): boolean {
    if (number >= this.#count) return false;
    const from = this.#from[number] ?? 0;
    const length = (this.#from[number + 1] ?? 0) - from;
    if (at + length >= end || !this.#isEnd(bytes[at + length])) return false;
    if (!this.#isSame(from, bytes, at, length)) return false;
    this.end = at + length;
    return true;
  }

  #isSame(from: number, bytes: Uint8Array, at: number, length: number): boolean {
    const last = length - 8;
    if (last < 0) {
      for (let i = 0; i < length; i++) if (this.#arena[from + i] !== bytes[at + i]) return false;
      return true;
    }
    // Eight bytes of UTF-8 are never two numbers that compare wrongly: neither NaN nor one of the two zeros has such bytes.
    for (let i = 0; i < last; i += 8) {
      if (this.#arenaView.getFloat64(from + i, true) !== this.#view.getFloat64(at + i, true)) return false;
    }
    return this.#arenaView.getFloat64(from + last, true) === this.#view.getFloat64(at + last, true);
  }

  #isEnd(byte: number | undefined): boolean {
    return this.#closesRow ? byte === LF || byte === CR : byte === this.#delimiter;
  }

  /** The end of the last cell; -1 when the bytes end first, or the row has fewer cells, or its quotes are odd. */
  #stop(bytes: Uint8Array, at: number, end: number): number {
    for (let cell = 1; ; cell++) {
      at = endOfCell(bytes, at, end, this.#delimiter);
      if (at < 0 || at >= end) return -1;
      if (cell === this.#cells) return this.#isEnd(bytes[at]) ? at : -1;
      if (bytes[at++] !== this.#delimiter) return -1;
    }
  }

  #byHash(bytes: Uint8Array, at: number, stop: number, learn: boolean): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, at, stop) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] ?? 0;
      const from = this.#from[number - 1] ?? 0;
      if ((this.#from[number] ?? 0) - from !== stop - at) continue;
      if (this.#isSame(from, bytes, at, stop - at)) return number - 1;
    }
    if (!learn) return UNSEEN;
    this.#keep(bytes, at, stop);
    this.#slots[slot] = this.#count;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return this.#count - 1;
  }

  #keep(bytes: Uint8Array, at: number, stop: number): void {
    const from = this.#from[this.#count] ?? 0;
    const to = from + stop - at;
    while (to > this.#arena.length) {
      this.#arena = grownFrom(this.#arena, new Uint8Array(this.#arena.length * 2));
      this.#arenaView = new DataView(this.#arena.buffer);
    }
    if (this.#count + 2 > this.#from.length) {
      this.#from = grownFrom(this.#from, new Int32Array(this.#from.length * 2));
      this.#next = grownFrom(this.#next, new Int32Array(this.#next.length * 2));
    }
    this.#arena.set(bytes.subarray(at, stop), from);
    this.#count++;
    this.#from[this.#count] = to;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 1; number <= this.#count; number++) {
      let slot = hashOf(this.#arena, this.#from[number - 1] ?? 0, this.#from[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

/** Where the cell that begins at `at` ends; -1 when its quotes are odd or hold a line break, `end` when the bytes end first. */
export function endOfCell(bytes: Uint8Array, at: number, end: number, delimiter: number): number {
  if (at < end && bytes[at] === QUOTE) {
    for (at++; at < end; at++) {
      const byte = bytes[at];
      if (byte === LF || byte === CR) return -1;
      if (byte !== QUOTE) continue;
      if (bytes[++at] === QUOTE && at < end) continue;
      return at >= end || bytes[at] === delimiter || bytes[at] === LF || bytes[at] === CR ? at : -1;
    }
    return end;
  }
  while (at < end) {
    const byte = bytes[at];
    if (byte === delimiter || byte === LF || byte === CR) return at;
    at++;
  }
  return end;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
