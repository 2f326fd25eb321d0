/** A contact of a pupil, as the exports state one. */
import { normal } from "../register/normal.ts";
import type { Field } from "./aliases.ts";
import { readFlag, readText } from "./cells.ts";

export interface Contact {
  /** Index into the people of the exports. */
  readonly person: number;
  readonly file: number;
  readonly line: number;
  readonly priority: number | null;
  readonly title: string | null;
  readonly forename: string | null;
  readonly surname: string | null;
  readonly relationship: string | null;
  readonly parentalResponsibility: boolean | null;
  /** False when this person may not be written to. */
  readonly correspondence: boolean | null;
  readonly courtOrder: boolean | null;
  readonly salutation: string | null;
  readonly addressee: string | null;
  /** Lines without the postcode. */
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string | null;
}

/** Reads a contact's columns. Whose it is and where it stands is given; a priority in the columns comes first. */
export function readContact(
  raw: (field: Field) => string,
  { person, file, line, priority: place }: Pick<Contact, "person" | "file" | "line" | "priority">,
): Contact {
  const text = (field: Field): string | null => readText(raw(field));
  const address = (["address1", "address2", "town", "county"] as const).map(text);
  const priority = Number.parseInt(raw("priority"), 10);
  // Written out: to spread an object and add many fields to it takes as long as all the rest.
  return {
    person,
    file,
    line,
    priority: Number.isNaN(priority) ? place : priority,
    title: text("title"),
    forename: text("forename"),
    // A contact of one column has one name: how it divides nobody can tell.
    surname: text("surname") ?? text("displayName"),
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
  };
}

/** The first forename and the surname, without accents; empty for a contact without a name. */
export function personKey({ forename, surname }: Contact): string {
  return plain(`${(forename ?? "").trim().split(/\s+/)[0] ?? ""} ${surname ?? ""}`);
}

/** With the postcode, one entry a line; empty when there is no address. */
export function addressLines({ address, postcode }: Contact): readonly string[] {
  return address.length === 0 ? [] : [...address, ...(postcode === null ? [] : [postcode])];
}

/** The same for `12, The Green` and `12 the green`. */
export function addressKey(contact: Contact): string {
  return plain(addressLines(contact).join(" "));
}

/** Most names and addresses: there is nothing to take apart in them. */
const ASCII = /^[ -~]*$/;

function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
  return normal(text, "NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
