/** What a chart shows, as a value: it is in the JSON of its report, and `draw.ts` makes the picture. */
import type { Poster } from "./poster.ts";

/** A scale with the values that are written at it. `from` above zero is always said beside the chart. */
export interface Axis {
  readonly unit: "%" | "";
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** One value: where it is drawn, and the words it is shown by. Null where there is nothing to show. */
export interface Point {
  readonly at: number | null;
  readonly shown: string | null;
}

/** Values over time. At most two series: now as a full line, before as a broken one. */
export interface LineChart {
  readonly kind: "line";
  readonly title: string;
  readonly description: string;
  /** What the first column of its table is called, such as `Week of`. */
  readonly along: string;
  readonly axis: Axis;
  /** One a point; `tick` ones are written below the line. */
  readonly labels: readonly { readonly text: string; readonly tick: boolean }[];
  readonly series: readonly {
    readonly name: string;
    readonly style: "now" | "before";
    readonly points: readonly Point[];
  }[];
  /** Lines across, such as a target. */
  readonly thresholds: readonly { readonly at: number; readonly label: string }[];
}

/** Bars side by side, from zero. */
export interface BarChart {
  readonly kind: "bars";
  readonly title: string;
  readonly description: string;
  readonly along: string;
  readonly measure: string;
  readonly axis: Axis;
  readonly bars: readonly { readonly label: string; readonly point: Point; readonly strong: boolean }[];
}

/** A line as small as a word, for a cell of a table; all of one table share an axis. */
export interface Sparkline {
  readonly kind: "spark";
  readonly description: string;
  readonly axis: Axis;
  readonly points: readonly Point[];
}

/** Attended of possible, a bar a week: for a cell of a table. */
export interface WeekBars {
  readonly kind: "weeks";
  readonly description: string;
  readonly weeks: readonly { readonly attended: number; readonly possible: number }[];
}

export type Chart = LineChart | BarChart | Sparkline | WeekBars | Poster;

/** Attendance is drawn from here up, or from lower where it has to be. */
const ATTENDANCE_FROM = 80;

/** From 80% to 100%, or lower by tens so that every value is on it: a point of attendance has one height everywhere. */
export function attendanceAxis(values: readonly (number | null)[]): Axis {
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(ATTENDANCE_FROM, ...known.map((value) => Math.floor(value / 10) * 10));
  const step = lowest < 60 ? 20 : lowest < 80 ? 10 : 5;
  return { unit: "%", from: lowest, to: 100, ticks: steps(lowest, 100, step) };
}

/** From zero up to the next round number above every value. */
export function zeroAxis(values: readonly (number | null)[], unit: Axis["unit"] = ""): Axis {
  const most = Math.max(1, ...values.filter((value) => value !== null));
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(unit === "" ? 1 : 0.5, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? most);
  const to = Math.ceil(most / step) * step;
  return { unit, from: 0, to, ticks: steps(0, to, step) };
}

function steps(from: number, to: number, step: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; from + i * step <= to + step / 1000; i++) found.push(Math.round((from + i * step) * 1000) / 1000);
  return found;
}

/** The table that says the same as a chart, for those who cannot see it or want the figures. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NONE = "–";

export function tableOf(chart: LineChart | BarChart): ChartTable {
  const said = (point: Point | undefined): string => (point?.shown == null ? NONE : `${point.shown}${chart.axis.unit}`);
  if (chart.kind === "bars") {
    return {
      head: [chart.along, chart.measure],
      rows: chart.bars.map(({ label, point }) => [label, said(point)]),
    };
  }
  return {
    head: [chart.along, ...chart.series.map(({ name }) => name)],
    rows: chart.labels.map(({ text }, i) => [text, ...chart.series.map(({ points }) => said(points[i]))]),
  };
}

/** Stretches of points without a gap, each point with its place. */
export function runsOf(points: readonly Point[]): readonly (readonly { readonly i: number; readonly at: number }[])[] {
  const runs: { i: number; at: number }[][] = [];
  let open = false;
  for (const [i, { at }] of points.entries()) {
    if (at === null) {
      open = false;
      continue;
    }
    if (open) runs.at(-1)?.push({ i, at });
    else runs.push([{ i, at }]);
    open = true;
  }
  return runs;
}

/** A chart with what stands beside it on a page. */
export function chartView(chart: LineChart | BarChart): Readonly<Record<string, unknown>> {
  const { axis } = chart;
  const begins = axis.from === 0 ? "" : ` The scale begins at ${String(axis.from)}${axis.unit}.`;
  return { chart, table: tableOf(chart), words: `${chart.description}${begins}` };
}
