/** What Excel does to class names: `3/4` becomes `03-Apr`. */
import { MONTHS } from "../register/day.ts";

const DATE_LIKE = /^(\d{1,2})-([A-Za-z]{3})$/;

/** The class that a damaged name may have been, or null when it is not damaged: `03-Apr` may have been `3/4`. */
export function classBefore(name: string): string | null {
  const match = DATE_LIKE.exec(name);
  if (!match) return null;
  const month = MONTHS.findIndex((each) => each.slice(0, 3).toLowerCase() === match[2]?.toLowerCase());
  return month < 0 ? null : `${String(Number(match[1]))}/${String(month + 1)}`;
}

/** Takes damaged classes back where another pupil's class confirms it; otherwise tells `report` of the first of each. */
export function undamaged<T extends { readonly pupil: { readonly class: string | null } }>(
  named: readonly T[],
  report: (each: T, used: string) => void,
): readonly T[] {
  const known = new Set(named.map(({ pupil }) => pupil.class));
  const told = new Set<string>();
  return named.map((each) => {
    const { pupil } = each;
    const before = pupil.class === null ? null : classBefore(pupil.class);
    if (before === null || pupil.class === null) return each;
    if (known.has(before)) return { ...each, pupil: { ...pupil, class: before } };
    if (!told.has(pupil.class)) report(each, before);
    told.add(pupil.class);
    return each;
  });
}
