/** Counts from totals that an export states, for schools that can give no marks. */
import type { Day } from "../register/day.ts";
import { hasSessions, type Totals } from "../register/totals.ts";
import type { PupilTotals } from "./compare.ts";
import { makeKinds } from "../register/kinds.ts";
import { sortIntoClasses, type Counts } from "./counts.ts";

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The periods for which there are totals to make figures of, in order. */
export function periodsOf(totals: readonly Totals[]): readonly Period[] {
  const periods = new Map<string, Period>();
  for (const each of totals) {
    if (each.from === null || each.to === null || !hasSessions(each)) continue;
    periods.set(`${String(each.from)} ${String(each.to)}`, { from: each.from, to: each.to });
  }
  return [...periods.values()].toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** Each pupil's counts of one period; pupils whose rows contradict each other are left out and named. */
export function totalsIn(
  totals: readonly PupilTotals[],
  period: Period,
): { counts: ReadonlyMap<number, Counts>; contradicting: readonly PupilTotals[] } {
  const counts = new Map<number, Counts>();
  const contradicting = new Map<number, PupilTotals>();
  for (const each of totals) {
    if (each.from !== period.from || each.to !== period.to || !hasSessions(each)) continue;
    const made = countsOfTotals(each);
    const known = counts.get(each.row);
    if (known && JSON.stringify(known) !== JSON.stringify(made)) contradicting.set(each.row, each);
    counts.set(each.row, made);
  }
  for (const row of contradicting.keys()) counts.delete(row);
  return { counts, contradicting: [...contradicting.values()] };
}

/** The counts of one pupil's totals. Counts by code are classed as on the last day of the period. */
export function countsOfTotals(totals: Totals): Counts {
  if (totals.codes !== null) {
    const kinds = makeKinds();
    const histogram: number[] = [];
    for (const [code, n] of Object.entries(totals.codes)) {
      const kind = kinds.of(code, totals.to ?? 0);
      histogram[kind] = (histogram[kind] ?? 0) + n;
    }
    return { ...sortIntoClasses(kinds.list, histogram), missing: totals.missing ?? 0 };
  }
  const possible = totals.possible ?? 0;
  const attended = totals.attended ?? 0;
  const authorised = totals.authorised ?? possible - attended - (totals.unauthorised ?? 0);
  return {
    possible,
    attended,
    authorised,
    unauthorised: possible - attended - authorised,
    late: totals.late ?? 0,
    lateAfterClose: totals.lateAfterClose ?? 0,
    minutesLate: null,
    missing: totals.missing ?? 0,
    unknown: 0,
    notPossible: 0,
    codes: {},
  };
}
