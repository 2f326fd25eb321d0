/** A heading row understood: which column holds which field, which session, or nothing we know. */
import { codeNamed } from "../register/codes.ts";
import { isoOf, type Day, type Weekday } from "../register/day.ts";
import { normal } from "../register/normal.ts";
import { fieldNamed, type Field } from "./aliases.ts";
import { readDate, type DateOrder } from "./dates.ts";
import type { ReadingRules } from "./rules.ts";

/** 0 is AM, 1 is PM. */
export type HalfIndex = 0 | 1;

export interface Heading {
  /** As it stands in the file, trimmed. */
  readonly raw: string;
  readonly field: Field | null;
  /** `04/09/2025 AM`: a session of its own. `half` is null when the heading names only the day. */
  readonly session: { readonly day: Day; readonly half: HalfIndex | null } | null;
  /** `MonAM`: a session of a week whose date stands elsewhere. */
  readonly weekSession: { readonly weekday: Weekday; readonly half: HalfIndex } | null;
  /** The heading is itself an attendance code: the column counts its marks. */
  readonly code: string | null;
  /** `Contact 2 Telephone`: a column of one of several contacts in a pupil's row. */
  readonly contact: { readonly number: number; readonly field: Field | null } | null;
  /** `Thu 04 Sep AM`: a session whose year nobody can tell. */
  readonly yearless: boolean;
  /** A date that is impossible with the day first. */
  readonly monthFirst: boolean;
}

/** Case, spacing, punctuation and the parameters that report builders append are all taken away. */
export function normaliseHeading(raw: string): string {
  return normal(raw.replace(/^\uFEFF/, ""), "NFKC")
    .replace(/\(s\)/gi, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/ (?:at any time )?between \d.*$/, "")
    .replace(/ (?:(?:at any time|for|for this|this)(?: this)? academic year|for today)$/, "")
    .trim();
}

/** Reads a heading row, or two of which one holds dates and the other AM and PM. */
export function readHeadings(cells: readonly string[], rules: ReadingRules): readonly Heading[] {
  const headings = cells.map((cell) => readHeading(cell, rules));
  return headings.map((heading, i) => {
    // A date over two columns stands in the first: the blank after it is its afternoon.
    const before = heading.raw === "" ? headings[i - 1]?.session : undefined;
    return before?.half === null ? { ...heading, session: before } : heading;
  });
}

/** Makes one heading row of two, a date row and an AM/PM row; null when they are not that. */
export function joinHeadingRows(
  upper: readonly string[],
  lower: readonly string[],
  rules: ReadingRules,
): readonly string[] | null {
  if (lower.filter((cell) => /^(?:am|pm)$/i.test(cell.trim())).length < 2) return null;
  const isHalf = (cell: string): boolean => /^(?:am|pm)$/i.test(cell);
  let date = "";
  const columns = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const top = (upper[i] ?? "").trim();
    const bottom = (lower[i] ?? "").trim();
    if (top !== "") {
      const { session, monthFirst } = readHeading(top, rules);
      date = session || monthFirst ? top : "";
    }
    return { top, bottom, date };
  });
  if (!columns.some((column) => column.date !== "" && isHalf(column.bottom))) return null;
  return columns.map(({ top, bottom, date: of }) => {
    if (of !== "" && isHalf(bottom)) return `${of} ${bottom.toUpperCase()}`;
    return bottom === "" ? top : bottom;
  });
}

function readHeading(cell: string, rules: ReadingRules): Heading {
  const raw = cell.replace(/^\uFEFF/, "").trim();
  const none = {
    raw,
    field: null,
    session: null,
    weekSession: null,
    code: null,
    contact: null,
    yearless: false,
    monthFirst: false,
  };
  if (YEARLESS.test(raw)) return { ...none, yearless: true };
  const normalised = normaliseHeading(raw);
  const said = rules.columns.get(normalised);
  if (said !== undefined) return { ...none, field: said === "ignore" ? null : said };
  const code = codeNamed(raw);
  if (code) return { ...none, code: code.code, field: fieldNamed(normalised) };
  const session = sessionIn(raw, rules.order);
  if (session === "month-first") return { ...none, monthFirst: true };
  if (session) return { ...none, session };
  const counted = codeNamed((CODE_COUNT.exec(normalised)?.[1] ?? "").toUpperCase());
  if (counted) return { ...none, code: counted.code };
  const contact = CONTACT.exec(normalised);
  if (contact) return { ...none, contact: { number: Number(contact[1]), field: fieldNamed(contact[2] ?? "") } };
  const weekSession = weekSessionIn(normalised);
  if (weekSession) return { ...none, weekSession };
  return { ...none, field: fieldNamed(normalised) };
}

const YEARLESS =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?[\s,]+)?\d{1,2}(?:[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|\/\d{1,2})[\s_(,-]+(?:am|pm)\)?$/i;
const CODE_COUNT = /^(?:t reason|code|total) ([a-z]\d?)$/;
const CONTACT = /^contact ?([1-9]) (.+)$/;

const WEEK_SESSION =
  /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday) (am|pm|1|2)$/;
const DAY_STARTS = ["mo", "tu", "we", "th", "fr", "sa", "su"];

function weekSessionIn(normalised: string): { weekday: Weekday; half: HalfIndex } | null {
  const match = WEEK_SESSION.exec(normalised);
  if (!match) return null;
  const weekday = DAY_STARTS.indexOf(match[1]?.slice(0, 2) ?? "") as Weekday;
  return { weekday, half: match[2] === "am" || match[2] === "1" ? 0 : 1 };
}

const HALF = /(?:^|[\s_(,-]|(?<=\d))(am|pm)\)?$/i;
const WEEKDAY_BEFORE = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?[\s,]+/i;

function sessionIn(raw: string, order: DateOrder): { day: Day; half: HalfIndex | null } | "month-first" | null {
  if (raw.length > 40 || !/\d/.test(raw)) return null;
  const half = HALF.exec(raw);
  const date = readDate(raw.replace(HALF, "").replace(WEEKDAY_BEFORE, "").trim(), order);
  // A bare number is no date in a heading: Excel's serial numbers and "1", "2" are read nowhere but in date columns.
  if (date === "month-first") return date;
  if (date === null || date.serial) return null;
  return { day: date.day, half: half ? (half[1]?.toLowerCase() === "am" ? 0 : 1) : null };
}

/** What a column was taken for: a field's name, or a session, a code or a contact in words. */
export function fieldWords({ raw, field, session, weekSession, code, contact }: Heading): string | null {
  if (field !== null) return field;
  if (session) return `${isoOf(session.day)}${session.half === null ? "" : session.half === 0 ? " AM" : " PM"}`;
  if (weekSession) return `session ${raw}`;
  if (code !== null) return `code ${code}`;
  return contact?.field ? `contact ${String(contact.number)}, ${contact.field}` : null;
}
