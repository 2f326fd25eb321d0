/** What each child is prone to: spread over the school as in England, so that few children carry much of the absence. */
import { isYear1To6 } from "../register/pupil.ts";
import type { Child } from "./children.ts";
import { bell, randomOf } from "./random.ts";

/** Rates relative to the average child (1), and places in a queue (0 to 1, evenly spread) for what only few have. */
export interface Temper {
  readonly illness: number;
  readonly unexplained: number;
  readonly late: number;
  readonly lateAfterClose: number;
  /** Below the share of families who go, the family goes; siblings have the same place. */
  readonly holiday: number;
  readonly partTimePlan: number;
  readonly elsewhere: number;
  readonly travelling: number;
  readonly observance: number;
  readonly suspended: number;
  /** Misses half of the year or more. */
  readonly severe: boolean;
}

const SEVERE_SHARE = 0.0065;
const SPREAD = { illness: 1, unexplained: 1.35, late: 1.3, lateAfterClose: 1.6 } as const;
/** How far one child's troubles go together (0 not at all, 1 wholly). */
const TOGETHER = 0.75;
/** Disadvantage moves a child this many standard deviations towards absence. */
const MORE_ABSENT = 0.35;

/** A temper for each child, in order. Years 1 to 6 are spread among themselves, so that their figures hold. */
export function tempersOf(children: readonly Child[], seed: number): readonly Temper[] {
  const home = children.map(({ household }) => bell(randomOf(seed, "home-life", household.id)));
  const own = children.map((child, i) => {
    const trouble = (child.fsm ? MORE_ABSENT : 0) + (child.sen === "N" ? 0 : MORE_ABSENT);
    return trouble + (bell(randomOf(seed, "own-life", i)) + (home[i] ?? 0) * 0.5) / Math.sqrt(1.25);
  });
  const places = (trait: string, together: number): readonly number[] =>
    placesOf(
      children,
      own.map((each, i) => together * each + Math.sqrt(1 - together ** 2) * bell(randomOf(seed, trait, i))),
    );
  const traits = {
    illness: places("illness", TOGETHER),
    unexplained: places("unexplained", TOGETHER),
    late: places("late", TOGETHER),
    partTimePlan: places("part-time", 0),
    elsewhere: places("elsewhere", 0),
    travelling: places("travelling", 0),
    observance: places("observance", 0),
    suspended: places("suspended", 0),
  };
  const holiday = placesOf(
    children,
    children.map(({ household }) => bell(randomOf(seed, "holiday", household.id))),
  );
  return children.map((_, i): Temper => {
    const at = (trait: readonly number[]): number => trait[i] ?? 0.5;
    return {
      illness: multiple(at(traits.illness), SPREAD.illness),
      unexplained: multiple(at(traits.unexplained), SPREAD.unexplained),
      late: multiple(at(traits.late), SPREAD.late),
      lateAfterClose: multiple(at(traits.late), SPREAD.lateAfterClose),
      holiday: at(holiday),
      partTimePlan: at(traits.partTimePlan),
      elsewhere: at(traits.elsewhere),
      travelling: at(traits.travelling),
      observance: at(traits.observance),
      suspended: at(traits.suspended),
      severe: at(traits.unexplained) > 1 - SEVERE_SHARE,
    };
  });
}

/** Each child's place by score among Years 1 to 6, or among the others: (rank + ½) / number. The cast has none. */
function placesOf(children: readonly Child[], scores: readonly number[]): readonly number[] {
  const places = new Array<number>(children.length).fill(0.5);
  for (const headline of [true, false]) {
    const group = [...children.entries()]
      .filter(([, child]) => child.role === null && isYear1To6(child.year) === headline)
      .map(([i]) => i);
    const ranked = group.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
    for (const [rank, i] of ranked.entries()) places[i] = (rank + 0.5) / ranked.length;
  }
  return places;
}

/** The value at a place of a log-normal spread whose mean is 1. */
function multiple(place: number, spread: number): number {
  return Math.exp(spread * bellPlace(place) - (spread * spread) / 2);
}

/** How many standard deviations from the mean a place (0 to 1) of the bell curve stands. Abramowitz and Stegun 26.2.23. */
function bellPlace(place: number): number {
  const tail = Math.min(place, 1 - place);
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const bottom = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t;
  const size = t - top / bottom;
  return place < 0.5 ? -size : size;
}
