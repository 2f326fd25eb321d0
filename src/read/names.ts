/** The words of the program: tiers, layouts, triggers, letters and rows, each in its one order. */

export const TIERS = ["all", "low", "emerging", "intensive", "specialist"] as const;
export type Tier = (typeof TIERS)[number];

export const CONFIG_FILE = "attend.yaml";

/** What a file can be read as. */
export const LAYOUT_NAMES = [
  "long",
  "day",
  "week",
  "dates",
  "strings",
  "counts",
  "totals",
  "pupils",
  "sen",
  "contacts",
  "late-book",
] as const;
export type LayoutName = (typeof LAYOUT_NAMES)[number];

export const TRIGGERS = [
  "holiday-request",
  "lates",
  "attendance-90-95",
  "attendance-80-90",
  "persistent-absence",
  "no-contact",
  "send-plan",
  "mental-health",
  "attendance-below-80",
  "missing-education",
  "part-time-timetable",
] as const;
export type TriggerName = (typeof TRIGGERS)[number];

/** Letter kinds: each is the name of its template, its word in the policy and its word in the log. */
export const LETTERS = [
  "whole-school",
  "half-term-summary",
  "year-summary",
  "parents-evening",
  "well-done",
  "lateness",
  "attendance-concern",
  "attendance-below-90",
  "meeting-invitation",
  "no-contact",
  "holiday-decision",
  "penalty-notice-warning",
  "notice-to-improve",
  "medical-evidence",
  "evidence-accepted",
  "panel-invitation",
  "panel-outcome",
  "panel-review",
  "did-not-attend",
  "sign-off",
  "part-time-review",
  "missing-education",
  "correction",
] as const;
export type LetterKind = (typeof LETTERS)[number];

/** Rows of the graduated response, as the school's document numbers them. */
export const ROW_NAMES = [
  "A1",
  "A2",
  "A3",
  "A4",
  "A5",
  "A6",
  "A7",
  "A8",
  "A9",
  "A10",
  "A11",
  "A12",
  "A13",
  "A14",
  "L1",
  "L2",
  "L3",
  "L4",
  "E1",
  "E2",
  "E3",
  "E4",
  "E5",
  "E6",
  "I1",
  "I2",
  "I3",
  "I4",
  "I5",
  "I6",
  "I7",
  "I8",
  "S1",
  "S2",
  "S3",
  "S4",
  "S5",
  "S6",
  "S7",
  "S8",
  "P1",
  "P2",
  "P3",
  "P4",
  "P5",
  "P6",
  "P7",
] as const;
export type RowName = (typeof ROW_NAMES)[number];

/** Returns to the local authority: each is its file name, its word in `attend.yaml` and its word in the log. */
export const RETURNS = [
  "ten-days",
  "sickness",
  "starters",
  "leavers",
  "part-time",
  "missing-education",
  "leave",
  "targeting",
] as const;
export type ReturnName = (typeof RETURNS)[number];

/** Triggers that count something, and those that are a band of attendance. */
export const COUNTING: readonly TriggerName[] = ["holiday-request", "lates", "no-contact"];
export const BANDS: readonly TriggerName[] = ["attendance-90-95", "attendance-80-90", "attendance-below-80"];
