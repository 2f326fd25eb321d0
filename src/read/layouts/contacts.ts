/** Contacts: a row per contact of a pupil, by priority. */
import type { Field } from "../aliases.ts";
import { readContact } from "../contact.ts";
import { hasField, personFinder, type Layout } from "../layout.ts";
import { cellAt, type Columns } from "../columns.ts";

const RIGHTS: readonly Field[] = ["relationship", "priority", "parentalResponsibility", "correspondence", "courtOrder"];
/** Columns that say whose contact it is; `Surname` and `Forename` are the contact's own. */
const PUPIL: readonly Field[] = ["upn", "misId", "admissionNumber", "displayName", "legalSurname", "legalForename"];

export const contacts: Layout = {
  name: "contacts",
  isRegister: false,
  claims: (headings) =>
    PUPIL.some((field) => hasField(headings, field)) &&
    hasField(headings, "relationship") &&
    RIGHTS.filter((field) => hasField(headings, field)).length >= 2,
  open: (reading) => {
    const pupilColumns: Columns = new Map([...reading.columns].filter(([field]) => PUPIL.includes(field)));
    const personOf = personFinder(reading, "mention", pupilColumns);
    return (cells, line) => {
      const person = personOf(cells, line, null);
      if (person === null) return false;
      const raw = (field: Field): string => cellAt(cells, reading.columns.get(field));
      reading.contacts.push(readContact(raw, { person, file: reading.file, line, priority: null }));
      return true;
    };
  },
};
