/** How many children each year has, and which class each sits in: mixed ages, as in a village. */
import { YEARS, type Year } from "../register/pupil.ts";
import { TREES } from "./names.ts";

const MOST_IN_A_CLASS = 30;
const NURSERY_SHARE = 1 / 6;
const YEAR_ONES_OF_NURSERY = 0.3;

const CLASS_OF: ReadonlyMap<Year, string> = new Map<Year, string>([
  ["N1", "Acorns"],
  ["N2", "Acorns"],
  ["R", "Reception"],
  ["1", "1/2"],
  ["2", "1/2"],
  ["3", "3/4"],
  ["4", "3/4"],
  ["5", "5/6"],
  ["6", "5/6"],
]);

/** The years of the school, youngest first. */
export const SCHOOL_YEARS: readonly Year[] = YEARS.filter((each) => CLASS_OF.has(each));

/** Children of each year, in the order of `SCHOOL_YEARS`, summing to `pupils`. There is one nursery class. */
export function childrenPerYear(pupils: number): readonly number[] {
  const nursery = Math.min(MOST_IN_A_CLASS, Math.round(pupils * NURSERY_SHARE));
  const first = Math.round(nursery * YEAR_ONES_OF_NURSERY);
  const rest = pupils - nursery;
  const school = Array.from({ length: 7 }, (_, i) => Math.floor((rest + 6 - i) / 7));
  return [first, nursery - first, ...school];
}

/**
 * A class for each child, given the children's years in order. The first child of a year sits in the first class of
 * its ages (`3/4`, or `3/4 Oak` where there are more), and so do all up to `firmly`; the others go where there is room.
 */
export function seat(years: readonly Year[], firmly: number): readonly string[] {
  const sizes = new Map<string, number[]>();
  for (const [base, count] of counted(years.map(baseOf))) {
    sizes.set(
      base,
      Array.from({ length: Math.ceil(count / MOST_IN_A_CLASS) }, () => 0),
    );
  }
  return years.map((year, i) => {
    const base = baseOf(year);
    const rooms = sizes.get(base) ?? [0];
    const room = i < firmly ? 0 : rooms.indexOf(Math.min(...rooms));
    rooms[room] = (rooms[room] ?? 0) + 1;
    return rooms.length === 1 ? base : `${base} ${roomName(room)}`;
  });
}

/** Classes in school order: youngest first, then as they were opened. */
export function classOrder(name: string): number {
  const base = [...new Set(CLASS_OF.values())].findIndex((each) => name === each || name.startsWith(`${each} `));
  const room = name.split(" ").slice(1).join(" ");
  const [tree = "", round = "1"] = room.split(" ");
  return base * 10000 + Number(round) * 100 + TREES.indexOf(tree);
}

function roomName(room: number): string {
  const tree = TREES[room % TREES.length] ?? "";
  const round = Math.floor(room / TREES.length) + 1;
  return round === 1 ? tree : `${tree} ${String(round)}`;
}

function baseOf(year: Year): string {
  return CLASS_OF.get(year) ?? "Reception";
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
