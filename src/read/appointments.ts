/** A table of appointments for a parents' evening, as a booking system exports it or an office types it. */
import { fieldNamed, type Field } from "./aliases.ts";
import { normaliseHeading } from "./headings.ts";
import { guessDelimiter, readRows } from "./rows.ts";

/** One row as it was written; empty where a cell or a column is. */
export interface AppointmentRow {
  readonly line: number;
  /** A UPN or another identifier. */
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly time: string;
}

const TIMES = new Set([
  "time",
  "appointment",
  "appointment time",
  "time slot",
  "timeslot",
  "slot",
  "start",
  "start time",
]);

type Column = Exclude<keyof AppointmentRow, "line"> | "forename" | "surname";

const COLUMNS: Readonly<Partial<Record<Field, Column>>> = {
  upn: "id",
  misId: "id",
  admissionNumber: "id",
  displayName: "name",
  forename: "forename",
  preferredForename: "forename",
  surname: "surname",
  preferredSurname: "surname",
  className: "class",
};

function columnOf(heading: string): Column | null {
  const plain = normaliseHeading(heading);
  const field = fieldNamed(plain);
  return TIMES.has(plain) ? "time" : ((field && COLUMNS[field]) ?? null);
}

/** The rows of a CSV text; blank rows are passed over. Null when no heading says whose the appointments are. */
export function readAppointments(utf8: Buffer): readonly AppointmentRow[] | null {
  let columns: readonly (Column | null)[] | null = null;
  const rows: AppointmentRow[] = [];
  readRows(utf8, guessDelimiter(utf8), (cells, line) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (columns === null) {
      columns = cells.map(columnOf);
      return;
    }
    const cell = (column: Column): string => (cells[columns?.indexOf(column) ?? -1] ?? "").trim();
    const name = cell("name") === "" ? `${cell("forename")} ${cell("surname")}`.trim() : cell("name");
    rows.push({ line, id: cell("id"), name, class: cell("class"), time: cell("time") });
  });
  const found = (columns as readonly (Column | null)[] | null) ?? [];
  return found.some((column) => column === "id" || column === "name" || column === "surname") ? rows : null;
}
