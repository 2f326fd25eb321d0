/** The counts at the head of the weekly pack: how many of what. */
import { severity } from "../../policy/tiers.ts";
import type { Movement } from "./monitoring.ts";
import type { PersistentTable } from "./persistent.ts";
import type { ToFix } from "./to-fix.ts";

export interface PackNumbers {
  /** Persistent absentees now, nursery too. */
  readonly persistent: number;
  readonly newlyPersistent: number;
  readonly noLongerPersistent: number;
  /** Pupils who moved to a more severe tier since last week, and to a lighter one. */
  readonly worse: number;
  readonly better: number;
  /** Lines of "To fix". */
  readonly toFix: number;
  readonly unresolved: number;
  readonly overdue: number;
}

interface Parts {
  readonly persistent: PersistentTable;
  readonly movements: readonly Movement[];
  readonly toFix: ToFix;
}

export function packNumbers({ persistent, movements, toFix }: Parts): PackNumbers {
  const by = (status: string): number => persistent.pupils.filter((pupil) => pupil.status === status).length;
  return {
    persistent: persistent.pupils.length - by("no longer"),
    newlyPersistent: by("new"),
    noLongerPersistent: by("no longer"),
    worse: movements.filter(isWorse).length,
    better: movements.filter((each) => !isWorse(each)).length,
    toFix: toFix.registers.length + toFix.unresolved.length + toFix.problems.length + toFix.gaps.length,
    unresolved: toFix.unresolved.length,
    overdue: toFix.unresolved.filter(({ overdue }) => overdue).length,
  };
}

/** To a more severe tier, or into one when new on roll. */
export function isWorse({ from, to }: Pick<Movement, "from" | "to">): boolean {
  return from === null || severity(to) > severity(from);
}
