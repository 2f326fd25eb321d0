/** The long table of the tracking document, for Excel to filter and pivot: a row is a group in a span. */
import type { Cell, Sheet } from "../csv.ts";
import type { TrackedFigure } from "./grid.ts";
import type { Tracking } from "./tracking.ts";
import { dimensionWords, SPAN_WORDS, spanName } from "./words.ts";

const FIGURES: readonly (readonly [string, (figure: TrackedFigure) => Cell])[] = [
  ["Pupils", ({ pupils }) => pupils],
  ["Possible", ({ possible }) => possible],
  ["Attended", ({ attended }) => attended],
  ["Authorised", ({ authorised }) => authorised],
  ["Unauthorised", ({ unauthorised }) => unauthorised],
  ["Late (L)", ({ late }) => late],
  ["Late after close (U)", ({ lateAfterClose }) => lateAfterClose],
  ["Attendance %", ({ percent }) => ({ percent })],
  ["Authorised %", ({ authorisedPercent }) => ({ percent: authorisedPercent })],
  ["Unauthorised %", ({ unauthorisedPercent }) => ({ percent: unauthorisedPercent })],
  ["Persistent absentees", ({ persistentPupils }) => persistentPupils],
  ["Severe absentees", ({ severePupils }) => severePupils],
];

export function trackingSheet({ rows }: Pick<Tracking, "rows">): Sheet {
  return {
    head: ["Span", "School year", "Name", "From", "To", "Groups", "Group", ...FIGURES.map(([head]) => head), "Note"],
    rows: rows.map((row): readonly Cell[] => {
      const { figure } = row;
      return [
        SPAN_WORDS[row.kind],
        row.year,
        spanName(row),
        { day: row.from },
        { day: row.to },
        dimensionWords(row.dimension),
        row.group,
        ...FIGURES.map(([, cell]) => (figure ? cell(figure) : null)),
        figure ? null : "too few to show",
      ];
    }),
  };
}
