/** The table of appointments that is given with the slips for a parents' evening. */
import path from "node:path";
import { openTable } from "../edge/table.ts";
import type { School } from "../flow.ts";
import { appointmentsOf, type Appointments } from "../letters/appointments.ts";
import type { LetterRequest, PlannedLetter } from "../letters/plan.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { readAppointments } from "../read/appointments.ts";
import { nameWithClass, whoIs } from "../register/who.ts";
import type { Context } from "./context.ts";

/** Null for letters that are no slips; without a file, nobody has an appointment. Throws when the file cannot be used. */
export function appointmentsFrom(
  { io }: Context,
  { register, asAt }: School,
  what: LetterRequest["what"],
  file: string | undefined,
): Appointments | null {
  if (what !== "parents-evening") {
    if (file === undefined) return null;
    throw new CannotGoOn("--order is for the slips of a parents' evening: use it with --kind parents-evening.");
  }
  if (file === undefined) return { found: [], notFound: [] };
  const text = openTable(path.resolve(io.cwd, file), file);
  const rows = text && readAppointments(text);
  if (rows !== null) return appointmentsOf(register, rows, asAt);
  throw new CannotGoOn(
    `${file} is no table of appointments: it needs a row of headings with Name or UPN, and Time, saved as CSV.`,
  );
}

export function appointmentsJson(
  { register }: School,
  { found }: Appointments,
): readonly { readonly pupil: string; readonly name: string; readonly time: string }[] {
  return found.map(({ row, time }) => {
    const { key, name } = whoIs(register, row);
    return { pupil: key, name, time };
  });
}

/** Sentences about rows of the table that no slip came of; of those who were asked for, when not everybody was. */
export function astrayOf(
  { register }: School,
  { plan, only }: { readonly plan: readonly PlannedLetter[]; readonly only: LetterRequest["only"] },
  { found, notFound }: Appointments,
): readonly string[] {
  const planned = new Set(plan.map(({ row }) => row));
  return [
    ...notFound.map(({ line, say }) => `Line ${String(line)} of the appointments: ${say}.`),
    ...found
      .filter(({ row }) => !planned.has(row) && (only === null || only.has(row)))
      .map(({ row }) => `${nameWithClass(whoIs(register, row))} has an appointment, and no slip is due.`),
  ];
}
