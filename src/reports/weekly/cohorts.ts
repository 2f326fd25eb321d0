/** The whole school and its cohorts, with groups too small to be shared hidden. */
import { sumRows, windowOf } from "../../measures/counts.ts";
import { groupIn, rowsOnRoll, type FigureRow } from "../../measures/figures.ts";
import { cohortsOf, inHeadline, rowsWhere, schoolGroups, yearsOf, type Group } from "../../measures/groups.ts";
import { shownChange } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { hiddenGroups, spanIn } from "../suppress.ts";
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
  const inWeek = windowOf(register, week.monday, week.to);
  const before = week.before === null ? null : windowOf(register, week.before, week.before + 6);
  const toDate = windowOf(register, week.yearFrom, week.to);
  const spans = [inWeek, before, toDate].flatMap((each) => (each ? [spanIn(register, rows, each, SHOWN)] : []));
  const hidden = hiddenGroups(groups, spans, config.smallestGroup);
  const figures = (group: Group): CohortRow["shown"] => {
    const now = groupIn(register, group, inWeek);
    const change = before && shownChange(now, sumRows(register, group.rows, before));
    return { pupils: now.pupils ?? 0, week: now, change, year: groupIn(register, group, toDate) };
  };
  return groups.map((group) => ({
    dimension: group.dimension,
    key: group.key,
    name: group.name,
    shown: hidden.has(group) ? null : figures(group),
  }));
}
