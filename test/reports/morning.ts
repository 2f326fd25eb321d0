/** A school on the morning of Friday 20 November 2026, for tests of the first-hour check: files, and the check of them. */
import { dailyCheck, type DailyCheck } from "../../src/reports/daily/check.ts";
import { dayState } from "../../src/reports/daily/today.ts";
import type { School } from "../../src/flow.ts";
import { isoOf } from "../../src/register/day.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

export const FRIDAY = "2026-11-20";

export const CALENDAR = `calendar:
  half-terms:
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
  closed: [2026-11-27]
`;

/** A row of the contacts file, by its headings. */
export type ContactRow = Readonly<Record<string, string>>;

export interface Pupil {
  readonly name: string;
  readonly class?: string;
  readonly year?: string;
  /** Marks by date, morning and afternoon; `.` for a blank. Present on other days. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Minutes late this Friday morning. */
  readonly minutes?: string;
  readonly family?: string;
  readonly lookedAfter?: boolean;
  readonly contacts?: readonly ContactRow[];
}

export interface Morning {
  readonly pupils: readonly Pupil[];
  /** Deeds; `who` is the place of a pupil in the list, from 0. */
  readonly log?: readonly (Readonly<Record<string, string>> & { readonly day: string })[];
  readonly config?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asAt?: string;
  /** Friday's afternoon has marks already. */
  readonly afternoon?: boolean;
}

const HEADINGS = ["UPN", "Name", "Year Group", "Class", "Family ID", "Looked After", "Entry Date"];
const CONTACT_HEADINGS = [
  "Priority",
  "Title",
  "Forename",
  "Surname",
  "Relationship",
  "Parental Responsibility",
  "Correspondence",
  "Court Order",
  "Telephone",
  "Language",
  "Address Line 1",
];

export interface MorningFiles {
  readonly exports: Readonly<Record<string, string>>;
  readonly log: string;
  readonly config: string;
}

export function filesOf({ pupils, log = [], config = CALENDAR, ...span }: Morning): MorningFiles {
  const { from = "2026-11-02", to = FRIDAY, afternoon = false } = span;
  const half = (mark: string | undefined): string => (mark === undefined || mark === "." ? "" : mark);
  const register = pupils.flatMap(({ marks = {}, minutes = "" }, n) =>
    weekdays(from, to)
      .map(isoOf)
      .filter((iso) => iso < "2026-10-24" || iso > "2026-11-01")
      .flatMap((iso) => {
        const own = marks[iso] ?? "/\\";
        const morning = [upnOf(n), iso, "AM", half(own[0]), iso === FRIDAY ? minutes : ""];
        return iso === FRIDAY && !afternoon ? [morning] : [morning, [upnOf(n), iso, "PM", half(own[1]), ""]];
      }),
  );
  const people = pupils.map(({ name, class: named = "Oak", year = "4", family = "", lookedAfter = false }, n) => [
    upnOf(n),
    name,
    year,
    named,
    family,
    lookedAfter ? "Y" : "N",
    "01/09/2026",
  ]);
  const contacts = pupils.flatMap(({ contacts: own = [] }, n) =>
    own.map((row) => [upnOf(n), ...CONTACT_HEADINGS.map((heading) => row[heading] ?? "")]),
  );
  return {
    exports: {
      "exports/pupils.csv": lines([HEADINGS, ...people]),
      "exports/register.csv": lines([["UPN", "Date", "AM/PM", "Mark", "Minutes Late"], ...register]),
      ...(contacts.length > 0 ? { "exports/contacts.csv": lines([["UPN", ...CONTACT_HEADINGS], ...contacts]) } : {}),
    },
    log: log
      .map(({ who, ...deed }, i) => `${JSON.stringify({ id: String(i), v: 1, pupil: upnOf(Number(who)), ...deed })}\n`)
      .join(""),
    config,
  };
}

export function schoolOn(morning: Morning): School {
  const { exports, log, config } = filesOf(morning);
  return schoolOf(exports, { config, log, asAt: on(morning.asAt ?? FRIDAY) });
}

export function checkOf(morning: Morning): DailyCheck {
  const school = schoolOn(morning);
  const state = dayState(school);
  if (state.is !== "open") throw new Error(state.why);
  return dailyCheck(school, state.columns);
}

/** Everybody present, so that a class has a register and a day is a school day. */
export const KIT: Pupil = { name: "Kit Bell" };

/** Marks of the last so many school days up to Friday, all `NN`. */
export function lastDays(count: number, mark = "NN"): Readonly<Record<string, string>> {
  const days = weekdays("2026-11-02", FRIDAY).slice(-count);
  return Object.fromEntries(days.map((day) => [isoOf(day), mark]));
}
