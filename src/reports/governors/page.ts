/** The governors' report as a printable page: a view of ready words for `templates/reports/governors.html`. */
import { dayFromIso, longOf, ukOf } from "../../register/day.ts";
import { chartView } from "../charts/chart.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import type { Compared, Published } from "./compare.ts";
import type { GovernorsGroup, SpanFigures } from "./figures.ts";
import type { GovernorsReport } from "./report.ts";

export function governorsPage(report: GovernorsReport, templates: PageTemplates): string {
  return renderPage(templates, "governors", viewOf(report));
}

function viewOf(report: GovernorsReport): Record<string, unknown> {
  const { whole, groups, response, policy } = report;
  const [term] = whole;
  const year = whole.length > 1 ? whole.at(-1) : undefined;
  const school = groups[0]?.spans ?? [];
  return {
    title: `Attendance report for governors: ${report.school}, ${term?.name ?? ""}`,
    school: report.school,
    term: term?.name ?? "",
    days: daysOf(term),
    asAt: uk(report.asAt),
    isWholeTerm: report.isWholeTerm,
    hasYear: year !== undefined,
    who: (groups[0]?.name ?? "").replace(/^School \((.*)\)$/, "$1"),
    smallest: report.smallest,
    numbers: numbers(school),
    chart: chartView(report.chart),
    whole: whole.map((each, i) => ({
      ...each,
      days: daysOf(each),
      percent: percent(school[i]?.percent),
      authorisedPercent: percent(school[i]?.authorisedPercent),
      unauthorisedPercent: percent(school[i]?.unauthorisedPercent),
    })),
    halfTerms: report.halfTerms.map((each) => ({
      name: each.name,
      days: daysOf(each),
      percent: percent(each.percent),
      authorised: percent(each.authorisedPercent),
      unauthorised: percent(each.unauthorisedPercent),
    })),
    compared: report.compared.map(comparedRow),
    areas: areasOf(report.compared),
    sources: sourcesOf(report.compared),
    groups: [
      { title: "The school and its years", rows: groups.filter(isYear).map(groupRow) },
      { title: "Groups of pupils", rows: groups.filter((group) => !isYear(group)).map(groupRow) },
    ].filter(({ rows }) => rows.length > 0),
    columns: year === undefined ? 6 : 7,
    on: longOf(dayFromIso(response.on) ?? 0),
    tiers: response.tiers,
    actions: response.actions,
    letters: response.letters,
    policy: {
      version: policy.version,
      reviewed: policy.reviewed === null ? "" : uk(policy.reviewed),
      due: policy.reviewDue === null ? "" : uk(policy.reviewDue),
      isOverdue: policy.isOverdue,
    },
  };
}

function isYear({ dimension }: GovernorsGroup): boolean {
  return dimension === "school" || dimension === "years-1-6" || dimension === "year";
}

/** The figures at the head: the term large, the year so far below it. */
function numbers(spans: readonly SpanFigures[]): readonly unknown[] {
  const [term] = spans;
  const year = spans.length > 1 ? spans.at(-1) : undefined;
  const one = (label: string, of: (figures: SpanFigures) => string): unknown => ({
    label,
    value: term ? of(term) : "–",
    small: year ? `year so far: ${of(year)}` : `of ${String(term?.pupils ?? 0)} pupils`,
  });
  return [
    one("attendance", (figures) => percent(figures.percent)),
    one("unauthorised absence", (figures) => percent(figures.unauthorisedPercent)),
    one("persistent absentees", ({ persistent }) => String(persistent)),
    one("severe absentees", ({ severe }) => String(severe)),
  ];
}

function groupRow({ name, dimension, spans }: GovernorsGroup): unknown {
  const year = spans?.at(-1);
  const withShare = (count: number | string, share: string | null): string =>
    share === null ? String(count) : `${String(count)} (${share}%)`;
  return {
    name,
    isWhole: dimension === "school",
    shown: year && {
      pupils: year.pupils,
      term: percent(spans?.[0]?.percent),
      year: percent(year.percent),
      authorised: percent(year.authorisedPercent),
      unauthorised: percent(year.unauthorisedPercent),
      persistent: withShare(year.persistent, year.persistentPercent),
      severe: withShare(year.severe, year.severePercent),
    },
  };
}

/** The areas that have a column, the local authority before England. */
function areasOf(compared: readonly Compared[]): readonly string[] {
  const names = [...new Set(compared.flatMap(({ published }) => published.map(({ area }) => area)))];
  return [...names.filter((name) => name !== "England"), ...names.filter((name) => name === "England")];
}

function comparedRow({ measure, stretch, ours, published }: Compared, _: number, all: readonly Compared[]): unknown {
  return {
    measure,
    stretch,
    ours: ours === null ? "not shown" : `${ours}%`,
    published: areasOf(all).map((area) => {
      const found = published.find((each) => each.area === area);
      return found ? { percent: `${found.percent}%`, of: found.of } : { percent: "–", of: "" };
    }),
  };
}

function sourcesOf(compared: readonly Compared[]): readonly string[] {
  const words = ({ source, edition, from, to, of, licence }: Published): string => {
    const days = from === null || to === null ? "" : `, ${uk(from)} to ${uk(to)}`;
    return `${of}${days}: ${source}, ${edition}. ${licence}.`;
  };
  return [...new Set(compared.flatMap(({ published }) => published.map(words)))];
}

function daysOf(days: { readonly from: string; readonly to: string } | undefined): string {
  return days ? `${uk(days.from)} to ${uk(days.to)}` : "";
}

function uk(iso: string): string {
  return ukOf(dayFromIso(iso) ?? 0);
}

function percent(text: string | null | undefined): string {
  return text === null || text === undefined ? "–" : `${text}%`;
}
