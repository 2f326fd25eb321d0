/** The governors' figures as a table for Excel: a row a group and stretch, with words where a number is not shown. */
import type { Cell, Sheet } from "../csv.ts";
import { NOT_SHOWN } from "./figures.ts";
import type { GovernorsReport } from "./report.ts";

export function governorsSheet({ groups, whole }: GovernorsReport): Sheet {
  return {
    head: [
      "Days",
      "From",
      "To",
      "Group",
      "Pupils",
      "Attendance %",
      "Authorised %",
      "Unauthorised %",
      "Persistent absentees",
      "Severe absentees",
    ],
    rows: whole.flatMap(({ name, from, to }, i) =>
      groups.map((group): readonly Cell[] => {
        const days: readonly Cell[] = [name, { day: from }, { day: to }, group.name];
        const figures = group.spans?.[i];
        if (!figures) return [...days, NOT_SHOWN];
        return [
          ...days,
          figures.pupils,
          { percent: figures.percent },
          { percent: figures.authorisedPercent },
          { percent: figures.unauthorisedPercent },
          figures.persistent,
          figures.severe,
        ];
      }),
    ),
  };
}
