/** A trust's overview as a value: its schools in alphabetical order, and lines that are sums of what they show. */
import { isoOf, type Day } from "../../register/day.ts";
import { compareText } from "../../register/order.ts";
import { withShares, type Sums, type TrustGroup, type TrustSchool } from "./school.ts";

/** A school of which nothing could be worked out, and why in a sentence. */
export interface Unread {
  readonly folder: string;
  readonly say: string;
}

/**
 * The same group of all schools. It is made of what the schools' own lines show and of nothing else, so that nothing can
 * be worked out of it that they hide.
 */
export interface TrustLine extends TrustGroup {
  /** Schools with such pupils, and those of them that show the group and are in these figures. */
  readonly of: number;
  readonly schools: number;
}

export interface SchoolLine extends TrustSchool {
  /** The name, with the folder's where two schools have the same. */
  readonly title: string;
  readonly isStale: boolean;
}

export interface TrustReport {
  readonly asAt: string;
  /** In alphabetical order of their names, never of their figures. */
  readonly schools: readonly SchoolLine[];
  readonly unread: readonly Unread[];
  /** Headline years, Years 1 to 6, each year, each cohort. */
  readonly trust: readonly TrustLine[];
}

export function trustReport(read: readonly (TrustSchool | Unread)[], asAt: Day): TrustReport {
  const schools = read
    .filter((each) => "groups" in each)
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.folder, b.folder));
  const unread = read.filter((each) => "say" in each).toSorted((a, b) => compareText(a.folder, b.folder));
  return {
    asAt: isoOf(asAt),
    schools: schools.map((each) => ({
      ...each,
      title: schools.some((other) => other !== each && other.name === each.name)
        ? `${each.name} (${each.folder})`
        : each.name,
      isStale: each.behind !== null && each.behind > 0,
    })),
    unread,
    trust: linesOf(schools),
  };
}

/** Somebody has something to do: a school without figures, one whose exports are old, or rows that were left out. */
export function asksForPerson({ schools, unread }: TrustReport): boolean {
  return unread.length > 0 || schools.some(({ isStale, problems }) => isStale || problems.leftOut > 0);
}

/** Kinds of group in the order in which tables show them. */
export function dimensionsOf({ trust }: TrustReport): readonly string[] {
  return [...new Set(trust.map(({ dimension }) => dimension))];
}

/** Each group that some school has, once. */
function linesOf(schools: readonly TrustSchool[]): readonly TrustLine[] {
  const byKey = new Map<string, TrustGroup[]>();
  for (const { groups } of schools) {
    for (const group of groups) {
      const key = keyOf(group);
      const found = byKey.get(key);
      if (found) found.push(group);
      else byKey.set(key, [group]);
    }
  }
  const order = orderOf(schools.map(({ groups }) => groups.map(keyOf)));
  return order.flatMap((key) => {
    const groups = byKey.get(key);
    return groups ? [lineOf(groups)] : [];
  });
}

function keyOf({ dimension, key }: TrustGroup): string {
  return `${dimension} ${key}`;
}

/** One order that keeps that of every list: each list leaves some out of the same order. */
function orderOf(lists: readonly (readonly string[])[]): readonly string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const found = merged.indexOf(key);
      if (found >= 0) at = found + 1;
      else merged.splice(at++, 0, key);
    }
  }
  return merged;
}

function lineOf(groups: readonly TrustGroup[]): TrustLine {
  const [{ dimension, key, name }] = groups as readonly [TrustGroup];
  const shown = groups.flatMap((group) => group.shown ?? []);
  const sum = (field: keyof Sums): number => shown.reduce((all, each) => all + each[field], 0);
  return {
    dimension,
    key,
    // Schools differ in the years of their headline.
    name: dimension === "school" ? "Headline years" : name,
    of: groups.length,
    schools: shown.length,
    shown:
      shown.length === 0
        ? null
        : withShares({
            pupils: sum("pupils"),
            possible: sum("possible"),
            attended: sum("attended"),
            authorised: sum("authorised"),
            unauthorised: sum("unauthorised"),
            persistent: sum("persistent"),
            severe: sum("severe"),
          }),
  };
}
