/** Letters about leave in term time: decisions in the log, holidays declined and still to come, and holidays nobody asked for. */
import { leaveDecision, leaveRuns, NOT_GRANTED } from "../policy/leave.ts";
import { dayIn, type Deed } from "../read/log.ts";
import { yearStart } from "../register/calendar.ts";
import { academicYearOf, isoOf, ukOf, type Day } from "../register/day.ts";
import { spanOf } from "./basis.ts";
import type { Made, View } from "./candidate.ts";

/** Deeds of a kind in this academic year. */
export function thisYear({ situation, row }: View, kind: Deed["kind"]): readonly Deed[] {
  return (situation.deeds[row] ?? []).filter(
    (deed) => deed.kind === kind && academicYearOf(deed.day) === academicYearOf(situation.asAt),
  );
}

/** A letter that is about a line of the log: once for that line. */
export function fromDeed(deed: Deed, why: string): Pick<Made, "occasion" | "because"> {
  return { occasion: deed.id, because: [`${why}, in the log on ${ukOf(deed.day)}`] };
}

/** Decisions on leave that are in the log. */
export function decisions(view: View): readonly Made[] {
  return thisYear(view, "leave-decision").flatMap((deed): Made[] => {
    const leave = leaveDecision(deed);
    return leave ? [{ ...fromDeed(deed, `leave ${leave.decision}`), event: { about: "leave", leave } }] : [];
  });
}

/** Holidays that are about to be taken though they were declined. */
export function declinedAhead(view: View): readonly Made[] {
  return thisYear(view, "leave-decision").flatMap((deed): Made[] => {
    const leave = leaveDecision(deed);
    if (leave?.decision !== "declined" || leave.from <= view.situation.asAt) return [];
    return [{ ...fromDeed(deed, "leave declined and still to come"), event: { about: "leave", leave } }];
  });
}

/** Runs of `G` this school year that no request or decision in the log is about. */
export function leaveNotAsked(view: View): readonly Made[] {
  const { situation, row, day } = view;
  const asked = [...thisYear(view, "leave-request"), ...thisYear(view, "leave-decision")];
  const covers = (run: { from: Day; to: Day }): boolean =>
    asked.some((deed) => (dayIn(deed, "from") ?? deed.day) <= run.to && (dayIn(deed, "to") ?? deed.day) >= run.from);
  return leaveRuns(situation, row, { from: yearStart(situation.config.calendar, day), to: day }, NOT_GRANTED)
    .filter((run) => !covers(run))
    .map((run) => ({
      occasion: `holiday from ${isoOf(run.from)}`,
      because: [`${String(run.sessions)} sessions of holiday from ${ukOf(run.from)} to ${ukOf(run.to)}, not asked for`],
      event: {
        about: "leave",
        leave: { from: run.from, to: run.to, decision: "not-asked", granted: null, reason: null },
      },
      span: spanOf(situation, row, run.from, run.to),
    }));
}
