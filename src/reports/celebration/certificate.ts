/** Certificates to hang up: one sheet each, A4 landscape, with places for signatures. */
import type { Config } from "../../read/config.ts";
import { renderPage, type PageTemplates } from "../html.ts";

export interface Certificate {
  /** Such as `Class cup`. */
  readonly award: string;
  /** Who gets it: a class or a child. */
  readonly to: string;
  /** What it is for, without its full stop. */
  readonly reason: string;
  /** A line in small type, such as the figure it rests on; empty for none. */
  readonly figure: string;
}

/** Letters from which on a name stands in smaller type. */
const LONG = 18;

/** Certificates in one file, each on its own sheet. Whoever signs letters signs them, and whom parents may ask. */
export function certificatePage(
  certificates: readonly Certificate[],
  { school, people, letters }: Pick<Config, "school" | "people" | "letters">,
  templates: PageTemplates,
  title: string,
): string {
  const signs = (role: string): readonly { name: string; role: string }[] => {
    const found = people.filter((each) => each.role === role && each.name !== "");
    return found.length === 0 ? [{ name: "", role }] : found.map(({ name }) => ({ name, role }));
  };
  return renderPage(templates, "certificate", {
    title: `${title}: ${school.name}`,
    school: school.name,
    certificates: certificates.map((each) => ({ ...each, isLong: each.to.length > LONG })),
    signatures: [...new Set([letters["signed-by"], letters["ask-for"]])].flatMap(signs),
  });
}
