/** The head's page: the whole school this week beside other weeks, and the year so far as a line. */
import { windowOf } from "../../measures/counts.ts";
import { weeksBetween } from "../../measures/figures.ts";
import { schoolGroups, type Group } from "../../measures/groups.ts";
import { shownPercent } from "../../measures/percent.ts";
import { sumsOver } from "../../measures/running.ts";
import { benchmarkShown, weekBenchmark, type Benchmarks } from "../../read/benchmarks.ts";
import type { Situation } from "../../policy/situation.ts";
import { A_YEAR_OF_WEEKS, isoOf, type Day } from "../../register/day.ts";
import type { Register } from "../../register/register.ts";
import { academicYearName } from "../../register/terms.ts";
import type { LineChart } from "../charts/chart.ts";
import { attendanceLine } from "../trends/lines.ts";
import type { Week } from "./week.ts";

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

/** What the DfE published for the same week of the year, to be compared with Years 1 to 6. */
export interface PublishedWeek {
  readonly area: string;
  readonly percent: string;
  /** The school year that it is of, and where it is from. */
  readonly year: string;
  readonly week: number;
  readonly source: string;
  readonly edition: string;
}

export interface WholeSchool {
  readonly weeks: readonly WeekFigure[];
  /** Of the local authority and of England; none where nothing was published for the same week. */
  readonly published: readonly PublishedWeek[];
  readonly chart: LineChart;
}

export function wholeSchool(situation: Situation, week: Week, benchmarks: Benchmarks): WholeSchool {
  const compare: readonly (readonly [WeekFigure["what"], Day, Day])[] = [
    ["this week", week.monday, week.friday],
    ...(week.before === null ? [] : ([["last week", week.before, week.before + 4]] as const)),
    ["same week last year", week.monday - A_YEAR_OF_WEEKS, week.friday - A_YEAR_OF_WEEKS],
  ];
  const { register, config } = situation;
  const [headline, years1To6] = schoolGroups(register, [...register.pupils.keys()], config.headline);
  const [schoolIn, years1To6In] = [ratesOf(register, headline), ratesOf(register, years1To6)];
  return {
    weeks: compare.map(([what, from, to]) => {
      const end = Math.min(from + 6, week.to);
      return {
        what,
        from: isoOf(from),
        to: isoOf(to),
        school: schoolIn(from, end),
        years1To6: years1To6In(from, end),
      };
    }),
    published: weekBenchmark(benchmarks, situation.config.school["local-authority"], week.monday).map((each) => ({
      area: each.area,
      percent: benchmarkShown(each),
      year: each["academic-year"],
      week: each.week ?? 0,
      source: each.source,
      edition: each.edition,
    })),
    chart: yearChart(situation, week),
  };
}

/** A group's rate between any two days, both inclusive; null when nobody has a possible session. */
function ratesOf(register: Register, group: Group | undefined): (from: Day, to: Day) => Rate | null {
  const sumsIn = sumsOver(register, group?.rows ?? []);
  return (from, to) => {
    const { possible, attended } = sumsIn(windowOf(register, from, to));
    return possible === 0 ? null : { possible, attended, percent: shownPercent({ possible, attended }) };
  };
}

/** Each school week of the year to date, with last year's where the exports reach that far. */
export function yearChart(situation: Situation, week: Pick<Week, "yearFrom" | "to">): LineChart {
  const { register, config, halfTerms } = situation;
  const [headline] = schoolGroups(register, [...register.pupils.keys()], config.headline);
  const mondays = weeksBetween(register, week.yearFrom, week.to);
  const rateIn = ratesOf(register, headline);
  const starts = new Set(halfTerms.map(({ from }) => mondays.find((monday) => monday + 6 >= from)));
  const weeks = mondays.map((monday) => ({
    monday,
    isFirst: starts.has(monday),
    now: rateIn(monday, Math.min(monday + 6, week.to)),
    before: rateIn(monday - A_YEAR_OF_WEEKS, monday - A_YEAR_OF_WEEKS + 6),
  }));
  const hasBefore = weeks.some(({ before }) => before !== null);
  const years = {
    now: academicYearName(week.to),
    before: hasBefore ? academicYearName(week.to - A_YEAR_OF_WEEKS) : null,
  };
  return attendanceLine(weeks, years, headline?.name ?? "", config.target);
}
