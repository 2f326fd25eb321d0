/** The order in which teachers call families at a parents' evening, and the time that stands on each slip. */
import type { Situation } from "../policy/situation.ts";
import type { AppointmentRow } from "../read/appointments.ts";
import { readTime } from "../read/late.ts";
import type { Day } from "../register/day.ts";
import { findPupils } from "../register/find.ts";
import { onRollBetween } from "../register/pupil.ts";
import type { Register } from "../register/register.ts";
import type { PlannedLetter } from "./plan.ts";
import { timeWords } from "./view.ts";
import { listed } from "./whom.ts";

/** One pupil's appointments; parents who live apart may have one each. */
export interface Appointment {
  readonly row: number;
  /** Minutes after midnight of the first; null when a time cannot be read. */
  readonly at: number | null;
  /** As printed: `4.10pm`, or as it was written where it is no time. Empty when none was given. */
  readonly time: string;
}

export interface Appointments {
  /** In the order of the table. */
  readonly found: readonly Appointment[];
  /** Rows that are nobody's, each with a sentence. */
  readonly notFound: readonly { readonly line: number; readonly say: string }[];
}

/** Finds the pupils of a table of appointments. */
export function appointmentsOf(register: Register, rows: readonly AppointmentRow[], asAt: Day): Appointments {
  const times = new Map<number, AppointmentRow[]>();
  const notFound: { line: number; say: string }[] = [];
  for (const each of rows) {
    const [row, second] = rowsOf(register, each, asAt);
    if (row !== undefined && second === undefined) times.set(row, [...(times.get(row) ?? []), each]);
    else notFound.push({ line: each.line, say: whyNot(each, second !== undefined) });
  }
  return { found: [...times].map(([row, theirs]) => appointment(row, theirs)), notFound };
}

/** By the identifier, else by the name; among several of one name, those on roll and of the class that is given. */
function rowsOf(register: Register, { id, name, class: written }: AppointmentRow, asAt: Day): readonly number[] {
  const byId = findPupils(register, id);
  if (byId.length === 1) return byId;
  const named = written.replace(/^class\s+/i, "").toLowerCase();
  const tests: readonly ((row: number) => boolean)[] = [
    (row) => {
      const pupil = register.pupils[row];
      return pupil !== undefined && onRollBetween(pupil, asAt, asAt);
    },
    (row) => named !== "" && register.pupils[row]?.class?.replace(/^class\s+/i, "").toLowerCase() === named,
  ];
  return tests.reduce(
    (rows, test) => {
      const fitting = rows.filter(test);
      return rows.length > 1 && fitting.length > 0 ? fitting : rows;
    },
    findPupils(register, name),
  );
}

function whyNot({ id, name }: AppointmentRow, several: boolean): string {
  const whom = name === "" ? id : name;
  if (whom === "") return "no pupil is named";
  return several
    ? `“${whom}” fits several pupils: give the class or the UPN`
    : `nobody in the exports is called “${whom}”`;
}

/** The school day ends before this: an hour below it, without am or pm, is in the afternoon. */
const FIRST_HOUR = 8;

function minutesOf(time: string): number | null {
  const minutes = readTime(time);
  return minutes !== null && minutes < FIRST_HOUR * 60 && !/am$/i.test(time.trim()) ? minutes + 12 * 60 : minutes;
}

function appointment(row: number, theirs: readonly AppointmentRow[]): Appointment {
  const each = theirs
    .filter(({ time }) => time !== "")
    .map(({ time }) => ({ time, at: minutesOf(time) }))
    .toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
  return { row, at: each[0]?.at ?? null, time: listed(each.map(({ time, at }) => (at === null ? time : shown(at)))) };
}

function shown(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return timeWords(`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
}

/**
 * Slips in the order in which they are handed over: class by class, in each the appointments by time (by their order in
 * the table where a time cannot be read), then everybody without one in register order.
 */
export function inOrderOfCalling(
  { register }: Situation,
  slips: readonly PlannedLetter[],
  { found }: Appointments,
): readonly PlannedLetter[] {
  const byClass = new Map<string | null, PlannedLetter[]>();
  for (const slip of slips) {
    const named = register.pupils[slip.row]?.class ?? null;
    byClass.set(named, [...(byClass.get(named) ?? []), slip]);
  }
  return [...byClass.values()].flatMap((theirs) => {
    const rows = new Set(theirs.map(({ row }) => row));
    const booked = inTurn(found.filter(({ row }) => rows.has(row)));
    const times = new Map(booked.map(({ row, time }) => [row, time]));
    return [
      ...booked.flatMap(({ row }) => theirs.filter((slip) => slip.row === row)),
      ...theirs.filter(({ row }) => !times.has(row)),
    ].map((slip) => ({ ...slip, event: { about: "evening" as const, time: times.get(slip.row) ?? "" } }));
  });
}

function inTurn(booked: readonly Appointment[]): readonly Appointment[] {
  return booked.some(({ at }) => at === null) ? booked : booked.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}
