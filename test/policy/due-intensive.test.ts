/** Rows I and S, about single pupils of Intensive and Specialist need: when each is asked for, overdue and done. */
import { describe, expect, it } from "vitest";
import { AVA, School, type Child, type Line, type Story } from "../letters/school.ts";
import { attend } from "../run.ts";

interface Scene extends Child {
  readonly story?: Story;
  readonly others?: readonly Child[];
}

/** What Ava is asked for in a row: `none`, `by 2026-11-20` or `overdue 2026-11-20`. */
async function asked(row: string, day: string, { story = {}, others = [], ...ava }: Scene): Promise<string> {
  const { folder } = new School([ava, ...others], { to: "2027-03-25", ...story });
  const said = await attend(["due", "--json", "--date", day], { cwd: folder });
  if (said.code === 2) throw new Error(said.err);
  const { due } = JSON.parse(said.out) as {
    due: readonly { row: string; name: string | null; due: string; overdue: boolean }[];
  };
  const own = due.filter((each) => each.row === row && each.name === AVA);
  return own.map((each) => `${each.overdue ? "overdue" : "by"} ${each.due}`).join(", ") || "none";
}

type Case = readonly [title: string, day: string, ava: Scene, said: string];

const table = (row: string, cases: readonly Case[]): void => {
  describe(row, () => {
    it.each(cases)("%s (%s)", async (_, day, ava, said) => {
      expect(await asked(row, day, ava)).toBe(said);
    });

    // Else the deed would have done nothing.
    const done = cases.filter(([, , { log = [] }, said]) => said === "none" && log.length > 0);
    it.each(done)("%s, and asked before (%s)", async (_, day, ava) => {
      expect(await asked(row, day, { ...ava, log: ava.log?.slice(0, -1) ?? [] })).not.toBe("none");
    });
  });
};

const note = (row: string, day: string): Line => ({ kind: "note", row, day });
const letter = (kind: string, day: string): Line => ({ kind: "letter", letter: kind, day });
const concern = (day: string): Line => ({ kind: "concern", "reported-to": "DSL", reference: "MC-1", day });
const referral = (agency: string, day: string): Line => ({ kind: "referral", agency, outcome: "made", day });
const call = (outcome: string, day: string): Line => ({ kind: "call", outcome, day });
const met = (kind: "meeting" | "panel", outcome: string, day: string): Line => ({ kind, outcome, day });
const need = (name: string, day: string, more: Line = {}): Line => ({ kind: "need", need: name, day, ...more });
const weekly = (day: string): Line => ({ kind: "review", outcome: "same", day });
/** The log has begun; what went by before its first line is not asked for. */
const BEGUN: Line = { kind: "note", note: "We begin", day: "2026-09-03", pupil: null };

/** Exactly 95% on 18 November. */
const well: Scene = { marks: { "2026-11-04": "IIIII" } };
/** 14 sessions, 4 to 12 November: 10 of 88 missed on the 10th, and then Intensive need into December. */
const low: Scene = { marks: { "2026-11-04": "I".repeat(14) } };
/** 36 sessions, 4 to 27 November: 20 of 98 missed on the 17th, and then Specialist need for the half-term. */
const away: Scene = { marks: { "2026-11-04": "I".repeat(36) } };
const lates: Scene = { marks: { "2026-11-03": "L/L/L/L/L/L/L" } };
const sen: Scene = { about: { "SEN Status": "K" } };
const brother: Child = { name: "Ben Adams", class: "Elm" };

table("I1", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["six lates", "2026-11-18", { marks: { "2026-11-03": "L/L/L/L/L/L" } }, "none"],
  ["seven lates, the last on the 11th", "2026-11-18", lates, "by 2026-11-25"],
  ["the day before 10% is missed", "2026-11-09", low, "none"],
  ["that day", "2026-11-10", low, "by 2026-11-24"],
  ["ten school days later", "2026-11-24", low, "by 2026-11-24"],
  ["the day after", "2026-11-25", low, "overdue 2026-11-24"],
  ["over half-term", "2026-10-23", { marks: { "2026-10-19": "I".repeat(10) } }, "by 2026-11-12"],
  ["held", "2026-11-25", { ...low, log: [met("meeting", "held", "2026-11-10")] }, "none"],
  ["held before", "2026-11-24", { ...low, log: [met("meeting", "held", "2026-11-09")] }, "by 2026-11-24"],
  ["only planned", "2026-11-24", { ...low, log: [met("meeting", "planned", "2026-11-12")] }, "by 2026-11-24"],
  ["missed", "2026-11-24", { ...low, log: [met("meeting", "missed", "2026-11-12")] }, "by 2026-11-24"],
  ["only invited", "2026-11-24", { ...low, log: [letter("meeting-invitation", "2026-11-12")] }, "by 2026-11-24"],
  ["by a note", "2026-11-25", { ...low, log: [note("I1", "2026-11-12")] }, "none"],
  ["of a pupil with a SEND plan, from the same day", "2026-11-18", { ...sen, ...low }, "by 2026-11-24"],
]);

table("I2", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["lates alone", "2026-11-18", lates, "none"],
  ["91%", "2026-11-18", { marks: { "2026-11-04": "I".repeat(9) } }, "none"],
  ["below 90%", "2026-11-18", low, "by 2026-12-18"],
  ["below 80%", "2026-12-18", away, "by 2026-12-18"],
  ["the day after the last", "2026-12-19", away, "overdue 2026-12-18"],
  [
    "of a pupil with a SEND plan, from the same half-term",
    "2026-11-18",
    { ...sen, ...low, log: [BEGUN] },
    "by 2026-12-18",
  ],
  ["sent", "2026-11-18", { ...low, log: [letter("attendance-below-90", "2026-11-13")] }, "none"],
  ["invited to a meeting", "2026-12-19", { ...away, log: [letter("meeting-invitation", "2026-11-13")] }, "none"],
  ["another letter", "2026-11-18", { ...low, log: [letter("attendance-concern", "2026-11-13")] }, "by 2026-12-18"],
  [
    "sent last half-term",
    "2026-11-18",
    { ...low, log: [letter("attendance-below-90", "2026-10-20")] },
    "by 2026-12-18",
  ],
  ["by a note", "2026-11-18", { ...low, log: [note("I2", "2026-11-13")] }, "none"],
]);

table("I3", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["in the week", "2026-11-18", low, "by 2026-11-20"],
  ["a SEND plan alone", "2026-11-18", sen, "by 2026-11-20"],
  ["Specialist need", "2026-11-18", away, "by 2026-11-20"],
  ["on the last school day", "2026-11-20", low, "by 2026-11-20"],
  ["on the Saturday", "2026-11-21", low, "overdue 2026-11-20"],
  ["on the Monday", "2026-11-23", { ...low, log: [BEGUN] }, "overdue 2026-11-20"],
  ["looked at", "2026-11-21", { ...low, log: [weekly("2026-11-16")] }, "none"],
  ["looked at last week", "2026-11-18", { ...low, log: [BEGUN, weekly("2026-11-13")] }, "by 2026-11-20"],
  ["by a note", "2026-11-20", { ...low, log: [note("I3", "2026-11-20")] }, "none"],
]);

table("I4", [
  ["not away", "2026-11-18", sen, "none"],
  ["away, of no tier", "2026-11-18", { marks: { "2026-11-18": "II" } }, "none"],
  ["away today", "2026-11-12", low, "by 2026-11-12"],
  ["away for half the day", "2026-11-18", { ...sen, marks: { "2026-11-18": "/I" } }, "by 2026-11-18"],
  ["at another school", "2026-11-18", { ...sen, marks: { "2026-11-18": "DD" } }, "none"],
  ["away the day before", "2026-11-13", low, "overdue 2026-11-12"],
  ["away five school days back", "2026-11-18", low, "overdue 2026-11-12"],
  ["away six school days back", "2026-11-19", low, "none"],
  ["tried, and nobody there", "2026-11-13", { ...low, log: [call("no-answer", "2026-11-12")] }, "none"],
  ["rung the day after", "2026-11-13", { ...low, log: [call("reached", "2026-11-13")] }, "none"],
  ["rung for the day before", "2026-11-12", { ...low, log: [call("reached", "2026-11-11")] }, "by 2026-11-12"],
  ["a letter", "2026-11-12", { ...low, log: [letter("attendance-below-90", "2026-11-12")] }, "by 2026-11-12"],
  ["by a note", "2026-11-13", { ...low, log: [note("I4", "2026-11-12")] }, "none"],
]);

table("I5", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["a SEND plan alone", "2026-11-18", sen, "none"],
  ["below 90%", "2026-11-18", low, "by 2026-12-18"],
  ["mental health alone", "2026-11-18", { log: [need("mental-health", "2026-11-09")] }, "by 2026-12-18"],
  ["nobody reached for three days", "2026-11-18", { marks: { "2026-11-16": "NNNNNN" } }, "by 2026-12-18"],
  ["the day after the term", "2026-12-19", away, "overdue 2026-12-18"],
  ["referred", "2026-11-18", { ...low, log: [referral("CAMHS", "2026-09-10")] }, "none"],
  [
    "considered",
    "2026-12-19",
    { ...away, log: [{ ...referral("CAMHS", "2026-11-16"), outcome: "considered" }] },
    "none",
  ],
  [
    "referred last term",
    "2027-01-04",
    { ...sen, log: [need("mental-health", "2026-11-09"), referral("CAMHS", "2026-11-09")] },
    "by 2027-03-25",
  ],
  ["by a note", "2026-11-18", { ...low, log: [note("I5", "2026-11-16")] }, "none"],
]);

/** Ill, then away without a reason from 10 November; 10 of 88 missed on that day. */
const silent = (days: number, log: readonly Line[] = []): Scene => ({
  marks: { "2026-11-04": "I".repeat(8) + "O".repeat(2 * days) },
  log,
});

table("I6", [
  ["one day without a reason", "2026-11-10", silent(1), "none"],
  ["two days", "2026-11-11", silent(2), "by 2026-11-12"],
  ["back with a reason", "2026-11-12", silent(2), "none"],
  ["the day after the second", "2026-11-13", silent(4), "overdue 2026-11-12"],
  ["a SEND plan alone", "2026-11-18", { ...sen, marks: { "2026-11-17": "NNNN" } }, "by 2026-11-19"],
  ["reported", "2026-11-13", silent(4, [concern("2026-11-10")]), "none"],
  ["by a note", "2026-11-13", silent(4, [note("I6", "2026-11-11")]), "none"],
]);

table("I7", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["below 90%", "2026-11-18", low, "by 2026-12-18"],
  ["the day after the last", "2026-12-19", away, "overdue 2026-12-18"],
  ["asked", "2026-11-18", { ...low, log: [concern("2026-11-12")] }, "none"],
  ["by a note", "2026-12-19", { ...away, log: [note("I7", "2026-11-12")] }, "none"],
]);

table("I8", [
  ["attendance of 95%", "2026-11-18", well, "none"],
  ["below 90%", "2026-11-18", low, "by 2026-12-18"],
  ["Specialist need, which S1 is for", "2026-11-18", away, "none"],
  ["the day after the last", "2026-12-19", { marks: { "2026-11-04": "I".repeat(16) } }, "overdue 2026-12-18"],
  ["a panel is planned", "2026-11-18", { ...low, log: [met("panel", "planned", "2026-11-13")] }, "none"],
  [
    "a panel was held last half-term",
    "2026-11-18",
    { ...low, log: [met("panel", "held", "2026-10-20")] },
    "by 2026-12-18",
  ],
  ["by a note", "2026-11-18", { ...low, log: [note("I8", "2026-11-13")] }, "none"],
]);

table("S1", [
  ["the day before 80%", "2026-11-16", away, "none"],
  ["below 80%", "2026-11-17", away, "by 2026-12-08"],
  ["fifteen school days later", "2026-12-08", away, "by 2026-12-08"],
  ["the day after", "2026-12-09", away, "overdue 2026-12-08"],
  ["held", "2026-12-09", { ...away, log: [met("panel", "held", "2026-11-24")] }, "none"],
  ["only planned", "2026-12-08", { ...away, log: [met("panel", "planned", "2026-11-24")] }, "by 2026-12-08"],
  ["missed", "2026-12-08", { ...away, log: [met("panel", "missed", "2026-11-24")] }, "by 2026-12-08"],
  ["by a note", "2026-12-09", { ...away, log: [note("S1", "2026-11-17")] }, "none"],
]);

table("S2", [
  ["the day before 80%", "2026-11-16", away, "none"],
  ["five school days later", "2026-11-24", away, "by 2026-11-24"],
  ["the day after", "2026-11-25", away, "overdue 2026-11-24"],
  ["planned", "2026-11-25", { ...away, log: [{ kind: "plan", targets: "95%", day: "2026-11-18" }] }, "none"],
  ["by a note", "2026-11-25", { ...away, log: [note("S2", "2026-11-18")] }, "none"],
]);

table("S3", [
  ["the day before 80%", "2026-11-16", away, "none"],
  ["below 80%", "2026-11-17", away, "by 2026-12-18"],
  ["the day after the term", "2026-12-19", away, "overdue 2026-12-18"],
  ["considered", "2026-12-18", { ...away, log: [referral("Starting Point", "2026-11-20")] }, "none"],
  ["another agency", "2026-12-18", { ...away, log: [referral("COMPASS", "2026-11-20")] }, "by 2026-12-18"],
  ["by a note", "2026-12-19", { ...away, log: [note("S3", "2026-11-20")] }, "none"],
]);

table("S4", [
  ["no brother or sister", "2026-11-18", away, "none"],
  ["Intensive need", "2026-11-18", { ...low, others: [brother] }, "none"],
  ["a brother", "2026-11-18", { ...away, others: [brother] }, "by 2026-12-18"],
  ["the day after the term", "2026-12-19", { ...away, others: [brother] }, "overdue 2026-12-18"],
  ["by a note", "2026-12-19", { ...away, others: [brother], log: [note("S4", "2026-11-20")] }, "none"],
]);

const missing = need("missing-education", "2026-11-09");

table("S5", [
  ["not missing education", "2026-11-18", away, "none"],
  ["five school days", "2026-11-16", { log: [missing] }, "by 2026-11-16"],
  ["the day after", "2026-11-17", { log: [missing] }, "overdue 2026-11-16"],
  ["found again", "2026-11-16", { log: [missing, { kind: "correction", corrects: "0-0", day: "2026-11-13" }] }, "none"],
  ["told to the local authority", "2026-11-17", { log: [missing, referral("local authority", "2026-11-09")] }, "none"],
  ["told to another agency", "2026-11-16", { log: [missing, referral("CAMHS", "2026-11-10")] }, "by 2026-11-16"],
  ["by a note", "2026-11-17", { log: [missing, note("S5", "2026-11-10")] }, "none"],
]);

const gone = (log: readonly Line[] = []): Scene => ({
  marks: { "2026-11-04": "I".repeat(18) + "O".repeat(8) },
  log,
});

table("S7", [
  ["one day without a reason", "2026-11-17", gone(), "none"],
  ["two days", "2026-11-18", gone(), "by 2026-11-19"],
  ["the day after the second", "2026-11-20", gone(), "overdue 2026-11-19"],
  ["reported", "2026-11-20", gone([concern("2026-11-18")]), "none"],
  ["by a note", "2026-11-20", gone([note("S7", "2026-11-18")]), "none"],
]);

/** The threshold is met on 10 November, and Specialist need on the 17th. */
const truant = (log: readonly Line[] = []): Scene => ({ marks: { "2026-11-04": "O".repeat(36) }, log });

table("S8", [
  ["below 80%, all authorised", "2026-11-18", away, "none"],
  ["the threshold met, not below 80%", "2026-11-16", truant(), "none"],
  ["both", "2026-11-17", truant(), "by 2026-12-01"],
  ["fifteen school days after the threshold", "2026-12-01", truant(), "by 2026-12-01"],
  ["the day after", "2026-12-02", truant(), "overdue 2026-12-01"],
  ["escalated", "2026-12-02", truant([referral("DCC", "2026-11-10")]), "none"],
  ["another agency", "2026-12-01", truant([referral("early help", "2026-11-18")]), "by 2026-12-01"],
  [
    "a notice asked for",
    "2026-12-02",
    truant([{ kind: "penalty-notice", outcome: "requested", day: "2026-11-18" }]),
    "none",
  ],
  [
    "a notice only considered",
    "2026-12-01",
    truant([{ kind: "penalty-notice", outcome: "considered", day: "2026-11-18" }]),
    "by 2026-12-01",
  ],
  ["by a note", "2026-12-02", truant([note("S8", "2026-11-18")]), "none"],
]);
