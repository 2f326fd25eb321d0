/** Headroom as reports hold it: its day as an ISO date, and the sentence that pages and tables say. */
import { counted } from "../letters/phrases.ts";
import type { Headroom } from "../measures/headroom.ts";
import { isoOf, shortOf } from "../register/day.ts";

export interface HeadroomJson extends Omit<Headroom, "backAbove"> {
  readonly backAbove: string | null;
  /** What is still within reach, without its full stop. */
  readonly words: string;
}

export function headroomJson(headroom: Headroom | null): HeadroomJson | null {
  if (!headroom) return null;
  const { backAbove } = headroom;
  return { ...headroom, backAbove: backAbove === null ? null : isoOf(backAbove), words: headroomWords(headroom) };
}

function headroomWords({ mayMiss, toAttend, backAbove }: Headroom): string {
  if (mayMiss === 0) return "the next session missed this half-term makes 10%";
  if (mayMiss !== null)
    return `may miss ${counted(mayMiss, "more session", "more sessions")} this half-term before 10%`;
  if (backAbove === null) return "cannot be above 90% again this year";
  return `above 90% again on ${shortOf(backAbove)} after ${counted(toAttend ?? 0, "session")} in a row`;
}
