/** Small registers of two children for the tests of the penalty threshold, built from marks and not from files. */
import { buildRegister } from "../../src/register/build.ts";
import type { RollEntry } from "../../src/register/grid.ts";
import type { Day } from "../../src/register/day.ts";
import { Facts } from "../../src/register/facts.ts";
import { kindOf, makeKinds } from "../../src/register/kinds.ts";
import type { Year } from "../../src/register/pupil.ts";
import type { Register } from "../../src/register/register.ts";
import { on } from "../laws/schools.ts";

/** A school day by its date: the child's two marks, and those of another child; `.` for none. */
export interface SchoolDay {
  readonly day: Day;
  readonly own: readonly [string, string];
  readonly other: readonly [string, string];
}
export interface Born {
  readonly dob: string | null;
  readonly year: Year | null;
}

/** Used again and again: its columns are large beside these registers. */
const FACTS = new Facts();
const KINDS = makeKinds().list;
/** Nothing else of a pupil matters here. */
const NOBODY = { key: "A1", name: "Ava Adams", dob: null, year: "4" } as RollEntry["pupil"];
const OPEN = { from: on("2020-01-01"), to: null, end: "open" } as const;
const OTHER: RollEntry = { ...OPEN, pupil: { ...NOBODY, key: "B1", name: "Kit Bell" } };
export const SEVEN: Born = { dob: "2019-03-03", year: "3" };

/** The first child is the one that is asked about. Marks after `asAt` are left out. */
export function registerOf(days: readonly SchoolDay[], { dob, year }: Born, asAt: Day): Register {
  FACTS.truncate(0);
  for (const { day, own, other } of days) {
    for (const half of [0, 1] as const) {
      [own[half], other[half]].forEach((mark, person) => {
        if (mark !== ".") FACTS.add(person, day * 2 + half, kindOf(mark), 0, 1);
      });
    }
  }
  return buildRegister({
    roll: [{ ...OPEN, pupil: { ...NOBODY, dob: dob === null ? null : on(dob), year } }, OTHER],
    facts: FACTS,
    rowOf: Int32Array.of(0, 1),
    kinds: KINDS,
    files: ["exports/register.csv"],
    calendar: { halfTerms: [], closed: new Set() },
    asAt,
  }).register;
}

export const PRESENT = ["/", "\\"] as const;
