/** The kinds of evidence pack: which days each is about, and what its receiver asks for. */
import type { Situation } from "../../policy/situation.ts";
import { illnessEpisodes, unauthorisedEpisodes, type Episode } from "../../measures/episodes.ts";
import { missingCase } from "../../policy/missing.ts";
import { penaltyStanding } from "../../policy/penalty.ts";
import { DEEDS } from "../../read/deeds.ts";
import { yearStart } from "../../register/calendar.ts";
import { ukOf, type Day } from "../../register/day.ts";
import { STATUTE } from "../../register/statute.ts";
import { counted } from "../weekly/words.ts";
import {
  byHand,
  done,
  item,
  letterSent,
  parentDetails,
  pupilDetails,
  settledCertificate,
  supportOffered,
  type Item,
  type ReferView,
} from "./items.ts";

export const REFERRAL_KINDS = [
  "penalty-notice",
  "attendance-return",
  "sickness-return",
  "cme",
  "supervision-order",
  "starting-point",
  "panel",
] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

export interface Period {
  readonly from: Day;
  readonly to: Day;
  /** From this day on deeds and letters are in the pack. */
  readonly since: Day;
  readonly why: string;
}

export interface Referral {
  readonly title: string;
  /** Needs and the references of concerns may be in it: it goes to people who look after the child, not to a court. */
  readonly sensitive: boolean;
  readonly period: (situation: Situation, row: number) => Period;
  /** The facts it rests on, a sentence each. */
  readonly facts: (view: ReferView) => readonly string[];
  readonly items: (view: ReferView) => readonly Item[];
}

/** Days before today from which deeds are in a pack. */
const A_YEAR = 365;

function thisYear({ config, asAt }: Situation): Period {
  const from = yearStart(config.calendar, asAt);
  return { from, to: asAt, since: asAt - A_YEAR, why: "the school year to date" };
}

/** `12 sessions missed of 104 possible: 2 authorised, 10 unauthorised.` */
function missed({ counts }: ReferView): string {
  const { possible, attended, authorised, unauthorised } = counts;
  return `${counted(possible - attended, "session")} missed of ${String(possible)} possible: ${String(authorised)} authorised, ${String(unauthorised)} unauthorised.`;
}

const SIGNED = byHand("The headteacher’s signature and date");

const PENALTY_NOTICE: Referral = {
  title: "Request for a penalty notice",
  sensitive: false,
  period: (situation, row) => {
    const { window, today } = penaltyStanding(situation, row);
    const { from, to } = window.sessions.length === 0 ? today : window;
    const why = `the ${String(STATUTE.penaltyWeeks.value)} school weeks, Monday to Sunday, of the national threshold`;
    return { from, to, since: Math.min(from, situation.asAt - A_YEAR), why };
  },
  facts: (view) => {
    const { met, window } = penaltyStanding(view.situation, view.row);
    const holiday = window.sessions.filter(({ code }) => code === "G").length;
    return [
      met
        ? `The national threshold was met on ${ukOf(met.day)}: ${String(STATUTE.penaltySessions.value)} unauthorised sessions (G, N, O, U) in ${String(STATUTE.penaltyWeeks.value)} school weeks.`
        : "The national threshold has not been met.",
      `${counted(window.sessions.length, "unauthorised session")} in the weeks from ${ukOf(window.from)}, ${String(holiday)} of them holiday (G).`,
      missed(view),
    ];
  },
  items: (view) => {
    const { met, requirements } = penaltyStanding(view.situation, view.row);
    const holiday = view.counts.codes["G"] !== undefined;
    return [
      item("The national threshold", met ? `met on ${ukOf(met.day)}` : null),
      settledCertificate(view),
      ...pupilDetails(view),
      ...parentDetails(view),
      byHand("Date of birth of each parent"),
      // The certificate says the same of the marks, for all of its days.
      ...requirements
        .filter(({ name }) => name !== "marks")
        .map(({ ok, what, found }) => item(ok ? what : `${what} (${found})`, ok ? found : null)),
      ...(holiday
        ? [
            done(view, "Copy of the request for leave", "Leave request"),
            letterSent(view, "Copy of the letter that refused it", "holiday-decision"),
          ]
        : []),
      byHand("That a notice is likely to change things, and duties under the Equality Act 2010 were considered"),
      byHand("Names of brothers and sisters, on the authority’s own form"),
      SIGNED,
    ];
  },
};

const SUPERVISION_ORDER: Referral = {
  title: "Education supervision order",
  sensitive: true,
  period: thisYear,
  facts: (view) => [missed(view)],
  items: (view) => [
    settledCertificate(view),
    ...pupilDetails(view),
    ...parentDetails(view),
    supportOffered(view),
    done(view, "Meetings with the family, and what was agreed", "Meeting", "Panel"),
    done(view, "A plan with targets and a review", "Plan", "Panel"),
    done(view, "A review of that plan", "Review"),
    done(view, "Agencies who work with the family", "Referral"),
    letterSent(
      view,
      "Letters that raised the concern",
      "attendance-concern",
      "attendance-below-90",
      "meeting-invitation",
      "panel-invitation",
    ),
    byHand("The child’s own views"),
    byHand("The parents’ views"),
    SIGNED,
  ],
};

const STARTING_POINT: Referral = {
  title: "Request for support from children’s services",
  sensitive: true,
  period: thisYear,
  facts: (view) => [missed(view)],
  items: (view) => [
    ...pupilDetails(view),
    ...parentDetails(view),
    done(view, "The concern is reported to the school’s safeguarding leads", "Safeguarding concern"),
    supportOffered(view),
    byHand("The parents’ consent, or why it was not asked for"),
    byHand("What you are worried about, what works well, and what needs to happen"),
    byHand("Others in the home, on the form of children’s services"),
    SIGNED,
  ],
};

const PANEL: Referral = {
  title: "Attendance panel",
  sensitive: true,
  period: thisYear,
  facts: (view) => [missed(view)],
  items: (view) => [
    settledCertificate(view),
    ...parentDetails(view),
    supportOffered(view),
    letterSent(view, "Invitation to the parents", "panel-invitation"),
    byHand("Words of the class teacher"),
    byHand("The child’s own views"),
  ],
};

/** The newest episode that has reached its days, else the newest of all. */
function episode(view: Pick<ReferView, "situation" | "row">, of: typeof unauthorisedEpisodes): Episode | null {
  const { register, asAt } = view.situation;
  const all = of(register, view.row, asAt);
  return all.findLast(({ reached }) => reached !== null) ?? all.at(-1) ?? null;
}

function episodePeriod(of: typeof unauthorisedEpisodes, why: string): Referral["period"] {
  return (situation, row) => {
    const found = episode({ situation, row }, of);
    const year = thisYear(situation);
    return found
      ? { ...year, from: Math.min(found.from, year.from), why: `${why}, with the school year to date` }
      : year;
  };
}

/** `20 sessions from 02/11/2026 to 13/11/2026; the tenth school day was 13/11/2026`. */
function episodeFact(view: ReferView, of: typeof unauthorisedEpisodes, days: number): string | null {
  const found = episode(view, of);
  if (!found?.reached) return null;
  return `${counted(found.sessions, "session")} from ${ukOf(found.from)} to ${ukOf(found.to)}; ${String(days)} school days were reached on ${ukOf(found.reached)}`;
}

const TEN = STATUTE.attendanceReturnDays;
const FIFTEEN = STATUTE.sicknessReturnDays;

const ATTENDANCE_RETURN: Referral = {
  title: "Attendance return",
  sensitive: false,
  period: episodePeriod(unauthorisedEpisodes, "the absence that is reported"),
  facts: (view) => [
    `${episodeFact(view, unauthorisedEpisodes, TEN.value) ?? `No continuous unauthorised absence of ${String(TEN.value)} school days`}.`,
    missed(view),
  ],
  items: (view) => [
    item(
      `Absence of ${String(TEN.value)} school days in a row, unauthorised`,
      episodeFact(view, unauthorisedEpisodes, TEN.value),
    ),
    ...pupilDetails(view),
    ...parentDetails(view),
    settledCertificate(view),
    done(view, "What the school did to find out why", "Call", "Message", "Visit", "Talk"),
    byHand("What is known of the reason"),
    SIGNED,
  ],
};

const SICKNESS_RETURN: Referral = {
  title: "Sickness return",
  sensitive: false,
  period: episodePeriod(illnessEpisodes, "the illness that is reported"),
  facts: (view) => [
    `${episodeFact(view, illnessEpisodes, FIFTEEN.value) ?? `Fewer than ${String(FIFTEEN.value)} school days of illness (I) this school year`}.`,
    missed(view),
  ],
  items: (view) => [
    item(`Illness (I) of ${String(FIFTEEN.value)} school days`, episodeFact(view, illnessEpisodes, FIFTEEN.value)),
    ...pupilDetails(view),
    ...parentDetails(view),
    settledCertificate(view),
    done(view, "Talk with the family about the illness", "Talk", "Meeting", "Call", "Visit"),
    byHand("Medical evidence, if the family has it: not asked for needlessly"),
    byHand("When the child is expected back, and what education there is until then"),
    SIGNED,
  ],
};

const CME: Referral = {
  title: "Child missing education",
  sensitive: true,
  period: thisYear,
  facts: (view) => {
    const found = missingCase(view.situation, view.row);
    return [
      found === null
        ? "The register and the log show no unexplained absence now."
        : found.days === null
          ? `Written down as missing education since ${ukOf(found.from)}; the register shows no unexplained absence now.`
          : `No reason is known since ${ukOf(found.from)}, ${counted(found.days, "school day")}.`,
      ...(found?.removal
        ? [
            `The name may not be removed before ${ukOf(found.removal.day)} (${found.removal.rule}), and only when school and local authority together have made reasonable enquiries in vain. Source: ${found.removal.source}.`,
          ]
        : []),
      missed(view),
    ];
  },
  items: (view) => [
    ...pupilDetails(view),
    ...parentDetails(view),
    ...(missingCase(view.situation, view.row)?.steps ?? []).map(({ what, due, done: deed }) =>
      item(`${what} (by ${ukOf(due)})`, deed === null ? null : `${DEEDS[deed.kind].title} ${ukOf(deed.day)}`),
    ),
    byHand("Everybody who was asked, and what they said"),
    byHand("Where the family may have gone"),
    byHand("Brothers and sisters, on the authority’s own form"),
    SIGNED,
  ],
};

export const REFERRALS: Readonly<Record<ReferralKind, Referral>> = {
  "penalty-notice": PENALTY_NOTICE,
  "attendance-return": ATTENDANCE_RETURN,
  "sickness-return": SICKNESS_RETURN,
  cme: CME,
  "supervision-order": SUPERVISION_ORDER,
  "starting-point": STARTING_POINT,
  panel: PANEL,
};
