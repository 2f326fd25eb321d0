/** A letter run on the screen: how many are due, held and sent, why the held ones are, and what to do next. */
import { chalkFor, renderTable } from "../edge/terminal.ts";
import type { School } from "../flow.ts";
import { HOLD_TITLES, HOLDS } from "../letters/holds.ts";
import { countByKind } from "../letters/papers.ts";
import type { PlannedLetter } from "../letters/plan.ts";
import { ukOf } from "../register/day.ts";
import { nameWithClass, whoIs } from "../register/who.ts";

/** What a run left on the disk. */
export interface Wrote {
  /** Relative to the school folder; null when there was nothing to write. */
  readonly folder: string | null;
  readonly wrote: readonly string[];
  /** The files of each letter, among them. */
  readonly files: ReadonlyMap<PlannedLetter, readonly string[]>;
  readonly issued: number;
}

interface Screen {
  readonly school: School;
  readonly plan: readonly PlannedLetter[];
  readonly dryRun: boolean;
  readonly wrote: Wrote | null;
  readonly colour: boolean;
}

/** Names shown with each reason. */
const MOST_NAMED = 3;

export function renderLetters({ school, plan, dryRun, wrote, colour }: Screen): string {
  const chalk = chalkFor(colour);
  const of = (status: PlannedLetter["status"]): readonly PlannedLetter[] =>
    plan.filter((each) => each.status === status);
  const [due, held, sent] = [of("due"), of("held"), of("sent")];
  const nameOf = ({ row }: PlannedLetter): string => nameWithClass(whoIs(school.register, row));
  const lines = [
    chalk.bold(`${school.config.school.name}: letters, ${ukOf(school.asAt)}`),
    `  ${String(due.length)} due, ${String(held.length)} held, ${String(sent.length)} sent already`,
    ...countByKind(due).map(({ title, letters: n }) => `  ${String(n).padStart(4)}  ${title}`),
  ];
  if (dryRun && due.length > 0) {
    const rows = due.map((each) => [nameOf(each), each.kind, each.because.join("; ")]);
    lines.push("", chalk.bold("Due"), renderTable({ head: ["Pupil", "Letter", "Why"], rows }, colour).trimEnd());
  }
  if (held.length > 0) {
    lines.push("", chalk.bold("Held, each once under its first reason; cover.html and held.csv say what to do"));
    for (const hold of HOLDS) {
      const names = held.filter(({ holds }) => holds[0]?.hold === hold).map(nameOf);
      if (names.length === 0) continue;
      const most = dryRun ? names.length : MOST_NAMED;
      const more = names.length > most ? `, and ${String(names.length - most)} more` : "";
      lines.push(`  ${String(names.length).padStart(4)}  ${HOLD_TITLES[hold]}`);
      lines.push(`        ${names.slice(0, most).join(", ")}${more}`);
    }
  }
  lines.push("", ending(wrote, due.length));
  return `${lines.join("\n")}\n`;
}

function ending(wrote: Wrote | null, due: number): string {
  if (wrote === null) return "Nothing was written: this was the plan. Leave out --dry-run to write the letters.";
  if (wrote.folder === null) return due === 0 ? "No letter is due, so nothing was written." : "";
  const slips = wrote.wrote.filter((file) => /\/slips-[^/]*\.html$/.test(file)).length;
  const forTeachers =
    slips === 0
      ? ""
      : `\nSlips for each class: slips-….html (${String(slips)}). Cut the whole pile in two and lay the upper halves on the lower ones: they are in order.`;
  const what = `Written to ${wrote.folder}: print-run.html to print, cover.html to sign, letters.csv and held.csv for Excel.${forTeachers}`;
  return wrote.issued > 0
    ? `${what}\nRecorded in the log as sent: ${String(wrote.issued)}.`
    : `${what}\nThese are drafts, and nothing is recorded. When they may go, run the same command with --issue.`;
}
