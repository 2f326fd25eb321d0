/** Plain calendar days as whole numbers, with no clock and no time zone in them. */

/** Days since 1 January 1970, so that the next day is `day + 1`. */
export type Day = number;

/** 52 weeks, so that Mondays meet Mondays. */
export const A_YEAR_OF_WEEKS = 364;

/** 0 is Monday, 6 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The day of a Gregorian date; null when there is no such date (31 June, month 13). Years 1 to 9999. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  // Days from civil: years are counted from March, so that the leap day is the last day of a year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The year, month (1–12) and day of the month of a day. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** The day of an ISO date such as `2026-11-23`; null for anything else. */
export function dayFromIso(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** `2026-11-23`. */
export function isoOf(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** `23/11/2026`, as English offices and Excel write it. */
export function ukOf(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(dayOfMonth).padStart(2, "0")}/${String(month).padStart(2, "0")}/${String(year)}`;
}

/** `Monday 23 November 2026`. */
export function longOf(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${WEEKDAYS[weekdayOf(day)]} ${String(dayOfMonth)} ${MONTHS[month - 1] ?? ""} ${String(year)}`;
}

/** `Mon 23 Nov`. */
export function shortOf(day: Day): string {
  return `${WEEKDAYS[weekdayOf(day)].slice(0, 3)} ${dayMonthOf(day)}`;
}

/** `23 Nov`. */
export function dayMonthOf(day: Day): string {
  const { month, dayOfMonth } = partsOf(day);
  return `${String(dayOfMonth)} ${(MONTHS[month - 1] ?? "").slice(0, 3)}`;
}

/** 1 January 1970 was a Thursday. */
export function weekdayOf(day: Day): Weekday {
  return ((((day + 3) % 7) + 7) % 7) as Weekday;
}

/** The Monday on or before a day. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day);
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 5;
}

/** The 1 September on or before a day, on which its academic year begins. Source: Education Act 1996, section 579(1). */
export function academicYearOf(day: Day): Day {
  const { year, month } = partsOf(day);
  return dayOf(month >= 9 ? year : year - 1, 9, 1) ?? day;
}

/** The number of a day's week, 1 to 53: the week of a year's first Thursday is its first. Source: ISO 8601. */
export function weekNumberOf(day: Day): number {
  const thursday = mondayOf(day) + 3;
  const first = dayOf(partsOf(thursday).year, 1, 1) ?? thursday;
  return Math.floor((thursday - first) / 7) + 1;
}
