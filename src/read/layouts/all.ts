/** Every layout that an export can have. */
import type { Layout } from "../layout.ts";
import { contacts } from "./contacts.ts";
import { counts, totals } from "./totals.ts";
import { dates } from "./dates.ts";
import { day } from "./day.ts";
import { lateBook } from "./late-book.ts";
import { long } from "./long.ts";
import { pupils } from "./pupils.ts";
import { sen } from "./sen.ts";
import { strings } from "./strings.ts";
import { week } from "./week.ts";

/** To add a layout: a file in `layouts/`, a line here, a specimen in `fixtures/exports`. */
export const LAYOUTS: readonly Layout[] = [
  long,
  day,
  week,
  dates,
  strings,
  counts,
  totals,
  pupils,
  sen,
  contacts,
  lateBook,
];
