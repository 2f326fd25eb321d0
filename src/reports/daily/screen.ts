/** The first-hour check on one screen. */
import { dayFromIso, longOf } from "../../register/day.ts";
import { nameWithClass } from "../../register/who.ts";
import type { Block } from "../weekly/screen.ts";
import type { Call } from "./calls.ts";
import type { DailyCheck } from "./check.ts";
import {
  commandFor,
  daysWords,
  HALVES,
  lateWords,
  notTakenWords,
  notToRingWords,
  numbersWords,
  openTooLong,
  personWords,
  reasonWords,
  saidWords,
  sessionsWords,
  stepsOf,
  tierWords,
  WHEN,
} from "./words.ts";

/** Parts with nothing in them are left out, but for the registers and the calls. */
export function dailyBlocks(check: DailyCheck): readonly Block[] {
  const tooLong = openTooLong(check);
  return [
    {
      title: `${check.school}: first-hour check, ${longOf(dayFromIso(check.asAt) ?? 0)}, ${sessionsWords(check)}`,
      lines: [numbersWords(check), ...(tooLong === null ? [] : [tooLong])],
    },
    {
      title: `Registers not taken: ${String(check.notTaken.length)}`,
      lines: [
        ...check.notTaken.map(notTakenWords),
        ...check.noMark.map((each) => `${nameWithClass(each)}, ${HALVES[each.half]}: ${each.what}`),
      ],
    },
    { title: `To ring, away without a reason: ${String(check.toRing.length)}`, lines: check.toRing.flatMap(callLines) },
    ...some(
      "Reached today, and the reason still to be put into the register",
      check.reached.map((each) => `${nameWithClass(each)}: ${saidWords(each.said)}`),
    ),
    ...some(
      "In school by now, and no reason yet for earlier today",
      check.cameLater.map((each) => nameWithClass(each)),
    ),
    ...some(
      "Absent with a reason, and to be contacted daily",
      check.daily.flatMap((call) => callLines(call)),
      check.daily.length,
    ),
    ...some(
      "Contacted today, of those to be contacted daily",
      check.dailyDone.map((each) => `${nameWithClass(each)}: ${saidWords(each.said)}`),
    ),
    ...some(
      `Late (gates ${check.times.gatesClose}, registers ${check.times.registersClose})`,
      check.lates.map(
        (late) => `${nameWithClass(late)}: ${lateWords(late)}${late.doubt === null ? "" : ` (${late.doubt})`}`,
      ),
    ),
    ...WHEN.flatMap(({ when, title }) =>
      some(
        `N marks. ${title}`,
        check.reasons
          .filter((each) => each.when === when)
          .map((each) => `${nameWithClass(each)}, ${reasonWords(each)}`),
      ),
    ),
  ];
}

function some(title: string, lines: readonly string[], count = lines.length): readonly Block[] {
  return lines.length === 0 ? [] : [{ title: `${title}: ${String(count)}`, lines }];
}

function callLines(call: Call): readonly string[] {
  const about = [
    daysWords(call) || call.meaning,
    tierWords(call),
    call.care ? `Needs care, ask first: ${call.rings}` : `Rings: ${call.rings}`,
  ];
  const [first] = call.people;
  const numbers = first ? personWords(first) : "no number in the exports";
  return [
    `${String(call.order)}  ${nameWithClass(call)}. ${about.filter((part) => part !== "").join(". ")}`,
    `   ${[numbers, notToRingWords(call)].filter((part) => part !== "").join(". ")}`,
    ...[stepsOf(call.noContact).join(" "), commandFor(call.noContact)]
      .filter((line) => line !== "")
      .map((line) => `   ${line}`),
  ];
}
