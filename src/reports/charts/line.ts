/** A line over time with its thresholds, each line named where it ends. */
import { runsOf, type Axis, type LineChart, type Point } from "./chart.ts";
import { DARK, MIDDLE, PALE, TYPE, widthOf } from "./look.ts";
import { element, words, type Markup } from "./svg.ts";

const WIDTH = 680;
const HEIGHT = 220;
const TOP = 14;
const BOTTOM = 26;
const LEFT = 40;
/** Least room between two texts that stand one above the other. */
const LEADING = 13;

type Series = LineChart["series"][number];

export function drawLine(chart: LineChart): Markup {
  const right =
    Math.max(...[...chart.series, ...chart.thresholds].map((each) => widthOf(endWords(each, chart.axis)))) + 16;
  const x = (i: number): number => LEFT + ((i + 0.5) * (WIDTH - LEFT - right)) / Math.max(1, chart.labels.length);
  const y = scale(chart.axis);
  const end = WIDTH - right;
  const names = apart([
    ...chart.series.flatMap((each) => {
      const last = lastOf(each);
      return last === null ? [] : [{ text: endWords(each, chart.axis), y: y(last), strong: each.style === "now" }];
    }),
    ...chart.thresholds.map((each) => ({ text: each.label, y: y(each.at), strong: false })),
  ]);
  return element(
    "svg",
    {
      role: "img",
      "aria-label": `${chart.title}. ${chart.description}`,
      viewBox: `0 0 ${String(WIDTH)} ${String(HEIGHT)}`,
      class: "wide",
    },
    ...chart.axis.ticks.flatMap((tick) => [
      element("line", { x1: LEFT, x2: end, y1: y(tick), y2: y(tick), stroke: PALE }),
      text(`${String(tick)}${chart.axis.unit}`, LEFT - 5, y(tick) + 4, "end"),
    ]),
    ...chart.labels.flatMap(({ text: label, tick }, i) => (tick ? [text(label, x(i), HEIGHT - 8, "middle")] : [])),
    ...chart.thresholds.map(({ at }) =>
      element("line", {
        x1: LEFT,
        x2: end,
        y1: y(at),
        y2: y(at),
        stroke: MIDDLE,
        "stroke-dasharray": "1 3",
        "stroke-width": 1.5,
      }),
    ),
    // What was before lies under what is now.
    ...chart.series.toSorted((a, b) => (a.style < b.style ? -1 : 1)).flatMap((each) => drawSeries(each, x, y)),
    ...names.map((each) => text(each.text, end + 6, each.y + 4, "start", each.strong)),
  );
}

function scale({ from, to }: Axis): (at: number) => number {
  return (at) => HEIGHT - BOTTOM - ((Math.min(Math.max(at, from), to) - from) * (HEIGHT - TOP - BOTTOM)) / (to - from);
}

function drawSeries({ style, points }: Series, x: (i: number) => number, y: (at: number) => number): readonly Markup[] {
  const now = style === "now";
  const stroke = now ? DARK : MIDDLE;
  return [
    ...runsOf(points).map((run) =>
      element("polyline", {
        points: run.map(({ i, at }) => `${x(i).toFixed(1)},${y(at).toFixed(1)}`).join(" "),
        fill: "none",
        stroke,
        "stroke-width": now ? 2.2 : 1.6,
        ...(now ? {} : { "stroke-dasharray": "6 4" }),
      }),
    ),
    ...points.flatMap(({ at }, i) =>
      at === null ? [] : [element("circle", { cx: x(i), cy: y(at), r: now ? 2.6 : 1.6, fill: stroke })],
    ),
  ];
}

function lastOf({ points }: Series): number | null {
  return points.findLast(({ at }) => at !== null)?.at ?? null;
}

/** `2026/27: 94.1%`, or a threshold's own words. */
function endWords(each: Series | { readonly label: string }, { unit }: Axis): string {
  if ("label" in each) return each.label;
  const last: Point | undefined = each.points.findLast(({ at }) => at !== null);
  return `${each.name}${last?.shown == null ? "" : `: ${last.shown}${unit}`}`;
}

/** Pushes texts apart that would stand on one another, downwards, and up again where the chart ends. */
function apart<T extends { readonly y: number }>(texts: readonly T[]): readonly T[] {
  const placed: T[] = [];
  for (const each of texts.toSorted((a, b) => a.y - b.y)) {
    const above = placed.at(-1);
    placed.push({ ...each, y: above ? Math.max(each.y, above.y + LEADING) : each.y });
  }
  const over = Math.max(0, (placed.at(-1)?.y ?? 0) - (HEIGHT - BOTTOM));
  return placed.map((each) => ({ ...each, y: each.y - over }));
}

function text(content: string, x: number, y: number, anchor: "start" | "middle" | "end", strong = false): Markup {
  return element(
    "text",
    { x, y, ...TYPE, "text-anchor": anchor, ...(strong ? { "font-weight": 600 } : {}) },
    words(content),
  );
}
