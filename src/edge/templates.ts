/** The templates that come with the program. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The text of a file below `templates/`. It comes with the program, so a missing one is our bug. */
export function readTemplate(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)), "utf8");
}
