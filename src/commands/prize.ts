/** `attend prize`: the class prize of a term or the year, with certificates; for children only where the school chose so. */
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor, renderTable } from "../edge/terminal.ts";
import { nameOf } from "../letters/file-name.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { nameWithClass } from "../register/who.ts";
import { choosePeriod } from "../reports/celebration/period.ts";
import {
  daysOf,
  individualsWords,
  individualWords,
  PRIZE_NAMES,
  prizeFiles,
  whoWords,
} from "../reports/celebration/prize-pages.ts";
import { prizesOf, type Prizes } from "../reports/celebration/prize.ts";
import { finish, loadRegister, writeWhole, type Context, type ExitCode } from "./context.ts";

interface PrizeOptions {
  /** Without a name: the term that has just ended, or is under way. */
  readonly term?: string | true;
  readonly year?: boolean;
}

/** Names shown on the screen; the page has all. */
const MOST_NAMED = 12;

export function prize(context: Context, { term, year }: PrizeOptions): ExitCode {
  if ((term === undefined) === (year !== true)) {
    throw new CannotGoOn("Say for when: `attend prize --term`, with the name of a term if you like, or --year.");
  }
  const { folder, school } = loadRegister(context);
  const asked = year === true ? ({ year } as const) : term === true || term === undefined ? null : term;
  const prizes = prizesOf(school, choosePeriod(school, asked));
  const place = `output/prizes/${prizes.asAt}/${nameOf(prizes.term)}`;
  const files = prizeFiles(prizes, school.config, readPageTemplates());
  const wrote = writeWhole(context, folder, place, files);
  const value = { ...prizes, wrote: files.map(({ path }) => `${wrote}/${path}`) };
  const code = finish(context, school.problems, value, () => renderScreen(prizes, wrote, context.io.colour));
  return prizes.lookFirst.length > 0 ? 1 : code;
}

function renderScreen(prizes: Prizes, place: string, colour: boolean): string {
  const chalk = chalkFor(colour);
  const { classes, individuals, lookFirst } = prizes;
  const rows = classes.map((each) => [
    each.name,
    each.percent ?? "",
    `${String(each.attended)} of ${String(each.possible)}`,
    each.wins ? "class prize" : "",
  ]);
  const table = { head: ["Class", "%", "Sessions attended", ""], rows, right: [1, 2] };
  const some = <T>(all: readonly T[], words: (each: T) => string): readonly string[] => [
    ...all.slice(0, MOST_NAMED).map((each) => `  ${words(each)}`),
    ...(all.length > MOST_NAMED ? [`  … and ${String(all.length - MOST_NAMED)} more`] : []),
  ];
  const lines = [
    chalk.bold(`${prizes.school}: prizes for the ${prizes.term}`),
    `  ${daysOf(prizes)}`,
    "",
    rows.length > 0 ? renderTable(table, colour).trimEnd().replace(/^/gm, "  ") : "  No class takes part.",
    "",
    individualsWords(prizes),
    ...some(individuals, (each) => `${PRIZE_NAMES[each.prize]}: ${nameWithClass(each)}, ${individualWords(each)}`),
    ...(lookFirst.length > 0 ? ["", chalk.bold("Look first: what is not settled decides these")] : []),
    ...some(lookFirst, (each) => `${PRIZE_NAMES[each.prize]}: ${whoWords(each)}, ${each.why}`),
    "",
    `Written to ${place}: prizes.html, and certificates to print and sign.`,
    "When the prize has been given: attend log note --row A4",
  ];
  return `${lines.join("\n")}\n`;
}
