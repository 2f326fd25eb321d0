/** Persistent absentees: who is one, who has just become one, who no longer is. */
import {
  absent,
  countPupil,
  glanceAt,
  isPersistent,
  isSevere,
  windowOf,
  type Counts,
  type Sides,
} from "../../measures/counts.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import { headroomOf, sessionsADay } from "../../measures/headroom.ts";
import { shownPupilPercent } from "../../measures/percent.ts";
import type { Situation } from "../../policy/situation.ts";
import { halfTermAt } from "../../register/calendar.ts";
import { headroomJson, type HeadroomJson } from "../headroom.ts";
import type { Week } from "./week.ts";
import { whoIs, type Who } from "../../register/who.ts";

export interface PersistentPupil extends Who {
  readonly status: "new" | "still" | "no longer";
  readonly severe: boolean;
  readonly missed: number;
  readonly counts: Counts;
  readonly percent: string | null;
  readonly missedThisWeek: number;
  readonly missedLastWeek: number | null;
  /** Sessions missed, this week against last. */
  readonly direction: "more" | "fewer" | "same" | null;
  readonly headroom: HeadroomJson | null;
}

export interface PersistentTable {
  readonly pupils: readonly PersistentPupil[];
  /** Who has missed 10% or more of too few sessions to judge. */
  readonly tooEarly: number;
}

export function persistentPupils({ register, config, halfTerms }: Situation, week: Week): PersistentTable {
  const toDate = windowOf(register, week.yearFrom, week.to);
  const toLastWeek = windowOf(register, week.yearFrom, week.monday - 1);
  const inWeek = windowOf(register, week.monday, week.to);
  const inLastWeek = week.before === null ? null : windowOf(register, week.before, week.before + 6);
  const halfTerm = halfTermAt(halfTerms, week.to);
  const enough = (counts: Sides): boolean => counts.possible >= config.policy.minimumSessions;
  let tooEarly = 0;
  const pupils = rowsOnRoll(register, week.to, week.to).flatMap((row): PersistentPupil[] => {
    const glance = glanceAt(register, row, toDate);
    const then = glanceAt(register, row, toLastWeek);
    if (isPersistent(glance) && !enough(glance)) tooEarly++;
    const isNow = isPersistent(glance) && enough(glance);
    const wasThen = isPersistent(then) && enough(then);
    if (!isNow && !wasThen) return [];
    const now = countPupil(register, row, toDate);
    const missedThisWeek = absent(glanceAt(register, row, inWeek));
    const missedLastWeek = inLastWeek && absent(glanceAt(register, row, inLastWeek));
    return [
      {
        ...whoIs(register, row),
        status: isNow ? (wasThen ? "still" : "new") : "no longer",
        severe: isSevere(now),
        missed: absent(now),
        counts: now,
        percent: shownPupilPercent(now, config.lines),
        missedThisWeek,
        missedLastWeek,
        direction:
          missedLastWeek === null
            ? null
            : missedThisWeek > missedLastWeek
              ? "more"
              : missedThisWeek < missedLastWeek
                ? "fewer"
                : "same",
        headroom: headroomJson(
          headroomOf(config.calendar, halfTerm, now, week.to, sessionsADay(register, row, toDate)),
        ),
      },
    ];
  });
  const order = { new: 0, still: 1, "no longer": 2 };
  return {
    pupils: pupils.toSorted(
      (a, b) =>
        order[a.status] - order[b.status] ||
        a.counts.attended * b.counts.possible - b.counts.attended * a.counts.possible,
    ),
    tooEarly,
  };
}
