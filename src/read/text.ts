/** From a file's bytes to UTF-8: by byte-order mark, else strict UTF-8, else Windows-1252. */
import { isUtf8 } from "node:buffer";
import type { ProblemCode } from "../problem/problem.ts";

export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "windows-1252";

export interface Text {
  readonly utf8: Buffer;
  readonly encoding: Encoding;
  /** Read as Windows-1252, and yet with characters that only UTF-8 makes: the file holds both. */
  readonly isMixed?: boolean;
}

/** Where Windows-1252 differs from ISO-8859-1: the characters of bytes 0x80 to 0x9F; the five holes stay control characters. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Decodes a whole file, or says why it is no text. The byte-order mark is not part of the result. */
export function decode(bytes: Uint8Array, asked: Encoding | null = null): Text | { readonly problem: ProblemCode } {
  if (bytes.length === 0) return { problem: "file-empty" };
  if (isWorkbook(bytes)) return { problem: "file-is-workbook" };
  const text = decodeText(bytes, asked);
  if (text.utf8.length === 0 || isBlank(text.utf8)) return { problem: "file-empty" };
  // A NUL never stands in an export; a picture, a database or a damaged file has one soon.
  if (text.utf8.includes(0)) return { problem: "file-is-binary" };
  return text;
}

/** Whether a file begins as Excel's do, old or new. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

function decodeText(bytes: Uint8Array, asked: Encoding | null): Text {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (asked === "windows-1252") return { utf8: from1252(buffer), encoding: asked };
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    const rest = buffer.subarray(3);
    return isUtf8(rest)
      ? { utf8: rest, encoding: "utf-8-bom" }
      : { utf8: from1252(rest), encoding: "windows-1252", isMixed: true };
  }
  if (asked === "utf-16le" || startsWith(bytes, [0xff, 0xfe])) {
    const start = startsWith(bytes, [0xff, 0xfe]) ? 2 : 0;
    return { utf8: Buffer.from(buffer.subarray(start).toString("utf16le"), "utf8"), encoding: "utf-16le" };
  }
  if (asked === "utf-16be" || startsWith(bytes, [0xfe, 0xff])) {
    const start = startsWith(bytes, [0xfe, 0xff]) ? 2 : 0;
    const even = buffer.length - (buffer.length % 2);
    return {
      utf8: Buffer.from(Buffer.from(buffer.subarray(start, even)).swap16().toString("utf16le"), "utf8"),
      encoding: "utf-16be",
    };
  }
  if (isUtf8(buffer)) return { utf8: buffer, encoding: "utf-8" };
  const utf8 = from1252(buffer);
  return { utf8, encoding: "windows-1252", isMixed: MOJIBAKE.test(utf8.subarray(0, 1_000_000).toString("utf8")) };
}

/** `Ã«` and the like: what UTF-8 looks like when it is read as Windows-1252. */
const MOJIBAKE = /[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/;

function from1252(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (c) => HIGH.charAt(c.charCodeAt(0) - 0x80));
  return Buffer.from(text, "utf8");
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function isBlank(utf8: Buffer): boolean {
  return utf8.length < 4096 && utf8.toString("utf8").trim() === "";
}

/** A text in the bytes of the file that it was decoded from, with the byte-order mark that this had. */
export function encodeLike(text: string, original: Uint8Array, encoding: Encoding): Buffer {
  const mark =
    [
      [0xef, 0xbb, 0xbf],
      [0xff, 0xfe],
      [0xfe, 0xff],
    ].find((each) => startsWith(original, each)) ?? [];
  return Buffer.concat([Buffer.from(mark), encoded(text, encoding)]);
}

function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  if (encoding !== "windows-1252") return Buffer.from(text, "utf8");
  const inHigh = (c: string): string => (HIGH.includes(c) ? String.fromCharCode(0x80 + HIGH.indexOf(c)) : "?");
  return Buffer.from(text.replace(/[^\0-\xff]/g, inHigh), "latin1");
}
