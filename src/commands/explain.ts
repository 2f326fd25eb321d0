/** `attend check --explain FILE` and `--write-mapping`: how files were understood, and settings that keep it so. */
import { findSchool, openSchool } from "../edge/folder.ts";
import { renderTable } from "../edge/terminal.ts";
import { soundConfig } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { rulesFor } from "../read/config.ts";
import { CONFIG_FILE } from "../read/names.ts";
import { explainExport, renderRule, withRules, type Explained } from "../read/explain.ts";
import { finish, write, type Context, type ExitCode } from "./context.ts";

export function explain(
  context: Context,
  options: { readonly explain?: string; readonly writeMapping?: boolean },
): ExitCode {
  const folder = findSchool(context.io, context.options.school);
  const files = openSchool(folder, () => undefined);
  const config = soundConfig(files.config);
  const wanted = options.explain?.replaceAll("\\", "/");
  const sources = files.exports.filter(
    ({ path }) => wanted === undefined || path === wanted || path.endsWith(`/${wanted}`),
  );
  if (sources.length === 0) {
    throw new CannotGoOn(
      `There is no file ${wanted ?? ""} in the exports folder. \`attend check\` lists those that are there.`,
    );
  }
  const explained = sources.map(({ path, read }) => explainExport(path, read(), rulesFor(path, config)));
  const rules = explained.flatMap(({ rule }) => rule ?? []);
  if (options.writeMapping === true) {
    if (rules.length === 0)
      throw new CannotGoOn(
        "None of the files could be read, so there is nothing to write into attend.yaml.",
        explained.flatMap(({ file }) => file.problems),
      );
    write(context, folder, [{ path: CONFIG_FILE, text: withRules(files.config, rules) }]);
  }
  const value = explained.map(({ file, columns, rule }) => ({
    path: file.path,
    layout: file.layout,
    encoding: file.encoding,
    delimiter: file.delimiter,
    columns,
    rule,
  }));
  return finish(
    context,
    explained.flatMap(({ file }) => file.problems),
    { files: value },
    () =>
      [
        ...(options.explain === undefined ? [] : explained.map((each) => renderScreen(each, context.io.colour))),
        ...(options.writeMapping === true
          ? [`Wrote to attend.yaml how to read ${rules.map((rule) => rule.files).join(", ")}.\n`]
          : []),
      ].join("\n"),
  );
}

function renderScreen({ file, columns, rule }: Explained, colour: boolean): string {
  const table = renderTable(
    {
      head: ["Column", "Taken as", "For example"],
      rows: columns.map(({ heading, field, samples }) => [
        heading === "" ? "(no heading)" : heading,
        field ?? "not used",
        samples.map((sample) => (sample.length > 24 ? `${sample.slice(0, 23)}…` : sample)).join(" · "),
      ]),
    },
    colour,
  );
  const pinned = rule
    ? `To keep it so, run again with --write-mapping, or put this into attend.yaml:\n\n${renderRule(rule)}`
    : "It could not be read.\n";
  return `${file.path}: read as ${file.layout ?? "nothing"}, ${file.encoding ?? "no text"}, headings on line ${String(file.headingLine ?? "–")}\n\n${table}\n${pinned}`;
}
