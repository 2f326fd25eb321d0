/** Exceptions: the cells in which a pupil on roll is not simply present, which are all that most questions have to look at. */
import { isAttended, isPossible, kindOf, MISSING, type Kind } from "../register/kinds.ts";
import type { Register } from "../register/register.ts";

/**
 * A pupil misses or is late for about one session in fifteen, so a year is some 25 exceptions among 380 columns. In every
 * other column of the time on roll the mark is the one that `presentIn` gives.
 */
export interface Exceptions {
  /** The columns of every row's exceptions: row after row, and in a row in order. */
  readonly columns: Int32Array;
  /** The kind in each of them. */
  readonly kinds: Uint8Array;
  /** Where in `columns` each row begins; one entry more than there are rows. */
  readonly begins: Int32Array;
  /** The kind that means present, by column: `/` in the morning, `\` in the afternoon. */
  readonly presentIn: Uint8Array;
  /** How many of the columns before this one are mornings; one entry more than there are columns. */
  readonly mornings: Int32Array;
  /** How many exceptions of a sort are among the first so many; one entry more than there are exceptions. */
  readonly running: Readonly<Record<Sort, Int32Array>>;
}

/** Sorts of exceptions that are counted so often that they are counted in advance. */
export const SORTS = {
  notPossible: (kind: Kind) => !isPossible(kind),
  missed: (kind: Kind) => isPossible(kind) && !isAttended(kind),
  authorised: (kind: Kind) => kind.class === "authorised",
  late: ({ code }: Kind) => code === "L",
  lateAfterClose: ({ code }: Kind) => code === "U",
  holiday: ({ code }: Kind) => code === "G" || code === "H",
  partTime: ({ code }: Kind) => code === "C2",
};
type Sort = keyof typeof SORTS;

export const PRESENT_AM = kindOf("/");
export const PRESENT_PM = kindOf("\\");

/** A register never changes once it is built, so its exceptions are looked for once and go when it does. */
const ofRegister = new WeakMap<Register, Exceptions>();

export function exceptionsOf(register: Register): Exceptions {
  const known = ofRegister.get(register);
  if (known) return known;
  const exceptions = findExceptions(register);
  ofRegister.set(register, exceptions);
  return exceptions;
}

function findExceptions({ pupils, sessions, kinds, marks, rollStart, rollEnd }: Register): Exceptions {
  const width = sessions.length;
  const presentIn = new Uint8Array(width);
  const mornings = new Int32Array(width + 1);
  sessions.forEach(({ half }, column) => {
    presentIn[column] = half === "AM" ? PRESENT_AM : PRESENT_PM;
    mornings[column + 1] = (mornings[column] ?? 0) + (half === "AM" ? 1 : 0);
  });
  const columns = new Int32Array(marks.length);
  const found = new Uint8Array(marks.length);
  const begins = new Int32Array(pupils.length + 1);
  let count = 0;
  for (let row = 0; row < pupils.length; row++) {
    begins[row] = count;
    const end = rollEnd[row] ?? 0;
    for (let column = rollStart[row] ?? 0; column < end; column++) {
      const kind = marks[row * width + column] ?? MISSING;
      if (kind === presentIn[column]) continue;
      found[count] = kind;
      columns[count++] = column;
    }
  }
  begins[pupils.length] = count;
  const here = found.slice(0, count);
  const running = (sort: Sort): Int32Array => runningOf(here, kinds.map(SORTS[sort]));
  return {
    columns: columns.slice(0, count),
    kinds: here,
    begins,
    presentIn,
    mornings,
    running: {
      notPossible: running("notPossible"),
      missed: running("missed"),
      authorised: running("authorised"),
      late: running("late"),
      lateAfterClose: running("lateAfterClose"),
      holiday: running("holiday"),
      partTime: running("partTime"),
    },
  };
}

function runningOf(found: Uint8Array, isOfSort: readonly boolean[]): Int32Array {
  const running = new Int32Array(found.length + 1);
  for (let i = 0; i < found.length; i++) {
    running[i + 1] = (running[i] ?? 0) + (isOfSort[found[i] ?? MISSING] === true ? 1 : 0);
  }
  return running;
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
