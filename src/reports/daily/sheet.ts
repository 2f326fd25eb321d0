/** The call sheet as a table: to be filled in, in Excel, and taken back by `attend log --from`. */
import { FOR_THE_CALLER } from "../../read/deeds-file.ts";
import type { Cell, Sheet } from "../csv.ts";
import type { Call } from "./calls.ts";
import type { DailyCheck } from "./check.ts";
import { lastWords, personWords } from "./words.ts";

/** Headings that the log knows, then those that are only to be read. */
const HEAD = ["Date", "Kind", "Class", "Pupil", "Outcome", "By", "Note", ...FOR_THE_CALLER, "UPN"];

/** A row for each family to contact, in the order of the sheet, with outcome, by and note to be filled in. */
export function callSheet({ asAt, toRing, daily }: Pick<DailyCheck, "asAt" | "toRing" | "daily">): Sheet {
  return { head: HEAD, rows: [...toRing, ...daily].map((call) => rowOf(call, asAt)) };
}

function rowOf(call: Call, asAt: string): readonly Cell[] {
  const forTheCaller: Readonly<Record<(typeof FOR_THE_CALLER)[number], Cell>> = {
    Order: call.order,
    "Who rings": call.rings,
    Numbers: call.people.map(personWords).join("; "),
    "Days without contact": call.days === 0 ? null : call.daysWithoutContact,
    "Last time": lastWords(call),
  };
  return [
    { day: asAt },
    "call",
    call.class,
    call.name,
    null,
    null,
    null,
    ...FOR_THE_CALLER.map((heading) => forTheCaller[heading]),
    call.key,
  ];
}
