/** The invented school's year: the rules of its terms, and that every year they give is a sane one. */
import { describe, expect, it } from "vitest";
import { inventYear } from "../../src/demo/terms.ts";
import { easterSunday } from "../../src/register/terms.ts";
import { dayFromIso, isoOf, weekdayOf } from "../../src/register/day.ts";

const day = (iso: string): number => dayFromIso(iso) ?? NaN;
const rows = (iso: string): readonly string[] =>
  inventYear(day(iso)).halfTerms.map(({ name, from, to }) => `${name} ${isoOf(from)} ${isoOf(to)}`);

describe("the terms of an invented year", () => {
  it("are those of 2026/27 as the school would have them", () => {
    expect(rows("2026-11-23")).toEqual([
      "Autumn 1 2026-09-03 2026-10-23",
      "Autumn 2 2026-11-02 2026-12-18",
      "Spring 1 2027-01-04 2027-02-12",
      "Spring 2 2027-02-22 2027-03-25",
      "Summer 1 2027-04-12 2027-05-28",
      "Summer 2 2027-06-07 2027-07-23",
    ]);
  });

  it("close for four INSET days and the early May bank holiday", () => {
    expect(inventYear(day("2026-11-23")).closed.map(isoOf)).toEqual([
      "2026-11-27",
      "2027-01-04",
      "2027-04-30",
      "2027-05-03",
      "2027-07-02",
    ]);
  });

  it.each([2024, 2025, 2026, 2027, 2028, 2029])("are sane in the year from September %i", (autumn) => {
    const year = inventYear(day(`${String(autumn)}-09-01`));
    expect(year.halfTerms.map((each) => each.name)).toEqual(
      ["Autumn", "Spring", "Summer"].flatMap((each) => [`${each} 1`, `${each} 2`]),
    );
    expect(year.open.length).toBeGreaterThanOrEqual(184);
    expect(year.open.length).toBeLessThanOrEqual(200);
    expect(year.closed.length).toBe(5);
    for (const [i, { from, to }] of year.halfTerms.entries()) {
      expect(weekdayOf(from)).toBeLessThan(5);
      expect(weekdayOf(to)).toBeLessThan(5);
      expect(to - from).toBeGreaterThan(17);
      const next = year.halfTerms[i + 1];
      if (next) expect(next.from - to).toBeGreaterThan(7);
    }
  });

  it("belong to the academic year of the day, to 31 August", () => {
    expect(rows("2026-08-31")).toEqual(rows("2025-09-01"));
    expect(rows("2026-09-01")).not.toEqual(rows("2026-08-31"));
  });

  it("begin on a Monday where 3 September is a Friday", () => {
    expect(rows("2027-09-01")[0]).toBe("Autumn 1 2027-09-06 2027-10-22");
  });

  it.each([
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2030, "2030-04-21"],
  ])("know Easter of %i", (year, iso) => {
    expect(isoOf(easterSunday(year))).toBe(iso);
  });
});
