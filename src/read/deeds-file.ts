/** A table of deeds, such as a call sheet that was filled in: checked whole before a line of it is written. */
import { guessDelimiter, readRows } from "./rows.ts";
import type { RawDeed } from "./deeds.ts";

/** One row of the table, by the names of fields. `pupil` is as it was written: a name, a UPN, a name with the class. */
export interface DeedRow {
  readonly line: number;
  readonly kind: string;
  readonly pupil: string;
  readonly raw: RawDeed;
}

/** Headings as offices write them, and the fields that they mean. */
const HEADINGS: Readonly<Record<string, string>> = {
  date: "day",
  who: "pupil",
  name: "pupil",
  child: "pupil",
  upn: "pupil",
  what: "kind",
  "by whom": "by",
  notes: "note",
  comment: "note",
  comments: "note",
};

/** The rows of a CSV text; blank rows are passed over. Null when it has no heading for what was done. */
export function readDeedsFile(utf8: Buffer): readonly DeedRow[] | null {
  let names: readonly string[] | null = null;
  const rows: DeedRow[] = [];
  readRows(utf8, guessDelimiter(utf8), (cells, line) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (names === null) {
      names = cells.map((cell) => {
        const heading = cell
          .trim()
          .toLowerCase()
          .replace(/[\s_]+/g, " ");
        return HEADINGS[heading] ?? heading.replaceAll(" ", "-");
      });
      return;
    }
    const found: Record<string, string> = {};
    names.forEach((name, i) => {
      const cell = (cells[i] ?? "").trim();
      if (cell !== "" && name !== "") found[name] = name in found ? `${found[name] ?? ""} ${cell}` : cell;
    });
    const { kind = "", pupil = "", class: named = "", ...raw } = found;
    rows.push({ line, kind, pupil: named === "" || pupil === "" ? pupil : `${pupil} ${named}`, raw });
  });
  return (names as readonly string[] | null)?.includes("kind") === true ? rows : null;
}
