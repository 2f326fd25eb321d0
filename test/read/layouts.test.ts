/** Whole exports: how each layout is recognised, what is left out, and that every row is accounted for. */
import { describe, expect, it } from "vitest";
import { isoOf } from "../../src/register/day.ts";
import type { School } from "../../src/flow.ts";
import { figures, schoolOf, upnOf } from "../laws/schools.ts";

const [A, B] = [upnOf(1), upnOf(2)];

/** Marks as `2026-11-16 AM /`, blanks left out. */
function marks({ register }: School, key = A): readonly string[] {
  const row = register.pupils.findIndex((pupil) => pupil.key === key);
  return register.sessions.flatMap(({ day, half }, column) => {
    const kind = register.kinds[register.marks[row * register.sessions.length + column] ?? 0];
    return kind?.class === "missing" ? [] : [`${isoOf(day)} ${half} ${kind?.code ?? "contradicts"}`];
  });
}

const codes = ({ problems }: School): readonly string[] => problems.map(({ code }) => code);

describe("a register is read", () => {
  const expected = ["2026-11-16 AM /", "2026-11-16 PM I"];

  it.each([
    ["long", `UPN,Date,AM/PM,Mark\n${A},16/11/2026,AM,/\n${A},16/11/2026,PM,I\n`],
    ["day", `UPN,Date,AM,PM\n${A},2026-11-16,/,I\n`],
    ["week", `UPN,Week beginning,MonAM,MonPM,TueAM\n${A},16/11/2026,/,I,\n`],
    ["week", `Week beginning 16/11/2026\nUPN,Monday AM,Monday PM\n${A},/,I\n`],
    ["dates", `UPN,16/11/2026 AM,16/11/2026 PM\n${A},/,I\n`],
    ["dates", `UPN,16/11/2026,16/11/2026\n${A},/,I\n`],
    ["dates", `,16/11/2026,\nUPN,AM,PM\n${A},/,I\n`],
  ])("in the layout %s from %o", (layout, text) => {
    const school = schoolOf({ "exports/a.csv": text });
    expect(school.files[0]).toMatchObject({ layout, used: text.startsWith("UPN,Date,AM/") ? 2 : 1, isRegister: true });
    expect(marks(school)).toEqual(expected);
  });

  it("for the week in its file's name, on whichever day of that week", () => {
    const school = schoolOf({ "exports/week 18-11-2026.csv": `UPN,MonAM,MonPM\n${A},/,I\n` });
    expect(marks(school)).toEqual(expected);
  });

  it("not at all for a week that nothing names", () => {
    const school = schoolOf({ "exports/week.csv": `UPN,MonAM,MonPM\n${A},/,I\n` });
    expect(school.files[0]).toMatchObject({ layout: null, used: 0, leftOut: school.files[0]?.rows });
    expect(codes(school)).toContain("file-no-week");
  });

  it("below titles, and without its totals, repeated headings and blank rows", () => {
    const text = `Attendance of Oak class\n\nUPN,Date,AM/PM,Mark\n${A},16/11/2026,AM,/\n\nUPN,Date,AM/PM,Mark\n${A},16/11/2026,PM,I\nTotal,,,2\nCount: 2\n`;
    const school = schoolOf({ "exports/a.csv": text });
    expect(marks(school)).toEqual(expected);
    expect(school.files[0]).toMatchObject({ rows: 8, used: 2, leftOut: 6 });
    expect(codes(school)).toEqual(expect.arrayContaining(["row-title", "row-blank", "row-heading-again", "row-total"]));
  });
});

describe("a row is left out, and said", () => {
  const good = `${A},16/11/2026,AM,/`;

  it.each([
    ["row-no-pupil", ",16/11/2026,PM,/"],
    ["row-bad-date", `${A},31/06/2026,PM,/`],
    ["row-bad-session", `${A},16/11/2026,Period 1,/`],
    ["row-too-long", `${A},16/11/2026,PM,/,surplus`],
  ])("as %s: %s", (code, row) => {
    const school = schoolOf({ "exports/a.csv": `UPN,Date,AM/PM,Mark\n${good}\n${row}\n` });
    expect(school.problems.find((each) => each.code === code)).toMatchObject({ file: "exports/a.csv", line: 3 });
    expect(school.files[0]).toMatchObject({ rows: 2, used: 1, leftOut: 1 });
    expect(marks(school)).toEqual(["2026-11-16 AM /"]);
  });
});

describe("a session", () => {
  const long = (...rows: readonly string[]): string => `UPN,Date,AM/PM,Mark\n${rows.map((row) => `${row}\n`).join("")}`;

  it("with contradicting marks is unknown, and both places are named", () => {
    const school = schoolOf({
      "exports/a.csv": long(`${A},16/11/2026,AM,/`, `${B},16/11/2026,AM,/`),
      "exports/b.csv": long(`${A},16/11/2026,AM,I`),
    });
    expect(marks(school)).toEqual(["2026-11-16 AM contradicts"]);
    const problem = school.problems.find(({ code }) => code === "mark-contradicts");
    expect(problem).toMatchObject({ file: "exports/a.csv", line: 2 });
    expect(problem?.args).toMatchObject({ otherFile: "exports/b.csv", otherLine: 2 });
  });

  it("with / in one file and \\ in the other is present", () => {
    const school = schoolOf({ "exports/a.csv": long(`${A},16/11/2026,AM,/`, `${A},16/11/2026,AM,\\`) });
    expect(marks(school)).toEqual(["2026-11-16 AM /"]);
    expect(codes(school)).not.toContain("mark-contradicts");
  });

  it("with a mark in one file and a blank in the other has the mark", () => {
    const school = schoolOf({ "exports/a.csv": long(`${A},16/11/2026,AM,-`, `${A},16/11/2026,AM,O`) });
    expect(marks(school)).toEqual(["2026-11-16 AM O"]);
  });

  it("after today is ignored", () => {
    const text = long(`${A},16/11/2026,AM,/`, `${A},21/12/2026,AM,/`);
    expect(marks(schoolOf({ "exports/a.csv": text }))).toEqual(["2026-11-16 AM /"]);
  });
});

describe("time on roll", () => {
  const register = `UPN,Date,AM,PM\n${A},15/11/2026,/,\\\n${A},16/11/2026,I,I\n${A},17/11/2026,/,\\\n${A},18/11/2026,O,O\n`;

  it("is from the admission date to the leaving day, both inclusive, and marks outside are a problem", () => {
    const pupils = `UPN,Name,Year Group,Entry Date,Leaving Date\n${A},Ava Adams,4,16/11/2026,17/11/2026\n`;
    const school = schoolOf({ "exports/a.csv": register, "exports/p.csv": pupils });
    expect(marks(school)).toEqual(["2026-11-16 AM I", "2026-11-16 PM I", "2026-11-17 AM /", "2026-11-17 PM \\"]);
    expect(
      school.problems.filter(({ code }) => code === "mark-outside-roll").map(({ args }) => args?.["side"]),
    ).toEqual(expect.arrayContaining(["before", "after"]));
  });

  it("of a pupil who is not in the pupils file is from first mark to last, with a problem", () => {
    const pupils = `UPN,Name,Year Group,Sex\n${B},Kit Bell,4,M\n`;
    const school = schoolOf({ "exports/a.csv": register, "exports/p.csv": pupils });
    const pupil = school.register.pupils.find(({ key }) => key === A);
    expect(pupil && [isoOf(pupil.from), isoOf(pupil.to ?? 0)]).toEqual(["2026-11-15", "2026-11-18"]);
    expect(codes(school)).toContain("pupil-not-in-file");
  });

  it("has missing marks where a long export has no row", () => {
    const both = `${register}${B},15/11/2026,/,\\\n${B},18/11/2026,/,\\\n`;
    const pupils = `UPN,Name,Year Group,Sex\n${A},Ava Adams,4,F\n${B},Kit Bell,4,M\n`;
    const school = schoolOf({ "exports/a.csv": both, "exports/p.csv": pupils });
    expect(codes(school)).not.toContain("pupil-not-in-file");
    expect(marks(school, B)).toHaveLength(4);
    const row = figures(school, "pupil").rows.find(({ key }) => key === B);
    expect(row).toMatchObject({ possible: 4, attended: 4, missing: 4 });
  });
});

describe("a pupil's class", () => {
  const heading = "UPN,Class,Date,AM/PM,Mark\n";
  const classOf = (...files: readonly string[]): string | null | undefined =>
    schoolOf(Object.fromEntries(files.map((rows, i) => [`exports/${String(i)}.csv`, heading + rows]))).register
      .pupils[0]?.class;
  const row = (named: string, day: string, half: string): string => `${A},${named},${day}/11/2026,${half},/\n`;

  it("is the one of the latest day, in whatever order the rows are", () => {
    const [before, after] = [row("Oak", "16", "AM"), row("Elm", "17", "AM")];
    expect([classOf(before + after), classOf(after + before), classOf(after, before)]).toEqual(["Elm", "Elm", "Elm"]);
  });

  it("is kept when the row of the latest day gives none, in whatever order the rows are", () => {
    const [given, blank] = [row("Oak", "16", "AM"), row("", "17", "AM")];
    expect([classOf(given + blank), classOf(blank + given), classOf(blank, given)]).toEqual(["Oak", "Oak", "Oak"]);
  });

  it("is the same in one file as in two when two rows of a day differ", () => {
    const [one, other] = [row("Elm", "16", "AM"), row("Oak", "16", "PM")];
    expect(classOf(one, other)).toBe(classOf(one + other));
  });
});

describe("people", () => {
  it("who are two with one UPN are both left out, with their rows", () => {
    const text = `UPN,Name,Date,AM/PM,Mark\n${A},Ava Adams,16/11/2026,AM,/\n${A},Kit Bell,16/11/2026,AM,I\n${B},Noor Ng,16/11/2026,AM,/\n`;
    const school = schoolOf({ "exports/a.csv": text });
    expect(school.register.pupils.map(({ key }) => key)).toEqual([B]);
    expect(codes(school)).toContain("pupil-two-people");
    expect(school.files[0]).toMatchObject({ rows: 3, used: 1, leftOut: 2 });
  });

  it("are joined from files that name them in different ways", () => {
    const school = schoolOf({
      "exports/p.csv": `UPN,Legal Surname,Legal Forename,Preferred Forename,Year Group,Reg Group\n${A},Adams,Avaline,Ava,Year 4,Oak\n`,
      "exports/a.csv": 'Name,Date,AM/PM,Mark\n"Adams, Ava",16/11/2026,AM,/\n',
    });
    expect(school.register.pupils).toMatchObject([{ key: A, name: "Ava Adams", year: "4", class: "Oak" }]);
    expect(marks(school)).toEqual(["2026-11-16 AM /"]);
  });
});
