/** The code table against the facts of `codes.csv`, written out here once more. */
import { describe, expect, it } from "vitest";
import { CODES, codeNamed, standingOf } from "../../src/register/codes.ts";
import { isoOf } from "../../src/register/day.ts";
import { makeKinds, MISSING } from "../../src/register/kinds.ts";
import { on } from "../laws/schools.ts";

/** Code, statistical class, first day in force, last day in force. */
const TABLE = `
/   attending
\\   attending
L   attending
K   approved-educational-activity 2024-08-19
V   approved-educational-activity
P   approved-educational-activity
W   approved-educational-activity
B   approved-educational-activity
D   not-possible
C   authorised
C1  authorised 2024-08-19
C2  authorised 2024-08-19
E   authorised
I   authorised
J1  authorised 2024-08-19
M   authorised
R   authorised
S   authorised
T   authorised
G   unauthorised
N   unauthorised
O   unauthorised
U   unauthorised
Q   not-possible 2024-08-19
X   not-possible
Y1  not-possible 2024-08-19
Y2  not-possible 2024-08-19
Y3  not-possible 2024-08-19
Y4  not-possible 2024-08-19
Y5  not-possible 2024-08-19
Y6  not-possible 2024-08-19
Y7  not-possible 2024-08-19
Z   administrative
#   administrative
F   authorised always 2013-08-31
H   authorised always 2024-08-18
J   approved-educational-activity always 2024-08-18
Y   not-possible always 2024-08-18`
  .trim()
  .split("\n")
  .map((line) => line.split(/ +/))
  .map(([code = "", category = "", from = "always", until = "still"]) => ({ code, category, from, until }));

const DAY = on("2026-11-23");

describe("the code table", () => {
  it("holds each code once, and no other", () => {
    expect(CODES.map(({ code }) => code).toSorted()).toEqual(TABLE.map(({ code }) => code).toSorted());
  });

  it.each(TABLE)("knows $code as $category from $from until $until", ({ code, category, from, until }) => {
    const found = codeNamed(code);
    expect(found?.category).toBe(category);
    expect(found?.from === undefined ? "always" : isoOf(found.from)).toBe(from);
    expect(found?.until === undefined ? "still" : isoOf(found.until)).toBe(until);
    expect(found?.heading).not.toBe("");
    expect(found?.source).not.toBe("");
  });

  it("knows no other text", () => {
    for (const text of ["", "-", "!", "@", "A", "present", "l", "Y8", "C3", "I02"]) expect(codeNamed(text)).toBeNull();
  });
});

describe("a code on a day", () => {
  it.each([
    ["C1", "2024-08-18", "not-yet"],
    ["C1", "2024-08-19", "in-force"],
    ["Y7", "2024-08-18", "not-yet"],
    ["K", "2024-08-19", "in-force"],
    ["H", "2024-08-18", "in-force"],
    ["H", "2024-08-19", "retired"],
    ["J", "2024-08-19", "retired"],
    ["Y", "2024-08-18", "in-force"],
    ["Y", "2024-08-19", "retired"],
    ["F", "2013-08-31", "in-force"],
    ["F", "2013-09-01", "retired"],
    ["/", "1990-01-01", "in-force"],
    ["\\", "2099-01-01", "in-force"],
    ["A", "2026-11-23", "unknown"],
  ])("%s on %s is %s", (code, day, expected) => {
    expect(standingOf(code, on(day))).toBe(expected);
  });
});

describe("the kinds of a register", () => {
  it("keep the class of a retired code, as DfE's own figures do", () => {
    const kinds = makeKinds();
    expect(kinds.list[kinds.of("H", DAY)]).toEqual({ code: "H", class: "authorised" });
    expect(kinds.list[kinds.of("J", DAY)]).toEqual({ code: "J", class: "approved-educational-activity" });
    expect(kinds.list[kinds.of("Y", DAY)]).toEqual({ code: "Y", class: "not-possible" });
  });

  it("count a code before its day, and one nobody knows, as unknown", () => {
    const kinds = makeKinds();
    expect(kinds.list[kinds.of("C1", on("2024-08-18"))]).toEqual({ code: "C1", class: "unknown" });
    expect(kinds.list[kinds.of("A", DAY)]).toEqual({ code: "A", class: "unknown" });
    expect(kinds.of("A", DAY)).toBe(kinds.of("A", on("2020-01-01")));
    expect(kinds.of("A", DAY)).not.toBe(MISSING);
  });

  it("stay within a byte however many codes nobody knows", () => {
    const kinds = makeKinds();
    for (let i = 0; i < 1000; i++) expect(kinds.of(`code ${String(i)}`, DAY)).toBeLessThan(256);
    expect(kinds.list.length).toBeLessThanOrEqual(256);
    expect(kinds.list[kinds.of("code 999", DAY)]?.class).toBe("unknown");
  });
});
