/** What must be put right in the register: missing marks by class and session, and `N`s that wait for a reason. */
import { windowOf } from "../measures/counts.ts";
import { exceptionsIn } from "../measures/exceptions.ts";
import type { Problem } from "../problem/problem.ts";
import { yearStart } from "../register/calendar.ts";
import { isWeekend, shortOf, ukOf, type Day } from "../register/day.ts";
import { kindOf, MISSING } from "../register/kinds.ts";
import { isNursery } from "../register/pupil.ts";
import { cellOf, type Half, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";
import type { Situation } from "./situation.ts";

/** A class's session in which somebody has no mark. */
export interface MissingRegister {
  readonly class: string | null;
  readonly day: Day;
  readonly half: Half;
  /** Pupils without a mark. */
  readonly missing: number;
  /** Pupils on roll in the class that day; nursery children are not counted. */
  readonly of: number;
  readonly rows: readonly number[];
}

/** One `N`: a reason not yet established. */
export interface Unresolved {
  readonly row: number;
  readonly day: Day;
  readonly half: Half;
  /** School days after the session's, up to today. */
  readonly age: number;
  /** The last day on which it may still be `N`. Source: `STATUTE.daysToEstablishReason`. */
  readonly by: Day;
  readonly overdue: boolean;
  readonly cell: number;
}

/** Missing marks of the academic year up to `to` (inclusive), oldest session first, by class. */
export function missingRegisters(situation: Situation, to: Day): readonly MissingRegister[] {
  const { register } = situation;
  const members = new Map<string | null, number[]>();
  register.pupils.forEach((pupil, row) => {
    if (!isNursery(pupil)) put(members, pupil.class, row);
  });
  const blanks = new Map<number, Map<string | null, number[]>>();
  for (const { row, column } of cellsWith(situation, to, MISSING)) {
    const pupil = register.pupils[row];
    if (!pupil || isNursery(pupil) || !register.sessions[column]?.open) continue;
    const byClass = blanks.get(column) ?? new Map<string | null, number[]>();
    put(byClass, pupil.class, row);
    blanks.set(column, byClass);
  }
  return [...blanks].flatMap(([column, byClass]) => {
    const { day = 0, half = "AM" } = register.sessions[column] ?? {};
    return [...byClass]
      .map(([named, rows]) => {
        const onRoll = (members.get(named) ?? []).filter((row) => isOnRoll(register, row, column));
        return { first: onRoll[0] ?? 0, class: named, missing: rows.length, of: onRoll.length, rows };
      })
      .toSorted((a, b) => a.first - b.first)
      .map(({ class: named, missing, of, rows }) => ({ class: named, day, half, missing, of, rows }));
  });
}

/** Every cell of the academic year up to `to` that has this kind of mark, oldest session first, then in register order. */
function cellsWith(
  { register, config }: Situation,
  to: Day,
  kind: number,
): readonly { readonly row: number; readonly column: number }[] {
  const { start, end } = windowOf(register, yearStart(config.calendar, to), to);
  const found: { row: number; column: number }[] = [];
  for (let row = 0; row < register.pupils.length; row++) {
    for (const column of exceptionsIn(register, row, start, end)) {
      if (register.marks[cellOf(register, row, column)] === kind) found.push({ row, column });
    }
  }
  return found.toSorted((a, b) => a.column - b.column);
}

function put(groups: Map<string | null, number[]>, key: string | null, row: number): void {
  const rows = groups.get(key);
  if (rows) rows.push(row);
  else groups.set(key, [row]);
}

function isOnRoll({ rollStart, rollEnd }: Register, row: number, column: number): boolean {
  return column >= (rollStart[row] ?? 0) && column < (rollEnd[row] ?? 0);
}

/** Every `N` of the academic year up to `to`, oldest first, with its age on the situation's day. */
export function unresolved(situation: Situation, to: Day): readonly Unresolved[] {
  const { register, config, asAt } = situation;
  const days = schoolDaysFrom(situation, yearStart(config.calendar, to));
  const upTo = (day: Day): number => days.findLastIndex((each) => each <= day) + 1;
  const today = upTo(asAt);
  return cellsWith(situation, to, kindOf("N")).map(({ row, column }) => {
    const { day = 0, half = "AM" } = register.sessions[column] ?? {};
    const before = upTo(day);
    const by = days[before + STATUTE.daysToEstablishReason.value - 1] ?? day + 7;
    const cell = cellOf(register, row, column);
    return { row, day, half, age: Math.max(0, today - before), by, overdue: asAt > by, cell };
  });
}

/** School days that the register knows, then those that the calendar plans; without a calendar, weekdays. */
function schoolDaysFrom({ register, config }: Situation, from: Day): readonly Day[] {
  const { calendar } = config;
  const last = register.schoolDays.at(-1) ?? from;
  const days = register.schoolDays.filter((day) => day >= from);
  for (let day = last + 1; day <= last + 60; day++) {
    if (isWeekend(day) || calendar.closed.has(day)) continue;
    const inside = calendar.halfTerms.some((term) => term.from <= day && day <= term.to);
    if (inside || !calendar.halfTerms.some((term) => term.to >= day)) days.push(day);
  }
  return days;
}

/** The same, as problems with their places, for `attend check`: registers not complete, and `N`s past their day. */
export function faultsInRegister(situation: Situation): readonly Problem[] {
  const { register, asAt } = situation;
  return [
    ...missingRegisters(situation, asAt).map(({ class: named, day, half, missing, of }): Problem => ({
      code: "register-not-taken",
      file: null,
      args: { class: named ?? "No class given", day: shortOf(day), half, count: missing, of },
    })),
    ...unresolved(situation, asAt)
      .filter(({ overdue }) => overdue)
      .map(({ row, day, half, age, by, cell }): Problem => {
        const place = register.placeOf(cell);
        return {
          code: "reason-overdue",
          file: place?.file ?? null,
          ...(place ? { line: place.line } : {}),
          args: { pupil: register.pupils[row]?.name ?? "", day: ukOf(day), half, age, by: ukOf(by) },
        };
      }),
  ];
}
