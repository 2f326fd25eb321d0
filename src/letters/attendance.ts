/** Letters that attendance and lates call for, and the half-termly letters of everybody else. */
import { academicYearName } from "../register/terms.ts";
import { absent, isBelow, isPersistent, type Counts } from "../measures/counts.ts";
import { severity } from "../policy/tiers.ts";
import type { Fired } from "../policy/triggers.ts";
import { dayIn, type Deed } from "../read/log.ts";
import { BANDS, type LetterKind, type Tier, type TriggerName } from "../read/names.ts";
import { academicYearOf } from "../register/day.ts";
import { spanOf, type Span } from "./basis.ts";
import { halfTermSpan, occasionOf, type Candidate, type View } from "./candidate.ts";
import { issuedOfSeries } from "./history.ts";
import { SERIES, type SeriesName } from "./kinds.ts";

const OF_ATTENDANCE: readonly TriggerName[] = [...BANDS, "persistent-absence"];

/** The series that the most severe trigger belongs to, and how severe it is; attendance before lates. */
function concernOf({ placed }: View): { series: SeriesName; tier: Tier } | null {
  const worst = (names: readonly TriggerName[]): Tier | null =>
    placed.triggers
      .filter(({ trigger }) => names.includes(trigger))
      .reduce<Tier | null>((most, { tier }) => (severity(tier) > severity(most ?? "all") ? tier : most), null);
  const attendance = worst(OF_ATTENDANCE);
  const lates = worst(["lates"]);
  if (attendance === null && lates === null) return null;
  return severity(attendance ?? "all") >= severity(lates ?? "all")
    ? { series: "attendance", tier: attendance ?? "all" }
    : { series: "lates", tier: lates ?? "all" };
}

/** How far up a series a tier goes: Emerging gets its first letter, Intensive and above all of them. */
function rungsFor(series: SeriesName, tier: Tier): readonly LetterKind[] {
  return severity(tier) >= severity("intensive") ? SERIES[series] : SERIES[series].slice(0, 1);
}

/** Whether a kind, or any letter for a pupil of this tier, may go before its turn. */
export function jumpsTheQueue({ situation, placed }: View, kind: LetterKind): boolean {
  const jumps: readonly string[] = situation.config.letters["jump-the-queue"];
  return jumps.includes(kind) || jumps.includes(placed.tier);
}

/** The letter of a series whose turn it is: the first not sent yet, and when all were, the half-termly one again. */
function nextOf(view: View, series: SeriesName, tier: Tier): LetterKind {
  const rungs = rungsFor(series, tier);
  const sent = issuedOfSeries(view.situation, view.row, series).map(({ letter }) => letter);
  const first = rungs.find((kind) => kind === "attendance-below-90" && jumpsTheQueue(view, kind)) ?? rungs[0];
  const from = first === undefined ? 0 : rungs.indexOf(first);
  const next = rungs.slice(from).find((kind) => !sent.includes(kind));
  if (next) return next;
  return rungs.includes("attendance-below-90") ? "attendance-below-90" : (rungs[0] ?? "attendance-concern");
}

/** The letter that a pupil's tier calls for through attendance or lates; null when it calls for none. */
export function tierLetter(view: View): Candidate | null {
  const concern = concernOf(view);
  return concern && concernLetter(view, nextOf(view, concern.series, concern.tier), concern.series);
}

/** A named letter of a series, for whoever it is right for. */
export function seriesLetter(view: View, kind: LetterKind): Candidate | null {
  const has = (names: readonly TriggerName[], least: Tier): boolean =>
    view.placed.triggers.some(({ trigger, tier }) => names.includes(trigger) && severity(tier) >= severity(least));
  if (kind === "lateness") return has(["lates"], "emerging") ? concernLetter(view, kind, "lates") : null;
  if (kind === "attendance-concern") {
    const asked = has(OF_ATTENDANCE, "emerging");
    const lower = !has(OF_ATTENDANCE, "intensive");
    const turn = lower || nextOf(view, "attendance", "intensive") === kind;
    return asked && turn ? concernLetter(view, kind, "attendance") : null;
  }
  if (has(OF_ATTENDANCE, "intensive")) return concernLetter(view, kind, "attendance");
  return kind === "meeting-invitation" && has(["lates"], "intensive") ? concernLetter(view, kind, "lates") : null;
}

function concernLetter(view: View, kind: LetterKind, series: SeriesName): Candidate {
  const names: readonly TriggerName[] = series === "lates" ? ["lates"] : OF_ATTENDANCE;
  const fired = view.placed.triggers.filter(({ trigger }) => names.includes(trigger));
  const meeting = kind === "meeting-invitation" ? plannedMeeting(view) : null;
  return {
    kind,
    row: view.row,
    occasion: view.halfTerm ? occasionOf(view.halfTerm) : academicYearName(view.day),
    because: factsOf(fired),
    span: series === "lates" ? halfTermSpan(view) : view.year,
    event: kind === "meeting-invitation" ? { about: "meeting", deed: meeting, review: null } : { about: "figures" },
    series,
    standsWith: series === "lates" ? null : attendanceStands(view, kind),
  };
}

function factsOf(fired: readonly Fired[]): readonly string[] {
  return [...new Set(fired.map(({ fact }) => fact))];
}

/** A first letter stands while any attendance trigger fires; the later ones while one of Intensive or above does. */
function attendanceStands({ situation }: View, kind: LetterKind): (counts: Counts) => boolean {
  const least = kind === "attendance-concern" ? "emerging" : "intensive";
  const triggers = situation.config.policy.triggers.filter(
    ({ trigger, tier }) => OF_ATTENDANCE.includes(trigger) && severity(tier) >= severity(least),
  );
  return (counts) =>
    triggers.some(({ trigger, from = 0, below = 0 }) =>
      trigger === "persistent-absence" ? isPersistent(counts) : isBelow(counts, below) && !isBelow(counts, from),
    );
}

/** The next meeting that is planned with the family. */
function plannedMeeting({ situation, row }: View): Deed | null {
  const planned = (situation.deeds[row] ?? []).findLast(
    ({ kind, fields }) => kind === "meeting" && fields["outcome"] === "planned",
  );
  return planned && (dayIn(planned, "on") ?? planned.day) >= situation.asAt ? planned : null;
}

/** Full attendance this half-term or (`ofYear`) this year, or better by the policy's points than the half-term before. */
export function wellDone(view: View, ofYear: boolean): Candidate | null {
  const { situation, row, halfTerm, day } = view;
  const { minimumSessions } = situation.config.policy;
  if (!halfTerm) return null;
  const span = ofYear ? view.year : halfTermSpan(view);
  const { counts } = span;
  if (counts.possible < minimumSessions) return null;
  const shared = {
    kind: "well-done" as const,
    row,
    occasion: ofYear ? academicYearName(day) : occasionOf(halfTerm),
    span,
    series: null,
  };
  if (absent(counts) === 0) {
    return {
      ...shared,
      because: [`full attendance: all ${String(counts.possible)} sessions`],
      event: { about: "praise", full: ofYear ? "year" : "half-term", before: null },
      standsWith: (other) => absent(other) === 0,
    };
  }
  const before = ofYear ? null : spanBefore(view);
  if (!before || before.counts.possible < minimumSessions) return null;
  const points = situation.config.letters["well-done"].improvement;
  if (!isBetterBy(counts, before.counts, points)) return null;
  return {
    ...shared,
    because: [
      `missed ${String(absent(counts))} of ${String(counts.possible)} sessions, after ${String(absent(before.counts))} of ${String(before.counts.possible)} the half-term before`,
    ],
    event: { about: "praise", full: null, before: before.counts },
    standsWith: (other) => isBetterBy(other, before.counts, points),
  };
}

/** The figures of the half-term before, in the same school year; null when there is none. */
export function spanBefore({ situation, row, halfTerm }: View): (Span & { readonly key: string }) | null {
  if (!halfTerm) return null;
  const before = situation.halfTerms.findLast(({ to }) => to < halfTerm.from);
  if (!before || academicYearOf(before.from) !== academicYearOf(halfTerm.from)) return null;
  return { ...spanOf(situation, row, before.from, before.to), key: before.key };
}

/** Better by so many percentage points or more: exact, on counts. */
export function isBetterBy(now: Counts, before: Counts, points: number): boolean {
  if (now.possible === 0 || before.possible === 0) return false;
  const gained = now.attended * before.possible - before.attended * now.possible;
  return gained * 100 >= points * now.possible * before.possible;
}

/** A summary of the year so far, with this half-term beside it; it stands while the colour does. */
export function summary(
  view: View,
  kind: "half-term-summary" | "year-summary" | "parents-evening",
  occasion: string,
): Candidate {
  const { colours } = view.situation.config;
  const colour = (counts: Counts): string => colourOf(counts, colours);
  return {
    kind,
    row: view.row,
    occasion,
    because: ["a summary for every family"],
    span: view.year,
    event: { about: "figures" },
    series: null,
    standsWith: (other) => colour(other) === colour(view.year.counts),
  };
}

/** The colour word of a pupil's attendance; empty when nothing was possible. */
export function colourOf(
  counts: Counts,
  colours: readonly { readonly colour: string; readonly from: number }[],
): string {
  if (counts.possible === 0) return "";
  return colours.findLast(({ from }) => !isBelow(counts, from))?.colour ?? "";
}
