/** Mark strings placed on school days: only when their number fits, never by a guess. */
import type { Problem } from "../problem/problem.ts";
import { excerptOf } from "../problem/problem.ts";
import { plannedDays, type Calendar } from "../register/calendar.ts";
import { codeNamed } from "../register/codes.ts";
import { isWeekend, type Day } from "../register/day.ts";
import type { Facts } from "../register/facts.ts";
import { MISSING } from "../register/kinds.ts";
import { readMark } from "./cells.ts";
import type { Marks } from "./marks.ts";

/** One pupil's string, from the first day to the last, both inclusive. */
export interface MarkString {
  readonly person: number;
  readonly file: number;
  readonly line: number;
  readonly from: Day;
  readonly to: Day;
  readonly text: string;
  /** The column of the string, and its heading. */
  readonly column: number;
  readonly heading: string;
}

/** Something wrong with a string, with the index of its file. */
export interface Misplaced {
  readonly file: number;
  readonly problem: Omit<Problem, "file">;
}

/** More than three years of weekdays is a wrong date, not a register. */
const LONGEST = 1200;

/** The strings that were left out, and what is odd about the marks of the others. */
export interface Placed {
  readonly misplaced: readonly Misplaced[];
  readonly odd: readonly Misplaced[];
}

/**
 * Adds every string's marks to the facts; those whose number fits no days are left out with a problem. `marksOf` gives
 * what reads the marks of a file, by its index.
 */
export function placeStrings(
  strings: readonly MarkString[],
  facts: Facts,
  calendar: Calendar,
  marksOf: (file: number) => Marks,
): Placed {
  if (strings.length === 0) return { misplaced: [], odd: [] };
  const misplaced: Misplaced[] = [];
  const marks = new Map([...new Set(strings.map(({ file }) => file))].map((file) => [file, marksOf(file)]));
  const known = [...new Set(facts.session.subarray(0, facts.length).map((session) => session >> 1))].sort(
    (a, b) => a - b,
  );
  for (const string of strings) {
    const placed = place(string, known, calendar);
    if ("slots" in placed) {
      const { tokens, slots } = placed;
      tokens.forEach((token, i) => {
        const day = slots[i >> 1];
        if (day === undefined) return;
        const kind = marks.get(string.file)?.read(token, day, string.line, string.column) ?? MISSING;
        if (kind !== MISSING) facts.add(string.person, day * 2 + (i & 1), kind, string.file, string.line);
      });
    } else {
      const problem = {
        code: "marks-do-not-fit",
        line: string.line,
        column: string.heading,
        excerpt: excerptOf(string.text, 40),
        args: placed,
      } as const;
      misplaced.push({ file: string.file, problem });
    }
  }
  const odd = [...marks].flatMap(([file, each]) => each.problems().map((problem) => ({ file, problem })));
  return { misplaced, odd };
}

type Misfit = Readonly<Record<"marks" | "weekdays" | "schoolDays", number>>;

function place(
  { text, from, to }: MarkString,
  known: readonly Day[],
  calendar: Calendar,
): { tokens: readonly string[]; slots: readonly Day[] } | Misfit {
  const weekdays = to - from > LONGEST ? [] : daysBetween(from, to).filter((day) => !isWeekend(day));
  const planned = plannedDays(calendar, from - 1, to);
  const seen = known.filter((day) => day >= from && day <= to);
  const candidates = [weekdays, planned, seen].filter((days) => days.length > 0);
  for (const tokens of readings(text)) {
    const slots = candidates.find((days) => days.length * 2 === tokens.length);
    if (slots) return { tokens, slots };
  }
  const schoolDays = planned.length > 0 ? planned.length : seen.length;
  return {
    marks: readings(text)[0]?.length ?? Array.from(text.trim()).length,
    weekdays: weekdays.length * 2,
    schoolDays: schoolDays * 2,
  };
}

function daysBetween(from: Day, to: Day): readonly Day[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

/** The ways to take a string apart: between separators, or a mark a character. Marks that nobody knows make it unreadable. */
function readings(text: string): readonly (readonly string[])[] {
  const trimmed = text.trim();
  const separated = /[,;|]/.test(trimmed) ? trimmed.split(/[,;|]/) : trimmed.split(/ +/);
  const single = Array.from(trimmed);
  return [separated.map((token) => token.trim()), single].filter(
    (tokens) => tokens.length > 1 && tokens.every((token) => isMark(token)),
  );
}

function isMark(token: string): boolean {
  const mark = readMark(token);
  return mark.missing || codeNamed(mark.code) !== null;
}
