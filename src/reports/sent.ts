/** A letter that was sent, proved from the basis in its line of the log, and counted again in the register as it is now. */
import { KINDS } from "../letters/kinds.ts";
import type { Basis } from "../letters/basis.ts";
import { basisIn, basisNow, COMPARED } from "../letters/restate.ts";
import { issuedTo } from "../letters/history.ts";
import type { Situation } from "../policy/situation.ts";
import { tierOn } from "../policy/tiers.ts";
import { dayFromIso, isoOf, ukOf } from "../register/day.ts";
import { nameWithClass, whoIs } from "../register/who.ts";
import { CannotGoOn, type Problem } from "../problem/problem.ts";

export interface SentLetter {
  /** 1 is the first letter of this school year. */
  readonly number: number;
  readonly letter: string;
  readonly title: string;
  readonly day: string;
  readonly because: readonly string[];
  readonly policy: string | null;
  readonly tier: string | null;
  /** Null for a letter that was written down by hand. */
  readonly basis: Basis | null;
  readonly now: Basis | null;
  /** The tier on the day of judgement by the register as it is now; null under another policy, or when it was judged at noon. */
  readonly tierNow: string | null;
  /** Fields of the basis that have changed since. */
  readonly changed: readonly string[];
}

/** Letters of this school year, oldest first. */
export function sentLetters(situation: Situation, row: number): readonly SentLetter[] {
  return issuedTo(situation, row).map(({ letter, day, deed }, i) => {
    const was = basisIn(deed);
    const now = was ? basisNow(situation, row, was) : null;
    const text = (name: string): string | null => (typeof deed.fields[name] === "string" ? deed.fields[name] : null);
    const judged = dayFromIso(text("judgedOn") ?? "");
    // Another policy is another question: only under the same one has a tier changed. Nor is the tier of a morning that of
    // the whole day, and it is only known by whole days.
    const atNoon = was?.basis.until === "AM" && was.toDay === judged;
    const same = text("policy") === situation.config.policy.version && judged !== null && !atNoon;
    const tierNow = same ? tierOn(situation, row, judged).tier : null;
    const because = Array.isArray(deed.fields["because"]) ? deed.fields["because"].map(String) : [];
    return {
      number: i + 1,
      letter,
      title: KINDS[letter].title,
      day: isoOf(day),
      because,
      policy: text("policy"),
      tier: text("tier"),
      basis: was?.basis ?? null,
      now,
      tierNow,
      changed: [
        ...(was && now ? COMPARED.filter((field) => was.basis[field] !== now[field]) : []),
        ...(tierNow !== null && text("tier") !== null && text("tier") !== tierNow ? ["tier"] : []),
      ],
    };
  });
}

/** The letter of a number. Throws when there is none. */
export function sentLetter(situation: Situation, row: number, number: string): SentLetter {
  const all = sentLetters(situation, row);
  const found = all[Number(number) - 1];
  if (found) return found;
  const known = all.map((each) => `${String(each.number)} (${each.letter})`).join(", ");
  throw new CannotGoOn(
    `There is no letter ${number} to this family in this school year. There are: ${known || "none"}.`,
  );
}

/** Letters of one pupil whose figures have changed since, as problems with their lines of the log. */
export function restatedLetters(situation: Situation, row: number): readonly Problem[] {
  const deeds = issuedTo(situation, row).map(({ deed }) => deed);
  const words = ({ attended, possible, unauthorised, late, lateAfterClose }: Basis): string =>
    `${String(attended)} of ${String(possible)} sessions attended, ${String(unauthorised)} unauthorised, ${String(late + lateAfterClose)} late`;
  return sentLetters(situation, row).flatMap(
    ({ number, letter, day, basis, now, changed, tier, tierNow }, i): Problem[] => {
      const deed = deeds[i];
      if (!basis || !now || !deed || changed.length === 0) return [];
      const pupil = nameWithClass(whoIs(situation.register, row));
      const args = {
        letter,
        pupil,
        day: ukOf(dayFromIso(day) ?? 0),
        said: words(basis) + tierWords(tier),
        now: words(now) + tierWords(tierNow),
        number,
      };
      return [{ code: "letter-restated", file: deed.file, line: deed.line, args }];
    },
  );
}

function tierWords(tier: string | null): string {
  return tier === null ? "" : `, tier ${tier}`;
}

/** The same for everybody. */
export function allRestated(situation: Situation): readonly Problem[] {
  return situation.register.pupils.flatMap((_, row) => restatedLetters(situation, row));
}
