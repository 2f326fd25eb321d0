/** Rows A of the graduated response, which concern the whole school: when each is asked for, overdue and done. */
import { describe, expect, it } from "vitest";
import { upnOf } from "../laws/schools.ts";
import { School, type Line, type Story } from "../letters/school.ts";
import { attend } from "../run.ts";

const [AVA, KIT] = [upnOf(0), upnOf(1)];

/** `none`, `by 2026-11-20` or `overdue 2026-11-20`. */
async function asked(row: string, day: string, log: readonly Line[] = [], story: Story = {}): Promise<string> {
  const { folder } = new School([{ log }], { to: "2027-03-25", ...story });
  const said = await attend(["due", "--json", "--date", day], { cwd: folder });
  if (said.code === 2) throw new Error(said.err);
  const { due } = JSON.parse(said.out) as { due: readonly { row: string; due: string; overdue: boolean }[] };
  const own = due.filter((each) => each.row === row);
  return own.map((each) => `${each.overdue ? "overdue" : "by"} ${each.due}`).join(", ") || "none";
}

const done = (row: string, day: string): Line => ({ kind: "note", row, day, pupil: null });
/** The log has begun; what went by before its first line is not asked for. */
const BEGUN: Line = { kind: "note", note: "We begin", day: "2026-09-03", pupil: null };

type Case = readonly [title: string, day: string, doneOn: readonly string[], said: string];

const DAILY: readonly Case[] = [
  ["on the day before the year begins", "2026-09-02", [], "none"],
  ["on a school day", "2026-11-18", ["2026-11-17"], "by 2026-11-18"],
  ["the day after", "2026-11-19", ["2026-11-17"], "overdue 2026-11-18"],
  ["done the same day", "2026-11-18", ["2026-11-18"], "none"],
  ["done a day late, which does both", "2026-11-19", ["2026-11-19"], "none"],
  ["on a Saturday, done on Friday", "2026-11-21", ["2026-11-20"], "none"],
  ["on a Saturday, not done on Friday", "2026-11-21", ["2026-11-19"], "overdue 2026-11-20"],
  ["in the holiday, not done on the last day", "2026-10-28", ["2026-10-22"], "overdue 2026-10-23"],
  ["on the first day back, done on the last", "2026-11-02", ["2026-10-23"], "by 2026-11-02"],
];

const WEEKLY: readonly Case[] = [
  ["in a week without school", "2026-10-28", ["2026-10-20"], "none"],
  ["on the Monday", "2026-11-16", ["2026-11-13"], "by 2026-11-20"],
  ["on the last school day in time", "2026-11-20", ["2026-11-13"], "by 2026-11-20"],
  ["the Saturday after", "2026-11-21", ["2026-11-13"], "overdue 2026-11-20"],
  ["the Monday after", "2026-11-23", ["2026-11-13"], "overdue 2026-11-20"],
  ["in the holiday, when the week before it had none", "2026-10-28", ["2026-10-16"], "overdue 2026-10-23"],
  ["on the first day back, when the week before the holiday had none", "2026-11-02", [], "overdue 2026-10-23"],
  ["done", "2026-11-20", ["2026-11-16"], "none"],
  ["done on Monday for the week before, which does both", "2026-11-23", ["2026-11-23"], "none"],
  ["done at the weekend", "2026-11-23", ["2026-11-22"], "by 2026-11-27"],
  ["done in the holiday", "2026-11-02", ["2026-10-28"], "by 2026-11-06"],
];

const HALF_TERMLY: readonly Case[] = [
  ["before the year begins", "2026-09-02", [], "none"],
  ["in the half-term", "2026-11-18", ["2026-10-01"], "by 2026-12-18"],
  ["on its last day", "2026-12-18", ["2026-10-01"], "by 2026-12-18"],
  ["the day after", "2026-12-19", ["2026-10-01"], "overdue 2026-12-18"],
  ["in the next half-term", "2027-01-04", ["2026-10-01"], "overdue 2026-12-18"],
  ["done on its first day", "2026-12-18", ["2026-11-02"], "none"],
  ["done in the half-term before", "2026-11-02", ["2026-10-23"], "by 2026-12-18"],
  ["done in the holiday after", "2027-01-04", ["2026-12-22"], "by 2027-02-12"],
];

const TERMLY: readonly Case[] = [
  ["before the year begins", "2026-09-02", [], "none"],
  ["in the first half-term", "2026-09-10", [], "by 2026-12-18"],
  ["in the October holiday", "2026-10-28", [], "by 2026-12-18"],
  ["on the last day", "2026-12-18", [], "by 2026-12-18"],
  ["the day after", "2026-12-19", [], "overdue 2026-12-18"],
  ["in the next term", "2027-02-22", [], "overdue 2026-12-18"],
  ["done in the first half-term", "2026-12-18", ["2026-09-10"], "none"],
  ["done last term", "2027-01-04", ["2026-09-10"], "by 2027-03-25"],
];

const CADENCES: readonly (readonly [row: string, cases: readonly Case[]])[] = [
  ["A1", TERMLY],
  ["A3", WEEKLY],
  ["A4", TERMLY],
  ["A5", HALF_TERMLY],
  ["A6", DAILY],
  ["A7", DAILY],
  ["A8", DAILY],
  ["A9", WEEKLY],
  ["A10", WEEKLY],
  ["A12", HALF_TERMLY],
  ["A13", WEEKLY],
];

describe.each(CADENCES)("%s", (row, cases) => {
  it.each(cases)("%s (%s, done on %j): %s", async (_, day, doneOn, said) => {
    expect(await asked(row, day, [BEGUN, ...doneOn.map((each) => done(row, each))])).toBe(said);
  });

  it("is not asked of what went by before the log began", async () => {
    expect(await asked(row, "2027-01-05")).toMatch(/^by 2027-/);
  });
});

describe("a closed day", () => {
  it("moves the week's last school day", async () => {
    const story: Story = { closed: ["2026-11-20"] };
    expect(await asked("A9", "2026-11-19", [BEGUN, done("A9", "2026-11-13")], story)).toBe("by 2026-11-19");
    expect(await asked("A9", "2026-11-20", [BEGUN, done("A9", "2026-11-13")], story)).toBe("overdue 2026-11-19");
  });

  it("asks for nothing daily", async () => {
    const story: Story = { closed: ["2026-11-20"] };
    expect(await asked("A8", "2026-11-20", [BEGUN, done("A8", "2026-11-19")], story)).toBe("none");
    expect(await asked("A8", "2026-11-23", [BEGUN, done("A8", "2026-11-18")], story)).toBe("overdue 2026-11-19");
  });
});

describe("exports that stop before today", () => {
  it("leave the days after them to the calendar", async () => {
    const story: Story = { to: "2026-11-13" };
    expect(await asked("A8", "2026-11-18", [BEGUN, done("A8", "2026-11-17")], story)).toBe("by 2026-11-18");
    expect(await asked("A9", "2026-11-18", [BEGUN, done("A9", "2026-11-13")], story)).toBe("by 2026-11-20");
  });
});

describe("A2", () => {
  const toAll = (day: string): readonly Line[] =>
    [AVA, KIT].map((pupil) => ({ kind: "letter", letter: "whole-school", day, pupil }));

  it.each([
    ["in September", "2026-09-03", [], "by 2026-09-30"],
    ["on its last day", "2026-09-30", [], "by 2026-09-30"],
    ["in October", "2026-10-01", [], "overdue 2026-09-30"],
    ["at the end of the year", "2027-03-25", [], "overdue 2026-09-30"],
    ["sent", "2026-09-20", toAll("2026-09-10"), "none"],
    ["sent late", "2026-12-01", toAll("2026-11-10"), "none"],
    ["by a note", "2026-10-01", [done("A2", "2026-09-30")], "none"],
    ["sent last year", "2026-09-20", toAll("2026-07-10"), "by 2026-09-30"],
  ] as const)("%s (%s)", async (_, day, log, said) => {
    expect(await asked("A2", day, log)).toBe(said);
  });
});

describe("A11", () => {
  const story: Story = { config: "  parents-evenings: [2026-11-19]\n" };
  const slips: readonly Line[] = [AVA, KIT].map((pupil) => ({
    kind: "letter",
    letter: "parents-evening",
    day: "2026-11-12",
    pupil,
  }));

  it.each([
    ["more than a fortnight before", "2026-11-04", [], "none"],
    ["a fortnight before", "2026-11-05", [], "by 2026-11-18"],
    ["the day before", "2026-11-18", [], "by 2026-11-18"],
    ["on the evening", "2026-11-19", [], "overdue 2026-11-18"],
    ["after the evening", "2026-11-20", [], "none"],
    ["handed out", "2026-11-18", slips, "none"],
    ["by a note", "2026-11-18", [done("A11", "2026-11-05")], "none"],
    ["by a note for another evening", "2026-11-18", [done("A11", "2026-11-04")], "by 2026-11-18"],
  ] as const)("%s (%s)", async (_, day, log, said) => {
    expect(await asked("A11", day, log, story)).toBe(said);
  });

  it("is not asked without an evening", async () => {
    expect(await asked("A11", "2026-11-18")).toBe("none");
  });
});

describe("A12", () => {
  const summary = (pupil: string): Line => ({ kind: "letter", letter: "half-term-summary", day: "2026-11-10", pupil });

  it("is done by the summary to every family", async () => {
    expect(await asked("A12", "2026-11-18", [summary(AVA), summary(KIT)])).toBe("none");
  });

  it("is no letter to one family about lateness", async () => {
    const log = [{ kind: "letter", letter: "lateness", day: "2026-11-10", pupil: AVA }];
    expect(await asked("A12", "2026-11-18", log)).toBe("by 2026-12-18");
  });
});

describe("A5", () => {
  it("is done by a letter that says well done", async () => {
    const log = [{ kind: "letter", letter: "well-done", day: "2026-11-10", pupil: AVA }];
    expect(await asked("A5", "2026-11-18", log)).toBe("none");
  });
});

describe("A14", () => {
  const halfTerms: Story["halfTerms"] = [
    ["Autumn 1", "2026-09-03", "2026-10-23"],
    ["Autumn 2", "2026-11-02", "2026-12-18"],
    ["Summer 2", "2027-06-07", "2027-07-21"],
  ];
  const story: Story = { halfTerms, to: "2027-07-21" };

  it.each([
    ["on the first day", "2026-09-03", [], "by 2027-07-21"],
    ["on the last", "2027-07-21", [], "by 2027-07-21"],
    ["when the year's last school day has passed", "2027-08-02", [], "overdue 2027-07-21"],
    ["by a note", "2027-07-21", [done("A14", "2026-09-03")], "none"],
    ["by a note of last year", "2026-09-03", [done("A14", "2026-07-10")], "by 2027-07-21"],
  ] as const)("%s (%s)", async (_, day, log, said) => {
    expect(await asked("A14", day, log, story)).toBe(said);
  });
});

describe("a note about a pupil", () => {
  it("does no row of the school", async () => {
    expect(await asked("A9", "2026-11-18", [BEGUN, { kind: "note", row: "A9", day: "2026-11-18" }])).not.toBe("none");
  });
});
