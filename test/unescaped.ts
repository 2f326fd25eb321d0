/** Character references of HTML as the characters they stand for. */

export function unescaped(html: string): string {
  const marks: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", nbsp: "\u00A0" };
  return html
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex: string, n: string) => String.fromCodePoint(parseInt(n, hex ? 16 : 10)))
    .replace(/&(\w+);/g, (whole, name: string) => marks[name] ?? whole);
}
