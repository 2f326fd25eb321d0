/** What was tried and said before: the last call, message, visit or talk of the log, in a line. */
import { isAttempt } from "../../policy/case.ts";
import { isContact, textOf, type Deed } from "../../read/log.ts";
import { isoOf, type Day } from "../../register/day.ts";

export interface Said {
  readonly day: string;
  readonly kind: string;
  /** `no answer`; null where the kind has none. */
  readonly outcome: string | null;
  readonly by: string | null;
  /** The first words of the note; null when there is none, or where a child needs care. */
  readonly words: string | null;
}

const FIRST_WORDS = 10;

/** `isPrivate`: the words are for whoever may open the log, not for a sheet of paper. */
export function saidIn(deed: Deed, isPrivate: boolean): Said {
  return {
    day: isoOf(deed.day),
    kind: deed.kind,
    outcome: textOf(deed.fields["outcome"])?.replaceAll("-", " ") ?? null,
    by: deed.by,
    words: isPrivate || deed.note === null ? null : firstWords(deed.note),
  };
}

/** The newest attempt or talk up to a day, inclusive; a meeting that was not held is none. */
export function lastSaid(deeds: readonly Deed[], to: Day, isPrivate: boolean): Said | null {
  const last = deeds.findLast((deed) => deed.day <= to && isAttempt(deed) && deed.kind !== "panel");
  return last ? saidIn(last, isPrivate) : null;
}

/** The newest day on which the family was spoken with; null when it never was. */
export function lastContact(deeds: readonly Deed[]): Day | null {
  return deeds.findLast(isContact)?.day ?? null;
}

function firstWords(note: string): string {
  const words = note.trim().split(/\s+/);
  return words.length <= FIRST_WORDS ? words.join(" ") : `${words.slice(0, FIRST_WORDS).join(" ")} …`;
}
