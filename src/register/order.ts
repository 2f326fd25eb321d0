/** One order of text for every list: numbers read as numbers, the same on every PC. */
const COLLATOR = new Intl.Collator("en-GB", { numeric: true });

/** Negative when `a` comes first. Zero only for identical text. */
export function compareText(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
