/** Part-time timetables: marks against what was agreed, the two figures, and what is lacking. */
import { describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool } from "../../src/flow.ts";
import { timetables, type Timetable } from "../../src/policy/timetable.ts";
import { isoOf } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { School, type Child, type Line, type Marks } from "../letters/school.ts";

const AGREED: Line = {
  kind: "need",
  need: "part-time-timetable",
  day: "2026-11-02",
  from: "2026-11-02",
  to: "2026-12-11",
  sessions: "Mon AM, Tue AM, Wed AM, Thu AM, Fri AM",
  hours: "15",
  consent: "given",
};

function timetable(child: Child, today = "2026-11-06"): Timetable | undefined {
  const { folder } = new School([child], { today });
  return timetables(
    readSchool(
      openSchool(folder, () => undefined),
      on(today),
    ),
  )[0];
}

const week = (marks: Marks, more: Line = {}): Timetable | undefined =>
  timetable({ marks, log: [{ ...AGREED, ...more }] });
const shown = (sessions: Timetable["outside"] | undefined): string =>
  (sessions ?? []).map(({ day, half, code }) => `${isoOf(day)} ${half} ${code}`).join(", ");

/** Monday to Friday, mornings in school and afternoons not. */
const KEPT = "/ C2 / C2 / C2 / C2 / C2";

describe("marks against the agreement", () => {
  it("kept: nothing stands out, and the two figures differ", () => {
    const found = week({ "2026-11-02": KEPT });
    expect(shown(found?.outside)).toBe("");
    expect(shown(found?.otherwise)).toBe("");
    expect(found?.expected).toEqual({ possible: 5, attended: 5 });
    expect(found?.statutory).toMatchObject({ possible: 10, attended: 5 });
    expect(found?.lacking).toEqual([]);
  });

  it.each([
    ["C2 on a session agreed in school", "C2 C2 / C2 / C2 / C2 / C2", "2026-11-02 AM C2", "", [5, 4]],
    ["ill on a session agreed in school is an absence like any", "I C2 / C2 / C2 / C2 / C2", "", "", [5, 4]],
    ["ill on a session agreed off should be C2", "/ I / C2 / C2 / C2 / C2", "", "2026-11-02 PM I", [5, 5]],
    ["no mark on a session agreed off", "/ . / C2 / C2 / C2 / C2", "", "2026-11-02 PM -", [5, 5]],
    ["no reason on a session agreed off", "/ C2 / N / C2 / C2 / C2", "", "2026-11-03 PM N", [5, 5]],
    ["there on a session agreed off: no fault", "/ / / C2 / C2 / C2 / C2", "", "", [5, 5]],
    ["not possible on either: no fault", "Y7 Y7 / C2 / C2 / C2 / C2", "", "", [4, 4]],
  ])("%s", (_, marks, outside, otherwise, [possible, attended]) => {
    const found = week({ "2026-11-02": marks });
    expect([shown(found?.outside), shown(found?.otherwise)]).toEqual([outside, otherwise]);
    expect(found?.expected).toEqual({ possible, attended });
  });

  it("C2 before the first day and after the last is outside; the figure covers the agreed days alone", () => {
    const found = week({ "2026-10-23": "/ C2", "2026-11-02": KEPT }, { to: "2026-11-04" });
    expect(shown(found?.outside)).toBe("2026-10-23 PM C2, 2026-11-05 PM C2, 2026-11-06 PM C2");
    expect(found?.expected).toEqual({ possible: 3, attended: 3 });
  });

  it("without the sessions nothing is compared, and all that is lacking is named", () => {
    const found = timetable({
      marks: { "2026-11-02": KEPT },
      log: [{ kind: "need", need: "part-time-timetable", day: "2026-11-02" }],
    });
    expect([found?.outside, found?.otherwise, found?.expected]).toEqual([null, null, null]);
    expect(found?.lacking).toEqual([
      "the day on which it ends",
      "the sessions in school",
      "the hours a week",
      "the parents’ consent",
    ]);
  });

  it("consent that was refused is lacking", () => {
    expect(week({}, { consent: "refused" })?.lacking).toEqual(["the parents’ consent"]);
  });

  it("a child who is full-time is not listed", () => {
    expect(timetable({})).toBeUndefined();
  });
});

describe("the review", () => {
  const child = (log: readonly Line[] = []): Child => ({ log: [AGREED, ...log] });

  it.each([
    ["2026-12-14", [], "2026-12-14", false],
    ["2026-12-15", [], "2026-12-14", true],
    ["2026-12-15", [{ kind: "review", outcome: "same", day: "2026-12-11" }], "2027-01-22", false],
    ["2026-12-15", [{ kind: "note", row: "S6", day: "2026-12-11" }], "2027-01-22", false],
    ["2026-12-15", [{ kind: "review", outcome: "same", row: "P4", day: "2026-12-11" }], "2026-12-14", true],
  ])("on %s, reviewed by %j: due %s, overdue %s", (today, log, due, overdue) => {
    const found = timetable({ ...child(log), marks: { "2026-12-01": "/ C2" } }, today);
    expect([isoOf(found?.reviewDue ?? 0), found?.reviewOverdue]).toEqual([due, overdue]);
  });
});
