/** What a school may say of how one of its files is to be read. Without a word, everything is worked out. */
import { NO_CALENDAR, type Calendar } from "../register/calendar.ts";
import type { Field } from "./aliases.ts";
import type { DateOrder } from "./dates.ts";
import type { LayoutName } from "./names.ts";
import type { Encoding } from "./text.ts";

export interface ReadingRules {
  readonly order: DateOrder;
  readonly layout: LayoutName | null;
  readonly encoding: Encoding | null;
  /** By normalised heading. */
  readonly columns: ReadonlyMap<string, Field | "ignore">;
  readonly calendar: Calendar;
  /** Local codes and the national ones that they stand for. */
  readonly codes: ReadonlyMap<string, string>;
}

export const NO_RULES: ReadingRules = {
  order: "day-first",
  layout: null,
  encoding: null,
  columns: new Map(),
  calendar: NO_CALENDAR,
  codes: new Map(),
};
