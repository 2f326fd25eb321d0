/** A line of the late book: joined to a late mark, never making one. */
import type { Day } from "../register/day.ts";

export interface LateArrival {
  readonly person: number;
  readonly file: number;
  readonly line: number;
  readonly day: Day;
  /** Minutes after midnight; null when the book gives minutes late instead. */
  readonly arrival: number | null;
  readonly minutes: number | null;
}

/** `8:52`, `08.52`, `8:52 am`, `13:05:00` as minutes after midnight; null for anything else. */
export function readTime(cell: string): number | null {
  const match = /^(\d{1,2})[:.](\d{2})(?::\d{2})? ?([ap]m)?$/i.exec(cell.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (hour > 23 || minute > 59) return null;
  const afternoon = match[3]?.toLowerCase() === "pm" && hour < 12;
  return (afternoon ? hour + 12 : hour) * 60 + minute;
}
