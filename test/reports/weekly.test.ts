/** The weekly pack: which week, which class wins the cup, who is hidden, and words that must be true. */
import { describe, expect, it } from "vitest";
import { renderCsv } from "../../src/reports/csv.ts";
import { trendOf } from "../../src/reports/weekly/monitoring.ts";
import { weeklySheets } from "../../src/reports/weekly/sheets.ts";
import { chooseWeek } from "../../src/reports/weekly/week.ts";
import { isoOf } from "../../src/register/day.ts";
import type { School } from "../../src/flow.ts";
import { on } from "../laws/schools.ts";
import { packOf, schoolWith, type Who } from "./school.ts";

describe("the week of a pack", () => {
  const school = (asAt: string): School => schoolWith([{}], "2026-10-12", "2026-11-27", asAt);

  it.each([
    ["2026-11-23", "2026-11-16", "on a Monday: the week before"],
    ["2026-11-20", "2026-11-09", "on a Friday: that week is not over yet"],
    ["2026-11-21", "2026-11-16", "on a Saturday: the week that has just ended"],
    ["2026-11-22", "2026-11-16", "on a Sunday: likewise"],
    ["2026-11-02", "2026-10-19", "after half-term: the last school week"],
  ])("made on %s begins on %s, %s", (asAt, monday) => {
    expect(isoOf(chooseWeek(school(asAt), null, []).monday)).toBe(monday);
  });

  it("is the one asked for by any day in it", () => {
    for (const day of ["2026-11-09", "2026-11-11", "2026-11-15"]) {
      expect(isoOf(chooseWeek(school("2026-11-23"), on(day), []).monday)).toBe("2026-11-09");
    }
  });

  it("is compared with the school week before it, over half-term too", () => {
    const { before } = chooseWeek(school("2026-11-09"), null, []);
    expect(before && isoOf(before)).toBe("2026-10-19");
  });

  it("is refused when there was no session in it", () => {
    expect(() => chooseWeek(school("2026-11-23"), on("2026-10-28"), [])).toThrow("26/10/2026");
  });
});

describe("cohorts", () => {
  it("of the whole school leave no small year to be found by subtraction", () => {
    // Three children in Reception: hidden by year, so the headline less Years 1 to 6 must not give them away.
    const who = ["R", "R", "R", ...Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? "1" : "2"))];
    const { cohorts } = packOf(
      schoolWith(
        who.map((year) => ({ year })),
        "2026-11-16",
        "2026-11-20",
        "2026-11-23",
      ),
    );
    const pupilsOf = (key: string): number | null => cohorts.find((row) => row.key === key)?.shown?.pupils ?? null;
    expect(pupilsOf("R")).toBeNull();
    const [headline, dfe] = [pupilsOf("headline"), pupilsOf("years-1-6")];
    const difference = headline === null || dfe === null ? null : headline - dfe;
    expect(difference).not.toBe(3);
  });
});

describe("the class cup", () => {
  const away = { "2026-11-17": "II" };
  const winners = (who: readonly Who[]): readonly string[] =>
    packOf(schoolWith(who, "2026-11-16", "2026-11-20", "2026-11-23"))
      .classes.filter(({ winsCup }) => winsCup)
      .map(({ name }) => name);

  it("goes to the class with the best attendance of the week", () => {
    expect(winners([{ class: "Oak", marks: away }, { class: "Elm" }, { class: "Ash", marks: away }])).toEqual(["Elm"]);
  });

  it("is shared in a tie of exact rates, not of shown ones", () => {
    // One of 10 and two of 20 are the same rate.
    const oak: Who = { class: "Oak", marks: { "2026-11-17": "I\\" } };
    const elm: readonly Who[] = [
      { class: "Elm", marks: { "2026-11-17": "I\\" } },
      { class: "Elm", marks: { "2026-11-18": "I\\" } },
    ];
    expect(winners([oak, ...elm]).toSorted()).toEqual(["Elm", "Oak"]);
  });

  it("leaves nursery out", () => {
    expect(
      winners([
        { class: "Oak", marks: away },
        { class: "Acorns", year: "N2" },
      ]),
    ).toEqual(["Oak"]);
  });
});

describe("headroom in words", () => {
  it("says nothing untrue when the half-term is over", () => {
    // Three lates put the pupil on the list; nothing was ever missed, and no session is left to miss.
    const late = { "2026-12-14": "L\\", "2026-12-15": "L\\", "2026-12-16": "L\\" };
    const pack = packOf(schoolWith([{ marks: late }], "2026-09-03", "2026-12-18", "2026-12-21"));
    expect(pack.monitoring).toHaveLength(1);
    const monitoring = weeklySheets(pack).find(({ name }) => name === "monitoring.csv");
    expect(JSON.stringify(monitoring?.sheet.rows)).not.toContain("the next session missed");
  });
});

describe("a trend", () => {
  const weeks = (...attended: readonly number[]): { attended: number; possible: number }[] =>
    attended.map((n) => ({ attended: n, possible: 10 }));

  it.each([
    [weeks(9, 9, 9, 9, 9, 10), "improving"],
    [weeks(9, 9, 10, 9, 9, 9), "falling"],
    [weeks(8, 9, 10, 9, 9, 9), "steady"],
    [weeks(9, 9, 9), null],
    [[...weeks(9, 9, 9), ...weeks(0, 0, 0).map(() => ({ attended: 0, possible: 0 }))], null],
  ])("over the weeks %j is %s", (some, expected) => {
    expect(trendOf(some)).toBe(expected);
  });
});

describe("a table for Excel", () => {
  const cell = (value: string): string => renderCsv({ head: ["x"], rows: [[value]] }).split("\r\n")[1] ?? "";

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("does not open a formula with %j", (value) => {
    expect(cell(value)).not.toMatch(/^"?[=+\-@\t\r]/);
  });

  it.each(["3/4", "1-2", "12/11"])("keeps the class %s from being read as a date", (value) => {
    expect(cell(value)).not.toBe(value);
    expect(cell(value)).toContain(value);
  });

  it("begins with a byte-order mark and ends its lines as Windows does", () => {
    expect(renderCsv({ head: ["Zoë"], rows: [["a", 1, null]] })).toBe("\uFEFFZoë\r\na,1,\r\n");
  });
});
