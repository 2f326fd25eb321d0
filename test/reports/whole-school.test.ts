/** The head's page: this week beside others, the year as a line, and what changed. */
import { describe, expect, it } from "vitest";
import { readPageTemplates } from "../../src/edge/templates.ts";
import { weeklyPack } from "../../src/reports/weekly/pack.ts";
import { chooseWeek } from "../../src/reports/weekly/week.ts";
import type { Benchmark, Benchmarks } from "../../src/read/benchmarks.ts";
import { weeklyPage } from "../../src/reports/weekly/page.ts";
import { packOf, schoolWith, type Who } from "./school.ts";

/** One pupil of Reception and one of Year 4; away on the days given. */
const two = (reception: readonly string[], year4: readonly string[]): readonly Who[] => [
  { class: "Ash", year: "R", marks: Object.fromEntries(reception.map((day) => [day, "II"])) },
  { class: "Oak", year: "4", marks: Object.fromEntries(year4.map((day) => [day, "OO"])) },
];

describe("this week beside others", () => {
  it("has last week and the same Monday 52 weeks before, Years 1 to 6 apart", () => {
    const away = two(["2026-11-16"], ["2026-11-09", "2025-11-18", "2025-11-19"]);
    const { weeks } = packOf(schoolWith(away, "2025-11-10", "2026-11-20", "2026-11-23")).wholeSchool;
    expect(weeks).toEqual([
      {
        what: "this week",
        from: "2026-11-16",
        to: "2026-11-20",
        school: { possible: 20, attended: 18, percent: "90.0" },
        years1To6: { possible: 10, attended: 10, percent: "100.0" },
      },
      {
        what: "last week",
        from: "2026-11-09",
        to: "2026-11-13",
        school: { possible: 20, attended: 18, percent: "90.0" },
        years1To6: { possible: 10, attended: 8, percent: "80.0" },
      },
      {
        what: "same week last year",
        from: "2025-11-17",
        to: "2025-11-21",
        school: { possible: 20, attended: 16, percent: "80.0" },
        years1To6: { possible: 10, attended: 6, percent: "60.0" },
      },
    ]);
  });

  it("says so when the exports do not reach that far", () => {
    const pack = packOf(schoolWith(two([], []), "2026-09-07", "2026-11-20", "2026-11-23"));
    expect(pack.wholeSchool.weeks.at(-1)).toMatchObject({ what: "same week last year", school: null, years1To6: null });
    expect(weeklyPage(pack, readPageTemplates())).toContain("no session of that week in the exports");
    expect(pack.wholeSchool.chart.series.map(({ name }) => name)).toEqual(["2026/27"]);
  });

  it("counts a week under way up to today", () => {
    const school = schoolWith(two(["2026-11-17"], ["2026-11-19"]), "2026-11-09", "2026-11-20", "2026-11-18");
    const [now] = packOf(school, "2026-11-18").wholeSchool.weeks;
    expect(now?.school).toEqual({ possible: 12, attended: 10, percent: "83.3" });
  });
});

describe("the year as a line", () => {
  const chart = (who: readonly Who[], from = "2026-09-07") =>
    packOf(schoolWith(who, from, "2026-11-20", "2026-11-23")).wholeSchool.chart;

  it("has a point for each school week and none for the holiday", () => {
    const { labels, series } = chart(two([], ["2026-11-09"]));
    expect(labels.map(({ text }) => text)).toEqual([
      "7 Sep",
      "14 Sep",
      "21 Sep",
      "28 Sep",
      "5 Oct",
      "12 Oct",
      "19 Oct",
      "2 Nov",
      "9 Nov",
      "16 Nov",
    ]);
    expect(series[0]?.points.at(-2)).toEqual({ at: 90, shown: "90.0" });
    expect(series[0]?.points.at(-1)).toEqual({ at: 100, shown: "100.0" });
  });

  it("has last year's same weeks beside it where the exports reach them", () => {
    const { series } = chart(two(["2025-11-17"], []), "2025-11-10");
    expect(series.map(({ name }) => name)).toEqual(["2026/27", "2025/26"]);
    expect(series[1]?.points.at(-1)).toEqual({ at: 90, shown: "90.0" });
    expect(series[1]?.points[0]).toEqual({ at: null, shown: null });
  });

  it("goes down to where the lowest week is", () => {
    const week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
    expect(chart(two([], [])).axis.from).toBe(80);
    expect(chart(two([], week)).axis.from).toBe(50);
  });
});

it("the numbers at the head count what the tables list", () => {
  const away = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
  const who: readonly Who[] = [
    { marks: Object.fromEntries(away.map((day) => [day, "NN"])) },
    { marks: { "2026-11-20": "OO" } },
    {},
  ];
  const pack = packOf(schoolWith(who, "2026-09-07", "2026-11-20", "2026-11-23"));
  expect(pack.numbers).toEqual({
    persistent: 1,
    newlyPersistent: 1,
    noLongerPersistent: 0,
    worse: 1,
    better: 0,
    toFix: pack.toFix.unresolved.length + pack.toFix.gaps.length + pack.toFix.problems.length,
    unresolved: 10,
    overdue: 0,
  });
  expect(weeklyPage(pack, readPageTemplates())).toContain("1 pupil moved to a more severe tier, 0 to a lighter one.");
});

describe("the published figure", () => {
  const figure = (week: number, area: string, level: "country" | "authority", value: number): Benchmark => ({
    period: "week",
    "academic-year": "2025/26",
    week,
    phase: "primary",
    pupils: "Years 1 to 6",
    source: "DfE",
    edition: "autumn 2025",
    licence: "OGL",
    area,
    level,
    measure: "attendance",
    value,
  });
  const published = (benchmarks: Benchmarks): readonly string[] => {
    const school = schoolWith(two([], []), "2026-11-09", "2026-11-20", "2026-11-23");
    const pack = weeklyPack(school, chooseWeek(school, null, []), { files: [], problems: [], due: [], benchmarks });
    const page = weeklyPage(pack, readPageTemplates());
    expect(page.includes("hold none for the same week")).toBe(pack.wholeSchool.published.length === 0);
    for (const { percent } of pack.wholeSchool.published) expect(page).toContain(`${percent}%`);
    return pack.wholeSchool.published.map(({ area, percent, week }) => `${area} ${percent} ${String(week)}`);
  };

  it("is that of the same week of the year, and no other", () => {
    expect(published([figure(47, "England", "country", 94.5)])).toEqual(["England 94.50 47"]);
    expect(published([figure(46, "England", "country", 94.5), figure(48, "England", "country", 94.5)])).toEqual([]);
    expect(published([figure(47, "Derbyshire", "authority", 95.1)])).toEqual([]);
  });
});
