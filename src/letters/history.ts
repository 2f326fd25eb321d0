/** Letters already sent, as the log has them, and whether anything has got worse since. */
import { absent, countPupil, windowOf } from "../measures/counts.ts";
import type { Situation } from "../policy/situation.ts";
import { textOf, type Deed } from "../read/log.ts";
import { LETTERS, type LetterKind } from "../read/names.ts";
import { yearStart } from "../register/calendar.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { SERIES, type SeriesName } from "./kinds.ts";

export interface Issued {
  readonly letter: LetterKind;
  readonly day: Day;
  /** What it was about: a half-term, a school year, a line of the log. Null when it was written down by hand. */
  readonly occasion: string | null;
  readonly deed: Deed;
}

/** Letters of the day's academic year to a pupil's family, oldest first. */
export function issuedTo({ deeds, asAt }: Situation, row: number): readonly Issued[] {
  return (deeds[row] ?? []).flatMap((deed): Issued[] => {
    if (deed.kind !== "letter" || academicYearOf(deed.day) !== academicYearOf(asAt)) return [];
    const letter = LETTERS.find((each) => each === deed.fields["letter"]);
    return letter ? [{ letter, day: deed.day, occasion: textOf(deed.fields["occasion"]), deed }] : [];
  });
}

/** Letters of a series since the last sign-off, after which it begins anew. */
export function issuedOfSeries(situation: Situation, row: number, series: SeriesName): readonly Issued[] {
  const kinds: readonly LetterKind[] = SERIES[series];
  const signedOff = (situation.deeds[row] ?? []).findLast(({ kind }) => kind === "sign-off");
  return issuedTo(situation, row).filter(
    ({ letter, day }) => kinds.includes(letter) && day > (signedOff?.day ?? -Infinity),
  );
}

/** Whether more sessions were missed, or more lates made, this year than when a letter was issued. Never percentages. */
export function gotWorseSince(situation: Situation, row: number, issued: Issued): boolean {
  const { register, config, asAt } = situation;
  const from = yearStart(config.calendar, asAt);
  const now = countPupil(register, row, windowOf(register, from, asAt));
  const then = countPupil(register, row, windowOf(register, from, issued.day));
  // What the letter was written on is in its line; a letter written down by hand is compared with its day.
  const noted = issued.deed.fields["yearToDate"];
  const at = (field: string, fallback: number): number => {
    const value = typeof noted === "object" && noted !== null ? (noted as Record<string, unknown>)[field] : undefined;
    return typeof value === "number" ? value : fallback;
  };
  const lates = then.late + then.lateAfterClose;
  return absent(now) > at("missed", absent(then)) || now.late + now.lateAfterClose > at("lates", lates);
}
