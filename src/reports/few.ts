/** Small numbers: from where on one may be shown, what stands in its place, and tiers joined until none is small. */

/** A smallest group of 2 is taken as 3: "fewer than 2" would be a number. */
const LEAST = 3;

/** Pupils or deeds: from how many on a number may be shown. */
export function smallestShown(smallestGroup: number): number {
  return Math.max(LEAST, smallestGroup);
}

/** 0, 7, or `fewer than 5`. */
export function countShown(count: number, smallestGroup: number): number | string {
  return isFew(count, smallestGroup) ? fewerThan(smallestGroup) : count;
}

/** Some, but too few for their number to be shown. */
export function isFew(count: number, smallestGroup: number): boolean {
  return count > 0 && count < smallestShown(smallestGroup);
}

export function fewerThan(smallestGroup: number): string {
  return `fewer than ${String(smallestShown(smallestGroup))}`;
}

/**
 * Neighbours joined, from the last backwards, until each band is nought or large enough: indexes into `counts`, in order.
 * One band of everything when even that is too small.
 */
export function joinSmall(counts: readonly number[], smallestGroup: number): readonly (readonly number[])[] {
  const bands: number[][] = [];
  const size = (band: readonly number[]): number => band.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
  for (const i of [...counts.keys()].reverse()) {
    const [last] = bands;
    if (last && isFew(size(last), smallestGroup)) last.unshift(i);
    else bands.unshift([i]);
  }
  while (bands.length > 1 && isFew(size(bands[0] ?? []), smallestGroup)) {
    bands.splice(0, 2, [...(bands[0] ?? []), ...(bands[1] ?? [])]);
  }
  return bands;
}
