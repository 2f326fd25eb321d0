/** Contacts: a row per contact of a pupil, by priority. */
import type { Field } from "../aliases.ts";
import { readFlag, readText } from "../cells.ts";
import { hasField, type Layout } from "../layout.ts";
import { RowPeople, type Columns } from "../people.ts";

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
    const rowPeople = new RowPeople(reading.people, pupilColumns, reading.order, reading.file);
    return (cells, line) => {
      const found = rowPeople.find(cells, line, null);
      if (!found) {
        reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
        return false;
      }
      found.person.rows++;
      const raw = (field: Field): string => cells[reading.columns.get(field) ?? -1] ?? "";
      const text = (field: Field): string | null => readText(raw(field));
      const address = (["address1", "address2", "town", "county"] as const).map(text);
      const priority = Number.parseInt(raw("priority"), 10);
      reading.contacts.push({
        person: found.index,
        file: reading.file,
        line,
        priority: Number.isNaN(priority) ? null : priority,
        title: text("title"),
        forename: text("forename"),
        surname: text("surname"),
        relationship: text("relationship"),
        parentalResponsibility: readFlag(raw("parentalResponsibility")),
        correspondence: readFlag(raw("correspondence")),
        courtOrder: readFlag(raw("courtOrder")),
        salutation: text("salutation"),
        addressee: text("addressee"),
        address: address.filter((part) => part !== null),
        postcode: text("postcode"),
        phone: text("phone"),
        email: text("email"),
        language: text("language"),
      });
      return true;
    };
  },
};
