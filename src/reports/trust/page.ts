/** A trust's overview as a printable page: a view of ready words for `templates/reports/trust.html`. */
import { renderPage, type PageTemplates } from "../html.ts";
import { counted, uk } from "../weekly/words.ts";
import { dimensionsOf, type SchoolLine, type TrustLine, type TrustReport } from "./report.ts";
import type { TrustFigures, TrustGroup } from "./school.ts";
import { DIMENSION_NAMES, percentWords, schoolsWords, shareWords, TOO_FEW, toDo } from "./words.ts";

/** Groups that are the school itself and no part of it. */
const WHOLES: readonly string[] = ["school", "years-1-6"];

export function trustPage(report: TrustReport, templates: PageTemplates): string {
  return renderPage(templates, "trust", viewOf(report));
}

function viewOf(report: TrustReport): Record<string, unknown> {
  const { schools, unread, trust, asAt } = report;
  const shown = schools.filter(({ groups }) => groups.length > 0);
  return {
    title: `Attendance across our schools, ${uk(asAt)}`,
    asAt: uk(asAt),
    schools: counted(schools.length + unread.length, "school"),
    numbers: numbersOf(trust[0]),
    toDo: toDo(report),
    wholes: WHOLES.map((dimension) => ({
      title: DIMENSION_NAMES[dimension],
      isDfe: dimension === "years-1-6",
      rows: shown.map((school) => ({ title: school.title, shown: cellsOf(groupIn(school, dimension)?.shown) })),
      total: cellsOf(trust.find((line) => line.dimension === dimension)?.shown),
    })).filter(({ total }) => total !== null),
    groups: trust
      .filter(({ dimension }) => !WHOLES.includes(dimension))
      .map((line) => ({ name: line.name, schools: schoolsWords(line), shown: cellsOf(line.shown) })),
    cohorts: dimensionsOf(report)
      .filter((dimension) => !WHOLES.includes(dimension))
      .map((dimension) => cohortTable(dimension, trust, shown)),
    exports: schools.map(({ title, from, newest, behind, isStale, problems }) => ({
      title,
      from: uk(from),
      newest: uk(newest),
      behind: behind === null ? "not known" : String(behind),
      isStale,
      leftOut: problems.leftOut,
      notes: problems.notes,
    })),
    unread,
  };
}

function numbersOf(line: TrustLine | undefined): readonly unknown[] {
  const all = line?.shown;
  if (!line || !all) return [];
  const pupils = `${String(all.pupils)} pupils`;
  return [
    { value: percentWords(all.percent), label: "attendance", small: `${pupils} of ${counted(line.schools, "school")}` },
    { value: percentWords(all.unauthorisedPercent), label: "unauthorised absence", small: "of possible sessions" },
    {
      value: percentWords(all.persistentPercent),
      label: "persistent absentees",
      small: `${String(all.persistent)} of ${pupils}`,
    },
    { value: percentWords(all.severePercent), label: "severe absentees", small: `${String(all.severe)} of ${pupils}` },
  ];
}

function groupIn({ groups }: SchoolLine, dimension: string, key?: string): TrustGroup | undefined {
  return groups.find((each) => each.dimension === dimension && (key === undefined || each.key === key));
}

function cellsOf(figures: TrustFigures | null | undefined): unknown {
  if (!figures) return null;
  return {
    pupils: figures.pupils,
    possible: figures.possible,
    percent: percentWords(figures.percent),
    authorised: percentWords(figures.authorisedPercent),
    unauthorised: percentWords(figures.unauthorisedPercent),
    persistent: shareWords(figures.persistent, figures.persistentPercent),
    severe: shareWords(figures.severe, figures.severePercent),
  };
}

/** Persistent absentees of each group of a dimension, school by school. */
function cohortTable(dimension: string, trust: readonly TrustLine[], schools: readonly SchoolLine[]): unknown {
  const lines = trust.filter((line) => line.dimension === dimension);
  const words = (group: TrustGroup | undefined): string => {
    if (!group) return "none";
    return group.shown ? shareWords(group.shown.persistent, group.shown.persistentPercent) : TOO_FEW;
  };
  return {
    title: DIMENSION_NAMES[dimension] ?? dimension,
    names: lines.map(({ name }) => name),
    rows: schools.map((school) => ({
      title: school.title,
      cells: lines.map(({ key }) => words(groupIn(school, dimension, key))),
    })),
    total: lines.map((line) => words(line)),
  };
}
