/** The register: a grid of pupils by sessions, one byte a mark, with sparse side tables. */
import type { Day } from "./day.ts";
import type { Kind } from "./kinds.ts";
import type { Pupil } from "./pupil.ts";

export type Half = "AM" | "PM";

export interface Session {
  readonly day: Day;
  readonly half: Half;
  /** The school was open: somebody has a mark here that is neither `#` nor missing. */
  readonly open: boolean;
}

/** Where a mark stands: an index into `Register.files` and a line number. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Register {
  readonly pupils: readonly Pupil[];
  /** In order of day, then AM before PM. */
  readonly sessions: readonly Session[];
  readonly kinds: readonly Kind[];
  /** `marks[row * sessions.length + column]`: an index into `kinds`. Marks outside time on roll are not here. */
  readonly marks: Uint8Array;
  /** Per row, the first column of the pupil's time on roll, and the one after the last. */
  readonly rollStart: Int32Array;
  readonly rollEnd: Int32Array;
  /** Minutes late by cell; only where an export gives them. */
  readonly minutes: ReadonlyMap<number, number>;
  readonly comments: ReadonlyMap<number, string>;
  readonly placeOf: (cell: number) => Place | null;
  /** Days with an open session, in order. */
  readonly schoolDays: readonly Day[];
}

export function cellOf(register: Register, row: number, column: number): number {
  return row * register.sessions.length + column;
}

/** The first column on or after a day; the number of sessions when there is none. */
export function columnFrom(register: Register, day: Day): number {
  let low = 0;
  let high = register.sessions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((register.sessions[middle]?.day ?? Infinity) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index into `schoolDays` of the first school day on or after a day. */
export function schoolDayFrom(register: Register, day: Day): number {
  let low = 0;
  let high = register.schoolDays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((register.schoolDays[middle] ?? Infinity) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
