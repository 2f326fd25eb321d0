/** The sessions of a week that a part-time timetable agrees on: `Mon AM, Tue, Wed PM`. */
import { weekdayOf, WEEKDAYS, type Day } from "../register/day.ts";
import type { Half } from "../register/register.ts";

/** Sessions as `0 AM` … `4 PM`, Monday being 0. */
export type Pattern = ReadonlySet<string>;

/**
 * Reads days with or without a half, in any order, apart by commas or spaces: `Mon AM, Tue, wed pm`. A day alone is both
 * its sessions. Null when a word is none of these, or nothing is said.
 */
export function readPattern(text: string): Pattern | null {
  const found = new Set<string>();
  let day: number | null = null;
  let halves = 0;
  const close = (): void => {
    if (day !== null && halves === 0) for (const half of ["AM", "PM"]) found.add(`${String(day)} ${half}`);
  };
  for (const word of text.split(/[\s,;/&+]+|\band\b/).filter((each) => each !== "")) {
    const half = word.toUpperCase();
    if (half === "AM" || half === "PM") {
      if (day === null) return null;
      found.add(`${String(day)} ${half}`);
      halves++;
      continue;
    }
    const next = WEEKDAYS.slice(0, 5).findIndex((name) => isDay(word, name));
    if (next < 0) return null;
    close();
    [day, halves] = [next, 0];
  }
  close();
  return found.size === 0 ? null : found;
}

/** Three letters or more of a day's name. */
function isDay(word: string, name: string): boolean {
  const plain = word.toLowerCase().replace(/\.$/, "");
  return plain.length >= 3 && (name.toLowerCase().startsWith(plain) || `${name.toLowerCase()}s` === plain);
}

export function isAgreed(pattern: Pattern, day: Day, half: Half): boolean {
  return pattern.has(`${String(weekdayOf(day))} ${half}`);
}
