/** `attend due`: what the policy asks for and the log does not show yet, by owner. */
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor } from "../edge/terminal.ts";
import { byOwner, dueOn, type DueLine } from "../policy/due.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { dayFromIso, isoOf, shortOf, ukOf } from "../register/day.ts";
import { renderCsv } from "../reports/csv.ts";
import { byRow, duePage, dueSheet } from "../reports/due.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

const PAGE = "output/due.html";
/** Names shown with each row on the screen; the page has all. */
const MOST_NAMED = 4;

export function due(context: Context, options: { readonly for?: string; readonly csv?: boolean }): ExitCode {
  const { folder, school } = loadRegister(context);
  const all = dueOn(school);
  const mine = options.for === undefined ? all : ownedBy(all, options.for);
  const asAt = isoOf(school.asAt);
  const overdue = mine.filter((each) => each.overdue).length;
  const about = { asAt, policy: school.config.policy.version, count: mine.length, overdue };
  const wrote = write(context, folder, [
    { path: PAGE, text: duePage(mine, { school: school.config.school.name, ...about }, readPageTemplates()) },
  ]);
  return finish(context, school.problems, { ...about, due: mine, wrote }, () =>
    options.csv === true ? renderCsv(dueSheet(mine)) : renderScreen(mine, ukOf(school.asAt), context.io.colour),
  );
}

function ownedBy(all: readonly DueLine[], owner: string): readonly DueLine[] {
  const owners = [...byOwner(all).keys()];
  const found = owners.find((each) => each.toLowerCase() === owner.trim().toLowerCase());
  if (found !== undefined) return all.filter((each) => each.owner === found);
  throw new CannotGoOn(`Nothing is due for “${owner}”. There is something for: ${owners.join(", ") || "nobody"}.`);
}

function renderScreen(lines: readonly DueLine[], day: string, colour: boolean): string {
  const chalk = chalkFor(colour);
  if (lines.length === 0) return `Nothing is due on ${day}.\n`;
  const late = lines.filter(({ overdue }) => overdue).length;
  const blocks = [...byOwner(lines)].map(([owner, theirs]) => {
    const rows = byRow(theirs).flatMap((row) => rowWords(row));
    return `${chalk.bold(owner)}: ${String(theirs.length)}\n${rows.join("\n")}\n`;
  });
  const head = `${String(lines.length)} due on ${day}, ${String(late)} of them overdue`;
  return `${chalk.bold(head)}\n\n${blocks.join("\n")}\nAll of it, to print: ${PAGE}\n`;
}

function rowWords(row: readonly DueLine[]): readonly string[] {
  const [first] = row;
  if (!first) return [];
  const title = `  ${first.row.padEnd(4)}${first.what}`;
  if (first.name === null) return [`${title} (${when(first)})`];
  const named = row
    .slice(0, MOST_NAMED)
    .map((each) => `        ${each.name ?? ""} (${each.class ?? "no class"}), ${when(each)}`);
  const more = row.length > MOST_NAMED ? [`        … and ${String(row.length - MOST_NAMED)} more`] : [];
  return [title, ...named, ...more];
}

function when({ due: day, overdue }: DueLine): string {
  const words = shortOf(dayFromIso(day) ?? 0);
  return overdue ? `overdue since ${words}` : `by ${words}`;
}
