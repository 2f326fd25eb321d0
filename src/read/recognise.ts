/** Which layout a file has: its heading row found among the first rows, or what says that there is none. */
import { excerptOf, type Problem } from "../problem/problem.ts";
import { joinHeadingRows, readHeadings, type Heading } from "./headings.ts";
import { namesPupils, type Layout } from "./layout.ts";
import { LAYOUTS } from "./layouts/all.ts";
import { isStatus } from "./no-register.ts";
import type { Row } from "./rows.ts";
import type { ReadingRules } from "./rules.ts";

/** A heading row stands within so many rows of the top. */
const HEADING_WITHIN = 80;
/** So many rows decide: the headings may take two. */
export const HEAD_ROWS = HEADING_WITHIN + 2;

export interface Recognised {
  readonly layout: Layout;
  readonly headings: readonly Heading[];
  /** The headings begin with the row of this index, and take so many. */
  readonly at: number;
  readonly rows: 1 | 2;
}

type Refused = Omit<Problem, "file">;

/** `head`: the first rows of the file, at most `HEAD_ROWS`. */
export function recognise(head: readonly Row[], rules: ReadingRules): Recognised | { readonly refused: Refused } {
  for (let i = 0; i < Math.min(head.length, HEADING_WITHIN); i++) {
    const found = claimsAt(head, i, rules);
    if (found) return found;
  }
  const status = head.find(({ cells }) => cells.some((cell) => isStatus(cell)));
  if (status) return { refused: { code: "file-status-page", line: status.line } };
  const widest = head.reduce<readonly string[]>((most, { cells }) => (cells.length > most.length ? cells : most), []);
  const excerpt = excerptOf(widest.filter((cell) => cell.trim() !== "").join(", "), 120);
  return { refused: { code: "file-not-recognised", line: 1, excerpt } };
}

function claimsAt(head: readonly Row[], at: number, rules: ReadingRules): Recognised | { refused: Refused } | null {
  const { cells = [], line = 1 } = head[at] ?? {};
  const joined = joinHeadingRows(cells, head[at + 1]?.cells ?? [], rules);
  for (const [candidate, rows] of [
    [joined, 2],
    [cells, 1],
  ] as const) {
    if (candidate === null) continue;
    const headings = readHeadings(candidate, rules);
    const asked = rules.layout;
    const claims = LAYOUTS.filter((layout) => (asked === null || layout.name === asked) && layout.claims(headings));
    const monthFirst = headings.find((heading) => heading.monthFirst);
    if (monthFirst && (claims.length > 0 || headings.filter((heading) => heading.monthFirst).length > 1)) {
      const excerpt = excerptOf(monthFirst.raw);
      return { refused: { code: "file-month-first", line, column: monthFirst.raw, excerpt } };
    }
    const yearless = headings.find((heading) => heading.yearless);
    if (yearless && namesPupils(headings)) {
      return { refused: { code: "file-no-year", line, excerpt: excerptOf(yearless.raw) } };
    }
    const [layout, other] = claims;
    if (!layout) continue;
    if (other) return { refused: { code: "file-two-layouts", line, args: { one: layout.name, two: other.name } } };
    return { layout, headings, at, rows };
  }
  return null;
}
