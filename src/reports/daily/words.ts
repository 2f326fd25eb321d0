/** The short phrases that the call sheet, its page and the screen have in common. */
import { TIER_NAMES } from "../../policy/tiers.ts";
import { nameWithClass } from "../../register/who.ts";
import type { Half } from "../../register/register.ts";
import { counted, short } from "../weekly/words.ts";
import type { Call } from "./calls.ts";
import type { DailyCheck } from "./check.ts";
import type { LateToday } from "./lates.ts";
import type { NoContact } from "./no-contact.ts";
import type { PersonToRing } from "./numbers.ts";
import type { NotTaken, ReasonDue } from "./registers.ts";
import type { Said } from "./said.ts";
import type { Presence } from "./today.ts";

export const HALVES: Readonly<Record<Half, string>> = { AM: "morning", PM: "afternoon" };

/** `Mrs Helen Ashby (Mother) 07700 900123, speaks Polish`. */
export function personWords({ name, relationship, phones, language }: PersonToRing): string {
  const who = relationship === null ? name : `${name} (${relationship})`;
  const numbers = phones.length === 0 ? "no number" : phones.join(" or ");
  return `${who} ${numbers}${language === null ? "" : `, speaks ${language}`}`;
}

/** Empty when nobody is kept off the list. */
export function notToRingWords({ notToRing }: Pick<Call, "notToRing">): string {
  if (notToRing === 0) return "";
  return `${counted(notToRing, "contact")} ${notToRing === 1 ? "is" : "are"} not to be rung, and left out here: see the MIS.`;
}

/** Empty when today's absence has a reason. */
export function daysWords({ days, since, daysWithoutContact }: Call): string {
  if (days === 0 || since === null) return "";
  const run = days === 1 ? "First day without a reason" : `Day ${String(days)} without a reason, since ${short(since)}`;
  if (daysWithoutContact === days) return days === 1 ? run : `${run}, and no contact`;
  return `${run}; ${daysWithoutContact === 1 ? "first day" : `${String(daysWithoutContact)} days`} since the family was reached`;
}

/** `Thu 19 Nov: call, reached (Miss Lark): “Gran answered.”` */
export function saidWords({ day, kind, outcome, by, words }: Said): string {
  const what = outcome === null ? kind : `${kind}, ${outcome}`;
  return `${short(day)}: ${what}${by === null ? "" : ` (${by})`}${words === null ? "" : `: “${words}”`}`;
}

export function lastWords({ last }: Pick<Call, "last">): string {
  return last === null ? "nothing in the log yet" : saidWords(last);
}

const PRESENCE: Readonly<Record<Presence, string>> = {
  in: "in school",
  "no-reason": "also away without a reason",
  reason: "also away",
  "not-expected": "not expected in school now",
  "no-mark": "no mark yet",
};

/** `Lily Winterbourne (Reception), also away: Illness`. */
export function siblingWords(sibling: Call["siblings"][number]): string {
  const meaning = sibling.presence === "reason" ? `: ${sibling.meaning}` : "";
  return `${nameWithClass(sibling)}, ${PRESENCE[sibling.presence]}${meaning}`;
}

/** The tier, where it asks for more than a call; empty else. */
export function tierWords({ tier }: Pick<Call, "tier">): string {
  return tier === "intensive" || tier === "specialist" ? TIER_NAMES[tier] : "";
}

/** What is due besides the call, each a sentence; without what to type, which is for the screen. */
export function stepsOf(steps: NoContact | null): readonly string[] {
  if (!steps) return [];
  const { letter, letterSent, visit, reported } = steps;
  return [
    ...(letter === "due" ? ["The no-contact letter is due."] : []),
    ...(letter === "held" ? ["The no-contact letter is held: look why."] : []),
    ...(letterSent === null ? [] : [`The no-contact letter went out on ${short(letterSent)}.`]),
    visit === null
      ? "A visit is due."
      : `Visited on ${short(visit.day)}${visit.outcome === null ? "" : `: ${visit.outcome}`}.`,
    reported === null
      ? "Tell the safeguarding lead today, and the social worker where there is one."
      : `Reported to the safeguarding lead on ${short(reported)}.`,
  ];
}

/** What to type for the letter; empty where it has gone out, or there is none. */
export function commandFor(steps: NoContact | null): string {
  if (steps?.letter === "due") return `The letter: ${steps.command}`;
  return steps?.letter === "held" ? `Why the letter is held: ${steps.command} --dry-run` : "";
}

/** `5/6, morning: not taken (28 pupils)`. */
export function notTakenWords({ class: named, half, pupils }: NotTaken): string {
  return `${named ?? "No class given"}, ${HALVES[half]}: not taken (${counted(pupils, "pupil")})`;
}

/** `L, 12 minutes, about 08:57; 3 this half-term`. */
export function lateWords({ code, half, minutes, arrived, halfTerm }: LateToday): string {
  const parts = [
    half === "PM" ? `${code} in the afternoon` : code,
    minutes === null ? null : counted(minutes, "minute"),
    arrived === null ? null : `about ${arrived}`,
  ];
  return `${parts.filter((part) => part !== null).join(", ")}; ${String(halfTerm)} this half-term`;
}

/** `2 sessions, the oldest of Fri 13 Nov`. */
export function reasonWords({ sessions, oldest }: ReasonDue): string {
  return sessions === 1 ? `of ${short(oldest)}` : `${String(sessions)} sessions, the oldest of ${short(oldest)}`;
}

/** When each group of reasons is due, in order. */
export const WHEN = [
  { when: "overdue", title: "Overdue: change the N to the right code, or to O" },
  { when: "today", title: "Last day today" },
  { when: "tomorrow", title: "Last day on the next school day" },
] as const satisfies readonly { when: ReasonDue["when"]; title: string }[];

/** `117 on roll: 108 in school, 3 away without a reason, 5 away with one, 1 without a mark`. */
export function numbersWords({ numbers }: Pick<DailyCheck, "numbers">): string {
  const parts: readonly [number, string][] = [
    [numbers.inSchool, "in school"],
    [numbers.withoutReason, "away without a reason"],
    [numbers.withReason, "away with a reason"],
    [numbers.notExpected, "not expected"],
    [numbers.noMark, "without a mark"],
  ];
  const said = parts.filter(([n], i) => n > 0 || i < 2).map(([n, words]) => `${String(n)} ${words}`);
  return `${String(numbers.onRoll)} on roll: ${said.join(", ")}`;
}

/** `morning`, or `morning and afternoon`. */
export function sessionsWords({ sessions }: Pick<DailyCheck, "sessions">): string {
  return sessions.map((half) => HALVES[half]).join(" and ");
}

/** Null when the registers close in time. */
export function openTooLong({ times }: Pick<DailyCheck, "times">): string | null {
  const { gatesClose, registersClose, openMinutes, mostMinutes } = times;
  if (openMinutes <= mostMinutes) return null;
  return `The registers close at ${registersClose}, ${String(openMinutes)} minutes after ${gatesClose}. They may stay open for ${String(mostMinutes)} minutes at most: see “day” in attend.yaml.`;
}
