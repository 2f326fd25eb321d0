/** The whole school week by week, as lines: attendance, authorised and unauthorised absence, lates. */
import { drawnPercent, shownShare } from "../../measures/percent.ts";
import { dayMonthOf, type Day } from "../../register/day.ts";
import { attendanceAxis, zeroAxis, type LineChart, type Point } from "../charts/chart.ts";
import type { TrackedFigure } from "./grid.ts";

/** A school week of this year, with the one whose Monday is 52 weeks before. */
export interface WeekBeside<Figure = TrackedFigure> {
  readonly monday: Day;
  /** The first week of a half-term: it is named below the line. */
  readonly isFirst: boolean;
  readonly now: Figure | null;
  readonly before: Figure | null;
}

/** Names of the two years; `before` is null when no week of this year has one beside it. */
export interface YearNames {
  readonly now: string;
  readonly before: string | null;
}

type Value<Figure> = (figure: Figure) => Point;

/** All that the line of attendance needs of a figure. */
type Rate = Pick<TrackedFigure, "possible" | "attended" | "percent">;

const NOTHING: Point = { at: null, shown: null };

/** Fewer weeks than this are all named below the line. */
const FEW = 14;

export function attendanceLine(
  weeks: readonly WeekBeside<Rate>[],
  years: YearNames,
  who: string,
  target: number,
): LineChart {
  const series = thisAndLast(weeks, years, (figure) => ({ at: drawnPercent(figure), shown: figure.percent }));
  return {
    ...common(weeks),
    title: "Attendance by week",
    description: `${who}, all sessions pooled.${beside(years)}`,
    axis: attendanceAxis([...heights(series), target]),
    series,
    thresholds: [{ at: target, label: `target ${String(target)}%` }],
  };
}

export function lateLine(weeks: readonly WeekBeside[], years: YearNames, who: string): LineChart {
  const series = thisAndLast(weeks, years, (figure) => share(figure.late + figure.lateAfterClose, figure));
  return {
    ...common(weeks),
    title: "Lates by week",
    description: `${who}: lates, before and after the register closed (L and U), in percent of possible sessions.${beside(years)}`,
    axis: zeroAxis(heights(series), "%"),
    series,
    thresholds: [],
  };
}

export function absenceLine(weeks: readonly WeekBeside[], who: string): LineChart {
  const points = (value: Value<TrackedFigure>): readonly Point[] =>
    weeks.map(({ now }) => (now ? value(now) : NOTHING));
  const series: LineChart["series"] = [
    { name: "authorised", style: "now", points: points((figure) => share(figure.authorised, figure)) },
    { name: "unauthorised", style: "before", points: points((figure) => share(figure.unauthorised, figure)) },
  ];
  return {
    ...common(weeks),
    title: "Authorised and unauthorised absence by week",
    description: `${who}, this year, in percent of possible sessions. The full line is authorised absence, the broken one unauthorised.`,
    axis: zeroAxis(heights(series), "%"),
    series,
    thresholds: [],
  };
}

/** A part of the possible sessions. */
export function share(part: number, { possible }: { readonly possible: number }): Point {
  return { at: drawnPercent({ attended: part, possible }), shown: shownShare(part, possible) };
}

function common(weeks: readonly WeekBeside<unknown>[]): Pick<LineChart, "kind" | "along" | "labels"> {
  return {
    kind: "line",
    along: "Week of",
    labels: weeks.map(({ monday, isFirst }, i) => ({
      text: dayMonthOf(monday),
      tick: weeks.length <= FEW || isFirst || i === weeks.length - 1,
    })),
  };
}

function thisAndLast<Figure>(
  weeks: readonly WeekBeside<Figure>[],
  years: YearNames,
  value: Value<Figure>,
): LineChart["series"] {
  const points = (of: "now" | "before"): readonly Point[] =>
    weeks.map((week) => (week[of] ? value(week[of]) : NOTHING));
  return [
    { name: years.now, style: "now", points: points("now") },
    ...(years.before === null ? [] : [{ name: years.before, style: "before" as const, points: points("before") }]),
  ];
}

function heights(series: LineChart["series"]): readonly (number | null)[] {
  return series.flatMap(({ points }) => points.map(({ at }) => at));
}

function beside({ before }: YearNames): string {
  return before === null ? "" : " The broken line is last year, each week 52 weeks before.";
}
