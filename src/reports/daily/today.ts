/** What the register says of each child today, so far: in school, away with or without a reason, or nothing yet. */
import type { Situation } from "../../policy/situation.ts";
import { codeNamed } from "../../register/codes.ts";
import { plannedDays } from "../../register/calendar.ts";
import { academicYearOf, isWeekend, longOf } from "../../register/day.ts";
import { isAttended, isPossible, kindOf, MISSING, type Kind } from "../../register/kinds.ts";
import { cellOf, columnFrom } from "../../register/register.ts";
import { exportsEnd } from "../newest.ts";

export type DayState =
  | { readonly is: "open"; /** Today's open sessions so far, in order. */ readonly columns: readonly number[] }
  | { readonly is: "closed"; /** A sentence. */ readonly why: string }
  | { readonly is: "not-exported"; /** A sentence. */ readonly why: string };

/** Whether there is a day to check: marks of today, else why there are none. */
export function dayState({ register, config, asAt }: Situation): DayState {
  const all = Array.from(
    { length: columnFrom(register, asAt + 1) - columnFrom(register, asAt) },
    (_, i) => columnFrom(register, asAt) + i,
  );
  const columns = all.filter((column) => register.sessions[column]?.open);
  if (columns.length > 0) return { is: "open", columns };
  const today = longOf(asAt);
  const { calendar } = config;
  const closed = kindOf("#");
  const hasHash = all.some((column) =>
    register.pupils.some((_, row) => register.marks[cellOf(register, row, column)] === closed),
  );
  if (hasHash) return { is: "closed", why: `The school is closed on ${today}: the exports mark it with #.` };
  if (calendar.closed.has(asAt)) {
    return { is: "closed", why: `The school is closed on ${today}, as attend.yaml says.` };
  }
  if (isWeekend(asAt)) return { is: "closed", why: `${today} is no school day.` };
  const isYearKnown = calendar.halfTerms.some(({ from }) => academicYearOf(from) === academicYearOf(asAt));
  if (isYearKnown && plannedDays(calendar, asAt - 1, asAt).length === 0) {
    return { is: "closed", why: `${today} is in no half-term of attend.yaml, so there is no register to check.` };
  }
  return {
    is: "not-exported",
    why: `${exportsEnd(register)}, so they say nothing about ${today}. Export this morning's register and run this again, or name an earlier day with --date.`,
  };
}

/** `in` also for whoever came after the register closed (`U`); `not-expected` for `D`, `X`, `Y…` and the like. */
export type Presence = "in" | "no-reason" | "reason" | "not-expected" | "no-mark";

export interface Now {
  readonly presence: Presence;
  /** The code that decides; null when there is no mark that says anything. */
  readonly code: string | null;
  /** `Illness`; empty without a code. */
  readonly meaning: string;
}

const NO_REASON = new Set<string | null>(["N", "O"]);

/** By the newest of today's marks that can be read: an absence in the morning is over when the child came at noon. */
export function presenceNow({ register }: Situation, row: number, columns: readonly number[]): Now {
  for (const column of columns.toReversed()) {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    if (!kind || kind.class === "missing" || kind.class === "unknown") continue;
    return { presence: presenceOf(kind), code: kind.code, meaning: codeNamed(kind.code ?? "")?.heading ?? "" };
  }
  return { presence: "no-mark", code: null, meaning: "" };
}

function presenceOf(kind: Kind): Presence {
  if (isAttended(kind) || kind.code === "U") return "in";
  if (!isPossible(kind)) return "not-expected";
  return NO_REASON.has(kind.code) ? "no-reason" : "reason";
}
