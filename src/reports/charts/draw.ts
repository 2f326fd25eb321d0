/** Charts as pictures: plain SVG with direct labels, right on paper, in grey and for colour-blind eyes. */
import { drawBars } from "./bars.ts";
import type { Chart } from "./chart.ts";
import { drawLine } from "./line.ts";
import { drawPoster } from "./poster.ts";
import { drawSparkline, drawWeeks } from "./small.ts";
import type { Markup } from "./svg.ts";

export function drawChart(chart: Chart): string {
  return pictureOf(chart).svg;
}

function pictureOf(chart: Chart): Markup {
  switch (chart.kind) {
    case "line":
      return drawLine(chart);
    case "bars":
      return drawBars(chart);
    case "spark":
      return drawSparkline(chart);
    case "poster":
      return drawPoster(chart);
    case "weeks":
      return drawWeeks(chart);
  }
}
