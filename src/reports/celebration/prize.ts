/** The prizes of a term or a year as a value: the class prize, and individual ones where the school gives them. */
import { settled } from "../../letters/basis.ts";
import { absent, compareRates, windowOf } from "../../measures/counts.ts";
import { cupOf, type CupEntry } from "../../measures/cup.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import { classesOf } from "../../measures/groups.ts";
import { drawnPercent, shownPercent } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf } from "../../register/day.ts";
import { zeroAxis, type BarChart } from "../charts/chart.ts";
import { individualPrizes, openWords, type Individual, type IndividualPrize } from "./individuals.ts";
import type { PrizePeriod } from "./period.ts";

export interface PrizeClass {
  readonly key: string;
  readonly name: string;
  /** Pupils with a possible session who count towards the prize, leavers too. */
  readonly pupils: number;
  readonly possible: number;
  readonly attended: number;
  readonly missed: number;
  readonly percent: string | null;
  readonly wins: boolean;
}

/** A class, or a child, whose prize hangs on marks that are not settled. */
export interface ToLookAt {
  readonly prize: "class" | IndividualPrize;
  /** The pupil's key; null for a class. */
  readonly pupil: string | null;
  readonly name: string;
  readonly class: string | null;
  readonly why: string;
}

export interface Prizes {
  readonly school: string;
  readonly asAt: string;
  /** `Autumn term 2026/27`, or `school year 2026/27`. */
  readonly term: string;
  readonly from: string;
  readonly to: string;
  readonly isUnderWay: boolean;
  /** What improvement is measured against; null when the exports do not reach back so far. */
  readonly before: { readonly term: string; readonly from: string; readonly to: string } | null;
  /** Classes that take part, the best first; equal ones in school order. */
  readonly classes: readonly PrizeClass[];
  /** Classes of whose years nobody takes part. */
  readonly leftOut: readonly string[];
  readonly chart: BarChart;
  /** The school gives individual prizes. */
  readonly givesIndividuals: boolean;
  readonly forgives: readonly string[];
  readonly individuals: readonly Individual[];
  readonly lookFirst: readonly ToLookAt[];
}

export function prizesOf(situation: Situation, period: PrizePeriod): Prizes {
  const { register, config, asAt } = situation;
  const { from, to, before } = period;
  const groups = classesOf(register, rowsOnRoll(register, from, to));
  const entries = cupOf(register, groups, windowOf(register, from, to), config.cupLeavesOut);
  const ranked = entries.filter(({ takesPart }) => takesPart).toSorted((a, b) => compareRates(b.counts, a.counts));
  const own = config.prizes.individuals ? individualPrizes(situation, period) : { individuals: [], lookFirst: [] };
  return {
    school: config.school.name,
    asAt: isoOf(asAt),
    term: period.name,
    from: isoOf(from),
    to: isoOf(to),
    isUnderWay: period.isUnderWay,
    before: before && { term: before.name, from: isoOf(before.from), to: isoOf(before.to) },
    classes: ranked.map(classOf),
    leftOut: entries.filter(({ group, takesPart }) => group.key !== "" && !takesPart).map(({ group }) => group.name),
    chart: chartOf(ranked, period),
    givesIndividuals: config.prizes.individuals,
    forgives: config.prizes.forgive,
    individuals: own.individuals,
    lookFirst: [
      ...classesInDoubt(ranked),
      ...own.lookFirst.map(({ prize, key, name, class: named, why }) => ({
        prize,
        pupil: key,
        name,
        class: named,
        why,
      })),
    ],
  };
}

function classOf({ group, pupils, counts, wins }: CupEntry): PrizeClass {
  const { possible, attended } = counts;
  const sides = { possible, attended, missed: absent(counts) };
  return { key: group.key, name: group.name, pupils, ...sides, percent: shownPercent(counts), wins };
}

function chartOf(ranked: readonly CupEntry[], { name }: PrizePeriod): BarChart {
  return {
    kind: "bars",
    title: "Attendance by class",
    description: `${name}, all sessions of a class pooled. The darkest bar has the prize.`,
    along: "Class",
    measure: "Attendance",
    axis: zeroAxis([100], "%"),
    bars: ranked.map(({ group, counts, wins }) => ({
      label: group.name,
      point: { at: drawnPercent(counts), shown: shownPercent(counts) },
      strong: wins,
    })),
  };
}

/** Classes with open marks that could change who wins: all attended in one class, all missed in the winner's. */
function classesInDoubt(ranked: readonly CupEntry[]): readonly ToLookAt[] {
  const winners = ranked.filter(({ wins }) => wins);
  const inDoubt = new Set<CupEntry>();
  for (const one of ranked) {
    for (const winner of winners) {
      if (one === winner || compareRates(settled(one.counts, "good"), settled(winner.counts, "bad")) < 0) continue;
      inDoubt.add(one).add(winner);
    }
  }
  return ranked.flatMap((entry): ToLookAt[] => {
    const open = openWords(entry.counts);
    if (!inDoubt.has(entry) || open === "") return [];
    const why = `${open}: settled, they could change which class wins`;
    return [{ prize: "class", pupil: null, name: entry.group.name, class: entry.group.key, why }];
  });
}
