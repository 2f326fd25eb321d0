/** Forms to fill in by hand: written for named pupils, never recorded. */
import { readLetterTemplates, readTemplate } from "../edge/templates.ts";
import type { School } from "../flow.ts";
import { viewOf } from "../letters/candidate.ts";
import { titleOf, type FormKind } from "../letters/kinds.ts";
import { printerFor } from "../letters/page.ts";
import { Words } from "../letters/run.ts";
import { commonFields } from "../letters/view.ts";
import { siblingFinder, type Sibling } from "../policy/siblings.ts";
import { figuresInWords } from "../reports/siblings.ts";
import { halfTermAt } from "../register/calendar.ts";
import { whoIs, type Who } from "../register/who.ts";
import { write, type Context } from "./context.ts";
import { refuseBadTemplates, soundly } from "./sound-templates.ts";

interface FormWork {
  readonly context: Context;
  readonly folder: string;
  readonly school: School;
  readonly form: FormKind;
  readonly rows: readonly number[];
  /** Relative to the school folder. */
  readonly place: string;
}

/** One form: whose, and all that its template may say. */
export interface FormJson extends Who {
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Writes one file with a form for each pupil, on a sheet of its own, and gives its path with what the forms say. */
export function writeForms({ context, folder, school, form, rows, place }: FormWork): {
  readonly forms: readonly FormJson[];
  readonly wrote: readonly string[];
} {
  const { sources } = readLetterTemplates(folder);
  refuseBadTemplates([form], sources);
  const shell = { page: readTemplate("letters/page.html"), letter: readTemplate("letters/letter.html"), logo: null };
  const printer = printerFor(school.config, shell);
  const words = new Words(sources);
  const siblingsOf = siblingFinder(school);
  const siblingWords = (siblings: readonly Sibling[]): string =>
    siblings.map(({ row }) => figuresInWords(school, row)).join("; ");
  const forms = rows.map((row): FormJson => {
    const view = viewOf(school, row, school.asAt, halfTermAt(school.halfTerms, school.asAt));
    return {
      ...whoIs(school.register, row),
      fields: { ...commonFields(view), siblings: siblingWords(siblingsOf(row)) },
    };
  });
  const sheets = soundly(() => forms.map(({ fields }) => printer.paper(words.body(form, null, fields), "form", false)));
  const path = `${place}/${form}.html`;
  return { forms, wrote: write(context, folder, [{ path, text: printer.file(titleOf(form), sheets, false) }]) };
}
