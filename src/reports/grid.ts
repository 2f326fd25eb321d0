/** A pupil's marks by day: each session of a span, and a grid of weeks. */
import type { Situation } from "../policy/situation.ts";
import { windowOf } from "../measures/counts.ts";
import { isoOf, mondayOf, weekdayOf, type Day } from "../register/day.ts";
import { MISSING } from "../register/kinds.ts";
import { cellOf, type Half } from "../register/register.ts";

/** One week: ten marks from Monday morning to Friday afternoon. Empty: no session, or not on roll. */
export interface GridWeek {
  readonly monday: string;
  readonly marks: readonly string[];
}

/** Every session between two days, inclusive, with its mark; `-` for a missing one, empty when there is nothing to say. */
export function eachMark(
  { register }: Situation,
  row: number,
  from: Day,
  to: Day,
  visit: (day: Day, half: Half, code: string, column: number) => void,
): void {
  const { start, end } = windowOf(register, from, to);
  const first = Math.max(start, register.rollStart[row] ?? 0);
  const last = Math.min(end, register.rollEnd[row] ?? 0);
  for (let column = first; column < last; column++) {
    const session = register.sessions[column];
    const byte = register.marks[cellOf(register, row, column)] ?? MISSING;
    const kind = register.kinds[byte];
    if (!session || !kind) continue;
    const code = kind.code ?? (byte === MISSING ? (session.open ? "-" : "") : "?");
    visit(session.day, session.half, code, column);
  }
}

/** The weeks between two days, inclusive, that hold a session of the pupil's time on roll. */
export function gridOf(situation: Situation, row: number, from: Day, to: Day): readonly GridWeek[] {
  const weeks = new Map<Day, string[]>();
  eachMark(situation, row, from, to, (day, half, code) => {
    const monday = mondayOf(day);
    const at = 2 * weekdayOf(day) + (half === "AM" ? 0 : 1);
    const marks = weeks.get(monday) ?? Array.from({ length: 10 }, () => "");
    if (at < 10) marks[at] = code;
    weeks.set(monday, marks);
  });
  return [...weeks].map(([monday, marks]) => ({ monday: isoOf(monday), marks }));
}

/** For the page piece `_marks`: each mark with the kind that shades its cell; the mark itself is always printed. */
export function gridView(
  grid: readonly GridWeek[],
  dayWords: (iso: string) => string,
): readonly Readonly<Record<string, unknown>>[] {
  return grid.map(({ monday, marks }) => ({
    week: dayWords(monday),
    marks: marks.map((mark) => ({ mark, kind: kindOfMark(mark) })),
  }));
}

/** How a mark is shaded. */
export function kindOfMark(mark: string): string {
  if (mark === "" || mark === "#") return "none";
  if (mark === "/" || mark === "\\") return "in";
  if (mark === "L") return "late";
  if (["G", "N", "O", "U"].includes(mark)) return "unauthorised";
  return mark === "-" || mark === "?" ? "open" : "other";
}
