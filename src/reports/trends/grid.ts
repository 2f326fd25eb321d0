/** Every group in every span: each pupil is counted once in a span, and groups are sums of pupils. */
import { windowOf } from "../../measures/counts.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import {
  classesOf,
  cohortsOf,
  inHeadline,
  rowsWhere,
  schoolGroups,
  yearsOf,
  type Group,
} from "../../measures/groups.ts";
import { shownPercent, shownShare } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import type { Day } from "../../register/day.ts";
import type { Register } from "../../register/register.ts";
import { hiddenGroups, spanIn, type Span as Seen } from "../suppress.ts";
import { aYearBefore, newestOf, spansOf, type SchoolYears, type Span, type SpanKind } from "./spans.ts";
import { talliesOf, type Sums } from "./tallies.ts";

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

export function gridOf(situation: Situation, { now, before }: SchoolYears): Grid {
  const { register, config } = situation;
  const rows = rowsOnRoll(register, before?.from ?? now.from, now.to);
  const groups = groupsOf(situation, rows);
  const spans = [before, now].flatMap((year) => (year ? spansOf(situation, year) : []));
  const tallyIn = talliesOf(register, rows, groups);
  const figures = new Map(
    spans.map((span) => {
      const sumsOf = tallyIn(span.from, span.to);
      return [span, new Map(groups.map((group) => [group, figureOf(span.kind, sumsOf(group))]))];
    }),
  );
  const beside = before ? newestOf(spans, now).map((span) => ({ ...aYearBefore(span), year: before.name })) : [];
  const hidden = new Map(
    [before, now].flatMap((year) => {
      if (!year) return [];
      const shown = [...spans, ...beside].filter((span) => span.year === year.name);
      const seen = shown.map((span) => seenIn(register, rows, span));
      return [[year.name, hiddenGroups(groups, seen, config.smallestGroup)]];
    }),
  );
  const isHidden: Grid["isHidden"] = (group, year) => hidden.get(year)?.has(group) ?? false;
  return {
    spans,
    groups,
    isHidden,
    at: (group, span) => (isHidden(group, span.year) ? null : (figures.get(span)?.get(group) ?? null)),
    between: (kind, from, to) => {
      const sumsOf = tallyIn(from, to);
      return (group) => figureOf(kind, sumsOf(group));
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
function seenIn(register: Register, rows: readonly number[], { kind, from, to }: Span): Seen {
  return spanIn(register, rows, windowOf(register, from, to), kind === "year" ? SESSIONS : []);
}

const SESSIONS = ["attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;

function figureOf(kind: SpanKind, sums: Sums): TrackedFigure {
  const { pupils, possible, attended, authorised, unauthorised, late, lateAfterClose } = sums;
  return {
    pupils,
    possible,
    attended,
    authorised,
    unauthorised,
    late,
    lateAfterClose,
    percent: shownPercent(sums),
    authorisedPercent: shownShare(authorised, possible),
    unauthorisedPercent: shownShare(unauthorised, possible),
    persistentPupils: kind === "week" ? null : sums.persistentPupils,
    severePupils: kind === "week" ? null : sums.severePupils,
  };
}
