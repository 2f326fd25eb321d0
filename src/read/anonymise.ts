/** An export as it stands, row for row and quote for quote, with somebody else's names, numbers and words in it. */
import { MONTHS, partsOf, type Day } from "../register/day.ts";
import { FIELD_NAMES, type Field } from "./aliases.ts";
import { readFlag, readHalf, readMark, readMinutes, readPercent, readSen, readSex, readYear } from "./cells.ts";
import { codeNamed } from "../register/codes.ts";
import { DATE_IN_TEXT, readDate } from "./dates.ts";
import { foldedWord, type Disguise } from "./disguise.ts";
import type { ExportFile } from "./export-reader.ts";
import { readHeadings } from "./headings.ts";
import { readTime } from "./late.ts";
import { isTotal } from "./no-pupil.ts";
import type { ReadingRules } from "./rules.ts";

const NAMES: readonly Field[] = [
  "legalSurname",
  "legalForename",
  "preferredSurname",
  "preferredForename",
  "surname",
  "forename",
  "displayName",
];
const ADDRESS: readonly Field[] = ["address1", "address2", "town", "county"];
const DATES: readonly Field[] = ["admissionDate", "leavingDate", "date", "weekStart", "periodFrom", "periodTo"];
const MARKS: readonly Field[] = ["mark", "markAM", "markPM"];
const COUNTS: readonly Field[] = [
  "possible",
  "present",
  "aea",
  "authorised",
  "unauthorised",
  "missingMarks",
  "lateCount",
  "lateAfterCount",
  "statedPercent",
  "senRank",
  "minutesLate",
  "priority",
];
const FLAGS: readonly Field[] = [
  "partTime",
  "ehcp",
  "mentalHealth",
  "fsm",
  "fsmEver6",
  "pupilPremium",
  "eal",
  "lookedAfter",
  "youngCarer",
  "parentalResponsibility",
  "correspondence",
  "courtOrder",
];
/** What their cells may hold is a short list of words; any other word is somebody's. */
const WORDS: Readonly<Partial<Record<Field, RegExp>>> = {
  enrolmentStatus:
    /^(?:current|on roll|off roll|active|inactive|leavers?|left|former|future|applicant|accepted|offer|prospective|pre-?admission|main|guest|subsidiary|single registration|current single|current main dual|[a-z]|yes|no|true|false)$/i,
  senCode:
    /^(?:[a-z]|no special educational needs?|no sen|none|sen support|education,? health and care plan|ehcp?)(?: - [a-z ,]+)?$/i,
  title: /^(?:mr|mrs|ms|miss|mx|dr|rev)\.?$/i,
  relationship:
    /^(?:mother|father|parent|mum|dad|step-?(?:mother|father)|grand(?:mother|father|parent)|aunt|uncle|brother|sister|carer|foster (?:mother|father|carer)|guardian|childminder|social worker|other|other family member|doctor)$/i,
  language:
    /^(?:english|polish|romanian|urdu|punjabi|panjabi|arabic|bengali|gujarati|somali|portuguese|spanish|french|german|italian|ukrainian|russian|turkish|chinese|welsh|[a-z]{2,3})$/i,
};
const OF_CLASSES = new Set(
  "class year nursery reception form group reg and am pm mon tue wed thu fri monday tuesday wednesday thursday friday n r".split(
    " ",
  ),
);
const OF_TITLES = new Set(
  "week weekly beginning commencing w b c e wb wc we from to print printed run on created produced generated report date register attendance present absent late".split(
    " ",
  ),
);

/** The text of an export, and how it was understood. */
export interface Understood {
  readonly file: ExportFile;
  readonly rules: ReadingRules;
}

/** The same text, every cell of which is harmless or somebody else's. */
export function anonymiseText(text: string, { file, rules }: Understood, disguise: Disguise): string {
  const fields = file.mapping.map(({ field }) => fieldOf(field));
  const columns = new Map<Field, number>();
  fields.forEach((field, i) => {
    if (field !== null && field !== "session-mark" && !columns.has(field)) columns.set(field, i);
  });
  const headings = file.mapping.map(({ heading }) => heading);
  let line = 1;
  return rowsOf(text, file.delimiter ?? ",")
    .map(({ cells, end }) => {
      const values = cells.map(valueOf);
      const at = line;
      line += cells.join("").split(/\r\n|\n|\r/).length - 1 + (end === "" ? 0 : 1);
      const isHeading =
        at === file.headingLine ||
        (values[0]?.trim() === headings[0] && values.every((v, i) => v.trim() === (headings[i] ?? "")));
      const isAbove = file.headingLine === null || at < file.headingLine;
      const total = !isAbove && !isHeading && isTotal(values, columns);
      const written = cells.map((raw, i) => {
        const value = values[i] ?? "";
        if (/^[^\p{L}\p{N}]*$/u.test(value) || isNothing(value)) return raw;
        if (isHeading || isAbove)
          return isKnownHeading(value, rules) ? raw : within(raw, (inner) => titled(inner, disguise));
        if (total) return raw;
        return within(raw, (inner) => cellFor(fields[i] ?? null, inner, rules, disguise));
      });
      return written.join(file.delimiter ?? ",") + end;
    })
    .join("");
}

type Kind = Field | "session-mark" | null;

/** `exports --explain` words of a column as a field again. */
function fieldOf(words: string | null): Kind {
  if (words === null) return null;
  if (/^\d{4}-|^session |^code /.test(words)) return "session-mark";
  const named = words.replace(/^contact \d, /, "");
  return FIELD_NAMES.find((field) => field === named) ?? null;
}

function isNothing(value: string): boolean {
  return /^(?:n\/?a|null|none|unknown|not known)$/i.test(value.trim());
}

function isKnownHeading(value: string, rules: ReadingRules): boolean {
  const [heading] = readHeadings([value], rules);
  if (!heading) return false;
  const { field, session, weekSession, code, contact, yearless, monthFirst } = heading;
  return Boolean(field ?? session ?? weekSession ?? code ?? contact?.field) || yearless || monthFirst;
}

/** A title keeps its dates and the words by which a week is known. */
function titled(value: string, disguise: Disguise): string {
  const dates = new RegExp(DATE_IN_TEXT, "g");
  const between = value.split(dates).map((part) => disguise.text(part, OF_TITLES, 2));
  const found = [...value.matchAll(dates)].map(([date]) => date);
  return between.map((part, i) => part + (found[i] ?? "")).join("");
}

function cellFor(field: Kind, value: string, rules: ReadingRules, disguise: Disguise): string {
  if (field === "upn") return disguise.upn(value);
  if (field === "misId" || field === "admissionNumber" || field === "familyId")
    return disguise.text(value, new Set(), 1);
  if (field === "dob") return birthdayFor(value, rules, disguise);
  if (field === "phone") return disguise.phone(value);
  if (field === "email") return value.includes("@") ? disguise.email(value.trim()) : disguise.text(value);
  if (field === "postcode") return disguise.postcode(value);
  if (field === "className") return disguise.text(value, OF_CLASSES);
  if (field !== null && field !== "session-mark") {
    if (NAMES.includes(field)) return disguise.text(value);
    if (ADDRESS.includes(field)) return disguise.text(value, new Set(), 1);
  }
  if (isHarmless(field, value, rules)) return value;
  // `I - Illness`: the label is anybody's words.
  const dash = isOfMarks(field) && isMark(value.slice(0, value.indexOf(" - "))) ? value.indexOf(" - ") : 0;
  return value.slice(0, Math.max(dash, 0)) + disguise.text(value.slice(Math.max(dash, 0)));
}

function isOfMarks(field: Kind): boolean {
  return field === "session-mark" || (field !== null && MARKS.includes(field));
}

/** Whether a cell is what its column is for, and so is about nobody by name. */
function isHarmless(field: Kind, value: string, rules: ReadingRules): boolean {
  const text = value.trim();
  // A number of a column that nobody knows, of so few digits that it is no telephone number.
  if (field === null) return /^\d{1,3}(?:\.\d+)? ?%?$/.test(text) || isMark(text);
  if (field === "session-mark") return isMark(text) || /^\d{1,3}$/.test(text);
  if (MARKS.includes(field)) return isMark(text) || rules.codes.has(text.toUpperCase());
  if (field === "markString")
    return /^[^\p{L}]*(?:[\p{L}\d]{1,2}[^\p{L}\d]+)*[\p{L}\d]{0,2}$|^[A-Z#/\\*?\- ]{10,}$/u.test(text);
  if (field === "session") return readHalf(text) !== null || /^\d{0,2}$/.test(text);
  if (DATES.includes(field)) return readDate(text, rules.order) !== null || !/\p{L}/u.test(text);
  if (COUNTS.includes(field))
    return readPercent(text) !== null || readMinutes(text) !== null || /^[\d.,%-]{1,8}$/.test(text);
  if (FLAGS.includes(field)) return readFlag(text) !== null && text.length < 16 && !text.includes(" ");
  if (field === "sex") return ["F", "M"].includes(readSex(text) ?? "");
  if (field === "yearGroup") return readYear(text) !== null;
  if (field === "arrivalTime") return readTime(text) !== null;
  if (field === "senCode" && readSen(text) === null) return false;
  return WORDS[field]?.test(text) ?? false;
}

function isMark(text: string): boolean {
  const mark = readMark(text);
  return text.length <= 2 || mark.missing || (codeNamed(mark.code) !== null && text.length <= 3);
}

/** The new birthday in the writing of the old one; one that nobody can read stays one that nobody can read. */
function birthdayFor(cell: string, rules: ReadingRules, disguise: Disguise): string {
  const read = readDate(cell, rules.order);
  if (read === null || read === "month-first") return cell.replace(/\d/g, "9").replace(/\p{L}/gu, "x");
  const day = disguise.birthday(read.day);
  if (read.serial) return String(Number(cell.trim().slice(0, 5)) + day - read.day);
  return writtenLike(cell.trim(), day, rules);
}

function writtenLike(old: string, day: Day, { order }: ReadingRules): string {
  const { year, month, dayOfMonth } = partsOf(day);
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(old);
  const two = (n: number): string => String(n).padStart(2, "0");
  if (iso) return `${String(year)}-${two(month)}-${two(dayOfMonth)}${old.slice(10)}`;
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})/.exec(old);
  const shown = (pattern: string, n: number): string => (pattern.length === 2 ? two(n) : String(n));
  const yearLike = (pattern: string): string => (pattern.length === 2 ? two(year % 100) : String(year));
  if (numbers) {
    const [all, first = "", one = "", second = "", other = "", last = ""] = numbers;
    const [a, b] = order === "month-first" ? [month, dayOfMonth] : [dayOfMonth, month];
    return `${shown(first, a)}${one}${shown(second, b)}${other}${yearLike(last)}${old.slice(all.length)}`;
  }
  const words = /^(\d{1,2})(?:st|nd|rd|th)?([ -])([a-z]+)([ ,-]+)(\d{4}|\d{2})$/i.exec(old);
  if (!words) return old.replace(/\d/g, "9").replace(/\p{L}/gu, "x");
  const [, first = "", one = "", name = "", gap = "", last = ""] = words;
  const full = MONTHS[month - 1] ?? "";
  return `${shown(first, dayOfMonth)}${one}${name.length > 4 ? full : full.slice(0, 3)}${gap}${yearLike(last)}`;
}

interface RawRow {
  /** As they stand, with their quotation marks. */
  readonly cells: readonly string[];
  /** The line break; empty at the end of the file. */
  readonly end: string;
}

/** Rows and cells as they stand: joined again they are the text. */
function rowsOf(text: string, delimiter: string): readonly RawRow[] {
  const rows: RawRow[] = [];
  let cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= text.length; at++) {
    const c = text.charAt(at);
    if (quoted) {
      if (at < text.length && c !== '"') continue;
      if (c === '"' && text.charAt(at + 1) === '"') at++;
      else if (at < text.length)
        quoted = !/^(?:[\r\n]|$)/.test(text.charAt(at + 1)) && text.charAt(at + 1) !== delimiter;
      if (at < text.length) continue;
    }
    if (c === '"' && at === start) {
      quoted = true;
    } else if (c === delimiter) {
      cells.push(text.slice(start, at));
      start = at + 1;
    } else if (c === "\n" || c === "\r" || (at === text.length && (start < at || cells.length > 0))) {
      cells.push(text.slice(start, at));
      const end = c === "\r" && text.charAt(at + 1) === "\n" ? "\r\n" : c;
      rows.push({ cells, end });
      cells = [];
      start = at + Math.max(end.length, 1);
      at = start - 1;
    }
  }
  return rows;
}

function isQuoted(raw: string): boolean {
  return raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
}

function valueOf(raw: string): string {
  return isQuoted(raw) ? raw.slice(1, -1).replaceAll('""', '"') : raw;
}

/** Changes what stands inside the quotation marks and the white space around a cell. */
function within(raw: string, change: (value: string) => string): string {
  const inner = isQuoted(raw) ? raw.slice(1, -1) : raw;
  const before = /^\s*/.exec(inner)?.[0] ?? "";
  const middle = inner.slice(before.length).trimEnd();
  const after = inner.slice(before.length + middle.length);
  const made = before + change(middle) + after;
  return isQuoted(raw) ? `"${made}"` : made;
}

/** The words of a text, as names are compared. */
export function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/[\p{L}\p{M}]+|\d+/gu)].map(([word]) => foldedWord(word));
}

/** The dates in the name of a file, which may be the only ones that its marks have. */
export function datesInName(name: string): readonly string[] {
  return [...name.replaceAll("_", " ").matchAll(new RegExp(DATE_IN_TEXT, "g"))].map(([date]) =>
    date.replaceAll("/", "-"),
  );
}
