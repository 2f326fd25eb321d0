/** Each group of the school as one line of a table: now, last year, term by term, and a small line by week. */
import { drawnPercent } from "../../measures/percent.ts";
import { attendanceAxis, type Point, type Sparkline } from "../charts/chart.ts";
import type { Beside, Comparison } from "./beside.ts";
import type { Grid, TrackedFigure, TrackedGroup } from "./grid.ts";
import type { Span } from "./spans.ts";

/** A group in the newest week, half-term, term and year. */
export interface GroupTrend {
  readonly dimension: string;
  readonly key: string;
  readonly name: string;
  /** Null where the group is too small to be shown. */
  readonly shown: {
    /** In the order of `Tracking.pairs`. */
    readonly pairs: readonly Beside[];
    /** In the order of `Tracking.terms`; null where the group is hidden in that year or nobody was in it. */
    readonly terms: readonly (TrackedFigure | null)[];
    /** Attendance by week of this year; one axis for all groups. */
    readonly chart: Sparkline;
  } | null;
}

/** The headline, and the groups that have somebody this year; `spans` are those of this year, and `compared` ends with the year. */
export function groupTrends(
  grid: Grid,
  spans: readonly Span[],
  compared: readonly Comparison[],
  terms: readonly Span[],
): readonly GroupTrend[] {
  const weeks = spans.filter(({ kind }) => kind === "week");
  const year = spans.findLast(({ kind }) => kind === "year");
  const lineOf = (group: TrackedGroup): readonly Point[] =>
    weeks.map((span) => {
      const figure = grid.at(group, span);
      return { at: figure && drawnPercent(figure), shown: figure?.percent ?? null };
    });
  const there = grid.groups
    .filter((group, i) => i === 0 || (year && grid.at(group, year)?.pupils !== 0))
    .map((group) => ({ group, points: lineOf(group) }));
  const axis = attendanceAxis(there.flatMap(({ points }) => points.map(({ at }) => at)));
  return there.map(({ group, points }) => ({
    dimension: group.dimension,
    key: group.key,
    name: group.name,
    shown:
      year && grid.at(group, year)
        ? {
            pairs: compared.map(({ of }) => of(group)),
            terms: terms.map((span) => someOf(grid.at(group, span))),
            chart: { kind: "spark", description: describe(points), axis, points },
          }
        : null,
  }));
}

function someOf(figure: TrackedFigure | null): TrackedFigure | null {
  return figure && figure.possible > 0 ? figure : null;
}

function describe(points: readonly Point[]): string {
  return `Attendance by week this year: ${points.map(({ shown }) => (shown === null ? "none" : `${shown}%`)).join(", ")}`;
}
