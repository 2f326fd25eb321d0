/** Figures in the words of a letter: right for none, one and many, and kind. */
import type { Counts } from "../measures/counts.ts";
import { absent } from "../measures/counts.ts";
import type { Headroom } from "../measures/headroom.ts";
import { MONTHS, partsOf, WEEKDAYS, weekdayOf, type Day } from "../register/day.ts";
import { noReasonIn } from "./basis.ts";
import { listed } from "./whom.ts";

/** `3 September 2026`. */
export function dateWords(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(dayOfMonth)} ${MONTHS[month - 1] ?? ""} ${String(year)}`;
}

/** `Thursday 3 September`. */
export function weekdayWords(day: Day): string {
  const { month, dayOfMonth } = partsOf(day);
  return `${WEEKDAYS[weekdayOf(day)]} ${String(dayOfMonth)} ${MONTHS[month - 1] ?? ""}`;
}

/** `no sessions`, `1 session`, `2 sessions`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return n === 0 ? `no ${many}` : `${String(n)} ${n === 1 ? one : many}`;
}

/** Two sessions are a day: `half a day`, `1 day`, `1½ days`, `6 days`. Empty for none. */
export function daysWords(sessions: number): string {
  if (sessions === 0) return "";
  if (sessions === 1) return "half a day";
  const whole = Math.floor(sessions / 2);
  return sessions % 2 === 1 ? `${String(whole)}½ days` : `${String(whole)} ${whole === 1 ? "day" : "days"}`;
}

/** `13 sessions (6½ days)`; `no sessions`. */
export function missedWords(sessions: number): string {
  return sessions === 0 ? counted(0, "session") : `${counted(sessions, "session")} (${daysWords(sessions)})`;
}

/**
 * What kind of absence it was, in one sentence: agreed, not agreed, and waiting for a reason apart. Empty when no
 * session was missed. Agreed is what the register's codes authorise; a session marked `N` is in neither yet.
 */
export function splitWords(counts: Counts): string {
  const missed = absent(counts);
  const noReason = noReasonIn(counts);
  const agreed = counts.authorised;
  const refused = counts.unauthorised - noReason;
  const why = exampleOf(counts);
  const are = (n: number): string => (n === 1 ? "was" : "were");
  if (missed === 0) return "";
  if (missed === 1) {
    if (agreed === 1) return `It was agreed${why}.`;
    return refused === 1 ? "It was not agreed." : "It still needs a reason.";
  }
  if (agreed === missed) return `All of it was agreed${why}.`;
  if (refused === missed) return "None of it was agreed.";
  if (noReason === missed) return "All of it still needs a reason.";
  const parts = [
    agreed > 0 ? `${String(agreed)} ${are(agreed)} agreed${why}` : null,
    refused > 0 ? `${String(refused)} ${are(refused)} not agreed` : null,
    noReason > 0 ? `${String(noReason)} still ${noReason === 1 ? "needs" : "need"} a reason` : null,
  ].filter((part) => part !== null);
  return `Of these, ${listed(parts)}.`;
}

/** ` (for illness)` when all that was agreed was, else ` (such as illness)`: only what really is among them. */
function exampleOf({ codes, authorised }: Counts): string {
  if (codes["I"] === authorised && authorised > 0) return " (for illness)";
  if ((codes["I"] ?? 0) > 0) return " (such as illness)";
  return (codes["M"] ?? 0) > 0 ? " (such as a medical appointment)" : "";
}

/** `once`, `twice`, `3 times`; empty for none. */
export function timesWords(n: number): string {
  if (n === 0) return "";
  return n === 1 ? "once" : n === 2 ? "twice" : `${String(n)} times`;
}

/** What lates after the register closed mean; empty when there were none. `of` is how many lates there were in all. */
export function afterCloseWords(n: number, of: number): string {
  if (n === 0) return "";
  if (of === 1) return "It was after the register had closed, so that session counts as missed.";
  return n === 1
    ? "One of these was after the register had closed, so that session counts as missed."
    : `${n === of ? "All" : String(n)} of these were after the register had closed, so those sessions count as missed.`;
}

/** `47 minutes in all` for several lates; `at least` when some have no minutes. Empty when there are none at all. */
export function minutesWords(minutes: number | null, lates: number, timed: number): string {
  if (minutes === null || minutes === 0) return "";
  return `${timed === lates ? "" : "at least "}${counted(minutes, "minute")}${lates > 1 ? " in all" : ""}`;
}

const MOST_DAYS = 8;

/** `Monday 2, Tuesday 10 and Friday 13 November`: at most eight, then how many more. */
export function daysListed(days: readonly Day[]): string {
  const shown = days.slice(0, MOST_DAYS);
  const words = shown.map((day, i) => {
    const next = shown[i + 1];
    const sameMonth = next !== undefined && partsOf(next).month === partsOf(day).month;
    return sameMonth ? `${WEEKDAYS[weekdayOf(day)]} ${String(partsOf(day).dayOfMonth)}` : weekdayWords(day);
  });
  const more = days.length - shown.length;
  return more > 0 ? `${words.join(", ")} and ${counted(more, "more day", "more days")}` : listed(words);
}

/** Sessions that may be missed from which on nothing need be said, and days from which on it is too far away. */
const NEAR_SESSIONS = 10;
const NEAR_DAYS = 56;

/** What is still within reach, in kind words; empty when it is not near, or the calendar says nothing. */
export function headroomWords(headroom: Headroom | null, day: Day): string {
  if (!headroom) return "";
  const { mayMiss, backAbove } = headroom;
  if (mayMiss !== null) {
    return mayMiss <= NEAR_SESSIONS ? "Attendance can still stay above 90% this half-term." : "";
  }
  if (backAbove === null || backAbove > day + NEAR_DAYS) return "";
  return `With no more absence, attendance would be above 90% again by ${dateWords(backAbove)}.`;
}
