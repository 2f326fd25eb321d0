/** Who came late today, and whether the mark fits the minutes: `L` up to the registers' close, `U` after it. */
import { windowOf, countPupil } from "../../measures/counts.ts";
import type { Situation } from "../../policy/situation.ts";
import { readTime } from "../../read/late.ts";
import { halfTermAt } from "../../register/calendar.ts";
import { isLate, MISSING } from "../../register/kinds.ts";
import { cellOf, type Half } from "../../register/register.ts";
import { STATUTE } from "../../register/statute.ts";
import { whoIs, type Who } from "../../register/who.ts";

export interface LateToday extends Who {
  readonly half: Half;
  readonly code: string;
  /** After the gates close, as exported; null when the exports give none. */
  readonly minutes: number | null;
  /** `09:07`: the gates' close and the minutes; null in the afternoon, whose start is not known. */
  readonly arrived: string | null;
  /** Late marks this half-term, this one too. */
  readonly halfTerm: number;
  /** A sentence when the mark contradicts the minutes; null when it does not. */
  readonly doubt: string | null;
}

export interface Times {
  readonly gatesClose: string;
  readonly registersClose: string;
  /** From the gates' to the registers' close. */
  readonly openMinutes: number;
  /** The longest that a register may stay open. Source: `STATUTE.registerOpenMinutes`. */
  readonly mostMinutes: number;
}

export function timesOf({ config }: Pick<Situation, "config">): Times {
  const { "gates-close": gatesClose, "registers-close": registersClose } = config.day;
  const openMinutes = (readTime(registersClose) ?? 0) - (readTime(gatesClose) ?? 0);
  return { gatesClose, registersClose, openMinutes, mostMinutes: STATUTE.registerOpenMinutes.value };
}

/** Every late mark of today's sessions, and every mark of presence with minutes late beside it. */
export function latesToday(
  situation: Situation,
  rows: Iterable<number>,
  columns: readonly number[],
): readonly LateToday[] {
  const { register, halfTerms, asAt } = situation;
  const times = timesOf(situation);
  const term = halfTermAt(halfTerms, asAt);
  const found: LateToday[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const cell = cellOf(register, row, column);
      const kind = register.kinds[register.marks[cell] ?? MISSING];
      const half = register.sessions[column]?.half ?? "AM";
      const minutes = register.minutes.get(cell) ?? null;
      const code = kind?.code ?? null;
      const isPresent = code === "/" || code === "\\";
      if (code === null || !(isLate(kind) || (isPresent && (minutes ?? 0) > 0))) continue;
      const inTerm = countPupil(register, row, windowOf(register, term?.from ?? asAt, asAt));
      found.push({
        ...whoIs(register, row),
        half,
        code,
        minutes,
        arrived: minutes === null || half === "PM" ? null : clock((readTime(times.gatesClose) ?? 0) + minutes),
        halfTerm: inTerm.late + inTerm.lateAfterClose,
        doubt: minutes === null || (half === "PM" && !isPresent) ? null : doubtOf(code, minutes, times),
      });
    }
  }
  return found;
}

/** A mark on the minute of the registers' close may be either. */
export function doubtOf(code: string, minutes: number, { openMinutes }: Pick<Times, "openMinutes">): string | null {
  if (code === "L" && minutes > openMinutes) return "marked L, but came after the registers closed: should it be U?";
  if (code === "U" && minutes < openMinutes) return "marked U, but came before the registers closed: should it be L?";
  return code === "/" || code === "\\" ? "marked present, with minutes late: should it be L or U?" : null;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
