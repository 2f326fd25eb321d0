/** Moments on the wall clock, with how far that clock is ahead of UTC: what is written about when something ran. */
import { dayFromIso, isoOf, type Day } from "./day.ts";

export interface Moment {
  readonly day: Day;
  /** Since midnight on the wall clock, 0 to 86399. */
  readonly seconds: number;
  /** Minutes ahead of UTC: 0 in an English winter, 60 in summer. */
  readonly offset: number;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Minutes after midnight as `07:30`. */
export function clockOf(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `2026-11-30T07:30:02+00:00`. */
export function stampOf({ day, seconds, offset }: Moment): string {
  const ahead = `${offset < 0 ? "-" : "+"}${clockOf(Math.abs(offset))}`;
  return `${isoOf(day)}T${clockOf(Math.floor(seconds / 60))}:${two(seconds % 60)}${ahead}`;
}

/** The moment of such a stamp; null for anything else. */
export function momentFrom(stamp: string): Moment | null {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)([+-])(\d{2}):([0-5]\d)$/.exec(stamp);
  const day = dayFromIso(match?.[1] ?? "");
  if (!match || day === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(2, 5).map(Number);
  const offset = (match[5] === "-" ? -1 : 1) * (Number(match[6]) * 60 + Number(match[7]));
  return { day, seconds: hours * 3600 + minutes * 60 + seconds, offset };
}

/** Real seconds from one moment to another, whatever the clocks did between; negative when `to` is the earlier one. */
export function secondsBetween(from: Moment, to: Moment): number {
  const utc = ({ day, seconds, offset }: Moment): number => day * 86400 + seconds - offset * 60;
  return utc(to) - utc(from);
}
