/** What the policy asks about attendance panels: rows P. */
import { countPupil, isBelow, windowOf, type Counts } from "../measures/counts.ts";
import { dayIn, textOf } from "../read/log.ts";
import type { RowName } from "../read/names.ts";
import { longOf, ukOf, type Day } from "../register/day.ts";
import { does } from "./ask.ts";
import { kinds, letters, once, review, WITHIN, type AsksOf, penaltyNotice } from "./ask-of.ts";
import type { Case } from "./case.ts";
import { schoolDaysAfter } from "./periods.ts";

type PanelRow = Extract<RowName, `P${number}`>;

export const PANEL_ASKS: Readonly<Record<PanelRow, AsksOf>> = {
  P1: (one) => {
    const panel = one.ofKind("panel").findLast(({ fields }) => fields["outcome"] === "planned");
    const on = panel ? (dayIn(panel, "on") ?? panel.day + 14) : 0;
    if (!panel || on < one.situation.asAt) return [];
    const sent = one.deeds.some(
      (deed) => deed.day >= panel.day && (letters("panel-invitation")(deed) || does(deed, "P1")),
    );
    return sent ? [] : [{ due: on - 7, why: `panel planned for ${longOf(on)}` }];
  },
  P2: (one) => {
    const last = one.ofKind("panel").at(-1);
    const on = last ? (dayIn(last, "on") ?? last.day + 14) : 0;
    if (last?.fields["outcome"] !== "planned" || on > one.situation.asAt) return [];
    if (one.deeds.some((deed) => deed.day >= on && does(deed, "P2"))) return [];
    return [{ due: on, why: `panel planned for ${longOf(on)}: held, missed or cancelled?` }];
  },
  P3: (one) => {
    const panel = one.panelHeld();
    return panel
      ? once(one, "P3", panel.day, WITHIN.meeting, kinds("referral"), `panel held on ${ukOf(panel.day)}`)
      : [];
  },
  P4: (one) => {
    const panel = one.panelHeld();
    if (!panel || one.ofKind("sign-off").some((deed) => deed.day >= panel.day)) return [];
    return review(one, "P4", panel.day, `panel held on ${ukOf(panel.day)}`, dayIn(panel, "review"));
  },
  P5: (one) => {
    const plan = one
      .ofKind("plan", "panel")
      .findLast((deed) => deed.kind === "plan" || deed.fields["outcome"] === "held");
    const { situation } = one;
    const now = plan && maintained(one, plan.day, situation.asAt);
    if (!plan || !now) return [];
    // Offered since the first week of the stretch in which it could have been.
    let since = situation.asAt;
    while (maintained(one, plan.day, since - 7)) since -= 7;
    const { weeks } = situation.config.policy.signOff;
    const why = `${String(now.attended)} of ${String(now.possible)} sessions in ${String(weeks)} weeks, none unauthorised`;
    return once(one, "P5", plan.day, 0, kinds("sign-off"), why).map((each) => ({
      ...each,
      due: schoolDaysAfter(situation, since, WITHIN.meeting),
    }));
  },
  P6: (one) => {
    const panel = one.panelHeld();
    const asked =
      panel !== null && /medical evidence/i.test(`${textOf(panel.fields["plan"]) ?? ""} ${panel.note ?? ""}`);
    return panel && asked
      ? once(
          one,
          "P6",
          panel.day,
          WITHIN.soon,
          letters("medical-evidence"),
          `asked for by the panel of ${ukOf(panel.day)}`,
        )
      : [];
  },
  P7: (one) => {
    const met = one.threshold();
    return met
      ? once(
          one,
          "P7",
          met.day,
          WITHIN.meeting,
          (deed) => letters("penalty-notice-warning")(deed) || penaltyNotice("warned")(deed),
          `penalty threshold met on ${ukOf(met.day)}`,
        )
      : [];
  },
};

/** The counts of the policy's weeks up to a day, when they are all after the plan and good enough for a sign-off; else null. */
function maintained({ situation, row }: Case, plan: Day, day: Day): Counts | null {
  const { weeks, atLeast } = situation.config.policy.signOff;
  const from = day - 7 * weeks + 1;
  if (plan >= from) return null;
  const counts = countPupil(situation.register, row, windowOf(situation.register, from, day));
  return counts.possible === 0 || counts.unauthorised > 0 || isBelow(counts, atLeast) ? null : counts;
}
