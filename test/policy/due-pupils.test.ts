/** Rows L and E, about single pupils of Low and Emerging need: when each is asked for, overdue and done. */
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
/** The log has begun; what went by before its first line is not asked for. */
const BEGUN: Line = { kind: "note", note: "We begin", day: "2026-09-03", pupil: null };

const leave = (from: string, day = "2026-11-09"): Line => ({ kind: "leave-request", day, from, to: from });
const decision = (from: string, day: string): Line => ({
  kind: "leave-decision",
  outcome: "declined",
  day,
  from,
  to: from,
});

table("L1", [
  ["nothing was asked for", "2026-11-16", {}, "none"],
  ["within five school days", "2026-11-16", { log: [leave("2026-12-07")] }, "by 2026-11-16"],
  ["after them", "2026-11-17", { log: [leave("2026-12-07")] }, "overdue 2026-11-16"],
  ["over a holiday", "2026-11-04", { log: [leave("2026-12-07", "2026-10-21")] }, "by 2026-11-04"],
  ["over a holiday, too late", "2026-11-05", { log: [leave("2026-12-07", "2026-10-21")] }, "overdue 2026-11-04"],
  ["before the leave begins", "2026-11-11", { log: [leave("2026-11-12")] }, "by 2026-11-11"],
  ["the leave has begun", "2026-11-12", { log: [leave("2026-11-12")] }, "overdue 2026-11-11"],
  ["decided", "2026-11-17", { log: [leave("2026-12-07"), decision("2026-12-07", "2026-11-09")] }, "none"],
  [
    "another leave decided",
    "2026-11-16",
    { log: [leave("2026-12-07"), decision("2026-12-14", "2026-11-10")] },
    "by 2026-11-16",
  ],
  ["by a note", "2026-11-17", { log: [leave("2026-12-07"), note("L1", "2026-11-10")] }, "none"],
  ["by a note before it", "2026-11-16", { log: [leave("2026-12-07"), note("L1", "2026-11-06")] }, "by 2026-11-16"],
  [
    "asked for in July, for September, and still not decided",
    "2026-09-08",
    { log: [leave("2026-09-21", "2026-07-15")], story: { from: "2026-07-01" } },
    "overdue 2026-09-07",
  ],
]);

table("L2", [
  ["not decided", "2026-11-10", {}, "none"],
  ["within five school days", "2026-11-16", { log: [decision("2026-12-07", "2026-11-09")] }, "by 2026-11-16"],
  ["after them", "2026-11-17", { log: [decision("2026-12-07", "2026-11-09")] }, "overdue 2026-11-16"],
  [
    "sent",
    "2026-11-16",
    { log: [decision("2026-12-07", "2026-11-09"), letter("holiday-decision", "2026-11-09")] },
    "none",
  ],
  [
    "sent before it was decided",
    "2026-11-16",
    { log: [letter("holiday-decision", "2026-11-06"), decision("2026-12-07", "2026-11-09")] },
    "by 2026-11-16",
  ],
  [
    "another letter",
    "2026-11-16",
    { log: [decision("2026-12-07", "2026-11-09"), letter("lateness", "2026-11-10")] },
    "by 2026-11-16",
  ],
  ["by a note", "2026-11-17", { log: [decision("2026-12-07", "2026-11-09"), note("L2", "2026-11-09")] }, "none"],
]);

/** Ten sessions, 2 to 6 November: the threshold of a penalty notice is met on the 6th. */
const holiday: Scene = { marks: { "2026-11-02": "GGGGGGGGGG" } };

table("L3", [
  ["nine sessions", "2026-11-20", { marks: { "2026-11-02": "GGGGGGGGG/" } }, "none"],
  ["ten, none of them holiday", "2026-11-20", { marks: { "2026-11-02": "OOOOOOOOOO" } }, "none"],
  ["the day before the tenth", "2026-11-05", holiday, "none"],
  ["on the day of the tenth", "2026-11-06", holiday, "by 2026-11-20"],
  ["ten, one of them holiday", "2026-11-06", { marks: { "2026-11-02": "OOOOOOOOOG" } }, "by 2026-11-20"],
  ["ten school days later", "2026-11-20", holiday, "by 2026-11-20"],
  ["the next school day", "2026-11-23", holiday, "overdue 2026-11-20"],
  ["too young to be compelled", "2026-11-20", { ...holiday, year: "R" }, "none"],
  ["escalated", "2026-11-20", { ...holiday, log: [referral("DCC", "2026-11-09")] }, "none"],
  [
    "escalated, by its other name",
    "2026-11-20",
    { ...holiday, log: [referral("local authority", "2026-11-06")] },
    "none",
  ],
  ["escalated before", "2026-11-20", { ...holiday, log: [referral("DCC", "2026-11-05")] }, "by 2026-11-20"],
  ["another agency", "2026-11-20", { ...holiday, log: [referral("COMPASS", "2026-11-09")] }, "by 2026-11-20"],
  [
    "a notice asked for",
    "2026-11-23",
    { ...holiday, log: [{ kind: "penalty-notice", outcome: "requested", day: "2026-11-09" }] },
    "none",
  ],
  [
    "considered, and not asked for",
    "2026-11-23",
    { ...holiday, log: [{ kind: "penalty-notice", outcome: "considered", day: "2026-11-09" }] },
    "none",
  ],
  [
    "only warned",
    "2026-11-20",
    { ...holiday, log: [{ kind: "penalty-notice", outcome: "warned", day: "2026-11-09" }] },
    "by 2026-11-20",
  ],
  ["by a note", "2026-11-23", { ...holiday, log: [note("L3", "2026-11-09")] }, "none"],
]);

const low: Scene = { marks: { "2026-11-03": "GG" } };
const lowAlways: Scene = { marks: { "2026-09-03": "GG" }, log: [BEGUN] };

table("L4", [
  ["no holiday", "2026-11-18", {}, "none"],
  ["a holiday", "2026-11-18", low, "by 2026-12-18"],
  ["a request alone", "2026-11-18", { log: [leave("2026-12-07")] }, "by 2026-12-18"],
  ["on the last day", "2026-12-18", low, "by 2026-12-18"],
  ["the day after", "2026-12-19", low, "overdue 2026-12-18"],
  ["all the half-term before", "2026-11-02", lowAlways, "overdue 2026-10-23"],
  ["asked", "2026-11-18", { ...low, log: [concern("2026-11-04")] }, "none"],
  ["asked last half-term", "2026-11-18", { ...low, log: [concern("2026-10-21")] }, "by 2026-12-18"],
  ["by a note", "2026-12-19", { ...low, log: [note("L4", "2026-11-04")] }, "none"],
]);

/** Three lates: Emerging need from 5 November. */
const late: Scene = { marks: { "2026-11-03": "L/L/L" } };
/** Seven sessions of 100 on 18 November, at 95% or under from the 11th. */
const ill: Scene = { marks: { "2026-11-09": "IIIIIII" } };

table("E1", [
  ["two lates", "2026-11-18", { marks: { "2026-11-03": "L/L" } }, "none"],
  ["three", "2026-11-18", late, "by 2026-12-18"],
  ["exactly 95%", "2026-11-18", { marks: { "2026-11-09": "IIIII" } }, "none"],
  ["94%", "2026-11-18", { marks: { "2026-11-09": "IIIIII" } }, "by 2026-12-18"],
  ["on the last day", "2026-12-18", late, "by 2026-12-18"],
  ["the day after", "2026-12-19", late, "overdue 2026-12-18"],
  [
    "on the first day back, still not done",
    "2027-01-04",
    { marks: { "2026-11-09": "I".repeat(9) }, log: [BEGUN] },
    "overdue 2026-12-18",
  ],
  ["a letter about lateness", "2026-11-18", { ...late, log: [letter("lateness", "2026-11-10")] }, "none"],
  ["a letter of concern", "2026-11-18", { ...ill, log: [letter("attendance-concern", "2026-11-13")] }, "none"],
  ["another letter", "2026-11-18", { ...ill, log: [letter("half-term-summary", "2026-11-13")] }, "by 2026-12-18"],
  ["a letter of last half-term", "2026-11-18", { ...ill, log: [letter("lateness", "2026-10-21")] }, "by 2026-12-18"],
  [
    "a letter in the holiday before",
    "2026-11-18",
    { ...ill, log: [letter("lateness", "2026-10-30")] },
    "by 2026-12-18",
  ],
  ["by a note", "2026-11-18", { ...late, log: [note("E1", "2026-11-05")] }, "none"],
]);

table("E2", [
  ["two lates", "2026-11-18", { marks: { "2026-11-03": "L/L" } }, "none"],
  ["Intensive, which I3 is for", "2026-11-18", { marks: { "2026-11-09": "I".repeat(12) } }, "none"],
  ["in the week", "2026-11-06", late, "by 2026-11-06"],
  ["on the Saturday", "2026-11-07", late, "overdue 2026-11-06"],
  ["on the Monday after a week not wholly in the tier", "2026-11-09", { ...late, log: [BEGUN] }, "by 2026-11-13"],
  ["on the Monday after a week wholly in the tier", "2026-11-16", { ...late, log: [BEGUN] }, "overdue 2026-11-13"],
  ["which went by before the log began", "2026-11-16", late, "by 2026-11-20"],
  ["looked at", "2026-11-20", { ...late, log: [{ kind: "review", outcome: "same", day: "2026-11-16" }] }, "none"],
  ["looked at last week", "2026-11-16", { ...late, log: [BEGUN, note("E2", "2026-11-13")] }, "by 2026-11-20"],
  ["by a note", "2026-11-21", { ...late, log: [note("E2", "2026-11-18")] }, "none"],
]);

/** Eight sessions, 9 to 12 November: six more may be missed. Emerging need from the 11th. */
const heading: Scene = { marks: { "2026-11-09": "IIIIIIII" } };

table("E3", [
  ["seven more may be missed", "2026-11-18", ill, "none"],
  ["six more", "2026-11-18", heading, "by 2026-11-18"],
  ["the day after", "2026-11-19", heading, "overdue 2026-11-18"],
  ["already below 90%", "2026-11-18", { marks: { "2026-11-09": "I".repeat(12) } }, "none"],
  ["rung", "2026-11-19", { ...heading, log: [call("reached", "2026-11-12")] }, "none"],
  ["talked", "2026-11-19", { ...heading, log: [{ kind: "talk", day: "2026-11-12" }] }, "none"],
  ["rung, and nobody there", "2026-11-18", { ...heading, log: [call("no-answer", "2026-11-12")] }, "by 2026-11-18"],
  ["rung last half-term", "2026-11-18", { ...heading, log: [call("reached", "2026-10-22")] }, "by 2026-11-18"],
  ["by a note", "2026-11-19", { ...heading, log: [note("E3", "2026-11-12")] }, "none"],
  [
    "94.5% two days before the holiday, when all that is left may be missed",
    "2027-02-10",
    { marks: { "2027-01-05": "I".repeat(11) } },
    "none",
  ],
]);

const brother: Child = { name: "Ben Adams", class: "Elm" };
const withBrother: Scene = { ...late, others: [brother] };
const elsewhere = [{ Forename: "Jane", "Address 1": "3 Mill Lane" }];

table("E4", [
  ["no brother or sister", "2026-11-18", ill, "none"],
  ["a namesake of another family", "2026-11-18", { ...ill, others: [{ ...brother, contacts: elsewhere }] }, "none"],
  [
    "a brother who has left",
    "2026-11-18",
    { ...ill, others: [{ ...brother, about: { "Leaving Date": "13/11/2026" } }] },
    "none",
  ],
  ["a brother, and no need", "2026-11-18", { others: [brother] }, "none"],
  ["a brother", "2026-11-18", withBrother, "by 2026-12-18"],
  [
    "a sister of the same family in the exports",
    "2026-11-18",
    {
      ...ill,
      about: { "Family ID": "F1" },
      others: [{ ...brother, name: "Mia Cole", contacts: elsewhere, about: { "Family ID": "F1" } }],
    },
    "by 2026-12-18",
  ],
  ["the day after the last", "2026-12-19", withBrother, "overdue 2026-12-18"],
  ["by a note", "2026-12-19", { ...withBrother, log: [note("E4", "2026-11-13")] }, "none"],
]);

const noReason = (marks: string, log: readonly Line[] = []): Scene => ({
  marks: { "2026-11-03": "L/L/L", "2026-11-17": marks },
  log,
});

table("E5", [
  ["one day without a reason", "2026-11-17", noReason("NN"), "none"],
  ["two days", "2026-11-18", noReason("NNNN"), "by 2026-11-19"],
  ["with a reason by now", "2026-11-18", noReason("NNII"), "none"],
  ["two days, of no tier", "2026-11-18", { marks: { "2026-11-17": "NNNN" } }, "none"],
  [
    "the family reached, and still away",
    "2026-11-19",
    noReason("NNNNNNNN", [call("reached", "2026-11-17")]),
    "by 2026-11-19",
  ],
  ["a day more", "2026-11-20", noReason("NNNNNNNN", [call("reached", "2026-11-17")]), "overdue 2026-11-19"],
  ["reported", "2026-11-18", noReason("NNNN", [concern("2026-11-17")]), "none"],
  ["reported before", "2026-11-18", noReason("NNNN", [concern("2026-11-16")]), "by 2026-11-19"],
  ["by a note", "2026-11-18", noReason("NNNN", [note("E5", "2026-11-18")]), "none"],
]);

table("E6", [
  ["two lates", "2026-11-18", { marks: { "2026-11-03": "L/L" } }, "none"],
  ["three", "2026-11-18", late, "by 2026-12-18"],
  ["the day after the last", "2026-12-19", late, "overdue 2026-12-18"],
  ["asked", "2026-11-18", { ...late, log: [concern("2026-11-06")] }, "none"],
  ["asked last half-term", "2026-11-18", { ...late, log: [concern("2026-10-22")] }, "by 2026-12-18"],
  ["by a note", "2026-12-19", { ...late, log: [note("E6", "2026-11-06")] }, "none"],
]);
