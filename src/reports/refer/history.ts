/** What was done for a pupil, in order: talks, meetings, plans and letters, with every other child taken out. */
import { textOf, type Deed, type DeedKind } from "../../read/log.ts";
import { DEEDS } from "../../read/deeds.ts";
import { LETTERS } from "../../read/names.ts";
import { KINDS } from "../../letters/kinds.ts";
import { isSupport } from "../../policy/support.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf, type Day } from "../../register/day.ts";
import { deedWords } from "../pupil.ts";

export interface Event {
  readonly day: string;
  readonly what: string;
  readonly words: string;
  readonly by: string | null;
  /** Offered to the family: a talk, a meeting, a plan, a referral, a visit. */
  readonly isSupport: boolean;
}

export interface SentInPack {
  readonly day: string;
  readonly letter: string;
  readonly title: string;
  readonly to: readonly string[];
  /** Where it was written when it went out; empty for one that was written down by hand. */
  readonly files: readonly string[];
}

/** Reported elsewhere, or care that a pack for the authority or a court must not carry. */
const PRIVATE: readonly DeedKind[] = ["concern", "need"];

/** Deeds between two days, inclusive, oldest first. `sensitive`: with needs and the references of concerns. */
export function eventsOf(
  { deeds }: Situation,
  row: number,
  { from, to, sensitive }: { readonly from: Day; readonly to: Day; readonly sensitive: boolean },
  clean: (words: string) => string,
): readonly Event[] {
  return (deeds[row] ?? [])
    .filter(({ day }) => day >= from && day <= to)
    .filter((deed) => (sensitive ? deed.fields["need"] !== "hold-phone-first" : !PRIVATE.includes(deed.kind)))
    .map((deed) => ({
      day: isoOf(deed.day),
      what: titleOf(deed),
      words: deed.kind === "letter" ? lettersTo(deed) : clean(deedWords(deed)),
      by: deed.by,
      isSupport: isSupport(deed),
    }));
}

function titleOf(deed: Deed): string {
  const letter = LETTERS.find((each) => each === deed.fields["letter"]);
  return letter ? `Letter: ${KINDS[letter].title}` : DEEDS[deed.kind].title;
}

function lettersTo({ fields }: Deed): string {
  const to = namesIn(fields["to"]);
  return to.length === 0 ? "" : `to ${to.join("; ")}`;
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Letters to the family between two days, inclusive, oldest first. */
export function lettersSent({ deeds }: Situation, row: number, from: Day, to: Day): readonly SentInPack[] {
  return (deeds[row] ?? []).flatMap((deed): SentInPack[] => {
    const letter = LETTERS.find((each) => each === textOf(deed.fields["letter"]));
    if (deed.kind !== "letter" || !letter || deed.day < from || deed.day > to) return [];
    return [
      {
        day: isoOf(deed.day),
        letter,
        title: KINDS[letter].title,
        to: namesIn(deed.fields["to"]),
        files: namesIn(deed.fields["files"]),
      },
    ];
  });
}
