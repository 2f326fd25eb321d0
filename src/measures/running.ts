/** Running sums of a group, counted once: what it has between any two days is had by subtracting. */
import { isAttended, type Kind } from "../register/kinds.ts";
import type { Register } from "../register/register.ts";
import type { Counts, Window } from "./counts.ts";
import { exceptionsOf, SORTS } from "./exceptions.ts";

/** What is summed by column; `possible` is the sum of the first three. */
const FIELDS = ["attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;
const WIDTH = FIELDS.length;

export type GroupSums = Pick<Counts, (typeof FIELDS)[number] | "possible">;

const IS: Readonly<Record<(typeof FIELDS)[number], (kind: Kind) => boolean>> = {
  attended: isAttended,
  authorised: SORTS.authorised,
  unauthorised: (kind) => kind.class === "unauthorised",
  late: SORTS.late,
  lateAfterClose: SORTS.lateAfterClose,
};

/** The sums of these rows in any window: the same sessions as `countRows` counts. For a group that is asked about many spans. */
export function sumsOver(register: Register, rows: readonly number[]): (window: Window) => GroupSums {
  const running = runningSums(register, rows);
  const between = (window: Window, field: number): number =>
    (running[window.end * WIDTH + field] ?? 0) - (running[window.start * WIDTH + field] ?? 0);
  return (window) => {
    const [attended, authorised, unauthorised] = [between(window, 0), between(window, 1), between(window, 2)];
    const possible = attended + authorised + unauthorised;
    return {
      attended,
      authorised,
      unauthorised,
      late: between(window, 3),
      lateAfterClose: between(window, 4),
      possible,
    };
  };
}

/** Of each field, how many sessions stand before each column and before the end. */
function runningSums(register: Register, rows: readonly number[]): Int32Array {
  const { columns, kinds, begins } = exceptionsOf(register);
  const { rollStart, rollEnd } = register;
  const counted = Int32Array.from(register.kinds.flatMap((kind) => FIELDS.map((field) => Number(IS[field](kind)))));
  const sums = new Int32Array((register.sessions.length + 1) * WIDTH);
  // Who is on roll and no exception is present, and so attends.
  const steps = new Int32Array(register.sessions.length + 1);
  for (const row of rows) {
    const [start, end] = [rollStart[row] ?? 0, rollEnd[row] ?? 0];
    if (start >= end) continue;
    steps[start] = (steps[start] ?? 0) + 1;
    steps[end] = (steps[end] ?? 0) - 1;
    const last = begins[row + 1] ?? 0;
    for (let i = begins[row] ?? 0; i < last; i++) {
      const at = ((columns[i] ?? 0) + 1) * WIDTH;
      const kind = (kinds[i] ?? 0) * WIDTH;
      sums[at] = (sums[at] ?? 0) - 1;
      for (let field = 0; field < WIDTH; field++) {
        sums[at + field] = (sums[at + field] ?? 0) + (counted[kind + field] ?? 0);
      }
    }
  }
  let present = 0;
  for (let column = 0, at = WIDTH; at < sums.length; column++, at += WIDTH) {
    present += steps[column] ?? 0;
    sums[at] = (sums[at] ?? 0) + present;
    for (let field = 0; field < WIDTH; field++) {
      sums[at + field] = (sums[at + field] ?? 0) + (sums[at + field - WIDTH] ?? 0);
    }
  }
  return sums;
}
