/** The penalty threshold as a value: who has met it or is near it, the window mark by mark, and what a request needs. */
import type { PenaltyWindow } from "../../measures/penalty.ts";
import { ageNotKnown, penaltyStandings, type PenaltyStanding } from "../../policy/penalty.ts";
import type { Requirement } from "../../policy/penalty-request.ts";
import type { NextNotice } from "../../policy/penalty-notices.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf, mondayOf, type Day } from "../../register/day.ts";
import { compareText } from "../../register/order.ts";
import type { Half } from "../../register/register.ts";
import { STATUTE, type StatutoryNumber } from "../../register/statute.ts";
import { whoIs, type Who } from "../../register/who.ts";
import { gridOf, type GridWeek } from "../grid.ts";

/** A session that counts, and the Monday on which it no longer will; null when the calendar does not say. */
export interface CountedOn {
  readonly day: string;
  readonly half: Half;
  readonly code: string;
  readonly dropsOut: string | null;
}

export interface WeekShown extends GridWeek {
  /** Sessions of the week that count. */
  readonly counted: number;
  readonly dropsOut: string | null;
}

export interface WindowShown {
  readonly from: string;
  /** Inclusive. */
  readonly to: string;
  /** Sessions that count. */
  readonly count: number;
  /** Of them, each code: `{ G: 4, U: 6 }`. */
  readonly codes: Readonly<Record<string, number>>;
  /** Ten, or fewer while the register is young; oldest first. */
  readonly weeks: readonly WeekShown[];
  readonly sessions: readonly CountedOn[];
  /** The Monday on which the first of them drop out, and how many then remain; null when the calendar does not say. */
  readonly firstDrop: { readonly on: string; readonly left: number } | null;
}

export interface PenaltyPupil extends Who {
  readonly state: "approaching" | "met";
  /** When the threshold was first met this academic year; null while approaching. */
  readonly metOn: string | null;
  /** The window that ends today. */
  readonly today: WindowShown;
  /** The window in which it was met, when today's no longer holds ten; else null. */
  readonly whenMet: WindowShown | null;
  /** `N`s of the window that a request would rest on, with the last day on which each may still be one. */
  readonly toSettle: readonly {
    readonly day: string;
    readonly half: Half;
    readonly by: string;
    readonly overdue: boolean;
  }[];
  /** Empty while approaching. */
  readonly requirements: readonly Requirement[];
  /** How many of them are in place, of how many. */
  readonly inPlace: number;
  readonly required: number;
  /** The threshold is met and every requirement is in place. */
  readonly ready: boolean;
  readonly notices: {
    readonly counted: readonly {
      readonly day: string;
      readonly parent: string | null;
      readonly reference: string | null;
      readonly until: string;
    }[];
    readonly withdrawn: number;
    readonly parents: readonly {
      readonly parent: string | null;
      readonly issued: number;
      readonly next: NextNotice;
      readonly againFrom: string | null;
    }[];
    readonly next: NextNotice;
  };
  readonly improvement: {
    readonly day: string;
    readonly from: string;
    readonly to: string;
    readonly weeks: number;
    readonly state: "running" | "ended";
    readonly unauthorised: number;
    readonly noReason: number;
  } | null;
}

export interface PenaltyReport {
  readonly asAt: string;
  readonly school: string;
  readonly policy: string;
  /** How the rule is read where its words leave it open, with the source of the rule. */
  readonly reading: { readonly words: string; readonly source: string };
  /** Approaching: so many sessions, both inclusive. */
  readonly approaching: {
    readonly from: number;
    readonly to: number;
    readonly because: string;
    readonly source: string;
  };
  readonly rules: readonly StatutoryNumber[];
  /** Pupils on roll of compulsory school age, and how many of them stand where. */
  readonly counts: {
    readonly compulsory: number;
    readonly met: number;
    readonly approaching: number;
    readonly nothing: number;
    /** Of those that met it: everything is in place. */
    readonly ready: number;
  };
  /** Met first, then by class and name. */
  readonly pupils: readonly PenaltyPupil[];
  /** Everybody else of compulsory school age, with the sessions in today's window. */
  readonly nothing: readonly (Who & { readonly count: number })[];
  /** On roll with neither a date of birth nor a year group, so that nobody can say. */
  readonly ageNotKnown: readonly Who[];
}

const READING = [
  "The window is whole weeks, Monday to Sunday: the ten most recent weeks with at least one session, ending with the week of the mark.",
  "G, N, O and U count, up to and including the day of the mark, over half-terms, terms and school years, from compulsory school age on (by date of birth; without one, Year 1 and above).",
  "The guidance speaks of ten school weeks, any week with at least one session being one. Whether they are whole weeks or run from day to day it does not say; whole weeks is the reading taken here.",
].join(" ");

const RULES: readonly StatutoryNumber[] = [
  STATUTE.penaltySessions,
  STATUTE.penaltyWeeks,
  STATUTE.penaltyPoundsEarly,
  STATUTE.penaltyPounds,
  STATUTE.penaltyNotices,
  STATUTE.penaltyYears,
  STATUTE.daysToEstablishReason,
  STATUTE.noticeWeeksLeast,
  STATUTE.noticeWeeksMost,
];

/** The value of the list of penalties, as at the situation's day. */
export function penaltyReport(situation: Situation): PenaltyReport {
  const { register, config, asAt } = situation;
  const standings = penaltyStandings(situation);
  const pupils = standings.flatMap((each) => pupilOf(situation, each)).toSorted(byStateAndClass);
  const met = pupils.filter(({ state }) => state === "met").length;
  const { "approaching-from": from, because, source } = config.policy.penalty;
  return {
    asAt: isoOf(asAt),
    school: config.school.name,
    policy: config.policy.version,
    reading: { words: READING, source: STATUTE.penaltyWeeks.source },
    approaching: { from, to: STATUTE.penaltySessions.value - 1, because, source },
    rules: RULES,
    counts: {
      compulsory: standings.length,
      met,
      approaching: pupils.length - met,
      nothing: standings.length - pupils.length,
      ready: pupils.filter(({ ready }) => ready).length,
    },
    pupils,
    nothing: standings
      .filter(({ state }) => state === "nothing")
      .map(({ row, today }) => ({ ...whoIs(register, row), count: today.sessions.length })),
    ageNotKnown: ageNotKnown(situation).map((row) => whoIs(register, row)),
  };
}

/** The window that a request would rest on. */
export function windowShown({ today, whenMet }: PenaltyPupil): WindowShown {
  return whenMet ?? today;
}

function pupilOf(situation: Situation, standing: PenaltyStanding): readonly PenaltyPupil[] {
  const { row, state, today, met, window, unsettled, requirements, notices, improvement } = standing;
  if (state === "nothing") return [];
  const inPlace = requirements.filter(({ ok }) => ok).length;
  return [
    {
      ...whoIs(situation.register, row),
      state,
      metOn: met ? isoOf(met.day) : null,
      today: shown(situation, row, today),
      whenMet: window === today ? null : shown(situation, row, window),
      toSettle: unsettled.map(({ day, half, by, overdue }) => ({ day: isoOf(day), half, by: isoOf(by), overdue })),
      requirements,
      inPlace,
      required: requirements.length,
      ready: state === "met" && inPlace === requirements.length,
      notices: {
        ...notices,
        counted: notices.counted.map((each) => ({ ...each, day: isoOf(each.day), until: isoOf(each.until) })),
        parents: notices.parents.map((each) => ({ ...each, againFrom: isoOrNull(each.againFrom) })),
      },
      improvement: improvement && {
        ...improvement,
        day: isoOf(improvement.day),
        from: isoOf(improvement.from),
        to: isoOf(improvement.to),
      },
    },
  ];
}

function shown(situation: Situation, row: number, { from, to, weeks, sessions }: PenaltyWindow): WindowShown {
  const grid = new Map(gridOf(situation, row, from, to).map(({ monday, marks }) => [monday, marks]));
  const codes: Record<string, number> = {};
  for (const { code } of sessions) codes[code] = (codes[code] ?? 0) + 1;
  return {
    from: isoOf(from),
    to: isoOf(to),
    count: sessions.length,
    codes,
    weeks: weeks.map(({ monday, dropsOut }) => ({
      monday: isoOf(monday),
      marks: grid.get(isoOf(monday)) ?? Array.from({ length: 10 }, () => ""),
      counted: sessions.filter(({ day }) => mondayOf(day) === monday).length,
      dropsOut: isoOrNull(dropsOut),
    })),
    sessions: sessions.map(({ day, half, code, dropsOut }) => ({
      day: isoOf(day),
      half,
      code,
      dropsOut: isoOrNull(dropsOut),
    })),
    firstDrop: firstDropOf(sessions),
  };
}

function firstDropOf(sessions: PenaltyWindow["sessions"]): WindowShown["firstDrop"] {
  const on = sessions[0]?.dropsOut ?? null;
  return on === null ? null : { on: isoOf(on), left: sessions.filter(({ dropsOut }) => dropsOut !== on).length };
}

function isoOrNull(day: Day | null): string | null {
  return day === null ? null : isoOf(day);
}

function byStateAndClass(a: PenaltyPupil, b: PenaltyPupil): number {
  if (a.state !== b.state) return a.state === "met" ? -1 : 1;
  return compareText(a.class ?? "", b.class ?? "");
}
