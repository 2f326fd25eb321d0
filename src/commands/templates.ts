/** `attend templates`: the letters' words: to list, read, take over, check, and to see which fields they may use. */
import { existsSync } from "node:fs";
import path from "node:path";
import { findSchool } from "../edge/folder.ts";
import { readLetterTemplates, readTemplate } from "../edge/templates.ts";
import { chalkFor, renderTable } from "../edge/terminal.ts";
import { openSchool } from "../edge/folder.ts";
import { soundConfig } from "../flow.ts";
import { fieldList } from "../letters/field-help.ts";
import { isForm, KINDS, titleOf, type PaperKind } from "../letters/kinds.ts";
import { proofPage } from "../letters/proof.ts";
import { PAPERS, reviewTemplates } from "../letters/review.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { finish, write, type Context, type ExitCode } from "./context.ts";

const DOES = ["list", "show", "eject", "check", "fields", "proof"] as const;

export function templates(context: Context, _: unknown, [what, kind]: readonly string[]): ExitCode {
  const does = DOES.find((each) => each === what);
  if (!does) throw new CannotGoOn(`\`attend templates\` can ${DOES.join(", ")}; “${what ?? ""}” is none of them.`);
  return WORK[does](context, kind);
}

const WORK: Readonly<Record<(typeof DOES)[number], (context: Context, kind: string | undefined) => ExitCode>> = {
  list: (context) => {
    const { own } = readLetterTemplates(schoolIfAny(context));
    const rows = PAPERS.map((kind) => ({
      kind,
      title: titleOf(kind),
      rows: isForm(kind) ? [] : KINDS[kind].rows,
      own: own.has(kind),
      languages: [...own].filter((name) => name.startsWith(`${kind}.`)).map((name) => name.slice(kind.length + 1)),
    }));
    return finish(context, [], { templates: rows }, () =>
      renderTable(
        {
          head: ["Kind", "What it is", "Rows", "Words"],
          rows: rows.map(({ kind, title, rows: carries, own: theirs, languages }) => [
            kind,
            title,
            carries.join(", "),
            [theirs ? "the school's own" : "shipped", ...languages].join(", "),
          ]),
        },
        context.io.colour,
      ),
    );
  },
  show: (context, kind) => {
    const { sources } = readLetterTemplates(schoolIfAny(context));
    const text = sources.get(named(kind, [...sources.keys()])) ?? "";
    return finish(context, [], { template: kind, text }, () => text);
  },
  eject: (context, kind) => {
    const folder = findSchool(context.io, context.options.school);
    const { sources } = readLetterTemplates(null);
    const name = named(kind, [...sources.keys()]);
    const file = `letters/${name}.md`;
    if (existsSync(path.join(folder, file))) {
      throw new CannotGoOn(
        `${file} is there already, and was left as it is. Rename it first to get the shipped words.`,
      );
    }
    const wrote = write(context, folder, [{ path: file, text: sources.get(name) ?? "" }]);
    return finish(context, [], { wrote }, () =>
      [
        `Written: ${file}. Change its words as you like; from now on it takes the place of the shipped letter.`,
        "`attend templates fields` lists what may stand between {{ and }}, and `attend templates check` looks it over.\n",
      ].join("\n"),
    );
  },
  check: (context) => {
    const { sources, own } = readLetterTemplates(schoolIfAny(context));
    const faults = reviewTemplates(sources);
    finish(context, [], { faults }, () =>
      faults.length === 0
        ? `${String(sources.size)} templates looked over, ${String(own.size)} of them the school's own: nothing is wrong.\n`
        : `${faults.map(({ template, line, say }) => `${template}.md, line ${String(line)}: ${say}`).join("\n")}\n`,
    );
    return faults.length > 0 ? 1 : 0;
  },
  fields: (context, kind) => {
    const known: PaperKind = kind === undefined ? "half-term-summary" : (named(kind, PAPERS) as PaperKind);
    const fields = fieldList(known);
    const chalk = chalkFor(context.io.colour);
    return finish(context, [], { kind: known, fields }, () => {
      const about = kind === undefined ? "every letter" : `the letter ${known}`;
      const rows = fields.map(({ field, means, example }) => [`{{${field}}}`, means, String(example)]);
      return `${chalk.bold(`Fields of ${about}`)}\n${renderTable({ head: ["Field", "Meaning", "Example"], rows }, context.io.colour)}`;
    });
  },
  proof: (context) => {
    const folder = findSchool(context.io, context.options.school);
    const config = soundConfig(openSchool(folder, () => undefined).config);
    const file = "output/letters/proof.html";
    const wrote = write(context, folder, [{ path: file, text: proofPage(config, readTemplate("letters/proof.html")) }]);
    return finish(context, [], { window: config.letters.window, wrote }, () =>
      [
        `Written: ${file}. Print it at 100%, fold it in three, and put it into a window envelope: the box must show in the window.`,
        "If it does not, change letters: window in attend.yaml by so many millimetres.\n",
      ].join("\n"),
    );
  },
};

/** The school folder when there is one; letters can be listed and read without. */
function schoolIfAny({ io, options }: Context): string | null {
  if (options.school !== undefined) return findSchool(io, options.school);
  try {
    return findSchool(io, undefined);
  } catch (error) {
    if (error instanceof CannotGoOn) return null;
    throw error;
  }
}

function named(kind: string | undefined, names: readonly string[]): string {
  if (kind === undefined) throw new CannotGoOn("Say which letter. `attend templates list` names them all.");
  const name = kind.replace(/\.md$/, "");
  if (names.includes(name)) return name;
  throw new CannotGoOn(`There is no template “${kind}”. There are: ${names.join(", ")}.`);
}
