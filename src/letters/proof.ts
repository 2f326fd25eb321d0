/** A page with the window of the envelope drawn on it, to hold against the light before a hundred letters are printed. */
import Handlebars from "handlebars";
import type { Config } from "../read/config.ts";

export function proofPage({ letters: { window } }: Config, template: string): string {
  return Handlebars.create().compile(template, { strict: true })({ window });
}
