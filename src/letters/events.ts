/** What a letter may be about besides figures: a decision, a threshold, a meeting, a run of days. */
import type { ThresholdMet } from "../measures/penalty.ts";
import type { UnexplainedRun } from "../measures/spells.ts";
import type { Counts } from "../measures/counts.ts";
import type { LeaveDecision } from "../policy/leave.ts";
import type { Deed } from "../read/log.ts";
import type { Day } from "../register/day.ts";
import type { Basis } from "./basis.ts";
import type { Issued } from "./history.ts";

/** A decision on leave, or leave that nobody asked for. */
export type Leave = Omit<LeaveDecision, "decision"> & {
  readonly decision: LeaveDecision["decision"] | "not-asked";
};

export type LetterEvent =
  | { readonly about: "figures" }
  /** A parents' evening; the time is empty when none is known. */
  | { readonly about: "evening"; readonly time: string }
  | { readonly about: "praise"; readonly full: "half-term" | "year" | null; readonly before: Counts | null }
  | { readonly about: "run"; readonly run: UnexplainedRun }
  | { readonly about: "leave"; readonly leave: Leave }
  | { readonly about: "threshold"; readonly met: ThresholdMet }
  | { readonly about: "meeting"; readonly deed: Deed | null; readonly review: Day | null }
  | { readonly about: "evidence"; readonly deed: Deed }
  | { readonly about: "notice"; readonly from: Day; readonly to: Day; readonly weeks: number }
  | { readonly about: "timetable"; readonly review: Day; readonly since: Day }
  | { readonly about: "correction"; readonly issued: Issued; readonly was: Basis };
