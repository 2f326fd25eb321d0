/** The first-hour check as a page to print: a block for each call, with room to write, then lates and reasons. */
import { dayFromIso, longOf } from "../../register/day.ts";
import { nameWithClass } from "../../register/who.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import type { Call, Done } from "./calls.ts";
import type { DailyCheck } from "./check.ts";
import {
  daysWords,
  HALVES,
  lastWords,
  lateWords,
  notTakenWords,
  notToRingWords,
  numbersWords,
  openTooLong,
  reasonWords,
  saidWords,
  sessionsWords,
  siblingWords,
  stepsOf,
  tierWords,
  WHEN,
} from "./words.ts";

export function dailyPage(check: DailyCheck, templates: PageTemplates): string {
  const day = longOf(dayFromIso(check.asAt) ?? 0);
  return renderPage(templates, "daily", {
    title: `First-hour check, ${day}: ${check.school}`,
    day,
    school: check.school,
    sessions: sessionsWords(check),
    policy: check.policy,
    numbers: numbersWords(check),
    tooLong: openTooLong(check) ?? "",
    notTaken: check.notTaken.map(notTakenWords),
    noMark: check.noMark.map((each) => `${nameWithClass(each)}, ${HALVES[each.half]}: ${each.what}`),
    toRing: check.toRing.map(callView),
    daily: check.daily.map(callView),
    done: [
      { title: "Reached today: put the reason into the register", lines: check.reached.map(doneWords) },
      { title: "In school by now: ask for the reason", lines: check.cameLater.map(nameWithClass) },
      { title: "To be contacted daily, and contacted today", lines: check.dailyDone.map(doneWords) },
    ].filter(({ lines }) => lines.length > 0),
    times: check.times,
    lates: check.lates.map((late) => ({ who: nameWithClass(late), what: lateWords(late), doubt: late.doubt ?? "" })),
    reasons: WHEN.map(({ when, title }) => ({
      title,
      lines: check.reasons
        .filter((each) => each.when === when)
        .map((each) => `${nameWithClass(each)}, ${reasonWords(each)}`),
    })).filter(({ lines }) => lines.length > 0),
    lookOut: check.lookOut.map((each) => ({ who: nameWithClass(each), why: each.why })),
  });
}

function callView(call: Call): Record<string, unknown> {
  return {
    order: call.order,
    name: call.name,
    class: call.class ?? "no class",
    days: daysWords(call) || call.meaning,
    rings: call.rings,
    care: call.care,
    tier: tierWords(call),
    people: call.people.map(({ name, relationship, phones, language }) => ({
      name: relationship === null ? name : `${name} (${relationship})`,
      phones: phones.length === 0 ? "no number" : phones.join(" or "),
      language: language ?? "",
    })),
    notToRing: notToRingWords(call),
    last: lastWords(call),
    siblings: call.siblings.map(siblingWords).join("; "),
    steps: stepsOf(call.noContact),
  };
}

function doneWords(done: Done): string {
  return `${nameWithClass(done)}: ${saidWords(done.said)}`;
}
