/** One pupil as the rows of the graduated response see them: tier, how long in it, deeds, and what was missed. */
import { thresholdMet, type ThresholdMet } from "../measures/penalty.ts";
import { windowOf } from "../measures/counts.ts";
import { isContact, textOf, type Deed } from "../read/log.ts";
import { BANDS, type Tier, type TriggerName } from "../read/schema.ts";
import { academicYearOf, dayFromIso, type Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf } from "../register/register.ts";
import { onRollBetween } from "../register/pupil.ts";
import { severity, tierOn, type Placed } from "./tiers.ts";
import type { Situation } from "./situation.ts";

export class Case {
  readonly situation: Situation;
  readonly row: number;
  readonly placed: Placed;
  readonly deeds: readonly Deed[];
  readonly #since = new Map<Tier, Day>();

  constructor(situation: Situation, placed: Placed) {
    this.situation = situation;
    this.row = placed.row;
    this.placed = placed;
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
    const names: readonly TriggerName[] = [...BANDS, "persistent-absence", "lates"];
    return this.placed.triggers.some((each) => names.includes(each.trigger) && severity(each.tier) >= severity(tier));
  }

  /** The first school day of the stretch that reaches up to today in which the pupil was in this tier or above. */
  since(tier: Tier): Day {
    const known = this.#since.get(tier);
    if (known !== undefined) return known;
    const { register, asAt } = this.situation;
    const pupil = register.pupils[this.row];
    const days = register.schoolDays.filter((day) => day >= academicYearOf(asAt) && day <= asAt);
    let first = asAt;
    for (const day of days.toReversed()) {
      if (!pupil || !onRollBetween(pupil, day, day)) break;
      if (severity(tierOn(this.situation, this.row, day).tier) < severity(tier)) break;
      first = day;
    }
    this.#since.set(tier, first);
    return first;
  }

  /** Deeds of a kind this academic year, oldest first. */
  ofKind(...kinds: readonly Deed["kind"][]): readonly Deed[] {
    const year = academicYearOf(this.situation.asAt);
    return this.deeds.filter((deed) => kinds.includes(deed.kind) && academicYearOf(deed.day) === year);
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
    return thresholdMet(register, this.row, academicYearOf(asAt), asAt);
  }

  /** The last panel that was held this year. */
  panelHeld(): Deed | null {
    return this.ofKind("panel").findLast(({ fields }) => fields["outcome"] === "held") ?? null;
  }
}

/** A date in a field of a deed, or null. */
export function dayOfField(deed: Deed, field: string): Day | null {
  return dayFromIso(textOf(deed.fields[field]) ?? "");
}

/** Somebody tried to reach the family, whether or not they were reached. */
export function isAttempt(deed: Deed): boolean {
  return isContact(deed) || deed.kind === "call" || deed.kind === "message" || deed.kind === "visit";
}
