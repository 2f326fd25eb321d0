/** The prizes as files: a list for the office, the class's certificate, the children's, and a table for Excel. */
import { listed } from "../../letters/whom.ts";
import type { Config } from "../../read/config.ts";
import { dayFromIso, ukOf } from "../../register/day.ts";
import { nameWithClass } from "../../register/who.ts";
import { chartView } from "../charts/chart.ts";
import { renderCsv, type Sheet } from "../csv.ts";
import { renderPage, type PageFile, type PageTemplates } from "../html.ts";
import { certificatePage, type Certificate } from "./certificate.ts";
import type { Individual, IndividualPrize, PrizeSides } from "./individuals.ts";
import type { Prizes, ToLookAt } from "./prize.ts";
import { classInWords, spanInWords } from "./words.ts";

export const PRIZE_NAMES: Readonly<Record<ToLookAt["prize"], string>> = {
  class: "Class prize",
  "full-attendance": "Full attendance",
  "most-improved": "Most improved attendance",
};

/** Certificates are only made for prizes that are given. */
export function prizeFiles(prizes: Prizes, config: Config, templates: PageTemplates): readonly PageFile[] {
  const winners = prizes.classes.filter(({ wins }) => wins);
  const certificates = (path: string, title: string, given: readonly Certificate[]): readonly PageFile[] =>
    given.length === 0 ? [] : [{ path, text: certificatePage(given, config, templates, title) }];
  return [
    { path: "prizes.html", text: renderPage(templates, "prizes", viewOf(prizes)) },
    { path: "prizes.csv", text: renderCsv(sheetOf(prizes)) },
    ...certificates(
      "class-prize.html",
      "Class prize",
      winners.map((winner): Certificate => ({
        award: winners.length > 1 ? "Class prize, shared" : "Class prize",
        to: classInWords(winner.name),
        reason: `for the best attendance of all classes in the ${prizes.term}`,
        figure:
          winner.pupils < config.smallestGroup
            ? ""
            : `${String(winner.attended)} of ${String(winner.possible)} sessions attended: ${winner.percent ?? ""}%, ${daysOf(prizes)}`,
      })),
    ),
    ...certificates("certificates.html", "Certificates", prizes.individuals.map(certificateOf(prizes))),
  ];
}

function certificateOf({ term, before }: Prizes): (each: Individual) => Certificate {
  const reasons: Readonly<Record<IndividualPrize, string>> = {
    "full-attendance": `for full attendance in the ${term}`,
    "most-improved": `for attendance that went up most from the ${before?.term ?? ""} to the ${term}`,
  };
  return ({ prize, name, class: named }) => ({
    award: "Well done",
    to: name,
    reason: reasons[prize],
    figure: named === null ? "" : classInWords(named),
  });
}

/** `61 of 1234 sessions missed`. */
export function missedOf({ possible, attended }: Pick<PrizeSides, "possible" | "attended">): string {
  return `${String(possible - attended)} of ${String(possible)} sessions missed`;
}

/** On what a child's certificate rests. */
export function individualWords(each: Individual): string {
  const forgiven = each.forgiven === 0 ? "" : `, ${String(each.forgiven)} left out as forgiven`;
  return `${missedOf(each)}${forgiven}${each.before ? `; the term or year before, ${missedOf(each.before)}` : ""}`;
}

/** `3 September to 18 December 2026`, with a word when it is not over. */
export function daysOf({ from, to, isUnderWay }: Prizes): string {
  const days = spanInWords(dayFromIso(from) ?? 0, dayFromIso(to) ?? 0);
  return isUnderWay ? `${days} (so far)` : days;
}

/** How individual prizes are dealt with here, in a sentence; also that there are none. */
export function individualsWords({ givesIndividuals, forgives, before }: Prizes): string {
  if (!givesIndividuals) {
    return "No certificates for single children: the school has not chosen to give them (prizes: individuals in attend.yaml).";
  }
  const counted =
    forgives.length === 0
      ? "An agreed absence counts as an absence here (prizes: forgive in attend.yaml can leave codes out)."
      : `Absences with the code ${listed(forgives)} are left out for these prizes; every other absence counts, agreed or not.`;
  const reach = before
    ? ""
    : " Nobody can be judged as most improved: the exports do not reach back to the time before.";
  return `${counted}${reach}`;
}

function viewOf(prizes: Prizes): Readonly<Record<string, unknown>> {
  const { school, term, asAt, classes, leftOut, chart, individuals, lookFirst } = prizes;
  return {
    title: `Prizes for the ${term}: ${school}`,
    school,
    term,
    days: daysOf(prizes),
    asAt: ukOf(dayFromIso(asAt) ?? 0),
    isUnderWay: prizes.isUnderWay,
    winners: listed(classes.filter(({ wins }) => wins).map(({ name }) => name)),
    classes: classes.map((each) => ({ ...each, percent: `${each.percent ?? ""}%` })),
    leftOut: listed(leftOut),
    chart: classes.length > 0 ? chartView(chart) : null,
    aboutIndividuals: individualsWords(prizes),
    individuals: individuals.map((each) => ({
      prize: PRIZE_NAMES[each.prize],
      who: nameWithClass(each),
      words: individualWords(each),
    })),
    lookFirst: lookFirst.map((each) => ({ ...each, prize: PRIZE_NAMES[each.prize], who: whoWords(each) })),
  };
}

/** A child with the class; a class alone. */
export function whoWords(each: ToLookAt): string {
  return each.pupil === null ? each.name : nameWithClass(each);
}

function sheetOf({ classes, individuals, lookFirst }: Prizes): Sheet {
  return {
    head: [
      "Prize",
      "What",
      "Name",
      "Class",
      "Possible",
      "Attended",
      "Missed",
      "Forgiven",
      "Percent",
      "Possible before",
      "Attended before",
      "Why to look",
    ],
    rows: [
      ...classes.map((each) => [
        PRIZE_NAMES.class,
        each.wins ? "given" : "not given",
        each.name,
        each.name,
        each.possible,
        each.attended,
        each.possible - each.attended,
        null,
        { percent: each.percent },
        null,
        null,
        null,
      ]),
      ...individuals.map((each) => [
        PRIZE_NAMES[each.prize],
        "given",
        each.name,
        each.class,
        each.possible,
        each.attended,
        each.possible - each.attended,
        each.forgiven,
        null,
        each.before?.possible ?? null,
        each.before?.attended ?? null,
        null,
      ]),
      ...lookFirst.map((each) => [
        PRIZE_NAMES[each.prize],
        "look first",
        each.name,
        each.class,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        each.why,
      ]),
    ],
  };
}
