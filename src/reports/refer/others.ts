/** Takes every other child out of words that people wrote, before they leave the school. */
import { siblingFinder } from "../../policy/siblings.ts";
import { normal } from "../../register/normal.ts";
import type { Situation } from "../../policy/situation.ts";

const OTHER = "[another child]";

/**
 * A function that puts `[another child]` for the full name of any other pupil, and for the forename of a likely brother or
 * sister. A forename that the pupil, or a parent of theirs, has too is left, as nobody can tell who is meant.
 */
export function withoutOthers(situation: Situation, row: number): (words: string) => string {
  const { register, contacts } = situation;
  const own = new Set(
    [
      ...wordsOf(register.pupils[row]?.name ?? ""),
      ...wordsOf(register.pupils[row]?.legalName ?? ""),
      ...contacts
        .filter((contact) => contact.row === row)
        .flatMap(({ forename, surname }) => wordsOf(`${forename ?? ""} ${surname ?? ""}`)),
    ].map(folded),
  );
  const full = register.pupils.flatMap((pupil, other) => (other === row ? [] : [pupil.name, pupil.legalName]));
  const forenames = siblingFinder(situation)(row)
    .flatMap(({ row: other }) => wordsOf(register.pupils[other]?.name ?? "").slice(0, 1))
    .filter((forename) => !own.has(folded(forename)));
  const mine = [register.pupils[row]?.name, register.pupils[row]?.legalName].map((name) => folded(name ?? ""));
  const whole = pattern(
    full.filter((name) => !mine.includes(folded(name))),
    "giu",
  );
  // A forename alone is looked for as it is written: “will” is a word more often than a child.
  const first = pattern(forenames, "gu");
  return (words) => normal(words, "NFC").replace(whole, OTHER).replace(first, OTHER);
}

/** Any of these names as whole words; nothing at all when there are none. */
function pattern(names: readonly string[], flags: string): RegExp {
  const longestFirst = [...new Set(names)].filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return /(?!)/g;
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${longestFirst.map(escaped).join("|")})(?![\\p{L}\\p{M}])`, flags);
}

function wordsOf(name: string): readonly string[] {
  return name.split(/\s+/).filter((word) => word !== "");
}

function folded(text: string): string {
  return normal(text, "NFC").toLowerCase();
}

/** A name as a pattern: any white space between its words. */
function escaped(name: string): string {
  return wordsOf(normal(name, "NFC"))
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s+");
}
