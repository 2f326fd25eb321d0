/** Counts from totals that an export states, for schools that can give no marks. */
import type { Totals } from "../register/totals.ts";
import { makeKinds } from "../register/kinds.ts";
import { sortIntoClasses, type Counts } from "./counts.ts";

/** The counts of one pupil's totals. Counts by code are classed as on the last day of the period. */
export function countsOfTotals(totals: Totals): Counts {
  if (totals.codes !== null) {
    const kinds = makeKinds();
    const histogram: number[] = [];
    for (const [code, n] of Object.entries(totals.codes)) {
      const kind = kinds.of(code, totals.to);
      histogram[kind] = (histogram[kind] ?? 0) + n;
    }
    return { ...sortIntoClasses(kinds.list, histogram), missing: totals.missing ?? 0, minutesLate: null };
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
