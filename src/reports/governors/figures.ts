/** The figures that governors see: the whole school, its years and cohorts, over the term and the year so far. */
import { isPersistent, isSevere, type Counts } from "../../measures/counts.ts";
import { countsBetween, groupRow, rowsOnRoll } from "../../measures/figures.ts";
import { cohortsOf, schoolGroups, yearsOf, type Group } from "../../measures/groups.ts";
import { shownShare } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf, type Day } from "../../register/day.ts";
import { countShown, fewerThan, isFew } from "../few.ts";
import { hiddenCounts, hiddenGroups, spanOf } from "../suppress.ts";

/** A number of pupils, or the words that stand in its place. */
export type Shown = number | string;

export const NOT_SHOWN = "not shown";

export interface Stretch {
  /** `Autumn term 2026/27`, or `Year so far`. */
  readonly name: string;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

export interface SpanFigures {
  /** With a possible session, leavers too. */
  readonly pupils: number;
  /** To one decimal; null when nothing was possible. */
  readonly percent: string | null;
  readonly authorisedPercent: string | null;
  readonly unauthorisedPercent: string | null;
  readonly persistent: Shown;
  /** Of the pupils; null where the number is not shown. */
  readonly persistentPercent: string | null;
  readonly severe: Shown;
  readonly severePercent: string | null;
}

export interface GovernorsGroup {
  readonly dimension: string;
  readonly key: string;
  readonly name: string;
  /** One a stretch; null when the group cannot be shown. */
  readonly spans: readonly SpanFigures[] | null;
}

/** Sessions of the whole school in a stretch. */
export interface WholeSchool {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly possible: number;
  readonly attended: number;
  readonly authorised: number;
  readonly unauthorised: number;
  /** Arrivals before the register closed (`L`), and after it (`U`). */
  readonly late: Shown;
  readonly lateAfterClose: Shown;
}

type Cut = Group & { readonly dimension: string };

/** The whole school first, then Years 1 to 6, each year and each cohort. */
export function governorsGroups(situation: Situation, stretches: readonly Stretch[]): readonly GovernorsGroup[] {
  const { register, config } = situation;
  const rows = rowsIn(situation, stretches);
  const [headline, years1To6] = schoolGroups(register, rows, config.headline);
  const cuts: readonly Cut[] = [
    ...(headline ? [{ ...headline, dimension: "school" }] : []),
    ...(years1To6 ? [{ ...years1To6, dimension: "years-1-6" }] : []),
    ...yearsOf(register, headline?.rows ?? []).map((group) => ({ ...group, dimension: "year" })),
    ...cohortsOf(register, headline?.rows ?? []),
  ];
  const counted = stretches.map(({ from, to }) => countsBetween(register, rows, from, to));
  const hidden = hiddenGroups(
    cuts,
    counted.map((counts) => spanOf(counts, ["attended", "authorised", "unauthorised"])),
    config.smallestGroup,
  );
  const spans = counted.map((counts) => figuresIn(cuts, hidden, counts, config.smallestGroup));
  return cuts.map((cut) => ({
    dimension: cut.dimension,
    key: cut.key,
    name: cut.name,
    spans: hidden.has(cut) ? null : spans.map((figures) => figures(cut)),
  }));
}

/** Sums of sessions of the headline years, one a stretch. */
export function wholeSchool(situation: Situation, stretches: readonly Stretch[]): readonly WholeSchool[] {
  const { register, config } = situation;
  return stretches.flatMap(({ name, from, to }) => {
    const rows = rowsOnRoll(register, from, to);
    const [headline] = schoolGroups(register, rows, config.headline);
    if (!headline) return [];
    const { possible, attended, authorised, unauthorised, late, lateAfterClose } = groupRow(
      headline,
      countsBetween(register, headline.rows, from, to),
    );
    const lates = {
      late: countShown(late, config.smallestGroup),
      lateAfterClose: countShown(lateAfterClose, config.smallestGroup),
    };
    return [{ name, from: isoOf(from), to: isoOf(to), possible, attended, authorised, unauthorised, ...lates }];
  });
}

function rowsIn({ register }: Situation, stretches: readonly Stretch[]): readonly number[] {
  const from = Math.min(...stretches.map((each) => each.from));
  return rowsOnRoll(register, from, Math.max(...stretches.map((each) => each.to)));
}

/** Everything of one stretch, each count hidden where it would tell of too few. */
function figuresIn(
  cuts: readonly Cut[],
  hidden: ReadonlySet<Cut>,
  counts: ReadonlyMap<number, Counts>,
  smallestGroup: number,
): (cut: Cut) => SpanFigures {
  const where = (test: (counts: Counts) => boolean): ReadonlySet<number> =>
    new Set([...counts].flatMap(([row, each]) => (test(each) ? [row] : [])));
  const persistent = where(isPersistent);
  const noPersistent = hiddenCounts(
    cuts,
    hidden,
    where(({ possible }) => possible > 0),
    persistent,
    smallestGroup,
  );
  const noSevere = hiddenCounts(cuts, hidden, persistent, where(isSevere), smallestGroup);
  return (cut) => {
    const { pupils = 0, percent, possible, authorised, unauthorised, ...row } = groupRow(cut, counts);
    const shown = (count: number, isHidden: boolean): { words: Shown; percent: string | null } => {
      if (!isHidden) return { words: count, percent: shownShare(count, pupils) };
      return {
        words: cut === cuts[0] && isFew(count, smallestGroup) ? fewerThan(smallestGroup) : NOT_SHOWN,
        percent: null,
      };
    };
    const isPersistentHere = shown(row.persistentPupils ?? 0, noPersistent.has(cut));
    const isSevereHere = shown(row.severePupils ?? 0, noSevere.has(cut));
    return {
      pupils,
      percent,
      authorisedPercent: shownShare(authorised, possible),
      unauthorisedPercent: shownShare(unauthorised, possible),
      persistent: isPersistentHere.words,
      persistentPercent: isPersistentHere.percent,
      severe: isSevereHere.words,
      severePercent: isSevereHere.percent,
    };
  };
}
