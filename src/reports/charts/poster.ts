/** A picture for a newsletter or a screen: one large figure, a few lines, and the classes that won the cup. */
import { DARK, INK, MIDDLE, PALE } from "./look.ts";
import { element, words, type Markup } from "./svg.ts";

export interface Poster {
  readonly kind: "poster";
  readonly description: string;
  readonly school: string;
  readonly heading: string;
  readonly figure: string;
  readonly label: string;
  readonly lines: readonly string[];
  /** A list under a heading; empty when there is nothing to list. */
  readonly listed: { readonly heading: string; readonly rows: readonly PosterRow[] };
}

export interface PosterRow {
  readonly label: string;
  /** Drawn as so many small cups. */
  readonly cups: number;
}

export const POSTER_WIDTH = 1200;
export const POSTER_HEIGHT = 630;
const LEFT = 70;
const MIDDLE_X = 680;
const FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

export function drawPoster(poster: Poster): Markup {
  const { listed } = poster;
  const text = (content: string, x: number, y: number, size: number, strong = false, fill = INK): Markup =>
    element("text", { x, y, "font-size": size, fill, ...(strong ? { "font-weight": 700 } : {}) }, words(content));
  /** The size at which so many letters fit a width, and no larger than wanted. */
  const fitting = (content: string, width: number, wanted: number): number =>
    Math.min(wanted, (width * 1.75) / Math.max(1, content.length));
  const inside = POSTER_WIDTH - 2 * LEFT;
  const gap = Math.min(34, 250 / Math.max(1, ...listed.rows.map(({ cups }) => cups)));
  const step = Math.min(58, 330 / Math.max(1, listed.rows.length));
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      role: "img",
      "aria-label": poster.description,
      viewBox: `0 0 ${String(POSTER_WIDTH)} ${String(POSTER_HEIGHT)}`,
      class: "wide",
      "font-family": FONT,
    },
    element("rect", { x: 0, y: 0, width: POSTER_WIDTH, height: POSTER_HEIGHT, fill: "#ffffff" }),
    element("rect", { x: 0, y: 0, width: POSTER_WIDTH, height: 118, fill: DARK }),
    text(poster.school, LEFT, 54, fitting(poster.school, inside, 34), true, "#ffffff"),
    text(poster.heading, LEFT, 94, fitting(poster.heading, inside, 26), false, "#ffffff"),
    text(poster.figure, LEFT - 6, 330, fitting(poster.figure, 530, 170), true, DARK),
    text(poster.label, LEFT, 390, fitting(poster.label, 540, 30)),
    ...poster.lines.map((line, i) => text(line, LEFT, 460 + i * 44, fitting(line, 540, 28), false, INK)),
    ...(listed.rows.length === 0
      ? []
      : [
          element("line", { x1: MIDDLE_X - 40, x2: MIDDLE_X - 40, y1: 170, y2: 570, stroke: PALE, "stroke-width": 3 }),
          text(listed.heading, MIDDLE_X, 200, 28, true, DARK),
        ]),
    ...listed.rows.flatMap(({ label, cups }, i) => {
      const y = 252 + i * step;
      return [
        text(label, MIDDLE_X, y, fitting(label, 190, Math.min(26, step * 0.5))),
        ...Array.from({ length: cups }, (_, n) => cup(MIDDLE_X + 210 + n * gap, y - 19)),
      ];
    }),
  );
}

/** A cup 22 units high, with its left upper corner at a place. */
function cup(x: number, y: number): Markup {
  const bowl = `M${String(x + 3)} ${String(y)} h14 v6 a7 7 0 0 1 -14 0 z`;
  return element(
    "g",
    {},
    element("path", { d: bowl, fill: DARK }),
    element("path", {
      d: `M${String(x + 3)} ${String(y + 2)} h-3 v2 a4 4 0 0 0 4 4 M${String(x + 17)} ${String(y + 2)} h3 v2 a4 4 0 0 1 -4 4`,
      fill: "none",
      stroke: MIDDLE,
      "stroke-width": 1.6,
    }),
    element("rect", { x: x + 9, y: y + 12, width: 2, height: 6, fill: DARK }),
    element("rect", { x: x + 4, y: y + 18, width: 12, height: 3, fill: DARK }),
  );
}
