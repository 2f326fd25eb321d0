/** Running totals of each pupil's sessions, read once: the sums over any days and any group are had by subtracting. */
import { isPersistent, isSevere, windowOf } from "../../measures/counts.ts";
import type { Day } from "../../register/day.ts";
import { isAttended, type Kind } from "../../register/kinds.ts";
import type { Register } from "../../register/register.ts";
import type { SessionField, Span } from "../suppress.ts";

/** What is summed of each pupil: sessions, and then whether they are one of the pupils counted. */
const FIELDS = ["attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;
const SUMMED = [...FIELDS, "possible", "pupils", "persistentPupils", "severePupils"] as const;
const WIDTH = SUMMED.length;

/** Sessions, but for the pupils. The same as `groupRow` counts of marks one by one. */
export type Sums = Readonly<Record<(typeof SUMMED)[number], number>>;

/** Some days. */
export interface Tally {
  /** Of a group, by its rows; `pupils` are those with a possible session. */
  readonly sumsOf: (rows: readonly number[]) => Sums;
  /** Who had a possible session, and for each field who had any. */
  readonly span: (fields: readonly SessionField[]) => Span;
}

const IS: Readonly<Record<SessionField, (kind: Kind) => boolean>> = {
  attended: isAttended,
  authorised: (kind) => kind.class === "authorised",
  unauthorised: (kind) => kind.class === "unauthorised",
  late: ({ code }) => code === "L",
  lateAfterClose: ({ code }) => code === "U",
};

/** Of these rows of the register, between any two days, both inclusive. */
export function talliesOf(register: Register, rows: readonly number[]): (from: Day, to: Day) => Tally {
  const totals = runningTotals(register, rows);
  const length = register.sessions.length + 1;
  return (from, to) => {
    const { start, end } = windowOf(register, from, to);
    const each = new Int32Array(register.pupils.length * WIDTH);
    for (const row of rows) {
      const [before, after, at] = [
        (row * length + start) * FIELDS.length,
        (row * length + end) * FIELDS.length,
        row * WIDTH,
      ];
      for (let i = 0; i < FIELDS.length; i++) each[at + i] = (totals[after + i] ?? 0) - (totals[before + i] ?? 0);
      const [attended = 0, authorised = 0, unauthorised = 0] = each.subarray(at);
      const sides = { attended, possible: attended + authorised + unauthorised };
      each[at + FIELDS.length] = sides.possible;
      each[at + FIELDS.length + 1] = Number(sides.possible > 0);
      each[at + FIELDS.length + 2] = Number(isPersistent(sides));
      each[at + FIELDS.length + 3] = Number(isSevere(sides));
    }
    return tallyOf(rows, each);
  };
}

/** For each row, and each column and the one after the last: how many marks of each field come before it. */
function runningTotals(register: Register, rows: readonly number[]): Uint16Array {
  const { marks, kinds, pupils } = register;
  const columns = register.sessions.length;
  const counts = Uint8Array.from(kinds.flatMap((kind) => FIELDS.map((field) => Number(IS[field](kind)))));
  const totals = new Uint16Array(pupils.length * (columns + 1) * FIELDS.length);
  for (const row of rows) {
    let at = row * (columns + 1) * FIELDS.length;
    for (let column = 0; column < columns; column++) {
      const kind = (marks[row * columns + column] ?? 0) * FIELDS.length;
      for (let i = 0; i < FIELDS.length; i++, at++) {
        totals[at + FIELDS.length] = (totals[at] ?? 0) + (counts[kind + i] ?? 0);
      }
    }
  }
  return totals;
}

function tallyOf(rows: readonly number[], each: Int32Array): Tally {
  return {
    sumsOf: (group) => {
      const sums = new Int32Array(WIDTH);
      for (const row of group) {
        for (let i = 0, at = row * WIDTH; i < WIDTH; i++, at++) sums[i] = (sums[i] ?? 0) + (each[at] ?? 0);
      }
      const [attended = 0, authorised = 0, unauthorised = 0, late = 0, lateAfterClose = 0] = sums;
      const [possible = 0, pupils = 0, persistentPupils = 0, severePupils = 0] = sums.subarray(FIELDS.length);
      return {
        attended,
        authorised,
        unauthorised,
        late,
        lateAfterClose,
        possible,
        pupils,
        persistentPupils,
        severePupils,
      };
    },
    span: (fields) => {
      const some = (field: keyof Sums): ReadonlySet<number> => {
        const place = SUMMED.indexOf(field);
        return new Set(rows.filter((row) => (each[row * WIDTH + place] ?? 0) > 0));
      };
      return { counted: some("possible"), having: fields.map(some) };
    },
  };
}
