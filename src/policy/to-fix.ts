/** What must be put right in the register: missing marks by class and session, and `N`s that wait for a reason. */
import type { Problem } from "../problem/problem.ts";
import { yearStart } from "../register/calendar.ts";
import { isWeekend, shortOf, ukOf, type Day } from "../register/day.ts";
import { kindOf, MISSING } from "../register/kinds.ts";
import { isNursery } from "../register/pupil.ts";
import { cellOf, columnFrom, type Half } from "../register/register.ts";
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
export function missingRegisters({ register, config }: Situation, to: Day): readonly MissingRegister[] {
  const found: MissingRegister[] = [];
  const end = columnFrom(register, to + 1);
  for (let column = columnFrom(register, yearStart(config.calendar, to)); column < end; column++) {
    const session = register.sessions[column];
    if (!session?.open) continue;
    const byClass = new Map<string | null, { of: number; rows: number[] }>();
    register.pupils.forEach((pupil, row) => {
      if (isNursery(pupil) || column < (register.rollStart[row] ?? 0) || column >= (register.rollEnd[row] ?? 0)) return;
      const entry = byClass.get(pupil.class) ?? { of: 0, rows: [] };
      byClass.set(pupil.class, entry);
      entry.of++;
      if (register.marks[cellOf(register, row, column)] === MISSING) entry.rows.push(row);
    });
    for (const [named, { of, rows }] of byClass) {
      if (rows.length > 0) {
        found.push({ class: named, day: session.day, half: session.half, missing: rows.length, of, rows });
      }
    }
  }
  return found;
}

/** Every `N` of the academic year up to `to`, oldest first, with its age on the situation's day. */
export function unresolved(situation: Situation, to: Day): readonly Unresolved[] {
  const { register, config, asAt } = situation;
  const n = kindOf("N");
  const found: Unresolved[] = [];
  const days = schoolDaysFrom(situation, yearStart(config.calendar, to));
  const end = columnFrom(register, to + 1);
  for (let column = columnFrom(register, yearStart(config.calendar, to)); column < end; column++) {
    const session = register.sessions[column];
    if (!session) continue;
    const after = days.filter((day) => day > session.day);
    const age = after.filter((day) => day <= asAt).length;
    const by = after[STATUTE.daysToEstablishReason.value - 1] ?? session.day + 7;
    for (let row = 0; row < register.pupils.length; row++) {
      const cell = cellOf(register, row, column);
      if (register.marks[cell] !== n) continue;
      found.push({ row, day: session.day, half: session.half, age, by, overdue: asAt > by, cell });
    }
  }
  return found;
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
