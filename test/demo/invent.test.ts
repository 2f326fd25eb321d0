/** The invented school's folder: the same bytes each time, well-formed people, and marks only for those on roll. */
import { describe, expect, it } from "vitest";
import { inventSchool } from "../../src/demo/invent.ts";
import { checkLetter } from "../../src/demo/upn.ts";
import { codeNamed } from "../../src/register/codes.ts";
import { dayFromIso, isoOf } from "../../src/register/day.ts";
import { iso, pupilsOf, registerOf, rowsOf, schoolOn, textOf, type Row } from "./files.ts";

const TODAY = "2026-11-23";
const school = schoolOn(TODAY);
const pupils = pupilsOf(school);
const marks = registerOf(school);
const contacts = rowsOf(textOf(school, "exports/contacts.csv"));

describe("an invented school", () => {
  it("is the same bytes from the same options", () => {
    expect(schoolOn(TODAY)).toEqual(school);
  });

  it("is another school with another seed, with the same cast", () => {
    const other = schoolOn(TODAY, 120, 2);
    expect(textOf(other, "exports/pupils.csv")).not.toBe(textOf(school, "exports/pupils.csv"));
    expect(textOf(other, "README.md")).toBe(textOf(school, "README.md"));
    expect(textOf(other, "records/log.jsonl")).toBe(textOf(school, "records/log.jsonl"));
  });

  it("keeps an ordinary child's older marks when a day goes by", () => {
    const key = (each: Row): string => [each["UPN"], each["Date"], each["Session"], each["Mark"]].join(" ");
    const cast = /999200\d\d{2}0\d\d$/;
    const settled = (rows: readonly Row[]): readonly string[] =>
      rows.filter((each) => iso(each["Date"]) < "2026-11-01" && !cast.test(each["UPN"] ?? "")).map(key);
    expect(settled(registerOf(schoolOn("2026-12-03")))).toEqual(settled(marks));
  });

  it("has a file for each half-term so far", () => {
    expect(school.files.map((each) => each.path)).toEqual([
      "README.md",
      "exports/pupils.csv",
      "exports/contacts.csv",
      "exports/register-autumn-1.csv",
      "exports/register-autumn-2.csv",
      "records/log.jsonl",
    ]);
    expect(school.halfTerms.length).toBe(6);
    expect(school.closed.map(isoOf)).toContain("2026-11-27");
  });

  it("writes exports with a byte order mark and CRLF, and no bare line feed", () => {
    for (const { path, text } of school.files.filter((each) => each.path.endsWith(".csv"))) {
      expect(text.startsWith("\uFEFFUPN,"), path).toBe(true);
      expect(/[^\r]\n/.test(text), path).toBe(false);
      expect(/undefined|null|NaN|\[object/.test(text), path).toBe(false);
    }
  });

  it.each([40, 41, 77, 120, 210, 900, 3000])(
    "has exactly %i pupils, no two with one number, in classes of 30 at most",
    (n) => {
      const rows = pupilsOf(schoolOn("2026-09-08", n));
      expect(rows.length).toBe(n);
      expect(new Set(rows.map((each) => each["UPN"])).size).toBe(n);
      expect(new Set(rows.map((each) => each["Adno"])).size).toBe(n);
      const sizes = new Map<string, number>();
      for (const each of rows) sizes.set(each["Reg Group"] ?? "", (sizes.get(each["Reg Group"] ?? "") ?? 0) + 1);
      expect(Math.max(...sizes.values())).toBeLessThanOrEqual(30);
    },
  );

  it("throws for a school too small for its stories", () => {
    expect(() => inventSchool({ pupils: 39, seed: 1, today: dayFromIso(TODAY) ?? 0 })).toThrow("40 pupils or more");
  });
});

describe("the invented people", () => {
  it("have UPNs of the right form that no real child can have", () => {
    for (const { UPN: upn = "" } of pupils) {
      expect(upn).toMatch(/^[A-HJ-NP-RT-Z]999\d{9}$/);
      expect(upn[0]).toBe(checkLetter(upn.slice(1)));
    }
    expect(checkLetter("999200126007")).toBe("R");
  });

  it("are of the age of their year", () => {
    const turning: Readonly<Record<string, number>> = { N1: 3, N2: 4, R: 5 };
    for (const each of pupils) {
      const year = each["Year Group"] ?? "";
      const age = turning[year] ?? Number(year.replace("Year ", "")) + 5;
      const dob = iso(each["DOB"]);
      expect(dob >= `${String(2026 - age)}-09-01` && dob <= `${String(2027 - age)}-08-31`, `${year} ${dob}`).toBe(true);
    }
  });

  it("cannot be rung, written to or visited", () => {
    for (const each of contacts) {
      expect(each["Telephone"]).toMatch(/^(07700 900|01632 960)\d{3}$/);
      expect(each["Email"]).toMatch(/^[a-z]+\.[a-z]+\d+@example\.org$/);
      expect(each["Postcode"]).toMatch(/^ZZ99 \d[A-Z]{2}$/);
    }
  });

  it("have one or two contacts each, among them a court order and one who gets no letters", () => {
    for (const { UPN: upn } of pupils) {
      const own = contacts.filter((each) => each["UPN"] === upn).map((each) => each["Priority"]);
      expect([["1"], ["1", "2"]]).toContainEqual(own);
    }
    expect(contacts.some((each) => each["Court Order"] === "Y")).toBe(true);
    expect(contacts.some((each) => each["Court Order"] === "N" && each["Correspondence"] === "N")).toBe(true);
  });

  it("are a mixture", () => {
    const some = (heading: string, value: string): number => pupils.filter((each) => each[heading] === value).length;
    for (const [heading, value] of [
      ["SEN Status", "K"],
      ["SEN Status", "E"],
      ["FSM Eligible", "Y"],
      ["Pupil Premium", "Y"],
      ["EAL", "Y"],
      ["Looked After", "Y"],
      ["Young Carer", "Y"],
      ["Part Time", "Y"],
    ] as const) {
      expect(some(heading, value), heading).toBeGreaterThan(0);
    }
    const avas = pupils.filter((each) => each["Legal Forename"] === "Ava");
    expect(new Set(avas.map((each) => each["Reg Group"])).size).toBe(2);
    expect(avas.length).toBe(2);
    expect(pupils.some((each) => each["Leaving Date"] !== "")).toBe(true);
    expect(pupils.some((each) => iso(each["Entry Date"]) > TODAY)).toBe(true);
    const families = pupils.map((each) => each["Family ID"]);
    expect(new Set(families).size).toBeLessThan(families.length - 10);
  });
});

describe("the invented registers", () => {
  const byUpn = new Map(pupils.map((each) => [each["UPN"], each]));

  it("have marks only while on roll, only up to the eve of today, and nursery only in the mornings", () => {
    for (const each of marks) {
      const pupil = byUpn.get(each["UPN"]);
      const date = iso(each["Date"]);
      expect(date < TODAY).toBe(true);
      expect(date >= iso(pupil?.["Entry Date"])).toBe(true);
      const leaving = iso(pupil?.["Leaving Date"]);
      expect(leaving === "" || date <= leaving).toBe(true);
      expect(each["Session"] === "PM" && each["Reg Group"] === "Acorns").toBe(false);
    }
  });

  it("have one row for every session of every weekday on roll", () => {
    const days = [...new Set(marks.map((each) => iso(each["Date"])))];
    const expected = pupils.reduce((sum, each) => {
      const [from, to] = [iso(each["Entry Date"]), iso(each["Leaving Date"])];
      const present = days.filter((day) => day >= from && (to === "" || day <= to)).length;
      return sum + present * (each["Reg Group"] === "Acorns" ? 1 : 2);
    }, 0);
    expect(marks.length).toBe(expected);
    expect(new Set(marks.map((each) => [each["UPN"], each["Date"], each["Session"]].join())).size).toBe(expected);
  });

  it("have # for everybody on closed days, and on no other", () => {
    const later = registerOf(schoolOn("2026-12-01"));
    const closed = later.filter((each) => iso(each["Date"]) === "2026-11-27");
    expect(closed.length).toBeGreaterThan(100);
    expect(new Set(closed.map((each) => each["Mark"]))).toEqual(new Set(["#"]));
    expect(later.filter((each) => each["Mark"] === "#").length).toBe(closed.length);
  });

  it("have only codes of the register, a dash aside, and minutes for lates alone", () => {
    for (const { Mark: mark = "", "Minutes Late": minutes = "" } of marks) {
      expect(mark === "-" || codeNamed(mark) !== null, mark).toBe(true);
      if (mark === "L") expect(Number(minutes) >= 1 && Number(minutes) <= 15).toBe(true);
      else if (mark === "U") expect(Number(minutes) >= 20 && Number(minutes) <= 60).toBe(true);
      else expect(minutes).toBe("");
    }
  });

  it("run by date and session", () => {
    const order = marks.map((each) => `${iso(each["Date"])} ${each["Session"] ?? ""}`);
    expect(order).toEqual([...order].sort());
  });
});
