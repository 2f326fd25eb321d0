/** Spans of days and names of classes as they are read aloud. */
import { dateWords } from "../../letters/phrases.ts";
import { MONTHS, partsOf, type Day } from "../../register/day.ts";

/** `16 to 20 November 2026`, `30 November to 4 December 2026`, `17 December 2026 to 8 January 2027`. */
export function spanInWords(from: Day, to: Day): string {
  const [a, b] = [partsOf(from), partsOf(to)];
  if (from === to) return dateWords(to);
  if (a.year !== b.year) return `${dateWords(from)} to ${dateWords(to)}`;
  const month = a.month === b.month ? "" : ` ${MONTHS[a.month - 1] ?? ""}`;
  return `${String(a.dayOfMonth)}${month} to ${dateWords(to)}`;
}

/** `Class 3/4`; a name of words, such as Oak or Reception, stays as it is. */
export function classInWords(name: string): string {
  return /^\d/.test(name) ? `Class ${name}` : name;
}
