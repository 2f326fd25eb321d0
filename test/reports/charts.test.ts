/** Charts: scales that do not exaggerate, pictures that stay on their paper, and a table that says the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attendanceAxis,
  chartView,
  runsOf,
  tableOf,
  zeroAxis,
  type BarChart,
  type Chart,
  type LineChart,
  type Point,
} from "../../src/reports/charts/chart.ts";
import { drawChart } from "../../src/reports/charts/draw.ts";

const point = (at: number | null): Point => ({ at, shown: at === null ? null : at.toFixed(1) });

function lineOf(values: readonly (number | null)[], more: Partial<LineChart> = {}): LineChart {
  return {
    kind: "line",
    title: "Attendance by week",
    description: "All sessions pooled.",
    along: "Week of",
    axis: attendanceAxis(values),
    labels: values.map((_, i) => ({ text: `${String(i + 1)} Nov`, tick: true })),
    series: [{ name: "2026/27", style: "now", points: values.map(point) }],
    thresholds: [],
    ...more,
  };
}

function barsOf(values: readonly number[]): BarChart {
  return {
    kind: "bars",
    title: "Missed by weekday",
    description: "Of all possible sessions.",
    along: "Day",
    measure: "Missed",
    axis: zeroAxis(values, "%"),
    bars: values.map((at, i) => ({ label: `Day ${String(i)}`, point: point(at), strong: i === 0 })),
  };
}

describe("the scale of attendance", () => {
  it.each([
    [[], 80],
    [[null], 80],
    [[100], 80],
    [[80], 80],
    [[79.9], 70],
    [[95, null, 61.2], 60],
    [[59.9], 50],
    [[0], 0],
  ])("of %j begins at %i and ends at 100", (values, from) => {
    const axis = attendanceAxis(values);
    expect([axis.from, axis.to]).toEqual([from, 100]);
    expect(axis.ticks[0]).toBe(from);
    expect(axis.ticks.every((tick) => tick >= from && tick <= 100)).toBe(true);
  });
});

describe("a scale from zero", () => {
  it.each([
    [[], 1, [0, 1]],
    [[0], 1, [0, 1]],
    [[3], 3, [0, 1, 2, 3]],
    [[4], 4, [0, 1, 2, 3, 4]],
    [[5], 6, [0, 2, 4, 6]],
    [[20], 20, [0, 5, 10, 15, 20]],
    [[21], 30, [0, 10, 20, 30]],
    [[101], 150, [0, 50, 100, 150]],
  ])("of %j ends at %i", (values, to, ticks) => {
    expect(zeroAxis(values)).toEqual({ unit: "", from: 0, to, ticks });
  });

  it("holds every value", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (values) => {
        const axis = zeroAxis(values, "%");
        expect(values.every((value) => value <= axis.to)).toBe(true);
        expect(axis.ticks.length).toBeLessThan(8);
      }),
    );
  });
});

it("a gap ends a stretch of a line", () => {
  const places = runsOf([1, null, 3, 4, null].map(point)).map((run) => run.map(({ i }) => i));
  expect(places).toEqual([[0], [2, 3]]);
});

describe("the picture", () => {
  /** Every start tag has its end, attributes are quoted, and no raw sign is left in a text. */
  function isSound(svg: string): boolean {
    const open: string[] = [];
    const rest = svg.replace(/<(\/?)([a-z]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g, (_, end, name: string, __, empty) => {
      if (end === "/") return open.pop() === name ? "" : "<";
      if (empty !== "/") open.push(name);
      return "";
    });
    return open.length === 0 && !/[<>]/.test(rest);
  }

  function coordinates(svg: string): readonly (readonly [number, number])[] {
    const [, , width = "", height = ""] = /viewBox="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"/.exec(svg)?.slice(1) ?? [];
    const lengths = (names: string, most: number): readonly (readonly [number, number])[] =>
      [...svg.matchAll(new RegExp(` (?:${names})="(-?[\\d.]+)"`, "g"))].map(([, n]) => [Number(n), most] as const);
    const points = [...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, list = ""]) =>
      list.split(" ").flatMap((pair) => {
        const [x, y] = pair.split(",").map(Number);
        return [[x ?? NaN, Number(width)] as const, [y ?? NaN, Number(height)] as const];
      }),
    );
    return [...lengths("x|x1|x2|cx|width", Number(width)), ...lengths("y|y1|y2|cy|height", Number(height)), ...points];
  }

  const words = fc.oneof(fc.string(), fc.constantFrom("</svg><script>", 'a"b', "R&D", "يوسف", "5/6"));
  const rate = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null });
  const aLine = fc
    .tuple(fc.array(rate, { minLength: 1, maxLength: 60 }), fc.array(rate, { minLength: 1, maxLength: 60 }), words)
    .map(([now, before, name]): LineChart => {
      const values = now.map((_, i) => before[i] ?? null);
      const axis = attendanceAxis([...now, ...values]);
      const line = lineOf(now, { axis, title: name });
      return {
        ...line,
        series: [...line.series, { name: "2025/26", style: "before", points: values.map(point) }],
        thresholds: [{ at: 96, label: "target 96%" }],
      };
    });
  const aBars = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1, maxLength: 30 }).map(barsOf);
  const aSpark = fc.array(rate, { maxLength: 40 }).map((values): Chart => ({
    kind: "spark",
    description: "by week",
    axis: attendanceAxis(values),
    points: values.map(point),
  }));
  const weeks = fc.array(
    fc.nat(10).chain((possible) => fc.record({ possible: fc.constant(possible), attended: fc.nat(possible) })),
    { minLength: 1, maxLength: 6 },
  );
  const someWeeks = weeks.map((list): Chart => ({ kind: "weeks", description: "six weeks", weeks: list }));

  it("is sound markup, and all of it lies on its paper, whatever the values and words", () => {
    fc.assert(
      fc.property(fc.oneof(aLine, aBars, aSpark, someWeeks), (chart) => {
        const svg = drawChart(chart);
        expect(isSound(svg)).toBe(true);
        expect(svg).not.toMatch(/NaN|undefined|null|Infinity/);
        for (const [at, most] of coordinates(svg)) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("names each line where it ends, with its last figure", () => {
    const svg = drawChart(lineOf([95, 94.2, null], { thresholds: [{ at: 96, label: "target 96%" }] }));
    expect(svg).toContain(">2026/27: 94.2%</text>");
    expect(svg).toContain(">target 96%</text>");
  });

  it("keeps the names of two lines that end together apart", () => {
    const chart = lineOf([95, 95]);
    const svg = drawChart({
      ...chart,
      series: [...chart.series, { name: "2025/26", style: "before", points: [95, 95].map(point) }],
    });
    const ends = [...svg.matchAll(/y="([\d.]+)"[^>]*>202\d\/2\d: /g)].map(([, y]) => Number(y));
    expect(ends).toHaveLength(2);
    expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeGreaterThanOrEqual(12);
  });

  it("draws now and before in different dashes, so that grey paper tells them apart", () => {
    const chart = lineOf([95, 95]);
    const before = { ...chart, series: chart.series.map((each) => ({ ...each, style: "before" as const })) };
    expect(drawChart(chart)).not.toContain('stroke-dasharray="6 4"');
    expect(drawChart(before)).toContain('stroke-dasharray="6 4"');
  });

  it("of bars begins at zero: twice the value is twice the length", () => {
    const svg = drawChart(barsOf([10, 20]));
    const [one = 0, two = 0] = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(Math.abs(two - 2 * one)).toBeLessThan(0.2);
    expect(one).toBeGreaterThan(50);
  });

  it("says where its scale begins when that is not zero", () => {
    expect(chartView(lineOf([95]))["words"]).toContain("The scale begins at 80%.");
    expect(chartView(barsOf([5]))["words"]).not.toContain("scale");
  });

  it("has a table of the same figures", () => {
    expect(tableOf(lineOf([95, null]))).toEqual({
      head: ["Week of", "2026/27"],
      rows: [
        ["1 Nov", "95.0%"],
        ["2 Nov", "–"],
      ],
    });
    expect(tableOf(barsOf([5]))).toEqual({ head: ["Day", "Missed"], rows: [["Day 0", "5.0%"]] });
  });
});
