/** Half-terms given and inferred, and the first day that counts. */
import { describe, expect, it } from "vitest";
import {
  halfTermAt,
  halfTermOn,
  halfTermsWith,
  NO_CALENDAR,
  plannedDays,
  yearStart,
  type Calendar,
} from "../../src/register/calendar.ts";
import { isoOf } from "../../src/register/day.ts";
import { on, weekdays } from "../laws/schools.ts";

const term = (key: string, from: string, to: string): Calendar["halfTerms"][number] => ({
  key,
  from: on(from),
  to: on(to),
  inferred: false,
});

const AUTUMN: Calendar = {
  halfTerms: [term("Autumn 1", "2026-09-03", "2026-10-23"), term("Autumn 2", "2026-11-02", "2026-12-18")],
  closed: new Set([on("2026-11-27")]),
};

const spans = (calendar: Calendar, days: readonly number[]): readonly string[] =>
  halfTermsWith(calendar, days).map(({ key, from, to, inferred }) =>
    [inferred ? "inferred" : "given", key, isoOf(from), isoOf(to)].join(" "),
  );

describe("half-terms that are inferred", () => {
  it("go on over four weekdays without a session", () => {
    // Friday 4 September, then Friday 11 September: Monday to Thursday without a session.
    expect(spans(NO_CALENDAR, [on("2026-09-04"), on("2026-09-11")])).toEqual([
      "inferred 2026-09-04 2026-09-04 2026-09-11",
    ]);
  });

  it("end at five weekdays without a session", () => {
    // Friday 4 September, then Monday 14 September: a whole week without a session.
    expect(spans(NO_CALENDAR, [on("2026-09-04"), on("2026-09-14")])).toEqual([
      "inferred 2026-09-04 2026-09-04 2026-09-04",
      "inferred 2026-09-14 2026-09-14 2026-09-14",
    ]);
  });

  it("count weekdays in a row, not those of one week", () => {
    // Wednesday 2, then Thursday 10: Thu, Fri, Mon, Tue, Wed are five; Wednesday 9 leaves four.
    expect(spans(NO_CALENDAR, [on("2026-09-02"), on("2026-09-10")])).toHaveLength(2);
    expect(spans(NO_CALENDAR, [on("2026-09-02"), on("2026-09-09")])).toHaveLength(1);
  });

  it("never reach over 1 September", () => {
    expect(spans(NO_CALENDAR, [on("2026-08-31"), on("2026-09-01")])).toEqual([
      "inferred 2026-08-31 2026-08-31 2026-08-31",
      "inferred 2026-09-01 2026-09-01 2026-09-01",
    ]);
  });

  it("find the half-terms of an autumn without a calendar", () => {
    const days = [...weekdays("2026-09-03", "2026-10-23"), ...weekdays("2026-11-02", "2026-12-18")];
    expect(spans(NO_CALENDAR, days)).toEqual([
      "inferred 2026-09-03 2026-09-03 2026-10-23",
      "inferred 2026-11-02 2026-11-02 2026-12-18",
    ]);
  });

  it("stand beside the calendar's, only for days outside it", () => {
    const days = [on("2026-07-17"), on("2026-09-10"), on("2026-11-10"), on("2027-01-05"), on("2027-01-06")];
    expect(spans(AUTUMN, days)).toEqual([
      "inferred 2026-07-17 2026-07-17 2026-07-17",
      "given Autumn 1 2026-09-03 2026-10-23",
      "given Autumn 2 2026-11-02 2026-12-18",
      "inferred 2027-01-05 2027-01-05 2027-01-06",
    ]);
  });

  it("do not reach across a given half-term", () => {
    const short: Calendar = { halfTerms: [term("Two days", "2026-09-08", "2026-09-09")], closed: new Set() };
    expect(spans(short, [on("2026-09-07"), on("2026-09-10")])).toEqual([
      "inferred 2026-09-07 2026-09-07 2026-09-07",
      "given Two days 2026-09-08 2026-09-09",
      "inferred 2026-09-10 2026-09-10 2026-09-10",
    ]);
  });
});

describe("the half-term of a day", () => {
  const { halfTerms } = AUTUMN;

  it.each([
    ["2026-09-02", null],
    ["2026-09-03", "Autumn 1"],
    ["2026-10-23", "Autumn 1"],
    ["2026-10-24", null],
    ["2026-11-02", "Autumn 2"],
    ["2026-12-19", null],
  ])("that holds %s is %s", (day, key) => {
    expect(halfTermOn(halfTerms, on(day))?.key ?? null).toBe(key);
  });

  it.each([
    ["2026-09-02", null],
    ["2026-10-28", "Autumn 1"],
    ["2026-11-01", "Autumn 1"],
    ["2026-12-25", "Autumn 2"],
    ["2027-08-31", "Autumn 2"],
    ["2027-09-01", null],
  ])("that counts on %s is %s", (day, key) => {
    expect(halfTermAt(halfTerms, on(day))?.key ?? null).toBe(key);
  });
});

describe("the first day that counts", () => {
  it.each([
    ["2026-11-20", "2026-09-03", "the calendar's first day"],
    ["2026-09-03", "2026-09-03", "the first day itself"],
    ["2026-09-02", "2026-09-01", "before the calendar's first day"],
    ["2026-08-31", "2025-09-01", "a year the calendar says nothing of"],
    ["2027-06-01", "2026-09-03", "the same academic year in summer"],
    ["2027-09-01", "2027-09-01", "a new year the calendar says nothing of"],
  ])("for %s is %s: %s", (day, start) => {
    expect(isoOf(yearStart(AUTUMN, on(day)))).toBe(start);
  });

  it("is 1 September without a calendar", () => {
    expect(isoOf(yearStart(NO_CALENDAR, on("2026-11-20")))).toBe("2026-09-01");
  });
});

describe("the days a school means to open", () => {
  it("are the weekdays of its half-terms without closures, after one day and up to another", () => {
    const days = plannedDays(AUTUMN, on("2026-11-20"), on("2026-12-01"));
    expect(days.map(isoOf)).toEqual([
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
      "2026-11-26",
      "2026-11-30",
      "2026-12-01",
    ]);
  });

  it("are none in a holiday", () => {
    expect(plannedDays(AUTUMN, on("2026-10-23"), on("2026-11-01"))).toEqual([]);
  });
});
