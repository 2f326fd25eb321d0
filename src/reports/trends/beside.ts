/** This year beside last: a span of this year, and the same days 52 weeks before, so that Mondays meet Mondays. */
import { shownChange } from "../../measures/percent.ts";
import { isoOf, type Day } from "../../register/day.ts";
import { schoolDayFrom, type Register } from "../../register/register.ts";
import type { Grid, TrackedFigure, TrackedGroup } from "./grid.ts";
import { aYearBefore, type SchoolYears, type Span, type SpanKind } from "./spans.ts";

/** A span of this year and the same days of last year. */
export interface Pair {
  readonly kind: SpanKind;
  readonly name: string;
  readonly from: string;
  /** Inclusive. */
  readonly to: string;
  readonly schoolDays: number;
  /** Null when the exports do not go back so far. */
  readonly before: { readonly from: string; readonly to: string; readonly schoolDays: number } | null;
}

/** A group in a `Pair`. */
export interface Beside {
  readonly now: TrackedFigure;
  /** Null where the exports do not reach, the group was too small to show, or nobody was. */
  readonly before: TrackedFigure | null;
  /** Points, with their sign. */
  readonly change: string | null;
}

export interface Comparison {
  readonly pair: Pair;
  /** Of a group that is shown this year. */
  readonly of: (group: TrackedGroup) => Beside;
}

/** Last year need not have begun on the same day: the exports may begin so many days later and still reach it. */
const SLACK = 13;

export function compareWithLastYear(register: Register, grid: Grid, years: SchoolYears, span: Span): Comparison {
  const { from, to } = aYearBefore(span);
  const schoolDays = daysIn(register, from, to);
  const reaches = schoolDays > 0 && (register.schoolDays[0] ?? Infinity) <= from + SLACK;
  const now = grid.between(span.kind, span.from, span.to);
  const then = reaches ? grid.between(span.kind, from, to) : null;
  const yearBefore = years.before?.name ?? "";
  return {
    pair: {
      kind: span.kind,
      name: span.name,
      from: isoOf(span.from),
      to: isoOf(span.to),
      schoolDays: daysIn(register, span.from, span.to),
      before: then && { from: isoOf(from), to: isoOf(to), schoolDays },
    },
    of: (group) => {
      const figure = now(group);
      const was = then && !grid.isHidden(group, yearBefore) ? then(group) : null;
      const before = was && was.possible > 0 ? was : null;
      return { now: figure, before, change: before && shownChange(figure, before) };
    },
  };
}

/** School days, both ends inclusive. */
function daysIn(register: Register, from: Day, to: Day): number {
  return schoolDayFrom(register, to + 1) - schoolDayFrom(register, from);
}
