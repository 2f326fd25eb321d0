/** A page with the window of the envelope drawn on it, to hold against the light before a hundred letters are printed. */
import type { Config } from "../read/config.ts";
import { compile } from "./compile.ts";

export function proofPage({ letters: { window } }: Config, template: string): string {
  return compile("page", "letters/proof.html", template)({ window });
}
