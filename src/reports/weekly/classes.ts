/** Class attendance for the week and the year, and who wins the class cup. */
import { compareRates, countRows, windowOf, type Counts } from "../../measures/counts.ts";
import { rowsOnRoll, weeksBetween } from "../../measures/figures.ts";
import { classesOf } from "../../measures/groups.ts";
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
  /** Without the years that do not take part; null when nobody is left. */
  readonly cupPercent: string | null;
  readonly winsCup: boolean;
  /** Each school week of the year to date, on one axis for all classes. */
  readonly chart: Sparkline;
}

export function classWeeks({ register, config }: Situation, week: Week): readonly ClassWeek[] {
  const inWeek = windowOf(register, week.monday, week.to);
  const toDate = windowOf(register, week.yearFrom, week.to);
  const before = week.before === null ? null : windowOf(register, week.before, week.before + 6);
  const rows = classesOf(register, rowsOnRoll(register, week.yearFrom, week.to)).map((group) => {
    const present = new Set(rowsOnRoll(register, week.monday, week.to));
    const counts = countRows(register, group.rows, inWeek);
    const last = before && countRows(register, group.rows, before);
    const year = countRows(register, group.rows, toDate);
    const cup = countRows(
      register,
      group.rows.filter((row) => {
        const of = register.pupils[row]?.year ?? null;
        return of === null || !config.cupLeavesOut.has(of);
      }),
      inWeek,
    );
    return { group, pupils: group.rows.filter((row) => present.has(row)).length, counts, last, year, cup };
  });
  const contenders = rows.filter(({ group, cup }) => group.key !== "" && cup.possible > 0);
  const best = contenders.reduce<Counts | null>(
    (top, { cup }) => (top && compareRates(cup, top) <= 0 ? top : cup),
    null,
  );
  const shown = rows.filter(({ pupils }) => pupils > 0);
  const mondays = weeksBetween(register, week.yearFrom, week.to);
  const lines = shown.map(({ group }) =>
    mondays.map((monday): Point => {
      const counts = countRows(register, group.rows, windowOf(register, monday, Math.min(monday + 6, week.to)));
      return { at: drawnPercent(counts), shown: shownPercent(counts) };
    }),
  );
  const axis = attendanceAxis(lines.flat().map(({ at }) => at));
  return shown.map(({ group, pupils, counts, last, year, cup }, i) => ({
    key: group.key,
    name: group.name,
    pupils,
    week: counts,
    percent: shownPercent(counts),
    lastWeek: last && shownPercent(last),
    change: last && shownChange(counts, last),
    year,
    yearPercent: shownPercent(year),
    cupPercent: shownPercent(cup),
    winsCup: group.key !== "" && best !== null && cup.possible > 0 && compareRates(cup, best) === 0,
    chart: sparkline(lines[i] ?? [], axis),
  }));
}

function sparkline(points: readonly Point[], axis: Axis): Sparkline {
  const figures = points.map(({ shown }) => (shown === null ? "none" : `${shown}%`)).join(", ");
  return { kind: "spark", description: `Attendance by week this year: ${figures}`, axis, points };
}
