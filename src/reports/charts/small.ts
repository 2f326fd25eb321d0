/** Pictures as small as a word, for the cells of tables. */
import { runsOf, type Sparkline, type WeekBars } from "./chart.ts";
import { DARK, PALE, type Size } from "./look.ts";
import { element, type Markup } from "./svg.ts";

const SPARK: Size = { width: 96, height: 20 };
const BAR = 7;
const GAP = 2;

function small(description: string, { width, height }: Size, inside: readonly Markup[]): Markup {
  const about = { role: "img", "aria-label": description };
  return element("svg", { ...about, width, height, viewBox: `0 0 ${String(width)} ${String(height)}` }, ...inside);
}

/** A line with its last point marked; the thin line below is the foot of the axis. */
export function drawSparkline({ description, axis, points }: Sparkline): Markup {
  const x = (i: number): number => 2 + (i * (SPARK.width - 6)) / Math.max(1, points.length - 1);
  const y = (at: number): number => SPARK.height - 3 - ((at - axis.from) * (SPARK.height - 6)) / (axis.to - axis.from);
  const last = points.findLastIndex(({ at }) => at !== null);
  const end = points[last]?.at ?? null;
  return small(description, SPARK, [
    element("line", { x1: 0, x2: SPARK.width, y1: SPARK.height - 1, y2: SPARK.height - 1, stroke: PALE }),
    ...runsOf(points).map((run) => polyline(run.map(({ i, at }) => [x(i), y(at)] as const))),
    ...(end === null ? [] : [element("circle", { cx: x(last), cy: y(end), r: 2.2, fill: DARK })]),
  ]);
}

function polyline(points: readonly (readonly [number, number])[]): Markup {
  const [only] = points;
  if (points.length === 1 && only) return element("circle", { cx: only[0], cy: only[1], r: 1, fill: DARK });
  return element("polyline", {
    points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "),
    fill: "none",
    stroke: DARK,
    "stroke-width": 1.5,
  });
}

/**
 * A bar a week: how much of the possible sessions was attended. A week with nothing possible is an empty frame. Colours
 * stand once for all bars, and nothing is drawn that lies under another: there is such a picture for every pupil.
 */
export function drawWeeks({ description, weeks }: WeekBars): Markup {
  const { height } = SPARK;
  const bars = weeks.map(({ attended, possible }, i) => ({
    x: i * (BAR + GAP),
    possible,
    tall: possible === 0 ? 0 : (height * attended) / possible,
  }));
  const frames = bars.filter(({ possible }) => possible === 0);
  const missed = bars.filter(({ possible, tall }) => possible > 0 && tall < height);
  const attended = bars.filter(({ tall }) => tall > 0);
  return small(description, { width: weeks.length * (BAR + GAP), height }, [
    ...together(
      { fill: "none", stroke: PALE },
      frames.map(({ x }) => element("rect", { x: x + 0.5, y: 0.5, width: BAR - 1, height: height - 1 })),
    ),
    ...together(
      { fill: PALE },
      missed.map(({ x }) => element("rect", { x, width: BAR, height })),
    ),
    ...together(
      { fill: DARK },
      attended.map(({ x, tall }) => element("rect", { x, y: height - tall, width: BAR, height: tall })),
    ),
  ]);
}

function together(looks: Readonly<Record<string, string>>, inside: readonly Markup[]): readonly Markup[] {
  return inside.length === 0 ? [] : [element("g", looks, ...inside)];
}
