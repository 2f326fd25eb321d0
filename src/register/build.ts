/** From stated marks to the grid: who was on roll when, which sessions there were, and which marks contradict. */
import type { Problem } from "../problem/problem.ts";
import type { Calendar } from "./calendar.ts";
import { isoOf, ukOf, type Day } from "./day.ts";
import type { Facts } from "./facts.ts";
import { CONTRADICTED, kindOf, MISSING, type Kind } from "./kinds.ts";
import type { Pupil } from "./pupil.ts";
import { schoolDayFrom, type Place, type Register, type Session } from "./register.ts";

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

/** With no leaving dates at all, a pupil marked in so many last school days is taken to be on roll still. */
const RECENT_SCHOOL_DAYS = 5;

const SLASH = kindOf("/");
const BACKSLASH = kindOf("\\");
const CLOSED = kindOf("#");
const PROSPECTIVE = kindOf("Z");

export function buildRegister(stated: Stated): { register: Register; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const columns = columnsOf(stated);
  const grid = fill(stated, columns.indexOf, columns.keys.length, problems);
  const roll = bounds(stated, columns.keys, grid.marks);
  clearOutsideRoll(stated, columns.keys, grid, roll, problems);
  const sessions = sessionsOf(columns.keys, grid.marks, stated.roll.length);
  const schoolDays = [...new Set(sessions.filter((each) => each.open).map((each) => each.day))];
  const last = schoolDays.at(-RECENT_SCHOOL_DAYS) ?? schoolDays[0] ?? 0;
  const pupils = stated.roll.map(({ pupil, end }, row): Pupil => {
    const { from, to } = roll[row] ?? { from: 0, to: 0 };
    return { ...pupil, from, to: end === "recent" && to !== null && to >= last ? null : to };
  });
  const register: Register = {
    pupils,
    sessions,
    kinds: stated.kinds,
    marks: grid.marks,
    rollStart: new Int32Array(pupils.length),
    rollEnd: new Int32Array(pupils.length),
    minutes: grid.minutes,
    comments: grid.comments,
    placeOf: (cell) => placeOf(stated, grid.source[cell] ?? 0),
    schoolDays,
  };
  pupils.forEach((pupil, row) => {
    register.rollStart[row] = columnAt(columns.keys, pupil.from);
    register.rollEnd[row] = pupil.to === null ? columns.keys.length : columnAt(columns.keys, pupil.to + 1);
  });
  return { register, problems };
}

function placeOf({ facts, files }: Stated, source: number): Place | null {
  if (source === 0) return null;
  return { file: files[facts.file[source - 1] ?? 0] ?? "", line: facts.line[source - 1] ?? 0 };
}

/** A session's key is twice its day, plus one for the afternoon, so that keys sort as sessions do. */
function columnsOf({ facts, rowOf, asAt, calendar }: Stated): { keys: Int32Array; indexOf: Map<number, number> } {
  const seen = new Set<number>();
  for (let i = 0; i < facts.length; i++) {
    const day = facts.day[i] ?? 0;
    if (day > asAt || (rowOf[facts.person[i] ?? 0] ?? -1) < 0) continue;
    if (calendar.closed.has(day) && facts.kind[i] !== CLOSED) continue;
    seen.add(day * 2 + (facts.half[i] ?? 0));
  }
  const keys = Int32Array.from(seen).sort();
  return { keys, indexOf: new Map(Array.from(keys, (key, i) => [key, i])) };
}

function columnAt(keys: Int32Array, day: Day): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0) < day * 2) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Grid {
  readonly marks: Uint8Array;
  /** Per cell, one more than the index of the fact that filled it; 0 for none. */
  readonly source: Int32Array;
  readonly minutes: Map<number, number>;
  readonly comments: Map<number, string>;
}

function fill(stated: Stated, indexOf: ReadonlyMap<number, number>, width: number, problems: Problem[]): Grid {
  const { facts, rowOf, asAt, calendar, roll } = stated;
  const marks = new Uint8Array(roll.length * width);
  const source = new Int32Array(roll.length * width);
  const minutes = new Map<number, number>();
  const comments = new Map<number, string>();
  const twice = new Map<string, { place: Place; count: number }>();
  const clashes = new Map<number, number[]>();
  const closed = new Map<Day, { first: number; count: number }>();
  for (let i = 0; i < facts.length; i++) {
    const row = rowOf[facts.person[i] ?? 0] ?? -1;
    const day = facts.day[i] ?? 0;
    const kind = facts.kind[i] ?? MISSING;
    if (row < 0 || day > asAt) continue;
    if (calendar.closed.has(day) && kind !== CLOSED) {
      const known = closed.get(day);
      if (known) known.count++;
      else closed.set(day, { first: i, count: 1 });
      continue;
    }
    const half = facts.half[i] ?? 0;
    const cell = row * width + (indexOf.get(day * 2 + half) ?? 0);
    const before = marks[cell] ?? MISSING;
    if (before === MISSING) {
      marks[cell] = kind;
      source[cell] = i + 1;
    } else if (before === CONTRADICTED) {
      clashes.get(cell)?.push(i);
    } else if (same(before, kind)) {
      // `/` and `\` both say present; the one that belongs to the session is kept, whichever came first.
      if (before !== kind) marks[cell] = half === 0 ? SLASH : BACKSLASH;
      const place = placeOf(stated, i + 1) ?? { file: "", line: 0 };
      const known = twice.get(place.file);
      if (known) known.count++;
      else twice.set(place.file, { place, count: 1 });
    } else {
      marks[cell] = CONTRADICTED;
      clashes.set(cell, [(source[cell] ?? 0) - 1, i]);
    }
    const late = facts.minutes.get(i);
    if (late !== undefined) minutes.set(cell, Math.max(late, minutes.get(cell) ?? 0));
    const comment = facts.comments.get(i);
    if (comment !== undefined)
      comments.set(
        cell,
        [comments.get(cell), comment]
          .filter((c) => c !== undefined)
          .sort()
          .at(-1) ?? comment,
      );
  }
  for (const { place, count } of twice.values()) {
    problems.push({ code: "mark-twice", file: place.file, line: place.line, args: { count } });
  }
  for (const [day, { first, count }] of closed) {
    const place = placeOf(stated, first + 1);
    problems.push({
      code: "mark-on-closed-day",
      file: place?.file ?? null,
      line: place?.line ?? 0,
      excerpt: stated.kinds[facts.kind[first] ?? 0]?.code ?? "",
      args: { day: isoOf(day), uk: ukOf(day), count },
    });
  }
  for (const [cell, found] of clashes) problems.push(contradiction(stated, Math.floor(cell / width), found));
  return { marks, source, minutes, comments };
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
  const at = found[0] ?? 0;
  return {
    code: "mark-contradicts",
    file: first.file,
    line: first.line,
    excerpt: `${first.code} / ${other.code}`,
    args: {
      pupil: roll[row]?.pupil.name ?? "",
      key: roll[row]?.pupil.key ?? "",
      day: ukOf(facts.day[at] ?? 0),
      half: facts.half[at] === 0 ? "AM" : "PM",
      one: first.code,
      two: other.code,
      otherFile: other.file,
      otherLine: other.line,
    },
  };
}

/** First and last day on roll, inclusive, per row. A row without marks or dates is on roll for no day at all. */
function bounds(stated: Stated, keys: Int32Array, marks: Uint8Array): { from: Day; to: Day | null }[] {
  const width = keys.length;
  return stated.roll.map((entry, row) => {
    let first = -1;
    let last = -1;
    for (let column = 0; column < width; column++) {
      const kind = marks[row * width + column] ?? MISSING;
      if (kind === MISSING || kind === CLOSED || kind === PROSPECTIVE) continue;
      if (first < 0) first = column;
      last = column;
    }
    // A closure just before the first mark belongs to the pupil's time; one long before it says nothing of them.
    while (first > 0 && marks[row * width + first - 1] === CLOSED) first--;
    const day = (column: number): Day => (keys[column] ?? 0) >> 1;
    const nobody = { from: 1, to: 0 };
    // In the pupils file, but with no date and no mark: on roll now, and nothing is known of before.
    if (entry.from === null && first < 0) return entry.end === "open" ? { from: stated.asAt, to: null } : nobody;
    const from = entry.from ?? day(first);
    if (entry.end === "open") return { from, to: null };
    if (entry.end === "given") return { from, to: entry.to };
    return last < 0 ? nobody : { from, to: day(last) };
  });
}

function clearOutsideRoll(
  stated: Stated,
  keys: Int32Array,
  { marks, source, minutes, comments }: Grid,
  roll: readonly { from: Day; to: Day | null }[],
  problems: Problem[],
): void {
  const width = keys.length;
  roll.forEach(({ from, to }, row) => {
    for (const side of ["before", "after"] as const) {
      let count = 0;
      let first = 0;
      const start = side === "before" ? 0 : to === null ? width : columnAt(keys, to + 1);
      const end = side === "before" ? columnAt(keys, from) : width;
      for (let column = start; column < end; column++) {
        const cell = row * width + column;
        const kind = marks[cell] ?? MISSING;
        if (kind === MISSING) continue;
        // A closure is written for everybody, and `Z` is there for those not yet on roll: neither is a fault.
        if (kind !== CLOSED && kind !== PROSPECTIVE) {
          if (count === 0) first = source[cell] ?? 0;
          count++;
        }
        marks[cell] = MISSING;
        minutes.delete(cell);
        comments.delete(cell);
      }
      if (count === 0) continue;
      const place = placeOf(stated, first);
      const entry = stated.roll[row];
      problems.push({
        code: "mark-outside-roll",
        file: place?.file ?? null,
        line: place?.line ?? 0,
        args: {
          pupil: entry?.pupil.name ?? "",
          key: entry?.pupil.key ?? "",
          count,
          side,
          day: ukOf(side === "before" ? from : (to ?? 0)),
        },
      });
    }
  });
}

function sessionsOf(keys: Int32Array, marks: Uint8Array, rows: number): readonly Session[] {
  const width = keys.length;
  const open = new Uint8Array(width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const kind = marks[row * width + column] ?? MISSING;
      if (kind !== MISSING && kind !== CLOSED && kind !== PROSPECTIVE) open[column] = 1;
    }
  }
  return Array.from(keys, (key, i) => ({ day: key >> 1, half: key & 1 ? "PM" : "AM", open: open[i] === 1 }));
}

/** School days after `day` and up to `until` (inclusive) that the register knows of. */
export function schoolDaysBetween(register: Register, day: Day, until: Day): number {
  return Math.max(0, schoolDayFrom(register, until + 1) - schoolDayFrom(register, day + 1));
}
