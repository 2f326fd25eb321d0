/** `attend weekly`: the weekly monitoring pack, on disk and on one screen. */

import { readPageTemplates, readPublished } from "../edge/templates.ts";
import { chalkFor, renderTable } from "../edge/terminal.ts";
import { workbookFile } from "../edge/xlsx.ts";
import { renderCsv } from "../reports/csv.ts";
import { ofAll } from "../policy/case.ts";
import { dueOn } from "../policy/due.ts";
import { celebrationFiles } from "../reports/celebration/pages.ts";
import { staffFiles } from "../reports/staff/pages.ts";
import { inOrder } from "../problem/problem.ts";
import { allRestated } from "../reports/sent.ts";
import { trackingDocument, TRACKING_PLACE } from "../reports/trends/files.ts";
import { weeklyPack, type WeeklyPack } from "../reports/weekly/pack.ts";
import { weeklyPage } from "../reports/weekly/page.ts";
import { weeklyBlocks } from "../reports/weekly/screen.ts";
import { weeklySheets } from "../reports/weekly/sheets.ts";
import { chooseWeek } from "../reports/weekly/week.ts";
import { dayGiven, finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

export interface WeeklyOptions {
  readonly week?: string;
  readonly xlsx?: boolean;
}

export async function weekly(context: Context, options: WeeklyOptions): Promise<ExitCode> {
  const asked = options.week === undefined ? null : dayGiven(options.week, "--week");
  const { folder, school } = loadRegister(context);
  const problems = inOrder([...school.problems, ...allRestated(school)]);
  const week = chooseWeek(school, asked, problems);
  const exports = school.files.flatMap((file) => (file.layout === null ? [] : [file.path]));
  const templates = readPageTemplates();
  const all = ofAll(school);
  const due = dueOn(school, all);
  const pack = weeklyPack(school, week, { files: exports, problems, due, all, benchmarks: readPublished(folder) });
  const { celebration, files: celebrationPages } = celebrationFiles(pack, school.config, templates);
  const { staff, files: staffPages } = staffFiles(school, week, { pack, due }, templates);
  const { tracking, table, files: trackingFiles } = trackingDocument(school, week.to, exports, problems, templates);
  const place = `output/weekly/${pack.week.friday}`;
  const tables = weeklySheets(pack);
  const files = [
    ...tables.map(({ name, sheet }) => ({ path: `${place}/${name}`, text: renderCsv(sheet) })),
    ...(options.xlsx === true
      ? [
          await workbookFile(`${place}/weekly.xlsx`, tables, school.asAt),
          await workbookFile(`${TRACKING_PLACE}/tracking.xlsx`, [table], school.asAt),
        ]
      : []),
    { path: `${place}/weekly.html`, text: weeklyPage(pack, templates) },
    ...[...celebrationPages, ...staffPages].map(({ path, text }) => ({ path: `${place}/${path}`, text })),
    ...trackingFiles,
  ];
  const wrote = write(context, folder, files);
  const inOne = options.xlsx === true ? ", also together in weekly.xlsx" : "";
  const written = [
    `Written to ${place}: weekly.html to print, and ${String(tables.length)} tables for Excel${inOne}.`,
    `There too: assembly.html and the cup’s certificate, a page for each class teacher in classes, and playground.html.`,
    `The tracking document is fresh: ${TRACKING_PLACE}/tracking.html.`,
  ].join("\n");
  const value = { ...pack, celebration, staff, tracking, wrote };
  return finish(context, problems, value, () => renderScreen(pack, written, context.io.colour));
}

function renderScreen(pack: WeeklyPack, written: string, colour: boolean): string {
  const chalk = chalkFor(colour);
  const blocks = weeklyBlocks(pack).map(({ title, table, lines = [] }) => {
    const body = [
      table && table.rows.length > 0 ? renderTable(table, colour) : "",
      ...lines.map((line) => `${line}\n`),
    ].join("");
    return `${chalk.bold(title)}\n${body.replace(/^(?=.)/gm, "  ")}`;
  });
  return `${blocks.join("\n")}\n${written}\n`;
}
