/** A trust's overview as one table for Excel: a row a school and group, then the same groups of all schools. */
import type { Cell, Sheet } from "../csv.ts";
import type { TrustReport } from "./report.ts";
import type { TrustGroup } from "./school.ts";
import { DIMENSION_NAMES, schoolsWords, TOO_FEW, toDo } from "./words.ts";

export function trustSheet(report: TrustReport): Sheet {
  const { schools, unread, trust } = report;
  const asks = new Map(toDo(report).map(({ who, what }) => [who, what]));
  return {
    head: [
      "School",
      "Folder",
      "From",
      "Newest mark",
      "Kind of group",
      "Group",
      "Schools in it",
      "Pupils",
      "Possible sessions",
      "Attended",
      "Authorised",
      "Unauthorised",
      "Attendance %",
      "Authorised %",
      "Unauthorised %",
      "Persistent absentees",
      "Persistent %",
      "Severe absentees",
      "Severe %",
      "Needs somebody",
    ],
    rows: [
      ...schools.flatMap(({ title, folder, from, newest, groups }): readonly (readonly Cell[])[] => {
        const start: readonly Cell[] = [title, folder, { day: from }, { day: newest }];
        const ask = asks.get(title) ?? null;
        if (groups.length === 0) return [[...start, ...blank(15), ask]];
        return groups.map((group, i) => [...start, ...groupCells(group, "1"), i === 0 ? ask : null]);
      }),
      ...unread.map(({ folder }): readonly Cell[] => [null, folder, ...blank(17), asks.get(folder) ?? null]),
      ...trust.map((line): readonly Cell[] => [
        "All schools",
        ...blank(3),
        ...groupCells(line, schoolsWords(line)),
        null,
      ]),
    ],
  };
}

function groupCells({ dimension, name, shown }: TrustGroup, schools: string): readonly Cell[] {
  const start: readonly Cell[] = [DIMENSION_NAMES[dimension] ?? dimension, name, schools];
  if (!shown) return [...start, TOO_FEW, ...blank(11)];
  return [
    ...start,
    shown.pupils,
    shown.possible,
    shown.attended,
    shown.authorised,
    shown.unauthorised,
    { percent: shown.percent },
    { percent: shown.authorisedPercent },
    { percent: shown.unauthorisedPercent },
    shown.persistent,
    { percent: shown.persistentPercent },
    shown.severe,
    { percent: shown.severePercent },
  ];
}

function blank(n: number): readonly null[] {
  return Array.from({ length: n }, () => null);
}
