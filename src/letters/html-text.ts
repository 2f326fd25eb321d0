/** The text of HTML, as it is read. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#x60": "`",
  "#x3D": "=",
};

/** The text of HTML as it is read, one block a line. */
export function textOf(html: string): string {
  return html
    .replace(/<\/(?:p|li|h1|tr|td|th|table|ul)>|<br\s*\/?>/g, "\n")
    .replace(/<[^<>]*>/g, "")
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/[\u2068\u2069]/g, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}
