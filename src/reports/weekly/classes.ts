/** Class attendance for the week and the year, and who wins the class cup. */
import { countRows, windowOf, type Counts } from "../../measures/counts.ts";
import { cupOf } from "../../measures/cup.ts";
import { rowsOnRoll, weeksBetween } from "../../measures/figures.ts";
import { classesOf } from "../../measures/groups.ts";
import { sumsOver } from "../../measures/running.ts";
import { drawnPercent, shownChange, shownPercent } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { attendanceAxis, type Axis, type Point, type Sparkline } from "../charts/chart.ts";
import type { Week } from "./week.ts";

export interface ClassWeek {
  readonly key: string;
  readonly name: string;
  readonly pupils: number;
  readonly week: Counts;
  readonly percent: string | null;
  readonly lastWeek: string | null;
  /** Points against last week, with its sign. */
  readonly change: string | null;
  readonly year: Counts;
  readonly yearPercent: string | null;
  /** Pupils and sessions of this week without the years that do not take part in the cup. */
  readonly cupPupils: number;
  readonly cup: Counts;
  /** Null when nobody is left. */
  readonly cupPercent: string | null;
  readonly winsCup: boolean;
  /** Each school week of the year to date, on one axis for all classes. */
  readonly chart: Sparkline;
}

export function classWeeks({ register, config }: Situation, week: Week): readonly ClassWeek[] {
  const inWeek = windowOf(register, week.monday, week.to);
  const toDate = windowOf(register, week.yearFrom, week.to);
  const before = week.before === null ? null : windowOf(register, week.before, week.before + 6);
  const present = new Set(rowsOnRoll(register, week.monday, week.to));
  const shown = cupOf(
    register,
    classesOf(register, rowsOnRoll(register, week.yearFrom, week.to)),
    inWeek,
    config.cupLeavesOut,
  ).filter(({ group }) => group.rows.some((row) => present.has(row)));
  const mondays = weeksBetween(register, week.yearFrom, week.to);
  const weeks = mondays.map((monday) => windowOf(register, monday, Math.min(monday + 6, week.to)));
  const lines = shown.map(({ group }) => {
    const sumsIn = sumsOver(register, group.rows);
    return weeks.map((window): Point => {
      const sums = sumsIn(window);
      return { at: drawnPercent(sums), shown: shownPercent(sums) };
    });
  });
  const axis = attendanceAxis(lines.flat().map(({ at }) => at));
  return shown.map(({ group, ...cup }, i) => {
    const counts = countRows(register, group.rows, inWeek);
    const last = before && countRows(register, group.rows, before);
    const year = countRows(register, group.rows, toDate);
    return {
      key: group.key,
      name: group.name,
      pupils: group.rows.filter((row) => present.has(row)).length,
      week: counts,
      percent: shownPercent(counts),
      lastWeek: last && shownPercent(last),
      change: last && shownChange(counts, last),
      year,
      yearPercent: shownPercent(year),
      cupPupils: cup.pupils,
      cup: cup.counts,
      cupPercent: shownPercent(cup.counts),
      winsCup: cup.wins,
      chart: sparkline(lines[i] ?? [], axis),
    };
  });
}

function sparkline(points: readonly Point[], axis: Axis): Sparkline {
  const figures = points.map(({ shown }) => (shown === null ? "none" : `${shown}%`)).join(", ");
  return { kind: "spark", description: `Attendance by week this year: ${figures}`, axis, points };
}
