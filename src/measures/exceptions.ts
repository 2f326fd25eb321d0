/** Exceptions: the cells in which a pupil on roll is not simply present, which are all that most questions have to look at. */
import { kindOf } from "../register/kinds.ts";
import type { Register } from "../register/register.ts";

/**
 * A pupil misses or is late for about one session in fifteen, so a year is some 25 exceptions among 380 columns. In every
 * other column of the time on roll the mark is the one that `presentIn` gives.
 */
export interface Exceptions {
  /** The columns of every row's exceptions: row after row, and in a row in order. */
  readonly columns: Int32Array;
  /** Where in `columns` each row begins; one entry more than there are rows. */
  readonly begins: Int32Array;
  /** The kind that means present, by column: `/` in the morning, `\` in the afternoon. */
  readonly presentIn: Uint8Array;
  /** How many of the columns before this one are mornings; one entry more than there are columns. */
  readonly mornings: Int32Array;
}

export const PRESENT_AM = kindOf("/");
export const PRESENT_PM = kindOf("\\");

/** A register never changes once it is built, so its exceptions are looked for once and go when it does. */
const found = new WeakMap<Register, Exceptions>();

export function exceptionsOf(register: Register): Exceptions {
  const known = found.get(register);
  if (known) return known;
  const exceptions = findExceptions(register);
  found.set(register, exceptions);
  return exceptions;
}

function findExceptions({ pupils, sessions, marks, rollStart, rollEnd }: Register): Exceptions {
  const width = sessions.length;
  const presentIn = new Uint8Array(width);
  const mornings = new Int32Array(width + 1);
  sessions.forEach(({ half }, column) => {
    presentIn[column] = half === "AM" ? PRESENT_AM : PRESENT_PM;
    mornings[column + 1] = (mornings[column] ?? 0) + (half === "AM" ? 1 : 0);
  });
  const columns = new Int32Array(marks.length);
  const begins = new Int32Array(pupils.length + 1);
  let count = 0;
  for (let row = 0; row < pupils.length; row++) {
    begins[row] = count;
    const end = rollEnd[row] ?? 0;
    for (let column = rollStart[row] ?? 0; column < end; column++) {
      if (marks[row * width + column] !== presentIn[column]) columns[count++] = column;
    }
  }
  begins[pupils.length] = count;
  return { columns: columns.slice(0, count), begins, presentIn, mornings };
}

/** Where in `columns` a row's exceptions on or after a column begin. */
export function exceptionFrom({ columns, begins }: Exceptions, row: number, column: number): number {
  let low = begins[row] ?? 0;
  let high = begins[row + 1] ?? low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle] ?? 0) < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The columns of a row's exceptions from `start` up to and without `end`, in order. */
export function exceptionsIn(register: Register, row: number, start: number, end: number): Int32Array {
  const exceptions = exceptionsOf(register);
  return exceptions.columns.subarray(
    exceptionFrom(exceptions, row, start),
    exceptionFrom(exceptions, row, Math.max(start, end)),
  );
}
