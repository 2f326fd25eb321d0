/** Law: the same marks give the same figures in every layout, with every delimiter, in every encoding. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoOf, mondayOf, ukOf, weekdayOf, type Day } from "../../src/register/day.ts";
import {
  aSchool,
  expectSame,
  filesOf,
  lines,
  longRow,
  LONG_HEADINGS,
  PATIENCE,
  pupilsText,
  rowsOf,
  RUNS,
  schoolOf,
  type Files,
  type Small,
} from "./schools.ts";

type Rows = readonly (readonly string[])[];
const NAMED = ["UPN", "Surname", "Forename"];

function markOf({ marks, days }: Small, child: number, day: Day, half: 0 | 1): string {
  const at = days.indexOf(day);
  return at < 0 ? "" : (marks[child]?.[2 * at + half] ?? "");
}

const whoIs = ({ children }: Small, child: number): readonly string[] => {
  const { upn = "", surname = "", forename = "" } = children[child] ?? {};
  return [upn, surname, forename];
};

const mondaysOf = ({ days }: Small): readonly Day[] => [...new Set(days.map(mondayOf))];
const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri"];

/** Every layout of a register, as the rows of its files. */
const LAYOUTS: Readonly<Record<string, (small: Small) => Readonly<Record<string, Rows>>>> = {
  long: (small) => ({
    long: [LONG_HEADINGS, ...rowsOf(small).map((row) => longRow(small.children, row))],
  }),
  day: (small) => ({
    day: [
      [...NAMED, "Date", "AM", "PM"],
      ...small.children.flatMap((_, child) =>
        small.days.map((day) => [
          ...whoIs(small, child),
          isoOf(day),
          markOf(small, child, day, 0),
          markOf(small, child, day, 1),
        ]),
      ),
    ],
  }),
  "week in a column": (small) => ({
    week: [
      [...NAMED, "Week Beginning", ...WEEK.flatMap((day) => [`${day}AM`, `${day}PM`])],
      ...small.children.flatMap((_, child) =>
        mondaysOf(small).map((monday) => [...whoIs(small, child), ukOf(monday), ...weekMarks(small, child, monday)]),
      ),
    ],
  }),
  "week in a title": (small) =>
    Object.fromEntries(
      mondaysOf(small).map((monday) => [
        `week ${String(monday)}`,
        [
          [`Week beginning ${ukOf(monday)}`],
          [...NAMED, ...WEEK.flatMap((day) => [`${day} AM`, `${day} PM`])],
          ...small.children.map((_, child) => [...whoIs(small, child), ...weekMarks(small, child, monday)]),
        ],
      ]),
    ),
  "week in the file's name": (small) =>
    Object.fromEntries(
      mondaysOf(small).map((monday) => [
        `week-${isoOf(monday)}`,
        [
          [...NAMED, ...WEEK.flatMap((day) => [`${day} 1`, `${day} 2`])],
          ...small.children.map((_, child) => [...whoIs(small, child), ...weekMarks(small, child, monday)]),
        ],
      ]),
    ),
  "dates in one row of headings": (small) => ({
    dates: [
      [...NAMED, ...small.days.flatMap((day) => [`${ukOf(day)} AM`, `${ukOf(day)} PM`])],
      ...small.children.map((_, child) => [...whoIs(small, child), ...dayMarks(small, child)]),
    ],
  }),
  "dates above AM and PM": (small) => ({
    dates: [
      [...NAMED.map(() => ""), ...small.days.flatMap((day) => [ukOf(day), ""])],
      [...NAMED, ...small.days.flatMap(() => ["AM", "PM"])],
      ...small.children.map((_, child) => [...whoIs(small, child), ...dayMarks(small, child)]),
    ],
  }),
};

function weekMarks(small: Small, child: number, monday: Day): readonly string[] {
  return WEEK.flatMap((_, i) => ([0, 1] as const).map((half) => markOf(small, child, monday + i, half)));
}

function dayMarks(small: Small, child: number): readonly string[] {
  return small.days.flatMap((day) => ([0, 1] as const).map((half) => markOf(small, child, day, half)));
}

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  "utf-8": (text) => Buffer.from(text),
  "utf-8-bom": (text) => Buffer.from(`\uFEFF${text}`),
  "utf-16le": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "utf-16be": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  // Of the names only the apostrophe of O’Brien differs from ISO-8859-1.
  "windows-1252": (text) => Buffer.from(text.replaceAll("’", "\u0092"), "latin1"),
};

const NOBODY: Small = { children: [], days: [], marks: [] };

function filesIn(small: Small, layout: string, delimiter: string, encoding: string): Files {
  const encode = ENCODINGS[encoding] ?? ((text: string) => Buffer.from(text));
  const registers = Object.entries(LAYOUTS[layout]?.(small) ?? {}).map(
    ([name, rows]) => [`exports/${name}.csv`, encode(lines(rows, delimiter))] as const,
  );
  return Object.fromEntries([...registers, ["exports/pupils.csv", encode(pupilsText(small, delimiter))] as const]);
}

describe("the figures and tiers are the same as of a plain long export", () => {
  it("for any layout, delimiter and encoding", { timeout: PATIENCE }, () => {
    const layouts = fc.constantFrom(...Object.keys(LAYOUTS));
    const delimiters = fc.constantFrom(",", ";", "\t");
    const encodings = fc.constantFrom(...Object.keys(ENCODINGS));
    fc.assert(
      fc.property(
        aSchool({ children: 3, days: 3 }),
        layouts,
        delimiters,
        encodings,
        (small, layout, delimiter, encoding) => {
          expectSame(schoolOf(filesIn(small, layout, delimiter, encoding)), schoolOf(filesOf(small)));
        },
      ),
      RUNS,
    );
  });

  // The law by chance; this by rule, so that none is missed: 7 layouts, 3 delimiters, 5 encodings.
  it.each(Object.keys(LAYOUTS))("for the layout %s with each delimiter in each encoding", (layout) => {
    const small: Small = fc.sample(aSchool({ children: 3, days: 3 }), { numRuns: 1, seed: 7 })[0] ?? NOBODY;
    for (const delimiter of [",", ";", "\t"]) {
      for (const [encoding] of Object.entries(ENCODINGS)) {
        const school = schoolOf(filesIn(small, layout, delimiter, encoding));
        expect(school.files.map((file) => [file.encoding, file.delimiter])).toContainEqual([
          // Without a letter beyond ASCII the bytes of Windows-1252 are those of UTF-8.
          expect.stringMatching(encoding === "windows-1252" ? /^(?:windows-1252|utf-8)$/ : new RegExp(`^${encoding}$`)),
          delimiter,
        ]);
        expectSame(school, schoolOf(filesOf(small)));
      }
    }
  });

  it("for weeks from the generator, whose days are all weekdays", () => {
    fc.assert(
      fc.property(aSchool(), ({ days }) => days.every((day) => weekdayOf(day) < 5)),
      RUNS,
    );
  });
});
