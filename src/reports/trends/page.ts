/** The tracking document as one printable page: a view of ready words for `templates/reports/tracking.html`. */
import { chartView } from "../charts/chart.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import { counted, uk } from "../weekly/words.ts";
import type { GroupTrend } from "./group-trends.ts";
import type { TrackedRow, Tracking } from "./tracking.ts";
import { daysOf, reachWords, SPAN_WORDS, spanName } from "./words.ts";

const SECTIONS = [
  { id: "years", title: "Year groups", has: (dimension: string) => dimension === "year" },
  { id: "classes", title: "Classes", has: (dimension: string) => dimension === "class" },
  { id: "cohorts", title: "Cohorts", has: (dimension: string) => !["school", "year", "class"].includes(dimension) },
];

export function trackingPage(tracking: Tracking, templates: PageTemplates): string {
  return renderPage(templates, "tracking", viewOf(tracking));
}

function viewOf(tracking: Tracking): Record<string, unknown> {
  const { charts, pairs, patterns } = tracking;
  const schools = tracking.groups.filter(({ dimension, shown }) => dimension === "school" && shown !== null);
  const hasBefore = pairs.some(({ before }) => before !== null);
  const sections = SECTIONS.map(({ id, title, has }) => ({
    id,
    title,
    newPage: id !== "classes",
    groups: tracking.groups.filter(({ dimension }) => has(dimension)).map((group) => groupView(tracking, group)),
  }))
    .filter(({ groups }) => groups.length > 0)
    .map((section, i, all) => ({ ...section, last: i === all.length - 1 }));
  return {
    title: `Attendance tracking, ${tracking.year.name}: ${tracking.school}`,
    school: tracking.school,
    year: tracking.year.name,
    yearFrom: uk(tracking.year.from),
    asAt: uk(tracking.asAt),
    target: tracking.target,
    smallest: tracking.smallestGroup,
    files: tracking.files,
    reach: reachWords(tracking),
    hasBefore,
    // All but the name.
    columns: hasBefore ? 12 : 11,
    numbers: numbersOf(tracking),
    contents: [
      { id: "beside", title: "This year beside last" },
      { id: "terms", title: "Term by term" },
      ...sections.map(({ id, title }) => ({ id, title })),
      { id: "patterns", title: "Patterns" },
    ],
    attendance: chartView(charts.attendance),
    absence: chartView(charts.absence),
    lates: chartView(charts.lates),
    who: schools.map(({ name }) => name),
    beside: pairs.map((pair, i) => ({
      kind: SPAN_WORDS[pair.kind],
      name: spanName(pair),
      days: daysOf(pair),
      before: pair.before ? daysOf(pair.before) : "",
      groups: schools.map(({ shown }) => {
        const of = shown?.pairs[i];
        return { now: percent(of?.now.percent), before: percent(of?.before?.percent), change: of?.change ?? "–" };
      }),
    })),
    spans: termRows(tracking),
    sections,
    terms: tracking.terms.map(({ name, year }) => ({ name, year })),
    hasTerms: tracking.terms.length > 1,
    axis: axisWords(tracking),
    patterns: patterns && {
      weekdays: chartView(patterns.weekdays),
      reasons: chartView(patterns.reasons),
      spells: chartView(patterns.spells),
      words: `${counted(patterns.away.spells, "spell")} of ${counted(patterns.away.pupils, "pupil")}. ${counted(patterns.away.oftenPupils, "pupil")} had ${String(patterns.away.often)} spells or more.`,
    },
  };
}

function numbersOf({ groups, pairs }: Tracking): readonly unknown[] {
  const shown = groups[0]?.shown ?? null;
  const of = (kind: string) => shown?.pairs[pairs.findIndex((pair) => pair.kind === kind)] ?? null;
  const [week, year] = [of("week"), of("year")];
  const monday = pairs.find(({ kind }) => kind === "week");
  return [
    {
      value: percent(year?.now.percent),
      label: "attendance this year",
      small: year?.change ? `${year.change} points on the same days last year` : "",
    },
    {
      value: percent(week?.now.percent),
      label: "in the newest week",
      small: monday ? `from ${uk(monday.from)}` : "",
    },
    {
      value: String(year?.now.persistentPupils ?? "–"),
      label: "persistent absentees this year",
      small: year ? `of ${counted(year.now.pupils, "pupil")}; ${String(year.now.severePupils ?? 0)} severe` : "",
    },
    {
      value: String(year?.now.late ?? "–"),
      label: "lates this year (L)",
      small: year ? `and ${String(year.now.lateAfterClose)} after the register closed (U)` : "",
    },
  ];
}

/** The headline in each half-term, term and year of both years; what is longer comes after its parts. */
function termRows({ rows, groups }: Tracking): readonly unknown[] {
  const longer = ["half-term", "term", "year"];
  return rows
    .filter(
      ({ dimension, key, kind }) => dimension === groups[0]?.dimension && key === groups[0].key && kind !== "week",
    )
    .toSorted((a, b) => (a.to === b.to ? longer.indexOf(a.kind) - longer.indexOf(b.kind) : a.to < b.to ? -1 : 1))
    .map((row) => ({
      name: nameOf(row),
      days: `${uk(row.from)} to ${uk(row.to)}`,
      whole: row.kind === "year",
      ...cells(row),
    }));
}

/** With its year, but where it says that already. */
function nameOf(row: TrackedRow): string {
  const name = spanName(row);
  return /\d{4}/.test(name) ? name : `${name} ${row.year}`;
}

function cells({ figure }: Pick<TrackedRow, "figure">): Record<string, unknown> {
  return {
    pupils: figure?.pupils ?? "–",
    percent: percent(figure?.percent),
    authorised: percent(figure?.authorisedPercent),
    unauthorised: percent(figure?.unauthorisedPercent),
    persistent: figure?.persistentPupils ?? "–",
    severe: figure?.severePupils ?? "–",
    late: figure?.late ?? "–",
    lateAfterClose: figure?.lateAfterClose ?? "–",
  };
}

function groupView({ pairs }: Tracking, { name, shown }: GroupTrend): Record<string, unknown> {
  const of = (kind: string) => shown?.pairs[pairs.findIndex((pair) => pair.kind === kind)] ?? null;
  const year = of("year");
  return {
    name,
    shown: shown && {
      ...cells({ figure: year?.now ?? null }),
      chart: shown.chart,
      week: percent(of("week")?.now.percent),
      term: percent(of("term")?.now.percent),
      before: percent(year?.before?.percent),
      change: year?.change ?? "–",
      terms: shown.terms.map((figure) => ({
        percent: percent(figure?.percent),
        persistent: figure ? `(${String(figure.persistentPupils ?? 0)})` : "",
      })),
    },
  };
}

function axisWords({ groups }: Tracking): string {
  const axis = groups.find(({ shown }) => shown)?.shown?.chart.axis;
  return axis ? `The small lines run from ${String(axis.from)}% to ${String(axis.to)}%, a point a week.` : "";
}

function percent(text: string | null | undefined): string {
  return text === null || text === undefined ? "–" : `${text}%`;
}
