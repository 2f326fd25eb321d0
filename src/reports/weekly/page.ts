/** The weekly pack as one printable page: a view of ready words for `templates/reports/weekly.html`. */
import { TIER_NAMES } from "../../policy/tiers.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import { chartView, type Sparkline } from "../charts/chart.ts";
import type { WeeklyPack } from "./pack.ts";
import { nameWithClass, type Who } from "../../register/who.ts";
import type { Monitored } from "./monitoring.ts";
import { isWorse } from "./numbers.ts";
import { weekBarsOf } from "./week-bars.ts";
import type { PersistentPupil } from "./persistent.ts";
import {
  ARROWS,
  counted,
  dueWords,
  gapWords,
  missingWords,
  movementWords,
  reasonWords,
  short,
  sinceWords,
  TRENDS,
  uk,
} from "./words.ts";

const CONTENTS = [
  { id: "classes", title: "Classes" },
  { id: "movements", title: "Changed tier" },
  { id: "persistent", title: "Persistent absentees" },
  { id: "monitoring", title: "Monitoring" },
  { id: "lates", title: "Lates" },
  { id: "to-fix", title: "To fix" },
  { id: "school", title: "Whole school and cohorts" },
];

/** Renders the page with the text of its template. */
export function weeklyPage(pack: WeeklyPack, templates: PageTemplates): string {
  return renderPage(templates, "weekly", viewOf(pack));
}

function viewOf(pack: WeeklyPack): Record<string, unknown> {
  const headline = pack.cohorts[0]?.shown ?? null;
  const { persistent, toFix, numbers } = pack;
  return {
    title: `Weekly attendance, ${uk(pack.week.from)} to ${uk(pack.week.friday)}: ${pack.school}`,
    school: pack.school,
    from: uk(pack.week.from),
    to: uk(pack.week.friday),
    yearFrom: uk(pack.week.firstDay),
    asAt: uk(pack.week.to),
    made: uk(pack.asAt),
    policy: pack.policy,
    files: pack.files,
    contents: CONTENTS,
    numbers: [
      {
        value: percent(headline?.week.percent),
        label: "attendance this week",
        small: headline?.change ? `${headline.change} points on last week` : "",
      },
      {
        value: percent(headline?.year.percent),
        label: "attendance this year",
        small: `since ${uk(pack.week.firstDay)}`,
      },
      {
        value: String(numbers.persistent),
        label: "persistent absentees, nursery too",
        small: `${String(numbers.newlyPersistent)} new this week`,
      },
      {
        value: String(numbers.toFix),
        label: numbers.toFix === 1 ? "thing to fix" : "things to fix",
        small: counted(numbers.overdue, "overdue N"),
      },
    ],
    headlineName: pack.cohorts[0]?.name ?? "",
    chart: chartView(pack.wholeSchool.chart),
    compared: comparedRows(pack),
    noPublished: pack.wholeSchool.published.length === 0,
    changed: changedLines(pack),
    classes: pack.classes.map((row) => ({
      ...row,
      percent: percent(row.percent),
      lastWeek: percent(row.lastWeek),
      yearPercent: percent(row.yearPercent),
      change: row.change ?? "–",
    })),
    classAxis: axisWords(pack.classes[0]?.chart),
    cup: pack.classes
      .filter(({ winsCup }) => winsCup)
      .map(({ name, cupPercent }) => ({ name, percent: percent(cupPercent) })),
    movements: pack.movements.map((row) => ({
      name: row.name,
      class: row.class ?? "",
      from: row.from === null ? "new on roll" : TIER_NAMES[row.from],
      to: TIER_NAMES[row.to],
      why: movementWords(row),
    })),
    persistent: persistent.pupils.map((pupil) => ({
      ...pupil,
      class: pupil.class ?? "",
      percent: percent(pupil.percent),
      isNew: pupil.status === "new",
      isOver: pupil.status === "no longer",
      lastWeek: pupil.missedLastWeek ?? "–",
      arrow: pupil.direction === null ? "" : ARROWS[pupil.direction],
      directionWords: pupil.direction ?? "",
      toAttend: (pupil.headroom?.backAbove ?? null) === null ? "–" : (pupil.headroom?.toAttend ?? "–"),
      backAbove: backWords(pupil),
    })),
    tooEarly: persistent.tooEarly === 0 ? "" : counted(persistent.tooEarly, "pupil"),
    monitoring: groupsOf(pack.monitoring),
    due: pack.due.map((each) => ({
      owner: each.owner,
      due: each.due,
      overdue: each.overdue,
      first: dueWords(each),
    })),
    lates: pack.lates.map((pupil) => ({
      ...pupil,
      class: pupil.class ?? "",
      weekMinutes: pupil.week.minutes ?? "–",
      termMinutes: pupil.halfTerm.minutes ?? "–",
    })),
    unresolved: toFix.unresolved.map((each) => ({
      ...each,
      class: each.class ?? "",
      day: uk(each.day),
      by: uk(each.by),
    })),
    registers: toFix.registers.map((each) => ({
      class: each.class ?? "No class given",
      day: uk(each.day),
      half: each.half,
      words: missingWords(each),
    })),
    problems: [...toFix.gaps.map((gap) => ({ place: "", say: gapWords(gap) })), ...toFix.problems],
    nothingToFix: numbers.toFix === 0,
    incomplete: pack.incomplete,
    cohorts: pack.cohorts.map(({ name, dimension, key, shown }) => ({
      name,
      isWhole: dimension === "school" && key === "headline",
      shown: shown && {
        pupils: shown.pupils,
        week: percent(shown.week.percent),
        change: shown.change ?? "–",
        year: percent(shown.year.percent),
        authorised: shown.year.authorised,
        unauthorised: shown.year.unauthorised,
        persistent: shown.year.persistentPupils ?? "–",
        severe: shown.year.severePupils ?? "–",
      },
    })),
  };
}

/** This week beside others; the last column says where a figure is from. */
function comparedRows({ wholeSchool: { weeks, published } }: WeeklyPack): readonly unknown[] {
  const own = weeks.map(({ what, from, to, school, years1To6 }) => ({
    what: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`,
    when: `${uk(from)} to ${uk(to)}`,
    school: percent(school?.percent),
    years1To6: percent(years1To6?.percent),
    source: school
      ? `this school’s register, ${String(school.attended)} of ${String(school.possible)} sessions`
      : "no session of that week in the exports",
  }));
  const others = published.map(({ area, percent: value, year, week, source, edition }) => ({
    what: `${area}, primary schools`,
    when: `week ${String(week)} of the year, ${year}`,
    school: "–",
    years1To6: `${value}%`,
    source: `${source}; ${edition}`,
  }));
  return [...own, ...others];
}

/** So many names in a line of the head's page; the tables have them all. */
const FEW = 8;

/** What is new since last week, in a few lines. */
function changedLines({ numbers, movements, persistent }: WeeklyPack): readonly string[] {
  const names = (who: readonly Who[]): string =>
    who.length === 0 ? "" : `: ${who.slice(0, FEW).map(nameWithClass).join(", ")}${who.length > FEW ? " …" : ""}`;
  const upTo = movements.filter((each) => isWorse(each) && (each.to === "intensive" || each.to === "specialist"));
  const became = persistent.pupils.filter(({ status }) => status === "new");
  const ceased = persistent.pupils.filter(({ status }) => status === "no longer");
  return [
    `${counted(numbers.worse, "pupil")} moved to a more severe tier, ${String(numbers.better)} to a lighter one.`,
    ...(upTo.length > 0 ? [`Newly Intensive or Specialist${names(upTo)}`] : []),
    ...(became.length > 0 ? [`Newly persistent absentees${names(became)}`] : []),
    ...(ceased.length > 0 ? [`No longer persistent absentees${names(ceased)}`] : []),
  ];
}

function axisWords(chart: Sparkline | undefined): string {
  return chart ? `The small lines run from ${String(chart.axis.from)}% to ${String(chart.axis.to)}%.` : "";
}

/** The day on which they would be above 90% again, or that there is none this year. */
function backWords({ status, headroom }: PersistentPupil): string {
  if (status === "no longer") return "above now";
  if (!headroom) return "–";
  return headroom.backAbove === null ? "not this year" : short(headroom.backAbove);
}

function percent(text: string | null | undefined): string {
  return text === null || text === undefined ? "–" : `${text}%`;
}

function groupsOf(pupils: readonly Monitored[]): readonly { name: string; pupils: readonly unknown[] }[] {
  const byAttendance = pupils.filter(({ needAlone }) => !needAlone);
  const groups = (["specialist", "intensive", "emerging"] as const).map((tier) => ({
    name: TIER_NAMES[tier],
    pupils: byAttendance.filter((pupil) => pupil.tier === tier),
  }));
  const byNeed = {
    name: "By SEND plan or mental-health need alone",
    pupils: pupils.filter(({ needAlone }) => needAlone),
  };
  return [...groups, byNeed]
    .filter((group) => group.pupils.length > 0)
    .map((group) => ({
      name: `${group.name} (${String(group.pupils.length)})`,
      pupils: group.pupils.map(viewOfMonitored),
    }));
}

function viewOfMonitored(pupil: Monitored): Record<string, unknown> {
  return {
    name: pupil.name,
    class: pupil.class ?? "",
    percent: pupil.tooEarly ? "too early" : percent(pupil.percent),
    missed: pupil.missed,
    possible: pupil.counts.possible,
    why: [
      [reasonWords(pupil.triggers), (pupil.headroom?.mayMiss ?? null) === null ? "" : (pupil.headroom?.words ?? "")]
        .filter((part) => part !== "")
        .join("; "),
      sinceWords(pupil),
      pupil.siblings.length === 0 ? "" : `brothers and sisters: ${pupil.siblings.join(", ")}`,
    ].filter((line) => line !== ""),
    trend: pupil.trend === null ? "" : TRENDS[pupil.trend],
    chart: weekBarsOf(pupil.weeks),
  };
}
