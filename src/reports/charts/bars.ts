/** Bars from zero, lying, each with its name and its value beside it. */
import type { BarChart, Point } from "./chart.ts";
import { DARK, MIDDLE, TYPE, widthOf } from "./look.ts";
import { element, words, type Markup } from "./svg.ts";

const WIDTH = 680;
const ROW = 20;
const BAR = 13;

export function drawBars(chart: BarChart): Markup {
  const said = ({ shown }: Point): string => (shown === null ? "–" : `${shown}${chart.axis.unit}`);
  const left = Math.max(...chart.bars.map(({ label }) => widthOf(label))) + 8;
  const right = Math.max(...chart.bars.map(({ point }) => widthOf(said(point)))) + 10;
  const length = (at: number): number => (at * (WIDTH - left - right)) / chart.axis.to;
  const height = chart.bars.length * ROW;
  return element(
    "svg",
    {
      role: "img",
      "aria-label": `${chart.title}. ${chart.description}`,
      viewBox: `0 0 ${String(WIDTH)} ${String(height)}`,
      class: "wide",
    },
    ...chart.bars.flatMap(({ label, point, strong }, i) => {
      const y = i * ROW;
      const wide = point.at === null ? 0 : length(point.at);
      return [
        element("text", { ...TYPE, x: left - 6, y: y + 14, "text-anchor": "end" }, words(label)),
        element("rect", { x: left, y: y + 3, width: wide, height: BAR, fill: strong ? DARK : MIDDLE }),
        element(
          "text",
          { ...TYPE, x: left + wide + 5, y: y + 14, ...(strong ? { "font-weight": 600 } : {}) },
          words(said(point)),
        ),
      ];
    }),
    element("line", { x1: left, x2: left, y1: 0, y2: height, stroke: DARK }),
  );
}
