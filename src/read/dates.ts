/** Dates as exports write them, always day before month unless the school says otherwise of a file. */
import { dayFromIso, dayOf, MONTHS, type Day } from "../register/day.ts";

export type DateOrder = "day-first" | "month-first";

export interface ReadDate {
  readonly day: Day;
  readonly twoDigitYear: boolean;
  /** Excel's day number. */
  readonly serial: boolean;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const WORDS = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]+(\d{4}|\d{2})$/i;
const SERIAL = /^\d{5}(?:\.0+)?$/;
/** Excel counts days from 30 December 1899. Plausible: 1982 to 2064. */
const SERIAL_OF_1970 = 25_569;
const SERIALS = { from: 30_000, to: 60_000 };

/** A date inside other text, such as a title row or a file's name. */
export const DATE_IN_TEXT =
  /\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} \d{4}/;

/**
 * Reads one date. `month-first` when the cell has no reading with the day first but would have one the other way
 * round; null when it is no date at all. Two-digit years are of this century.
 */
export function readDate(cell: string, order: DateOrder): ReadDate | "month-first" | null {
  if (cell === "") return null;
  const text = cell.trim();
  const found = (day: Day | null, twoDigitYear = false): ReadDate | null =>
    day === null ? null : { day, twoDigitYear, serial: false };
  const iso = ISO.exec(text);
  if (iso) return found(dayFromIso(iso[1] ?? ""));
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    const { year, short } = yearOf(numbers[3] ?? "");
    if (order === "month-first") return found(dayOf(year, first, second), short);
    const day = dayOf(year, second, first);
    if (day === null && dayOf(year, first, second) !== null) return "month-first";
    return found(day, short);
  }
  const words = WORDS.exec(text);
  if (words) {
    const name = (words[2] ?? "").toLowerCase();
    const month = MONTHS.findIndex(
      (each) =>
        each.toLowerCase() === name ||
        each.slice(0, 3).toLowerCase() === name ||
        (name === "sept" && each === "September"),
    );
    const { year, short } = yearOf(words[3] ?? "");
    return found(dayOf(year, month + 1, Number(words[1])), short);
  }
  if (SERIAL.test(text)) {
    const serial = Math.floor(Number(text));
    if (serial >= SERIALS.from && serial <= SERIALS.to) {
      return { day: serial - SERIAL_OF_1970, twoDigitYear: false, serial: true };
    }
  }
  return null;
}

function yearOf(text: string): { year: number; short: boolean } {
  return text.length === 2 ? { year: 2000 + Number(text), short: true } : { year: Number(text), short: false };
}
