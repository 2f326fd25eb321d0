/** `attend returns`: who is on each list for the local authority, what is due, and what has been sent. */
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { afterAll, describe, expect, it } from "vitest";
import type { ReturnLine, ReturnList } from "../../src/reports/returns/list.ts";
import { AVA, ELSEWHERE, FATHER, NOWHERE, School, type Child, type Line, type Story } from "../letters/school.ts";
import * as chromium from "../letters/chromium.ts";
import { on } from "../laws/schools.ts";
import { attend, type Said } from "../run.ts";

afterAll(() => {
  chromium.cleanUp();
});

interface Returned extends Said {
  readonly lists: readonly ReturnList[];
  readonly recorded: readonly Line[];
  readonly wrote: readonly string[];
}

const CALENDAR: Story = { to: "2027-03-25" };

async function returns(school: School, args: string, today: string): Promise<Returned> {
  const said = await attend(["returns", ...args.split("|").filter((each) => each !== ""), "--json"], {
    cwd: school.folder,
    today: on(today),
  });
  if (said.code === 2) return { ...said, lists: [], recorded: [], wrote: [] };
  return { ...said, ...(JSON.parse(said.out) as Pick<Returned, "lists" | "recorded" | "wrote">) };
}

const shown = ({ name, status, sentOn, overdue }: ReturnLine): string =>
  `${name === AVA ? "" : `${name} `}${overdue ? "overdue" : status}${sentOn === null ? "" : ` ${sentOn}`}`;

/** What a list says on a day: `due`, `approaching`, `sent 2026-11-16`, or `nil`. */
async function said(school: School, list: string, today: string): Promise<string> {
  const { lists } = await returns(school, list, today);
  const [{ lines, nil } = { lines: [], nil: null }] = lists;
  if (lines.length > 0) return lines.map(shown).join(", ");
  return nil === null ? "nothing" : "nil";
}

const fieldOf = ({ fields }: ReturnLine, label: string): unknown => fields.find((each) => each.label === label)?.value;
const schoolOf = (ava: Child, story: Story = {}): School => new School([ava], { ...CALENDAR, ...story });
const O = (n: number, code = "O"): string => code.repeat(n);

describe("ten-days", () => {
  it.each<[string, string, string, string]>([
    ["four and a half days that go on", O(9), "2026-11-06", "nil"],
    ["five that go on", O(10), "2026-11-06", "approaching"],
    ["nine and a half, of which the last is not yet marked", `${O(19)}.`, "2026-11-13", "approaching"],
    ["ten on the day itself", O(20), "2026-11-13", "due"],
    ["ten, back since", O(20), "2026-11-16", "due"],
    ["nine and a half, back since", O(19), "2026-11-16", "nil"],
    ["five, back since", O(10), "2026-11-09", "nil"],
    ["ten, and the month is over", O(20), "2026-12-01", "overdue"],
    ["ten with an I in the middle", `${O(10)}I${O(9)}`, "2026-11-13", "nil"],
    ["ten that are U", O(20, "U"), "2026-11-13", "due"],
  ])("%s (%s)", async (_, marks, today, expected) => {
    expect(await said(schoolOf({ marks: { "2026-11-02": marks } }), "ten-days", today)).toBe(expected);
  });

  it("is a return again only when the pupil was back and misses ten more", async () => {
    const school = schoolOf({ marks: { "2026-11-02": `${O(20)}/${O(20)}` } });
    expect(await said(school, "ten-days", "2026-11-16")).toBe("due");
    await returns(school, "ten-days|--sent", "2026-11-16");
    expect(await said(school, "ten-days", "2026-11-27")).toBe("approaching, sent 2026-11-16");
    expect(await said(school, "ten-days", "2026-11-30")).toBe("due, sent 2026-11-16");
    await returns(school, "ten-days|--sent", "2026-11-30");
    expect(await said(school, "ten-days", "2026-12-04")).toBe("sent 2026-11-16, sent 2026-11-30");
  });

  it("stays in sight over the summer, and not for ever", async () => {
    const school = schoolOf({ marks: { "2026-07-06": O(20) } }, { from: "2026-07-01" });
    expect(await said(school, "ten-days", "2026-09-04")).toBe("overdue");
    expect(await said(school, "ten-days", "2026-10-17")).toBe("overdue");
    expect(await said(school, "ten-days", "2026-10-18")).toBe("nil");
  });
});

describe("what was sent stays sent, when the register is corrected", () => {
  const sent = { kind: "return", return: "ten-days", day: "2026-11-16" };
  it.each<[string, string, string]>([
    ["a day earlier", "2026-10-23", O(22)],
    ["a session later", "2026-11-02", `/${O(19)}O`],
    ["a day later", "2026-11-03", O(20)],
    ["four days later", "2026-11-06", O(20)],
    ["and goes on", "2026-11-02", O(40)],
  ])("%s", async (_, from, marks) => {
    const log: Line[] = [{ ...sent, from: "2026-11-02", to: "2026-11-13" }];
    expect(await said(schoolOf({ marks: { [from]: marks }, log }), "ten-days", "2026-12-04")).toBe("sent 2026-11-16");
    const byHand = [{ ...sent, from: "2026-11-02" }];
    expect(await said(schoolOf({ marks: { [from]: marks }, log: byHand }), "ten-days", "2026-12-04")).toBe(
      "sent 2026-11-16",
    );
    expect(await said(schoolOf({ marks: { [from]: marks } }), "ten-days", "2026-12-04")).not.toContain("sent");
  });

  it("of another list, another episode or another child it says nothing", async () => {
    const marks = { "2026-11-02": O(20) };
    for (const log of [
      [{ ...sent, return: "sickness", from: "2026-11-02" }],
      [{ ...sent, from: "2026-09-07", to: "2026-09-18", day: "2026-11-16" }],
      [{ ...sent, from: "2026-09-07", day: "2026-09-21" }],
    ]) {
      expect(await said(schoolOf({ marks, log }), "ten-days", "2026-11-20")).toBe("due");
    }
    const ben: Child = { name: "Ben Cole", log: [{ ...sent, from: "2026-11-02", to: "2026-11-13" }] };
    expect(await said(new School([{ marks }, ben], CALENDAR), "ten-days", "2026-11-20")).toBe("due");
  });

  it("taken back, it is due again", async () => {
    const school = schoolOf({ marks: { "2026-11-02": O(20) } });
    await returns(school, "ten-days|--sent", "2026-11-16");
    await attend(["log", "--undo"], { cwd: school.folder, today: on("2026-11-16") });
    expect(await said(school, "ten-days", "2026-11-16")).toBe("due");
  });
});

describe("sickness", () => {
  const I = (n: number): string => "I".repeat(n);
  it.each<[string, Child["marks"], string, string]>([
    ["nine and a half days", { "2026-11-02": I(19) }, "2026-12-04", "nil"],
    ["ten", { "2026-11-02": I(20) }, "2026-12-04", "approaching"],
    ["fourteen and a half", { "2026-11-02": I(29) }, "2026-11-20", "approaching"],
    ["fifteen", { "2026-11-02": I(30) }, "2026-11-20", "due"],
    ["fifteen, next month", { "2026-11-02": I(30) }, "2026-12-01", "overdue"],
    ["fifteen in all", { "2026-09-07": I(15), "2026-11-02": I(15) }, "2026-11-11", "due"],
    ["fifteen in all, a session before", { "2026-09-07": I(15), "2026-11-03": I(15) }, "2026-11-11", "approaching"],
  ])("%s", async (_, marks, today, expected) => {
    expect(await said(schoolOf({ marks: marks ?? {} }), "sickness", today)).toBe(expected);
  });

  it("one return for each continuous period, and none for what adds up afterwards", async () => {
    const school = schoolOf({ marks: { "2026-09-07": I(30), "2026-10-12": I(14), "2026-11-02": I(40) } });
    await returns(school, "sickness|--sent", "2026-09-25");
    expect(await said(school, "sickness", "2026-10-23")).toBe("sent 2026-09-25");
    expect(await said(school, "sickness", "2026-11-13")).toBe("approaching, sent 2026-09-25");
    expect(await said(school, "sickness", "2026-11-20")).toBe("due, sent 2026-09-25");
    await returns(school, "sickness|--sent", "2026-11-20");
    expect(await said(school, "sickness", "2026-12-11")).toBe("sent 2026-09-25, sent 2026-11-20");
  });

  it("may be sent beforehand for one child, when a person sees that it will come to it", async () => {
    const school = schoolOf({ marks: { "2026-11-02": I(40) } });
    const none = await returns(school, "sickness|--sent", "2026-11-13");
    expect(none.recorded.map(({ pupil }) => pupil)).toEqual([undefined]);
    const early = await returns(school, `sickness|--sent|--pupil|${AVA}`, "2026-11-13");
    expect(early.recorded).toMatchObject([{ return: "sickness", from: "2026-11-02", to: "2026-11-13" }]);
    expect(await said(school, "sickness", "2026-12-11")).toBe("sent 2026-11-13");
  });

  it("a return of last school year does not answer one of this", async () => {
    const log = [{ kind: "return", return: "sickness", day: "2026-07-17", from: "2026-07-01", to: "2026-07-17" }];
    const marks = { "2026-07-01": I(24), "2026-09-03": I(30) };
    const school = schoolOf({ marks, log }, { from: "2026-07-01" });
    expect(await said(school, "sickness", "2026-11-20")).toBe("overdue");
  });
});

describe("starters", () => {
  /** The children of a school, each with an entry date in place of the usual one. */
  const schoolWith = (children: readonly Child[], entries: readonly string[]): School => {
    const school = new School(children, CALENDAR);
    const [head = "", ...rows] = school.read("exports/pupils.csv").split(/\r?\n/);
    const changed = rows.map((row, i) => row.replace("01/09/2025", entries[i] ?? "01/09/2025"));
    school.write("exports/pupils.csv", [head, ...changed].join("\n"));
    return school;
  };

  it.each<[string, string, string, string]>([
    ["on the day of entry", "09/11/2026", "2026-11-09", "due"],
    ["on the fifth day after it", "09/11/2026", "2026-11-14", "due"],
    ["on the sixth", "09/11/2026", "2026-11-15", "overdue"],
    ["before it", "09/11/2026", "2026-11-08", "nil"],
    ["on the first day of the year, not in the youngest class", "03/09/2026", "2026-09-04", "due"],
    ["long on roll", "01/09/2025", "2026-11-14", "nil"],
  ])("%s", async (_, entered, today, expected) => {
    const young: Child = { name: "Ben Cole", year: "R", class: "Ash" };
    expect(await said(schoolWith([{}, young], [entered]), "starters", today)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ["the first day of the school year", "03/09/2026", "nil"],
    ["1 September, as systems often have it", "01/09/2026", "nil"],
    ["the second day", "04/09/2026", "due"],
  ])("the youngest class begins on %s", async (_, entered, expected) => {
    expect(await said(schoolWith([{ year: "R", class: "Ash" }], [entered]), "starters", "2026-09-08")).toBe(expected);
  });

  it("without entry dates those who are there at the beginning are no starters, and one who comes later is", async () => {
    const blank = Object.fromEntries([["2026-09-03", ".".repeat(20)]]);
    const school = schoolWith([{ marks: blank }, { name: "Ben Cole" }], ["", ""]);
    const { lists } = await returns(school, "starters", "2026-09-30");
    const lines = lists[0]?.lines ?? [];
    expect(lines.map(({ name, from }) => [name, from])).toEqual([[AVA, "2026-09-17"]]);
    expect(lines[0] && fieldOf(lines[0], "Starting day")).toBeNull();
    expect(lines[0] && fieldOf(lines[0], "First mark in the register")).toEqual({ day: "2026-09-17" });
  });

  it("stays sent when the entry date is corrected by a day", async () => {
    const school = schoolWith([{}], ["09/11/2026"]);
    await returns(school, "starters|--sent", "2026-11-10");
    const text = school.read("exports/pupils.csv");
    for (const entered of ["08/11/2026", "10/11/2026"]) {
      school.write("exports/pupils.csv", text.replace("09/11/2026", entered));
      expect(await said(school, "starters", "2026-11-16")).toBe("sent 2026-11-10");
    }
  });
});

describe("leavers", () => {
  const leaving = (on: string, year = "4"): Child => ({ year, about: { "Leaving Date": on } });
  const Y6: Child = { name: "Ben Cole", year: "6" };
  it.each<[string, string, string, string, string]>([
    ["still to come", "20/11/2026", "4", "2026-11-13", "approaching"],
    ["on the last day", "20/11/2026", "4", "2026-11-20", "approaching"],
    ["on the day after", "20/11/2026", "4", "2026-11-21", "due"],
    ["later", "20/11/2026", "4", "2026-11-22", "overdue"],
    ["from the oldest year in the middle of the school year", "20/11/2026", "6", "2026-11-22", "overdue"],
    ["from the oldest year on the last school day", "17/07/2026", "6", "2026-09-04", "nil"],
    ["from the oldest year a day before it", "16/07/2026", "6", "2026-09-04", "overdue"],
    ["from another year on the last school day", "17/07/2026", "4", "2026-09-04", "overdue"],
  ])("%s", async (_, left, year, today, expected) => {
    const school = new School([leaving(left, year), Y6], { from: "2026-07-01", to: today });
    expect(await said(school, "leavers", today)).toBe(expected);
  });

  it("asks what the exports lack, and leaves it open", async () => {
    const school = new School([leaving("13/11/2026")], { to: "2026-11-18" });
    const { lists } = await returns(school, "leavers", "2026-11-18");
    const line = lists[0]?.lines[0];
    expect(line && fieldOf(line, "Ground of deletion (regulation 9)")).toBeNull();
    expect(line && fieldOf(line, "Last day on roll")).toEqual({ day: "2026-11-13" });
    expect(school.read("output/authority/2026-11-18/leavers.html")).toContain("to fill in");
  });
});

describe("targeting", () => {
  it.each<[string, string, string]>([
    ["severe, all of it ill", "I".repeat(50), "due"],
    ["a session under severe, all of it ill", "I".repeat(49), "nil"],
    ["persistent, with one session without leave", `${"I".repeat(9)}O`, "due"],
    ["a session under persistent, without leave", O(9), "nil"],
    ["persistent, all of it ill", "I".repeat(10), "nil"],
  ])("%s", async (_, marks, expected) => {
    expect(await said(schoolOf({ marks }), "targeting", "2026-11-18")).toBe(expected);
  });

  it("puts severe first, counts who is not listed, and is sent once a term", async () => {
    const school = new School(
      [{ marks: O(40) }, { name: "Ben Cole", marks: "I".repeat(100) }, { name: "Cai Dee", marks: "I".repeat(40) }],
      CALENDAR,
    );
    const { lists } = await returns(school, "targeting", "2026-11-18");
    expect(lists[0]?.lines.map(({ name, fact }) => [name, fact])).toEqual([
      ["Ben Cole", "severe: missed 100 of 100 sessions, 0 without leave"],
      [AVA, "persistent: missed 40 of 100 sessions, 40 without leave"],
    ]);
    expect(lists[0]?.also).toBe("Persistently absent, all of it with leave, and not listed: 1.");
    await returns(school, "targeting|--sent", "2026-11-18");
    expect(await said(school, "targeting", "2026-12-04")).toBe("Ben Cole sent 2026-11-18, sent 2026-11-18");
    expect(await said(school, "targeting", "2027-01-08")).toContain("due");
  });
});

describe("part-time", () => {
  const AGREED: Line = {
    kind: "need",
    need: "part-time-timetable",
    day: "2026-11-02",
    to: "2026-12-11",
    sessions: "Mon AM, Tue AM, Wed AM, Thu AM, Fri AM",
  };
  const week = { "2026-11-02": "/ C2 C2 C2 / O / C2 / C2" };

  it("tells what was agreed, what the register shows, and both figures", async () => {
    const school = schoolOf({ marks: week, log: [AGREED] });
    const line = (await returns(school, "part-time", "2026-11-06")).lists[0]?.lines[0];
    expect(line && shown(line)).toBe("due");
    expect(line && fieldOf(line, "C2 outside the agreement")).toBe("Tue 3 Nov AM C2");
    expect(line && fieldOf(line, "Agreed off, and marked otherwise")).toBe("Wed 4 Nov PM O");
    expect(line && fieldOf(line, "Attended of sessions expected")).toBe("4 of 5, 80.0%");
    expect(line && fieldOf(line, "Attended of possible sessions (statutory)")).toBe("4 of 10, 40.0%");
    expect(line && fieldOf(line, "Not written down yet")).toBe("the hours a week, the parents’ consent");
    expect(line?.fact).toContain("review due 14/12/2026");
  });

  it("is told once, and anew when the agreement changes", async () => {
    const log = [AGREED, { kind: "return", return: "part-time", day: "2026-11-06", from: "2026-11-02" }];
    expect(await said(schoolOf({ marks: week, log }), "part-time", "2026-11-30")).toBe("sent 2026-11-06");
    const changed = [...log, { ...AGREED, day: "2026-11-30" }];
    expect(await said(schoolOf({ marks: week, log: changed }), "part-time", "2026-11-30")).toBe("due");
  });

  it("nobody: a nil return that can be recorded", async () => {
    const school = schoolOf({});
    expect(await said(school, "part-time", "2026-11-18")).toBe("nil");
    expect((await returns(school, "part-time|--sent", "2026-11-18")).recorded).toHaveLength(1);
  });
});

describe("missing-education", () => {
  it.each<[string, string, readonly Line[], string, string]>([
    ["two days", O(4, "N"), [], "2026-11-03", "nil"],
    ["three days", O(6, "N"), [], "2026-11-04", "approaching"],
    ["ten days", O(20), [], "2026-11-13", "due"],
    ["eleven days", O(22), [], "2026-11-16", "overdue"],
    ["written down", "", [{ kind: "need", need: "missing-education", day: "2026-11-10" }], "2026-11-12", "due"],
  ])("%s", async (_, marks, log, today, expected) => {
    expect(await said(schoolOf({ marks: { "2026-11-02": marks }, log }), "missing-education", today)).toBe(expected);
  });

  it("shows each step done, late or to come, and the earliest removal with its rule", async () => {
    const log: readonly Line[] = [{ kind: "call", outcome: "no-answer", day: "2026-11-02" }];
    const school = schoolOf({ marks: { "2026-11-02": O(6, "N") }, log });
    const line = (await returns(school, "missing-education", "2026-11-04")).lists[0]?.lines[0];
    expect(line && fieldOf(line, "Ring the first contact")).toBe("done: Call 02/11/2026");
    expect(line && fieldOf(line, "Ring or write to every other contact, on a second day")).toBe(
      "NOT DONE, was due on 03/11/2026",
    );
    expect(line && fieldOf(line, "Visit the home")).toBe("by 04/11/2026");
    expect(line && fieldOf(line, "By which rule")).toBe("20 school days of continuous unauthorised absence");
  });
});

describe("leave", () => {
  it("sends what met the threshold, and leaves the rest to the office", async () => {
    const ten = schoolOf({ marks: { "2026-11-09": O(10, "G") } });
    expect(await said(ten, "leave", "2026-11-16")).toBe("due");
    const nine = schoolOf({ marks: { "2026-11-09": O(9, "G") } });
    expect(await said(nine, "leave", "2026-11-16")).toBe("approaching");
    const [list] = (await returns(ten, "leave", "2026-11-16")).lists;
    expect(list?.lines[0] && fieldOf(list.lines[0], "What was decided")).toBe("nobody asked");
  });

  it("a mark that contradicts the decision is for the office, whatever the threshold", async () => {
    const log = [
      { kind: "leave-decision", outcome: "granted", day: "2026-11-02", from: "2026-11-09", to: "2026-11-13" },
    ];
    expect(await said(schoolOf({ marks: { "2026-11-09": O(10, "G") }, log }), "leave", "2026-11-16")).toBe(
      "approaching",
    );
  });
});

describe("recording", () => {
  const two: readonly Child[] = [
    { marks: { "2026-11-02": O(20) } },
    { name: "Ben Cole", marks: { "2026-11-02": O(22) } },
  ];

  it("writes the files and then a line of the log for each that was due", async () => {
    const school = new School(two, CALENDAR);
    const { recorded, wrote } = await returns(school, "ten-days|--sent|--by|Mrs Marsh", "2026-11-18");
    expect(recorded).toMatchObject([
      { kind: "return", return: "ten-days", from: "2026-11-02", to: "2026-11-13", by: "Mrs Marsh", day: "2026-11-18" },
      { kind: "return", return: "ten-days", from: "2026-11-02", to: "2026-11-16", by: "Mrs Marsh", day: "2026-11-18" },
    ]);
    expect(school.log()).toEqual(recorded);
    expect(wrote).toEqual(["html", "csv"].map((kind) => `output/authority/2026-11-18/ten-days.${kind}`));
    for (const file of wrote) expect(school.has(file)).toBe(true);
    const again = await returns(school, "ten-days|--sent", "2026-11-18");
    expect(again.recorded).toEqual([]);
    expect(school.log()).toHaveLength(2);
  });

  it("of one child only", async () => {
    const school = new School(two, CALENDAR);
    await returns(school, "ten-days|--sent|--pupil|Ben Cole", "2026-11-18");
    expect(await said(school, "ten-days", "2026-11-18")).toBe("due, Ben Cole sent 2026-11-18");
    const refused = await returns(school, "ten-days|--sent|--pupil|Ben Cole", "2026-11-19");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("sent on 18/11/2026")]);
    expect((await returns(school, "ten-days|--sent|--pupil|Kit Bell", "2026-11-19")).code).toBe(2);
    expect(school.log()).toHaveLength(1);
  });

  it("approaching ones are never recorded with the others", async () => {
    const school = new School([{ marks: { "2026-11-02": O(10) } }], CALENDAR);
    await returns(school, "ten-days|--sent", "2026-11-06");
    expect(school.log()).toMatchObject([{ return: "ten-days", from: "2026-11-01", to: "2026-11-06" }]);
    expect(school.log()[0]).not.toHaveProperty("pupil");
    expect((await returns(school, `ten-days|--sent|--pupil|${AVA}`, "2026-11-06")).code).toBe(2);
  });

  it("a nil return says so, is recorded once, and counts for its month", async () => {
    const school = schoolOf({});
    const before = await returns(school, "ten-days", "2026-11-18");
    expect(before.lists[0]).toMatchObject({
      nil: expect.stringMatching(/^Nil return: no pupil/) as string,
      nilSentOn: null,
    });
    expect(school.read("output/authority/2026-11-18/ten-days.html")).toContain("Nil return: no pupil");
    await returns(school, "ten-days|--sent", "2026-11-18");
    await returns(school, "ten-days|--sent", "2026-11-25");
    expect(school.log()).toHaveLength(1);
    expect((await returns(school, "ten-days", "2026-11-30")).lists[0]?.nilSentOn).toBe("2026-11-18");
    expect((await returns(school, "ten-days", "2026-12-01")).lists[0]?.nilSentOn).toBeNull();
    expect((await returns(school, "sickness", "2026-11-30")).lists[0]?.nilSentOn).toBeNull();
  });

  it("a child's return is no nil return, also when the register no longer bears it out", async () => {
    const log = [{ kind: "return", return: "ten-days", day: "2026-11-16", from: "2026-11-02", to: "2026-11-13" }];
    const { lists } = await returns(schoolOf({ log }), "ten-days", "2026-11-18");
    expect(lists[0]).toMatchObject({ lines: [], nilSentOn: null });
  });

  it("by hand, with `attend log return`", async () => {
    const school = schoolOf({ marks: { "2026-11-02": O(20) } });
    const log = (...args: readonly string[]): Promise<Said> =>
      attend(["log", "return", ...args], { cwd: school.folder, today: on("2026-11-18") });
    expect((await log(AVA, "--return", "ten-days")).err).toContain("needs --from");
    expect((await log(AVA, "--return", "no-such-list", "--from", "2026-11-02")).code).toBe(2);
    expect((await log(AVA, "--return", "ten-days", "--from", "03/11/2026")).code).toBe(0);
    expect((await log("--return", "part", "--from", "2026-11-01")).code).toBe(2);
    expect(await said(school, "ten-days", "2026-11-18")).toBe("sent 2026-11-18");
  });
});

describe("what a line holds", () => {
  const family: Child = {
    marks: { "2026-11-02": `${O(16)}NN.O${O(2)}` },
    about: { "Date of Birth": "05/05/2017" },
    contacts: [{}, { ...FATHER, ...ELSEWHERE }],
    log: [
      { kind: "call", outcome: "no-answer", day: "2026-11-03", note: "Rang about Ben Cole" },
      { kind: "concern", "reported-to": "Ms Reed", reference: "MC-77", day: "2026-11-04" },
      { kind: "call", outcome: "reached", day: "2026-10-01" },
    ],
  };
  const ben: Child = {
    name: "Ben Cole",
    contacts: [{ Forename: "Wanda", "Address 1": "99 Far Lane", Telephone: "01632 960999" }],
  };

  it("the pupil, the parents, the marks and what was done, and nothing of anybody else", async () => {
    const school = new School([family, ben], CALENDAR);
    const { lists, wrote } = await returns(school, "ten-days", "2026-11-16");
    const line = lists[0]?.lines[0];
    if (!line) throw new Error("no line");
    expect(fieldOf(line, "Date of birth")).toEqual({ day: "2017-05-05" });
    expect(fieldOf(line, "UPN")).toBe(line.key);
    expect(fieldOf(line, "Sessions missed")).toBe(21);
    expect(fieldOf(line, "Marks")).toBe(
      "2 × N (Reason for absence not yet established), 19 × O (Absent in other or unknown circumstances)",
    );
    expect(fieldOf(line, "Sessions not settled (N or no mark)")).toBe(3);
    expect(fieldOf(line, "What the school has done")).toBe("Call (no answer) 03/11/2026");
    expect(fieldOf(line, "Parent 1")).toBe("Mrs Helen Adams (Mother); 12 The Green, Whitlow, ZZ99 1AA; 01632 960123");
    expect(fieldOf(line, "Parent 2")).toContain("Mr Tom Adams (Father); 3 Mill Lane");
    expect(fieldOf(line, "Cause, if known")).toBeNull();
    for (const file of wrote) {
      const text = school.read(file);
      expect(text).toContain(AVA);
      expect(text).not.toMatch(/Ben|Cole|Wanda|Far Lane|960999|MC-77|Kit|Bell|Station Road|undefined|NaN|\[object/);
    }
  });

  it.each<[string, readonly Readonly<Record<string, string>>[], string | null]>([
    ["both parents at one address", [{}, FATHER], "12 The Green, Whitlow, ZZ99 1AA"],
    ["parents at two", [{}, { ...FATHER, ...ELSEWHERE }], null],
    ["one of them without", [{}, { ...FATHER, ...NOWHERE }], "12 The Green, Whitlow, ZZ99 1AA"],
    ["nobody with parental responsibility", [{ "Parental Responsibility": "No" }], null],
  ])("the address, with %s", async (_, contacts, expected) => {
    const school = schoolOf({ marks: { "2026-11-02": O(20) }, contacts });
    const line = (await returns(school, "ten-days", "2026-11-16")).lists[0]?.lines[0];
    expect(line && fieldOf(line, "Address")).toBe(expected);
  });

  it("nobody who is named in a court order, and a place to fill in", async () => {
    const school = schoolOf({
      marks: { "2026-11-02": O(20) },
      contacts: [{}, { ...FATHER, ...ELSEWHERE, "Court Order": "Yes" }],
    });
    const { lists } = await returns(school, "ten-days", "2026-11-16");
    expect(JSON.stringify(lists)).not.toMatch(/Tom|Mill Lane/);
    expect(lists[0]?.lines[0]?.fields.map(({ label }) => label)).toContain(
      "A person named in a court order, left out here",
    );
  });
});

describe("the command", () => {
  it("alone writes every list that the authority asks for", async () => {
    const all = await returns(schoolOf({}), "", "2026-11-18");
    expect(all.lists.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["ten-days", "sickness", "starters", "leavers", "targeting"]),
    );
    expect(all.wrote).toContain("output/authority/2026-11-18/penalties.html");
    const some = await returns(schoolOf({}, { config: "returns: [sickness, ten-days]\n" }), "", "2026-11-18");
    expect(some.wrote).toEqual(
      ["sickness", "ten-days", "penalties"].flatMap((name) =>
        ["html", "csv"].map((kind) => `output/authority/2026-11-18/${name}.${kind}`),
      ),
    );
  });

  it.each([
    ["a list that there is not", "tendays"],
    ["--sent without a list", "--sent"],
    ["--pupil without --sent", `ten-days|--pupil|${AVA}`],
  ])("refuses %s, and writes nothing", async (_, args) => {
    const school = schoolOf({ marks: { "2026-11-02": O(20) } });
    const { code, err } = await returns(school, args, "2026-11-18");
    expect(code).toBe(2);
    expect(err).not.toBe("");
    expect([school.has("output"), school.has("records")]).toEqual([false, false]);
  });

  it("names the authority and its form as attend.yaml does", async () => {
    const config = `authority: { team: Attendance Team, email: team@example.org, forms: { ten-days: "https://example.org/form" } }\n`;
    const school = schoolOf({ marks: { "2026-11-02": O(20) } }, { config });
    await returns(school, "", "2026-11-18");
    const page = school.read("output/authority/2026-11-18/ten-days.html");
    expect(page).toContain("Attendance Team · team@example.org");
    expect(page).toContain("https://example.org/form");
    expect(school.read("output/authority/2026-11-18/sickness.html")).not.toContain("example.org/form");
  });

  it("prints pages that are sound, and says every number of them in the JSON", async () => {
    const school = new School(
      [
        { marks: { "2026-09-07": "I".repeat(30), "2026-11-02": O(20) }, about: { "Leaving Date": "16/11/2026" } },
        { name: "Ben Cole", marks: { "2026-11-09": O(16) } },
      ],
      CALENDAR,
    );
    const { lists, wrote } = await returns(school, "", "2026-11-18");
    const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
    for (const list of lists) {
      const html = school.read(wrote.find((file) => file.endsWith(`/${list.name}.html`)) ?? "");
      expect((await validator.validateString(html)).results.flatMap(({ messages }) => messages)).toEqual([]);
      const json = JSON.stringify(list);
      const known = new Set([...json.matchAll(/\d+/g)].flatMap(([digits]) => [digits, String(Number(digits))]));
      const words = html.replace(/<style>[\s\S]*<\/style>|<[^>]*>|&[^;]+;/g, " ");
      const isNew = (digits: string): boolean => !known.has(digits) && !known.has(digits.padStart(2, "0"));
      expect([...words.matchAll(/\d+/g)].map(([digits]) => digits).filter(isNew)).toEqual([]);
    }
  });

  it.skipIf(chromium.missing.length > 0)(
    "gives axe nothing to find, and the office a sheet of its own",
    { timeout: 60_000 },
    async () => {
      const school = new School(
        [
          { marks: { "2026-09-07": "I".repeat(30), "2026-11-02": O(20) } },
          { name: "Ben Cole", marks: { "2026-11-09": O(16) } },
        ],
        CALENDAR,
      );
      const { wrote } = await returns(school, "", "2026-11-18");
      const pages = wrote.filter((file) => file.endsWith(".html")).map((file) => path.join(school.folder, file));
      expect(await chromium.axeFaults(pages)).toEqual([]);
      const [file = ""] = pages.filter((each) => each.endsWith("ten-days.html"));
      const [first = "", second = ""] = chromium.pagesOf(await chromium.print(file)).map(chromium.textOf);
      expect([first.includes(AVA), first.includes("Ben Cole")]).toEqual([true, false]);
      expect([second.includes(AVA), second.includes("Ben Cole")]).toEqual([false, true]);
    },
  );

  it("says the same on the screen", async () => {
    const school = schoolOf({ marks: { "2026-11-02": O(20) } });
    const { out } = await attend(["returns"], { cwd: school.folder, today: on("2026-11-18") });
    expect(out).toContain(
      "due          Ava Adams (Oak): 20 sessions (10 days) in a row from 02/11/2026 to 13/11/2026; send by 30/11/2026",
    );
    expect(out).toContain("Nil return: no name has newly been deleted from the admission register.");
  });
});
