/** The school's Years 1 to 6 beside published figures: like with like, or not at all. */
import { benchmarksLike, benchmarkShown, type Benchmarks, type Measure, type Part } from "../../read/benchmarks.ts";
import { isoOf, partsOf, type Day } from "../../register/day.ts";
import { TERM_NAMES } from "../../register/terms.ts";
import type { GovernorsGroup, SpanFigures, Stretch } from "./figures.ts";

export interface Compared {
  readonly measure: string;
  /** The stretch of the school's own figure. */
  readonly stretch: string;
  /** To one decimal; null where it is not shown. */
  readonly ours: string | null;
  /** The local authority's, then England's. */
  readonly published: readonly Published[];
}

export interface Published {
  readonly area: string;
  /** To two decimals, as published. */
  readonly percent: string;
  /** `Autumn term 2024/25`, `2025/26`. */
  readonly of: string;
  /** The days it covers, where the source gives them. */
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string;
  readonly edition: string;
  readonly licence: string;
}

const COMPARED: readonly { measure: Measure; name: string; ours: (figures: SpanFigures) => string | null }[] = [
  { measure: "attendance", name: "Attendance", ours: ({ percent }) => percent },
  { measure: "authorised", name: "Authorised absence", ours: ({ authorisedPercent }) => authorisedPercent },
  { measure: "unauthorised", name: "Unauthorised absence", ours: ({ unauthorisedPercent }) => unauthorisedPercent },
  { measure: "persistent", name: "Persistent absentees", ours: ({ persistentPercent }) => persistentPercent },
];

/** Only what has a published figure beside it. `isWhole`: the term is over. */
export function comparedWith(
  benchmarks: Benchmarks,
  authority: string,
  groups: readonly GovernorsGroup[],
  stretches: readonly (Stretch & { readonly isWhole: boolean })[],
): readonly Compared[] {
  const years1To6 = groups.find(({ dimension }) => dimension === "years-1-6");
  return stretches.flatMap((stretch, i): Compared[] => {
    const part = partOf(stretch);
    if (!part) return [];
    return COMPARED.flatMap(({ measure, name, ours }) => {
      const published = benchmarksLike(benchmarks, measure, authority, part).map((each): Published => ({
        area: each.area,
        percent: benchmarkShown(each),
        of: each.term ? `${each.term} term ${each["academic-year"]}` : each["academic-year"],
        from: each.from === undefined ? null : isoOf(each.from),
        to: each.to === undefined ? null : isoOf(each.to),
        source: each.source,
        edition: each.edition,
        licence: each.licence,
      }));
      const figures = years1To6?.spans?.[i];
      return published.length === 0
        ? []
        : [{ measure: name, stretch: stretch.name, ours: figures ? ours(figures) : null, published }];
    });
  });
}

/** A term that is over is like the same term; a year that reaches into July is like a whole year. Nothing else is. */
function partOf({ name, isWhole, to }: Stretch & { readonly isWhole: boolean }): Part | null {
  const term = TERM_NAMES.find((each) => name.startsWith(each));
  if (term) return isWhole ? { period: "term", term } : null;
  return reachesJuly(to) ? { period: "year" } : null;
}

function reachesJuly(to: Day): boolean {
  const { month } = partsOf(to);
  return month === 7 || month === 8;
}
