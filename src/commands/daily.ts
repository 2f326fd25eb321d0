/** `attend daily`: the first-hour check, as a page to print, a call sheet to fill in, and on the screen. */
import { existsSync } from "node:fs";
import path from "node:path";
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor } from "../edge/terminal.ts";
import type { School } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { isoOf } from "../register/day.ts";
import { renderCsv } from "../reports/csv.ts";
import { dailyCheck, type DailyCheck } from "../reports/daily/check.ts";
import { dailyPage } from "../reports/daily/page.ts";
import { dailyBlocks } from "../reports/daily/screen.ts";
import { callSheet } from "../reports/daily/sheet.ts";
import { dayState } from "../reports/daily/today.ts";
import { deedsOf, readTable } from "./deeds-table.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

export function daily(context: Context): ExitCode {
  const { folder, school } = loadRegister(context);
  const state = dayState(school);
  const asAt = isoOf(school.asAt);
  if (state.is === "not-exported") throw new CannotGoOn(state.why);
  if (state.is === "closed") {
    return finish(context, school.problems, { asAt, closed: state.why, wrote: [] }, () => `${state.why}\n`);
  }
  const check = dailyCheck(school, state.columns);
  const place = `output/daily/${asAt}`;
  const sheet = `${place}/call-sheet.csv`;
  const kept = notYetInLog(school, path.join(folder, sheet));
  const files = [
    { path: `${place}/daily.html`, text: dailyPage(check, readPageTemplates()) },
    ...(kept === 0 ? [{ path: sheet, text: renderCsv(callSheet(check)) }] : []),
  ];
  const wrote = write(context, folder, files);
  const value = { ...check, closed: null, wrote, notYetInLog: kept };
  const code = finish(context, school.problems, value, () => renderScreen(check, context.io.colour, place, kept));
  return kept > 0 && code === 0 ? 1 : code;
}

/** Rows of a call sheet made before that somebody filled in, and that the log does not have: it is not written over. */
function notYetInLog(school: School, file: string): number {
  if (!existsSync(file)) return 0;
  try {
    const { lines, faults } = deedsOf(school, readTable(file));
    return lines.length + faults.length;
  } catch (error) {
    // Without rows, or no table at all: there is nothing in it to lose.
    if (error instanceof CannotGoOn) return 0;
    throw error;
  }
}

function renderScreen(check: DailyCheck, colour: boolean, place: string, kept: number): string {
  const chalk = chalkFor(colour);
  const blocks = dailyBlocks(check).map(
    ({ title, lines = [] }) => `${chalk.bold(title)}\n${lines.map((line) => `  ${line}\n`).join("")}`,
  );
  const sheet = `${place}/call-sheet.csv`;
  const written =
    kept === 0
      ? `Written to ${place}: daily.html to print, and call-sheet.csv to fill in and take in with \`attend log --from\`.`
      : `Written to ${place}: daily.html to print. call-sheet.csv was left as it is, because what is filled in there is not in the log yet: run \`attend log --from ${sheet}\`, then this again.`;
  return `${blocks.join("\n")}\n${written}\n`;
}
