/** The one place where a percentage is made, and only to be shown. */
import type { Sides } from "./counts.ts";

/** A line that a pupil's figure stands above or below. `atMost`: the line itself belongs to the lower side. */
export interface Line {
  readonly percent: number;
  readonly atMost: boolean;
}

/** Attendance to one decimal, half up, as the DfE publishes; null when nothing was possible. For groups. */
export function shownPercent(counts: Sides): string | null {
  return counts.possible === 0 ? null : written(halfUpTenths(counts.attended, counts.possible));
}

/**
 * A pupil's attendance to one decimal, half up, moved by a tenth where it would stand on the other side of a line
 * than the counts do: 188 of 209 is below 90 and shows 89.9; 334 of 371 is not persistent and shows 90.1.
 */
export function shownPupilPercent(counts: Sides, lines: readonly Line[]): string | null {
  if (counts.possible === 0) return null;
  const tenths = halfUpTenths(counts.attended, counts.possible);
  for (const { percent, atMost } of lines) {
    const line = Math.round(percent * 10);
    const left = counts.attended * 1000;
    const right = line * counts.possible;
    const below = atMost ? left <= right : left < right;
    const shownBelow = atMost ? tenths <= line : tenths < line;
    if (below !== shownBelow) return written(below ? tenths - 1 : tenths + 1);
  }
  return written(tenths);
}

/** Attendance in percent as a length in a picture, exact; null when nothing was possible. Never written as a number. */
export function drawnPercent(counts: Sides): number | null {
  return counts.possible === 0 ? null : (counts.attended * 100) / counts.possible;
}

/** Any share of sessions to one decimal, half up: absence, or a single reason. */
export function shownShare(part: number, possible: number): string | null {
  return possible === 0 ? null : written(halfUpTenths(part, possible));
}

/** Difference of two attendance rates in points, to one decimal, with its sign; null when either has nothing possible. */
export function shownChange(now: Sides, before: Sides): string | null {
  if (now.possible === 0 || before.possible === 0) return null;
  const tenths = halfUpTenths(now.attended, now.possible) - halfUpTenths(before.attended, before.possible);
  return tenths === 0 ? "0.0" : `${tenths > 0 ? "+" : "−"}${written(Math.abs(tenths))}`;
}

/** Exact for any counts below 2^40: a quotient in floating point can fall on the wrong side of a half. */
function halfUpTenths(part: number, whole: number): number {
  return Math.floor((part * 2000 + whole) / (2 * whole));
}

function written(tenths: number): string {
  return `${String(Math.floor(tenths / 10))}.${String(tenths % 10)}`;
}
