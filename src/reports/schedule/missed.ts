/** What is to be said of runs that should have happened by themselves: failed, not finished, or not begun. */
import { plannedDays, type Calendar } from "../../register/calendar.ts";
import { academicYearOf, isWeekend, shortOf, type Day } from "../../register/day.ts";
import { clockOf, secondsBetween, type Moment } from "../../register/moment.ts";
import type { LastRun, LastRuns } from "./last-run.ts";
import { lastSlot, type Slot } from "./times.ts";

/** A run takes seconds; one that has not ended after so long never will. */
const LONGEST_RUN_MINUTES = 15;
/** A PC that wakes up later makes up for what it missed within minutes. */
const GRACE_MINUTES = 30;

export interface Missed {
  readonly command: string;
  /** One sentence or two that say what happened and what to do. */
  readonly say: string;
}

/**
 * The commands whose last run failed or did not finish, and those that are overdue by their planned times. A daily time
 * counts on school days only, a weekly one when the week up to it had a school day; where the calendar knows nothing of a
 * year, its weekdays are school days. `said`: a sentence said already, which is not said again as a reason.
 */
export function missedRuns(runs: LastRuns, now: Moment, calendar: Calendar | null, said = ""): readonly Missed[] {
  return Object.entries(runs).flatMap(([command, run]): Missed[] => {
    const slot = calendar === null ? null : overdueSlot(command, run, now, calendar);
    const say = slot === null ? failureWords(command, run, now, said) : overdueWords(command, slot);
    return say === null ? [] : [{ command, say }];
  });
}

/** Whether a run began and will not end any more: the PC was switched off, or somebody stopped it. */
export function neverEnded({ started, ended }: LastRun, now: Moment): boolean {
  return started !== null && ended === null && secondsBetween(started, now) >= LONGEST_RUN_MINUTES * 60;
}

function overdueWords(command: string, slot: Slot): string {
  return `The scheduled \`attend ${command}\` of ${shortOf(slot.day)}, ${clockOf(slot.minutes)}, has not run. Run \`attend ${command}\` now. If that schedule is no longer wanted: \`attend schedule --remove\`.`;
}

function failureWords(command: string, run: LastRun, now: Moment, said: string): string | null {
  const { started, ended, exit, why } = run;
  if (started === null) return null;
  const what = `The scheduled \`attend ${command}\` of ${shortOf(started.day)}, ${clockOf(Math.floor(started.seconds / 60))},`;
  if (ended === null) {
    if (!neverEnded(run, now)) return null;
    return `${what} did not finish; the PC may have been switched off. Run \`attend ${command}\` now.`;
  }
  if (exit !== 2) return null;
  const isSaid = why === null || (said !== "" && why.startsWith(said));
  return isSaid
    ? `${what} was not done. Run \`attend ${command}\` when that is put right.`
    : `${what} was not done: ${why} Then run \`attend ${command}\`.`;
}

/** The last time that counts and at which nothing began; null when there is none. */
function overdueSlot(
  command: string,
  { planned, since, started }: LastRun,
  now: Moment,
  calendar: Calendar,
): Slot | null {
  if (planned === null || since === null) return null;
  const begun = started !== null && secondsBetween(since, started) > 0 ? started : since;
  const late = now.seconds - GRACE_MINUTES * 60;
  const before = late >= 0 ? { day: now.day, seconds: late } : { day: now.day - 1, seconds: late + 86400 };
  for (let at = before; ;) {
    const slot = lastSlot(planned, at);
    if (slot.day < begun.day || (slot.day === begun.day && slot.minutes * 60 <= begun.seconds)) return null;
    const counts = command === "daily" ? isSchoolDay(calendar, slot.day) : hadSchoolDay(calendar, slot.day);
    if (counts) return slot;
    at = { day: slot.day - 1, seconds: 86399 };
  }
}

function hadSchoolDay(calendar: Calendar, day: Day): boolean {
  return [7, 6, 5, 4, 3, 2, 1].some((back) => isSchoolDay(calendar, day - back));
}

function isSchoolDay(calendar: Calendar, day: Day): boolean {
  const isYearKnown = calendar.halfTerms.some(({ from }) => academicYearOf(from) === academicYearOf(day));
  return isYearKnown ? plannedDays(calendar, day - 1, day).length > 0 : !isWeekend(day) && !calendar.closed.has(day);
}
