/** One pupil as the rows of the graduated response see them: tier, how long in it, deeds, and what was missed. */
import { thresholdMet, type ThresholdMet } from "../measures/penalty.ts";
import { windowOf } from "../measures/counts.ts";
import { dayIn, isContact, type Deed } from "../read/log.ts";
import type { Tier, TriggerName } from "../read/names.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf, schoolDayFrom } from "../register/register.ts";
import { roundsOf, type Rounds } from "./periods.ts";
import { NEEDS, severity, type Placed } from "./tiers.ts";
import { siblingFinder, type Sibling } from "./siblings.ts";
import type { Situation } from "./situation.ts";
import { OF_ATTENDANCE, stretchFinder, type SinceOf, type Through } from "./stretch.ts";

/** The most severe tier of the triggers named; of all but needs for null. */
function tierBy({ triggers }: Placed, names: readonly TriggerName[] | null): Tier {
  return triggers
    .filter(({ trigger }) => (names ? names.includes(trigger) : !NEEDS.includes(trigger)))
    .reduce<Tier>((most, { tier }) => (severity(tier) > severity(most) ? tier : most), "all");
}

/** What is worked out once for all cases of a situation. */
export interface OfAll {
  readonly siblingsOf: (row: number) => readonly Sibling[];
  readonly since: SinceOf;
  readonly rounds: Rounds;
}

/** For whoever asks about many pupils; it remembers what it was asked. */
export function ofAll(situation: Situation): OfAll {
  return { siblingsOf: siblingFinder(situation), since: stretchFinder(situation), rounds: roundsOf(situation) };
}

export class Case {
  readonly situation: Situation;
  readonly row: number;
  readonly placed: Placed;
  readonly deeds: readonly Deed[];
  readonly #ofAll: OfAll;
  #reasons: string | null = null;
  #threshold: { readonly met: ThresholdMet | null } | null = null;

  constructor(situation: Situation, placed: Placed, all: OfAll) {
    this.situation = situation;
    this.row = placed.row;
    this.placed = placed;
    this.#ofAll = all;
    this.deeds = situation.deeds[placed.row] ?? [];
  }

  /** Likely brothers and sisters in school. */
  get siblings(): readonly Sibling[] {
    return this.#ofAll.siblingsOf(this.row);
  }

  /** The periods in which things are due again. */
  get rounds(): Rounds {
    return this.#ofAll.rounds;
  }

  /** The facts of every trigger that fired, each once. */
  get reasons(): string {
    return (this.#reasons ??= [...new Set(this.placed.triggers.map(({ fact }) => fact))].join("; "));
  }

  isAtLeast(tier: Tier): boolean {
    return severity(this.placed.tier) >= severity(tier);
  }

  fired(...names: readonly TriggerName[]): boolean {
    return this.placed.triggers.some(({ trigger }) => names.includes(trigger));
  }

  /** Attendance or lates put the pupil at `tier` or above; a need alone never does. */
  byAttendance(tier: Tier): boolean {
    return severity(tierBy(this.placed, OF_ATTENDANCE)) >= severity(tier);
  }

  /** The tier that the pupil would be in without a SEND plan or a mental-health need. */
  get tierWithoutNeeds(): Tier {
    return tierBy(this.placed, null);
  }

  /** The first school day of the stretch that reaches up to today in which the pupil was in this tier or above. */
  since(tier: Exclude<Tier, "all">, through: Through = "anything"): Day {
    return this.#ofAll.since(this.row, tier, through);
  }

  /** Deeds of a kind of the last twelve months, oldest first: what is open does not end with the school year. */
  ofKind(...kinds: readonly Deed["kind"][]): readonly Deed[] {
    return this.deeds.filter((deed) => kinds.includes(deed.kind) && deed.day > this.situation.asAt - 365);
  }

  /** Something of a kind is planned for a day that has not passed. */
  isPlanned(kind: "meeting" | "panel"): boolean {
    const last = this.ofKind(kind).at(-1);
    return last?.fields["outcome"] === "planned" && (dayIn(last, "on") ?? last.day) >= this.situation.asAt;
  }

  /** The newest school day, of so many up to today, on which a session was missed; null when there is none. */
  lastAbsence(schoolDays: number): Day | null {
    const { register, asAt } = this.situation;
    const end = schoolDayFrom(register, asAt + 1);
    const first = register.schoolDays[Math.max(0, end - schoolDays)] ?? asAt;
    const window = windowOf(register, Math.min(first, asAt), asAt);
    for (let column = window.end - 1; column >= window.start; column--) {
      const kind = register.kinds[register.marks[cellOf(register, this.row, column)] ?? MISSING];
      if (kind && isPossible(kind) && !isAttended(kind)) return register.sessions[column]?.day ?? null;
    }
    return null;
  }

  /** The penalty threshold as met this academic year, or null. */
  threshold(): ThresholdMet | null {
    const { register, asAt } = this.situation;
    this.#threshold ??= { met: thresholdMet(register, this.row, academicYearOf(asAt), asAt) };
    return this.#threshold.met;
  }

  /** The last panel that was held this year. */
  panelHeld(): Deed | null {
    return this.ofKind("panel").findLast(({ fields }) => fields["outcome"] === "held") ?? null;
  }
}

/** Somebody tried to reach the family, whether or not they were reached. */
export function isAttempt(deed: Deed): boolean {
  return isContact(deed) || deed.kind === "call" || deed.kind === "message" || deed.kind === "visit";
}
