/** What is due, as a table for Excel and as a page to print: by owner, then by row and pupil. */
import { byOwner, type DueLine } from "../policy/due.ts";
import { dayFromIso, longOf, shortOf } from "../register/day.ts";
import type { Sheet } from "./csv.ts";
import { renderPage, type PageTemplates } from "./html.ts";

export function dueSheet(due: readonly DueLine[]): Sheet {
  return {
    head: ["Owner", "Row", "What", "Class", "Pupil", "UPN", "Due", "Overdue", "Why", "Letter"],
    rows: due.map((each) => [
      each.owner,
      each.row,
      each.what,
      each.class,
      each.name,
      each.pupil,
      { day: each.due },
      each.overdue ? "yes" : "",
      each.why,
      each.letter,
    ]),
  };
}

/** The rows of one owner, each with its lines; a row comes where its first line does. */
export function byRow(due: readonly DueLine[]): readonly (readonly DueLine[])[] {
  const rows = new Map<string, DueLine[]>();
  for (const each of due) rows.set(each.row, [...(rows.get(each.row) ?? []), each]);
  return [...rows.values()];
}

export interface DuePage {
  readonly school: string;
  readonly asAt: string;
  readonly policy: string;
  /** Lines, and how many of them are overdue. */
  readonly count: number;
  readonly overdue: number;
}

export function duePage(due: readonly DueLine[], about: DuePage, templates: PageTemplates): string {
  return renderPage(templates, "due", {
    ...about,
    title: `Due on ${longOf(dayFromIso(about.asAt) ?? 0)}`,
    asAt: longOf(dayFromIso(about.asAt) ?? 0),
    owners: [...byOwner(due)].map(([owner, theirs]) => ({
      owner,
      rows: byRow(theirs).map((lines) => ({
        row: lines[0]?.row ?? "",
        what: lines[0]?.what ?? "",
        lines: lines.map((each) => ({
          who: each.name === null ? "The school" : `${each.name}${each.class === null ? "" : `, ${each.class}`}`,
          why: each.why,
          due: shortOf(dayFromIso(each.due) ?? 0),
          overdue: each.overdue,
        })),
      })),
    })),
  });
}
