/** Rows P and S6: panels, part-time timetables, and their reviews and sign-offs; when each is asked for and done. */
import { describe, expect, it } from "vitest";
import { AVA, School, type Child, type Line, type Story } from "../letters/school.ts";
import { attend } from "../run.ts";

interface Scene extends Child {
  readonly story?: Story;
}

/** What Ava is asked for in a row: `none`, `by 2026-11-20` or `overdue 2026-11-20`. */
async function asked(row: string, day: string, { story = {}, ...ava }: Scene): Promise<string> {
  const { folder } = new School([ava], { to: "2027-03-25", ...story });
  const said = await attend(["due", "--json", "--date", day], { cwd: folder });
  if (said.code === 2) throw new Error(said.err);
  const { due } = JSON.parse(said.out) as {
    due: readonly { row: string; name: string | null; due: string; overdue: boolean }[];
  };
  const own = due.filter((each) => each.row === row && each.name === AVA);
  return own.map((each) => `${each.overdue ? "overdue" : "by"} ${each.due}`).join(", ") || "none";
}

type Case = readonly [title: string, day: string, log: readonly Line[], said: string];

const table = (row: string, cases: readonly Case[], ava: Scene = {}): void => {
  describe(row, () => {
    it.each(cases)("%s (%s)", async (_, day, log, said) => {
      expect(await asked(row, day, { ...ava, log })).toBe(said);
    });

    // Else the deed would have done nothing.
    const done = cases.filter(([, , log, said]) => said === "none" && log.length > 1);
    it.each(done)("%s, and asked before (%s)", async (_, day, log) => {
      expect(await asked(row, day, { ...ava, log: log.slice(0, -1) })).not.toBe("none");
    });
  });
};

const note = (row: string, day: string): Line => ({ kind: "note", row, day });
const letter = (kind: string, day: string): Line => ({ kind: "letter", letter: kind, day });
const referral = (agency: string, day: string): Line => ({ kind: "referral", agency, outcome: "made", day });
const panel = (outcome: string, day: string, more: Line = {}): Line => ({ kind: "panel", outcome, day, ...more });
const review = (day: string, more: Line = {}): Line => ({ kind: "review", outcome: "same", day, ...more });
const policy = (text: string): Scene => ({ story: { config: `policy:\n  ${text}\n` } });

const planned = panel("planned", "2026-11-09", { on: "2026-11-30" });

table("P1", [
  ["no panel", "2026-11-16", [], "none"],
  ["held already", "2026-11-16", [panel("held", "2026-11-09")], "none"],
  ["a week before", "2026-11-23", [planned], "by 2026-11-23"],
  ["less than a week before", "2026-11-24", [planned], "overdue 2026-11-23"],
  ["on the day of the panel", "2026-11-30", [planned], "overdue 2026-11-23"],
  ["after it", "2026-12-01", [planned], "none"],
  [
    "without a day, a fortnight from when it was planned",
    "2026-11-10",
    [panel("planned", "2026-11-09")],
    "by 2026-11-16",
  ],
  ["invited", "2026-11-24", [planned, letter("panel-invitation", "2026-11-10")], "none"],
  ["invited to an earlier one", "2026-11-23", [letter("panel-invitation", "2026-11-06"), planned], "by 2026-11-23"],
  ["by a note", "2026-11-24", [planned, note("P1", "2026-11-10")], "none"],
]);

table("P2", [
  ["no panel", "2026-11-30", [], "none"],
  ["the day before", "2026-11-29", [planned], "none"],
  ["on the day", "2026-11-30", [planned], "by 2026-11-30"],
  ["the day after", "2026-12-01", [planned], "overdue 2026-11-30"],
  ["without a day, not yet on the day it was planned", "2026-11-09", [panel("planned", "2026-11-09")], "none"],
  ["held", "2026-12-01", [planned, panel("held", "2026-11-30")], "none"],
  ["missed", "2026-12-01", [planned, panel("missed", "2026-11-30")], "none"],
  ["cancelled", "2026-12-01", [planned, panel("cancelled", "2026-11-24")], "none"],
  ["planned for a later day", "2026-12-01", [planned, panel("planned", "2026-11-30", { on: "2026-12-14" })], "none"],
  ["by a note", "2026-12-01", [planned, note("P2", "2026-11-30")], "none"],
]);

const held = panel("held", "2026-11-09");

table("P3", [
  ["only planned", "2026-11-23", [planned], "none"],
  ["ten school days", "2026-11-23", [held], "by 2026-11-23"],
  ["the day after", "2026-11-24", [held], "overdue 2026-11-23"],
  ["over half-term", "2026-11-02", [panel("held", "2026-10-19")], "by 2026-11-09"],
  ["referred", "2026-11-24", [held, referral("COMPASS", "2026-11-09")], "none"],
  ["referred before", "2026-11-23", [referral("COMPASS", "2026-11-06"), held], "by 2026-11-23"],
  ["by a note", "2026-11-24", [held, note("P3", "2026-11-16")], "none"],
]);

const november = panel("held", "2026-11-02");

table("P4", [
  ["only planned", "2026-12-14", [{ ...november, outcome: "planned" }], "none"],
  ["more than a fortnight before", "2026-11-29", [november], "none"],
  ["a fortnight before", "2026-11-30", [november], "by 2026-12-14"],
  ["after six weeks", "2026-12-14", [november], "by 2026-12-14"],
  ["the day after", "2026-12-15", [november], "overdue 2026-12-14"],
  ["six weeks of the calendar, half-term among them", "2026-11-16", [panel("held", "2026-10-05")], "by 2026-11-16"],
  ["on the day that was agreed", "2026-12-01", [{ ...november, review: "2026-12-01" }], "by 2026-12-01"],
  [
    "the day after the day that was agreed",
    "2026-12-02",
    [{ ...november, review: "2026-12-01" }],
    "overdue 2026-12-01",
  ],
  ["reviewed", "2026-12-15", [november, review("2026-12-14")], "none"],
  ["reviewed, and six weeks later again", "2027-01-25", [november, review("2026-12-14")], "by 2027-01-25"],
  ["reviewed, and six weeks and a day later", "2027-01-26", [november, review("2026-12-14")], "overdue 2027-01-25"],
  ["reviewed before the panel", "2026-12-15", [review("2026-10-20"), november], "overdue 2026-12-14"],
  ["signed off", "2026-12-15", [november, { kind: "sign-off", day: "2026-12-14" }], "none"],
  ["signed off before the panel", "2026-12-14", [{ kind: "sign-off", day: "2026-10-20" }, november], "by 2026-12-14"],
  ["by a note", "2026-12-15", [november, note("P4", "2026-12-10")], "none"],
  [
    "a weekly look is no review of the panel",
    "2026-12-15",
    [november, review("2026-12-11", { row: "I3" })],
    "overdue 2026-12-14",
  ],
]);

describe("P4 and the summer", () => {
  it("asks for a review that the new school year finds undone", async () => {
    const ava: Scene = { log: [panel("held", "2026-06-22")], story: { from: "2026-06-08" } };
    expect(await asked("P4", "2026-08-31", ava)).toBe("overdue 2026-08-03");
    expect(await asked("P4", "2026-09-07", ava)).toBe("overdue 2026-08-03");
  });
});

describe("P4 in school weeks", () => {
  const inWeeks = policy("review: { counted-in: school-weeks }");

  it.each([
    ["no holiday among them", "2026-12-14", "2026-11-02", "by 2026-12-14"],
    ["no holiday among them, the day after", "2026-12-15", "2026-11-02", "overdue 2026-12-14"],
    ["half-term among them", "2026-11-17", "2026-10-05", "by 2026-11-23"],
    ["half-term among them, on the same weekday", "2026-11-26", "2026-10-08", "by 2026-11-26"],
    ["half-term among them, the day after", "2026-11-27", "2026-10-08", "overdue 2026-11-26"],
    ["Christmas among them", "2027-01-11", "2026-11-16", "by 2027-01-11"],
  ])("%s (%s, held on %s)", async (_, day, on, said) => {
    expect(await asked("P4", day, { ...inWeeks, log: [panel("held", on)] })).toBe(said);
  });

  it("is after as many weeks as the policy says", async () => {
    const log = [november];
    expect(await asked("P4", "2026-11-30", { ...policy("review: { weeks: 4 }"), log })).toBe("by 2026-11-30");
    expect(await asked("P4", "2026-12-01", { ...policy("review: { weeks: 4 }"), log })).toBe("overdue 2026-11-30");
  });
});

/** Six weeks and not a holiday to 18 December: 60 sessions from 9 November on. */
const plan: Line = { kind: "plan", targets: "95%", day: "2026-11-06" };
const signOff: Line = { kind: "sign-off", day: "2026-12-18" };
const P5 = "by 2027-01-15";

describe("P5", () => {
  it.each<readonly [string, string, Scene, string]>([
    ["no plan", "2026-12-18", {}, "none"],
    ["a panel only planned", "2026-12-18", { log: [panel("planned", "2026-11-06")] }, "none"],
    ["six weeks less a day", "2026-12-17", { log: [plan] }, "none"],
    ["six weeks", "2026-12-18", { log: [plan] }, P5],
    ["six weeks after a panel", "2026-12-18", { log: [panel("held", "2026-11-06")] }, P5],
    ["a newer plan", "2026-12-18", { log: [plan, { ...plan, day: "2026-11-07" }] }, "none"],
    ["95.0%: 57 of 60", "2026-12-18", { log: [plan], marks: { "2026-12-01": "III" } }, P5],
    ["94.9%: 56 of 59", "2026-12-18", { log: [plan], marks: { "2026-12-01": "IIID" } }, "none"],
    ["93.3%: 56 of 60", "2026-12-18", { log: [plan], marks: { "2026-12-01": "IIII" } }, "none"],
    ["an unauthorised session", "2026-12-18", { log: [plan], marks: { "2026-12-01": "O" } }, "none"],
    ["an arrival after registers close", "2026-12-18", { log: [plan], marks: { "2026-12-01": "U" } }, "none"],
    ["an unauthorised session just before", "2026-12-18", { log: [plan], marks: { "2026-11-06": "OO" } }, P5],
    ["an unauthorised session on the first day", "2026-12-18", { log: [plan], marks: { "2026-11-09": "O" } }, "none"],
    ["never there", "2026-12-18", { log: [plan], marks: { "2026-11-09": "D".repeat(60) } }, "none"],
    ["signed off", "2026-12-18", { log: [plan, signOff] }, "none"],
    ["signed off from an earlier plan", "2026-12-18", { log: [{ ...signOff, day: "2026-11-05" }, plan] }, P5],
    ["by a note", "2026-12-18", { log: [plan, note("P5", "2026-12-18")] }, "none"],
    [
      "by the policy's own numbers",
      "2026-12-04",
      { ...policy("sign-off: { weeks: 4, at-least: 90 }"), log: [plan], marks: { "2026-12-01": "III" } },
      "by 2026-12-18",
    ],
    [
      "by the policy's own numbers, less a day",
      "2026-12-03",
      { ...policy("sign-off: { weeks: 4 }"), log: [plan] },
      "none",
    ],
  ])("%s (%s)", async (_, day, ava, said) => {
    expect(await asked("P5", day, ava)).toBe(said);
  });

  it("is overdue when it was offered more than ten school days ago", async () => {
    expect(await asked("P5", "2027-01-15", { log: [plan] })).toBe(P5);
    expect(await asked("P5", "2027-01-18", { log: [plan] })).toBe("overdue 2027-01-15");
  });
});

const evidence = panel("held", "2026-11-09", { plan: "Medical evidence for every absence" });

table("P6", [
  ["a panel that asked for none", "2026-11-16", [held], "none"],
  ["five school days", "2026-11-16", [evidence], "by 2026-11-16"],
  ["asked for in the note", "2026-11-16", [{ ...held, note: "GP letter: medical evidence" }], "by 2026-11-16"],
  ["the day after", "2026-11-17", [evidence], "overdue 2026-11-16"],
  ["sent", "2026-11-17", [evidence, letter("medical-evidence", "2026-11-10")], "none"],
  ["sent before", "2026-11-16", [letter("medical-evidence", "2026-11-06"), evidence], "by 2026-11-16"],
  ["by a note", "2026-11-17", [evidence, note("P6", "2026-11-10")], "none"],
]);

describe("P7", () => {
  const ten: Scene = { marks: { "2026-11-02": "OOOOOOOOOO" } };

  it.each<readonly [string, string, Scene, string]>([
    ["nine unauthorised", "2026-11-20", { marks: { "2026-11-02": "OOOOOOOOOI" } }, "none"],
    ["on the day of the tenth", "2026-11-06", ten, "by 2026-11-20"],
    ["ten school days later", "2026-11-20", ten, "by 2026-11-20"],
    ["the next day", "2026-11-21", ten, "overdue 2026-11-20"],
    ["too young to be compelled", "2026-11-20", { ...ten, year: "R" }, "none"],
    ["warned", "2026-11-23", { ...ten, log: [letter("penalty-notice-warning", "2026-11-06")] }, "none"],
    ["warned before", "2026-11-20", { ...ten, log: [letter("penalty-notice-warning", "2026-11-05")] }, "by 2026-11-20"],
    [
      "warned, by hand",
      "2026-11-23",
      { ...ten, log: [{ kind: "penalty-notice", outcome: "warned", day: "2026-11-09" }] },
      "none",
    ],
    [
      "a notice asked for is no warning",
      "2026-11-20",
      { ...ten, log: [{ kind: "penalty-notice", outcome: "requested", day: "2026-11-09" }] },
      "by 2026-11-20",
    ],
    ["by a note", "2026-11-23", { ...ten, log: [note("P7", "2026-11-09")] }, "none"],
  ])("%s (%s)", async (_, day, ava, said) => {
    expect(await asked("P7", day, ava)).toBe(said);
  });
});

const need: Line = { kind: "need", need: "part-time-timetable", day: "2026-11-02" };

table("S6", [
  ["a full timetable", "2026-12-14", [], "none"],
  ["more than a fortnight before", "2026-11-29", [need], "none"],
  ["a fortnight before", "2026-11-30", [need], "by 2026-12-14"],
  ["after six weeks", "2026-12-14", [need], "by 2026-12-14"],
  ["the day after", "2026-12-15", [need], "overdue 2026-12-14"],
  [
    "counted from the day it began",
    "2026-11-30",
    [{ ...need, day: "2026-11-09", from: "2026-11-02" }],
    "by 2026-12-14",
  ],
  ["ended", "2026-12-14", [{ ...need, to: "2026-12-11" }], "none"],
  ["reviewed", "2026-12-15", [need, review("2026-12-10")], "none"],
  ["reviewed, and six weeks later", "2027-01-21", [need, review("2026-12-10")], "by 2027-01-21"],
  ["reviewed, and six weeks and a day later", "2027-01-22", [need, review("2026-12-10")], "overdue 2027-01-21"],
  ["by a note", "2026-12-15", [need, note("S6", "2026-12-15")], "none"],
]);

describe("S6 by marks alone", () => {
  const halves: Scene = { marks: { "2026-09-03": Array<string>(50).fill("/ C2").join(" ") } };

  it("asks six weeks after the half-term began", async () => {
    expect(await asked("S6", "2026-10-15", halves)).toBe("by 2026-10-15");
    expect(await asked("S6", "2026-10-16", halves)).toBe("overdue 2026-10-15");
  });

  it("still asks in the next half-term, when it goes on and nobody has reviewed it", async () => {
    expect(await asked("S6", "2026-11-03", halves)).toBe("overdue 2026-10-15");
  });
});
