/** The tracking document as a value: the school and its groups over this school year and last (row A13). */
import type { Situation } from "../../policy/situation.ts";
import type { Problem } from "../../problem/problem.ts";
import { dayFromIso, isoOf, mondayOf, type Day } from "../../register/day.ts";
import type { LineChart } from "../charts/chart.ts";
import { smallestShown } from "../few.ts";
import { A_YEAR_OF_WEEKS } from "../../register/day.ts";
import { compareWithLastYear, type Pair } from "./beside.ts";
import { gridOf, type Grid, type TrackedFigure, type TrackedGroup } from "./grid.ts";
import { groupTrends, type GroupTrend } from "./group-trends.ts";
import { absenceLine, attendanceLine, lateLine, type WeekBeside } from "./lines.ts";
import { patternsOf, type Patterns } from "./patterns.ts";
import { newestOf, schoolYearsUpTo, type Span, type SpanKind } from "./spans.ts";

/** One line of the long table: a group in a span. */
export interface TrackedRow extends TrackedSpan {
  readonly dimension: string;
  readonly key: string;
  readonly group: string;
  /** Null where the group is too small to be shown. */
  readonly figure: TrackedFigure | null;
}

export interface TrackedSpan {
  readonly kind: SpanKind;
  readonly year: string;
  readonly name: string;
  readonly from: string;
  /** Inclusive. */
  readonly to: string;
}

export interface Tracking {
  readonly school: string;
  /** The last day that counts. */
  readonly asAt: string;
  readonly target: number;
  /** Pupils. */
  readonly smallestGroup: number;
  readonly year: { readonly name: string; readonly from: string };
  readonly yearBefore: { readonly name: string; readonly from: string; readonly to: string } | null;
  /** The first day of which the exports have a session. */
  readonly firstDay: string;
  readonly files: readonly string[];
  readonly pairs: readonly Pair[];
  /** Terms of both years, in order. */
  readonly terms: readonly TrackedSpan[];
  /** The headline first. */
  readonly groups: readonly GroupTrend[];
  readonly charts: { readonly attendance: LineChart; readonly absence: LineChart; readonly lates: LineChart };
  /** Of the headline years, the year so far; null when nobody in them missed a session. */
  readonly patterns: Patterns | null;
  /** Every group in every week, half-term, term and year; groups with nobody in a span have no row there. */
  readonly rows: readonly TrackedRow[];
}

/** Up to and including `to`, or the end of the newest school year before it. Throws when there is no session at all. */
export function trackingUpTo(
  situation: Situation,
  to: Day,
  files: readonly string[],
  problems: readonly Problem[],
): Tracking {
  const { register, config } = situation;
  const years = schoolYearsUpTo(situation, to, problems);
  const { now, before } = years;
  const grid = gridOf(situation, years);
  const spans = grid.spans.filter(({ year }) => year === now.name);
  const compared = newestOf(spans, now).map((span) => compareWithLastYear(register, grid, years, span));
  const terms = grid.spans.filter(({ kind }) => kind === "term");
  const [headline = null] = grid.groups;
  const weeks = headline ? weeksBeside(situation, grid, headline, spans) : [];
  const names = {
    now: now.name,
    before: weeks.some((week) => (week.before?.possible ?? 0) > 0) ? (before?.name ?? null) : null,
  };
  const who = headline?.name ?? "";
  const smallest = smallestShown(config.smallestGroup);
  return {
    school: config.school.name,
    asAt: isoOf(now.to),
    target: config.target,
    smallestGroup: smallest,
    year: { name: now.name, from: isoOf(now.from) },
    yearBefore: before && { name: before.name, from: isoOf(before.from), to: isoOf(before.to) },
    firstDay: isoOf(register.schoolDays[0] ?? now.from),
    files,
    pairs: compared.map(({ pair }) => pair),
    terms: terms.map(spanOf),
    groups: groupTrends(grid, spans, compared, terms),
    charts: {
      attendance: attendanceLine(weeks, names, who, config.target),
      absence: absenceLine(weeks, who),
      lates: lateLine(weeks, names, who),
    },
    patterns: headline && patternsOf({ register, rows: headline.rows, who, from: now.from, to: now.to, smallest }),
    rows: grid.spans.flatMap((span) => rowsOf(grid, span)),
  };
}

function spanOf({ kind, year, name, from, to }: Span): TrackedSpan {
  return { kind, year, name, from: isoOf(from), to: isoOf(to) };
}

function rowsOf(grid: Grid, span: Span): readonly TrackedRow[] {
  const { kind, year, name, from, to } = spanOf(span);
  return grid.groups
    .map((of) => ({
      kind,
      year,
      name,
      from,
      to,
      dimension: of.dimension,
      key: of.key,
      group: of.name,
      figure: grid.at(of, span),
    }))
    .filter(({ figure }) => figure?.pupils !== 0);
}

/** The school weeks of this year, each with the one 52 weeks before. */
function weeksBeside(
  { halfTerms }: Pick<Situation, "halfTerms">,
  grid: Grid,
  group: TrackedGroup,
  spans: readonly Span[],
): readonly WeekBeside[] {
  const weeks = spans.filter(({ kind }) => kind === "week");
  const starts = new Set(halfTerms.map(({ from }) => weeks.find(({ to }) => to >= from)?.name));
  const byMonday = new Map(grid.spans.flatMap((span) => (span.kind === "week" ? [[span.name, span]] : [])));
  return weeks.map((span) => {
    const monday = dayFromIso(span.name) ?? mondayOf(span.from);
    const then = byMonday.get(isoOf(monday - A_YEAR_OF_WEEKS));
    return {
      monday,
      isFirst: starts.has(span.name),
      now: grid.at(group, span),
      before: then ? grid.at(group, then) : null,
    };
  });
}
