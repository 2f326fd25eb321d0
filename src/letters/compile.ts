/** Handlebars templates as functions: shipped ones as the build compiled them, any other compiled here and now. */
import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import { madeOf } from "../read/shipped.ts";
import { handlebars } from "./compilers.ts";

export type Template = Handlebars.TemplateDelegate;

/** Handlebars without its compiler, whose own types say nothing of what is in it. */
export const { escapeExpression, SafeString, template } = runtime as unknown as Pick<
  typeof Handlebars,
  "escapeExpression" | "SafeString" | "template"
>;

/** How each kind of template is compiled, here and in the build. */
export const OPTIONS = {
  /** Pages: a name that the view does not have is our bug. */
  page: { strict: true, preventIndent: true },
  /** Words of letters, after Markdown has become HTML. */
  words: { strict: true, preventIndent: true, knownHelpers: { count: true } },
  /** The paper around the words, where much may be missing. */
  shell: { preventIndent: true },
} as const;

/** A template as a function. `path`: its place below `templates/`, if it is a shipped one. `prepare` makes Handlebars of its text. */
export function compile(
  how: keyof typeof OPTIONS,
  path: string,
  text: string,
  prepare: (text: string) => string = (plain) => plain,
): Template {
  const made = madeOf(path, text);
  return made === undefined
    ? handlebars().compile(prepare(text), OPTIONS[how])
    : template(made as TemplateSpecification);
}
