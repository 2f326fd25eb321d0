/** The list of penalties as a page to print: who has met the threshold, who is near it, and each window mark by mark. */
import { dayFromIso, isWeekend, longOf } from "../../register/day.ts";
import { kindOfMark } from "../grid.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import { counted, short, uk } from "../weekly/words.ts";
import { windowShown, type PenaltyPupil, type PenaltyReport, type WeekShown, type WindowShown } from "./report.ts";

export function penaltyPage(report: PenaltyReport, templates: PageTemplates): string {
  return renderPage(templates, "penalties", penaltyView(report));
}

/** What the template is given. */
export function penaltyView(report: PenaltyReport): Readonly<Record<string, unknown>> {
  const { asAt, school, policy, reading, approaching, rules, counts, pupils, ageNotKnown } = report;
  return {
    title: "Penalty threshold",
    asAt: longOf(dayFromIso(asAt) ?? 0),
    school,
    policy,
    reading,
    approaching,
    counts,
    met: pupils.filter(({ state }) => state === "met").map(lineView),
    near: pupils.filter(({ state }) => state === "approaching").map(lineView),
    pupils: pupils.map(pupilView),
    rules: rules.map(({ value, unit, means, source, from }) => ({
      number: `${String(value)} ${unit}`,
      means,
      source,
      from: from === undefined ? "" : uk(from),
    })),
    ageNotKnown: ageNotKnown.map(({ name, class: named }) => `${name} (${named ?? "no class"})`).join(", "),
  };
}

/** A row of the tables at the top. */
function lineView(pupil: PenaltyPupil): Readonly<Record<string, unknown>> {
  const { name, today, metOn, requirements, ready, toSettle } = pupil;
  const missing = requirements.filter(({ ok }) => !ok).map(({ what }) => what.charAt(0).toLowerCase() + what.slice(1));
  return {
    name,
    class: pupil.class ?? "",
    metOn: metOn === null ? "" : uk(metOn),
    count: today.count,
    codes: codesWords(today),
    noReason: today.codes["N"] ?? 0,
    settleBy: toSettle[0] ? uk(toSettle[0].by) : "",
    drops: dropWords(today),
    inPlace: inPlaceWords(pupil),
    ready,
    missing: missing.join("; "),
  };
}

function pupilView(pupil: PenaltyPupil): Readonly<Record<string, unknown>> {
  const { name, state, metOn, today, whenMet, toSettle, requirements } = pupil;
  const window = windowShown(pupil);
  const span = `${uk(window.from)} to ${uk(window.to)}: ${counted(window.count, "session")} (${codesWords(window)})`;
  return {
    name,
    class: pupil.class ?? "no class",
    lead:
      state === "approaching"
        ? `Approaching. Today’s window, ${span}.`
        : whenMet
          ? `Met on ${uk(metOn ?? "")}, in the window ${span}. In today’s window ${counted(today.count, "session")}.`
          : `Met on ${uk(metOn ?? "")}. Today’s window, ${span}.`,
    dropping: whenMet === null,
    weeks: window.weeks.map((week) => weekView(week, window)),
    toSettle: settleWords(toSettle),
    inPlace: inPlaceWords(pupil),
    requirements,
  };
}

/** `5 of 6`. */
function inPlaceWords({ inPlace, required }: PenaltyPupil): string {
  return `${String(inPlace)} of ${String(required)}`;
}

/** `Wed 18 Nov AM and PM by 25/11/2026, Thu 19 Nov AM overdue since 20/11/2026`. */
function settleWords(open: PenaltyPupil["toSettle"]): string {
  return [...new Set(open.map(({ day }) => day))]
    .map((day) => {
      const own = open.filter((each) => each.day === day);
      const halves = own.map(({ half }) => half).join(" and ");
      return `${short(day)} ${halves} ${own[0]?.overdue === true ? "overdue since" : "by"} ${uk(own[0]?.by ?? day)}`;
    })
    .join(", ");
}

function weekView(week: WeekShown, { sessions }: WindowShown): Readonly<Record<string, unknown>> {
  const monday = dayFromIso(week.monday) ?? 0;
  const own = sessions.filter(({ day }) => (dayFromIso(day) ?? 0) >= monday && (dayFromIso(day) ?? 0) < monday + 7);
  const counts = new Set(own.map(({ day, half }) => 2 * ((dayFromIso(day) ?? 0) - monday) + (half === "AM" ? 0 : 1)));
  const atWeekend = own.filter(({ day }) => isWeekend(dayFromIso(day) ?? 0));
  return {
    week: uk(week.monday),
    // A mark below compulsory school age is not shaded as one that counts.
    marks: week.marks.map((mark, i) => {
      const kind = kindOfMark(mark);
      return { mark, kind: kind === "unauthorised" && !counts.has(i) ? "other" : kind };
    }),
    counted: week.counted,
    weekend: atWeekend.map(({ day, half, code }) => `${short(day)} ${half} ${code}`).join(", "),
    dropsOut: week.counted === 0 ? "" : week.dropsOut === null ? "not in the calendar" : uk(week.dropsOut),
  };
}

/** `4 G, 6 U`. */
function codesWords({ codes }: WindowShown): string {
  return ["G", "N", "O", "U"]
    .flatMap((code) => (codes[code] === undefined ? [] : [`${String(codes[code])} ${code}`]))
    .join(", ");
}

/** When the first of them drop out, and how many are left then. */
function dropWords({ count, firstDrop }: WindowShown): string {
  if (firstDrop === null) return count === 0 ? "" : "not in the calendar";
  return `${uk(firstDrop.on)}, then ${String(firstDrop.left)}`;
}
