/** A thing that the policy asks for and the log does not show yet, and the few ways in which things fall due. */
import type { Deed } from "../read/log.ts";
import type { Day } from "../register/day.ts";
import { schoolDaysAfter, type Cadence, type Rounds } from "./periods.ts";
import type { RowName } from "../read/names.ts";
import type { Situation } from "./situation.ts";

export interface Ask {
  readonly row: RowName;
  /** Row of the register; null for what concerns the whole school. */
  readonly pupil: number | null;
  /** The last day on which it is in time. */
  readonly due: Day;
  readonly overdue: boolean;
  /** Why it is asked, without a full stop; empty where the row says enough. */
  readonly why: string;
}

/** What an ask is made of by each row: the day by which, and why. */
export interface Due {
  readonly due: Day;
  readonly why: string;
}

/** A deed that says itself which row it does, such as `attend log note … --row E4`. */
export function does(deed: Deed, row: RowName): boolean {
  return deed.fields["row"] === row;
}

/**
 * Due once after a start: within so many school days, until a deed on that day or later does it. The deed may be of the
 * day itself.
 */
export function onceAfter(
  situation: Situation,
  start: Day,
  within: number,
  done: (deed: Deed) => boolean,
  deeds: readonly Deed[],
  why: string,
): readonly Due[] {
  if (deeds.some((deed) => deed.day >= start && done(deed))) return [];
  return [{ due: schoolDaysAfter(situation, start, within), why }];
}

/**
 * Due again in every period since a start. When the period before went by without it, it is overdue since that period's
 * end; a deed of now does both. A school that wrote nothing down before is not told of what it missed then.
 */
export function everyPeriod(
  { asAt, periods, firstDeed }: Rounds,
  cadence: Cadence,
  since: Day,
  done: (deed: Deed) => boolean,
  deeds: readonly Deed[],
  why: string,
): readonly Due[] {
  const { now, before } = periods(cadence);
  const within = (from: Day, to: Day): boolean =>
    deeds.some((deed) => deed.day >= from && deed.day <= to && done(deed));
  if (now && within(now.from, asAt)) return [];
  // A week is missed when all of it was, and a longer period when the thing was asked for at its end.
  const isShort = cadence === "daily" || cadence === "weekly";
  const missed =
    before &&
    (isShort ? before.from : before.to) >= since &&
    before.to >= firstDeed &&
    !within(before.from, (now?.from ?? asAt + 1) - 1);
  if (missed) return [{ due: before.to, why }];
  return now ? [{ due: now.to, why }] : [];
}
