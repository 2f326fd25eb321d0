/** Registers made of any marks at all, and a slow recount of them, cell by cell, that nobody can get wrong. */
import fc from "fast-check";
import type { Counts, Window } from "../../src/measures/counts.ts";
import type { Day } from "../../src/register/day.ts";
import { CONTRADICTED, isAttended, isLate, isPossible, kindOf, makeKinds, MISSING } from "../../src/register/kinds.ts";
import { isNursery, type Pupil, type Year } from "../../src/register/pupil.ts";
import { columnFrom, type Register, type Session } from "../../src/register/register.ts";
import { on, weekdays } from "../laws/schools.ts";

/** The end of one school year, and the next up to Christmas with its half-term. */
const DAYS: readonly Day[] = [
  ...weekdays("2026-07-13", "2026-07-17"),
  ...weekdays("2026-09-03", "2026-10-23"),
  ...weekdays("2026-11-02", "2026-12-18"),
];

const kinds = makeKinds();
const [AM, PM, CLOSED] = [kindOf("/"), kindOf("\\"), kindOf("#")];
const NOBODY_KNOWS = [kinds.of("!", on("2026-11-02")), kinds.of("12", on("2026-11-02"))];

/** What a child's mark may be; -1 for the present mark of the session. */
const aMark = fc.oneof(
  { weight: 8, arbitrary: fc.constant(-1) },
  { weight: 3, arbitrary: fc.constantFrom(..."LICGNOUHDX".split("").map(kindOf), kindOf("C2"), kindOf("B")) },
  { weight: 1, arbitrary: fc.constantFrom(MISSING, CONTRADICTED, CLOSED, kindOf("Z"), AM, PM, ...NOBODY_KNOWS) },
);

/** A run of school days with any marks, pupils who come and go, nursery children, sessions in which nobody has a mark. */
export function aRegister({ pupils = 3, days = 40 } = {}): fc.Arbitrary<Register> {
  const aPupil = fc.record({
    year: fc.constantFrom<Year | null>("N1", "R", "1", "6", null),
    class: fc.constantFrom("Oak", "Elm", null),
    joins: fc.option(fc.integer({ min: 0, max: days }), { nil: null }),
    leaves: fc.option(fc.integer({ min: -1, max: days }), { nil: null }),
    sen: fc.constantFrom<Pupil["sen"]>("N", "K", null),
    marks: fc.array(aMark, { minLength: 2 * days, maxLength: 2 * days }),
    minutes: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 7, maxLength: 7 }),
  });
  return fc
    .record({
      first: fc.integer({ min: 0, max: DAYS.length - 1 }),
      length: fc.integer({ min: 0, max: days }),
      some: fc.array(aPupil, { minLength: 1, maxLength: pupils }),
      unmarked: fc.array(fc.integer({ min: 0, max: 2 * days }), { maxLength: 3 }),
      hasMinutes: fc.boolean(),
    })
    .map(({ first, length, some, unmarked, hasMinutes }) => {
      const known = DAYS.slice(first, first + length);
      const width = 2 * known.length;
      const day = (at: number): Day => known[at] ?? (at < 0 ? (known[0] ?? 2) - 1 : on("2026-12-19"));
      const marks = new Uint8Array(some.length * width);
      const minutes = new Map<number, number>();
      const list = some.map((each, row): Pupil => {
        const [from, to] = [day(each.joins ?? 0), each.leaves === null ? null : day(each.leaves)];
        for (let column = 0; column < width; column++) {
          const today = day(column >> 1);
          const mark = each.marks[column] ?? MISSING;
          if (today < from || (to !== null && today > to) || unmarked.includes(column)) continue;
          marks[row * width + column] = mark < 0 ? (column % 2 === 0 ? AM : PM) : mark;
          if (hasMinutes) minutes.set(row * width + column, each.minutes[column % 7] ?? 0);
        }
        return { ...NOBODY, key: String(row), name: `Pupil ${String(row)}`, ...pick(each), from, to };
      });
      const sessions = Array.from({ length: width }, (_, column): Session => {
        const here = list.map((__, row) => marks[row * width + column] ?? MISSING);
        const open = here.some((mark) => mark !== MISSING && mark !== CLOSED && mark !== kindOf("Z"));
        return { day: day(column >> 1), half: column % 2 === 0 ? "AM" : "PM", open };
      });
      const register: Register = {
        pupils: list,
        sessions,
        kinds: kinds.list,
        marks,
        rollStart: new Int32Array(list.length),
        rollEnd: new Int32Array(list.length),
        minutes,
        comments: new Map(),
        placeOf: () => null,
        schoolDays: [...new Set(sessions.filter(({ open }) => open).map((each) => each.day))],
      };
      list.forEach(({ from, to }, row) => {
        register.rollStart[row] = columnFrom(register, from);
        register.rollEnd[row] = to === null ? width : columnFrom(register, to + 1);
      });
      return register;
    });
}

function pick({
  year,
  class: named,
  sen,
}: Pick<Pupil, "year" | "class" | "sen">): Pick<Pupil, "year" | "class" | "sen"> {
  return { year, class: named, sen };
}

const NOBODY = {
  upn: null,
  misId: null,
  admissionNumber: null,
  legalName: "",
  sortName: "",
  dob: null,
  sex: null,
  inPupilsFile: true,
  entryDate: null,
  leavingDate: null,
  partTime: null,
  mentalHealth: null,
  fsm: null,
  fsmEver6: null,
  pupilPremium: null,
  eal: null,
  lookedAfter: null,
  youngCarer: null,
  familyId: null,
} as const;

/** Columns that may begin before the register, end after it, be empty, or end before they begin. */
export function aWindow(): fc.Arbitrary<Window> {
  return fc.record({ start: fc.integer({ min: 0, max: 85 }), end: fc.integer({ min: 0, max: 85 }) });
}

/** The counts of some rows in a window: every cell is looked at, and each by its own kind. */
export function recount(register: Register, rows: readonly number[], { start, end }: Window): Counts {
  const { pupils, sessions, marks } = register;
  const sum = { attended: 0, authorised: 0, unauthorised: 0, late: 0, lateAfterClose: 0, unknown: 0, notPossible: 0 };
  const codes: Record<string, number> = {};
  let [missing, minutes] = [0, 0];
  for (const row of rows) {
    for (let column = start; column < Math.min(end, sessions.length); column++) {
      const pupil = pupils[row];
      const session = sessions[column];
      const cell = row * sessions.length + column;
      const mark = marks[cell] ?? MISSING;
      const kind = register.kinds[mark];
      if (!pupil || !session || !kind) throw new Error("no such cell");
      if (session.day < pupil.from || (pupil.to !== null && session.day > pupil.to)) continue;
      if (mark === MISSING && session.open && !isNursery(pupil)) missing++;
      if (isAttended(kind)) sum.attended++;
      if (kind.class === "authorised") sum.authorised++;
      if (kind.class === "unauthorised") sum.unauthorised++;
      if (kind.class === "not-possible") sum.notPossible++;
      if (kind.class === "unknown") sum.unknown++;
      if (kind.code === "L") sum.late++;
      if (kind.code === "U") sum.lateAfterClose++;
      if (isLate(kind)) minutes += register.minutes.get(cell) ?? 0;
      if (kind.code !== null) codes[kind.code] = (codes[kind.code] ?? 0) + 1;
    }
  }
  const possible = sum.attended + sum.authorised + sum.unauthorised;
  return { ...sum, possible, missing, codes, minutesLate: register.minutes.size === 0 ? null : minutes };
}

/** Every day of a window with a possible mark, oldest first: whether one of them has no reason, and whether one is another. */
export function daysOf(
  register: Register,
  row: number,
  { start, end }: Window,
): readonly { readonly day: Day; readonly codes: readonly (string | null)[] }[] {
  const days = new Map<Day, (string | null)[]>();
  for (let column = start; column < Math.min(end, register.sessions.length); column++) {
    const kind = register.kinds[register.marks[row * register.sessions.length + column] ?? MISSING];
    const day = register.sessions[column]?.day ?? 0;
    if (kind && isPossible(kind)) days.set(day, [...(days.get(day) ?? []), kind.code]);
  }
  return [...days].map(([day, codes]) => ({ day, codes }));
}
