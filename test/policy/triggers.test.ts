/** Both sides of the edge of every trigger of the graduated response. */
import { describe, expect, it } from "vitest";
import { byNeedAlone, tierOn } from "../../src/policy/tiers.ts";
import { on, schoolOf, lines, upnOf } from "../laws/schools.ts";
import { fired, has, tiers, YEARS, type Story } from "./schools.ts";

/** Absent (illness, one session a day) on so many school days from the first of September on. */
function ill(sessions: number, of: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    of.slice(0, Math.ceil(sessions / 2)).map((day, i) => [day, 2 * i + 2 > sessions ? "I\\" : "II"]),
  );
}

const FIRST_WEEKS = [
  ...["01", "02", "03", "04", "07", "08", "09", "10", "11", "14"],
  ...["15", "16", "17", "18", "21", "22", "23", "24", "25", "28"],
].map((day) => `2026-09-${day}`);

/** 20 days, 40 sessions, of which so many are missed. */
const month = (missed: number): Story => ({ to: "2026-09-28", marks: ill(missed, FIRST_WEEKS) });

describe("the bands of attendance, over 40 sessions", () => {
  it.each([
    [1, [], "all"],
    // 38 of 40 is exactly 95%: nothing fires.
    [2, [], "all"],
    [3, ["emerging attendance-90-95"], "emerging"],
    // 36 of 40 is exactly 90%: not in the band below, but persistent absence.
    [4, ["emerging attendance-90-95", "intensive persistent-absence"], "intensive"],
    [5, ["intensive attendance-80-90", "intensive persistent-absence"], "intensive"],
    // 32 of 40 is exactly 80%.
    [8, ["intensive attendance-80-90", "intensive persistent-absence"], "intensive"],
    [9, ["intensive persistent-absence", "specialist attendance-below-80"], "specialist"],
    [40, ["intensive persistent-absence", "specialist attendance-below-80"], "specialist"],
  ])("with %i missed fire %j: %s", (missed, expected, tier) => {
    const placed = tiers(month(missed));
    expect(placed.triggers.map((each) => `${each.tier} ${each.trigger}`).toSorted()).toEqual(expected.toSorted());
    expect(placed.tier).toBe(tier);
    expect(placed.tooEarly).toBe(false);
  });
});

describe("the policy's minimum of possible sessions", () => {
  const days = FIRST_WEEKS.slice(0, 10);

  it("is reached at 20", () => {
    const placed = tiers({ to: days[9] ?? "", marks: ill(2, days) });
    expect(placed).toMatchObject({ tooEarly: false, tier: "intensive" });
  });

  it("is not reached at 19, and then no percentage fires", () => {
    const placed = tiers({ to: days[9] ?? "", marks: { ...ill(2, days), "2026-09-14": "/X" } });
    expect(placed).toMatchObject({ tooEarly: true, tier: "all", triggers: [] });
  });

  it("counts possible sessions only, not closures, missing marks or another school's", () => {
    const marks = { ...ill(2, days), "2026-09-10": "DD", "2026-09-11": "..", "2026-09-14": "/Q" };
    expect(tiers({ to: days[9] ?? "", marks }).tooEarly).toBe(true);
  });

  it("does not hold back triggers that are no percentages", () => {
    const marks = { "2026-09-01": "GG", "2026-09-02": "L\\", "2026-09-03": "L\\", "2026-09-04": "U\\" };
    expect(fired({ to: "2026-09-04", marks })).toEqual(["low holiday-request", "emerging lates"]);
  });
});

describe("a new academic year", () => {
  it("starts the percentages again on 1 September", () => {
    const july = ["06", "07", "08", "09", "10", "13", "14", "15", "16", "17"].map((day) => `2026-07-${day}`);
    const story: Story = { from: "2026-07-06", marks: ill(20, july) };
    expect(tiers({ ...story, to: "2026-07-17", asAt: "2026-08-31" })).toMatchObject({ tier: "specialist" });
    expect(tiers({ ...story, to: "2026-09-01" })).toMatchObject({ tier: "all", tooEarly: true });
    expect(tiers({ ...story, to: "2026-09-28" })).toMatchObject({ tier: "all", tooEarly: false });
  });
});

describe("lates", () => {
  const late = (n: number, mark = "L\\"): Record<string, string> =>
    Object.fromEntries(["02", "03", "04", "05", "06", "09", "10"].slice(0, n).map((day) => [`2026-11-${day}`, mark]));

  it.each([
    [2, []],
    [3, ["emerging lates"]],
    [6, ["emerging lates"]],
    [7, ["emerging lates", "intensive lates"]],
  ])("%i in the half-term fire %j", (n, expected) => {
    expect(fired({ from: "2026-11-02", marks: late(n) })).toEqual(expected);
  });

  it("are L and U together, in either session", () => {
    const marks = { "2026-11-02": "L\\", "2026-11-03": "U\\", "2026-11-04": "/L" };
    expect(fired({ from: "2026-11-02", marks })).toContain("emerging lates");
  });

  it("of the half-term before do not count", () => {
    const marks = { "2026-10-21": "L\\", "2026-10-22": "L\\", "2026-10-23": "L\\", "2026-11-02": "L\\" };
    expect(has({ marks, to: "2026-11-06" }, "lates")).toBe(false);
    expect(has({ marks, to: "2026-10-23" }, "lates")).toBe(true);
  });

  it("of the half-term just over still count in the holiday after it", () => {
    const marks = { "2026-10-21": "L\\", "2026-10-22": "L\\", "2026-10-23": "L\\" };
    expect(has({ marks, to: "2026-10-23", asAt: "2026-11-01" }, "lates")).toBe(true);
    expect(has({ marks, to: "2026-11-02" }, "lates")).toBe(false);
  });

  it("of last July do not count on 1 September", () => {
    const marks = { "2026-07-15": "L\\", "2026-07-16": "L\\", "2026-07-17": "L\\" };
    const story = { from: "2026-07-01", marks };
    expect(has({ ...story, to: "2026-07-17", asAt: "2026-08-31" }, "lates")).toBe(true);
    expect(has({ ...story, to: "2026-09-01" }, "lates")).toBe(false);
  });
});

describe("a holiday request", () => {
  it.each([
    ["a G this year", { marks: { "2026-09-10": "G\\" } }, true],
    ["an H this year", { marks: { "2026-09-10": "/H" } }, true],
    ["a G last year", { from: "2026-07-01", marks: { "2026-07-10": "GG" } }, false],
    ["another absence", { marks: { "2026-09-10": "CC" } }, false],
    ["a request in the log this year", { log: [{ kind: "leave-request", day: "2026-09-01" }] }, true],
    ["a request on the last day of last year", { log: [{ kind: "leave-request", day: "2026-08-31" }] }, false],
    ["a request after today", { log: [{ kind: "leave-request", day: "2026-11-21" }] }, false],
    ["a request for somebody else", { log: [{ kind: "leave-request", day: "2026-09-10", pupil: upnOf(2) }] }, false],
  ] as const)("is seen in %s: %s", (_, story, expected) => {
    expect(fired(story)).toEqual(expected ? ["low holiday-request"] : []);
  });
});

describe("special needs, mental health and part-time timetables", () => {
  it.each([
    ["K", "SEN Status", "send-plan", true],
    ["E - EHCP", "SEN Status", "send-plan", true],
    ["N", "SEN Status", "send-plan", false],
    ["Yes", "SEN Status", "send-plan", false],
    ["", "SEN Status", "send-plan", false],
    ["Yes", "EHCP", "send-plan", true],
    ["Yes", "Mental Health", "mental-health", true],
    ["No", "Mental Health", "mental-health", false],
    ["Yes", "Part-time", "part-time-timetable", true],
    ["No", "Part-time", "part-time-timetable", false],
  ] as const)("%o under %o fires %s: %s", (cell, heading, trigger, expected) => {
    expect(has({ about: { [heading]: cell } }, trigger)).toBe(expected);
  });

  it("take no part-time flag from a nursery child", () => {
    for (const year of ["N1", "N2"]) {
      expect(has({ year, about: { "Part-time": "Yes" } }, "part-time-timetable")).toBe(false);
    }
    expect(has({ year: "R", about: { "Part-time": "Yes" } }, "part-time-timetable")).toBe(true);
  });

  it("see a C2 of this half-term, not of the one before", () => {
    const register = (day: string): string =>
      lines([
        ["UPN", "Name", "Date", "AM", "PM"],
        [upnOf(1), "Ava Adams", day, "/", "C2"],
        [upnOf(1), "Ava Adams", "2026-11-20", "/", "\\"],
      ]);
    const at = (day: string): string =>
      tierOn(
        schoolOf({ "exports/a.csv": register(day) }, { config: YEARS, asAt: on("2026-11-20") }),
        0,
        on("2026-11-20"),
      ).tier;
    expect(at("2026-11-02")).toBe("specialist");
    expect(at("2026-10-23")).toBe("all");
  });

  it.each([
    ["send-plan", "intensive"],
    ["mental-health", "intensive"],
    ["missing-education", "specialist"],
    ["part-time-timetable", "specialist"],
  ])("are seen as the need %s in the log, from its first day to its last", (need, tier) => {
    const log = [{ kind: "need", need, day: "2026-09-10", from: "2026-10-01", to: "2026-11-10" }];
    const at = (asAt: string): string => tiers({ log, to: asAt }).tier;
    expect(["2026-09-30", "2026-10-01", "2026-11-10", "2026-11-11"].map(at)).toEqual(["all", tier, tier, "all"]);
  });

  it("are told apart from attendance when nothing else puts the pupil there", () => {
    const place = (marks: string): boolean => {
      const text = lines([
        ["UPN", "Name", "Year Group", "SEN Status", "Date", "AM", "PM"],
        ...FIRST_WEEKS.map((day) => [upnOf(1), "Ava Adams", "4", "K", day, marks[0] ?? "", marks[1] ?? ""]),
      ]);
      const school = schoolOf({ "exports/a.csv": text }, { config: YEARS, asAt: on("2026-09-28") });
      return byNeedAlone(tierOn(school, 0, on("2026-09-28")));
    };
    expect(place("/\\")).toBe(true);
    expect(place("I\\")).toBe(false);
  });
});
