/** Why a letter is held and not written. Every reason says what a person can do about it. */
import { absent } from "../measures/counts.ts";
import { hasNeed, isContact, type Deed } from "../read/log.ts";
import type { LetterKind } from "../read/names.ts";
import { academicYearOf, ukOf, type Day } from "../register/day.ts";
import { mostlyAgreed, noReasonIn, settled } from "./basis.ts";
import { jumpsTheQueue } from "./attendance.ts";
import { halfTermSpan, type Candidate, type View } from "./candidate.ts";
import { gotWorseSince, issuedOfSeries, issuedTo } from "./history.ts";
import { KINDS, SERIES } from "./kinds.ts";
import type { Recipients } from "./whom.ts";

export const HOLDS = [
  "left",
  "phone-first",
  "looked-after",
  "missing-education",
  "nobody-to-write-to",
  "not-settled",
  "too-early",
  "mostly-agreed",
  "need-without-talk",
  "sent-before",
  "order",
] as const;
export type HoldName = (typeof HOLDS)[number];

/** Each hold in a few words, for counts. */
export const HOLD_TITLES: Readonly<Record<HoldName, string>> = {
  left: "has left",
  "phone-first": "flagged: hold, phone first",
  "looked-after": "looked after, or has a social worker",
  "missing-education": "child missing education",
  "nobody-to-write-to": "nobody may be written to, or no address",
  "not-settled": "depends on marks that are not settled",
  "too-early": "too early in the year, or newly joined",
  "mostly-agreed": "nearly all of the absence was agreed, and nobody has talked with the family: ring first",
  "need-without-talk": "EHCP, mental-health need or part-time timetable: talk first",
  "sent-before": "sent not long ago, and nothing worse since",
  order: "an earlier letter comes first",
};

export interface Hold {
  readonly hold: HoldName;
  /** A sentence without its full stop. */
  readonly reason: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
}

/** Nothing can be printed, or nobody is there to get it: releasing would not help. */
const NEVER_RELEASED: readonly HoldName[] = ["left", "nobody-to-write-to"];

export function isReleasable(holds: readonly Hold[]): boolean {
  return holds.every(({ hold }) => !NEVER_RELEASED.includes(hold));
}

const RELEASE = "Or release it: --release and the child's name, with a --note that says why.";

/** Every hold on a letter, in the order of `HOLDS`; none when it may be written. */
export function holdsOn(view: View, candidate: Candidate, recipients: Recipients): readonly Hold[] {
  const rule = KINDS[candidate.kind];
  const found: readonly (Hold | null)[] = [
    hasLeft(view),
    ...(rule.perHousehold ? [] : [phoneFirst(view), lookedAfter(view), missingEducation(view, candidate)]),
    nobody(recipients),
    notSettled(candidate),
    rule.percentage ? tooEarly(view) : null,
    rule.absence && candidate.series !== "lates" ? mostlyAgreedAbsence(view) : null,
    rule.concern ? needWithoutTalk(view) : null,
    rule.concern ? sentBefore(view, candidate) : null,
    outOfOrder(view, candidate),
  ];
  return found.filter((hold) => hold !== null);
}

function hasLeft({ situation, row }: View): Hold | null {
  const to = situation.register.pupils[row]?.to ?? null;
  if (to === null || to >= situation.asAt) return null;
  return {
    hold: "left",
    reason: `has left: the last day was ${ukOf(to)}`,
    remedy: "Families of leavers get no letters.",
  };
}

function deedsOf({ situation, row }: View): readonly Deed[] {
  return situation.deeds[row] ?? [];
}

function phoneFirst(view: View): Hold | null {
  if (!hasNeed(deedsOf(view), "hold-phone-first", view.situation.asAt)) return null;
  return {
    hold: "phone-first",
    reason: "flagged in the log: hold, phone first",
    remedy: `Ring the family. ${RELEASE}`,
  };
}

function lookedAfter(view: View): Hold | null {
  const looked = view.situation.register.pupils[view.row]?.lookedAfter === true;
  if (!looked && !hasNeed(deedsOf(view), "social-worker", view.situation.asAt)) return null;
  return {
    hold: "looked-after",
    reason: looked ? "looked after by the local authority" : "has a social worker, in the log",
    remedy: `Speak with the social worker, to whom this goes. ${RELEASE}`,
  };
}

/** Praise or a summary to a family that nobody can find would be out of place. */
function missingEducation(view: View, { kind }: Candidate): Hold | null {
  if (kind === "missing-education" || !hasNeed(deedsOf(view), "missing-education", view.situation.asAt)) return null;
  return {
    hold: "missing-education",
    reason: "child missing education, in the log",
    remedy: `Follow the protocol first. ${RELEASE}`,
  };
}

function nobody({ trouble }: Recipients): Hold | null {
  if (trouble === null) return null;
  return {
    hold: "nobody-to-write-to",
    reason: trouble,
    remedy: "Ring, or correct the contacts in the MIS and export them again.",
  };
}

/** Settling the open marks as attended would take the reason for the letter away. */
function notSettled({ standsWith, span: { counts } }: Candidate): Hold | null {
  if (!standsWith || (standsWith(settled(counts, "good")) && standsWith(settled(counts, "bad")))) return null;
  const open = [
    count(counts.missing, "missing mark"),
    count(noReasonIn(counts), "N mark"),
    count(counts.unknown, "mark that nobody can tell", "marks that nobody can tell"),
  ].filter((part) => part !== null);
  return {
    hold: "not-settled",
    reason: `depends on marks that are not settled (${open.join(", ")})`,
    remedy: `Complete the register and export again. ${RELEASE}`,
  };
}

function count(n: number, one: string, many = `${one}s`): string | null {
  return n === 0 ? null : `${String(n)} ${n === 1 ? one : many}`;
}

function tooEarly({ situation, year: { counts } }: View): Hold | null {
  const least = Math.max(1, situation.config.policy.minimumSessions);
  if (counts.possible >= least) return null;
  return {
    hold: "too-early",
    reason: `too early: ${String(counts.possible)} possible sessions, and the policy waits for ${String(least)}`,
    remedy: `Talk instead. ${RELEASE}`,
  };
}

/** Whether somebody has talked with the family since a day. */
function talkedSince(view: View, from: Day): boolean {
  return deedsOf(view).some((deed) => isContact(deed) && deed.day >= from && deed.day <= view.situation.asAt);
}

function mostlyAgreedAbsence(view: View): Hold | null {
  const { counts } = view.year;
  const least = view.situation.config.letters["hold-agreed-absence"]["unauthorised-under"];
  if (!mostlyAgreed(counts, least) || talkedSince(view, view.halfTerm?.from ?? halfTermSpan(view).from)) return null;
  return {
    hold: "mostly-agreed",
    reason: `${String(absent(counts) - counts.unauthorised)} of ${String(absent(counts))} missed sessions were agreed, and nobody has talked with the family this half-term`,
    remedy: `Ring first, and log the talk. ${RELEASE}`,
  };
}

function needWithoutTalk(view: View): Hold | null {
  const { situation, row } = view;
  const pupil = situation.register.pupils[row];
  const has = (need: string): boolean => hasNeed(deedsOf(view), need, situation.asAt);
  const needs = [
    view.placed.triggers.some(({ trigger }) => trigger === "part-time-timetable") ? "a part-time timetable" : null,
    pupil?.sen === "E" || has("ehcp") ? "an EHCP" : null,
    pupil?.mentalHealth === true || has("mental-health") ? "a mental-health need" : null,
  ].filter((need) => need !== null);
  if (needs.length === 0 || talkedSince(view, academicYearOf(situation.asAt))) return null;
  return {
    hold: "need-without-talk",
    reason: `has ${needs.join(" and ")}, and no talk with the family is in the log this year`,
    remedy: `Talk first, and log it. ${RELEASE}`,
  };
}

/** A letter of the same series, or of the same kind, within the policy's days, and nothing worse since. */
function sentBefore(view: View, { kind, series }: Candidate): Hold | null {
  const { situation, row } = view;
  if (situation.config.letters["jump-the-queue"].includes(kind)) return null;
  const { days } = situation.config.letters["not-again-within"];
  const all = series ? issuedOfSeries(situation, row, series) : issuedTo(situation, row);
  const last = (series ? all : all.filter(({ letter }) => letter === kind)).at(-1);
  if (!last || situation.asAt - last.day >= days) return null;
  const thisHalfTerm = all.some(({ letter, day }) => letter === kind && day >= (view.halfTerm?.from ?? day));
  if (gotWorseSince(situation, row, last) && !(KINDS[kind].oncePerHalfTerm === true && thisHalfTerm)) return null;
  return {
    hold: "sent-before",
    reason: `${last.letter} went out on ${ukOf(last.day)}, and nothing has got worse since; it can go again from ${ukOf(last.day + days)}`,
    remedy: `Wait. ${RELEASE}`,
  };
}

function outOfOrder(view: View, { kind, series }: Candidate): Hold | null {
  if (!series || jumpsTheQueue(view, kind)) return null;
  const order: readonly LetterKind[] = SERIES[series];
  const before = order[order.indexOf(kind) - 1];
  const sent = issuedOfSeries(view.situation, view.row, series);
  if (before === undefined || sent.some(({ letter }) => letter === before)) return null;
  return {
    hold: "order",
    reason: `its turn has not come: ${before} has not been sent this year`,
    remedy: `Send that first. ${RELEASE}`,
  };
}
