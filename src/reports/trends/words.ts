/** What spans and groups are called in the tracking document. */
import { uk } from "../weekly/words.ts";
import type { Pair } from "./beside.ts";
import type { SpanKind } from "./spans.ts";
import type { TrackedSpan, Tracking } from "./tracking.ts";

export const SPAN_WORDS: Readonly<Record<SpanKind, string>> = {
  week: "Week",
  "half-term": "Half-term",
  term: "Term",
  year: "Year",
};

const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  school: "Whole school",
  year: "Year group",
  class: "Class",
  sex: "Sex",
  send: "SEND",
  "pupil-premium": "Pupil premium",
  fsm: "Free school meals",
  eal: "First language",
  "looked-after": "Looked after",
};

export function dimensionWords(dimension: string): string {
  return DIMENSION_WORDS[dimension] ?? dimension;
}

/** `Week of 16/11/2026`, `Autumn 2`, `Half-term from 02/11/2026`, `Autumn term`, `Year 2026/27`. */
export function spanName({ kind, name, from }: Pick<TrackedSpan, "kind" | "name" | "from">): string {
  switch (kind) {
    case "week":
      return `Week of ${uk(name)}`;
    case "half-term":
      return /^\d/.test(name) ? `Half-term from ${uk(from)}` : name;
    case "term":
      return `${name} term`;
    case "year":
      return `Year ${name}`;
  }
}

/** What last year can say, where the exports do not reach all of it; empty when they do. */
export function reachWords({ pairs, firstDay }: Pick<Tracking, "pairs" | "firstDay">): string {
  const reached = pairs.filter(({ before }) => before !== null).length;
  if (reached === pairs.length) return "";
  return reached === 0
    ? `The exports begin on ${uk(firstDay)}, so there is no last year to compare with. With last year’s registers in the exports folder, it stands beside this one.`
    : `The exports begin on ${uk(firstDay)}. Where they do not go back a whole year, there is nothing to compare with.`;
}

/** `02/11/2026 to 20/11/2026, 15 school days`. */
export function daysOf({ from, to, schoolDays }: Pick<Pair, "from" | "to" | "schoolDays">): string {
  return `${uk(from)} to ${uk(to)}, ${String(schoolDays)} school ${schoolDays === 1 ? "day" : "days"}`;
}
