/** The threshold for penalty notices and its window: the worked examples, and both sides of each edge. */
import { describe, expect, it } from "vitest";
import { thresholdMet, windowOn, type PenaltyWindow } from "../../src/measures/penalty.ts";
import type { Calendar } from "../../src/register/calendar.ts";
import { isoOf, type Day } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { PRESENT, registerOf, SEVEN, type Born, type SchoolDay } from "./penalty-register.ts";

/** Two school years; half-term weeks and holidays are left out, and one INSET week. */
const WEEKS: readonly string[] = [
  ...["2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29", "2026-07-06", "2026-07-13"],
  ...["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19"],
  ...["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"],
  ...["2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08"],
];

/** The child's marks by the Monday of a week or a later day of it, from its morning on: `{ "2026-11-02": "GGGG" }`. */
type Marks = Readonly<Record<string, string>>;

/** The weeks above with both children present, but for these marks; `closed` weeks are `#` for both. */
function schoolWith(
  marks: Marks,
  { closed = [] as readonly string[], without = [] as readonly string[] } = {},
): readonly SchoolDay[] {
  const own = new Map<number, string>();
  for (const [iso, run] of Object.entries(marks)) {
    Array.from(run).forEach((mark, i) => {
      const at = on(iso) * 2 + i;
      own.set(at, mark);
    });
  }
  return WEEKS.filter((monday) => !without.includes(monday)).flatMap((monday) =>
    [0, 1, 2, 3, 4].map((i): SchoolDay => {
      const day = on(monday) + i;
      if (closed.includes(monday) || closed.includes(isoOf(day))) return { day, own: ["#", "#"], other: ["#", "#"] };
      return { day, own: [own.get(2 * day) ?? "/", own.get(2 * day + 1) ?? "\\"], other: PRESENT };
    }),
  );
}

const TODAY = on("2027-02-12");

/** `2026-11-02 (10 from 2026-08-31)`: the day, the sessions and the first week of the window; `never`. */
function met(marks: Marks, options: Parameters<typeof schoolWith>[1] & { born?: Born; from?: string } = {}): string {
  const { born = SEVEN, from = "2026-06-01" } = options;
  const found = thresholdMet(registerOf(schoolWith(marks, options), born, TODAY), 0, on(from), TODAY);
  return found ? `${isoOf(found.day)} (${String(found.sessions.length)} from ${isoOf(found.from)})` : "never";
}

const each = (mondays: readonly string[], mark: string): Marks => Object.fromEntries(mondays.map((day) => [day, mark]));

describe("the worked examples of the framework", () => {
  it.each<[string, Marks, string]>([
    [
      "4 sessions of holiday and 6 late after the register closed",
      { "2026-11-02": "GGGG", "2026-11-30": "U/U/U/U/U/", "2026-12-07": "U" },
      "2026-12-07 (10 from 2026-09-28)",
    ],
    ["4 and 5", { "2026-11-02": "GGGG", "2026-11-30": "U/U/U/U/U/" }, "never"],
    ["10 sessions of holiday in one week", { "2026-11-02": "GGGGGGGGGG" }, "2026-11-06 (10 from 2026-07-06)"],
    [
      "6 in one week and 1 a week for the next four",
      { "2026-09-14": "OOOOOO", ...each(["2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12"], "O") },
      "2026-10-12 (10 from 2026-06-22)",
    ],
    [
      "6 in one week and 1 a week for the next three",
      { "2026-09-14": "OOOOOO", ...each(["2026-09-21", "2026-09-28", "2026-10-05"], "O") },
      "never",
    ],
    [
      "2 in the summer term and 8 in the autumn term",
      { "2026-07-13": "OO", "2026-09-07": "OOOOOOOO" },
      "2026-09-10 (10 from 2026-06-08)",
    ],
    ["2 in the summer term and 7 in the autumn term", { "2026-07-13": "OO", "2026-09-07": "OOOOOOO" }, "never"],
  ])("%s", (_, marks, expected) => {
    expect(met(marks)).toBe(expected);
  });
});

describe("both sides of each edge", () => {
  const nine = "OOOOOOOOO";
  it.each<[string, Marks, Parameters<typeof met>[1], string]>([
    ["9 sessions", { "2026-11-02": nine }, {}, "never"],
    ["10 sessions", { "2026-11-02": `${nine}O` }, {}, "2026-11-06 (10 from 2026-07-06)"],
    [
      "the tenth and eleventh on one day",
      { "2026-11-02": nine, "2026-11-09": "OO" },
      {},
      "2026-11-09 (11 from 2026-07-13)",
    ],
    // The ten weeks that end with 2026-11-16: the half-term week of 26 October is none of them.
    ["over half-term, in week 10", { "2026-09-07": nine, "2026-11-16": "O" }, {}, "2026-11-16 (10 from 2026-09-07)"],
    ["over half-term, in week 11", { "2026-09-07": nine, "2026-11-23": "O" }, {}, "never"],
    ["over Christmas, in week 10", { "2026-11-09": nine, "2027-01-25": "O" }, {}, "2027-01-25 (10 from 2026-11-09)"],
    ["over Christmas, in week 11", { "2026-11-09": nine, "2027-02-01": "O" }, {}, "never"],
    ["over the summer, in week 10", { "2026-07-06": nine, "2026-11-02": "O" }, {}, "2026-11-02 (10 from 2026-07-06)"],
    ["over the summer, in week 11", { "2026-06-29": nine, "2026-11-02": "O" }, {}, "never"],
    ["met in the school year before, asked of this one", { "2026-07-06": `${nine}O` }, { from: "2026-09-01" }, "never"],
    ["a mark changed from N to I", { "2026-11-02": "NNNNNOOOOI" }, {}, "never"],
    ["before it was changed", { "2026-11-02": "NNNNNOOOON" }, {}, "2026-11-06 (10 from 2026-07-06)"],
    [
      "a week of # alone is none of the ten",
      { "2026-09-07": nine, "2026-11-23": "O" },
      { closed: ["2026-10-05"] },
      "2026-11-23 (10 from 2026-09-07)",
    ],
    [
      "a week of which one day was open is one of them",
      { "2026-09-07": nine, "2026-11-23": "O" },
      { closed: ["2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09"] },
      "never",
    ],
    [
      "an INSET week without any row is none of them",
      { "2026-09-07": nine, "2026-11-23": "O" },
      { without: ["2026-10-05"] },
      "2026-11-23 (10 from 2026-09-07)",
    ],
    [
      "one INSET day changes nothing",
      { "2026-09-07": nine, "2026-11-16": "O" },
      { closed: ["2026-10-06"] },
      "2026-11-16 (10 from 2026-09-07)",
    ],
    ["L, I, M, C, D, B and blanks never count", { "2026-11-02": `${nine}L`, "2026-11-09": "IMCDB.LLLL" }, {}, "never"],
    [
      "partly before compulsory school age",
      { "2026-12-17": "OO", "2027-01-04": "OOOOOOOOO" },
      { born: { dob: "2021-10-10", year: "R" } },
      "never",
    ],
    [
      "of compulsory school age",
      { "2027-01-04": "OOOOOOOOOO" },
      { born: { dob: "2021-10-10", year: "R" } },
      "2027-01-08 (10 from 2026-10-12)",
    ],
    [
      "no date of birth, Year 1",
      { "2026-11-02": `${nine}O` },
      { born: { dob: null, year: "1" } },
      "2026-11-06 (10 from 2026-07-06)",
    ],
    ["no date of birth, Reception", { "2026-11-02": `${nine}O` }, { born: { dob: null, year: "R" } }, "never"],
  ])("%s", (_, marks, options, expected) => {
    expect(met(marks, options)).toBe(expected);
  });

  it("a week with nothing but a Saturday session is a school week", () => {
    const days = schoolWith({ "2026-09-07": nine, "2026-11-23": "O" }, { without: ["2026-10-05"] });
    const saturday: SchoolDay = { day: on("2026-10-10"), own: PRESENT, other: PRESENT };
    const metIn = (all: readonly SchoolDay[]): boolean =>
      thresholdMet(registerOf(all, SEVEN, TODAY), 0, on("2026-09-01"), TODAY) !== null;
    expect([metIn(days), metIn([...days, saturday])]).toEqual([true, false]);
  });

  it("counts from the day of compulsory school age, and not from the day before", () => {
    // Five on 1 January 2027, so from Wednesday 31 March.
    const born: Born = { dob: "2022-01-01", year: "R" };
    const days = (...first: readonly string[]): readonly SchoolDay[] =>
      [...first, "2027-04-01", "2027-04-02", "2027-04-05", "2027-04-06"].map((iso) => ({
        day: on(iso),
        own: ["O", "O"],
        other: PRESENT,
      }));
    const asAt = on("2027-04-06");
    const metOn = (...first: readonly string[]): Day | undefined =>
      thresholdMet(registerOf(days(...first), born, asAt), 0, on("2026-09-01"), asAt)?.day;
    expect(metOn("2027-03-30")).toBeUndefined();
    expect(metOn("2027-03-31")).toBe(asAt);
  });

  it("counts nothing from before the framework", () => {
    const days = (from: string): readonly SchoolDay[] =>
      Array.from({ length: 5 }, (_, i) => ({ day: on(from) + i, own: ["O", "O"], other: PRESENT }) as const);
    const metIn = (...weeks: readonly string[]): boolean =>
      thresholdMet(registerOf(weeks.flatMap(days), { dob: "2015-01-01", year: "5" }, TODAY), 0, 0, TODAY) !== null;
    expect(metIn("2024-08-12")).toBe(false);
    expect(metIn("2024-08-19")).toBe(true);
  });
});

describe("the window of a day", () => {
  /** The calendar of the weeks above, in one half-term a week, up to a day. */
  const until = (last: string): Calendar => ({
    halfTerms: WEEKS.filter((monday) => monday <= last).map((monday) => ({
      key: monday,
      from: on(monday),
      to: on(monday) + 4,
      inferred: false,
    })),
    closed: new Set([0, 1, 2, 3, 4].map((i) => on("2026-12-07") + i)),
  });
  const shown = ({ sessions }: PenaltyWindow): readonly string[] =>
    sessions.map(
      ({ day, half, code, dropsOut }) => `${isoOf(day)} ${half} ${code} ${dropsOut === null ? "–" : isoOf(dropsOut)}`,
    );
  const windowOf = (marks: Marks, today: string, calendar = until("2027-02-08")): PenaltyWindow => {
    const days = schoolWith(marks).filter(({ day }) => day <= on(today));
    return windowOn(registerOf(days, SEVEN, on(today)), 0, on(today), calendar);
  };
  const marks = { "2026-09-14": "GG", "2026-09-21": "U", "2026-11-13": "/N" };

  it("is the ten school weeks up to it, oldest first", () => {
    const { from, to, weeks } = windowOf(marks, "2026-11-18");
    expect([isoOf(from), isoOf(to)]).toEqual(["2026-09-07", "2026-11-18"]);
    expect(weeks.map(({ monday }) => isoOf(monday))).toEqual(WEEKS.slice(6, 16));
  });

  it("says of each session on which Monday it drops out, by the weeks that the calendar plans", () => {
    // 7 December is closed all week, so the tenth week after 21 September comes in the new year.
    expect(shown(windowOf(marks, "2026-11-18"))).toEqual([
      "2026-09-14 AM G 2026-11-30",
      "2026-09-14 PM G 2026-11-30",
      "2026-09-21 AM U 2026-12-14",
      "2026-11-13 PM N 2027-02-08",
    ]);
  });

  it("says nothing where the calendar does not reach", () => {
    expect(shown(windowOf(marks, "2026-11-18", until("2026-11-30"))).map((each) => each.slice(16))).toEqual([
      "2026-11-30",
      "2026-11-30",
      "–",
      "–",
    ]);
  });

  it.each([
    ["2026-11-29", 3 + 1, "the Sunday before its Monday"],
    ["2026-11-30", 1 + 1, "the Monday that pushes it out, once that has a session"],
    ["2026-10-28", 3, "a day in half-term ends with the last school week"],
  ])("on %s counts %i: %s", (today, count) => {
    expect(windowOf(marks, today).sessions).toHaveLength(count);
  });

  it("is shorter than ten weeks while the register is young, and empty without one", () => {
    expect(windowOf({}, "2026-06-19").weeks).toHaveLength(2);
    const none = windowOn(registerOf([], SEVEN, TODAY), 0, TODAY, until("2027-02-08"));
    expect(none).toEqual({ from: TODAY, to: TODAY, weeks: [], sessions: [] });
  });
});
