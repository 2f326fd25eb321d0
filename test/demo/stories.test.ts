/** The planted stories are in the exports as the README tells them, whatever the day, and the cast does nothing else. */
import { describe, expect, it } from "vitest";
import { STORIES } from "../../src/demo/stories.ts";
import { CAST } from "../../src/demo/cast.ts";
import type { DemoSchool } from "../../src/demo/invent.ts";
import { DEED_KINDS } from "../../src/read/log.ts";
import { dayFromIso, isoOf } from "../../src/register/day.ts";
import { iso, pupilsOf, registerOf, schoolOn, textOf, type Row } from "./files.ts";

interface Seen {
  readonly marks: readonly string[];
  readonly possible: number;
  readonly absent: number;
  readonly count: (code: string) => number;
}

const ABSENT = ["I", "M", "C2", "G", "N", "O", "U"];
const NOT_POSSIBLE = ["#", "-", "Y2"];

function lookFor(rows: readonly Row[]): (forename: string, surname: string) => Seen {
  const byName = new Map<string, string[]>();
  for (const { Forename: forename, Surname: surname, Mark: mark = "" } of rows) {
    const key = `${forename ?? ""} ${surname ?? ""}`;
    const marks = byName.get(key) ?? [];
    marks.push(mark);
    byName.set(key, marks);
  }
  return (forename, surname) => {
    const marks = byName.get(`${forename} ${surname}`) ?? [];
    return {
      marks,
      possible: marks.filter((each) => !NOT_POSSIBLE.includes(each)).length,
      absent: marks.filter((each) => ABSENT.includes(each)).length,
      count: (code) => marks.filter((each) => each === code).length,
    };
  };
}

const rowOf = (school: DemoSchool, forename: string, surname: string): Row =>
  pupilsOf(school).find((each) => each["Legal Forename"] === forename && each["Legal Surname"] === surname) ?? {};

describe.each([
  ["2026-11-23", 120],
  ["2026-12-18", 40],
  ["2027-03-10", 120],
  ["2027-06-30", 200],
])("on %s, among %i pupils", (today, pupils) => {
  const school = schoolOn(today, pupils);
  const rows = registerOf(school);
  const seen = lookFor(rows);

  it("Oscar has missed exactly 10%, Ottilie one session fewer, Zoë exactly 5%", () => {
    const [oscar, ottilie, zoe] = [
      seen("Oscar", "Bramley"),
      seen("Ottilie", "Marchbank"),
      seen("Zoë", "Hartley-Finch"),
    ];
    expect(oscar.absent * 10).toBe(oscar.possible);
    expect(ottilie.possible).toBe(oscar.possible);
    expect(ottilie.absent).toBe(oscar.absent - 1);
    expect(zoe.absent * 20).toBe(zoe.possible);
  });

  it("Callum and Freya are N on exactly the last three school days", () => {
    for (const { marks, count } of [seen("Callum", "Reddish"), seen("Freya", "O'Dowd")]) {
      expect(count("N")).toBe(6);
      expect(marks.filter((each) => each !== "#").slice(-6)).toEqual(["N", "N", "N", "N", "N", "N"]);
    }
    const log = textOf(school, "records/log.jsonl");
    expect(log).not.toContain(rowOf(school, "Callum", "Reddish")["UPN"]);
    expect(log).toContain(rowOf(school, "Freya", "O'Dowd")["UPN"]);
  });

  it("Jude has been away for two weeks", () => {
    expect(seen("Jude", "Pemberton").marks.join("")).toMatch(/[^G]G{20}[^G]/);
  });

  it("Mason has nine lates in the half-term and Amara three", () => {
    expect([seen("Mason", "Tideswell").count("L"), seen("Mason", "Tideswell").count("U")]).toEqual([8, 1]);
    expect([seen("Amara", "Okafor").count("L"), seen("Amara", "Okafor").count("U")]).toEqual([3, 0]);
  });

  it("Kyle has missed half or more, never three whole days of O in a row", () => {
    const { marks, absent, possible } = seen("Kyle", "Ravensdale");
    expect(absent * 2).toBeGreaterThanOrEqual(possible);
    expect(marks.join("")).not.toContain("OOOOO");
  });

  it("Reuben has C2 in the afternoons, Tomasz one M, Ava all her sessions", () => {
    expect(seen("Reuben", "Sallow").count("C2")).toBeGreaterThan(0);
    expect(rowOf(school, "Reuben", "Sallow")["Part Time"]).toBe("Y");
    expect(seen("Tomasz", "Zieliński").absent).toBe(1);
    expect(seen("Ava", "Whitcombe").absent).toBe(0);
  });

  it("Elif has 19 possible sessions and has missed 4", () => {
    expect([seen("Elif", "Demir").possible, seen("Elif", "Demir").absent]).toEqual([19, 4]);
  });

  it("Harvey has left, and Mabel is still to come", () => {
    expect(rowOf(school, "Harvey", "Stanton")["Leaving Date"]).toBe("23/10/2026");
    expect(iso(rowOf(school, "Mabel", "Nightingale")["Entry Date"]) > today).toBe(true);
    expect(seen("Mabel", "Nightingale").marks).toEqual([]);
  });

  it("Poppy's N is 8 school days old and Leo's 2", () => {
    const open = seen("Leo", "Fairhurst").marks.filter((each) => each !== "#");
    expect(open.lastIndexOf("N")).toBe(open.length - 4);
    const older = seen("Poppy", "Ashdown").marks.filter((each) => each !== "#");
    expect(older.indexOf("N")).toBe(older.length - 16);
  });

  it("the Winterbournes were ill on the same days, at about 93%", () => {
    const [grace, noah, lily] = ["Grace", "Noah", "Lily"].map((each) => seen(each, "Winterbourne"));
    expect(noah?.marks).toEqual(grace?.marks);
    expect(lily?.marks).toEqual(grace?.marks);
    expect(100 - (100 * (grace?.absent ?? 0)) / (grace?.possible ?? 1)).toBeCloseTo(93, 0);
    const families = ["Grace", "Noah", "Lily"].map((each) => rowOf(school, each, "Winterbourne")["Family ID"]);
    expect(new Set(families).size).toBe(1);
  });

  it("Wilf comes in the mornings, to about 85% of them", () => {
    const { absent, possible } = seen("Wilf", "Hathersage");
    expect(Math.abs(absent / possible - 0.15)).toBeLessThan(0.01);
  });

  it("one afternoon of the first class of Years 5 and 6 has only dashes", () => {
    const dashes = rows.filter((each) => each["Mark"] === "-");
    expect(new Set(dashes.map((each) => [each["Reg Group"], each["Date"], each["Session"]].join(" "))).size).toBe(1);
    const [one = {}] = dashes;
    const same = rows.filter((each) =>
      ["Reg Group", "Date", "Session"].every((heading) => each[heading] === one[heading]),
    );
    expect(one["Session"]).toBe("PM");
    expect(dashes.length).toBe(same.length);
  });

  it("the README names all the cast and every story, and the log is of known kinds and not of the future", () => {
    const readme = textOf(school, "README.md");
    for (const { forename, surname } of Object.values(CAST)) expect(readme).toContain(`${forename} ${surname}`);
    expect(readme.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| `")).length).toBe(
      STORIES.length + 3,
    );
    const deeds = textOf(school, "records/log.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(deeds.length).toBeGreaterThanOrEqual(8);
    for (const each of deeds) {
      expect(DEED_KINDS).toContain(each["kind"]);
      expect((each["day"] ?? "") < today).toBe(true);
      expect(each["id"]).toMatch(/^demo-\d{4}$/);
      expect(pupilsOf(school).some((row) => row["UPN"] === each["pupil"])).toBe(true);
    }
  });
});

describe("early in the year", () => {
  it("the README says which stories are too early, and their children attend every session", () => {
    const school = schoolOn("2026-09-08");
    expect(textOf(school, "README.md")).toContain("not planted: too early in the year: it needs 10 school days");
    const oscar = lookFor(registerOf(school))("Oscar", "Bramley");
    expect(oscar.marks.join("")).toBe("/\\/\\/\\");
  });

  it.each(["2026-09-01", "2026-09-03", "2026-08-31"])("a school can be made on %s", (today) => {
    const school = schoolOn(today);
    const registers = school.files.filter((each) => each.path.includes("register-"));
    expect(registers.length).toBe(today < "2026-09-01" ? 6 : 0);
    expect(textOf(school, "README.md")).toContain("This school is invented");
  });

  it("any day of a year can be today", () => {
    const first = dayFromIso("2026-09-01") ?? 0;
    for (let day = first; day < first + 365; day += 4) {
      const school = schoolOn(isoOf(day), 40);
      expect(school.files.length).toBeGreaterThanOrEqual(4);
      for (const { text } of school.files) expect(/undefined|NaN|\[object/.test(text)).toBe(false);
      const oscar = lookFor(registerOf(school))("Oscar", "Bramley");
      const readme = textOf(school, "README.md");
      if (!readme.includes(`Oscar Bramley | 3/4 | not`)) expect(oscar.absent * 10).toBe(oscar.possible);
    }
  }, 30_000);
});
