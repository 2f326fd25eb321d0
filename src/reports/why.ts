/** The proof of a pupil's figures and tier: marks, counts, the fraction, every rule of the policy, and what follows. */
import { absent, countPupil, windowOf, type Counts } from "../measures/counts.ts";
import { shownPercent, shownPupilPercent } from "../measures/percent.ts";
import { dueFor, type DueLine } from "../policy/due.ts";
import type { Situation } from "../policy/situation.ts";
import { tierOn } from "../policy/tiers.ts";
import type { Tier } from "../read/names.ts";
import type { Trigger } from "../read/schema.ts";
import { yearStart } from "../register/calendar.ts";
import { isoOf, type Day } from "../register/day.ts";
import { MISSING, type Kind } from "../register/kinds.ts";
import { isNursery } from "../register/pupil.ts";
import { cellOf, type Half } from "../register/register.ts";
import { whoIs, type Who } from "../register/who.ts";
import { chooseHalfTerm, letterJson, planLetters, type LetterJson } from "../letters/plan.ts";

export type MarkSide =
  "attended" | "authorised" | "unauthorised" | "not possible" | "not counted" | "unknown" | "missing";

/** All sessions of one code; without a code the marks that are missing or contradict each other. */
export interface MarksOfCode {
  readonly code: string | null;
  readonly side: MarkSide;
  readonly sessions: readonly {
    readonly day: string;
    readonly half: Half;
    readonly file: string | null;
    readonly line: number | null;
  }[];
}

export interface Rule {
  readonly trigger: string;
  readonly tier: Tier;
  /** Its numbers, as the policy has them. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly fired: boolean;
  /** The fact on which it fired; null when it did not. */
  readonly fact: string | null;
  readonly because: string;
  readonly source: string;
}

export interface Why extends Who {
  readonly asAt: string;
  readonly policy: string;
  readonly from: string;
  readonly to: string;
  readonly marks: readonly MarksOfCode[];
  readonly counts: Counts;
  readonly missed: number;
  /** Attendance in percent to six decimals, cut off and not rounded; null when nothing was possible. */
  readonly exact: string | null;
  /** As published figures are rounded, and as it is shown: moved by a tenth where rounding would cross a line. */
  readonly halfUp: string | null;
  readonly percent: string | null;
  readonly tooEarly: boolean;
  readonly minimumSessions: number;
  readonly rules: readonly Rule[];
  readonly tier: Tier;
  readonly due: readonly DueLine[];
  readonly letter: LetterJson | null;
}

export function whyOf(situation: Situation, row: number): Why {
  const { register, config, asAt } = situation;
  const from = yearStart(config.calendar, asAt);
  const placed = tierOn(situation, row, asAt);
  const counts = countPupil(register, row, windowOf(register, from, asAt));
  const who = whoIs(register, row);
  const begun = situation.halfTerms.some((term) => term.from <= asAt);
  const [letter] = begun
    ? planLetters(situation, {
        what: "term",
        halfTerm: chooseHalfTerm(situation, null),
        only: new Set([row]),
        released: new Set(),
      })
    : [];
  return {
    ...who,
    asAt: isoOf(asAt),
    policy: config.policy.version,
    from: isoOf(from),
    to: isoOf(asAt),
    marks: marksIn(situation, row, from, asAt),
    counts,
    missed: absent(counts),
    exact: exactPercent(counts),
    halfUp: shownPercent(counts),
    percent: shownPupilPercent(counts, config.lines),
    tooEarly: placed.tooEarly,
    minimumSessions: config.policy.minimumSessions,
    rules: config.policy.triggers.map((trigger) => ruleOf(trigger, placed.triggers)),
    tier: placed.tier,
    due: dueFor(situation, row),
    letter: letter ? letterJson(situation, letter) : null,
  };
}

function ruleOf(
  { trigger, tier, because, source, ...numbers }: Trigger,
  fired: readonly { readonly trigger: string; readonly tier: Tier; readonly fact: string }[],
): Rule {
  const found = fired.find((each) => each.trigger === trigger && each.tier === tier);
  return {
    trigger,
    tier,
    numbers: Object.fromEntries(
      Object.entries(numbers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    fired: found !== undefined,
    fact: found?.fact ?? null,
    because,
    source,
  };
}

/** Digits of a quotient of whole numbers, without the error that a division would have. */
function exactPercent({ attended, possible }: Counts): string | null {
  if (possible === 0) return null;
  const millionths = (BigInt(attended) * 100_000_000n) / BigInt(possible);
  const digits = millionths.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Every session on roll, by code, codes in the order in which they first occur; blanks only in open sessions. */
function marksIn({ register }: Situation, row: number, from: Day, to: Day): readonly MarksOfCode[] {
  const window = windowOf(register, from, to);
  const found = new Map<string, { code: string | null; side: MarkSide; sessions: MarksOfCode["sessions"][number][] }>();
  const nursery = isNursery(register.pupils[row] ?? { year: null });
  const start = Math.max(window.start, register.rollStart[row] ?? 0);
  const end = Math.min(window.end, register.rollEnd[row] ?? 0);
  for (let column = start; column < end; column++) {
    const session = register.sessions[column];
    const cell = cellOf(register, row, column);
    const byte = register.marks[cell] ?? MISSING;
    const kind = register.kinds[byte];
    if (!session || !kind || (byte === MISSING && (nursery || !session.open))) continue;
    const side = sideOf(kind);
    const key = `${side} ${kind.code ?? ""}`;
    const entry = found.get(key) ?? { code: kind.code, side, sessions: [] };
    found.set(key, entry);
    const place = register.placeOf(cell);
    entry.sessions.push({
      day: isoOf(session.day),
      half: session.half,
      file: place?.file ?? null,
      line: place?.line ?? null,
    });
  }
  return [...found.values()];
}

function sideOf(kind: Kind): MarkSide {
  switch (kind.class) {
    case "authorised":
    case "unauthorised":
    case "unknown":
    case "missing":
      return kind.class;
    case "not-possible":
      return "not possible";
    case "attending":
    case "approved-educational-activity":
      return "attended";
    case "administrative":
      return "not counted";
  }
}
