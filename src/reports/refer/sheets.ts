/** An evidence pack as tables for Excel. */
import type { Sheet } from "../csv.ts";
import type { EvidencePack } from "./pack.ts";

const HALVES = ["Mon", "Tue", "Wed", "Thu", "Fri"].flatMap((day) => [`${day} AM`, `${day} PM`]);

export function referSheets(pack: EvidencePack): readonly { readonly name: string; readonly sheet: Sheet }[] {
  return [
    {
      name: "checklist.csv",
      sheet: {
        head: ["Asked for", "In the pack"],
        rows: pack.checklist.map(({ asks, found, byHand }) => [
          asks,
          found ?? (byHand ? "to be added by hand" : "MISSING"),
        ]),
      },
    },
    {
      name: "register.csv",
      sheet: {
        head: ["Week of", ...HALVES],
        rows: pack.grid.map(({ monday, marks }) => [{ day: monday }, ...marks]),
      },
    },
    {
      name: "chronology.csv",
      sheet: {
        head: ["Day", "What", "Words", "By"],
        rows: pack.chronology.map(({ day, what, words, by }) => [{ day }, what, words, by]),
      },
    },
  ];
}
