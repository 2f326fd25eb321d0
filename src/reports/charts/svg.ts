/** SVG as text: elements with their attributes, every word escaped. */

/** Finished markup; only `element` and `words` make it. */
export interface Markup {
  readonly svg: string;
}

type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  let written = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] ?? "";
    written += ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`;
  }
  let inside = "";
  for (const { svg } of children) inside += svg;
  return { svg: inside === "" ? `${written}/>` : `${written}>${inside}</${name}>` };
}

export function words(text: string): Markup {
  return { svg: escaped(text) };
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
