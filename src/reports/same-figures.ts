/** Everything of a school that says nothing about who is who: two schools that agree in it have the same figures and faults. */
import { BY, figuresOf } from "../measures/figures.ts";
import { tiersOn } from "../policy/tiers.ts";
import type { Situation } from "../policy/situation.ts";
import type { Problem } from "../problem/problem.ts";
import type { ExportFile } from "../read/export-reader.ts";

export interface Known extends Situation {
  readonly files: readonly ExportFile[];
  readonly problems: readonly Problem[];
  readonly totals: readonly object[];
}

/** Said of the folder and not of a file, and of files that no copy has. */
const OF_THE_FOLDER = new Set(["files-ignored", "log-copy"]);

/** Facts in a fixed order, without a name, a key, a class or the name of a file. */
export function figuresWithoutNames(school: Known): readonly string[] {
  const { register, config, asAt, halfTerms, files } = school;
  const from = register.schoolDays[0] ?? asAt;
  const { headline, lines } = config;
  const rows =
    from > asAt
      ? []
      : BY.flatMap((by) =>
          figuresOf(register, { by, from, to: asAt, asAt, headline, halfTerms, lines }).rows.map((row) =>
            JSON.stringify([
              by,
              {
                ...row,
                key: "",
                name: "",
                class: "",
                codes: Object.entries(row.codes).toSorted(([a], [b]) => (a < b ? -1 : 1)),
              },
            ]),
          ),
        );
  const tiers = tiersOn(school, asAt).map(({ tier, triggers, row }) =>
    JSON.stringify(["tier", tier, triggers.map((each) => [each.tier, each.trigger]), register.pupils[row]?.year]),
  );
  const read = files.map((file, i) => {
    const { layout, encoding, delimiter, rows: count, used, leftOut, headingLine } = file;
    const mapping = file.mapping.map(({ field }) => field);
    return JSON.stringify(["file", i, layout, encoding, delimiter, count, used, leftOut, headingLine, mapping]);
  });
  const place = new Map(files.map(({ path }, i) => [path, i]));
  const problems = school.problems
    .filter(({ code }) => !OF_THE_FOLDER.has(code))
    .map(({ code, file, line }) =>
      JSON.stringify(["problem", code, file === null ? null : (place.get(file) ?? file), line]),
    );
  const counts = JSON.stringify(["totals", school.totals.length, "pupils", register.pupils.length]);
  return [...rows, ...tiers, ...read, ...problems, counts].toSorted();
}
