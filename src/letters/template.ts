/** Letter templates: Handlebars in Markdown, turned into HTML once, so that what a school knows of a child is never Markdown. */
import { compile, type Template } from "./compile.ts";
import { markdownIt } from "./compilers.ts";
import { counted } from "./phrases.ts";

/** Templates by name, without `.md`; shared pieces begin with `_`. */
export type Sources = ReadonlyMap<string, string>;

/** Renders the body of a letter: HTML with every value escaped. */
export type Body = (fields: Readonly<Record<string, unknown>>) => string;

/** A template that cannot be used, with the line where it goes wrong. */
export class BadTemplate extends Error {}

const MUSTACHE = /\{\{\{?(?:!--[^]*?--|[^]*?)\}?\}\}/g;
/** A mustache that makes a block, takes in another piece, or is a remark. */
const STRUCTURE = /^\{\{~?(?:[#/^>!]|else\b)/;
const OPEN = "\uE000";
const CLOSE = "\uE001";

/** Compiles a template with the shared pieces that there are. Throws `BadTemplate`. */
export function compileBody(name: string, sources: Sources): Body {
  const compiled = (of: string): Template =>
    compile("words", `letters/${of}.md`, sources.get(of) ?? "", (source) => {
      try {
        return markdownToHtml(source);
      } catch (error) {
        throw new BadTemplate(`${of}.md: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  const pieces = [...sources.keys()].filter((piece) => piece.startsWith("_"));
  const around = {
    helpers: { count: countHelper },
    partials: Object.fromEntries(pieces.map((piece) => [piece, compiled(piece)])),
  };
  const render = compiled(name);
  return (fields) => tidy(render(fields, around));
}

/** `{{count year.missed "session"}}`: `no sessions`, `1 session`, `2 sessions`; a third word where the many differ. */
function countHelper(n: unknown, one: unknown, many?: unknown): string {
  const single = typeof one === "string" ? one : "";
  return counted(Number(n), single, typeof many === "string" ? many : undefined);
}

/** Markdown with mustaches to HTML with mustaches: each mustache stands for a letter that Markdown does not know. */
export function markdownToHtml(source: string): string {
  const held: string[] = [];
  const hidden = source
    .replace(/[\uE000\uE001]/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(MUSTACHE, (mustache) => `${OPEN}${String(held.push(mustache) - 1)}${CLOSE}`)
    .split("\n")
    .map((line) => (isStructure(line, held) ? `\n${line.trim()}\n` : line))
    .join("\n");
  const html = markdownIt()({ html: false, linkify: false, typographer: false })
    .render(hidden)
    .replace(/ style="text-align:(left|right|center)"/g, ' class="$1"')
    .replace(/<p>\uE000(\d+)\uE001<\/p>/g, (paragraph, i: string) =>
      STRUCTURE.test(held[Number(i)] ?? "") ? `${OPEN}${i}${CLOSE}` : paragraph,
    );
  const back = html.replace(/\uE000(\d+)\uE001/g, (_, i: string) => held[Number(i)] ?? "");
  const kept = html.match(/\uE000\d+\uE001/g)?.length ?? 0;
  if (kept !== held.length) throw new Error("a field stands where it cannot be put, such as in the address of a link");
  return back;
}

function isStructure(line: string, held: readonly string[]): boolean {
  const alone = /^\s*\uE000(\d+)\uE001\s*$/.exec(line);
  return alone !== null && STRUCTURE.test(held[Number(alone[1])] ?? "");
}

/** Takes away what an empty field leaves behind. */
function tidy(html: string): string {
  return html
    .replace(/[^\S\n]{2,}/g, " ")
    .replace(/ +(?=[.,;:?!]|<\/(?:p|li|strong|h1|td)>)/g, "")
    .replace(/<(p|li|h1)>\s*<\/\1>\n?/g, "");
}
