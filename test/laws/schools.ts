/** Small invented schools for the laws: children, days and marks as a value, and the CSV text of every layout. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";
import { readSchool, type School } from "../../src/flow.ts";
import { BY, figuresOf, type By, type Figures } from "../../src/measures/figures.ts";
import { tierTable } from "../../src/policy/tiers.ts";
import { yearStart } from "../../src/register/calendar.ts";
import { dayFromIso, isoOf, isWeekend, ukOf, type Day } from "../../src/register/day.ts";

/** How often each law is tried. */
export const RUNS = { numRuns: 1000 };
/** Milliseconds, for a slow PC. */
export const PATIENCE = 60_000;

/** A day by its ISO date. */
export function on(iso: string): Day {
  const day = dayFromIso(iso);
  if (day === null) throw new Error(`no such day: ${iso}`);
  return day;
}

export const TODAY = on("2026-12-20");

/** Two half-terms; days outside them are inferred. */
export const CONFIG = `calendar:
  half-terms:
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
`;

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Reads export files given as texts or bytes by their paths. */
export function schoolOf(
  files: Files,
  { config = CONFIG, log = "", asAt = TODAY }: { config?: string; log?: string; asAt?: Day } = {},
): School {
  const exports = Object.entries(files).map(([path, content]) => ({
    path,
    read: (): Uint8Array => (typeof content === "string" ? Buffer.from(content, "utf8") : content),
  }));
  return readSchool({ config, exports, log }, asAt);
}

export function figures(school: School, by: By, from?: Day, to?: Day): Figures {
  const { register, config, halfTerms, asAt } = school;
  const until = to ?? asAt;
  return figuresOf(register, {
    by,
    from: from ?? yearStart(config.calendar, until),
    to: until,
    asAt,
    headline: config.headline,
    halfTerms,
    lines: config.lines,
  });
}

/** Every figure and every tier, to be compared whole. */
export function everything(school: School): unknown {
  const lastYear = figures(school, "pupil", undefined, on("2026-08-31"));
  return { figures: [...BY.map((by) => figures(school, by)), lastYear], tiers: tierTable(school) };
}

/** Two schools must have the same figures and tiers. Node's comparison first: vitest's is slow, and shows differences. */
export function expectSame(one: School, other: School): void {
  const [a, b] = [everything(one), everything(other)];
  if (!isDeepStrictEqual(a, b)) expect(a).toEqual(b);
}

export interface Child {
  readonly upn: string;
  readonly surname: string;
  readonly forename: string;
  readonly class: string;
  readonly year: string;
  readonly sex: string;
  readonly sen: string;
  readonly premium: string;
}

const LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** A sound unique pupil number: the letter is the weighted sum of the digits, modulo 23. Source: DfE, UPN guide. */
export function upnOf(n: number): string {
  const digits = `830400026${String(n).padStart(3, "0")}`;
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (i + 2), 0);
  return `${LETTERS.charAt(sum % 23)}${digits}`;
}

export interface Row {
  readonly child: number;
  readonly day: Day;
  readonly half: 0 | 1;
  readonly mark: string;
}

export interface Small {
  readonly children: readonly Child[];
  readonly days: readonly Day[];
  /** Per child, two marks a day. */
  readonly marks: readonly (readonly string[])[];
}

/** Weekdays of last July and of the first autumn of 2026, half-term week left out. */
const SCHOOL_DAYS: readonly Day[] = [
  ...weekdays("2026-07-13", "2026-07-17"),
  ...weekdays("2026-09-03", "2026-10-23"),
  ...weekdays("2026-11-02", "2026-12-18"),
];

export function weekdays(from: string, to: string): readonly Day[] {
  const all = Array.from({ length: on(to) - on(from) + 1 }, (_, i) => on(from) + i);
  return all.filter((day) => !isWeekend(day));
}

const ABSENT = ["I", "M", "C", "C2", "G", "N", "O", "U", "E"];
const OUTSIDE = ["D", "X", "Y4", "#", "Z", "", "-", "?", "!"];
export const aMark = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("/", "\\") },
  { weight: 1, arbitrary: fc.constantFrom("L", "B", "V") },
  { weight: 3, arbitrary: fc.constantFrom(...ABSENT) },
  { weight: 1, arbitrary: fc.constantFrom(...OUTSIDE) },
);

const NAMES = ["Adams", "Zoë", "O’Brien", "de Souza, Ana", "Smith-Jones", "Łucja", "Ng", "Þór", "Ünal", "Bell"];
/** Names that a Windows-1252 file can hold. */
const WESTERN = NAMES.filter((name) => name !== "Łucja");

const childOf = (n: number): fc.Arbitrary<Child> =>
  fc.record({
    upn: fc.constant(upnOf(n)),
    surname: fc.constantFrom(...WESTERN),
    forename: fc.constantFrom("Ava", "Björn", "Noor", "Kit"),
    class: fc.constantFrom("Oak", "Elm", "3/4"),
    year: fc.constantFrom("N2", "R", "1", "4", "6"),
    sex: fc.constantFrom("F", "M"),
    sen: fc.constantFrom("N", "K", "E", ""),
    premium: fc.constantFrom("Yes", "No", ""),
  });

/** A child who is always there: without one a file of few marks may be a list of absences, which is no register. */
function alwaysThere(n: number): Child {
  return {
    upn: upnOf(n),
    surname: "Always",
    forename: "Thea",
    class: "Oak",
    year: "2",
    sex: "F",
    sen: "N",
    premium: "No",
  };
}

/** A school with every child's mark of every session; the last child is always there. */
export function aSchool({ children = 4, days = 4, mark = aMark } = {}): fc.Arbitrary<Small> {
  return fc
    .tuple(
      fc.integer({ min: 1, max: children }),
      fc.integer({ min: 1, max: days }),
      fc.integer({ min: 0, max: SCHOOL_DAYS.length - days }),
    )
    .chain(([count, length, start]) => {
      const marks = fc.array(mark, { minLength: 2 * length, maxLength: 2 * length });
      const there = Array.from({ length: 2 * length }, (_, i) => (i % 2 === 0 ? "/" : "\\"));
      return fc.record({
        children: fc
          .tuple(...Array.from({ length: count }, (_, n) => childOf(n)))
          .map((some) => [...some, alwaysThere(count)]),
        days: fc.constant(SCHOOL_DAYS.slice(start, start + length)),
        marks: fc.array(marks, { minLength: count, maxLength: count }).map((some) => [...some, there]),
      });
    });
}

export function rowsOf({ children, days, marks }: Small): readonly Row[] {
  return children.flatMap((_, child) =>
    days.flatMap((day, i) =>
      ([0, 1] as const).map((half): Row => ({ child, day, half, mark: marks[child]?.[2 * i + half] ?? "" })),
    ),
  );
}

/** One line of a delimited file; cells that need it are quoted. */
export function line(cells: readonly string[], delimiter = ","): string {
  return cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
}

export function lines(rows: readonly (readonly string[])[], delimiter = ","): string {
  return rows.map((row) => `${line(row, delimiter)}\r\n`).join("");
}

const PUPIL_HEADINGS = ["UPN", "Surname", "Forename", "Class", "Year Group", "Sex", "SEN Status", "Pupil Premium"];

export function pupilsText({ children }: Pick<Small, "children">, delimiter = ","): string {
  const rows = children.map((each) => [
    each.upn,
    each.surname,
    each.forename,
    each.class,
    each.year,
    each.sex,
    each.sen,
    each.premium,
  ]);
  return lines([PUPIL_HEADINGS, ...rows], delimiter);
}

export const LONG_HEADINGS = ["UPN", "Surname", "Forename", "Date", "AM/PM", "Mark"];

export function longRow(children: readonly Child[], { child, day, half, mark }: Row): readonly string[] {
  const { upn = "", surname = "", forename = "" } = children[child] ?? {};
  return [upn, surname, forename, ukOf(day), half === 0 ? "AM" : "PM", mark];
}

export function longText(children: readonly Child[], rows: readonly Row[], delimiter = ","): string {
  return lines([LONG_HEADINGS, ...rows.map((row) => longRow(children, row))], delimiter);
}

/** The school as a pupils file and one long register. */
export function filesOf(small: Small, rows = rowsOf(small)): Files {
  return { "exports/pupils.csv": pupilsText(small), "exports/register.csv": longText(small.children, rows) };
}

/** For messages: a school as its rows. */
export function shown(small: Small): string {
  return rowsOf(small)
    .map(({ child, day, half, mark }) => `${String(child)} ${isoOf(day)} ${half === 0 ? "AM" : "PM"} ${mark}`)
    .join("; ");
}
