/** Letters that something else than a percentage calls for: the log, a run of days, a threshold. */
import { academicYearName } from "../register/terms.ts";
import { thresholdMet, unauthorisedSessions } from "../measures/penalty.ts";
import { windowOf, type Counts } from "../measures/counts.ts";
import { unexplainedRun } from "../measures/spells.ts";
import { improvementPeriod } from "../policy/improvement.ts";
import { partTimeSince } from "../policy/part-time.ts";
import { reviewDay } from "../policy/review.ts";
import { dayIn, hasNeed, textOf, type Deed } from "../read/log.ts";
import type { LetterKind } from "../read/names.ts";
import { isCompulsory } from "../register/age.ts";
import { academicYearOf, isoOf, ukOf, type Day } from "../register/day.ts";
import { STATUTE } from "../register/statute.ts";
import { basisOf, recount, spanOf } from "./basis.ts";
import { halfTermSpan, type Candidate, type Made, type View } from "./candidate.ts";
import { basisIn, COMPARED } from "./restate.ts";
import { decisions, declinedAhead, fromDeed, leaveNotAsked, thisYear } from "./leave.ts";
import { issuedTo } from "./history.ts";
import { KINDS } from "./kinds.ts";

/** An invitation goes out so many days before its day. */
const NOTICE_DAYS = 7;

/** What calls for a kind; every pupil is asked for every kind of this table. */
export const OCCASIONS: Readonly<Partial<Record<LetterKind, (view: View) => readonly Made[]>>> = {
  "no-contact": ({ situation, row, day, placed }) => {
    if (!placed.triggers.some(({ trigger }) => trigger === "no-contact")) return [];
    const run = unexplainedRun(situation.register, row, windowOf(situation.register, academicYearOf(day), day));
    if (!run) return [];
    return [
      {
        occasion: `run from ${isoOf(run.from)}`,
        because: [`${String(run.days)} school days without a reason or contact, from ${ukOf(run.from)}`],
        event: { about: "run", run },
        span: spanOf(situation, row, run.from, run.to),
      },
    ];
  },
  "holiday-decision": (view) => [...decisions(view), ...leaveNotAsked(view)],
  "penalty-notice-warning": (view) => {
    const { situation, row, day } = view;
    const from = academicYearOf(day);
    // Where the threshold was met without any open N, those sessions are the ones to speak of.
    const settled = thresholdMet(situation.register, row, from, day, "N");
    const met = settled ?? thresholdMet(situation.register, row, from, day);
    const ahead = declinedAhead(view);
    return [
      ...(met
        ? [
            {
              occasion: `threshold ${academicYearName(met.day)}`,
              because: [
                `${String(met.sessions.length)} unauthorised sessions in ten school weeks, from ${ukOf(met.sessions[0]?.day ?? met.from)} to ${ukOf(met.day)}`,
              ],
              event: { about: "threshold" as const, met },
              span: spanOf(situation, row, met.sessions[0]?.day ?? met.from, met.day),
              standsWith: (counts: Counts) => (counts.codes["N"] ?? 0) > 0 || settled !== null,
            },
          ]
        : []),
      ...ahead,
    ];
  },
  "notice-to-improve": (view) => {
    const { situation, row, day, year } = view;
    const sessions = unauthorisedSessions(situation.register, row, day).filter((each) => each.day >= year.from);
    const pupil = situation.register.pupils[row];
    // Never for holidays, nor below compulsory school age. Source: DfE, Working together to improve school attendance, August 2024.
    if (!pupil || !isCompulsory(pupil, day) || sessions.every(({ code }) => code === "G")) return [];
    return [
      {
        occasion: `notice ${isoOf(day)}`,
        because: [`asked for by a head; ${String(sessions.length)} unauthorised sessions this year`],
        event: { about: "notice", ...improvementPeriod(situation, day) },
      },
    ];
  },
  "medical-evidence": ({ day, year }) => {
    const ill = year.counts.codes["I"] ?? 0;
    if (ill === 0) return [];
    const because = [`asked for by a head; ${String(ill)} sessions of illness this year`];
    return [{ occasion: `asked ${isoOf(day)}`, because, event: { about: "figures" } }];
  },
  "evidence-accepted": (view) =>
    thisYear(view, "evidence")
      .filter(({ fields }) => fields["outcome"] === "accepted")
      .map((deed) => ({
        ...fromDeed(deed, "evidence accepted"),
        event: { about: "evidence", deed },
      })),
  "panel-invitation": (view) =>
    thisYear(view, "panel")
      .filter((deed) => deed.fields["outcome"] === "planned" && (dayIn(deed, "on") ?? deed.day) >= view.situation.asAt)
      .map((deed) => ({ ...fromDeed(deed, "panel planned"), event: { about: "meeting", deed, review: null } })),
  "panel-outcome": (view) =>
    thisYear(view, "panel")
      .filter(({ fields }) => fields["outcome"] === "held")
      .map((deed) => ({
        ...fromDeed(deed, "panel held"),
        event: { about: "meeting", deed, review: reviewOf(view, deed) },
      })),
  "panel-review": (view) => {
    const panel = thisYear(view, "panel").findLast(({ fields }) => fields["outcome"] === "held");
    if (!panel) return [];
    const review = reviewOf(view, panel);
    const reviewed = thisYear(view, "review").some((deed) => deed.day > panel.day);
    if (reviewed || view.situation.asAt < review - NOTICE_DAYS) return [];
    return [
      {
        ...fromDeed(panel, `panel held; review due ${ukOf(review)}`),
        event: { about: "meeting", deed: panel, review },
        span: halfTermSpan(view),
      },
    ];
  },
  "did-not-attend": (view) => {
    const met = (view.situation.deeds[view.row] ?? []).filter(({ kind }) => kind === "meeting" || kind === "panel");
    const last = met.at(-1);
    const missed = last && MISSED.has(textOf(last.fields["outcome"]) ?? "");
    if (!missed || academicYearOf(last.day) !== academicYearOf(view.situation.asAt)) return [];
    return [{ ...fromDeed(last, `${last.kind} missed`), event: { about: "meeting", deed: last, review: null } }];
  },
  "sign-off": (view) =>
    thisYear(view, "sign-off").map((deed) => ({
      ...fromDeed(deed, "signed off"),
      event: { about: "figures" },
      span: halfTermSpan(view),
    })),
  "part-time-review": (view) => {
    const { situation, row, placed } = view;
    if (!placed.triggers.some(({ trigger }) => trigger === "part-time-timetable")) return [];
    const since = partTimeSince(situation, row);
    const reviewed = thisYear(view, "review").findLast((deed) => deed.day >= since)?.day;
    const review = reviewDay(situation, reviewed ?? since);
    if (situation.asAt < review - NOTICE_DAYS) return [];
    return [
      {
        occasion: `review ${isoOf(review)}`,
        because: [`part-time timetable since ${ukOf(since)}; review due ${ukOf(review)}`],
        event: { about: "timetable", review, since },
        span: spanOf(situation, row, since, view.day),
      },
    ];
  },
  "missing-education": ({ situation, row, day }) =>
    hasNeed(situation.deeds[row] ?? [], "missing-education", day)
      ? [
          {
            occasion: `enquiry ${academicYearName(day)}`,
            because: ["child missing education, in the log"],
            event: { about: "figures" },
          },
        ]
      : [],
  correction: (view) =>
    issuedTo(view.situation, view.row).flatMap((issued): Made[] => {
      const was = KINDS[issued.letter].figures === true ? basisIn(issued.deed) : null;
      if (!was) return [];
      const span = { from: was.fromDay, to: was.toDay, until: was.basis.until };
      const counts = recount(view.situation, view.row, span);
      const now = basisOf(view.situation, { ...span, counts });
      const differ = COMPARED.filter((field) => was.basis[field] !== now[field]);
      if (differ.length === 0) return [];
      return [
        {
          occasion: `correction of ${issued.deed.id}`,
          because: [`the figures of the letter of ${ukOf(issued.day)} have changed`],
          event: { about: "correction", issued, was: was.basis },
          span: { ...span, counts },
        },
      ];
    }),
};

const MISSED: ReadonlySet<string> = new Set(["missed", "did-not-attend", "no-show"]);

/** The day named when the panel was held, else the policy's number of weeks after it. */
function reviewOf({ situation }: View, deed: Deed): Day {
  return dayIn(deed, "review") ?? reviewDay(situation, deed.day);
}

/** The figures of a letter that has none of its own are those of the year. */
export function madeCandidate(view: View, kind: LetterKind, made: Made): Candidate {
  return { standsWith: null, span: view.year, ...made, kind, row: view.row, series: null };
}

/** The window of the penalty threshold in words, with its source. */
export const THRESHOLD_WORDS = `${String(STATUTE.penaltySessions.value)} unauthorised sessions in ${String(STATUTE.penaltyWeeks.value)} school weeks`;
