/** Tiers: each pupil in the most severe one that any trigger puts them in, with every trigger kept. */
import { isoOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import { whoIs, type Who } from "../register/who.ts";
import { TIERS, type Tier, type TriggerName } from "../read/names.ts";
import type { Situation } from "./situation.ts";
import { spansOn, standingIn, triggersFor, type Fired, type Spans, type Standing } from "./triggers.ts";

export interface Placed extends Omit<Standing, "halfTerm" | "sinceSeptember"> {
  readonly tier: Tier;
  readonly triggers: readonly Fired[];
}

/** One pupil's tier on a day. */
export function tierOn(situation: Situation, row: number, day: Day): Placed {
  return placedIn(situation, row, spansOn(situation, day));
}

/** Everyone on roll on the day, nursery too; no leavers and no future starters. */
export function tiersOn(situation: Situation, day: Day): readonly Placed[] {
  const spans = spansOn(situation, day);
  const placed: Placed[] = [];
  situation.register.pupils.forEach((pupil, row) => {
    if (onRollBetween(pupil, day, day)) placed.push(placedIn(situation, row, spans));
  });
  return placed;
}

function placedIn(situation: Situation, row: number, spans: Spans): Placed {
  const standing = standingIn(situation, row, spans);
  const triggers = triggersFor(situation, standing);
  const tier = triggers.reduce<Tier>(
    (most, fired) => (severity(fired.tier) > severity(most) ? fired.tier : most),
    "all",
  );
  const { day, year, tooEarly } = standing;
  return { row, day, year, tooEarly, tier, triggers };
}

/** 0 for All, 4 for Specialist. */
export function severity(tier: Tier): number {
  return TIERS.indexOf(tier);
}

/** Triggers that are needs: they call for attention, and never alone for a letter. */
export const NEEDS: readonly TriggerName[] = ["send-plan", "mental-health"];

/** Whether nothing but needs puts the pupil where they are. */
export function byNeedAlone({ tier, triggers }: Placed): boolean {
  const deciding = triggers.filter((fired) => fired.tier === tier);
  return deciding.length > 0 && deciding.every((fired) => NEEDS.includes(fired.trigger));
}

export interface TierTable {
  readonly asAt: string;
  readonly policy: string;
  readonly pupils: readonly (Who & {
    readonly tier: Tier;
    readonly triggers: readonly Fired[];
    readonly tooEarly: boolean;
  })[];
}

/** The value of `attend tiers`. */
export function tierTable(situation: Situation): TierTable {
  const { register, asAt, config } = situation;
  return {
    asAt: isoOf(asAt),
    policy: config.policy.version,
    pupils: tiersOn(situation, asAt).map(({ row, tier, triggers, tooEarly }) => ({
      ...whoIs(register, row),
      tier,
      triggers,
      tooEarly,
    })),
  };
}

export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  all: "All",
  low: "Low need",
  emerging: "Emerging need",
  intensive: "Intensive need",
  specialist: "Specialist need",
};
