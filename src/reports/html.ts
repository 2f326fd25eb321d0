/** Pages from Handlebars templates: every value escaped, every name in the template known, one shell around them all. */
import { compile, SafeString, type Template } from "../letters/compile.ts";
import type { Chart } from "./charts/chart.ts";
import { drawChart } from "./charts/draw.ts";

/** The page templates by name, without `.html`; those whose names begin with `_` are pieces of the others. */
export type PageTemplates = ReadonlyMap<string, string>;

/** A finished file, with its place in the folder of its command. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

/** Renders a page. Throws when the template names something that the view does not have: that is our bug. */
export function renderPage(templates: PageTemplates, name: string, view: Readonly<Record<string, unknown>>): string {
  const { page, partials } = compiledOf(templates);
  return page(name)(view, { partials, helpers: HELPERS });
}

/** Our own drawing, which escapes every word itself. */
const HELPERS = { svg: (chart: Chart) => new SafeString(drawChart(chart)) };

interface Compiled {
  readonly page: (name: string) => Template;
  readonly partials: Readonly<Record<string, Template>>;
}

/** Templates never change once they are read, and a run has many pages of one kind. */
const ofTemplates = new WeakMap<PageTemplates, Compiled>();

function compiledOf(templates: PageTemplates): Compiled {
  const known = ofTemplates.get(templates);
  if (known) return known;
  const compiled = (name: string, text: string): Template => compile("page", `reports/${name}.html`, text);
  const pieces = [...templates].filter(([name]) => name.startsWith("_"));
  const partials = Object.fromEntries(pieces.map(([name, text]) => [name, compiled(name, text)]));
  const pages = new Map<string, Template>();
  const page = (name: string): Template => {
    const source = templates.get(name);
    if (source === undefined) throw new Error(`There is no page template called ${name}.`);
    const found = pages.get(name) ?? compiled(name, source);
    pages.set(name, found);
    return found;
  };
  ofTemplates.set(templates, { page, partials });
  return { page, partials };
}
