/** Bytes to text: byte-order marks, strict UTF-8, and every byte in which Windows-1252 is a thing of its own. */
import { describe, expect, it } from "vitest";
import { decode } from "../../src/read/text.ts";

/** Code points of the bytes 0x80 to 0x9F in Windows-1252 (Microsoft's table); five have none and stay as they are. */
const TABLE: readonly (readonly [number, number])[] = [
  [0x80, 0x20ac],
  [0x81, 0x0081],
  [0x82, 0x201a],
  [0x83, 0x0192],
  [0x84, 0x201e],
  [0x85, 0x2026],
  [0x86, 0x2020],
  [0x87, 0x2021],
  [0x88, 0x02c6],
  [0x89, 0x2030],
  [0x8a, 0x0160],
  [0x8b, 0x2039],
  [0x8c, 0x0152],
  [0x8d, 0x008d],
  [0x8e, 0x017d],
  [0x8f, 0x008f],
  [0x90, 0x0090],
  [0x91, 0x2018],
  [0x92, 0x2019],
  [0x93, 0x201c],
  [0x94, 0x201d],
  [0x95, 0x2022],
  [0x96, 0x2013],
  [0x97, 0x2014],
  [0x98, 0x02dc],
  [0x99, 0x2122],
  [0x9a, 0x0161],
  [0x9b, 0x203a],
  [0x9c, 0x0153],
  [0x9d, 0x009d],
  [0x9e, 0x017e],
  [0x9f, 0x0178],
];

function textOf(bytes: readonly number[] | Buffer): string {
  const decoded = decode(Uint8Array.from(bytes));
  return "problem" in decoded ? `problem: ${decoded.problem}` : `${decoded.encoding}: ${decoded.utf8.toString("utf8")}`;
}

describe("a file in Windows-1252", () => {
  it("has 32 bytes of its own", () => {
    expect(TABLE.map(([byte]) => byte)).toEqual(Array.from({ length: 32 }, (_, i) => 0x80 + i));
  });

  it.each(TABLE)("has for the byte %i the character %i", (byte, point) => {
    expect(textOf([0x41, byte, 0x42])).toBe(`windows-1252: A${String.fromCodePoint(point)}B`);
  });

  it("has for every byte from 0xA0 on the character of that number", () => {
    for (let byte = 0xa0; byte <= 0xff; byte++) {
      expect(textOf([0x41, byte, 0x42])).toBe(`windows-1252: A${String.fromCodePoint(byte)}B`);
    }
  });

  it("is what a file becomes that is not strict UTF-8 throughout", () => {
    expect(textOf([...Buffer.from("Zoë, "), 0x5a, 0x6f, 0xeb])).toBe("windows-1252: ZoÃ«, Zoë");
  });
});

describe("a file in UTF-8", () => {
  it.each(["Ava", "Zoë", "O’Brien – € Š", "Łucja 😀", "\u0080"])("is read as it is: %s", (text) => {
    expect(textOf(Buffer.from(text))).toBe(`utf-8: ${text}`);
  });

  it("loses its byte-order mark", () => {
    expect(textOf([0xef, 0xbb, 0xbf, ...Buffer.from("Zoë")])).toBe("utf-8-bom: Zoë");
  });

  it.each([
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
    ["a character cut short", [0xe2, 0x82]],
  ])("is not seen in %s", (_, bytes) => {
    expect(textOf([0x41, ...bytes])).toMatch(/^windows-1252: A/);
  });
});

describe("a file in UTF-16", () => {
  const text = "UPN\tName\r\nA1\tZoë O’Brien 😀\r\n";

  it("is read with the small end first", () => {
    expect(textOf([0xff, 0xfe, ...Buffer.from(text, "utf16le")])).toBe(`utf-16le: ${text}`);
  });

  it("is read with the big end first", () => {
    expect(textOf([0xfe, 0xff, ...Buffer.from(text, "utf16le").swap16()])).toBe(`utf-16be: ${text}`);
  });

  it("with half a character at its end does not fail", () => {
    expect(textOf([0xff, 0xfe, ...Buffer.from("UPN", "utf16le"), 0x41])).toMatch(/^utf-16le: UPN/);
    expect(textOf([0xfe, 0xff, ...Buffer.from("UPN", "utf16le").swap16(), 0x41])).toMatch(/^utf-16be: UPN/);
  });
});

describe("a file that is no text", () => {
  it.each([
    ["nothing", [], "file-empty"],
    ["white space", [0x20, 0x0d, 0x0a], "file-empty"],
    ["a byte-order mark alone", [0xef, 0xbb, 0xbf], "file-empty"],
    ["a UTF-16 mark alone", [0xff, 0xfe], "file-empty"],
    ["a new workbook", [0x50, 0x4b, 0x03, 0x04, 0x14], "file-is-workbook"],
    ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "file-is-workbook"],
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x00, 0x01], "file-is-binary"],
  ])("is refused: %s", (_, bytes, problem) => {
    expect(textOf(bytes)).toBe(`problem: ${problem}`);
  });

  it("is judged by its own bytes when it is part of a larger buffer", () => {
    const whole = Buffer.from("xxxxZoëxxxx");
    const decoded = decode(new Uint8Array(whole.buffer, whole.byteOffset + 4, 4));
    expect("utf8" in decoded && decoded.utf8.toString("utf8")).toBe("Zoë");
  });
});
