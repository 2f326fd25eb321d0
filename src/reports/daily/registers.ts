/** Which registers of today are not taken or not complete, and which reasons must be found soon. */
import { missingRegisters, unresolved } from "../../policy/to-fix.ts";
import { schoolDaysAfter } from "../../policy/periods.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf } from "../../register/day.ts";
import { CONTRADICTED, MISSING } from "../../register/kinds.ts";
import { isNursery } from "../../register/pupil.ts";
import { cellOf, columnFrom, type Half } from "../../register/register.ts";
import { whoIs, type Who } from "../../register/who.ts";

/** A class's session without one mark. */
export interface NotTaken {
  readonly class: string | null;
  readonly half: Half;
  /** Pupils on roll in it. */
  readonly pupils: number;
}

/** Somebody without a mark that can be read, in a register that was taken. */
export interface NoMark extends Who {
  readonly half: Half;
  /** `no mark`, `two marks that contradict each other`, `the code Q9, which nobody knows`. */
  readonly what: string;
}

export interface RegistersToday {
  readonly notTaken: readonly NotTaken[];
  readonly noMark: readonly NoMark[];
}

export function registersToday(
  situation: Situation,
  rows: Iterable<number>,
  columns: readonly number[],
): RegistersToday {
  const { register, asAt } = situation;
  const today = missingRegisters(situation, asAt).filter(({ day }) => day === asAt);
  const blank = today
    .filter(({ missing, of }) => missing < of)
    .flatMap(({ rows: missing, half }) =>
      missing.map((row): NoMark => ({ ...whoIs(register, row), half, what: "no mark" })),
    );
  const notTaken = today
    .filter(({ missing, of }) => missing === of)
    .map(({ class: named, half, of }) => ({ class: named, half, pupils: of }));
  return {
    notTaken: [...notTaken, ...nurseryNotTaken(situation, columns)],
    noMark: [...blank, ...unreadable(situation, rows, columns)],
  };
}

function unreadable({ register }: Situation, rows: Iterable<number>, columns: readonly number[]): readonly NoMark[] {
  return [...rows].flatMap((row) =>
    columns.flatMap((column): NoMark[] => {
      const mark = register.marks[cellOf(register, row, column)] ?? MISSING;
      const kind = register.kinds[mark];
      if (kind?.class !== "unknown") return [];
      const what =
        mark === CONTRADICTED
          ? "two marks that contradict each other"
          : `the code ${kind.code ?? "?"}, which nobody knows`;
      return [{ ...whoIs(register, row), half: register.sessions[column]?.half ?? "AM", what }];
    }),
  );
}

/**
 * Nursery children come to some sessions only, so that a blank says nothing. A class of them without any mark is listed
 * when it had some in the same session a week ago.
 */
function nurseryNotTaken({ register, asAt }: Situation, columns: readonly number[]): readonly NotTaken[] {
  const classes = new Map<string | null, number[]>();
  register.pupils.forEach((pupil, row) => {
    if (isNursery(pupil)) classes.set(pupil.class, [...(classes.get(pupil.class) ?? []), row]);
  });
  return columns.flatMap((column) => {
    const half = register.sessions[column]?.half ?? "AM";
    const before = register.sessions.findIndex(
      (session, i) => i >= columnFrom(register, asAt - 7) && session.day === asAt - 7 && session.half === half,
    );
    return [...classes].flatMap(([named, rows]): NotTaken[] => {
      const onRoll = rows.filter(
        (row) => column >= (register.rollStart[row] ?? 0) && column < (register.rollEnd[row] ?? 0),
      );
      const hasMark = (at: number): boolean =>
        at >= 0 && onRoll.some((row) => register.marks[cellOf(register, row, at)] !== MISSING);
      const isMixed = register.pupils.some((pupil) => pupil.class === named && !isNursery(pupil));
      return !isMixed && hasMark(before) && !hasMark(column) ? [{ class: named, half, pupils: onRoll.length }] : [];
    });
  });
}

/** `N`s of one pupil that must become another code by the same day. */
export interface ReasonDue extends Who {
  /** Sessions. */
  readonly sessions: number;
  /** Day of the oldest of them. */
  readonly oldest: string;
  /** The last day on which they may be `N`. */
  readonly by: string;
  readonly when: "overdue" | "today" | "tomorrow";
}

/** Past their day, on it today, or on it the next school day; the oldest first. Source: `STATUTE.daysToEstablishReason`. */
export function reasonsDue(situation: Situation): readonly ReasonDue[] {
  const { register, asAt } = situation;
  const tomorrow = schoolDaysAfter(situation, asAt, 1);
  const groups = new Map<string, { row: number; count: number; oldest: number; by: number }>();
  for (const { row, day, by } of unresolved(situation, asAt)) {
    if (by > tomorrow) continue;
    const key = `${String(row)} ${by < asAt ? "overdue" : String(by)}`;
    const known = groups.get(key);
    if (known) known.count++;
    else groups.set(key, { row, count: 1, oldest: day, by });
  }
  return [...groups.values()].map(({ row, count, oldest, by }) => ({
    ...whoIs(register, row),
    sessions: count,
    oldest: isoOf(oldest),
    by: isoOf(by),
    when: by < asAt ? "overdue" : by === asAt ? "today" : "tomorrow",
  }));
}
