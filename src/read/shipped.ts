/** What the build worked out beforehand from files that come with the program, for as long as their words are those. */
import { SHIPPED_FILES } from "./shipped-files.ts";

/** Whether a text is that of the shipped file, letter for letter. Always false when run from the sources. */
export function isShipped(path: string, text: string | undefined): boolean {
  return text !== undefined && SHIPPED_FILES.get(path)?.text() === text;
}

/** What the build made of a shipped file; undefined when the text is another one, or nothing was made of it. */
export function madeOf(path: string, text: string): unknown {
  return isShipped(path, text) ? SHIPPED_FILES.get(path)?.made?.() : undefined;
}
