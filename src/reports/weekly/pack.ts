/** The weekly pack as a value: everything that `weekly` shows, before any of it is rendered. */
import { ofAll, type OfAll } from "../../policy/case.ts";
import { byOwner, type DueLine } from "../../policy/due.ts";
import { tiersOn } from "../../policy/tiers.ts";
import type { Benchmarks } from "../../read/benchmarks.ts";
import type { Situation } from "../../policy/situation.ts";
import type { Problem } from "../../problem/problem.ts";
import { isoOf } from "../../register/day.ts";
import { classWeeks, type ClassWeek } from "./classes.ts";
import { cohortRows, type CohortRow } from "./cohorts.ts";
import { latePupils, type LatePupil } from "./lates.ts";
import { monitored, movements, type Monitored, type Movement } from "./monitoring.ts";
import { packNumbers, type PackNumbers } from "./numbers.ts";
import { persistentPupils, type PersistentTable } from "./persistent.ts";
import { toFix, type ToFix } from "./to-fix.ts";
import type { Week } from "./week.ts";
import { wholeSchool, type WholeSchool } from "./whole-school.ts";

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

/** What a pack is made from besides the school itself. */
export interface PackSources {
  /** Paths of the exports that were read. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
  /** All that is due today. */
  readonly due: readonly DueLine[];
  /** `ofAll` of the situation, where it is known already. */
  readonly all?: OfAll;
  /** Published figures. */
  readonly benchmarks: Benchmarks;
}

/** Everything is as at the end of the week, whatever day the pack is made on; only the ages of `N`s are as at today. */
export function weeklyPack(
  situation: Situation,
  week: Week,
  { files, problems, due, benchmarks, all = ofAll(situation) }: PackSources,
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
    wholeSchool: wholeSchool(situation, week, benchmarks),
    classes: classWeeks(situation, week),
    monitoring: monitored(situation, week, tiers, all),
    lates: latePupils(situation, week),
    due: ownersDue(due),
    cohorts: cohortRows(situation, week),
  };
}

function ownersDue(due: readonly DueLine[]): readonly OwnersDue[] {
  return [...byOwner(due)].flatMap(([owner, lines]) => {
    const [first] = lines;
    return first ? [{ owner, due: lines.length, overdue: lines.filter(({ overdue }) => overdue).length, first }] : [];
  });
}

/** Problems of whole files. */
function isRefusal({ code }: Problem): boolean {
  return (
    (code.startsWith("file-") && code !== "file-no-rows") ||
    code === "quote-not-closed" ||
    code === "dates-fit-month-first"
  );
}
