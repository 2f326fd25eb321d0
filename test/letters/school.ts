/** A small invented school folder from a few words, and what `attend letters` makes of it. */
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { isoOf } from "../../src/register/day.ts";
import { lines, on, upnOf, weekdays } from "../laws/schools.ts";
import { attend, type Said } from "../run.ts";

/** A row of the contacts by its headings; what is left out is as with `MOTHER`. `In` names another file for the row. */
export type Contact = Readonly<Record<string, string>>;

/** A line of the log; `v`, `id` and `pupil` are added. */
export type Line = Readonly<Record<string, unknown>>;

/**
 * Marks from the morning of a day on, as long as they last: `{ "2026-11-02": "OO.N" }`, or with spaces between where a
 * code has two letters: `"C2 C2"`. A dot is a blank, `/` is present in either half. A string alone: from the first day.
 */
export type Marks = string | Readonly<Record<string, string>>;

export interface Child {
  readonly name?: string;
  readonly year?: string;
  readonly class?: string;
  readonly marks?: Marks;
  /** More columns of the pupils file. */
  readonly about?: Readonly<Record<string, string>>;
  readonly contacts?: readonly Contact[];
  readonly log?: readonly Line[];
}

export interface Story {
  /** First and last day with marks. Without a last day: today. */
  readonly from?: string;
  readonly to?: string;
  readonly today?: string;
  readonly halfTerms?: readonly (readonly [name: string, from: string, to: string])[];
  readonly closed?: readonly string[];
  /** Days of the half-terms on which nobody has any mark. */
  readonly without?: readonly string[];
  /** More of `attend.yaml`. */
  readonly config?: string;
  /** Columns that the contacts do not have. */
  readonly noColumns?: readonly string[];
}

/** 37 school days in Autumn 1, and 13 in Autumn 2 up to `TODAY`: 100 sessions. */
export const TODAY = "2026-11-18";

const HALF_TERMS = [
  ["Summer 2", "2026-06-08", "2026-07-17"],
  ["Autumn 1", "2026-09-03", "2026-10-23"],
  ["Autumn 2", "2026-11-02", "2026-12-18"],
  ["Spring 1", "2027-01-04", "2027-02-12"],
  ["Spring 2", "2027-02-22", "2027-03-25"],
] as const;

export const AVA = "Ava Adams";
/** Another child, who is always there. */
const KIT: Child = {
  name: "Kit Bell",
  class: "Elm",
  contacts: [{ "Address 1": "7 Station Road", Postcode: "ZZ99 3CC" }],
};

const MOTHER: Contact = {
  Title: "Mrs",
  Forename: "Helen",
  Relationship: "Mother",
  Priority: "1",
  "Parental Responsibility": "Yes",
  Correspondence: "Yes",
  "Court Order": "No",
  Salutation: "",
  Addressee: "",
  "Address 1": "12 The Green",
  "Address 2": "",
  Town: "Whitlow",
  Postcode: "ZZ99 1AA",
  Telephone: "01632 960123",
  Email: "home@example.org",
};

export const FATHER: Contact = { Title: "Mr", Forename: "Tom", Relationship: "Father", Priority: "2" };
/** Where somebody lives who lives elsewhere. */
export const ELSEWHERE: Contact = { "Address 1": "3 Mill Lane", Postcode: "ZZ99 2BB" };
export const NOWHERE: Contact = { "Address 1": "", "Address 2": "", Town: "", Postcode: "" };

export interface Letter {
  readonly kind: string;
  readonly pupil: string;
  readonly name: string;
  readonly to: readonly string[];
  readonly status: "due" | "held" | "sent";
  readonly reasons: readonly string[];
  readonly holds: readonly string[];
  readonly occasion: string;
  readonly basis: Readonly<Record<string, unknown>>;
}

export interface Plan extends Said {
  readonly halfTerm: string | null;
  readonly letters: readonly Letter[];
}

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-letters-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});
let made = 0;

/** A school folder with these children and Kit. */
export class School {
  readonly folder = path.join(temporary, String(made++));
  readonly #today: string;

  constructor(children: readonly Child[], story: Story = {}) {
    this.#today = story.today ?? TODAY;
    const files = filesOf([...children, KIT], story);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.folder, name), "utf8");
  }

  has(name: string): boolean {
    return fs.existsSync(path.join(this.folder, name));
  }

  log(): readonly Line[] {
    const file = path.join("records", "log.jsonl");
    if (!this.has(file)) return [];
    const rows = this.read(file).split("\n");
    return rows.filter((row) => row !== "").map((row) => JSON.parse(row) as Line);
  }

  /** `attend letters` with these options; words in one string, or apart where an option's value has spaces. */
  letters(options: string | readonly string[], today = this.#today): Promise<Said> {
    const args = typeof options === "string" ? options.split(" ") : options;
    return attend(["letters", ...args], { cwd: this.folder, today: on(today) });
  }

  async plan(options: string | readonly string[] = "--term", today = this.#today): Promise<Plan> {
    const args = typeof options === "string" ? options.split(" ") : options;
    const said = await this.letters([...args, "--dry-run", "--json"], today);
    if (said.code === 2) throw new Error(said.err);
    return { ...said, ...(JSON.parse(said.out) as Pick<Plan, "halfTerm" | "letters">) };
  }

  /** Writes drafts, or with `--issue` letters, and gives the file of each envelope. */
  async papers(options: string): Promise<readonly { readonly path: string; readonly text: string }[]> {
    const said = await this.letters(`${options} --json`);
    if (said.code === 2) throw new Error(said.err);
    const { wrote } = JSON.parse(said.out) as { wrote: readonly string[] };
    return wrote.filter((file) => /-\d{3}\.html$/.test(file)).map((file) => ({ path: file, text: this.read(file) }));
  }
}

/** What becomes of a letter of a kind to Ava's family: `none`, `due`, `sent`, or `held: ` and the names of the holds. */
export async function outcome(kind: string, ava: Child, story: Story = {}): Promise<string> {
  const { letters } = await new School([ava], story).plan(`--kind ${kind}`);
  return shown(letters.filter(({ name }) => name === AVA));
}

export function shown(letters: readonly Letter[]): string {
  return letters.map(({ status, holds }) => [status, ...holds].join(" ")).join(", ") || "none";
}

function filesOf(children: readonly Child[], story: Story): Readonly<Record<string, string>> {
  const { noColumns = [], config = "" } = story;
  const named = children.map((child, i) => ({
    year: "4",
    class: "Oak",
    ...child,
    name: child.name ?? AVA,
    upn: upnOf(i),
  }));
  const days = daysOf(story);
  const register = named.flatMap(({ upn, marks = {} }) => {
    const own = sessionsOf(days, marks);
    return days.map((day, i) => [upn, day, own[2 * i] ?? "/", own[2 * i + 1] ?? "\\"]);
  });
  // Without an entry date nobody is on roll before their first mark, and a blank before it is not missing.
  const extra = [...new Set(named.flatMap(({ about = {} }) => Object.keys(about)))];
  const pupils = named.map(({ upn, name, year, class: form, about = {} }) => {
    const [forename = "", surname = ""] = name.split(" ");
    return [upn, surname, forename, year, form, "01/09/2025", ...extra.map((heading) => about[heading] ?? "")];
  });
  const contacts = named.flatMap(({ upn, name, contacts: own = [{}] }) =>
    own.map((contact): Contact => ({ UPN: upn, Surname: name.split(" ")[1] ?? "", ...MOTHER, ...contact })),
  );
  const headings = ["UPN", "Surname", ...Object.keys(MOTHER)].filter((each) => !noColumns.includes(each));
  const files = [...new Set(contacts.map(({ In = "contacts.csv" }) => In))];
  const log = named.flatMap(({ upn, log: own = [] }, n) =>
    own.map((line, i) => `${JSON.stringify({ v: 1, id: `${String(n)}-${String(i)}`, pupil: upn, ...line })}\n`),
  );
  return {
    "attend.yaml": yamlOf(story) + config,
    "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...register]),
    "exports/pupils.csv": lines([
      ["UPN", "Surname", "Forename", "Year Group", "Reg Group", "Entry Date", ...extra],
      ...pupils,
    ]),
    ...Object.fromEntries(
      files.map((file) => {
        const rows = contacts.filter(({ In = "contacts.csv" }) => In === file);
        return [`exports/${file}`, lines([headings, ...rows.map((row) => headings.map((each) => row[each] ?? ""))])];
      }),
    ),
    ...(log.length > 0 ? { "records/log.jsonl": log.join("") } : {}),
  };
}

function yamlOf({ halfTerms = HALF_TERMS, closed = [] }: Story): string {
  const terms = halfTerms.map(([name, from, to]) => `    - { name: ${name}, from: ${from}, to: ${to} }\n`);
  return `school: { name: Oak Tree School, phone: "01632 960000", email: office@example.org }
people:
  - { role: Headteacher, name: Ms Reed }
  - { role: Pastoral Lead, name: Mr Lane, phone: "01632 960001" }
calendar:
  half-terms:
${terms.join("")}  closed: [${closed.join(", ")}]
`;
}

/** School days as ISO dates. */
export function daysOf(story: Story): readonly string[] {
  const { from = "2026-09-03", to = story.today ?? TODAY, halfTerms = HALF_TERMS, closed = [], without = [] } = story;
  const inTerm = (day: string): boolean => halfTerms.some(([, first, last]) => first <= day && day <= last);
  return weekdays(from, to)
    .map(isoOf)
    .filter((day) => inTerm(day) && !closed.includes(day) && !without.includes(day));
}

/** A child's mark of each session where it is not simply present. */
function sessionsOf(days: readonly string[], marks: Marks): Readonly<Record<number, string>> {
  const found: Record<number, string> = {};
  for (const [day, run] of Object.entries(typeof marks === "string" ? { [days[0] ?? ""]: marks } : marks)) {
    const start = 2 * days.indexOf(day);
    if (start < 0) throw new Error(`${day} is no school day`);
    const codes = run.includes(" ") ? run.split(" ") : Array.from(run);
    codes.forEach((code, i) => {
      found[start + i] = code === "." ? "" : code === "/" && (start + i) % 2 === 1 ? "\\" : code;
    });
  }
  return found;
}
