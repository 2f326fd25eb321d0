/** Individual certificates, where the school has chosen to give them: full attendance, and most improved. */
import { isBetterBy } from "../../letters/attendance.ts";
import { noReasonIn, settled } from "../../letters/basis.ts";
import { counted } from "../../letters/phrases.ts";
import { listed } from "../../letters/whom.ts";
import { absent, compareRates, countPupil, windowOf, type Counts } from "../../measures/counts.ts";
import { countsForCup } from "../../measures/cup.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import type { Situation } from "../../policy/situation.ts";
import { hasNeed } from "../../read/log.ts";
import { whoIs, type Who } from "../../register/who.ts";
import type { PrizePeriod } from "./period.ts";

export const INDIVIDUAL_PRIZES = ["full-attendance", "most-improved"] as const;
export type IndividualPrize = (typeof INDIVIDUAL_PRIZES)[number];

export interface PrizeSides {
  /** Sessions, without those that the school forgives. */
  readonly possible: number;
  readonly attended: number;
  /** Agreed absences that the school does not hold against a prize. */
  readonly forgiven: number;
}

export interface Individual extends Who, PrizeSides {
  readonly prize: IndividualPrize;
  /** Of the term or year before, for `most-improved`. */
  readonly before: PrizeSides | null;
}

/** Somebody who may get or lose a prize by what is not settled yet. */
export interface LookFirst extends Who {
  readonly prize: IndividualPrize;
  readonly why: string;
}

export interface IndividualPrizes {
  readonly individuals: readonly Individual[];
  readonly lookFirst: readonly LookFirst[];
}

interface Standing {
  readonly row: number;
  readonly now: Side;
  readonly before: Side | null;
}

interface Side {
  /** Without forgiven sessions. */
  readonly counts: Counts;
  readonly forgiven: number;
}

/** Everyone on roll today, in register order, but for the years that are left out of the cup. */
export function individualPrizes(situation: Situation, period: PrizePeriod): IndividualPrizes {
  const { register, config, asAt } = situation;
  const sideOf = (row: number, { from, to }: { readonly from: number; readonly to: number }): Side =>
    forgiving(countPupil(register, row, windowOf(register, from, to)), config.prizes.forgive);
  const standings = rowsOnRoll(register, asAt, asAt)
    .filter((row) => countsForCup(register.pupils[row] ?? { year: null }, config.cupLeavesOut))
    .map((row): Standing => ({
      row,
      now: sideOf(row, period),
      before: period.before && sideOf(row, period.before),
    }));
  const found = [
    ...(config.prizes["full-attendance"] ? [fullAttendance(situation, standings)] : []),
    mostImproved(situation, period, standings),
  ];
  return {
    individuals: found.flatMap(({ individuals }) => individuals),
    lookFirst: found.flatMap(({ lookFirst }) => lookFirst),
  };
}

/** Takes sessions of these codes out of both sides: for a prize they are neither missed nor attended. */
function forgiving(counts: Counts, codes: readonly string[]): Side {
  const forgiven = codes.reduce((sum, code) => sum + (counts.codes[code] ?? 0), 0);
  const { possible, authorised } = counts;
  return { counts: { ...counts, possible: possible - forgiven, authorised: authorised - forgiven }, forgiven };
}

function fullAttendance(situation: Situation, standings: readonly Standing[]): IndividualPrizes {
  const least = situation.config.policy.minimumSessions;
  const individuals: Individual[] = [];
  const lookFirst: LookFirst[] = [];
  for (const standing of standings) {
    const { counts } = standing.now;
    const open = openWords(counts);
    if (counts.possible === 0 && open === "") continue;
    if (absent(settled(counts, "good")) > 0) continue;
    const tooFew = counts.possible < least ? `only ${counted(counts.possible, "possible session")} so far` : "";
    const why = listed([open, tooFew, flagWords(situation, standing.row)].filter((each) => each !== ""));
    if (why === "") individuals.push(individual(situation, standing, "full-attendance"));
    else lookFirst.push(look(situation, standing, "full-attendance", `${why}; nothing else missed`));
  }
  return { individuals, lookFirst };
}

interface Improved extends Standing {
  readonly before: Side;
}

/** The best of those who are better by the school's points, as many as it gives; equal ones with the last of them. */
function mostImproved(situation: Situation, period: PrizePeriod, standings: readonly Standing[]): IndividualPrizes {
  const { prizes, policy } = situation.config;
  const { "at-least": points, "how-many": howMany } = prizes["most-improved"];
  const judged = standings.filter(
    (each): each is Improved =>
      each.before !== null &&
      Math.min(each.now.counts.possible, each.before.counts.possible) >= Math.max(1, policy.minimumSessions),
  );
  const isSettled = ({ row, now, before }: Improved): boolean =>
    openWords(now.counts) === "" && openWords(before.counts) === "" && flagWords(situation, row) === "";
  const ranked = judged
    .filter((each) => isSettled(each) && isBetterBy(each.now.counts, each.before.counts, points))
    .toSorted((a, b) => compareGains(gainOf(b), gainOf(a)) || a.row - b.row);
  const last = ranked[howMany - 1];
  const winners = last ? ranked.filter((each) => compareGains(gainOf(each), gainOf(last)) >= 0) : ranked;
  const given = howMany === 0 ? [] : winners;
  const inReach = judged.filter((each) => {
    if (isSettled(each) || howMany === 0) return false;
    const [now, before] = [settled(each.now.counts, "good"), settled(each.before.counts, "bad")];
    return isBetterBy(now, before, points) && (!last || compareGains(gain(now, before), gainOf(last)) >= 0);
  });
  return {
    individuals: given.map((each) => individual(situation, each, "most-improved")),
    lookFirst: inReach.map((each) => {
      const earlier = openWords(each.before.counts);
      const open = [
        openWords(each.now.counts),
        earlier === "" ? "" : `${earlier} in the ${period.before?.name ?? ""}`,
        flagWords(situation, each.row),
      ];
      return look(situation, each, "most-improved", listed(open.filter((words) => words !== "")));
    }),
  };
}

/** A difference of two rates as a fraction of whole numbers. */
interface Gain {
  readonly top: number;
  readonly bottom: number;
}

function gain(now: Counts, then: Counts): Gain {
  return {
    top: now.attended * then.possible - then.attended * now.possible,
    bottom: now.possible * then.possible,
  };
}

function gainOf({ now, before: then }: Improved): Gain {
  return gain(now.counts, then.counts);
}

/** Exact, as `compareRates` is: a gain is a rate of its own. */
function compareGains(a: Gain, b: Gain): number {
  return compareRates({ attended: a.top, possible: a.bottom }, { attended: b.top, possible: b.bottom });
}

/** `2 marks missing, 1 unknown and 3 without a reason (N)`; empty when everything is settled. */
export function openWords(counts: Counts): string {
  const { missing, unknown } = counts;
  const n = noReasonIn(counts);
  return listed(
    [
      missing > 0 ? `${counted(missing, "mark")} missing` : "",
      unknown > 0 ? `${counted(unknown, "mark")} not known` : "",
      n > 0 ? `${counted(n, "session")} without a reason (N)` : "",
    ].filter((words) => words !== ""),
  );
}

/** Flags in the log with which a certificate may hurt, or cannot be handed over. */
const FLAGS = ["hold-phone-first", "missing-education"] as const;

function flagWords({ deeds, asAt }: Situation, row: number): string {
  return FLAGS.some((need) => hasNeed(deeds[row] ?? [], need, asAt))
    ? "a flag in the log: speak with the family first"
    : "";
}

function sidesOf({ counts: { possible, attended }, forgiven }: Side): PrizeSides {
  return { possible, attended, forgiven };
}

function individual({ register }: Situation, { row, now, before: then }: Standing, prize: IndividualPrize): Individual {
  return {
    prize,
    ...whoIs(register, row),
    ...sidesOf(now),
    before: prize === "most-improved" && then ? sidesOf(then) : null,
  };
}

function look({ register }: Situation, { row }: Standing, prize: IndividualPrize, why: string): LookFirst {
  return { prize, ...whoIs(register, row), why };
}
