/** Pages from Handlebars templates: every value escaped, every name in the template known. */
import Handlebars from "handlebars";

/** Renders a page. Throws when the template names something that the view does not have: that is our bug. */
export function renderPage(template: string, view: Readonly<Record<string, unknown>>): string {
  const handlebars = Handlebars.create();
  return handlebars.compile(template, { strict: true, preventIndent: true })(view);
}
