/** What has to be put right: marks that are missing or open, and what the files themselves got wrong. */
import { missingRegisters, unresolved } from "../../policy/to-fix.ts";
import type { Situation } from "../../policy/situation.ts";
import { levelOf, type Problem, type ProblemCode } from "../../problem/problem.ts";
import { placeOf, say } from "../../problem/words.ts";
import { isoOf } from "../../register/day.ts";
import type { Half } from "../../register/register.ts";
import { whoIs, type Who } from "../../register/who.ts";
import { gapsOf, type Gap } from "./gaps.ts";
import type { Week } from "./week.ts";

export interface ToFix {
  readonly registers: readonly {
    readonly class: string | null;
    readonly day: string;
    readonly half: Half;
    readonly missing: number;
    readonly of: number;
    /** Named when the register was taken and only some are missing. */
    readonly pupils: readonly Who[];
  }[];
  readonly unresolved: readonly (Who & {
    readonly day: string;
    readonly half: Half;
    /** School days. */
    readonly age: number;
    readonly by: string;
    readonly overdue: boolean;
  })[];
  /** School days of the calendar without any mark: the year's figures lack them. */
  readonly gaps: readonly Gap[];
  /** What the files themselves got wrong. */
  readonly problems: readonly { readonly place: string | null; readonly say: string }[];
}

/** Notes that change no figure, and still are somebody's to put right. */
const WORTH_FIXING = new Set<ProblemCode>([
  "pupil-no-marks",
  "mark-at-weekend",
  "late-no-mark",
  "deed-no-pupil",
  "letter-restated",
]);

export function toFix(situation: Situation, week: Week, problems: readonly Problem[]): ToFix {
  const { register } = situation;
  return {
    registers: missingRegisters(situation, week.to).map(({ class: named, day, half, missing, of, rows }) => ({
      class: named,
      day: isoOf(day),
      half,
      missing,
      of,
      pupils: missing === of ? [] : rows.map((row) => whoIs(register, row)),
    })),
    unresolved: unresolved(situation, week.to).map(({ row, day, half, age, by, overdue }) => ({
      ...whoIs(register, row),
      day: isoOf(day),
      half,
      age,
      by: isoOf(by),
      overdue,
    })),
    gaps: gapsOf(situation, week),
    problems: problems
      .filter((problem) => levelOf(problem) !== "note" || WORTH_FIXING.has(problem.code))
      .map((problem) => ({ place: placeOf(problem), say: say(problem) })),
  };
}
