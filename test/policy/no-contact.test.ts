/** The trigger for days without a reason and without contact with the family. */
import { describe, expect, it } from "vitest";
import { has, type Story } from "./schools.ts";

const noContact = (story: Story): boolean => has(story, "no-contact");

/** Friday 13 to Friday 20 November 2026: six school days. */
const WEEK: Story = { from: "2026-11-02", to: "2026-11-20" };

describe("days without a reason", () => {
  it.each([
    ["two are not enough", { "2026-11-19": "NN", "2026-11-20": "NN" }, false],
    ["three are", { "2026-11-18": "NN", "2026-11-19": "NN", "2026-11-20": "NN" }, true],
    ["O counts as N does", { "2026-11-18": "OO", "2026-11-19": "NO", "2026-11-20": "ON" }, true],
    [
      "half a day of three is enough when the rest is not possible",
      { "2026-11-18": "NX", "2026-11-19": "NN", "2026-11-20": "NN" },
      true,
    ],
    ["a day partly attended does not count", { "2026-11-18": "/N", "2026-11-19": "NN", "2026-11-20": "NN" }, false],
    [
      "a reason in between ends the run",
      { "2026-11-17": "NN", "2026-11-18": "II", "2026-11-19": "NN", "2026-11-20": "NN" },
      false,
    ],
    [
      "a holiday not granted ends it too",
      { "2026-11-17": "NN", "2026-11-18": "GG", "2026-11-19": "NN", "2026-11-20": "NN" },
      false,
    ],
    ["an arrival after the register ends it", { "2026-11-18": "NN", "2026-11-19": "NN", "2026-11-20": "UN" }, false],
    [
      "back at school, it is over",
      { "2026-11-17": "NN", "2026-11-18": "NN", "2026-11-19": "NN", "2026-11-20": "/\\" },
      false,
    ],
    [
      "a day at another school is passed over, but is no day of three",
      { "2026-11-17": "NN", "2026-11-18": "DD", "2026-11-19": "NN", "2026-11-20": "NN" },
      true,
    ],
    [
      "two days and one at another school are two",
      { "2026-11-18": "NN", "2026-11-19": "DD", "2026-11-20": "NN" },
      false,
    ],
    [
      "a day without marks is passed over",
      { "2026-11-17": "NN", "2026-11-18": "..", "2026-11-19": "NN", "2026-11-20": "NN" },
      true,
    ],
    [
      "the newest day may be without a mark",
      { "2026-11-17": "NN", "2026-11-18": "NN", "2026-11-19": "NN", "2026-11-20": ".." },
      true,
    ],
  ])("%s", (_, marks, expected) => {
    expect(noContact({ ...WEEK, marks })).toBe(expected);
  });

  it("run over a weekend", () => {
    const marks = { "2026-11-13": "NN", "2026-11-16": "NN", "2026-11-17": "NN" };
    expect(noContact({ ...WEEK, to: "2026-11-17", marks })).toBe(true);
    expect(noContact({ ...WEEK, to: "2026-11-16", marks })).toBe(false);
    expect(noContact({ ...WEEK, to: "2026-11-13", asAt: "2026-11-15", marks })).toBe(false);
  });

  it("run over a closed day", () => {
    // Friday 27 November is closed.
    const marks = { "2026-11-25": "NN", "2026-11-26": "NN", "2026-11-30": "NN" };
    expect(noContact({ from: "2026-11-02", to: "2026-11-30", marks })).toBe(true);
    expect(noContact({ from: "2026-11-02", to: "2026-11-26", asAt: "2026-11-29", marks })).toBe(false);
  });

  it("run over half-term", () => {
    const marks = { "2026-10-22": "NN", "2026-10-23": "NN", "2026-11-02": "NN" };
    expect(noContact({ to: "2026-11-02", marks })).toBe(true);
  });
});

describe("contact with the family", () => {
  const marks = { "2026-11-18": "NN", "2026-11-19": "NN", "2026-11-20": "NN" };
  const withDeed = (deed: Readonly<Record<string, unknown>>): boolean => noContact({ ...WEEK, marks, log: [deed] });

  it.each([
    ["before the first of the days changes nothing", "2026-11-17", true],
    ["on the first of them ends the wait", "2026-11-18", false],
    ["on the last of them does too", "2026-11-20", false],
    ["after today is not known yet", "2026-11-21", true],
  ])("%s", (_, day, expected) => {
    expect(withDeed({ kind: "call", outcome: "reached", day })).toBe(expected);
  });

  it.each([
    ["a call that was answered", { kind: "call", outcome: "reached" }, false],
    ["a call that nobody answered", { kind: "call", outcome: "no-answer" }, true],
    ["a talk", { kind: "talk" }, false],
    ["a meeting", { kind: "meeting" }, false],
    ["a letter", { kind: "letter" }, true],
    ["a note", { kind: "note" }, true],
    ["a concern", { kind: "concern" }, true],
  ])("is not merely trying: %s", (_, deed, expected) => {
    expect(withDeed({ day: "2026-11-19", ...deed })).toBe(expected);
  });

  it("with somebody else's family changes nothing", () => {
    expect(withDeed({ kind: "call", outcome: "reached", day: "2026-11-19", pupil: "Z999999999999" })).toBe(true);
  });

  it("that was taken back in the log changes nothing", () => {
    const log = [
      { id: "a", kind: "call", outcome: "reached", day: "2026-11-19" },
      { id: "b", kind: "correction", corrects: "a", day: "2026-11-20" },
    ];
    expect(noContact({ ...WEEK, marks, log })).toBe(true);
  });
});
