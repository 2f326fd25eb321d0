/** Pupils: a row per pupil, with what the school knows of each. */
import { cellAt } from "../columns.ts";
import type { Field } from "../aliases.ts";
import { isSoundUpn, readPercent, readText } from "../cells.ts";
import { readContact } from "../contact.ts";
import { readDate } from "../dates.ts";
import { NOTHING_STATED } from "../../register/totals.ts";
import { hasField, namesPupils, type Layout, type Reading } from "../layout.ts";
import { readDetails } from "../people.ts";

const ABOUT: readonly Field[] = [
  "yearGroup",
  "className",
  "dob",
  "sex",
  "admissionDate",
  "leavingDate",
  "enrolmentStatus",
  "senCode",
  "ehcp",
  "fsm",
  "pupilPremium",
  "eal",
  "lookedAfter",
  "familyId",
];
/** Columns of files that are about something else than who is on roll. */
const OTHERS: readonly Field[] = ["mark", "markAM", "markPM", "markString", "possible", "senNeed", "arrivalTime"];
const DATES = ["dob", "admissionDate", "leavingDate"] as const satisfies readonly Field[];

export const pupils: Layout = {
  name: "pupils",
  isRegister: false,
  claims: (headings) =>
    namesPupils(headings) &&
    ABOUT.filter((field) => hasField(headings, field)).length >= 2 &&
    !OTHERS.some((field) => hasField(headings, field)) &&
    !headings.some((heading) => heading.session !== null || heading.weekSession !== null) &&
    headings.filter((heading) => heading.code !== null).length < 4 &&
    !hasField(headings, "relationship"),
  open: (reading) => (cells, line) => {
    const details = readDetails(cells, reading.columns, reading.order);
    if ((details.upn ?? details.misId ?? details.admissionNumber ?? details.name) === null) {
      reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
      return false;
    }
    if (!checkDates(reading, cells, line)) return false;
    if (details.upn !== null && !isSoundUpn(details.upn)) {
      reading.report({ code: "upn-check", line, column: heading(reading, "upn"), excerpt: details.upn });
    }
    const year = readText(cellAt(cells, reading.columns.get("yearGroup")));
    if (year !== null && details.year === null) {
      reading.report({ code: "cell-not-understood", line, column: heading(reading, "yearGroup"), excerpt: year });
    }
    const person = reading.people.add({ file: reading.file, line, role: "roster", details });
    const entry = reading.people.list[person];
    if (entry) entry.rows = 1;
    readContacts(reading, cells, line, person);
    const statedPercent = readPercent(cellAt(cells, reading.columns.get("statedPercent")));
    if (statedPercent !== null)
      reading.totals.push({ ...NOTHING_STATED, person, file: reading.file, line, statedPercent });
    return true;
  },
};

/** `Contact 1 Name`, `Contact 1 Telephone`, … `Contact 2 Name`, …: contacts in the pupil's own row, by their numbers. */
function readContacts(reading: Reading, cells: readonly string[], line: number, person: number): void {
  const byNumber = new Map<number, Map<Field, string>>();
  reading.headings.forEach(({ contact }, column) => {
    const cell = cells[column] ?? "";
    if (!contact?.field || cell.trim() === "") return;
    const fields = byNumber.get(contact.number) ?? new Map<Field, string>();
    byNumber.set(contact.number, fields.set(contact.field, cell));
  });
  for (const [number, fields] of byNumber) {
    const given = { person, file: reading.file, line, priority: number };
    reading.contacts.push(readContact((field) => fields.get(field) ?? "", given));
  }
}

function heading(reading: Reading, field: Field): string {
  return reading.headings[reading.columns.get(field) ?? -1]?.raw ?? "";
}

/** A pupil whose admission date cannot be read might be counted for days before they came: the row is left out. */
function checkDates(reading: Reading, cells: readonly string[], line: number): boolean {
  for (const field of DATES) {
    const column = reading.columns.get(field);
    const cell = column === undefined ? "" : (cells[column] ?? "").trim();
    if (cell === "" || cell === "-") continue;
    const read = readDate(cell, reading.order);
    if (read === "month-first") reading.refuse(line, heading(reading, field), cell);
    if (read === null || read === "month-first") {
      reading.report({ code: "row-bad-date", line, column: heading(reading, field), excerpt: cell });
      return false;
    }
    if (read.twoDigitYear)
      reading.report({ code: "date-two-digit-year", line, column: heading(reading, field), excerpt: cell });
  }
  return true;
}
