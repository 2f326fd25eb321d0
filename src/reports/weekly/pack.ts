/** The weekly pack as a value: everything that `weekly` shows, before any of it is rendered. */
import { byOwner, dueOn, type DueLine } from "../../policy/due.ts";
import { missingRegisters, unresolved } from "../../policy/to-fix.ts";
import { tiersOn } from "../../policy/tiers.ts";
import type { Situation } from "../../policy/situation.ts";
import { levelOf, type Problem, type ProblemCode } from "../../problem/problem.ts";
import { placeOf, say } from "../../problem/words.ts";
import { isoOf } from "../../register/day.ts";
import type { Half } from "../../register/register.ts";
import { classWeeks, type ClassWeek } from "./classes.ts";
import { cohortRows, type CohortRow } from "./cohorts.ts";
import { gapsOf, type Gap } from "./gaps.ts";
import { latePupils, type LatePupil } from "./lates.ts";
import { monitored, movements, type Monitored, type Movement } from "./monitoring.ts";
import { packNumbers, type PackNumbers } from "./numbers.ts";
import { persistentPupils, type PersistentTable } from "./persistent.ts";
import type { Week } from "./week.ts";
import { wholeSchool, type WholeSchool } from "./whole-school.ts";
import { whoIs, type Who } from "../../register/who.ts";

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

export interface OwnersDue {
  readonly owner: string;
  readonly due: number;
  readonly overdue: number;
  readonly first: DueLine;
}

export interface WeeklyPack {
  readonly school: string;
  readonly asAt: string;
  readonly week: {
    readonly from: string;
    readonly to: string;
    readonly friday: string;
    readonly yearFrom: string;
    readonly firstDay: string;
  };
  readonly policy: string;
  /** Files that could not be read at all: the figures may lack what is in them. */
  readonly incomplete: readonly string[];
  /** Paths of the exports that it was made from. */
  readonly files: readonly string[];
  readonly numbers: PackNumbers;
  readonly wholeSchool: WholeSchool;
  readonly classes: readonly ClassWeek[];
  readonly persistent: PersistentTable;
  readonly monitoring: readonly Monitored[];
  readonly movements: readonly Movement[];
  readonly lates: readonly LatePupil[];
  readonly toFix: ToFix;
  /** What the policy asks for and the log does not show, as at today: each owner with the oldest of theirs. */
  readonly due: readonly OwnersDue[];
  readonly cohorts: readonly CohortRow[];
}

/** Everything is as at the end of the week, whatever day the pack is made on; only the ages of `N`s are as at today. */
export function weeklyPack(
  situation: Situation,
  week: Week,
  files: readonly string[],
  problems: readonly Problem[],
): WeeklyPack {
  const firstDay = situation.register.schoolDays.find((day) => day >= week.yearFrom) ?? week.yearFrom;
  const tiers = tiersOn(situation, week.to);
  const parts = {
    persistent: persistentPupils(situation, week),
    movements: movements(situation, week, tiers),
    toFix: toFix(situation, week, problems),
  };
  return {
    school: situation.config.school.name,
    asAt: isoOf(situation.asAt),
    week: {
      from: isoOf(week.monday),
      to: isoOf(week.to),
      friday: isoOf(week.friday),
      yearFrom: isoOf(week.yearFrom),
      firstDay: isoOf(firstDay),
    },
    policy: situation.config.policy.version,
    files,
    incomplete: [...new Set(problems.filter(isRefusal).flatMap(({ file }) => file ?? []))],
    ...parts,
    numbers: packNumbers(parts),
    wholeSchool: wholeSchool(situation, week),
    classes: classWeeks(situation, week),
    monitoring: monitored(situation, week, tiers),
    lates: latePupils(situation, week),
    due: ownersDue(situation),
    cohorts: cohortRows(situation, week),
  };
}

function ownersDue(situation: Situation): readonly OwnersDue[] {
  return [...byOwner(dueOn(situation))].flatMap(([owner, lines]) => {
    const [first] = lines;
    return first ? [{ owner, due: lines.length, overdue: lines.filter(({ overdue }) => overdue).length, first }] : [];
  });
}

/** Notes that change no figure, and still are somebody's to put right. */
const WORTH_FIXING = new Set<ProblemCode>([
  "pupil-no-marks",
  "mark-at-weekend",
  "late-no-mark",
  "deed-no-pupil",
  "letter-restated",
]);

/** Problems of whole files. */
function isRefusal({ code }: Problem): boolean {
  return (
    (code.startsWith("file-") && code !== "file-no-rows") ||
    code === "quote-not-closed" ||
    code === "dates-fit-month-first"
  );
}

function toFix(situation: Situation, week: Week, problems: readonly Problem[]): ToFix {
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
