/** Published figures: what the shipped file holds, what may stand beside a school's own, and what is said of a fault. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPublished } from "../../src/edge/templates.ts";
import { benchmarkShown, benchmarksLike, readBenchmarks, weekBenchmark } from "../../src/read/benchmarks.ts";
import { dayFromIso, weekNumberOf } from "../../src/register/day.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-benchmarks-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const shipped = readPublished(folder);
const on = (iso: string): number => dayFromIso(iso) ?? NaN;

describe("the shipped figures", () => {
  it.each([
    ["England", "attendance", 94.72],
    ["England", "authorised", 3.73],
    ["England", "unauthorised", 1.55],
    ["England", "persistent", 13.77],
    ["East Midlands", "attendance", 94.85],
    ["East Midlands", "persistent", 13.19],
    ["Derbyshire", "attendance", 94.92],
    ["Derbyshire", "authorised", 3.83],
    ["Derbyshire", "unauthorised", 1.25],
    ["Derbyshire", "persistent", 12.28],
  ] as const)("of %s in 2025/26 give %s as %d, as the DfE does", (area, measure, value) => {
    const found = shipped.filter(
      (each) =>
        each.area === area && each.measure === measure && each.period === "year" && each["academic-year"] === "2025/26",
    );
    expect(found.map((each) => each.value)).toEqual([value]);
  });

  it("are of England, nine regions and every local authority with more than one school", () => {
    const of = (level: string): number =>
      shipped.filter(
        (each) => each.level === level && each["academic-year"] === "2025/26" && each.measure === "persistent",
      ).length;
    expect([of("country"), of("region"), of("authority")]).toEqual([1, 9, 151]);
  });

  it("add up: attendance, authorised and unauthorised absence are all sessions", () => {
    const sets = new Map<string, Record<string, number>>();
    for (const each of shipped) {
      const key = `${each["academic-year"]} ${each.period} ${each.edition} ${each.area}`;
      sets.set(key, { ...sets.get(key), [each.measure]: each.value });
    }
    const whole = [...sets.values()].filter((each) => each["authorised"] !== undefined);
    expect(whole.length).toBeGreaterThan(160);
    for (const { attendance = 0, authorised = 0, unauthorised = 0 } of whole) {
      expect(Math.abs(attendance + authorised + unauthorised - 100)).toBeLessThan(0.025);
    }
  });

  it("each name their source, edition and licence, and the week its days", () => {
    for (const each of shipped) {
      expect(each.source).toMatch(/^DfE/);
      expect(each.edition).not.toBe("");
      expect(each.licence).toBe("Open Government Licence v3.0");
      if (each.week !== undefined) expect(weekNumberOf(each.from ?? 0)).toBe(each.week);
    }
  });
});

describe("what may stand beside a school's figure", () => {
  const areas = (authority: string, part: Parameters<typeof benchmarksLike>[3]): readonly string[] =>
    benchmarksLike(shipped, "attendance", authority, part).map(
      (each) => `${each.area} ${each["academic-year"]} ${benchmarkShown(each)}`,
    );

  it("is the newest edition of the authority and of England", () => {
    expect(areas("Derbyshire", { period: "year" })).toEqual(["Derbyshire 2025/26 94.92", "England 2025/26 94.72"]);
  });

  it("is England alone for the same term, and nothing where none was published", () => {
    expect(areas("Derbyshire", { period: "term", term: "Autumn" })).toEqual(["England 2024/25 94.83"]);
    expect(areas("Derbyshire", { period: "week", week: 44 })).toEqual([]);
  });

  it("is the same week of the year, wherever the school is", () => {
    const of = (authority: string, monday: string): readonly string[] =>
      weekBenchmark(shipped, authority, on(monday)).map((each) => benchmarkShown(each));
    expect(of("Derbyshire", "2026-09-07")).toEqual(["96.99"]);
    expect(of("Derbyshire", "2026-11-02")).toEqual(["95.36"]);
    expect(of("Derbyshire", "2026-10-26")).toEqual([]);
    expect(of("Kent", "2026-09-07")).toEqual([]);
  });

  it("is never of another phase, year group or measure", () => {
    expect(benchmarksLike(shipped, "severe", "Derbyshire", { period: "year" }).map(benchmarkShown)).toEqual([
      "0.70",
      "0.75",
    ]);
    expect(benchmarksLike(shipped, "severe", "Kent", { period: "term", term: "Autumn" })).toEqual([]);
  });

  it.each([
    ["derbyshire", "Derbyshire"],
    ["Derbyshire County Council", "Derbyshire"],
    ["DERBY CITY COUNCIL", "Derby"],
    ["Derby", "Derby"],
    ["City of York Council", "York"],
    ["Bristol", "Bristol, City of"],
    ["Bristol City Council", "Bristol, City of"],
    ["Hull", "Kingston upon Hull, City of"],
    ["Durham County Council", "County Durham"],
    ["London Borough of Camden", "Camden"],
    ["Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"],
    ["St Helens Metropolitan Borough Council", "St. Helens"],
    ["Herefordshire", "Herefordshire, County of"],
    ["", null],
    ["DCC", null],
    ["Nowhere County Council", null],
    ["Council", null],
  ])("is found for “%s” under %s", (authority, area) => {
    const [local] = benchmarksLike(shipped, "attendance", authority, { period: "year" });
    expect(local?.level === "authority" ? local.area : null).toBe(area);
  });

  it("is found by every authority's own name, and by no other's", () => {
    const names = [...new Set(shipped.filter(({ level }) => level === "authority").map(({ area }) => area))];
    for (const name of names) {
      expect(benchmarksLike(shipped, "attendance", name, { period: "year" })[0]?.area).toBe(name);
    }
  });
});

describe("a school's own file", () => {
  const sound = readFileSync(
    path.join("templates/benchmarks", readdirSync("templates/benchmarks").toSorted().at(-1) ?? ""),
    "utf8",
  );

  it("takes the place of the shipped one", () => {
    const text = sound.replace("attendance: 94.72", "attendance: 95.01");
    writeFileSync(path.join(folder, "benchmarks.yaml"), text);
    const [first] = benchmarksLike(readPublished(folder), "attendance", "", { period: "year" });
    expect(first && benchmarkShown(first)).toBe("95.01");
  });

  it.each([
    ["attendance: 94.72", "attendance: 194.72", /line 23: “attendance” must be a percentage/],
    ["attendance: 94.72", "attendence: 94.72", /line 23: “attendence” is not known here/],
    ["from: 2025-09-08", "from: 2025-09-31", /line 15: “from” must be a date/],
    ["phase: primary", "phase: infants", /line 17: “phase” must be primary, secondary/],
    ["period: week", "period: weeks", /“period” must be year, two-terms, term or week/],
    ["    week: 37\n", "", /a set of a week needs “week”/],
    ["sets:", "sets: [", /cannot be read/],
    ["sets:", "set:", /“sets” must be a list/],
  ])("with %s for %s is refused in a sentence with its line", (from, to, sentence) => {
    writeFileSync(path.join(folder, "benchmarks.yaml"), sound.replace(from, to));
    expect(() => readPublished(folder)).toThrow(sentence);
    expect(() => readPublished(folder)).toThrow(/^benchmarks\.yaml, line \d+: .*take the file away/);
  });

  it("may be empty of sets, and then nothing is compared", () => {
    expect(readBenchmarks("sets: []")).toEqual({ benchmarks: [] });
  });
});

describe("the number of a week", () => {
  it.each([
    ["2025-09-08", 37],
    ["2026-01-01", 1],
    ["2026-12-28", 53],
    ["2027-01-03", 53],
    ["2027-01-04", 1],
    ["2024-12-30", 1],
  ])("of %s is %i", (day, week) => {
    expect(weekNumberOf(on(day))).toBe(week);
  });
});
