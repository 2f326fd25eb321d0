/** The times of a schedule: on which weekdays, and at what time of the wall clock. */
import { WEEKDAYS, weekdayOf, type Day, type Weekday } from "../../register/day.ts";
import { clockOf, type Moment } from "../../register/moment.ts";

export interface Times {
  /** First and last weekday, both inclusive; the same for once a week. */
  readonly from: Weekday;
  readonly to: Weekday;
  /** After midnight. */
  readonly minutes: number;
}

/** One time at which something is to run. */
export interface Slot {
  readonly day: Day;
  readonly minutes: number;
}

const SHORT = WEEKDAYS.map((name) => name.slice(0, 3).toLowerCase());

/** Reads `Mon 07:30`, `Mon-Fri 09:15` or, with the `usual` weekdays, `09:15`; null for anything else. */
export function readTimes(text: string, usual?: Pick<Times, "from" | "to">): Times | null {
  const match = /^(?:([a-z]+)(?: ?[-–] ?([a-z]+))? +)?([01]?\d|2[0-3]):([0-5]\d)$/i.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[3]) * 60 + Number(match[4]);
  if (match[1] === undefined) return usual ? { ...usual, minutes } : null;
  const from = weekdayNamed(match[1]);
  const to = match[2] === undefined ? from : weekdayNamed(match[2]);
  return from === null || to === null || from > to ? null : { from, to, minutes };
}

/** `Mon`, `monday`, `Tues`: three letters or more of one weekday. */
function weekdayNamed(word: string): Weekday | null {
  const lower = word.toLowerCase();
  const at = SHORT.indexOf(lower.slice(0, 3));
  return at >= 0 && (WEEKDAYS[at] ?? "").toLowerCase().startsWith(lower) ? (at as Weekday) : null;
}

/** `Mon 07:30`, `Mon-Fri 09:15`: what `readTimes` reads back. */
export function timesWords({ from, to, minutes }: Times): string {
  const short = (day: Weekday): string => WEEKDAYS[day].slice(0, 3);
  return `${short(from)}${to === from ? "" : `-${short(to)}`} ${clockOf(minutes)}`;
}

/** The weekdays, in order. */
export function weekdaysOf({ from, to }: Times): readonly Weekday[] {
  return Array.from({ length: to - from + 1 }, (_, i) => (from + i) as Weekday);
}

/** The last time at or before a moment. */
export function lastSlot(times: Times, { day, seconds }: Pick<Moment, "day" | "seconds">): Slot {
  let at = seconds < times.minutes * 60 ? day - 1 : day;
  while (!isOn(times, at)) at--;
  return { day: at, minutes: times.minutes };
}

/** The first time after a moment. */
export function nextSlot(times: Times, { day, seconds }: Pick<Moment, "day" | "seconds">): Slot {
  let at = seconds < times.minutes * 60 ? day : day + 1;
  while (!isOn(times, at)) at++;
  return { day: at, minutes: times.minutes };
}

function isOn({ from, to }: Times, day: Day): boolean {
  const weekday = weekdayOf(day);
  return from <= weekday && weekday <= to;
}
