/** What a run of days without contact asks for besides ringing: the letter, a visit, and telling the safeguarding lead. */
import { planLetters } from "../../letters/plan.ts";
import type { Situation } from "../../policy/situation.ts";
import { textOf } from "../../read/log.ts";
import { isoOf, type Day } from "../../register/day.ts";

export interface NoContact {
  /** Null for nursery children where the policy gives them no letters. */
  readonly letter: "due" | "held" | "sent" | null;
  /** The day on which it went out; null when it has not. */
  readonly letterSent: string | null;
  /** What to type for the letter. */
  readonly command: string;
  /** The newest visit since the run began; null when nobody went. */
  readonly visit: { readonly day: string; readonly outcome: string | null } | null;
  /** The day on which a concern was reported since then; null when none was. */
  readonly reported: string | null;
}

/** `from`: the first day of the run. */
export function noContactSteps(situation: Situation, row: number, from: Day): NoContact {
  const [planned] = planLetters(situation, {
    what: "no-contact",
    halfTerm: null,
    only: new Set([row]),
    released: new Set(),
  });
  const since = (situation.deeds[row] ?? []).filter(({ day }) => day >= from);
  const visit = since.findLast(({ kind }) => kind === "visit");
  const concern = since.findLast(({ kind }) => kind === "concern");
  const key = situation.register.pupils[row]?.key ?? "";
  return {
    letter: planned?.status ?? null,
    letterSent: planned?.status === "sent" && planned.sentOn !== null ? isoOf(planned.sentOn) : null,
    command: `attend letters --kind no-contact --pupil ${/\s/.test(key) ? `"${key}"` : key}`,
    visit: visit
      ? { day: isoOf(visit.day), outcome: textOf(visit.fields["outcome"])?.replaceAll("-", " ") ?? null }
      : null,
    reported: concern ? isoOf(concern.day) : null,
  };
}
