/** The kinds of letters, and what each is: how it is come by, to whom it goes, which holds it knows. */
import type { LetterKind } from "../read/names.ts";

/** Printed beside the letters, filled in by hand, never sent and never recorded. */
export const FORMS = ["panel-record", "part-time-agreement", "return-to-school"] as const;
export type FormKind = (typeof FORMS)[number];
export type PaperKind = LetterKind | FormKind;

export interface KindRule {
  /** What it is called in lists. */
  readonly title: string;
  /** Rows of the graduated response that it carries out. */
  readonly rows: readonly string[];
  /** Only for a child whom somebody names: a head asks for it. */
  readonly asked?: true;
  /** Every parent gets their own, also at one address. */
  readonly separately?: true;
  /** Once for each household, however many children. */
  readonly perHousehold?: true;
  /** Raises a concern about attendance or lates: waits for a talk where there is a need, and is not sent again too soon. */
  readonly concern?: true;
  /** Rests on a percentage, which says nothing in the first weeks. */
  readonly percentage?: true;
  /** Not twice in a half-term, even when more was missed since. */
  readonly oncePerHalfTerm?: true;
  /** About absence: held when nearly all of it was agreed. */
  readonly absence?: true;
  /** May be up to 250 words, and names its source. */
  readonly statutory?: true;
  /** Speaks of a figure of attendance, which can turn out to be wrong. */
  readonly figures?: true;
}

export const KINDS: Readonly<Record<LetterKind, KindRule>> = {
  "whole-school": { title: "Letter to every family", rows: ["A2"], perHousehold: true },
  "half-term-summary": { title: "Half-term summary", rows: ["A12"], percentage: true, figures: true },
  "year-summary": { title: "Year summary", rows: ["A12"], percentage: true, figures: true },
  "parents-evening": { title: "Parents' evening slip", rows: ["A11"], percentage: true, figures: true },
  "well-done": { title: "Well done", rows: ["A5"], figures: true },
  lateness: { title: "Lateness", rows: ["E1"], concern: true, percentage: true, figures: true },
  "attendance-concern": {
    title: "Attendance concern",
    rows: ["E1"],
    concern: true,
    percentage: true,
    absence: true,
    figures: true,
  },
  "attendance-below-90": {
    title: "Attendance 90% or below",
    rows: ["I2"],
    oncePerHalfTerm: true,
    concern: true,
    percentage: true,
    absence: true,
    figures: true,
  },
  "meeting-invitation": {
    title: "Invitation to a meeting",
    rows: ["I1"],
    concern: true,
    percentage: true,
    absence: true,
    figures: true,
  },
  "no-contact": { title: "No contact", rows: ["Intensive 4"] },
  "holiday-decision": { title: "Leave of absence: decision", rows: ["L2"] },
  "penalty-notice-warning": {
    title: "Penalty notice warning",
    rows: ["L3", "P7", "S8"],
    separately: true,
    concern: true,
    absence: true,
    statutory: true,
    figures: true,
  },
  "notice-to-improve": {
    title: "Notice to Improve",
    rows: ["S8"],
    asked: true,
    separately: true,
    concern: true,
    percentage: true,
    absence: true,
    statutory: true,
    figures: true,
  },
  "medical-evidence": { title: "Medical evidence", rows: ["P6"], asked: true, concern: true, figures: true },
  "evidence-accepted": { title: "Evidence accepted", rows: ["P6"] },
  "panel-invitation": { title: "Invitation to a panel", rows: ["P1"] },
  "panel-outcome": { title: "What the panel agreed", rows: ["P2"] },
  "panel-review": { title: "Review of the plan", rows: ["P4"], figures: true },
  "did-not-attend": { title: "Missed meeting", rows: ["I1", "P1"] },
  "sign-off": { title: "Sign-off", rows: ["P5"], figures: true },
  "part-time-review": { title: "Review of the part-time timetable", rows: ["S6"] },
  "missing-education": { title: "Where are you now?", rows: ["S5"] },
  correction: { title: "Correction", rows: [], figures: true },
};

export const FORM_TITLES: Readonly<Record<FormKind, string>> = {
  "panel-record": "Panel record",
  "part-time-agreement": "Part-time timetable agreement",
  "return-to-school": "Return-to-school note",
};

export function isForm(kind: PaperKind): kind is FormKind {
  return (FORMS as readonly string[]).includes(kind);
}

export function titleOf(kind: PaperKind): string {
  return isForm(kind) ? FORM_TITLES[kind] : KINDS[kind].title;
}

/** Letters that go in order, each series apart. */
export const SERIES = {
  attendance: ["attendance-concern", "attendance-below-90", "meeting-invitation"],
  lates: ["lateness", "meeting-invitation"],
} as const satisfies Record<string, readonly LetterKind[]>;
export type SeriesName = keyof typeof SERIES;

/** What `--term` chooses from. */
export const TERM_KINDS: readonly LetterKind[] = [
  "attendance-concern",
  "attendance-below-90",
  "meeting-invitation",
  "lateness",
  "well-done",
  "half-term-summary",
];
