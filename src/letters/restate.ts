/** The figures of a letter that was sent, and the same span counted again in the register as it is now. */
import type { Situation } from "../policy/situation.ts";
import { dayIn, type Deed } from "../read/log.ts";
import type { Day } from "../register/day.ts";
import { basisOf, recount, type Basis } from "./basis.ts";

/** What a letter is compared by. */
export const COMPARED = ["possible", "attended", "authorised", "unauthorised", "late", "lateAfterClose"] as const;

export interface WrittenBasis {
  readonly basis: Basis;
  readonly fromDay: Day;
  readonly toDay: Day;
}

/** The basis in a letter's line of the log; null for a letter that was written down by hand. */
export function basisIn(deed: Deed): WrittenBasis | null {
  const basis = deed.fields["basis"];
  if (typeof basis !== "object" || basis === null) return null;
  const raw = basis as Basis;
  const from = dayIn({ fields: basis as Deed["fields"] }, "from");
  const to = dayIn({ fields: basis as Deed["fields"] }, "to");
  const whole = COMPARED.every((field) => typeof raw[field] === "number");
  return from === null || to === null || !whole ? null : { basis: raw, fromDay: from, toDay: to };
}

/** The same span counted now: up to the session with which the letter's figures ended. */
export function basisNow(situation: Situation, row: number, { basis, fromDay, toDay }: WrittenBasis): Basis {
  const span = { from: fromDay, to: toDay, until: basis.until };
  return basisOf(situation, { ...span, counts: recount(situation, row, span) });
}
