/** `attend governors`: the termly report for governors, in which no child can be recognised. */
import { readPageTemplates, readPublished } from "../edge/templates.ts";
import { choosePeriod } from "../reports/celebration/period.ts";
import { renderCsv } from "../reports/csv.ts";
import { governorsPage } from "../reports/governors/page.ts";
import { governorsReport, type GovernorsReport } from "../reports/governors/report.ts";
import { governorsSheet } from "../reports/governors/sheet.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

export function governors(context: Context, { term }: { readonly term?: string | true }): ExitCode {
  const { folder, school } = loadRegister(context);
  const period = choosePeriod(school, typeof term === "string" ? term : null);
  const report = governorsReport(school, period, readPublished(folder));
  const place = `output/governors/${report.to}`;
  const files = [
    { path: `${place}/governors.html`, text: governorsPage(report, readPageTemplates()) },
    { path: `${place}/governors.csv`, text: renderCsv(governorsSheet(report)) },
  ];
  const wrote = write(context, folder, files);
  const value = { ...report, wrote };
  return finish(context, school.problems, value, () => renderScreen(report, place));
}

function renderScreen({ school, whole, groups, compared }: GovernorsReport, place: string): string {
  const lines = whole.map(({ name }, i) => {
    const figures = groups[0]?.spans?.[i];
    return `  ${name}: attendance ${figures?.percent ?? "–"}%, unauthorised absence ${figures?.unauthorisedPercent ?? "–"}%, persistent absentees ${String(figures?.persistent ?? "–")}, severe ${String(figures?.severe ?? "–")}`;
  });
  const beside =
    compared.length === 0
      ? "  No published figure is of the same part of a school year, so none stands beside these."
      : "  Published figures of the same part of a school year stand beside those of Years 1 to 6.";
  return `${school}: report for governors\n${lines.join("\n")}\n${beside}\n\nWritten to ${place}: governors.html to print, and governors.csv for Excel. No child is named.\n`;
}
