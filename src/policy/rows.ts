/** The rows of the graduated response: each with what it asks, whose it is, and the letter that goes with it. */
import type { Config } from "../read/config.ts";
import type { LetterKind, RowName } from "../read/names.ts";

export interface RowOfPolicy {
  readonly what: string;
  /** The role of whoever does it; `attend.yaml` may name another. */
  readonly owner: string;
  readonly letter: LetterKind | null;
}

const row = (what: string, owner: string, letter: LetterKind | null = null): RowOfPolicy => ({ what, owner, letter });

export const ROWS: Readonly<Record<RowName, RowOfPolicy>> = {
  A1: row("Newsletter paragraph and figures on attendance", "Headteacher"),
  A2: row("Letter on attendance to every family, in September", "Headteacher", "whole-school"),
  A3: row("Class cup in the celebration assembly", "Headteacher"),
  A4: row("Class attendance prize", "Headteacher"),
  A5: row("Good news about attendance to parents, children and staff", "Pastoral Lead", "well-done"),
  A6: row("Late marks after the gates close, absence marks after the registers close", "School office"),
  A7: row("On the playground: look out for those on the list", "Headteacher"),
  A8: row("First-hour check of the registers; every absence followed up", "School office"),
  A9: row("Look at class attendance", "Pastoral Lead"),
  A10: row("Look at persistent absence", "Pastoral Lead"),
  A11: row("Attendance slips for parents' evening", "School office", "parents-evening"),
  A12: row("Attendance letter to every parent", "School office", "half-term-summary"),
  A13: row("Look at the trends of the school and its cohorts", "Headteacher"),
  A14: row("Governors review and approve the attendance policy", "Headteacher"),
  L1: row("Decide on a request for leave", "Headteacher"),
  L2: row("Letter with the decision on leave", "School office", "holiday-decision"),
  L3: row("Report the holiday to the local authority", "Headteacher"),
  L4: row("Ask the class teacher for concerns", "Pastoral Lead"),
  E1: row("Review lates and attendance; letter for concern", "Pastoral Lead", "attendance-concern"),
  E2: row("Look at the week: better or not?", "Pastoral Lead"),
  E3: row("Ring, or a friendly word, before it is below 90%", "Pastoral Lead"),
  E4: row("Look at brothers and sisters together", "Pastoral Lead"),
  E5: row("Report a concern about the reason for absence", "Pastoral Lead"),
  E6: row("Ask the class teacher for concerns", "Pastoral Lead"),
  I1: row("Attendance meeting with the headteacher", "Headteacher", "meeting-invitation"),
  I2: row("Letter about attendance of 90% or below", "Pastoral Lead", "attendance-below-90"),
  I3: row("Look at the week: better or not?", "Pastoral Lead"),
  I4: row("Contact the family about the absence", "Pastoral Lead"),
  I5: row("Consider a referral to an agency", "Pastoral Lead"),
  I6: row("Report a concern about the reason for absence", "Pastoral Lead"),
  I7: row("Ask the class teacher for concerns", "Pastoral Lead"),
  I8: row("Consider the attendance panel", "Headteacher"),
  S1: row("Attendance panel", "Headteacher"),
  S2: row("Targeted work with the Pastoral Lead", "Pastoral Lead"),
  S3: row("Consider a referral to Starting Point", "Headteacher"),
  S4: row("Speak with the schools of brothers and sisters", "Pastoral Lead"),
  S5: row("Protocol for a child missing education", "Headteacher", "missing-education"),
  S6: row("Review the part-time timetable", "Headteacher", "part-time-review"),
  S7: row("Report a concern about the reason for absence", "Headteacher"),
  S8: row("Escalate to the local authority", "Headteacher"),
  P1: row("Invite parents to the panel", "Headteacher", "panel-invitation"),
  P2: row("Hold the panel and write down the plan", "Headteacher", "panel-outcome"),
  P3: row("Point the family to agencies", "Pastoral Lead"),
  P4: row("Review the plan", "Headteacher", "panel-review"),
  P5: row("Sign off, when it has stayed better", "Headteacher", "sign-off"),
  P6: row("Letter about medical evidence, if the panel asked for it", "Headteacher", "medical-evidence"),
  P7: row("Warn about a penalty notice", "Headteacher", "penalty-notice-warning"),
};

/** The role that does a row in this school. */
export function ownerOf({ policy }: Pick<Config, "policy">, name: RowName): string {
  return policy.rows[name]?.owner ?? ROWS[name].owner;
}
