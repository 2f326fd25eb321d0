/** Files that look like registers and are none: pages about registers, and lists of absences. */
import type { Problem } from "../problem/problem.ts";
import { isWeekend, dayOf, partsOf, ukOf, type Day } from "../register/day.ts";
import { halfTermOn } from "../register/calendar.ts";
import { codeNamed } from "../register/codes.ts";
import type { Field } from "./aliases.ts";
import { readMark } from "./cells.ts";
import { normaliseHeading, type Heading } from "./headings.ts";
import type { Gathered } from "./layout.ts";
import type { ReadingRules } from "./rules.ts";
import type { LayoutName } from "./names.ts";

/** Arbor's page of registers says how many were present in each, such as `Present: 26 Absent: 1 Late: 0`. */
export function isStatus(cell: string): boolean {
  return cell.length < 200 && /present: ?\d/i.test(cell) && /absent: ?\d/i.test(cell);
}

/**
 * Why a file with the columns of a register is none: lessons, American dates, a list of absences. Null when it is one.
 * `start`: the first mark of the file, which is the last that was read.
 */
export function noRegister(
  gathered: Gathered,
  start: number,
  rules: ReadingRules,
  said: readonly Problem[],
  used: number,
): Omit<Problem, "file"> | null {
  const lessons = said.filter(({ code }) => code === "row-bad-session");
  const [lesson] = lessons;
  if (lesson && lessons.length > used) return { ...lesson, code: "file-lessons" };
  const american = americanDate(gathered, start, rules);
  if (american !== null) return { code: "dates-fit-month-first", excerpt: american };
  const args = absencesOnly(gathered, start);
  return args && { code: "file-absences-only", args };
}

/** A list of absences has hardly a present mark, and most pupils lack most of its sessions. */
function absencesOnly({ facts, kinds }: Gathered, start: number): { present: number; marks: number } | null {
  const isPresent = Uint8Array.from(kinds.list, ({ code }) => Number(code === "/" || code === "\\"));
  const marks = facts.length - start;
  let present = 0;
  for (let i = start; i < facts.length; i++) present += isPresent[facts.kind[i] ?? 0] ?? 0;
  if (marks < 4 || present * 20 >= marks) return null;
  const people = new Set<number>();
  const sessions = new Set<number>();
  for (let i = start; i < facts.length; i++) {
    people.add(facts.person[i] ?? 0);
    sessions.add(facts.session[i] ?? 0);
  }
  return marks * 2 < people.size * sessions.size ? { present, marks } : null;
}

/**
 * A date that was read day first although the file is American, such as 11/02/2026 for 2 November: at least half of the
 * file's days are no school days of the calendar, and all would be with month and day changed over. Null otherwise.
 */
function americanDate({ facts }: Gathered, start: number, rules: ReadingRules): string | null {
  const { calendar, order } = rules;
  if (order === "month-first" || calendar.halfTerms.length === 0) return null;
  const days = new Set<Day>();
  let last = NaN;
  for (let i = facts.length - 1; i >= start; i--) {
    const day = (facts.session[i] ?? 0) >> 1;
    if (day !== last) days.add((last = day));
  }
  const fits = (day: Day | null): boolean =>
    day !== null && !isWeekend(day) && halfTermOn(calendar.halfTerms, day) !== null;
  const swapped = (day: Day): Day | null => {
    const { year, month, dayOfMonth } = partsOf(day);
    return dayOf(year, dayOfMonth, month);
  };
  const strange = [...days].filter((day) => !fits(day));
  const [first] = strange;
  if (first === undefined || strange.length * 2 < days.size) return null;
  return [...days].every((day) => fits(swapped(day))) ? ukOf(first) : null;
}

const MARKS: readonly Field[] = ["mark", "markAM", "markPM"];
/** The columns of single marks that each layout uses; other layouts have their marks elsewhere. */
const USED: Readonly<Partial<Record<LayoutName, readonly Field[]>>> = { long: ["mark"], day: ["markAM", "markPM"] };

/** Headings of columns that nothing uses although their cells are marks, some of them present marks. */
export function columnsWithMarks(
  headings: readonly Heading[],
  sample: readonly (readonly string[])[],
  layout: LayoutName,
  rules: ReadingRules,
): readonly string[] {
  const used = USED[layout] ?? [];
  return headings.flatMap((heading, column) => {
    const { raw, field, session, weekSession, code, contact } = heading;
    if (field !== null && (used.includes(field) || !MARKS.includes(field))) return [];
    if (session || weekSession || (code !== null && layout === "counts") || contact) return [];
    if (rules.columns.has(normaliseHeading(raw))) return [];
    const cells = sample.map((row) => (row[column] ?? "").trim()).filter((cell) => cell !== "");
    const present = cells.some((cell) => cell === "/" || cell === "\\");
    return present && cells.every(isMark) ? [raw === "" ? String(column + 1) : raw] : [];
  });
}

function isMark(cell: string): boolean {
  const mark = readMark(cell);
  return mark.missing || codeNamed(mark.code) !== null;
}
