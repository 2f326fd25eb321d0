/** The short phrases that the weekly tables, page and screen have in common. */
import { dayFromIso, shortOf, ukOf } from "../../register/day.ts";
import type { Fired } from "../../policy/triggers.ts";
import type { TriggerName } from "../../read/names.ts";
import type { Monitored, Movement, Trend } from "./monitoring.ts";
import type { PersistentPupil } from "./persistent.ts";
import type { Gap } from "./gaps.ts";
import type { OwnersDue } from "./pack.ts";
import type { ToFix } from "./to-fix.ts";

/** `16/11/2026`. */
export function uk(iso: string): string {
  return ukOf(dayFromIso(iso) ?? 0);
}

/** `Mon 16 Nov`. */
export function short(iso: string): string {
  return shortOf(dayFromIso(iso) ?? 0);
}

/** `1 session`, `2 sessions`. */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${String(n)} ${n === 1 ? noun : plural}`;
}

export const DIRECTIONS: Readonly<Record<NonNullable<PersistentPupil["direction"]>, string>> = {
  more: "↑ more than last week",
  fewer: "↓ fewer than last week",
  same: "→ as last week",
};

export const ARROWS: Readonly<Record<NonNullable<PersistentPupil["direction"]>, string>> = {
  more: "↑",
  fewer: "↓",
  same: "→",
};

export const TRENDS: Readonly<Record<Trend, string>> = { improving: "improving", falling: "falling", steady: "steady" };

/** `Mon 16 Nov AM I, PM I; Tue 17 Nov AM L`; empty when there are none. */
export function sessionWords(sessions: Movement["sessions"]): string {
  const byDay = new Map<string, string[]>();
  for (const { day, half, code } of sessions) byDay.set(day, [...(byDay.get(day) ?? []), `${half} ${code}`]);
  return [...byDay].map(([day, marks]) => `${short(day)} ${marks.join(", ")}`).join("; ");
}

const IN_FIGURES: Readonly<Partial<Record<TriggerName, string>>> = {
  "attendance-90-95": "attendance 90–95",
  "attendance-80-90": "attendance 80–90",
  "attendance-below-80": "attendance below 80",
  "persistent-absence": "persistent absence",
};

/** Why a pupil is in a tier, where the table beside it shows the attendance already. */
export function reasonWords(triggers: readonly Fired[]): string {
  return [...new Set(triggers.map(({ trigger, fact }) => IN_FIGURES[trigger] ?? fact))].join(", ");
}

/** What moved a pupil: triggers that fired or fell away, and the sessions of the week. */
export function movementWords({ gained, lost, sessions }: Movement): string {
  const parts = [...new Set(gained.map(({ fact }) => fact))];
  if (lost.length > 0) parts.push(`no longer: ${reasonWords(lost)}`);
  const marks = sessionWords(sessions);
  if (marks !== "") parts.push(`this week ${marks}`);
  return parts.join("; ");
}

/** `Register not taken`, or whose marks are missing. */
export function missingWords({ missing, of, pupils }: ToFix["registers"][number]): string {
  if (missing === of) return `register not taken (${counted(of, "pupil")})`;
  return `no mark for ${pupils.map(({ name }) => name).join(", ")}`;
}

/** What a gap in the exports means, and what to do. */
export function gapWords({ from, to, days }: Gap): string {
  const when = days === 1 ? `on ${uk(from)}` : `from ${uk(from)} to ${uk(to)} (${String(days)} school days)`;
  return `No export has a mark ${when}, so the figures leave that out. Export it again, or correct the calendar in attend.yaml.`;
}

/** `A3 Class cup in the celebration assembly`, with whom it is about. */
export function dueWords({ first }: OwnersDue): string {
  const who = first.name === null ? "" : `: ${first.name} (${first.class ?? "no class"})`;
  return `${first.row} ${first.what}${who}, ${first.overdue ? "overdue since" : "by"} ${short(first.due)}`;
}

/** Since when a pupil is monitored, and what has happened since; empty on the first day. */
export function sinceWords({ since, before, after, improved }: Monitored): string {
  const of = ({ missed, possible }: Monitored["after"]): string => `${String(missed)} of ${String(possible)}`;
  if (after.possible === 0) return `since ${short(since)}`;
  const then = before.possible === 0 ? "" : `, before it ${of(before)}`;
  const verdict = improved === null ? "" : improved ? ": better" : ": no better";
  return `since ${short(since)} missed ${of(after)}${then}${verdict}`;
}
