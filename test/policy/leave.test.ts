/** Leave of absence: the register beside what was asked and decided. */
import { describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool } from "../../src/flow.ts";
import { leaveFindings } from "../../src/policy/leave.ts";
import { isoOf } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { AVA, School, TODAY, type Line, type Marks } from "../letters/school.ts";

/** `finding first day to last day, sessions`, one each. */
function findings(marks: Marks, log: readonly Line[] = []): readonly string[] {
  const { folder } = new School([{ marks, log }]);
  const school = readSchool(
    openSchool(folder, () => undefined),
    on(TODAY),
  );
  const row = school.register.pupils.findIndex(({ name }) => name === AVA);
  return leaveFindings(school, row).map(
    ({ finding, from, to, sessions }) => `${finding} ${isoOf(from)} to ${isoOf(to)}, ${String(sessions)}`,
  );
}

/** Monday 9 to Friday 13 November. */
const ASKED = { day: "2026-11-02", from: "2026-11-09", to: "2026-11-13" };
const request: Line = { kind: "leave-request", ...ASKED };
const decided = (outcome: string, more: Line = {}): Line => ({ kind: "leave-decision", outcome, ...ASKED, ...more });
const from9 = (codes: string): Marks => ({ "2026-11-09": codes });

describe("leave that nobody asked for", () => {
  it.each<[string, Marks, readonly Line[], readonly string[]]>([
    ["a week of G", from9("GGGGGGGGGG"), [], ["not-asked 2026-11-09 to 2026-11-13, 10"]],
    ["asked for, not yet decided", from9("GGGGGGGGGG"), [request], []],
    ["asked for, and declined: marked as it should be", from9("GGGGGGGGGG"), [decided("declined")], []],
    ["another week was asked for", { "2026-10-12": "GG" }, [request], ["not-asked 2026-10-12 to 2026-10-12, 2"]],
    [
      "two holidays",
      { "2026-10-12": "GG", ...(from9("G") as object) },
      [],
      ["not-asked 2026-10-12 to 2026-10-12, 2", "not-asked 2026-11-09 to 2026-11-09, 1"],
    ],
    [
      "one over the half-term",
      { "2026-10-22": "GGGG", "2026-11-02": "GG" },
      [],
      ["not-asked 2026-10-22 to 2026-11-02, 6"],
    ],
    ["leave in exceptional circumstances needs no line", from9("CCCC"), [], []],
    ["illness between carries the run on", from9("GGIIGG"), [], ["not-asked 2026-11-09 to 2026-11-11, 4"]],
  ])("%s", (_, marks, log, expected) => {
    expect(findings(marks, log)).toEqual(expected);
  });
});

describe("beyond what was granted", () => {
  const GRANTED = decided("part", { "granted-from": "2026-11-09", "granted-to": "2026-11-10" });

  it.each<[string, string, Line, readonly string[]]>([
    ["as granted", "CCCC//////", GRANTED, []],
    ["stayed on", "CCCCGGGG//", GRANTED, ["beyond 2026-11-11 to 2026-11-12, 4"]],
    ["stayed on, marked as if granted", "CCCCCC////", GRANTED, ["beyond 2026-11-11 to 2026-11-11, 2"]],
    ["was back between", "CCCC//GG//", GRANTED, []],
    ["all of it granted", "CCCCCCCCCC", decided("granted"), []],
  ])("%s", (_, codes, decision, expected) => {
    expect(findings(from9(codes), [decision])).toEqual(expected);
  });

  it("left before the first day granted", () => {
    expect(findings({ "2026-11-06": "GG", ...(from9("CCCC") as object) }, [GRANTED])).toEqual([
      "beyond 2026-11-06 to 2026-11-06, 2",
    ]);
  });
});

describe("marked otherwise than decided", () => {
  it.each<[string, string, Line, readonly string[]]>([
    ["declined, and marked C", "CCCC//////", decided("declined"), ["otherwise 2026-11-09 to 2026-11-10, 4"]],
    ["declined, and marked H", "HH////////", decided("declined"), ["otherwise 2026-11-09 to 2026-11-09, 2"]],
    ["granted, and marked G", "GGGG//////", decided("granted"), ["otherwise 2026-11-09 to 2026-11-10, 4"]],
    ["declined, and stayed in school", "//////////", decided("declined"), []],
    ["declined, and ill", "IIII//////", decided("declined"), []],
  ])("%s", (_, codes, decision, expected) => {
    expect(findings(from9(codes), [decision])).toEqual(expected);
  });
});
