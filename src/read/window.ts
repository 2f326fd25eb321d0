/** A window that moves over the bytes of a file, always as wide as the row that is being read. */
import { Buffer, isUtf8 } from "node:buffer";
import { LF } from "./bytes.ts";
import { isWorkbook } from "./text.ts";

/** Bytes as they come. */
export interface ByteStream {
  /** Puts the next bytes into `into` from `at` on, and gives their number; 0 at the end of the file. */
  readonly fill: (into: Uint8Array, at: number) => number;
  readonly close: () => void;
}

/** The bytes of a file: all at once, or one after the other where that can be. Both may throw when it cannot be opened. */
export interface ExportBytes {
  readonly read: () => Uint8Array;
  readonly open?: () => ByteStream;
}

/** So many bytes are looked at when a file is opened; the delimiter is guessed from as many. */
const HEAD = 65_536;
const SIZE = 4 * HEAD;
const BOM = [0xef, 0xbb, 0xbf];

/** The bytes are no UTF-8, or no text: the file has to be looked at as a whole. */
export class NotPlain extends Error {}

export class ByteWindow {
  bytes: Buffer;
  /** What was not read yet: from `at` up to and without `end`. */
  at = 0;
  end: number;
  /** Nothing follows after `end`. */
  isLast: boolean;
  readonly #stream: ByteStream | null;
  /** Up to here, the bytes are known to be UTF-8. */
  #checked = 0;

  /** Over UTF-8 that is all there. */
  constructor(utf8: Buffer, stream: ByteStream | null = null) {
    this.bytes = utf8;
    this.end = stream ? 0 : utf8.length;
    this.isLast = stream === null;
    this.#stream = stream;
  }

  /** Over a file of plain UTF-8. Throws `NotPlain` when its beginning is something else; later, `more` does. */
  static open(stream: ByteStream): { readonly window: ByteWindow; readonly hasBom: boolean } {
    const window = new ByteWindow(Buffer.allocUnsafe(SIZE), stream);
    while (!window.isLast && window.end < HEAD) window.#fill();
    const hasBom = BOM.every((byte, i) => i < window.end && window.bytes[i] === byte);
    if (hasBom) window.at = window.#checked = BOM.length;
    window.#check();
    if (isWorkbook(window.bytes)) throw new NotPlain();
    if (window.isLast && window.head().toString("utf8").trim() === "") throw new NotPlain();
    return { window, hasBom };
  }

  /** The first bytes of what was not read yet. */
  head(): Buffer {
    return this.bytes.subarray(this.at, Math.min(this.end, this.at + HEAD));
  }

  /** Brings more bytes behind those that were not read yet, which move to the front. */
  more(): void {
    this.bytes.copyWithin(0, this.at, this.end);
    this.#checked -= this.at;
    this.end -= this.at;
    this.at = 0;
    if (this.end === this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.end)]);
    this.#fill();
    this.#check();
  }

  #fill(): void {
    const read = this.#stream?.fill(this.bytes, this.end) ?? 0;
    this.end += read;
    if (read === 0) this.isLast = true;
  }

  /** Looks at the new bytes up to the last line end, so that no character is cut in two. */
  #check(): void {
    const to = this.isLast ? this.end : this.bytes.subarray(0, this.end).lastIndexOf(LF) + 1;
    if (to <= this.#checked) return;
    const fresh = this.bytes.subarray(this.#checked, to);
    if (!isUtf8(fresh) || fresh.includes(0)) throw new NotPlain();
    this.#checked = to;
  }
}
