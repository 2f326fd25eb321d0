/** The head's page: the whole school this week beside other weeks, and the year so far as a line. */
import { countRows, windowOf, type Counts } from "../../measures/counts.ts";
import { rowsOnRoll, weeksBetween } from "../../measures/figures.ts";
import { schoolGroups } from "../../measures/groups.ts";
import { drawnPercent, shownPercent } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { dayMonthOf, isoOf, type Day } from "../../register/day.ts";
import { academicYearName } from "../../register/terms.ts";
import { attendanceAxis, type LineChart, type Point } from "../charts/chart.ts";
import type { Week } from "./week.ts";

/** 52 weeks, so that Mondays meet Mondays. */
export const A_YEAR_OF_WEEKS = 364;

/** One line of the comparison. `school` is the headline years, `years1To6` those that the DfE's figures cover. */
export interface WeekFigure {
  readonly what: "this week" | "last week" | "same week last year";
  /** Monday and Friday; a Saturday school counts too. */
  readonly from: string;
  readonly to: string;
  /** Null when the exports hold no session of that week. */
  readonly school: Rate | null;
  readonly years1To6: Rate | null;
}

export interface Rate {
  readonly possible: number;
  readonly attended: number;
  readonly percent: string | null;
}

export interface WholeSchool {
  readonly weeks: readonly WeekFigure[];
  readonly chart: LineChart;
}

export function wholeSchool(situation: Situation, week: Week): WholeSchool {
  const compare: readonly (readonly [WeekFigure["what"], Day, Day])[] = [
    ["this week", week.monday, week.friday],
    ...(week.before === null ? [] : ([["last week", week.before, week.before + 4]] as const)),
    ["same week last year", week.monday - A_YEAR_OF_WEEKS, week.friday - A_YEAR_OF_WEEKS],
  ];
  return {
    weeks: compare.map(([what, from, to]) => {
      const [school = null, years1To6 = null] = ratesIn(situation, from, Math.min(from + 6, week.to));
      return { what, from: isoOf(from), to: isoOf(to), school, years1To6 };
    }),
    chart: yearChart(situation, week),
  };
}

/** The headline years and Years 1 to 6 between two days, both inclusive; nothing when nobody has a possible session. */
function ratesIn({ register, config }: Situation, from: Day, to: Day): readonly (Rate | null)[] {
  const window = windowOf(register, from, to);
  return schoolGroups(register, rowsOnRoll(register, from, to), config.headline)
    .slice(0, 2)
    .map(({ rows }) => rateOf(countRows(register, rows, window)));
}

function rateOf(counts: Counts): Rate | null {
  const { possible, attended } = counts;
  return possible === 0 ? null : { possible, attended, percent: shownPercent(counts) };
}

/** Each school week of the year to date, with last year's where the exports reach that far. */
function yearChart(situation: Situation, week: Week): LineChart {
  const { register, config, halfTerms } = situation;
  const mondays = weeksBetween(register, week.yearFrom, week.to);
  const point = (from: Day, to: Day): Point => {
    const [rate] = ratesIn(situation, from, to);
    return rate ? { at: drawnPercent(rate), shown: rate.percent } : { at: null, shown: null };
  };
  const now = mondays.map((monday) => point(monday, Math.min(monday + 6, week.to)));
  const before = mondays.map((monday) => point(monday - A_YEAR_OF_WEEKS, monday - A_YEAR_OF_WEEKS + 6));
  const starts = new Set(halfTerms.map(({ from }) => mondays.find((monday) => monday + 6 >= from)));
  const hasBefore = before.some(({ at }) => at !== null);
  return {
    kind: "line",
    title: "Attendance by week",
    description: `${schoolGroups(register, [], config.headline)[0]?.name ?? ""}, all sessions pooled.${hasBefore ? " The broken line is the same weeks of last year." : ""}`,
    along: "Week of",
    axis: attendanceAxis([...now, ...before].map(({ at }) => at).concat(config.target)),
    labels: mondays.map((monday, i) => ({
      text: dayMonthOf(monday),
      tick: mondays.length <= 14 || starts.has(monday) || i === mondays.length - 1,
    })),
    series: [
      { name: academicYearName(week.to), style: "now", points: now },
      ...(hasBefore
        ? [{ name: academicYearName(week.to - A_YEAR_OF_WEEKS), style: "before" as const, points: before }]
        : []),
    ],
    thresholds: [{ at: config.target, label: `target ${String(config.target)}%` }],
  };
}
