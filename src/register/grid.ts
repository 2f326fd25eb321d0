/** Stated marks put into a grid: which sessions there were, what each cell holds, and which statements contradict. */
import type { Problem } from "../problem/problem.ts";
import type { Calendar } from "./calendar.ts";
import { isoOf, ukOf, type Day } from "./day.ts";
import type { Facts } from "./facts.ts";
import { CONTRADICTED, kindOf, MISSING, type Kind } from "./kinds.ts";
import type { Pupil } from "./pupil.ts";
import type { Place } from "./register.ts";

/**
 * How the last day on roll is known: `given` (the leaving date, inclusive), `open` (still on roll),
 * `last-mark` (usually a leaver), or `recent`: on roll if marked in the last school days, else to the last mark.
 */
export type RollEnd = "given" | "open" | "last-mark" | "recent";

export interface RollEntry {
  readonly pupil: Omit<Pupil, "from" | "to">;
  /** The admission date; null means the first mark. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly end: RollEnd;
}

export interface Stated {
  readonly roll: readonly RollEntry[];
  readonly facts: Facts;
  /** For each person of the exports the index into `roll`; -1 when the person was left out. */
  readonly rowOf: Int32Array;
  readonly kinds: readonly Kind[];
  readonly files: readonly string[];
  readonly calendar: Calendar;
  /** Marks after this day are ignored. */
  readonly asAt: Day;
}

const SLASH = kindOf("/");
const BACKSLASH = kindOf("\\");
export const CLOSED = kindOf("#");
/** Beyond every session, and a whole number that is quick to compare. */
const MOST = 0x3fff_ffff;

/** A session's key is twice its day, plus one for the afternoon, so that keys sort as sessions do. */
export interface Columns {
  readonly keys: Int32Array;
  /** The session of the first of the slots: one for each session from the first fact to the last that counts. */
  readonly first: number;
  /** By slot, the column; -1 for a session without marks. */
  readonly at: Int32Array;
  /** By slot, 1 on the days that the calendar has closed: `#` alone may stand there. */
  readonly closed: Uint8Array;
  /** Some other mark stands there. */
  readonly hasClosed: boolean;
}

export function columnsOf(stated: Stated): Columns {
  const { facts, rowOf, asAt, calendar } = stated;
  const { session, person, kind } = facts;
  let [earliest, latest] = [MOST, -MOST];
  for (let i = 0; i < facts.length; i++) {
    const each = session[i] ?? 0;
    if (each < earliest) earliest = each;
    if (each > latest) latest = each;
  }
  const first = (earliest >> 1) * 2;
  const end = Math.min(latest >> 1, asAt) * 2 + 2;
  const width = Math.max(0, end - first);
  const closed = new Uint8Array(width);
  for (const day of calendar.closed) closed.fill(1, Math.max(0, day * 2 - first), Math.max(0, day * 2 - first + 2));
  const at = new Int32Array(width).fill(-1);
  let hasClosed = false;
  for (let i = 0; i < facts.length; i++) {
    const slot = (session[i] ?? 0) - first;
    if (slot >= width || (rowOf[person[i] ?? 0] ?? -1) < 0) continue;
    if (closed[slot] === 1 && kind[i] !== CLOSED) hasClosed = true;
    else at[slot] = 0;
  }
  const keys: number[] = [];
  at.forEach((seen, slot) => {
    if (seen === 0) at[slot] = keys.push(first + slot) - 1;
  });
  return { keys: Int32Array.from(keys), first, at, closed, hasClosed };
}

/** Where the fact stands that filled a cell; `source` is one more than its index. Null for 0. */
export function placeOf({ facts, files }: Stated, source: number): Place | null {
  if (source === 0) return null;
  return { file: files[facts.file[source - 1] ?? 0] ?? "", line: facts.line[source - 1] ?? 0 };
}

export interface Grid {
  readonly marks: Uint8Array;
  /** Per cell, one more than the index of the fact that filled it; 0 for none. */
  readonly source: Int32Array;
  readonly minutes: Map<number, number>;
  readonly comments: Map<number, string>;
}

/** Puts every fact into its cell. */
export function fill(stated: Stated, columns: Columns, problems: Problem[]): Grid {
  const { facts, rowOf, roll } = stated;
  const width = columns.keys.length;
  const { first, at, closed } = columns;
  const { session, person, kind: kinds } = facts;
  const marks = new Uint8Array(roll.length * width);
  const source = new Int32Array(roll.length * width);
  const minutes = new Map<number, number>();
  const comments = new Map<number, string>();
  const twice = new Map<string, { place: Place; count: number }>();
  const clashes = new Map<number, number[]>();
  // -1 for a mark that is of nobody, in the future, or on a closed day.
  const cellOf = (fact: number): number => {
    const slot = (session[fact] ?? 0) - first;
    const row = rowOf[person[fact] ?? 0] ?? -1;
    if (slot >= at.length || row < 0 || (closed[slot] === 1 && kinds[fact] !== CLOSED)) return -1;
    return row * width + (at[slot] ?? 0);
  };
  for (let i = 0; i < facts.length; i++) {
    const cell = cellOf(i);
    if (cell < 0) continue;
    const kind = kinds[i] ?? MISSING;
    const before = marks[cell] ?? MISSING;
    if (before === MISSING) {
      marks[cell] = kind;
      source[cell] = i + 1;
    } else if (before === CONTRADICTED) {
      clashes.get(cell)?.push(i);
    } else if (same(before, kind)) {
      // `/` and `\` both say present; the one that belongs to the session is kept, whichever came first.
      if (before !== kind) marks[cell] = ((session[i] ?? 0) & 1) === 0 ? SLASH : BACKSLASH;
      const place = placeOf(stated, i + 1) ?? { file: "", line: 0 };
      const known = twice.get(place.file);
      if (known) known.count++;
      else twice.set(place.file, { place, count: 1 });
    } else {
      marks[cell] = CONTRADICTED;
      clashes.set(cell, [(source[cell] ?? 0) - 1, i]);
    }
  }
  for (const [fact, late] of facts.minutes) {
    const cell = cellOf(fact);
    if (cell >= 0) minutes.set(cell, Math.max(late, minutes.get(cell) ?? 0));
  }
  for (const [fact, comment] of facts.comments) {
    const cell = cellOf(fact);
    if (cell >= 0) comments.set(cell, [comments.get(cell) ?? comment, comment].sort().at(-1) ?? comment);
  }
  for (const { place, count } of twice.values()) {
    problems.push({ code: "mark-twice", file: place.file, line: place.line, args: { count } });
  }
  if (columns.hasClosed) problems.push(...onClosedDays(stated));
  for (const [cell, found] of clashes) problems.push(contradiction(stated, Math.floor(cell / width), found));
  return { marks, source, minutes, comments };
}

/** Marks on days that the calendar has closed, each day once. */
function onClosedDays(stated: Stated): readonly Problem[] {
  const { facts, rowOf, asAt, calendar } = stated;
  const closed = new Map<Day, { first: number; count: number }>();
  for (let i = 0; i < facts.length; i++) {
    const day = (facts.session[i] ?? 0) >> 1;
    if (facts.kind[i] === CLOSED || day > asAt || (rowOf[facts.person[i] ?? 0] ?? -1) < 0) continue;
    const known = closed.get(day);
    if (known) known.count++;
    else if (calendar.closed.has(day)) closed.set(day, { first: i, count: 1 });
  }
  return [...closed].map(([day, { first, count }]) => {
    const place = placeOf(stated, first + 1);
    return {
      code: "mark-on-closed-day",
      file: place?.file ?? null,
      line: place?.line ?? 0,
      excerpt: stated.kinds[facts.kind[first] ?? 0]?.code ?? "",
      args: { day: isoOf(day), uk: ukOf(day), count },
    };
  });
}

function same(a: number, b: number): boolean {
  return a === b || ((a === SLASH || a === BACKSLASH) && (b === SLASH || b === BACKSLASH));
}

function contradiction(stated: Stated, row: number, found: readonly number[]): Problem {
  const { facts, roll, kinds } = stated;
  const said = found
    .map((i) => {
      const place = placeOf(stated, i + 1) ?? { file: "", line: 0 };
      return { ...place, code: kinds[facts.kind[i] ?? 0]?.code ?? "?" };
    })
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.code < b.code ? -1 : 1)));
  const first = said[0] ?? { file: "", line: 0, code: "?" };
  const other = said.find((each) => each.code !== first.code) ?? first;
  const session = facts.session[found[0] ?? 0] ?? 0;
  return {
    code: "mark-contradicts",
    file: first.file,
    line: first.line,
    excerpt: `${first.code} / ${other.code}`,
    args: {
      pupil: roll[row]?.pupil.name ?? "",
      key: roll[row]?.pupil.key ?? "",
      day: ukOf(session >> 1),
      half: (session & 1) === 0 ? "AM" : "PM",
      one: first.code,
      two: other.code,
      otherFile: other.file,
      otherLine: other.line,
    },
  };
}
