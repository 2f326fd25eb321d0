/** The whole school and its cohorts, with groups too small to be shared hidden. */
import { countsBetween, groupRow, rowsOnRoll, type FigureRow } from "../../measures/figures.ts";
import { cohortsOf, inHeadline, rowsWhere, schoolGroups, yearsOf, type Group } from "../../measures/groups.ts";
import { shownChange } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { hiddenGroups, spanOf } from "../suppress.ts";
import type { Week } from "./week.ts";

export interface CohortRow {
  readonly dimension: string;
  readonly key: string;
  readonly name: string;
  /** Null where the group, or its difference from the rest, is too small to be shown. */
  readonly shown: {
    readonly pupils: number;
    readonly week: FigureRow;
    readonly change: string | null;
    readonly year: FigureRow;
  } | null;
}

const SHOWN = ["attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;

export function cohortRows({ register, config }: Situation, week: Week): readonly CohortRow[] {
  const rows = rowsOnRoll(register, week.yearFrom, week.to);
  const headline = rowsWhere(register, rows, inHeadline(register, config.headline));
  const groups: readonly (Group & { dimension: string })[] = [
    ...schoolGroups(register, rows, config.headline).map((group) => ({ ...group, dimension: "school" })),
    ...yearsOf(register, headline).map((group) => ({ ...group, dimension: "year" })),
    ...cohortsOf(register, headline),
  ];
  const counts = {
    week: countsBetween(register, rows, week.monday, week.to),
    before: week.before === null ? null : countsBetween(register, rows, week.before, week.before + 6),
    year: countsBetween(register, rows, week.yearFrom, week.to),
  };
  const measured = groups.map((group) => {
    const inWeek = groupRow(group, counts.week);
    const before = counts.before && groupRow(group, counts.before);
    return { group, week: inWeek, change: before && shownChange(inWeek, before), year: groupRow(group, counts.year) };
  });
  const spans = [counts.week, counts.before, counts.year].flatMap((each) => (each ? [spanOf(each, SHOWN)] : []));
  const hidden = hiddenGroups(groups, spans, config.smallestGroup);
  return measured.map(({ group, week: inWeek, change, year }) => ({
    dimension: group.dimension,
    key: group.key,
    name: group.name,
    shown: hidden.has(group) ? null : { pupils: inWeek.pupils ?? 0, week: inWeek, change, year },
  }));
}
