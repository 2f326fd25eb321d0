/** What the graduated response did in a term: pupils by tier, and deeds of the log by kind, never so few that one is known. */
import { inHeadline } from "../../measures/groups.ts";
import { TIER_NAMES, tiersOn } from "../../policy/tiers.ts";
import type { Situation } from "../../policy/situation.ts";
import { KINDS } from "../../letters/kinds.ts";
import type { Deed } from "../../read/log.ts";
import { LETTERS, TIERS } from "../../read/names.ts";
import { isoOf } from "../../register/day.ts";
import { countShown, joinSmall } from "../few.ts";
import type { Shown, Stretch } from "./figures.ts";

export interface Response {
  /** The day on which pupils were counted. */
  readonly on: string;
  /** Tiers joined with their neighbours until none tells of too few; from the lightest. */
  readonly tiers: readonly { readonly name: string; readonly pupils: Shown }[];
  readonly actions: readonly { readonly what: string; readonly count: Shown }[];
  /** Letters of each kind that went out. */
  readonly letters: readonly { readonly what: string; readonly count: Shown }[];
}

export function responseIn(situation: Situation, { from, to }: Stretch): Response {
  const { config, log } = situation;
  const shown = (count: number): Shown => countShown(count, config.smallestGroup);
  const deeds = log.filter(({ day }) => day >= from && day <= to);
  const action = (what: string, test: (deed: Deed) => boolean): Response["actions"][number] => ({
    what,
    count: shown(deeds.filter(test).length),
  });
  const letters = LETTERS.map((letter) =>
    action(KINDS[letter].title, ({ kind, fields }) => kind === "letter" && fields["letter"] === letter),
  );
  return {
    on: isoOf(to),
    tiers: tiersJoined(situation, to, shown),
    actions: [
      action("Telephone calls to families", ({ kind }) => kind === "call"),
      action("Talks with families", ({ kind }) => kind === "talk"),
      action("Home visits", ({ kind }) => kind === "visit"),
      action("Attendance meetings held", ({ kind, fields }) => kind === "meeting" && fields["outcome"] === "held"),
      action("Attendance panels held", ({ kind, fields }) => kind === "panel" && fields["outcome"] === "held"),
      action("Reviews of plans", ({ kind }) => kind === "review"),
      action("Referrals to agencies", ({ kind, fields }) => kind === "referral" && fields["outcome"] !== "considered"),
      action("Plans signed off", ({ kind }) => kind === "sign-off"),
    ],
    letters: letters.filter(({ count }) => count !== 0),
  };
}

function tiersJoined(situation: Situation, day: number, shown: (count: number) => Shown): Response["tiers"] {
  const { register, config } = situation;
  const counts = inHeadline(register, config.headline);
  const placed = tiersOn(situation, day).filter(({ row }) => {
    const pupil = register.pupils[row];
    return pupil !== undefined && counts(pupil);
  });
  const each = TIERS.map((tier) => placed.filter((one) => one.tier === tier).length);
  return joinSmall(each, config.smallestGroup).map((band) => ({
    name: band.map((i) => TIER_NAMES[TIERS[i] ?? "all"]).join(" or "),
    pupils: shown(band.reduce((sum, i) => sum + (each[i] ?? 0), 0)),
  }));
}
