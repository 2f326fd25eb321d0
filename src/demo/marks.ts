/** A whole year of marks for an ordinary invented child, in the proportions of England's primary schools. */
import { partsOf, weekdayOf, type Day } from "../register/day.ts";
import type { Child } from "./children.ts";
import { shareOf } from "./frequencies.ts";
import { chance, pick, pickWeighted, randomOf, whole, type Random } from "./random.ts";
import type { Temper } from "./tempers.ts";

/** One child's year: session `2 * i` is the morning of the i-th open day and `2 * i + 1` its afternoon. */
export interface Marks {
  readonly marks: string[];
  /** By session, for `L` and `U`. */
  readonly minutes: Map<number, number>;
  readonly comments: Map<number, string>;
}

/** Sessions that other marks have already taken make room for fewer; this makes up for it. */
const MAKE_UP = 1.12;
const ILLNESS_BY_MONTH = [1.3, 1.15, 1.1, 0.9, 0.8, 0.8, 0.75, 1, 0.8, 1, 1.3, 1.55] as const;
const ILLNESS_BY_WEEKDAY = [1.55, 0.75, 0.85, 0.85, 1.1, 0, 0] as const;
const AWAY_BY_MONTH = [0.8, 0.8, 0.8, 0.8, 1, 1.6, 1.4, 1, 1.8, 1, 0.6, 0.7] as const;
const LENGTHS_ILL = [
  [1, 46],
  [2, 28],
  [3, 15],
  [4, 6],
  [5, 5],
] as const;
const MEAN_ILL_SESSIONS = 3.6;
const SHARE_AWAY = 0.218;
const SHARE_PLANS = 0.011;
const SHARE_ELSEWHERE = 0.0191;
const SHARE_OBSERVANT = 0.062;
const WHY_ILL = ["Sickness bug", "Temperature", "Chickenpox", "Cough and cold", "Tummy ache", "Ear infection"] as const;

/** Every session attended. */
export function attendedThroughout(days: number): Marks {
  const marks = Array.from({ length: 2 * days }, (_, i) => (i % 2 === 0 ? "/" : "\\"));
  return { marks, minutes: new Map(), comments: new Map() };
}

/** The whole year over the open days, whether or not the child is on roll; whoever writes the register leaves out the rest. */
export function inventMarks(child: Child, temper: Temper, days: readonly Day[], seed: number): Marks {
  const made = attendedThroughout(days.length);
  const random = randomOf(seed, "marks", child.upn);
  const put = (session: number, mark: string): boolean => {
    if (made.marks[session] !== (session % 2 === 0 ? "/" : "\\")) return false;
    made.marks[session] = mark;
    return true;
  };
  const putDays = (from: number, count: number, mark: string): void => {
    for (let session = 2 * from; session < 2 * (from + count); session++) put(session, mark);
  };
  const young = child.year === "R" || child.year.startsWith("N") ? 1.25 : 1;

  putLongTimes(random, temper, days.length, put, putDays);
  putHoliday(randomOf(seed, "away", child.household.id), temper, days, putDays);
  const observed = randomOf(seed, "observance");
  for (let i = 0; i < 2; i++) {
    const day = whole(observed, 0, days.length - 1);
    if (temper.observance < SHARE_OBSERVANT) putDays(day, 1, "R");
  }
  if (temper.severe) putSevere(random, days.length, put);
  putIllness(random, temper.illness * young, days, made, put);
  putSingles(random, temper, days, made, put);
  const trips = randomOf(seed, "trips", child.class);
  const count = chance(trips, 0.42) ? 2 : 1;
  for (let i = 0; i < count; i++) putDays(whole(trips, 5, days.length - 1), 1, "V");
  return made;
}

type Put = (session: number, mark: string) => boolean;
type PutDays = (from: number, count: number, mark: string) => void;

/** What a few children have for weeks: part-time plans, provision elsewhere, travelling, suspension. */
function putLongTimes(random: Random, temper: Temper, days: number, put: Put, putDays: PutDays): void {
  const { partTimePlan, elsewhere, travelling, suspended } = temper;
  if (partTimePlan < SHARE_PLANS) {
    const from = whole(random, 0, days - 58);
    for (let day = from; day < from + 58; day++) put(2 * day + 1, "C2");
  }
  if (elsewhere < SHARE_ELSEWHERE) {
    const first = whole(random, 0, 4);
    for (let day = first; day < days; day += 5) put(2 * day + 1, "B");
  } else if (elsewhere > 1 - shareOf("K") * 5) {
    for (let day = whole(random, 0, 4); day < days; day += 5) putDays(day, 1, "K");
  }
  if (travelling < shareOf("T") * 10) putDays(whole(random, 0, days - 20), 19, "T");
  if (suspended < shareOf("E") * 40) {
    for (let i = 0; i < 2; i++) putDays(whole(random, 20, days - 3), whole(random, 1, 3) + i, "E");
  }
}

/** A family holiday, the same for brothers and sisters: mostly a whole week from a Monday. */
function putHoliday(random: Random, temper: Temper, days: readonly Day[], putDays: PutDays): void {
  if (temper.holiday >= SHARE_AWAY * MAKE_UP) return;
  const length = pickWeighted(random, [
    [2, 12],
    [3, 15],
    [4, 10],
    [5, 55],
    [10, 8],
  ] as const);
  const starts = days.flatMap((day, i) => {
    const fits = length >= 5 ? weekdayOf(day) === 0 : weekdayOf(day) === 5 - length;
    return fits && i + length <= days.length ? [[i, AWAY_BY_MONTH[monthOf(day)] ?? 1] as const] : [];
  });
  putDays(pickWeighted(random, starts), length, "G");
}

/** Half of the year or more, in stretches of `O` with some illness. */
function putSevere(random: Random, days: number, put: Put): void {
  let away = chance(random, 0.5);
  for (let day = 0; day < days;) {
    const length = away ? whole(random, 3, 14) : whole(random, 2, 9);
    const mark = chance(random, 0.75) ? "O" : "I";
    for (let i = day; away && i < Math.min(days, day + length); i++) for (const half of [0, 1]) put(2 * i + half, mark);
    day += length;
    away = !away;
  }
}

/** Spells of illness, more in winter and around weekends; some begin at midday and some end there. */
function putIllness(random: Random, rate: number, days: readonly Day[], made: Marks, put: Put): void {
  const daily = ((2 * shareOf("I")) / MEAN_ILL_SESSIONS) * rate * MAKE_UP;
  for (let day = 0; day < days.length; day++) {
    const date = days[day] ?? 0;
    const often = daily * (ILLNESS_BY_MONTH[monthOf(date)] ?? 1) * ILLNESS_BY_WEEKDAY[weekdayOf(date)];
    if (!chance(random, often)) continue;
    let length = pickWeighted<number>(random, LENGTHS_ILL);
    // Half of those ill on a Friday are well again by Monday.
    const untilFriday = 5 - weekdayOf(date);
    if (length > untilFriday && chance(random, 0.5)) length = untilFriday;
    const first = 2 * day + (chance(random, 0.12) ? 1 : 0);
    const last = Math.min(2 * (day + length) - (chance(random, 0.08) ? 2 : 1), 2 * days.length - 1);
    for (let session = first; session <= last; session++) put(session, "I");
    if (chance(random, 0.1)) made.comments.set(first, pick(random, WHY_ILL));
    day += length;
  }
}

/** Single sessions and days: appointments, other leave, unexplained days, sport, lates. */
function putSingles(random: Random, temper: Temper, days: readonly Day[], made: Marks, put: Put): void {
  const often = MAKE_UP * Math.min(3, temper.illness);
  const unexplained = (shareOf("O") - 0.0021) * temper.unexplained;
  const late = Math.min(0.7, 2 * shareOf("L") * temper.late * MAKE_UP);
  const lateAfterClose = Math.min(0.2, 2 * shareOf("U") * temper.lateAfterClose * MAKE_UP);
  const both = (day: number, mark: string): void => {
    for (const half of [0, 1]) put(2 * day + half, mark);
  };
  for (let day = 0; day < days.length; day++) {
    if (chance(random, 2 * shareOf("M") * often)) {
      const session = 2 * day + whole(random, 0, 1);
      if (put(session, "M") && chance(random, 0.2)) made.comments.set(session, pick(random, ["Dentist", "Optician"]));
    }
    if (chance(random, shareOf("C") * often)) both(day, "C");
    if (chance(random, shareOf("C1"))) both(day, "C1");
    if (chance(random, 2 * shareOf("J1"))) put(2 * day, "J1");
    if (chance(random, 2 * shareOf("P"))) put(2 * day + 1, "P");
    if (!temper.severe && chance(random, Math.min(0.3, unexplained * MAKE_UP))) both(day, "O");
    if (chance(random, lateAfterClose) && put(2 * day, "U")) made.minutes.set(2 * day, whole(random, 20, 60));
    else if (chance(random, late) && put(2 * day, "L")) {
      made.minutes.set(2 * day, Math.min(whole(random, 1, 15), whole(random, 1, 15)));
    }
  }
}

/** 0 is January. */
function monthOf(day: Day): number {
  return partsOf(day).month - 1;
}
