/** `attend trends`: the tracking document of the school and its cohorts, by week and by term. */
import { readPageTemplates } from "../edge/templates.ts";
import { renderTable } from "../edge/terminal.ts";
import { workbookFile } from "../edge/xlsx.ts";
import { trackingDocument, TRACKING_PLACE } from "../reports/trends/files.ts";
import type { Tracking } from "../reports/trends/tracking.ts";
import { reachWords, spanName } from "../reports/trends/words.ts";
import { uk } from "../reports/weekly/words.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

export async function trends(context: Context, options: { readonly xlsx?: boolean }): Promise<ExitCode> {
  const { folder, school } = loadRegister(context);
  const exports = school.files.flatMap((file) => (file.layout === null ? [] : [file.path]));
  const document = trackingDocument(school, school.asAt, exports, school.problems, readPageTemplates());
  const files = [
    ...document.files,
    ...(options.xlsx === true
      ? [await workbookFile(`${TRACKING_PLACE}/tracking.xlsx`, [document.table], school.asAt)]
      : []),
  ];
  const wrote = write(context, folder, files);
  const value = { ...document.tracking, wrote };
  const names = options.xlsx === true ? "tracking.csv and tracking.xlsx" : "tracking.csv";
  return finish(
    context,
    school.problems,
    value,
    () =>
      `${renderScreen(document.tracking, context.io.colour)}Written to ${TRACKING_PLACE}: tracking.html to print, and ${names} for Excel.\n`,
  );
}

function renderScreen(tracking: Tracking, colour: boolean): string {
  const [headline] = tracking.groups;
  const table = renderTable(
    {
      head: [headline?.name ?? "", "%", "Last year", "Change", "Auth. %", "Unauth. %", "Persistent", "L", "U"],
      right: [1, 2, 3, 4, 5, 6, 7, 8],
      rows: tracking.pairs.map((pair, i) => {
        const of = headline?.shown?.pairs[i];
        return [
          spanName(pair),
          of?.now.percent ?? "–",
          of?.before?.percent ?? "–",
          of?.change ?? "–",
          of?.now.authorisedPercent ?? "–",
          of?.now.unauthorisedPercent ?? "–",
          String(of?.now.persistentPupils ?? "–"),
          String(of?.now.late ?? "–"),
          String(of?.now.lateAfterClose ?? "–"),
        ];
      }),
    },
    colour,
  );
  const reach = reachWords(tracking);
  return `${tracking.school}: tracking, as at ${uk(tracking.asAt)}\n\n${table}\n${reach === "" ? "" : `${reach}\n\n`}`;
}
