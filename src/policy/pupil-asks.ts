/** What the policy asks about single pupils: rows L, E, I and S, and those of panels, each with when it falls due and what counts as done. */
import { isPersistent, windowOf } from "../measures/counts.ts";
import { mayStillMiss } from "../measures/headroom.ts";
import { unexplainedRun } from "../measures/spells.ts";
import { dayIn, hasNeed, isContact } from "../read/log.ts";
import type { Tier } from "../read/names.ts";
import { halfTermAt, plannedDays } from "../register/calendar.ts";
import { academicYearOf, longOf, ukOf } from "../register/day.ts";
import { does, type Due } from "./ask.ts";
import {
  agency,
  every,
  kinds,
  letters,
  LOCAL_AUTHORITY,
  once,
  review,
  WITHIN,
  type AsksOf,
  type PupilRow,
  escalated,
  penaltyNotice,
} from "./ask-of.ts";
import { PANEL_ASKS } from "./panel-asks.ts";
import { isAttempt, type Case } from "./case.ts";
import { partTimeSince } from "./part-time.ts";
import { schoolDaysAfter } from "./periods.ts";
import { severity } from "./tiers.ts";

/** Sessions that may still be missed this half-term, at or under which attendance is heading below 90%. */
const HEADING_BELOW = 6;
/** School days back in which an absence still wants a contact. */
const FRESH_DAYS = 5;
/** School days without a reason after which the reason itself is a concern: for Emerging, and for Intensive need. */
const UNEXPLAINED_DAYS = 2;

/** Exactly this tier: what higher tiers have a row of their own for is not asked twice. */
const inTier = (one: Case, tier: Tier): boolean => one.placed.tier === tier;

/** A run of days without a reason, long enough for the tier, that nobody has reported. */
function concern(one: Case, row: PupilRow, days: number): readonly Due[] {
  const { register, asAt } = one.situation;
  const run = unexplainedRun(register, one.row, windowOf(register, academicYearOf(asAt), asAt));
  if (!run || run.days < days) return [];
  const why = `${String(run.days)} school days without a reason, from ${ukOf(run.from)}`;
  return once(one, row, run.from, days, kinds("concern"), why);
}

const never = (): boolean => false;

export const PUPIL_ASKS: Readonly<Record<PupilRow, AsksOf>> = {
  ...PANEL_ASKS,
  L1: (one) =>
    one.ofKind("leave-request").flatMap((request) => {
      const from = dayIn(request, "from");
      const decided = one
        .ofKind("leave-decision")
        .some((deed) => deed.day >= request.day && dayIn(deed, "from") === from);
      if (decided || one.deeds.some((deed) => deed.day >= request.day && does(deed, "L1"))) return [];
      const due = Math.min(
        schoolDaysAfter(one.situation, request.day, WITHIN.soon),
        from === null ? Infinity : from - 1,
      );
      return [{ due, why: `asked for on ${ukOf(request.day)}${from === null ? "" : `, from ${ukOf(from)}`}` }];
    }),
  L2: (one) =>
    one.ofKind("leave-decision").flatMap((decision) => {
      const why = `decided on ${ukOf(decision.day)}`;
      return once(one, "L2", decision.day, WITHIN.soon, letters("holiday-decision"), why);
    }),
  L3: (one) => {
    const met = one.threshold();
    const holiday = met?.sessions.some(({ code }) => code === "G") === true;
    return met && holiday
      ? once(
          one,
          "L3",
          met.day,
          WITHIN.meeting,
          // A head who has considered it and decided against has done it too.
          (deed) => escalated(deed) || penaltyNotice("considered")(deed),
          `threshold met on ${ukOf(met.day)}, with holiday`,
        )
      : [];
  },
  L4: (one) =>
    one.tierWithoutNeeds === "low" ? every(one, "L4", "half-termly", one.since("low"), kinds("concern")) : [],
  E1: (one) =>
    one.byAttendance("emerging")
      ? every(
          one,
          "E1",
          "half-termly",
          one.since("emerging", "attendance"),
          letters("lateness", "attendance-concern", "attendance-below-90", "meeting-invitation"),
        )
      : [],
  E2: (one) => (inTier(one, "emerging") ? every(one, "E2", "weekly", one.since("emerging"), kinds("review")) : []),
  E3: (one) => {
    const { situation, placed } = one;
    const { halfTerms, config, asAt } = situation;
    const term = halfTermAt(halfTerms, asAt);
    if (!term || isPersistent(placed.year) || !one.fired("attendance-90-95")) return [];
    const left = 2 * plannedDays(config.calendar, asAt, term.to).length;
    const mayMiss = mayStillMiss(placed.year, left);
    if (mayMiss > HEADING_BELOW || mayMiss >= left) return [];
    return once(
      one,
      "E3",
      term.from,
      WITHIN.soon,
      isContact,
      mayMiss === 0
        ? "the next session missed makes 10%"
        : `${String(mayMiss)} more ${mayMiss === 1 ? "session" : "sessions"} before 10%`,
    ).map((each) => ({
      ...each,
      due: Math.max(each.due, schoolDaysAfter(situation, one.since("emerging"), WITHIN.soon)),
    }));
  },
  E4: (one) =>
    one.byAttendance("emerging") && one.siblings.length > 0
      ? every(one, "E4", "half-termly", one.since("emerging", "attendance"), never)
      : [],
  E5: (one) => (inTier(one, "emerging") ? concern(one, "E5", UNEXPLAINED_DAYS) : []),
  E6: (one) =>
    one.tierWithoutNeeds === "emerging" ? every(one, "E6", "half-termly", one.since("emerging"), kinds("concern")) : [],
  I1: (one) =>
    one.byAttendance("intensive") && !one.isPlanned("meeting")
      ? once(
          one,
          "I1",
          one.since("intensive", "attendance"),
          WITHIN.meeting,
          (deed) => deed.kind === "meeting" && isContact(deed),
          "Intensive need through attendance or lates",
        )
      : [],
  I2: (one) =>
    one.fired("persistent-absence", "attendance-80-90", "attendance-below-80")
      ? every(
          one,
          "I2",
          "half-termly",
          one.since("intensive", "attendance"),
          letters("attendance-below-90", "meeting-invitation"),
        )
      : [],
  I3: (one) => (one.isAtLeast("intensive") ? every(one, "I3", "weekly", one.since("intensive"), kinds("review")) : []),
  I4: (one) => {
    const day = one.isAtLeast("intensive") ? one.lastAbsence(FRESH_DAYS) : null;
    if (day === null || day < one.since("intensive")) return [];
    const done = one.deeds.some((deed) => deed.day >= day && (isAttempt(deed) || does(deed, "I4")));
    return done ? [] : [{ due: day, why: `away on ${longOf(day)}` }];
  },
  I5: (one) =>
    needsSupport(one) || one.fired("mental-health")
      ? every(one, "I5", "termly", one.since("intensive"), kinds("referral"))
      : [],
  I6: (one) => (inTier(one, "intensive") ? concern(one, "I6", UNEXPLAINED_DAYS) : []),
  I7: (one) =>
    needsSupport(one) ? every(one, "I7", "half-termly", one.since("intensive", "attendance"), kinds("concern")) : [],
  I8: (one) =>
    one.tierWithoutNeeds === "intensive"
      ? every(one, "I8", "half-termly", one.since("intensive", "attendance"), kinds("panel"))
      : [],
  S1: (one) =>
    one.isAtLeast("specialist") && !one.isPlanned("panel")
      ? once(
          one,
          "S1",
          one.since("specialist"),
          WITHIN.panel,
          (deed) => deed.kind === "panel" && isContact(deed),
          "Specialist need",
        )
      : [],
  S2: (one) =>
    one.isAtLeast("specialist")
      ? once(one, "S2", one.since("specialist"), WITHIN.soon, kinds("plan"), "Specialist need")
      : [],
  S3: (one) =>
    one.isAtLeast("specialist") ? every(one, "S3", "termly", one.since("specialist"), agency("Starting Point")) : [],
  S4: (one) =>
    one.isAtLeast("specialist") && one.siblings.length > 0
      ? every(one, "S4", "termly", one.since("specialist"), never)
      : [],
  S5: (one) => {
    const need = one.deeds.findLast(({ kind, fields }) => kind === "need" && fields["need"] === "missing-education");
    if (!need || !hasNeed(one.deeds, "missing-education", one.situation.asAt)) return [];
    return once(
      one,
      "S5",
      need.day,
      WITHIN.soon,
      agency(...LOCAL_AUTHORITY),
      `missing education since ${ukOf(need.day)}`,
    );
  },
  S6: (one) => {
    if (!one.fired("part-time-timetable")) return [];
    const start = partTimeSince(one.situation, one.row);
    return review(one, "S6", start, `part-time timetable since ${ukOf(start)}`);
  },
  S7: (one) => (one.isAtLeast("specialist") ? concern(one, "S7", UNEXPLAINED_DAYS) : []),
  S8: (one) => {
    const met = one.isAtLeast("specialist") ? one.threshold() : null;
    return met ? once(one, "S8", met.day, WITHIN.panel, escalated, `penalty threshold met on ${ukOf(met.day)}`) : [];
  },
};

/** Intensive need for another reason than a need: a SEND plan alone calls for attention, not for a panel. */
function needsSupport(one: Case): boolean {
  return severity(one.tierWithoutNeeds) >= severity("intensive");
}
