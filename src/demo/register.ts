/** Everybody's marks up to the eve of `today`: the ordinary year, the planted stories over it, and a register not taken. */
import { isYear1To6 } from "../register/pupil.ts";
import type { Day } from "../register/day.ts";
import type { Child } from "./children.ts";
import { attendedThroughout, inventMarks, type Marks } from "./marks.ts";
import type { Past } from "./past.ts";
import { chance, randomOf } from "./random.ts";
import type { PlantedMark } from "./story.ts";
import { tempersOf } from "./tempers.ts";

export interface Entry {
  readonly child: Child;
  /** Over the open days of the whole year; only those before `today` are for anyone to see. */
  readonly marks: Marks;
}

/** A register not taken is exported as dashes. */
export const NOT_TAKEN = "-";
/** The register of the first class of Years 5 and 6 was not taken in the afternoon so many school days ago. */
const DAYS_SINCE_UNTAKEN = 10;
/** In the newest days some absences still have no reason. */
const DAYS_OPEN = 2;
const STILL_OPEN = 0.3;

export function inventRegister(
  children: readonly Child[],
  plantedOf: (child: Child) => readonly PlantedMark[],
  past: Past,
  seed: number,
): readonly Entry[] {
  const { open } = past.year;
  const place: ReadonlyMap<Day, number> = new Map(open.map((day, i) => [day, i]));
  const tempers = tempersOf(children, seed);
  const untaken = untakenBy(children, past);
  return children.map((child, i): Entry => {
    const temper = tempers[i];
    const marks = child.role || !temper ? attendedThroughout(open.length) : inventMarks(child, temper, open, seed);
    if (!child.role) leaveUnexplained(marks, child, past, seed);
    for (const each of plantedOf(child)) plant(marks, each, place);
    if (untaken !== null && child.class === untaken.class) marks.marks[untaken.session] = NOT_TAKEN;
    return { child, marks };
  });
}

function plant({ marks, minutes, comments }: Marks, planted: PlantedMark, place: ReadonlyMap<Day, number>): void {
  const day = place.get(planted.day);
  if (day === undefined) throw new Error(`a story is planted on a closed day: ${String(planted.day)}`);
  const session = 2 * day + planted.session;
  marks[session] = planted.mark;
  if (planted.minutes !== undefined) minutes.set(session, planted.minutes);
  if (planted.comment !== undefined) comments.set(session, planted.comment);
}

function leaveUnexplained({ marks, comments }: Marks, child: Child, past: Past, seed: number): void {
  const newest = past.days.length - 1;
  for (let day = Math.max(0, newest - DAYS_OPEN + 1); day <= newest; day++) {
    const open = chance(randomOf(seed, "open", child.upn, past.days[day] ?? 0), STILL_OPEN);
    for (const session of [2 * day, 2 * day + 1]) {
      if (!open || !["I", "O"].includes(marks[session] ?? "")) continue;
      marks[session] = "N";
      comments.delete(session);
    }
  }
}

/** The afternoon two weeks ago on which the first class of Years 5 and 6 was not registered; null before then. */
export function untakenBy(
  children: readonly Child[],
  past: Past,
): { readonly class: string; readonly day: Day; readonly session: number } | null {
  const day = past.days.at(-DAYS_SINCE_UNTAKEN);
  const first = children.find((each) => isYear1To6(each.year) && each.class.startsWith("5/6"));
  if (day === undefined || past.days.length < DAYS_SINCE_UNTAKEN || !first) return null;
  return { class: first.class, day, session: 2 * past.year.open.indexOf(day) + 1 };
}
