/** A table of deeds, such as a call sheet that was filled in: checked whole before a line of it is written. */
import { guessDelimiter, readRows } from "./rows.ts";
import { DEEDS, deedKind, type RawDeed } from "./deeds.ts";
import type { Deed } from "./log.ts";

/** One row of the table, by the names of fields. */
export interface DeedRow {
  readonly line: number;
  readonly kind: string;
  /** As it was written: a name, an identifier, a name with the class. */
  readonly pupil: string;
  /** The identifier beside the name; null where there is none. */
  readonly upn: string | null;
  readonly raw: RawDeed;
}

/** Columns of the call sheet that are there to be read, and are no part of a deed. */
export const FOR_THE_CALLER = ["Order", "Who rings", "Numbers", "Days without contact", "Last time"] as const;

/** Headings as offices write them, and the fields that they mean. */
const HEADINGS: Readonly<Record<string, string>> = {
  date: "day",
  who: "pupil",
  name: "pupil",
  child: "pupil",
  what: "kind",
  "by whom": "by",
  notes: "note",
  comment: "note",
  comments: "note",
  // A heading that means nothing here.
  ...Object.fromEntries(FOR_THE_CALLER.map((heading) => [heading.toLowerCase(), ""])),
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
    const { kind = "", upn = "", pupil = "", class: written = "", ...raw } = found;
    // Our own tables write the class 3/4 as "Class 3/4", so that Excel makes no date of it.
    const named = written.replace(/^Class (?=\d)/i, "");
    const name = named === "" || pupil === "" ? pupil : `${pupil} ${named}`;
    rows.push({ line, kind, pupil: name === "" ? upn : name, upn: upn === "" || name === "" ? null : upn, raw });
  });
  return (names as readonly string[] | null)?.includes("kind") === true ? rows : null;
}

/** False for a row of a call sheet that nobody has filled in: its kind asks for an outcome, and it has neither that nor a note. */
export function isFilledIn({ kind, raw }: DeedRow): boolean {
  const known = deedKind(kind);
  const asksForOutcome =
    known !== null && DEEDS[known].fields.some(({ name, required }) => name === "outcome" && required === true);
  return !asksForOutcome || raw["outcome"] !== undefined || raw["note"] !== undefined;
}

/** Whether the log has the same deed already, so that a sheet may be taken in again when more of it is filled in. */
export function isInLog(log: readonly Deed[], line: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(line).filter((name) => name !== "id");
  return log.some(({ fields }) => names.every((name) => fields[name] === line[name]));
}
