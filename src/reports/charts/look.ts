/** The few shades and sizes of all charts: told apart by darkness and by dashes, never by hue alone. */

export const DARK = "#22463c";
export const MIDDLE = "#6f7f79";
export const PALE = "#dfe6e3";
export const INK = "#1b1f24";

/** Words in a chart, in its own units: about 9 points on paper. */
export const TYPE = { "font-family": "inherit", "font-size": 11, fill: INK };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width of a text in the units of `TYPE`, generous. */
export function widthOf(text: string): number {
  return text.length * 6.2;
}
