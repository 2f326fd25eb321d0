/** The whole school and its cohorts, with groups too small to be shared hidden. */
import { countsBetween, groupRow, rowsOnRoll, type FigureRow } from "../../measures/figures.ts";
import { cohortsOf, inHeadline, rowsWhere, schoolGroups, yearsOf, type Group } from "../../measures/groups.ts";
import { shownChange } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
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

interface Size {
  readonly key: string;
  /** Pupils of the year to date, and those of them who were there in the week as well. */
  readonly all: number;
  readonly pupils: number;
}

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
  const everybody = measured[0]?.year.pupils ?? 0;
  const sizes = (dimension: string): readonly Size[] =>
    measured
      .filter(({ group }) => group.dimension === dimension)
      .map(({ group, year, week: inWeek }) => {
        const all = year.pupils ?? 0;
        return { key: group.key, all, pupils: Math.min(all, inWeek.pupils ?? 0) };
      });
  const toHide = (dimension: string): readonly string[] => {
    const known = sizes(dimension);
    if (dimension === "school") return nearlyAll(known, config.smallestGroup);
    // Those whom no group of the dimension names could be worked out too: they are a group like any other.
    const unnamed = everybody - known.reduce((sum, { all }) => sum + all, 0);
    const rest = unnamed > 0 ? [{ key: "", pupils: unnamed }] : [];
    return tooSmall([...known, ...rest], config.smallestGroup);
  };
  const dimensions = [...new Set(groups.map(({ dimension }) => dimension))];
  const hidden = new Set(dimensions.flatMap((dimension) => toHide(dimension).map((key) => `${dimension} ${key}`)));
  return measured.map(({ group, week: inWeek, change, year }) => ({
    dimension: group.dimension,
    key: group.key,
    name: group.name,
    shown: hidden.has(`${group.dimension} ${group.key}`)
      ? null
      : { pupils: inWeek.pupils ?? 0, week: inWeek, change, year },
  }));
}

/** Whole-school rows that differ from the first by so few pupils that subtracting would show them. */
function nearlyAll(
  groups: readonly { readonly key: string; readonly pupils: number }[],
  smallest: number,
): readonly string[] {
  const [headline] = groups;
  return groups.flatMap(({ key, pupils }) => {
    const between = Math.abs(pupils - (headline?.pupils ?? 0));
    return between > 0 && between < smallest ? [key] : [];
  });
}

/**
 * Keys of the groups to hide: all smaller than `smallest`, and, so that they cannot be worked out from the total, the
 * next smallest too until the hidden ones together are at least `smallest` and at least two.
 */
export function tooSmall(
  groups: readonly { readonly key: string; readonly pupils: number }[],
  smallest: number,
): readonly string[] {
  const bySize = groups.toSorted((a, b) => a.pupils - b.pupils);
  const hidden: string[] = [];
  let sum = 0;
  for (const { key, pupils } of bySize) {
    const isSmall = pupils < smallest;
    const needed = hidden.length > 0 && (hidden.length < 2 || sum < smallest);
    if (!isSmall && !needed) break;
    hidden.push(key);
    sum += pupils;
  }
  return hidden;
}
