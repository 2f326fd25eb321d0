/** What an export states, beside what its marks give: differences are listed, and never used. */
import type { Problem } from "../problem/problem.ts";
import { yearStart, type Calendar } from "../register/calendar.ts";
import type { Day } from "../register/day.ts";
import type { Register } from "../register/register.ts";
import type { Totals } from "../register/totals.ts";
import { countPupil, windowOf, type Counts } from "./counts.ts";

export interface PupilTotals extends Totals {
  readonly row: number;
  readonly path: string;
}

const FIELDS = ["possible", "attended", "authorised", "unauthorised"] as const;

/** One problem a pupil: the first statement that differs from the counts of the same days. */
export function compareTotals(
  register: Register,
  calendar: Calendar,
  totals: readonly PupilTotals[],
  asAt: Day,
): readonly Problem[] {
  const scales = scalesOf(totals);
  return totals.flatMap((each): Problem[] => {
    const from = each.from ?? yearStart(calendar, asAt);
    const to = Math.min(each.to ?? asAt, asAt);
    const counts = countPupil(register, each.row, windowOf(register, from, to));
    const wrong = FIELDS.find((field) => each[field] !== null && each[field] !== counts[field]);
    const percent = percentDiffers(each.statedPercent, scales.get(each.file) ?? 1, counts);
    const differs = wrong
      ? { what: `${wrong} sessions`, stated: each[wrong] ?? 0, ours: counts[wrong] }
      : percent && { what: "percent", ...percent };
    if (!differs) return [];
    const { notPossible, missing, unknown } = counts;
    const pupil = register.pupils[each.row]?.name ?? "";
    return [
      {
        code: "totals-differ",
        file: each.path,
        line: each.line,
        args: { pupil, ...differs, notPossible, missing, unknown },
      },
    ];
  });
}

/** A column in which nothing is above 1 holds shares, not percentages. */
function scalesOf(totals: readonly PupilTotals[]): ReadonlyMap<number, number> {
  const highest = new Map<number, number>();
  for (const { file, statedPercent } of totals) {
    if (statedPercent !== null) highest.set(file, Math.max(statedPercent, highest.get(file) ?? 0));
  }
  return new Map([...highest].map(([file, most]) => [file, most <= 1 ? 100 : 1]));
}

/** Compared as closely as it is stated: a whole number within a half, one decimal within a twentieth. */
function percentDiffers(stated: number | null, scale: number, counts: Counts): { stated: number; ours: string } | null {
  if (stated === null || counts.possible === 0) return null;
  const value = Math.round(stated * scale * 100) / 100;
  const ours = (100 * counts.attended) / counts.possible;
  const near = Number.isInteger(value) ? 0.5 : Number.isInteger(value * 10) ? 0.05 : 0.005;
  return Math.abs(ours - value) <= near + 1e-9 ? null : { stated: value, ours: ours.toFixed(2) };
}
