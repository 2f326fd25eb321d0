/** One school's part of a trust's overview: figures of the year so far with nothing in them about a child. */
import { glanceAt, isPersistent, isSevere, windowOf, type Glance } from "../../measures/counts.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import { cohortsOf, schoolGroups, yearsOf, type Group } from "../../measures/groups.ts";
import { shownPercent, shownShare } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { levelOf, type Problem } from "../../problem/problem.ts";
import { plannedDays, yearStart, type Calendar } from "../../register/calendar.ts";
import { isoOf, mondayOf, type Day } from "../../register/day.ts";
import { smallestShown } from "../few.ts";
import { hiddenGroups, spanOf } from "../suppress.ts";

/** Whole numbers of one group or of several pooled. */
export interface Sums {
  /** With a possible session, leavers too. */
  readonly pupils: number;
  /** Sessions, up to and with `unauthorised`. */
  readonly possible: number;
  readonly attended: number;
  readonly authorised: number;
  readonly unauthorised: number;
  /** Pupils. */
  readonly persistent: number;
  readonly severe: number;
}

const SESSIONS = ["possible", "attended", "authorised", "unauthorised"] as const satisfies readonly (keyof Sums)[];

/** The sums with their shares, to one decimal, half up; null when nothing was possible. */
export interface TrustFigures extends Sums {
  readonly percent: string | null;
  readonly authorisedPercent: string | null;
  readonly unauthorisedPercent: string | null;
  /** Of the pupils. */
  readonly persistentPercent: string | null;
  readonly severePercent: string | null;
}

export interface TrustGroup {
  /** `school`, `years-1-6`, `year`, or the kind of cohort. */
  readonly dimension: string;
  readonly key: string;
  readonly name: string;
  /** Null when the group, or its difference from the rest, is too small to be shown. */
  readonly shown: TrustFigures | null;
}

export interface TrustSchool {
  /** The name of its folder. */
  readonly folder: string;
  readonly name: string;
  /** The first day of the year that is counted. */
  readonly from: string;
  /** The newest day with a mark. */
  readonly newest: string;
  /** School days that are missing; see `daysBehind`. */
  readonly behind: number | null;
  readonly problems: { readonly leftOut: number; readonly notes: number };
  /** The headline years first, then Years 1 to 6, each year and each cohort; none when the school is too small to be shown. */
  readonly groups: readonly TrustGroup[];
}

/** `folder` is the name of the school's folder in the trust's. The register must have a school day. */
export function trustSchool(folder: string, situation: Situation, problems: readonly Problem[]): TrustSchool {
  const { register, config, asAt } = situation;
  const from = yearStart(config.calendar, asAt);
  const newest = register.schoolDays.at(-1) ?? from;
  return {
    folder,
    name: config.school.name,
    from: isoOf(from),
    newest: isoOf(newest),
    behind: daysBehind(config.calendar, newest, asAt),
    problems: {
      leftOut: problems.filter((each) => levelOf(each) !== "note").length,
      notes: problems.filter((each) => levelOf(each) === "note").length,
    },
    groups: groupsIn(situation, from, asAt),
  };
}

/**
 * Days on which the school meant to open, after the newest mark and up to the last Friday before `asAt` (inclusive): a
 * register is exported once a week. Null when no half-term of the calendar reaches further than the newest mark.
 */
export function daysBehind(calendar: Calendar, newest: Day, asAt: Day): number | null {
  const friday = mondayOf(asAt) + 4;
  const over = friday < asAt ? friday : friday - 7;
  if (newest >= over) return 0;
  return calendar.halfTerms.some(({ to }) => to > newest) ? plannedDays(calendar, newest, over).length : null;
}

function groupsIn({ register, config }: Situation, from: Day, to: Day): readonly TrustGroup[] {
  const rows = rowsOnRoll(register, from, to);
  const window = windowOf(register, from, to);
  const counts = new Map(rows.map((row) => [row, glanceAt(register, row, window)]));
  const [headline, years1To6] = schoolGroups(register, rows, config.headline);
  if (!headline || !years1To6) return [];
  const cuts: readonly (Group & { readonly dimension: string })[] = [
    { ...headline, dimension: "school" },
    { ...years1To6, dimension: "years-1-6" },
    ...yearsOf(register, headline.rows).map((group) => ({ ...group, dimension: "year" })),
    ...cohortsOf(register, headline.rows),
  ];
  if (sumsOf(headline.rows, counts).pupils < smallestShown(config.smallestGroup)) return [];
  const hidden = hiddenGroups(cuts, [spanOf(counts, ["attended", "authorised", "unauthorised"])], config.smallestGroup);
  return cuts.map((cut) => ({
    dimension: cut.dimension,
    key: cut.key,
    name: cut.name,
    shown: hidden.has(cut) ? null : withShares(sumsOf(cut.rows, counts)),
  }));
}

/** Sums over a group's pupils; `groupRow` of the figures would count every code besides. */
function sumsOf(rows: readonly number[], counts: ReadonlyMap<number, Glance>): Sums {
  const sums = { pupils: 0, possible: 0, attended: 0, authorised: 0, unauthorised: 0, persistent: 0, severe: 0 };
  for (const row of rows) {
    const each = counts.get(row);
    if (!each || each.possible === 0) continue;
    sums.pupils++;
    for (const field of SESSIONS) sums[field] += each[field];
    if (isPersistent(each)) sums.persistent++;
    if (isSevere(each)) sums.severe++;
  }
  return sums;
}

/** A group's sums with the shares that are shown of them. */
export function withShares(sums: Sums): TrustFigures {
  const { pupils, possible, authorised, unauthorised, persistent, severe } = sums;
  return {
    ...sums,
    percent: shownPercent(sums),
    authorisedPercent: shownShare(authorised, possible),
    unauthorisedPercent: shownShare(unauthorised, possible),
    persistentPercent: shownShare(persistent, pupils),
    severePercent: shownShare(severe, pupils),
  };
}
