/** Text to rows: quotes, line breaks, delimiters, and quotation marks that were never meant. */
import { describe, expect, it } from "vitest";
import { guessDelimiter, readRows, type Delimiter, type RowFaults } from "../../src/read/rows.ts";

type Read = RowFaults & { readonly nextLine: number } & { readonly rows: readonly (readonly [number, ...string[]])[] };

function read(text: string, delimiter: Delimiter = ","): Read {
  const rows: [number, ...string[]][] = [];
  const faults = readRows(Buffer.from(text), delimiter, (cells, line) => rows.push([line, ...cells]));
  return { rows, ...faults };
}

describe("rows", () => {
  it.each([
    ["line feeds", "\n"],
    ["carriage returns and line feeds", "\r\n"],
    ["carriage returns alone", "\r"],
  ])("end at %s", (_, end) => {
    expect(read(`a,b${end}1,2${end}3,4${end}`).rows).toEqual([
      [1, "a", "b"],
      [2, "1", "2"],
      [3, "3", "4"],
    ]);
  });

  it("need no line end at the end of the file", () => {
    expect(read("a,b\n1,2").rows).toHaveLength(2);
  });

  it("may be of unequal length", () => {
    expect(read("a,b,c\n1\n1,2,3,4\n").rows.map((row) => row.length - 1)).toEqual([3, 1, 4]);
  });

  it("keep a delimiter, a doubled quotation mark and a line break inside quotes", () => {
    expect(read('name,note\n"Adams, Ava","says ""hi"""\n"Bell, Kit","one\ntwo"\nNg,last\n')).toEqual({
      rows: [
        [1, "name", "note"],
        [2, "Adams, Ava", 'says "hi"'],
        [3, "Bell, Kit", "one\ntwo"],
        [5, "Ng", "last"],
      ],
      swallowed: [],
      openQuote: null,
      nextLine: 6,
    });
  });

  it("count a line break inside quotes once, also as Windows writes it", () => {
    expect(read('a,b\r\n"one\r\ntwo",1\r\n3,4\r\n').rows.map(([line]) => line)).toEqual([1, 2, 4]);
  });

  it("keep blank lines, so that every line can be accounted for", () => {
    expect(read("a,b\n\n1,2\n").rows.map(([line]) => line)).toEqual([1, 2, 3]);
  });

  it("take a quotation mark inside a cell as part of it", () => {
    expect(read('name,mark\nAva "Avi" Adams,/\n').rows[1]).toEqual([2, 'Ava "Avi" Adams', "/"]);
  });

  it("that a stray quotation mark swallowed are named from their first line to their last", () => {
    const { rows, swallowed, openQuote } = read('upn,mark\nA1,/\n"A2,/\nA3,/\nA4",/\nA5,I\n');
    expect(rows.map(([line]) => line)).toEqual([1, 2, 6]);
    expect(swallowed).toMatchObject([{ line: 3, lastLine: 5 }]);
    expect(openQuote).toBeNull();
  });

  it("after a quotation mark that is never closed are given up, with the line on which it opens", () => {
    const { rows, openQuote } = read('upn,mark\nA1,/\n"A2,/\nA3,/\n');
    expect(rows).toHaveLength(2);
    expect(openQuote).toBe(3);
  });
});

describe("the delimiter", () => {
  it.each([
    ["a,b,c\n1,2,3\n", ","],
    ["a;b;c\n1;2;3\n", ";"],
    ["a\tb\tc\n1\t2\t3\n", "\t"],
    ['a;b\n"x,y,z,w";2\n', ";"],
    ["Week beginning 16/11/2026, all classes\nupn;MonAM;MonPM\n", ";"],
    ["alone\n", ","],
    ["", ","],
  ] as const)("of %o is %o", (text, expected) => {
    expect(guessDelimiter(Buffer.from(text))).toBe(expected);
  });
});
