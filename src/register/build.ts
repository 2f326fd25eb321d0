/** From stated marks to the register: the grid, and who was on roll when. */
import type { Problem } from "../problem/problem.ts";
import { ukOf, type Day } from "./day.ts";
import { CLOSED, columnsOf, fill, placeOf, type Grid, type Stated } from "./grid.ts";
import { kindOf, MISSING } from "./kinds.ts";
import type { Pupil } from "./pupil.ts";
import { schoolDayFrom, type Register, type Session } from "./register.ts";

/** With no leaving dates at all, a pupil marked in so many last school days is taken to be on roll still. */
const RECENT_SCHOOL_DAYS = 5;

const PROSPECTIVE = kindOf("Z");

export function buildRegister(stated: Stated): { register: Register; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const columns = columnsOf(stated);
  const grid = fill(stated, columns, problems);
  const roll = bounds(stated, columns.keys, grid.marks);
  clearOutsideRoll(stated, columns.keys, grid, roll, problems);
  const sessions = sessionsOf(columns.keys, grid.marks, stated.roll.length);
  const schoolDays = [...new Set(sessions.filter((each) => each.open).map((each) => each.day))];
  const last = schoolDays.at(-RECENT_SCHOOL_DAYS) ?? schoolDays[0] ?? 0;
  const pupils = stated.roll.map(({ pupil, end }, row): Pupil => {
    const { from, to } = roll[row] ?? { from: 0, to: 0 };
    return { from, to: end === "recent" && to !== null && to >= last ? null : to, ...pupil };
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
