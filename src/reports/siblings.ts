/** A brother's or sister's figures in one line, to stand beside a pupil's. */
import { absent, countPupil, windowOf } from "../measures/counts.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import type { Situation } from "../policy/situation.ts";
import { yearStart } from "../register/calendar.ts";
import { nameWithClass, whoIs } from "../register/who.ts";

/** `Lily Winterbourne (Reception): missed 7 of 104 sessions, 93.3%`, this academic year to today. */
export function figuresInWords({ register, config, asAt }: Situation, row: number): string {
  const counts = countPupil(register, row, windowOf(register, yearStart(config.calendar, asAt), asAt));
  const percent = shownPupilPercent(counts, config.lines);
  const figures = `missed ${String(absent(counts))} of ${String(counts.possible)} sessions`;
  return `${nameWithClass(whoIs(register, row))}: ${figures}${percent === null ? "" : `, ${percent}%`}`;
}
