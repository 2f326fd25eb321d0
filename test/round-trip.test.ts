/** Law: any register, written in any layout and dialect and read back, has the same marks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSchool, type School } from "../src/flow.ts";
import { levelOf } from "../src/problem/problem.ts";
import { dayFromIso, isoOf, isWeekend, type Day } from "../src/register/day.ts";
import { encode, type Wire } from "./encode.ts";
import { CONFIG } from "./specimens.ts";
import { pupilsFile, type Child, type Dialect, type SmallRegister } from "./dialect.ts";
import { isLate, LAYOUTS } from "./writers.ts";

const on = (iso: string): Day => dayFromIso(iso) ?? NaN;
const TODAY = on("2026-12-20");
const ENTRY = on("2026-09-03");
const SCHOOL_DAYS = Array.from({ length: 47 }, (_, i) => on("2026-11-02") + i).filter((day) => !isWeekend(day));

const CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
function upnOf(n: number): string {
  const digits = `999000118${String(n).padStart(3, "0")}`;
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (i + 2), 0);
  return `${CHECK_LETTERS.charAt(sum % 23)}${digits}`;
}

/** No two share a word, so that a name alone tells them apart. */
const PEOPLE = [
  ["O’Brien", "Zoë"],
  ["de Souza", "Ana"],
  ["Smith-Jones", "Kit"],
  ["Müller “Mo”", "André"],
  ["Ng", "Šárka"],
] as const;
const children = PEOPLE.map(([surname, forename], i): Child => ({
  upn: upnOf(i + 1),
  misId: String(7100 + i),
  admissionNumber: `00${String(410 + i)}`,
  surname,
  forename,
  dob: on("2018-02-03") + i * 40,
}));

const KNOWN = [
  "L",
  "U",
  "B",
  "V",
  "I",
  "M",
  "C",
  "G",
  "N",
  "O",
  "E",
  "D",
  "X",
  "#",
  "Z",
  "C1",
  "C2",
  "J1",
  "Y4",
  "Q",
  "K",
];
const aMark = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("/", "\\") },
  { weight: 4, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 1, arbitrary: fc.constantFrom("", "-", "*") },
);

/** The last child is always there: a file of few marks and none of them present may be a list of absences. */
const aRegister = fc
  .record({ days: fc.subarray(SCHOOL_DAYS, { minLength: 1, maxLength: 6 }), count: fc.integer({ min: 1, max: 4 }) })
  .chain(({ days, count }) =>
    fc.record({
      children: fc.shuffledSubarray(children, { minLength: count + 1, maxLength: count + 1 }),
      days: fc.constant(days),
      marks: fc
        .array(fc.array(aMark, { minLength: days.length * 2, maxLength: days.length * 2 }), {
          minLength: count,
          maxLength: count,
        })
        .map((some) => [...some, days.flatMap(() => ["/", "\\"])]),
      minutes: fc.array(
        fc.array(fc.option(fc.integer({ min: 1, max: 90 })), { minLength: days.length, maxLength: days.length }),
        { minLength: count + 1, maxLength: count + 1 },
      ),
    }),
  );

const aDialect: fc.Arbitrary<Dialect> = fc.record({
  headings: fc.array(fc.nat(59), { minLength: 20, maxLength: 20 }),
  who: fc.constantFrom("upn", "upn and name", "mis id", "admission number", "name", "surname and date of birth"),
  date: fc.constantFrom("uk", "short uk", "dots", "iso", "date-time", "words"),
  half: fc.constantFrom("AM", "am", "morning", "registration"),
  mark: fc.constantFrom("plain", "label", "lower", "spaces"),
  separator: fc.constantFrom(",", ";", "|", " "),
  order: fc.array(fc.nat(99), { minLength: 1, maxLength: 12 }),
  titles: fc.boolean(),
});

const aWire: fc.Arbitrary<Wire> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  encoding: fc.constantFrom("utf-8", "utf-8-bom", "utf-16le", "windows-1252"),
  quoteAll: fc.boolean(),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  lastLineEnd: fc.boolean(),
});

/** Several exports of one school: the days that each holds may overlap, and all together are all days. */
interface Split {
  readonly part: number;
  readonly overlap: boolean;
}
const aSplit: fc.Arbitrary<Split> = fc.record({ part: fc.nat(6), overlap: fc.boolean() });

function partsOf(register: SmallRegister, { part, overlap }: Split): readonly SmallRegister[] {
  const cut = part % (register.days.length + 1);
  if (cut === 0) return [register];
  return [between(register, 0, cut), between(register, overlap ? cut - 1 : cut, register.days.length)].filter(
    ({ days }) => days.length > 0,
  );
}

function between(register: SmallRegister, from: number, to: number): SmallRegister {
  return {
    children: register.children,
    days: register.days.slice(from, to),
    marks: register.marks.map((row) => row.slice(from * 2, to * 2)),
    minutes: register.minutes.map((row) => row.slice(from, to)),
  };
}

/** `UPN date half` → code and minutes, without missing marks. */
type Grid = Readonly<Record<string, string>>;
const shown = (code: string, minutes: number | null): string =>
  minutes === null ? code : `${code} ${String(minutes)}`;

function gridOf({ register }: School): Grid {
  const { pupils, sessions, marks, kinds, minutes } = register;
  const entries = pupils.flatMap((pupil, row) =>
    sessions.flatMap(({ day, half }, column) => {
      const cell = row * sessions.length + column;
      const kind = kinds[marks[cell] ?? 0];
      if (kind?.class === "missing") return [];
      return [[`${pupil.key} ${isoOf(day)} ${half}`, shown(kind?.code ?? "?", minutes.get(cell) ?? null)]];
    }),
  );
  return Object.fromEntries(entries) as Grid;
}

function expectedGrid({ children: all, days, marks, minutes }: SmallRegister, hasMinutes: boolean): Grid {
  const entries = all.flatMap(({ upn }, i) =>
    days.flatMap((day, d) =>
      [0, 1].flatMap((half) => {
        const mark = marks[i]?.[2 * d + half] ?? "";
        if (mark === "" || mark === "-" || mark === "*") return [];
        const isFirst = isLate(mark) && !(half === 1 && isLate(marks[i]?.[2 * d] ?? ""));
        const late = hasMinutes && isFirst ? (minutes[i]?.[d] ?? null) : null;
        return [[`${upn} ${isoOf(day)} ${half === 0 ? "AM" : "PM"}`, shown(mark, late)]];
      }),
    ),
  );
  return Object.fromEntries(entries) as Grid;
}

describe.each(Object.entries(LAYOUTS))("%s", (_, { minutes, write }) => {
  it("read back, has the same marks", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        aRegister,
        aDialect,
        aDialect,
        aWire,
        aWire,
        aSplit,
        (register, dialect, other, wire, wireToo, split) => {
          const registers = partsOf(register, split).flatMap((part, n) =>
            write(part, dialect).map(
              ({ name, rows }) => [`exports/${String(n)}/${name}.csv`, encode(rows, wire)] as const,
            ),
          );
          const pupils = ["exports/pupils.csv", encode(pupilsFile(register, other, ENTRY).rows, wireToo)] as const;
          const exports = [...registers, pupils].map(([path, bytes]) => ({ path, read: () => bytes }));
          const school = readSchool({ config: CONFIG, exports, log: "" }, TODAY);
          expect(school.problems.filter((problem) => levelOf(problem) !== "note")).toEqual([]);
          expect(gridOf(school)).toEqual(expectedGrid(register, minutes));
          for (const file of school.files) expect(file.used + file.leftOut).toBe(file.rows);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
