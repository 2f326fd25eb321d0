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

/** The sentences that a template says on every page, whatever the register holds. */
export function fixedWords(template: string): readonly string[] {
  const HOLE = "\u0000";
  return wordsOf(
    template
      .replace(/\{\{#\*inline "style"\}\}[\s\S]*?\{\{\/inline\}\}/g, HOLE)
      .replace(/\{\{\{?[\s\S]*?\}?\}\}/g, HOLE)
      // Markdown: what makes it bold, a heading or a table is not said.
      .replace(/^\|[ :|-]+\|$/gm, " ")
      .replace(/[*#|]/g, " "),
  )
    .split(HOLE)
    .map((words) => words.trim())
    .filter((words) => words !== "");
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
    known.add(key.replace(/^[A-Z][a-z]{2} (?=\d\d-)/, ""));
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

/** `0 sessions` is not said where `10 sessions` stands. */
function isPartOfNumber(text: string, at: number, length: number): boolean {
  const ends = [text.slice(at - 1, at + 1), text.slice(at + length - 1, at + length + 1)];
  return ends.some((end) => /^(?:\d[\d.:]|[.:]\d)$/.test(end));
}

/** Numbers of a text that are not known, each with the words around it. */
export function unknownIn(words: string, known: ReadonlySet<string>, fixed: readonly string[]): readonly string[] {
  let text = words;
  for (const phrase of fixed) {
    text = text.replaceAll(phrase, (whole, at: number) =>
      isPartOfNumber(text, at, whole.length) ? whole : whole.replace(/\d/g, " "),
    );
  }
  return numbersIn(text)
    .filter(({ key }) => !known.has(key))
    .map(({ text: shown, at }) => `“${shown}” in “…${words.slice(Math.max(0, at - 40), at + shown.length + 25)}…”`);
}

/** What the JSON of a run makes of a page: every number on it that it lacks, with the words around it. */
export function checkerOf(json: unknown, fixed: readonly string[]): (file: string, html: string) => readonly string[] {
  const parts = partsOf(json);
  const byPupil = numbersByPupil(json);
  const all = numbersOf(json);
  return (file, html) => {
    const known = parts.get(file) ?? all;
    return [...unknownIn(wordsOf(html), known, fixed), ...strangersIn(html, byPupil, fixed)].map(
      (found) => `${file}: ${found}`,
    );
  };
}

/** Numbers of what one page is made from: an object that has one page or a few among its `files`, and the school's own. */
function partsOf(json: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const own = numbersOf(isObject(json) ? json["school"] : null);
  const parts = new Map<string, ReadonlySet<string>>();
  visitObjects(json, (each) => {
    if (!Array.isArray(each["files"])) return;
    const known = new Set([...numbersOf(each), ...own]);
    for (const file of each["files"] as unknown[]) if (typeof file === "string") parts.set(file, known);
  });
  return parts;
}

/** What a value says of each pupil: the numbers of every object with that name and a class. Groups have none. */
function numbersByPupil(value: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map<string, Set<string>>();
  visitObjects(value, (each) => {
    const { name, class: named } = each;
    if (typeof name !== "string" || typeof named !== "string") return;
    const numbers = byName.get(name) ?? new Set();
    for (const number of numbersOf(each)) numbers.add(number);
    byName.set(name, numbers);
  });
  return byName;
}

/** Numbers in rows of tables that begin with a pupil, which the value does not have of that pupil. */
function strangersIn(
  html: string,
  byPupil: ReadonlyMap<string, ReadonlySet<string>>,
  fixed: readonly string[],
): readonly string[] {
  return [...html.matchAll(/<tr\b[^>]*>[\s\S]*?<\/tr>/g)].flatMap(([row]) => {
    // `Ava Adams`, `Ava Adams, 3/4`, `Ava Adams (3/4)`, `Ava Adams <span class="tag">new</span>`.
    const [, who = ""] = /^<tr\b[^>]*>\s*(?:<[^>]*>\s*)+([^<,(]*)/.exec(row) ?? [];
    const known = byPupil.get(unescaped(who).trim());
    return known === undefined ? [] : unknownIn(wordsOf(row), known, fixed);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function visitObjects(value: unknown, visit: (each: Readonly<Record<string, unknown>>) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (isObject(value)) visit(value);
  for (const each of Object.values(value)) visitObjects(each, visit);
}
