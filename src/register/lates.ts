/** The late book joined to the register: minutes for marks that are late already, and never a mark. */
import type { Problem } from "../problem/problem.ts";
import { ukOf, type Day } from "./day.ts";
import { isLate, MISSING } from "./kinds.ts";
import { cellOf, columnFrom, type Register } from "./register.ts";

export interface Arrival {
  readonly row: number;
  readonly day: Day;
  /** Minutes after midnight, or null. */
  readonly arrival: number | null;
  /** Minutes late, or null. */
  readonly minutes: number | null;
  readonly place: { readonly file: string; readonly line: number };
}

const NOON = 12 * 60;

/**
 * Adds minutes to late marks (`L`, `U`) that have none. An arrival before noon belongs to the morning, and is late by its
 * minutes after `gatesClose` (minutes after midnight). An afternoon's start is not known, so a time alone gives none.
 */
export function joinLates(
  register: Register,
  arrivals: readonly Arrival[],
  gatesClose: number,
): { register: Register; problems: readonly Problem[] } {
  if (arrivals.length === 0) return { register, problems: [] };
  const minutes = new Map(register.minutes);
  const problems: Problem[] = [];
  for (const { row, day, arrival, minutes: given, place } of arrivals) {
    const wanted = arrival !== null && arrival >= NOON ? ["PM"] : arrival !== null ? ["AM"] : ["AM", "PM"];
    const cells: number[] = [];
    for (let column = columnFrom(register, day); column < columnFrom(register, day + 1); column++) {
      const cell = cellOf(register, row, column);
      const kind = register.kinds[register.marks[cell] ?? MISSING];
      if (wanted.includes(register.sessions[column]?.half ?? "") && isLate(kind)) cells.push(cell);
    }
    const [cell] = cells;
    if (cell === undefined) {
      const pupil = register.pupils[row]?.name ?? "";
      problems.push({ code: "late-no-mark", ...place, args: { pupil, day: ukOf(day) } });
      continue;
    }
    const late = given ?? (arrival !== null && arrival < NOON ? Math.max(0, arrival - gatesClose) : null);
    if (late !== null && !minutes.has(cell)) minutes.set(cell, late);
  }
  return { register: { ...register, minutes }, problems };
}
