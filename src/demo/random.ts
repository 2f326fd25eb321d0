/** Seeded chance: the same seed and keys give the same numbers on every machine, so an invented school is the same bytes. */

/** Each call gives the next number, 0 inclusive to 1 exclusive. */
export type Random = () => number;

/**
 * A stream of its own for each list of keys, so that one pupil's marks do not move when another is added.
 * The generator is mulberry32; the keys are hashed with FNV-1a.
 */
export function randomOf(seed: number, ...keys: readonly (string | number)[]): Random {
  let state = hash(`${String(seed)}|${keys.join("|")}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** True with this probability (0 to 1). */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A whole number from `from` to `to`, both inclusive. */
export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of the list, all alike. Throws for an empty list. */
export function pick<T>(random: Random, list: readonly [T, ...T[]] | readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

/** One of the values, by weight. The weights need not sum to one. */
export function pickWeighted<T>(random: Random, weighted: readonly (readonly [T, number])[]): T {
  let left = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  return pick(random, weighted)[0];
}

/** A draw from the bell curve of mean 0 and standard deviation 1 (twelve uniforms summed). */
export function bell(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}
