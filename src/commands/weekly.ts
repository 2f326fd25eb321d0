/** `attend weekly`: the weekly monitoring pack, on disk and on one screen. */
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor, renderTable } from "../edge/terminal.ts";
import { writeFiles } from "../edge/write.ts";
import { renderCsv } from "../reports/csv.ts";
import { inOrder } from "../problem/problem.ts";
import { allRestated } from "../reports/sent.ts";
import { weeklyPack, type WeeklyPack } from "../reports/weekly/pack.ts";
import { weeklyPage } from "../reports/weekly/page.ts";
import { weeklyBlocks } from "../reports/weekly/screen.ts";
import { weeklySheets } from "../reports/weekly/sheets.ts";
import { chooseWeek } from "../reports/weekly/week.ts";
import { dayGiven, finish, loadRegister, type Context, type ExitCode } from "./context.ts";

export function weekly(context: Context, options: { readonly week?: string }): ExitCode {
  const asked = options.week === undefined ? null : dayGiven(options.week, "--week");
  const { folder, school } = loadRegister(context);
  const problems = inOrder([...school.problems, ...allRestated(school)]);
  const week = chooseWeek(school, asked, problems);
  const pack = weeklyPack(
    school,
    week,
    school.files.flatMap((file) => (file.layout === null ? [] : [file.path])),
    problems,
  );
  const place = `output/weekly/${pack.week.friday}`;
  const files = [
    ...weeklySheets(pack).map(({ name, sheet }) => ({ path: `${place}/${name}`, text: renderCsv(sheet) })),
    { path: `${place}/weekly.html`, text: weeklyPage(pack, readPageTemplates()) },
  ];
  writeFiles(folder, files);
  const value = { ...pack, wrote: files.map(({ path }) => path) };
  return finish(context, problems, value, () => renderScreen(pack, place, files.length, context.io.colour));
}

function renderScreen(pack: WeeklyPack, place: string, files: number, colour: boolean): string {
  const chalk = chalkFor(colour);
  const blocks = weeklyBlocks(pack).map(({ title, table, lines = [] }) => {
    const body = [
      table && table.rows.length > 0 ? renderTable(table, colour) : "",
      ...lines.map((line) => `${line}\n`),
    ].join("");
    return `${chalk.bold(title)}\n${body.replace(/^(?=.)/gm, "  ")}`;
  });
  return `${blocks.join("\n")}\nWritten to ${place}: weekly.html to print, and ${String(files - 1)} tables for Excel.\n`;
}
