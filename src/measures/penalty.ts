/** The national threshold for penalty notices: ten unauthorised sessions in ten school weeks. */
import { isCompulsory } from "../register/age.ts";
import { plannedDays, type Calendar } from "../register/calendar.ts";
import { dayFromIso, mondayOf, type Day } from "../register/day.ts";
import { MISSING } from "../register/kinds.ts";
import { cellOf, columnFrom, type Half, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";
import { glanceAt } from "./counts.ts";
import { exceptionsIn } from "./exceptions.ts";

export interface UnauthorisedSession {
  readonly day: Day;
  readonly half: Half;
  readonly code: string;
}

/** The threshold as it was first met. */
export interface ThresholdMet {
  /** The day of the session that met it. */
  readonly day: Day;
  /** The Monday of the first of the ten school weeks. */
  readonly from: Day;
  /** The sessions within the window, oldest first: ten, or eleven when the day had two. */
  readonly sessions: readonly UnauthorisedSession[];
}

/** One of the school weeks of a window. */
export interface WindowWeek {
  readonly monday: Day;
  /**
   * The Monday of the tenth school week after it, which pushes it out of the window: a week of the register, else one
   * that the calendar plans. Null when the calendar does not reach that far.
   */
  readonly dropsOut: Day | null;
}

/** The window that ends on a day. */
export interface PenaltyWindow {
  /** The Monday of its first week; its last day when there is no school week at all. */
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  /** Ten, or fewer while the register is young; oldest first. */
  readonly weeks: readonly WindowWeek[];
  /** The sessions that count, oldest first. */
  readonly sessions: readonly (UnauthorisedSession & Pick<WindowWeek, "dropsOut">)[];
}

const COUNTED = new Set<string | null>(["G", "N", "O", "U"]);
const IN_FORCE_FROM = dayFromIso(STATUTE.penaltySessions.from) ?? 0;
const WEEKS = STATUTE.penaltyWeeks.value;
/** How far the calendar is looked at for the week that pushes another one out, in days. */
const AHEAD = 366;

/**
 * The first day from `from` to `to` (both inclusive) on which the threshold was met, or null. The window is whole weeks,
 * Monday to Sunday: the ten most recent with at least one session, ending with the day's own, up to and including that
 * day. It reaches back over half-terms and school years. Only sessions at compulsory school age count, and none of before
 * the framework. `without` leaves out a code, to see what would be without it. Source: `STATUTE.penaltySessions`,
 * `STATUTE.penaltyWeeks`.
 */
export function thresholdMet(
  register: Register,
  row: number,
  from: Day,
  to: Day,
  without: string | null = null,
): ThresholdMet | null {
  // Most pupils have too few of them at any age.
  const upTo = { start: 0, end: columnFrom(register, to + 1) };
  if (glanceAt(register, row, upTo).unauthorised < STATUTE.penaltySessions.value) return null;
  const sessions = countedSessions(register, row, to).filter(({ code }) => code !== without);
  if (sessions.length < STATUTE.penaltySessions.value) return null;
  const weeks = schoolWeeks(register);
  for (const { day } of sessions) {
    if (day < from) continue;
    const start = weeksUpTo(weeks, day)[0] ?? day;
    const within = sessions.filter((each) => each.day >= start && each.day <= day);
    if (within.length >= STATUTE.penaltySessions.value) return { day, from: start, sessions: within };
  }
  return null;
}

/**
 * The window that ends on a day, by the same reading as `thresholdMet`. On a day without a session it ends with the last
 * school week before. The calendar says which weeks are still to come.
 */
export function windowOn(register: Register, row: number, day: Day, calendar: Calendar): PenaltyWindow {
  const known = schoolWeeks(register);
  const ahead = weeksAhead(register, calendar);
  const all = [...known, ...ahead.filter((monday) => !known.includes(monday))];
  const weeks = weeksUpTo(known, day).map((monday) => ({
    monday,
    dropsOut: all[all.indexOf(monday) + WEEKS] ?? null,
  }));
  const from = weeks[0]?.monday ?? day;
  const dropsOut = new Map(weeks.map((week) => [week.monday, week.dropsOut]));
  const sessions = countedSessions(register, row, day)
    .filter((each) => each.day >= from)
    .map((each) => ({ ...each, dropsOut: dropsOut.get(mondayOf(each.day)) ?? null }));
  return { from, to: day, weeks, sessions };
}

/** Sessions with `G`, `N`, `O` or `U` up to `to`, oldest first. */
export function unauthorisedSessions(register: Register, row: number, to: Day): readonly UnauthorisedSession[] {
  const found: UnauthorisedSession[] = [];
  for (const column of exceptionsIn(register, row, 0, columnFrom(register, to + 1))) {
    const session = register.sessions[column];
    const code = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING]?.code ?? null;
    if (session && code !== null && COUNTED.has(code)) found.push({ day: session.day, half: session.half, code });
  }
  return found;
}

/** Those of them that count: at compulsory school age, and since the framework is in force. */
function countedSessions(register: Register, row: number, to: Day): readonly UnauthorisedSession[] {
  const pupil = register.pupils[row];
  if (!pupil) return [];
  return unauthorisedSessions(register, row, to).filter(({ day }) => day >= IN_FORCE_FROM && isCompulsory(pupil, day));
}

/** Mondays of the weeks with a school day, in order. */
function schoolWeeks({ schoolDays }: Register): readonly Day[] {
  return mondaysOf(schoolDays);
}

/** Of these Mondays the last ten that are not after a day. */
function weeksUpTo(mondays: readonly Day[], day: Day): readonly Day[] {
  const end = mondays.findLastIndex((monday) => monday <= day) + 1;
  return mondays.slice(Math.max(0, end - WEEKS), end);
}

/** Mondays of the weeks with a day on which the school means to open, after the last day that the register knows. */
function weeksAhead({ sessions }: Register, calendar: Calendar): readonly Day[] {
  const last = sessions.at(-1)?.day;
  return last === undefined ? [] : mondaysOf(plannedDays(calendar, last, last + AHEAD));
}

function mondaysOf(days: readonly Day[]): readonly Day[] {
  return [...new Set(days.map(mondayOf))];
}
