/** Every group in every span: each pupil is counted once in a span, and groups are sums of pupils. */
import type { Counts } from "../../measures/counts.ts";
import { countsBetween, groupRow, rowsOnRoll, type FigureRow } from "../../measures/figures.ts";
import {
  classesOf,
  cohortsOf,
  inHeadline,
  rowsWhere,
  schoolGroups,
  yearsOf,
  type Group,
} from "../../measures/groups.ts";
import { shownShare } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import type { Day } from "../../register/day.ts";
import { hiddenGroups, spanOf } from "../suppress.ts";
import { aYearBefore, newestOf, spansOf, type SchoolYears, type Span, type SpanKind } from "./spans.ts";

/** `school`, `year`, `class`, or the dimension of a cohort. */
export interface TrackedGroup extends Group {
  readonly dimension: string;
}

/** Sessions, but for the pupils; percentages to one decimal, of possible sessions, null when nothing was possible. */
export interface TrackedFigure {
  /** With a possible session in the span, leavers too. */
  readonly pupils: number;
  readonly possible: number;
  readonly attended: number;
  readonly authorised: number;
  readonly unauthorised: number;
  /** `L`. */
  readonly late: number;
  /** `U`. */
  readonly lateAfterClose: number;
  readonly percent: string | null;
  readonly authorisedPercent: string | null;
  readonly unauthorisedPercent: string | null;
  /** In the span's own window; null for a week, for which the DfE gives none. */
  readonly persistentPupils: number | null;
  readonly severePupils: number | null;
}

export interface Grid {
  readonly spans: readonly Span[];
  /** The headline is the first. */
  readonly groups: readonly TrackedGroup[];
  readonly isHidden: (group: TrackedGroup, year: string) => boolean;
  /** Null when the group is hidden in the year of the span. */
  readonly at: (group: TrackedGroup, span: Span) => TrackedFigure | null;
  /** Any days, both inclusive, counted the same way; whoever asks leaves hidden groups out. */
  readonly between: (kind: SpanKind, from: Day, to: Day) => (group: TrackedGroup) => TrackedFigure;
}

type CountsByRow = ReadonlyMap<number, Counts>;

export function gridOf(situation: Situation, { now, before }: SchoolYears): Grid {
  const { register, config } = situation;
  const rows = rowsOnRoll(register, before?.from ?? now.from, now.to);
  const groups = groupsOf(situation, rows);
  const spans = [before, now].flatMap((year) => (year ? spansOf(situation, year) : []));
  const countsIn = ({ from, to }: Pick<Span, "from" | "to">): CountsByRow => countsBetween(register, rows, from, to);
  const counted = new Map(spans.map((span) => [span, countsIn(span)]));
  const figures = new Map(
    [...counted].map(([span, counts]) => [
      span,
      new Map(groups.map((group) => [group, figureOf(span.kind, groupRow(group, counts))])),
    ]),
  );
  const sized = [...counted].map(([span, counts]) => ({ year: span.year, sizes: sizesIn(span, counts) }));
  const beside = newestOf(spans, now).map((span) => {
    const earlier = aYearBefore(span);
    return { year: before?.name, sizes: sizesIn(earlier, countsIn(earlier)) };
  });
  const hidden = new Map(
    [before, now].map((year) => {
      const shown = [...sized, ...beside].flatMap((each) => (each.year === year?.name ? [each.sizes] : []));
      return [year?.name, hiddenGroups(groups, shown, config.smallestGroup)];
    }),
  );
  const isHidden: Grid["isHidden"] = (group, year) => hidden.get(year)?.has(group) ?? false;
  return {
    spans,
    groups,
    isHidden,
    at: (group, span) => (isHidden(group, span.year) ? null : (figures.get(span)?.get(group) ?? null)),
    between: (kind, from, to) => {
      const counts = countsIn({ from, to });
      return (group) => figureOf(kind, groupRow(group, counts));
    },
  };
}

function groupsOf({ register, config }: Situation, rows: readonly number[]): readonly TrackedGroup[] {
  const headline = rowsWhere(register, rows, inHeadline(register, config.headline));
  const of =
    (dimension: string) =>
    (group: Group): TrackedGroup => ({ ...group, dimension });
  return [
    ...schoolGroups(register, rows, config.headline)
      .filter(({ key }) => key !== "everyone")
      .map(of("school")),
    ...yearsOf(register, rows).map(of("year")),
    ...classesOf(register, rows).map(of("class")),
    ...cohortsOf(register, headline),
  ];
}

/**
 * Who had a possible session in a span. What a nought gives away is looked at over the year alone: nobody has been late in
 * most groups in most weeks, and if that hid them there would be little left to follow.
 */
function sizesIn({ kind }: Span, counts: CountsByRow): Parameters<typeof hiddenGroups>[1][number] {
  return spanOf(counts, kind === "year" ? SESSIONS : []);
}

const SESSIONS = ["attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;

function figureOf(kind: SpanKind, row: FigureRow): TrackedFigure {
  const { possible, attended, authorised, unauthorised, late, lateAfterClose } = row;
  return {
    pupils: row.pupils ?? 0,
    possible,
    attended,
    authorised,
    unauthorised,
    late,
    lateAfterClose,
    percent: row.percent,
    authorisedPercent: shownShare(authorised, possible),
    unauthorisedPercent: shownShare(unauthorised, possible),
    persistentPupils: kind === "week" ? null : (row.persistentPupils ?? null),
    severePupils: kind === "week" ? null : (row.severePupils ?? null),
  };
}
