/** The tracking document: the same numbers as `attend figures`, this year beside last, who is hidden, and the patterns. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { readPageTemplates } from "../../src/edge/templates.ts";
import type { School } from "../../src/flow.ts";
import type { By, FigureRow } from "../../src/measures/figures.ts";
import { isoOf } from "../../src/register/day.ts";
import { renderCsv } from "../../src/reports/csv.ts";
import { trackingPage } from "../../src/reports/trends/page.ts";
import { trackingSheet } from "../../src/reports/trends/sheet.ts";
import { trackingUpTo, type TrackedRow, type Tracking } from "../../src/reports/trends/tracking.ts";
import { reachWords } from "../../src/reports/trends/words.ts";
import { aSchool, figures, filesOf, lines, on, PATIENCE, schoolOf, upnOf, weekdays } from "../laws/schools.ts";
import { attend } from "../run.ts";
import { schoolWith, type Who } from "./school.ts";

const TEMPLATES = readPageTemplates();

const trackingOf = (school: School, to = school.asAt): Tracking => trackingUpTo(school, to, [], school.problems);

const TWO_YEARS = `smallest-group: 3
calendar:
  half-terms:
    - { name: Autumn 1, from: 2025-09-03, to: 2025-10-24 }
    - { name: Autumn 2, from: 2025-11-03, to: 2025-12-19 }
    - { name: Summer 2, from: 2026-06-08, to: 2026-07-17 }
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
`;

const DAYS = [
  ["2025-09-03", "2025-10-24"],
  ["2025-11-03", "2025-12-19"],
  ["2026-06-08", "2026-07-17"],
  ["2026-09-03", "2026-10-23"],
  ["2026-11-02", "2026-11-20"],
].flatMap(([from = "", to = ""]) => weekdays(from, to));

const YEAR_CLASS = [
  ["N2", "Acorns"],
  ["R", "Ash"],
  ["1", "1/2"],
  ["2", "1/2"],
  ["4", "Oak"],
  ["5", "Oak"],
] as const;

/** So many pupils over two years, six of each year group at a time, with a mark of every kind here and there. */
function twoYears(pupils: number, days = DAYS): School {
  const who = Array.from({ length: pupils }, (_, n) => n);
  const marks = ["I", "M", "O", "U", "L", "L", "G", "C", "", "Y1", "X", "N"];
  const mark = (n: number, day: number, half: number): string => {
    const mixed = (n * 7919 + day * 104_729 + half * 1299) % 97;
    return mixed < marks.length + (n % 5) ? (marks[mixed] ?? "I") : half === 0 ? "/" : "\\";
  };
  const register = who.flatMap((n) => days.map((day) => [upnOf(n), isoOf(day), mark(n, day, 0), mark(n, day, 1)]));
  const about = who.map((n) => {
    const [year, named] = YEAR_CLASS[Math.floor(n / 6) % YEAR_CLASS.length] ?? ["", ""];
    const leaving = n % 17 === 16 ? "10/10/2026" : "";
    return [upnOf(n), `Invented${String(n)} Person`, year, named, n % 2 ? "F" : "M", n % 3 ? "N" : "K", leaving];
  });
  return schoolOf(
    {
      "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...register]),
      "exports/pupils.csv": lines([
        ["UPN", "Name", "Year Group", "Class", "Gender", "SEN Status", "Leaving Date"],
        ...about,
      ]),
    },
    { config: TWO_YEARS, asAt: on("2026-11-23") },
  );
}

const BY: Readonly<Record<string, By>> = { school: "school", year: "year", class: "class" };

/** What `attend figures` says of a group between two days. */
function figuresOf(school: School): (row: Pick<TrackedRow, "dimension" | "key" | "from" | "to">) => FigureRow | null {
  const known = new Map<string, readonly FigureRow[]>();
  return ({ dimension, key, from, to }) => {
    const by = BY[dimension] ?? "group";
    const id = `${by} ${from} ${to}`;
    const rows = known.get(id) ?? figures(school, by, on(from), on(to)).rows;
    known.set(id, rows);
    return rows.find((row) => row.key === key) ?? null;
  };
}

/** A share to one decimal, half up, worked out another way than the program does. */
function tenths(part: number, whole: number): string | null {
  return whole === 0 ? null : (Math.round((part * 1000) / whole) / 10).toFixed(1);
}

function expectFigures(school: School, tracking: Tracking): void {
  const of = figuresOf(school);
  for (const row of tracking.rows) {
    const truth = of(row);
    if (row.figure === null) continue;
    const { authorisedPercent, unauthorisedPercent, persistentPupils, severePupils, ...counts } = row.figure;
    const where = `${row.group}, ${row.kind} ${row.name}`;
    expect(truth, where).toMatchObject(counts);
    expect(authorisedPercent, where).toBe(tenths(counts.authorised, counts.possible));
    expect(unauthorisedPercent, where).toBe(tenths(counts.unauthorised, counts.possible));
    const flags = row.kind === "week" ? [null, null] : [truth?.persistentPupils, truth?.severePupils];
    expect([persistentPupils, severePupils], where).toEqual(flags);
  }
}

describe("every figure", () => {
  const school = twoYears(72);
  const tracking = trackingOf(school);

  it("is what `attend figures` says of the same group and days", () => {
    expectFigures(school, tracking);
    expect(tracking.rows.filter(({ figure }) => figure !== null).length).toBeGreaterThan(500);
  });

  it("is of every week, half-term, term and year that the exports have, and of every group with somebody in it", () => {
    const headline = tracking.rows.filter(({ key }) => key === "headline");
    const names = (kind: string): readonly string[] =>
      headline.filter((row) => row.kind === kind).map(({ year, name }) => `${year} ${name}`);
    expect(names("half-term")).toEqual([
      "2025/26 Autumn 1",
      "2025/26 Autumn 2",
      "2025/26 Summer 2",
      "2026/27 Autumn 1",
      "2026/27 Autumn 2",
    ]);
    expect(names("term")).toEqual(["2025/26 Autumn", "2025/26 Summer", "2026/27 Autumn"]);
    expect(names("year")).toEqual(["2025/26 2025/26", "2026/27 2026/27"]);
    const mondays = new Set(DAYS.map((day) => day - ((day + 3) % 7)).map(isoOf));
    expect(names("week").map((name) => name.slice(8))).toEqual([...mondays]);
    for (const by of ["year", "class", "group"] as const) {
      const truth = figures(school, by).rows.filter(({ pupils }) => (pupils ?? 0) > 0);
      const inYear = tracking.rows.filter(({ kind, year }) => kind === "year" && year === "2026/27");
      const found = inYear.filter(({ dimension }) => (BY[dimension] ?? "group") === by);
      expect(found.map(({ key }) => key)).toEqual(truth.map(({ key }) => key));
    }
  });

  it("stands in the tables of groups too, now and on the same days of last year", () => {
    const of = figuresOf(school);
    for (const { dimension, key, shown } of tracking.groups) {
      for (const [i, { now, before }] of (shown?.pairs ?? []).entries()) {
        const pair = tracking.pairs[i];
        if (!pair) throw new Error("a figure without its days");
        const { percent, possible, attended } = now;
        expect(of({ dimension, key, ...pair }), key).toMatchObject({ percent, possible, attended });
        if (before === null || pair.before === null) continue;
        const then = of({ dimension, key, ...pair.before });
        expect(then, key).toMatchObject({ possible: before.possible, attended: before.attended });
        expect(before.persistentPupils).toBe(pair.kind === "week" ? null : then?.persistentPupils);
      }
      for (const [i, figure] of (shown?.terms ?? []).entries()) {
        const term = tracking.terms[i];
        if (term && figure) expect(of({ dimension, key, ...term })?.persistentPupils).toBe(figure.persistentPupils);
      }
    }
  });

  it("is drawn as it is written", () => {
    const of = (year: string): readonly (string | null)[] =>
      tracking.rows
        .filter((row) => row.key === "headline" && row.kind === "week" && row.year === year)
        .map(({ figure }) => figure?.percent ?? null);
    const [now, before] = tracking.charts.attendance.series;
    expect(now?.points.map(({ shown }) => shown)).toEqual(of("2026/27"));
    expect(before?.points.map(({ shown }) => shown)).toEqual(of("2025/26").slice(0, now?.points.length));
    const [authorised, unauthorised] = tracking.charts.absence.series;
    const last = tracking.rows.findLast((row) => row.key === "headline" && row.kind === "week")?.figure;
    expect(authorised?.points.at(-1)?.shown).toBe(last?.authorisedPercent);
    expect(unauthorised?.points.at(-1)?.shown).toBe(last?.unauthorisedPercent);
    const lates = tracking.charts.lates.series[0]?.points.at(-1)?.shown;
    expect(lates).toBe(tenths((last?.late ?? 0) + (last?.lateAfterClose ?? 0), last?.possible ?? 0));
  });

  it("is so in any school", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aSchool({ children: 8, days: 8 }), (small) => {
        const any = schoolOf(filesOf(small), { config: "smallest-group: 2\n" });
        fc.pre(any.register.schoolDays.length > 0);
        expectFigures(any, trackingOf(any));
      }),
      { numRuns: 100 },
    );
  });
});

/** Six pupils of Year 4, the first ones away on the days given. */
const six = (...away: readonly Readonly<Record<string, string>>[]): readonly Who[] =>
  Array.from({ length: 6 }, (_, n) => ({ marks: away[n] ?? {} }));

describe("this year beside last", () => {
  const school = schoolWith(
    six({ "2026-11-16": "II", "2026-09-10": "OO" }, { "2025-11-17": "II", "2025-11-18": "II", "2025-09-04": "II" }),
    "2025-09-04",
    "2026-11-20",
    "2026-11-23",
  );

  it("puts the same days 52 weeks before beside a span", () => {
    const { pairs, groups } = trackingOf(school);
    const [week, , , year] = pairs;
    expect(week).toEqual({
      kind: "week",
      name: "2026-11-16",
      from: "2026-11-16",
      to: "2026-11-22",
      schoolDays: 5,
      before: { from: "2025-11-17", to: "2025-11-23", schoolDays: 5 },
    });
    expect([year?.from, year?.before?.from, year?.before?.to]).toEqual(["2026-09-03", "2025-09-04", "2025-11-24"]);
    // 6 pupils × 10 sessions: 2 missed now, 4 missed then.
    expect(groups[0]?.shown?.pairs[0]).toMatchObject({
      now: { possible: 60, attended: 58, percent: "96.7" },
      before: { possible: 60, attended: 56, percent: "93.3" },
      change: "+3.4",
    });
    expect(groups[0]?.shown?.pairs[3]?.before?.authorised).toBe(6);
  });

  it("draws both years, each week over the one 52 weeks before", () => {
    const { attendance, lates } = trackingOf(school).charts;
    expect(attendance.series.map(({ name, style }) => [name, style])).toEqual([
      ["2026/27", "now"],
      ["2025/26", "before"],
    ]);
    expect(attendance.thresholds).toEqual([{ at: 96, label: "target 96%" }]);
    expect(attendance.labels.at(-1)?.text).toBe("16 Nov");
    expect(attendance.series.map(({ points }) => points.at(-1)?.shown)).toEqual(["96.7", "93.3"]);
    expect(lates.series).toHaveLength(2);
  });

  it.each([
    ["2025-09-04", true, true],
    // 13 days after the first day 52 weeks before, and one more.
    ["2025-09-17", true, true],
    ["2025-09-18", true, false],
    ["2025-11-19", true, false],
    ["2025-11-24", false, false],
    ["2026-09-03", false, false],
  ])("with exports from %s has last year's week: %s, and its year: %s", (from, week, year) => {
    const tracking = trackingOf(schoolWith(six(), from, "2026-11-20", "2026-11-22"));
    const { pairs } = tracking;
    expect([pairs[0]?.before !== null, pairs[3]?.before !== null]).toEqual([week, year]);
    const [iso, none] = [from.split("-").toReversed().join("/"), "so there is no last year"];
    const words = reachWords(tracking);
    expect([words === "", words.includes(none)]).toEqual([week && year, !week && !year]);
    if (words !== "") expect(words).toContain(iso);
    expect(trackingPage(tracking, TEMPLATES)).toContain(words);
  });

  it("is of the year that has ended until the new one has a session", () => {
    const tracking = trackingOf(schoolWith(six(), "2026-06-01", "2026-07-17", "2026-09-02"));
    expect([tracking.year.name, tracking.asAt]).toEqual(["2025/26", "2026-07-17"]);
  });

  it("is as at the day asked for", () => {
    const tracking = trackingOf(school, on("2026-11-13"));
    expect([tracking.pairs[0]?.name, tracking.pairs[3]?.to]).toEqual(["2026-11-09", "2026-11-13"]);
    expect(tracking.groups[0]?.shown?.pairs[3]?.now.authorised).toBe(0);
  });

  it("is refused when the exports hold nothing up to that day", () => {
    expect(() => trackingOf(school, on("2025-09-01"))).toThrow("01/09/2025");
  });
});

describe("small groups", () => {
  const who = ["N", "N", "N", "N", "N", "N", "N", "N", "K", "K", "K", "K"];
  const schoolOfNeeds = (needs: readonly string[]): School =>
    schoolOf(
      {
        "exports/register.csv": lines([
          ["UPN", "Date", "AM", "PM"],
          ...needs.flatMap((_, n) =>
            weekdays("2026-11-16", "2026-11-20").map((day) => [upnOf(n), isoOf(day), "/", "\\"]),
          ),
        ]),
        "exports/pupils.csv": lines([
          ["UPN", "Name", "Year Group", "Class", "SEN Status"],
          ...needs.map((sen, n) => [upnOf(n), `Invented${String(n)} Person`, "4", "Oak", sen]),
        ]),
      },
      { asAt: on("2026-11-23") },
    );
  const hidden = (tracking: Tracking): readonly string[] =>
    tracking.groups.filter(({ shown }) => shown === null).map(({ key }) => key);

  it("of four are hidden, with the group from which they could be worked out; of five they are not", () => {
    expect(hidden(trackingOf(schoolOfNeeds(who)))).toEqual(["sen-support", "no-sen"]);
    expect(hidden(trackingOf(schoolOfNeeds([...who, "K"])))).toEqual([]);
  });

  it("are hidden in the table, the page and every span alike", () => {
    const tracking = trackingOf(schoolOfNeeds(who));
    const rows = tracking.rows.filter(({ dimension }) => dimension === "send");
    expect(rows.map(({ kind, figure }) => [kind, figure])).toHaveLength(8);
    expect(rows.every(({ figure }) => figure === null)).toBe(true);
    const page = trackingPage(tracking, TEMPLATES);
    expect(page.match(/too few to show/g)).toHaveLength(2);
    const csv = renderCsv(trackingSheet(tracking)).split("\r\n");
    const support = csv.filter((line) => line.includes("SEN support"));
    expect(support).toHaveLength(4);
    for (const line of support) expect(line).toMatch(/SEN support,{13}too few to show$/);
  });

  it("may be small in one week alone: then they are hidden in all of the year", () => {
    // Five on SEN support, one of whom joins on the Tuesday of the second week.
    const needs = [...who, "K"];
    const register = needs.flatMap((_, n) =>
      weekdays("2026-11-09", "2026-11-20")
        .filter((day) => n !== 12 || day > on("2026-11-16"))
        .map((day) => [upnOf(n), isoOf(day), "/", "\\"]),
    );
    const about = needs.map((sen, n) => [upnOf(n), "Invented Person", "4", "Oak", sen, n === 12 ? "17/11/2026" : ""]);
    const school = schoolOf(
      {
        "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...register]),
        "exports/pupils.csv": lines([["UPN", "Name", "Year Group", "Class", "SEN Status", "Entry Date"], ...about]),
      },
      { asAt: on("2026-11-23") },
    );
    expect(hidden(trackingOf(school))).toEqual(["sen-support", "no-sen"]);
  });
});

describe("patterns", () => {
  const bars = (chart: { bars: readonly { label: string; point: { shown: string | null } }[] } | undefined) =>
    chart?.bars.map(({ label, point }) => [label, point.shown]);
  const patternsOf = (who: readonly Who[]): Tracking["patterns"] =>
    trackingOf(schoolWith(who, "2026-11-09", "2026-11-20", "2026-11-23")).patterns;

  it("give the sessions missed of those possible on each weekday", () => {
    // 5 pupils, two weeks: 20 possible sessions a weekday, 18 on Wednesday.
    const patterns = patternsOf(
      [
        { marks: { "2026-11-09": "II", "2026-11-10": "/I", "2026-11-18": "YY" } },
        { marks: { "2026-11-16": "I\\", "2026-11-11": "OO" } },
        {},
        {},
        { marks: { "2026-11-20": "LU" } },
      ].map((each) => (each.marks ? { marks: replaced(each.marks) } : each)),
    );
    expect(bars(patterns?.weekdays)).toEqual([
      ["Monday", "15.0"],
      ["Tuesday", "5.0"],
      ["Wednesday", "11.1"],
      ["Thursday", "0.0"],
      ["Friday", "5.0"],
    ]);
  });

  it("give reasons in words, of all possible sessions, and pool those of fewer than five pupils", () => {
    const marks = (mark: string): Who => ({ marks: { "2026-11-10": mark } });
    const rare = ["O\\", "O\\", "O\\", "MM", "MM", "MM"].map(marks);
    const ill = ["II", "I\\", "/I", "II", "I\\"].map(marks);
    // 17 pupils × 20 sessions are 340: 7 of illness, and 3 and 6 that are pooled.
    expect(bars(patternsOf([...ill, ...rare, ...six()])?.reasons)).toEqual([
      ["Illness (I) × 7", "2.1"],
      ["Other reasons × 9", "2.6"],
    ]);
    // One pupil fewer with illness: 5 and 9 of 320, and all of it is pooled.
    expect(bars(patternsOf([...ill.slice(1), ...rare, ...six()])?.reasons)).toEqual([["Other reasons × 14", "4.4"]]);
  });

  it("pool a frequent reason with a rare one rather than leave one alone", () => {
    const marks = (mark: string): Who => ({ marks: { "2026-11-10": mark } });
    const ill = Array.from({ length: 5 }, () => marks("I\\"));
    const away = Array.from({ length: 6 }, () => marks("G\\"));
    expect(bars(patternsOf([...ill, ...away, marks("M\\"), ...six()])?.reasons)).toEqual([
      ["Holiday not granted by the school (G) × 6", "1.7"],
      ["Other reasons × 6", "1.7"],
    ]);
  });

  it.each([
    [1, "1 session (half a day)"],
    [2, "2 sessions (a day)"],
    [3, "3 or 4 sessions (up to two days)"],
    [4, "3 or 4 sessions (up to two days)"],
    [5, "5 to 10 sessions (up to a week)"],
    [10, "5 to 10 sessions (up to a week)"],
    [11, "11 to 20 sessions (up to two weeks)"],
    [20, "11 to 20 sessions (up to two weeks)"],
    [21, "21 sessions or more"],
  ])("put a spell of %i missed sessions under “%s”, over weekends too", (sessions, label) => {
    const days = weekdays("2026-11-02", "2026-11-20").map(isoOf);
    const mark = (i: number): string => `${2 * i < sessions ? "I" : "/"}${2 * i + 1 < sessions ? "I" : "\\"}`;
    const marks = Object.fromEntries(days.map((iso, i) => [iso, mark(i)]));
    const { patterns } = trackingOf(schoolWith([{ marks }, ...six()], "2026-11-02", "2026-11-20", "2026-11-23"));
    expect(bars(patterns?.spells)?.filter(([, shown]) => shown !== "0")).toEqual([[label, "1"]]);
  });

  it("count spells and the pupils who have three or more", () => {
    const patterns = patternsOf([
      { marks: { "2026-11-09": "II", "2026-11-11": "I\\", "2026-11-13": "/I", "2026-11-16": "I\\" } },
      { marks: { "2026-11-09": "I\\", "2026-11-11": "I\\" } },
      { marks: { "2026-11-09": "I\\", "2026-11-11": "/I", "2026-11-13": "I\\" } },
      ...six(),
    ]);
    // The first pupil's Friday afternoon and Monday morning are one spell.
    expect(patterns?.away).toEqual({ spells: 8, pupils: 3, oftenPupils: 2, often: 3 });
  });

  it("are none when nobody missed a session", () => {
    expect(patternsOf(six())).toBeNull();
    const tracking = trackingOf(schoolWith(six(), "2026-11-09", "2026-11-20", "2026-11-23"));
    expect(trackingPage(tracking, TEMPLATES)).toContain("Nobody missed a session.");
  });
});

/** Y1, which needs two letters, by one. */
function replaced(marks: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(marks).map(([day, mark]) => [day, mark.replaceAll("Y", "X")]));
}

describe("a school of nursery children alone", () => {
  it("has a page, and no figure of its headline", () => {
    const nursery = Array.from({ length: 6 }, () => ({ year: "N2", class: "Acorns" }));
    const tracking = trackingOf(schoolWith(nursery, "2026-11-09", "2026-11-20", "2026-11-23"));
    expect(tracking.groups[0]?.shown?.pairs[3]?.now.percent).toBeNull();
    expect(trackingPage(tracking, TEMPLATES)).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });
});

describe("the page", () => {
  it("stays under 300 kB with 420 pupils and two whole years, and names nobody", { timeout: PATIENCE }, () => {
    const days = [...weekdays("2025-09-01", "2026-07-17"), ...weekdays("2026-09-01", "2026-11-20")];
    const whole = twoYears(420, days);
    const tracking = trackingOf(whole);
    const page = trackingPage(tracking, TEMPLATES);
    expect(Buffer.byteLength(page)).toBeLessThan(300_000);
    for (const text of [page, renderCsv(trackingSheet(tracking)), JSON.stringify(tracking)]) {
      expect(text).not.toMatch(/Invented|830400026/);
    }
  });
});

describe("attend trends", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attend-trends-"));
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const read = (file: string): string => fs.readFileSync(path.join(folder, "school", file), "utf8");

  it("writes the page and the long table, with every figure of them in its JSON", async () => {
    await attend(["demo", "school"], { cwd: folder });
    const { code, out } = await attend(["trends", "--json"], { cwd: path.join(folder, "school") });
    expect(code).toBe(0);
    const value = JSON.parse(out) as Tracking & { wrote: readonly string[] };
    expect(value.wrote).toEqual(["output/tracking/tracking.html", "output/tracking/tracking.csv"]);

    const page = read("output/tracking/tracking.html").replace(/<style>[\s\S]*<\/style>/, "");
    const visible = page.replace(/<[^>]*>/g, " ");
    const percentages = visible.match(/\d+\.\d/g) ?? [];
    expect(percentages.length).toBeGreaterThan(100);
    expect(percentages.filter((each) => !out.includes(`"${each}"`) && !out.includes(each))).toEqual([]);

    const table: string[][] = parse(read("output/tracking/tracking.csv"), { bom: true, record_delimiter: "\r\n" });
    const [head = [], ...rows] = table;
    expect(rows).toHaveLength(value.rows.length);
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    const written = (pick: (row: TrackedRow) => string | number | null | undefined) =>
      value.rows.map((row) => String(pick(row) ?? ""));
    expect(column("Possible")).toEqual(written(({ figure }) => figure?.possible));
    expect(column("Attendance %")).toEqual(written(({ figure }) => figure?.percent));
    expect(column("Late after close (U)")).toEqual(written(({ figure }) => figure?.lateAfterClose));
    expect(column("Persistent absentees")).toEqual(written(({ figure }) => figure?.persistentPupils));
  });

  it("says on the screen how the school stands, and writes the same files again", async () => {
    const before = read("output/tracking/tracking.html");
    const { code, out } = await attend(["trends"], { cwd: path.join(folder, "school") });
    expect(code).toBe(0);
    expect(out).toContain("Week of 16/11/2026");
    expect(out).toContain("Written to output/tracking: tracking.html to print, and tracking.csv for Excel.");
    expect(read("output/tracking/tracking.html")).toBe(before);
  });

  it("writes a workbook when asked for one", async () => {
    const { out } = await attend(["trends", "--xlsx"], { cwd: path.join(folder, "school") });
    expect(out).toContain("tracking.xlsx");
    expect(read("output/tracking/tracking.xlsx").slice(0, 2)).toBe("PK");
  });

  it("is refused in one sentence when there is no session", async () => {
    const { code, err } = await attend(["trends", "--date", "2026-09-01"], { cwd: path.join(folder, "school") });
    expect(code).toBe(2);
    expect(err).toContain("no session up to 01/09/2026");
  });
});
