/** What a planted story is: children of the cast, and what is put into their marks, their dates and the log. */
import { isoOf, ukOf, type Day } from "../register/day.ts";
import type { RoleName } from "./cast.ts";
import { spread, type Past } from "./past.ts";

/** 0 is the morning session, 1 the afternoon. */
export type Session = 0 | 1;

export interface PlantedMark {
  readonly day: Day;
  readonly session: Session;
  readonly mark: string;
  /** Minutes late, for `L` and `U`. */
  readonly minutes?: number;
  readonly comment?: string;
}

/** A line of the log without what every line has (its id, version and pupil). */
export interface PlantedDeed {
  readonly who: RoleName;
  readonly day: Day;
  readonly kind:
    | "call"
    | "talk"
    | "meeting"
    | "panel"
    | "evidence"
    | "sign-off"
    | "need"
    | "leave-request"
    | "leave-decision"
    | "note";
  readonly by: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Planted {
  readonly marks?: readonly PlantedMark[];
  /** First day on roll, where the story needs one within this year. */
  readonly entry?: Day;
  /** Last day on roll. */
  readonly leaving?: Day;
  readonly deeds?: readonly PlantedDeed[];
  /** What stands in the exports, for the README. */
  readonly planted: string;
  /** What the tool should make of it. */
  readonly look: string;
}

/** The year is too young, or too old, for the story; its children attend every session. */
export interface NotYet {
  readonly notYet: string;
}

export interface Story {
  readonly key: string;
  readonly who: readonly RoleName[];
  plant(past: Past): Planted | NotYet;
}

export const HEAD = "Mrs Marsh";
export const DEPUTY = "Mr Fenn";
export const PASTORAL = "Miss Lark";

/** Plants only once the year has had so many school days. */
export function after(days: number, plant: (past: Past) => Planted | NotYet): Story["plant"] {
  return (past) =>
    past.days.length >= days
      ? plant(past)
      : { notYet: `too early in the year: it needs ${String(days)} school days, and ${soFar(past.days.length)}` };
}

export function soFar(days: number): string {
  return days === 1 ? "there has been 1" : `there have been ${String(days)}`;
}

/** The same mark in both sessions of each day. */
export function wholeDays(days: readonly Day[], mark: string): readonly PlantedMark[] {
  return days.flatMap((day) => [
    { day, session: 0, mark },
    { day, session: 1, mark },
  ]);
}

/** So many sessions of a mark spread over the days: whole days, and one afternoon where the number is odd. */
export function spreadSessions(days: readonly Day[], sessions: number, mark: string): readonly PlantedMark[] {
  const chosen = spread(days, Math.ceil(sessions / 2));
  return wholeDays(chosen, mark).filter((each, i) => sessions % 2 === 0 || i > 0 || each.session === 1);
}

/** The newest days, as many tens as there are: their sessions are a multiple of 20, so that 5% of them is whole. */
export function wholeTens(past: Past): { readonly days: readonly Day[]; readonly entry?: Day } {
  const count = Math.floor(past.days.length / 10) * 10;
  const days = past.days.slice(past.days.length - count);
  const first = days[0];
  return count === past.days.length || first === undefined ? { days } : { days, entry: first };
}

/** `10 of 100 sessions missed: 90.0%`, one decimal, half up. */
export function missedOf(missed: number, possible: number): string {
  const tenths = Math.floor((2000 * (possible - missed) + possible) / (2 * possible));
  return `${String(missed)} of ${String(possible)} sessions missed: ${(tenths / 10).toFixed(1)}%`;
}

/** `05/10/2026 to 16/10/2026`. */
export function between(days: readonly Day[]): string {
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? "" : `${ukOf(first)} to ${ukOf(last)}`;
}

/** A deed of the log; `fields` are the words of its kind. */
export function deed(
  who: RoleName,
  day: Day,
  kind: PlantedDeed["kind"],
  by: string,
  fields: Readonly<Record<string, string | Day>>,
): PlantedDeed {
  const words = Object.entries(fields).map(([key, value]) => [key, typeof value === "number" ? isoOf(value) : value]);
  return { who, day, kind, by, fields: Object.fromEntries(words) as Record<string, string> };
}
