/** Pages from Handlebars templates: every value escaped, every name in the template known, one shell around them all. */
import { compile, SafeString } from "../letters/compile.ts";
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
  const source = templates.get(name);
  if (source === undefined) throw new Error(`There is no page template called ${name}.`);
  const compiled = (each: string, text: string) => compile("page", `reports/${each}.html`, text);
  const pieces = [...templates].filter(([each]) => each.startsWith("_"));
  return compiled(name, source)(view, {
    partials: Object.fromEntries(pieces.map(([each, text]) => [each, compiled(each, text)])),
    // Our own drawing, which escapes every word itself.
    helpers: { svg: (chart: Chart) => new SafeString(drawChart(chart)) },
  });
}
