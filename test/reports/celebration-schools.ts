/** Small invented schools for the tests of cups, prizes and staff pages: children with classes and marks. */
import { dueOn } from "../../src/policy/due.ts";
import { readPageTemplates } from "../../src/edge/templates.ts";
import type { School } from "../../src/flow.ts";
import { isoOf } from "../../src/register/day.ts";
import { weeklyPack, type WeeklyPack } from "../../src/reports/weekly/pack.ts";
import { chooseWeek, type Week } from "../../src/reports/weekly/week.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

export const TEMPLATES = readPageTemplates();

export interface Child {
  readonly name: string;
  readonly class?: string;
  readonly year?: string;
  /** Marks by date, present elsewhere: `II`, `/O`, a dot for no mark. */
  readonly marks?: Readonly<Record<string, string>>;
  /** More columns of the pupils file. */
  readonly about?: Readonly<Record<string, string>>;
}

export interface Story {
  readonly from?: string;
  readonly to?: string;
  readonly asAt?: string;
  readonly config?: string;
  readonly log?: string;
  /** The exports give no class at all. */
  readonly noClasses?: boolean;
}

export const CALENDAR = `calendar:
  half-terms:
    - { name: Summer 1, from: 2026-04-13, to: 2026-05-22 }
    - { name: Summer 2, from: 2026-06-01, to: 2026-07-17 }
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
    - { name: Spring 1, from: 2027-01-04, to: 2027-02-12 }
`;
const HOLIDAYS = [
  ["2026-05-23", "2026-05-31"],
  ["2026-07-18", "2026-09-02"],
  ["2026-10-24", "2026-11-01"],
  ["2026-12-19", "2027-01-03"],
] as const;

/** Days with marks, present in all of them unless a child says otherwise. */
export function schoolDays(from: string, to: string): readonly string[] {
  return weekdays(from, to)
    .map(isoOf)
    .filter((day) => !HOLIDAYS.some(([first, last]) => first <= day && day <= last));
}

/** The week of 16 to 20 November 2026 unless the story says otherwise, seen on the Monday after it. */
export function schoolWith(children: readonly Child[], story: Story = {}): School {
  const { from = "2026-11-16", to = "2026-11-20", asAt = "2026-11-23", config = "", log = "", noClasses } = story;
  const half = (mark: string): string => (mark === "." ? "" : mark);
  const register = children.flatMap(({ marks = {} }, n) =>
    schoolDays(from, to).map((day) => {
      const own = marks[day] ?? "/\\";
      return [upnOf(n), day, half(own.charAt(0)), half(own.charAt(1))];
    }),
  );
  const extra = [...new Set(children.flatMap(({ about = {} }) => Object.keys(about)))];
  const headings = ["UPN", "Name", "Year Group", ...(noClasses ? [] : ["Class"]), "Entry Date", ...extra];
  const pupils = children.map(({ name, class: named = "Oak", year = "4", about = {} }, n) => [
    upnOf(n),
    name,
    year,
    ...(noClasses ? [] : [named]),
    "01/09/2025",
    ...extra.map((heading) => about[heading] ?? ""),
  ]);
  return schoolOf(
    {
      "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...register]),
      "exports/pupils.csv": lines([headings, ...pupils]),
    },
    { asAt: on(asAt), config: `${CALENDAR}${config}`, log },
  );
}

export function packOf(school: School): { readonly week: Week; readonly pack: WeeklyPack } {
  const week = chooseWeek(school, null, []);
  return {
    week,
    pack: weeklyPack(school, week, { files: [], problems: school.problems, due: dueOn(school), benchmarks: [] }),
  };
}

/** So many children of a class, present always. */
export function many(count: number, named: string, year = "4"): readonly Child[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${named} Child${String(i)}`, class: named, year }));
}
