/** Dates as exports write them: the day is always first, unless the school says otherwise of a file. */
import { describe, expect, it } from "vitest";
import { readDate, type DateOrder } from "../../src/read/dates.ts";
import { isoOf } from "../../src/register/day.ts";
import { schoolOf } from "../laws/schools.ts";

function read(cell: string, order: DateOrder = "day-first"): string | null {
  const date = readDate(cell, order);
  return date === null || date === "month-first" ? date : isoOf(date.day);
}

describe("a date", () => {
  it.each([
    ["16/11/2026", "2026-11-16"],
    ["1/9/2026", "2026-09-01"],
    ["01/09/2026", "2026-09-01"],
    ["01-09-2026", "2026-09-01"],
    ["01.09.2026", "2026-09-01"],
    [" 01/09/2026 ", "2026-09-01"],
    ["09/11/2026", "2026-11-09"],
    ["01/09/2026 00:00", "2026-09-01"],
    ["01/09/2026 08:45:10", "2026-09-01"],
    ["2026-09-01", "2026-09-01"],
    ["2026-09-01T08:45", "2026-09-01"],
    ["2026-09-01T08:45:00Z", "2026-09-01"],
    ["2026-09-01 08:45:00", "2026-09-01"],
    ["2026-03-29T23:30:00+01:00", "2026-03-29"],
    ["2026-10-25T00:30:00.000Z", "2026-10-25"],
    ["16 Dec 2025", "2025-12-16"],
    ["01 Aug 2020", "2020-08-01"],
    ["1 August 2020", "2020-08-01"],
    ["1st August 2020", "2020-08-01"],
    ["22nd Sept 2026", "2026-09-22"],
    ["3rd sep 2026", "2026-09-03"],
    ["4-Sep-2026", "2026-09-04"],
    ["29/02/2024", "2024-02-29"],
    ["29/02/2000", "2000-02-29"],
    ["31/12/2026", "2026-12-31"],
  ])("written %o is %s", (cell, expected) => {
    expect(read(cell)).toBe(expected);
  });

  it.each([
    ["46000", "2025-12-09"],
    ["40982", "2012-03-14"],
    ["40982.0", "2012-03-14"],
  ])("as Excel's number %s is %s, and says that it is one", (cell, expected) => {
    expect(read(cell)).toBe(expected);
    expect(readDate(cell, "day-first")).toMatchObject({ serial: true });
  });

  it.each(["29999", "60001", "1", "2026", "123456"])("is not seen in the number %s", (cell) => {
    expect(read(cell)).toBeNull();
  });

  it.each([
    ["1/9/26", "2026-09-01"],
    ["16-11-26", "2026-11-16"],
    ["4 Sep 26", "2026-09-04"],
  ])("with a year of two digits, %s, is %s, and says so", (cell, expected) => {
    expect(read(cell)).toBe(expected);
    expect(readDate(cell, "day-first")).toMatchObject({ twoDigitYear: true });
    expect(readDate("16/11/2026", "day-first")).toMatchObject({ twoDigitYear: false });
  });

  it.each(["11/23/2026", "9/30/2026", "02/29/2024", "1/13/26", "12/31/2026"])(
    "that is impossible with the day first, %s, is month-first and never turned round",
    (cell) => {
      expect(read(cell)).toBe("month-first");
    },
  );

  it.each([
    ["11/23/2026", "2026-11-23"],
    ["09/11/2026", "2026-09-11"],
    ["2026-11-23", "2026-11-23"],
    ["23/11/2026", null],
  ])("in a file said to be American, %s is %s", (cell, expected) => {
    expect(read(cell, "month-first")).toBe(expected);
  });

  it.each([
    "31/06/2026",
    "30/02/2026",
    "29/02/2026",
    "29/02/1900",
    "00/01/2026",
    "32/01/2026",
    "13/13/2026",
    "2026-13-01",
    "2026-02-29",
    "2026-9-1",
    "31 Jun 2026",
    "12 Foo 2026",
    "12 Ma 2026",
    "",
    "-",
    "Monday",
    "16/11",
    "16/11/026",
    "16/11/2026 and more",
    "2026/11/16/2",
  ])("is none in %o", (cell) => {
    expect(read(cell)).toBeNull();
  });
});

describe("a file with a date that is impossible day-first", () => {
  const csv = "UPN,Date,AM/PM,Mark\nH801200001001,02/11/2026,AM,/\nH801200001001,11/23/2026,AM,/\n";

  it("is refused whole, with the place of the first such date", () => {
    const school = schoolOf({ "exports/a.csv": csv });
    expect(school.files[0]).toMatchObject({ layout: null, used: 0 });
    expect(school.problems.find(({ code }) => code === "file-month-first")).toMatchObject({
      file: "exports/a.csv",
      line: 3,
      column: "Date",
      excerpt: "11/23/2026",
    });
    expect(school.register.pupils).toEqual([]);
  });

  it("is read when the school says that its months come first", () => {
    const config = 'exports:\n  - { files: "a.csv", date-order: month-first }\n';
    const school = schoolOf({ "exports/a.csv": csv }, { config });
    expect(school.register.sessions.map(({ day }) => isoOf(day))).toEqual(["2026-02-11", "2026-11-23"]);
  });
});
