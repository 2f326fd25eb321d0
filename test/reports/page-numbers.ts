/** Which numbers and days a page shows, and which of them the JSON of the same run does not have. */
import { dayFromIso, dayOf, isoOf, MONTHS, WEEKDAYS, weekdayOf } from "../../src/register/day.ts";
import { unescaped } from "../unescaped.ts";

const MONTH = MONTHS.map((month) => `${month}|${month.slice(0, 3)}`).join("|");
const WEEKDAY = WEEKDAYS.map((weekday) => `${weekday}|${weekday.slice(0, 3)}`).join("|");
/** 2026-11-16 · 16/11/2026 · Mon 16 Nov · Monday 16 November 2026 · 16 November. */
const DAY = new RegExp(
  [
    String.raw`(?<![\d/-])(?<iso>\d{4}-\d\d-\d\d)(?![\d/-])`,
    String.raw`(?<![\d/-])(?<uk>\d\d/\d\d/\d{4})(?![\d/-])`,
    String.raw`\b(?:(?<weekday>${WEEKDAY}) )?(?<day>\d{1,2}) (?<month>${MONTH})\b(?: (?<year>\d{4})\b)?`,
  ].join("|"),
  "g",
);
/** Digits with points or colons between them, and a minus that stands by itself: 12, 91.5, 08:45, -0.4. */
const NUMBER = /(?:(?<=^|[\s(])[-−])?\d+(?:[.:]\d+)*/g;

/** What a person reads of a page: its text, that of its charts, and what a screen reader says instead of a picture. */
export function wordsOf(html: string): string {
  const shown = html
    .replace(/<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>/g, " ")
    .replace(/<[^>]*?\b(?:aria-label|title|alt)="([^"]*)"[^>]*>/g, " $1 ")
    .replace(/<[^>]*>/g, " ");
  return unescaped(shown).replace(/\s+/g, " ");
}

/** The sentences with a number that a template says on every page, whatever the register holds. */
export function fixedWords(template: string): readonly string[] {
  const HOLE = "\u0000";
  return wordsOf(
    template
      .replace(/\{\{#\*inline "style"\}\}[\s\S]*?\{\{\/inline\}\}/g, HOLE)
      .replace(/\{\{\{?[\s\S]*?\}?\}\}/g, HOLE)
      .replace(/[*#|]/g, " "),
  )
    .split(HOLE)
    .map((words) => words.trim())
    .filter((words) => /\d/.test(words));
}

interface Found {
  /** As it is compared: `91.5`, `2026-11-16`, or `11-16` of a day without its year. */
  readonly key: string;
  /** As it was written. */
  readonly text: string;
  readonly at: number;
}

/** Every number and day in a text. A date that there is not, or that is not on its weekday, is a day that no JSON has. */
function numbersIn(text: string): readonly Found[] {
  const days: Found[] = [];
  const rest = text.replace(DAY, (whole: string, ...more: unknown[]) => {
    const groups = more.at(-1) as Readonly<Record<string, string | undefined>>;
    days.push({ key: dayKey(groups) ?? `no such day: ${whole}`, text: whole, at: more.at(-3) as number });
    return " ".repeat(whole.length);
  });
  const numbers = [...rest.matchAll(NUMBER)].map((match) => ({
    key: match[0].replace("−", "-"),
    text: match[0],
    at: match.index,
  }));
  return [...days, ...numbers];
}

function dayKey({ iso, uk, weekday, day, month, year }: Readonly<Record<string, string | undefined>>): string | null {
  if (iso !== undefined) return dayFromIso(iso) === null ? null : iso;
  if (uk !== undefined) return dayKey({ iso: uk.split("/").reverse().join("-") });
  const inYear = MONTHS.findIndex((each) => each.startsWith((month ?? "").slice(0, 3))) + 1;
  const named = weekday === undefined ? "" : `${weekday.slice(0, 3)} `;
  // Without its year a day may be of any; 2028 has them all.
  const found = dayOf(Number(year ?? 2028), inYear, Number(day));
  if (found === null) return null;
  if (year === undefined) return `${named}${isoOf(found).slice(5)}`;
  return named !== "" && !WEEKDAYS[weekdayOf(found)].startsWith(named.trim()) ? null : isoOf(found);
}

/** The numbers and days of a value, in all its strings and numbers. */
export function numbersOf(value: unknown): ReadonlySet<string> {
  const known = new Set<string>();
  const add = (key: string): void => {
    known.add(key);
    const day = dayFromIso(key);
    if (day === null) return;
    known.add(key.slice(5));
    known.add(`${WEEKDAYS[weekdayOf(day)].slice(0, 3)} ${key.slice(5)}`);
  };
  const visit = (each: unknown): void => {
    if (typeof each === "number") add(String(each));
    else if (typeof each === "string") for (const { key } of numbersIn(each)) add(key);
    else if (typeof each === "object" && each !== null) Object.values(each).forEach(visit);
  };
  visit(value);
  return known;
}

/** Numbers of a text that are not known, each with the words around it. */
export function unknownIn(words: string, known: ReadonlySet<string>, fixed: readonly string[]): readonly string[] {
  let text = words;
  for (const phrase of fixed) text = text.replaceAll(phrase, (whole) => whole.replace(/\d/g, " "));
  return numbersIn(text)
    .filter(({ key }) => !known.has(key))
    .map(({ text: shown, at }) => `“${shown}” in “…${words.slice(Math.max(0, at - 40), at + shown.length + 25)}…”`);
}

/** What a value says of each pupil: the numbers of every object with that name and a class. Groups have none. */
export function numbersByPupil(value: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map<string, Set<string>>();
  visitObjects(value, (each) => {
    const { name, class: named } = each;
    if (typeof name !== "string" || typeof named !== "string") return;
    byName.set(name, new Set([...(byName.get(name) ?? []), ...numbersOf(each)]));
  });
  return byName;
}

/** Numbers in rows of tables that begin with a pupil, which the value does not have of that pupil. */
export function strangersIn(
  html: string,
  byPupil: ReadonlyMap<string, ReadonlySet<string>>,
  fixed: readonly string[],
): readonly string[] {
  return rowsOf(html).flatMap((row) => {
    const [, first = ""] = /<t[dh]\b[^>]*>([\s\S]*?)<\/t[dh]>/.exec(row) ?? [];
    const who = wordsOf(first).trim();
    const theirs = [...byPupil].filter(([name]) => `${who} `.replace(",", " ").startsWith(`${name} `));
    const known = new Set(theirs.flatMap(([, numbers]) => [...numbers]));
    return theirs.length === 0 ? [] : unknownIn(wordsOf(row), known, fixed);
  });
}

const rowsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<tr\b[^>]*>[\s\S]*?<\/tr>/g)].map(([row]) => row);

/** The object of a value that a page is made from: the one that has it among its `files`, else all of it. */
export function partAbout(value: unknown, page: string): unknown {
  const found: unknown[] = [];
  visitObjects(value, (each) => {
    if (Array.isArray(each["files"]) && each["files"].includes(page)) found.push(each);
  });
  return found.length === 1 ? found[0] : value;
}

function visitObjects(value: unknown, visit: (each: Readonly<Record<string, unknown>>) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Readonly<Record<string, unknown>>);
  for (const each of Object.values(value)) visitObjects(each, visit);
}
