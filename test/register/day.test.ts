/** Calendar days against counting them one by one. */
import { describe, expect, it } from "vitest";
import {
  academicYearOf,
  dayFromIso,
  dayOf,
  isoOf,
  isWeekend,
  longOf,
  mondayOf,
  partsOf,
  shortOf,
  ukOf,
  weekdayOf,
  WEEKDAYS,
} from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Every day from 1 January 1900, a Monday, to the end of 2100, counted by hand. */
function* counted(): Generator<{ year: number; month: number; dayOfMonth: number; weekday: number; number: number }> {
  let number = -25_567;
  let weekday = 0;
  for (let year = 1900; year <= 2100; year++) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    for (let month = 1; month <= 12; month++) {
      const length = (LENGTHS[month - 1] ?? 0) + (leap && month === 2 ? 1 : 0);
      for (let dayOfMonth = 1; dayOfMonth <= length; dayOfMonth++) {
        yield { year, month, dayOfMonth, weekday, number };
        number++;
        weekday = (weekday + 1) % 7;
      }
    }
  }
}

const two = (n: number): string => String(n).padStart(2, "0");

describe("days", () => {
  it("are numbered, split and named as counting them does, from 1900 to 2100", () => {
    const wrong: string[] = [];
    let days = 0;
    for (const { year, month, dayOfMonth, weekday, number } of counted()) {
      days++;
      const iso = `${String(year)}-${two(month)}-${two(dayOfMonth)}`;
      const parts = partsOf(number);
      const agrees =
        dayOf(year, month, dayOfMonth) === number &&
        dayFromIso(iso) === number &&
        isoOf(number) === iso &&
        ukOf(number) === `${two(dayOfMonth)}/${two(month)}/${String(year)}` &&
        parts.year === year &&
        parts.month === month &&
        parts.dayOfMonth === dayOfMonth &&
        weekdayOf(number) === weekday &&
        mondayOf(number) === number - weekday &&
        isWeekend(number) === weekday > 4 &&
        academicYearOf(number) === dayOf(month >= 9 ? year : year - 1, 9, 1);
      if (!agrees) wrong.push(iso);
    }
    expect(days).toBe(73_414);
    expect(wrong).toEqual([]);
  });

  it("begin with 0 on Thursday 1 January 1970", () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(WEEKDAYS[weekdayOf(0)]).toBe("Thursday");
  });

  it.each([
    [2026, 2, 29],
    [1900, 2, 29],
    [2100, 2, 29],
    [2026, 4, 31],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 1, 0],
    [2026, 1, 32],
    [0, 1, 1],
    [10_000, 1, 1],
    [2026.5, 1, 1],
    [NaN, 1, 1],
  ])("are null for %d-%d-%d, which is no date", (year, month, day) => {
    expect(dayOf(year, month, day)).toBeNull();
  });

  it("know the leap days of 2000, 2024 and 2028", () => {
    for (const year of [2000, 2024, 2028]) expect(dayOf(year, 2, 29)).not.toBeNull();
  });

  it.each(["2026-9-1", "26-09-01", "2026-09-31", "2026-02-29", "01/09/2026", " 2026-09-01", "2026-09-01T00:00", ""])(
    "are null for %o, which is no ISO date",
    (text) => {
      expect(dayFromIso(text)).toBeNull();
    },
  );

  it("are written out for people", () => {
    expect(longOf(on("2026-11-23"))).toBe("Monday 23 November 2026");
    expect(shortOf(on("2026-11-09"))).toBe("Mon 9 Nov");
    expect(ukOf(on("2026-09-03"))).toBe("03/09/2026");
  });
});

describe("weeks in which the clocks change", () => {
  // Clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
  it.each([
    ["2026-03-29", "2026-03-23", "2026-03-30"],
    ["2026-10-25", "2026-10-19", "2026-10-26"],
  ])("have seven days around %s", (sunday, monday, next) => {
    expect(mondayOf(on(sunday))).toBe(on(monday));
    expect(on(sunday) + 1).toBe(on(next));
    expect(mondayOf(on(next))).toBe(on(next));
    expect(on(next) - on(monday)).toBe(7);
    expect(isoOf(on(sunday) + 1)).toBe(next);
  });
});

describe("the academic year", () => {
  it.each([
    ["2026-08-31", "2025-09-01"],
    ["2026-09-01", "2026-09-01"],
    ["2026-12-31", "2026-09-01"],
    ["2027-01-01", "2026-09-01"],
    ["2027-08-31", "2026-09-01"],
  ])("of %s began on %s", (day, start) => {
    expect(isoOf(academicYearOf(on(day)))).toBe(start);
  });
});
