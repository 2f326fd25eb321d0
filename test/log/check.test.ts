/** `attend check --log`: each thing that is odd in the log, and beside it what is not. */
import { describe, expect, it } from "vitest";
import { readSchool } from "../../src/flow.ts";
import { checkLog } from "../../src/reports/log-check.ts";
import { dayFromIso, isoOf, isWeekend, type Day } from "../../src/register/day.ts";

const TODAY = dayFromIso("2026-11-23") ?? NaN;
const CONFIG = `calendar:
  half-terms:
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
`;

/** Ava is never away; Ben is a persistent absentee. */
function registerText(): string {
  const rows = ["UPN,Forename,Surname,Class,Year Group,Date,AM,PM"];
  for (let day: Day = dayFromIso("2026-09-03") ?? 0; day < TODAY; day++) {
    const iso = isoOf(day);
    if (isWeekend(day) || (iso > "2026-10-23" && iso < "2026-11-02")) continue;
    rows.push(`A1,Ava,Adams,3/4,4,${iso},/,\\`, `B1,Ben,Brook,3/4,4,${iso},${day % 7 === 4 ? "O,O" : "/,\\"}`);
  }
  return rows.join("\n");
}
const REGISTER = Buffer.from(registerText(), "utf8");

let ids = 0;
const line = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ id: `x${String(++ids)}`, v: 1, day: "2026-11-20", pupil: "A1", ...fields });
const letter = (kind: string, day: string, more: Readonly<Record<string, unknown>> = {}): string =>
  line({ kind: "letter", letter: kind, day, occasion: "Autumn 2 2026/27", ...more });

function found(...log: readonly string[]): readonly string[] {
  // Somebody wrote something down before, and about Ben lately.
  const usual = [
    line({ kind: "note", day: "2026-09-10", note: "x" }),
    line({ kind: "talk", pupil: "B1", day: "2026-11-19" }),
  ];
  const files = { config: CONFIG, log: [...usual, ...log].join("\n") };
  const school = readSchool({ ...files, exports: [{ path: "exports/r.csv", read: () => REGISTER }] }, TODAY);
  return checkLog(school, school.later).map(({ check, pupil, say }) => {
    expect(say).toMatch(/^\S.*\.$/s);
    return `${check} ${pupil ?? "-"}`;
  });
}

const basis = {
  from: "2026-09-03",
  to: "2026-11-20",
  until: "PM",
  authorised: 0,
  late: 0,
  lateAfterClose: 0,
  percent: "100.0",
  missing: 0,
  unknown: 0,
  noReason: 0,
};
const sessions =
  2 *
  REGISTER.toString()
    .split("\n")
    .filter((row) => row.startsWith("A1")).length;

/** Figures as they still are up to a half of the last day, and a tier that Ava is not in by the end of it. */
const judged = (until: "AM" | "PM", less: number): Readonly<Record<string, unknown>> => ({
  basis: { ...basis, until, possible: sessions - less, attended: sessions - less, unauthorised: 0 },
  tier: "emerging",
  policy: "shipped",
  judgedOn: "2026-11-20",
});

describe("what is odd", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["nothing", [], []],
    ["below-90 before concern", [letter("attendance-below-90", "2026-11-03")], ["letter-out-of-order A1"]],
    [
      "below-90 after concern",
      [letter("attendance-concern", "2026-09-20"), letter("attendance-below-90", "2026-11-03")],
      [],
    ],
    ["below-90 first, for Specialist need", [letter("attendance-below-90", "2026-11-03", { tier: "specialist" })], []],
    ["a meeting after lateness", [letter("lateness", "2026-09-20"), letter("meeting-invitation", "2026-11-03")], []],
    ["a meeting after nothing", [letter("meeting-invitation", "2026-11-03")], ["letter-out-of-order A1"]],
    [
      "the same letter after 27 days",
      [letter("lateness", "2026-10-06"), letter("lateness", "2026-11-02")],
      ["letter-too-soon A1"],
    ],
    ["the same letter after 28 days", [letter("lateness", "2026-10-06"), letter("lateness", "2026-11-03")], []],
    [
      "two summaries soon",
      [letter("half-term-summary", "2026-10-23", { occasion: "Autumn 1" }), letter("half-term-summary", "2026-11-03")],
      [],
    ],
    [
      "one letter recorded twice",
      [letter("lateness", "2026-11-03"), letter("lateness", "2026-11-03")],
      ["letter-twice A1"],
    ],
    [
      "a letter after a sign-off",
      [line({ kind: "sign-off", day: "2026-11-02" }), letter("lateness", "2026-11-03")],
      ["letter-after-sign-off A1"],
    ],
    [
      "a letter before a sign-off",
      [letter("lateness", "2026-11-03"), line({ kind: "sign-off", day: "2026-11-04" })],
      [],
    ],
    ["praise after a sign-off", [line({ kind: "sign-off", day: "2026-11-02" }), letter("well-done", "2026-11-03")], []],
    [
      "figures that have changed",
      [
        letter("half-term-summary", "2026-11-20", {
          basis: { ...basis, possible: sessions, attended: sessions - 1, unauthorised: 1 },
        }),
      ],
      ["letter-restated A1"],
    ],
    [
      "figures that have not",
      [
        letter("half-term-summary", "2026-11-20", {
          basis: { ...basis, possible: sessions, attended: sessions, unauthorised: 0 },
        }),
      ],
      [],
    ],
    ["a tier that has changed", [letter("half-term-summary", "2026-11-20", judged("PM", 0))], ["letter-restated A1"]],
    ["the tier of a morning, by the whole day", [letter("half-term-summary", "2026-11-20", judged("AM", 1))], []],
    ["a panel held 43 days ago", [line({ kind: "panel", outcome: "held", day: "2026-10-11" })], ["review-overdue A1"]],
    ["a panel held 42 days ago", [line({ kind: "panel", outcome: "held", day: "2026-10-12" })], []],
    [
      "a panel that was reviewed",
      [
        line({ kind: "panel", outcome: "held", day: "2026-10-11" }),
        line({ kind: "review", outcome: "improved", day: "2026-11-19" }),
      ],
      [],
    ],
    [
      "a need that ended yesterday",
      [line({ kind: "need", need: "mental-health", day: "2026-10-01", to: "2026-11-22" })],
      ["need-ended A1"],
    ],
    [
      "a need that ends today",
      [line({ kind: "need", need: "mental-health", day: "2026-10-01", to: "2026-11-23" })],
      [],
    ],
    ["a deed of nobody", [line({ kind: "talk", pupil: "Z9" })], ["deed-of-nobody Z9"]],
    ["a deed of the school", [line({ kind: "note", pupil: undefined, row: "A1" })], []],
    ["a deed of tomorrow", [line({ kind: "talk", day: "2026-11-24" })], ["deed-in-future A1"]],
    ["a deed of today", [line({ kind: "talk", day: "2026-11-23" })], []],
  ])("%s", (_, log, expected) => {
    expect(found(...log)).toEqual(expected);
  });

  it("a persistent absentee with no deed for fifteen school days", () => {
    const of = (day: string): readonly string[] => {
      const log = [line({ kind: "note", day: "2026-09-10", note: "x" }), line({ kind: "talk", pupil: "B1", day })];
      const school = readSchool(
        { config: CONFIG, log: log.join("\n"), exports: [{ path: "r.csv", read: () => REGISTER }] },
        TODAY,
      );
      return checkLog(school, school.later).map(({ check }) => check);
    };
    // The fifteenth school day before the 23rd is the 2nd.
    expect(of("2026-11-02")).toEqual([]);
    expect(of("2026-11-01")).toEqual(["persistent-without-deed"]);
  });
});
