/** One pupil as the rows of the graduated response see them: tier, how long in it, deeds, and what was missed. */
import { thresholdMet, type ThresholdMet } from "../measures/penalty.ts";
import { windowOf } from "../measures/counts.ts";
import { dayIn, isContact, type Deed } from "../read/log.ts";
import { BANDS, type Tier, type TriggerName } from "../read/names.ts";
import { academicYearOf, mondayOf, type Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf } from "../register/register.ts";
import { onRollBetween } from "../register/pupil.ts";
import { NEEDS, severity, tierOn, type Placed } from "./tiers.ts";
import type { Sibling } from "./siblings.ts";
import type { Situation } from "./situation.ts";

const OF_ATTENDANCE: readonly TriggerName[] = [...BANDS, "persistent-absence", "lates"];

/** The most severe tier of the triggers named; of all but needs for null. */
function tierBy({ triggers }: Placed, names: readonly TriggerName[] | null): Tier {
  return triggers
    .filter(({ trigger }) => (names ? names.includes(trigger) : !NEEDS.includes(trigger)))
    .reduce<Tier>((most, { tier }) => (severity(tier) > severity(most) ? tier : most), "all");
}

export class Case {
  readonly situation: Situation;
  readonly row: number;
  readonly placed: Placed;
  readonly deeds: readonly Deed[];
  /** Likely brothers and sisters in school. */
  readonly siblings: readonly Sibling[];
  readonly #since = new Map<string, Day>();
  #threshold: { readonly met: ThresholdMet | null } | null = null;

  constructor(situation: Situation, placed: Placed, siblings: readonly Sibling[]) {
    this.situation = situation;
    this.row = placed.row;
    this.placed = placed;
    this.siblings = siblings;
    this.deeds = situation.deeds[placed.row] ?? [];
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

  /**
   * The first school day of the stretch that reaches up to today in which the pupil was in this tier or above; `through`
   * attendance and lates alone, or for whatever reason. Days are looked at week by week: a day out of the tier between two
   * weeks in it does not end the stretch.
   */
  since(tier: Tier, through: "anything" | "attendance" = "anything"): Day {
    const known = this.#since.get(`${tier} ${through}`);
    if (known !== undefined) return known;
    const { register, asAt } = this.situation;
    const days = register.schoolDays.filter((day) => day >= academicYearOf(asAt) && day <= asAt);
    const isIn = (day: Day): boolean => this.#isIn(tier, day, through === "attendance" ? OF_ATTENDANCE : undefined);
    let first = asAt;
    for (let end = days.length - 1; end >= 0;) {
      const start = days.findIndex((day) => mondayOf(day) === mondayOf(days[end] ?? 0));
      if (!isIn(days[end] ?? asAt)) break;
      first = days.slice(start, end + 1).find(isIn) ?? first;
      end = start - 1;
    }
    this.#since.set(`${tier} ${through}`, first);
    return first;
  }

  #isIn(tier: Tier, day: Day, names: readonly TriggerName[] | undefined): boolean {
    const pupil = this.situation.register.pupils[this.row];
    if (!pupil || !onRollBetween(pupil, day, day)) return false;
    const placed = tierOn(this.situation, this.row, day);
    return severity(names ? tierBy(placed, names) : placed.tier) >= severity(tier);
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
    const days = register.schoolDays.filter((day) => day <= asAt).slice(-schoolDays);
    const window = windowOf(register, days[0] ?? asAt, asAt);
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
