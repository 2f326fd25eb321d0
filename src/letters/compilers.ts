/** The compilers of templates. In the bundle they are loaded only when the build has not compiled a template already. */
import Handlebars from "handlebars";
import MarkdownIt from "markdown-it";

export function handlebars(): typeof Handlebars {
  return Handlebars;
}

export function markdownIt(): typeof MarkdownIt {
  return MarkdownIt;
}
