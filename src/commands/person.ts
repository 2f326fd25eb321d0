/** The pupil that somebody named on the command line. */
import { CannotGoOn } from "../problem/problem.ts";
import { findPupils } from "../register/find.ts";
import type { Register } from "../register/register.ts";
import { nameWithClass, whoIs } from "../register/who.ts";

const MOST_SHOWN = 12;

/** The row of the one pupil who fits. Throws when nobody does, or several do: then all of them are named. */
export function pupilNamed(register: Register, text: string): number {
  const rows = findPupils(register, text);
  const [row] = rows;
  if (row !== undefined && rows.length === 1) return row;
  if (row === undefined) {
    throw new CannotGoOn(
      `Nobody in the exports is called “${text}”. Give the name, part of it with the class, or the UPN.`,
    );
  }
  const names = rows.slice(0, MOST_SHOWN).map((each) => {
    const who = whoIs(register, each);
    return `  ${nameWithClass(who)}, ${who.key}`;
  });
  const more = rows.length > MOST_SHOWN ? `\n  … and ${String(rows.length - MOST_SHOWN)} more` : "";
  throw new CannotGoOn(
    `“${text}” fits several pupils. Say which, by the UPN or the name with the class:\n${names.join("\n")}${more}`,
  );
}
