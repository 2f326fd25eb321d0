/** Letters about leave in term time: decisions in the log, holidays declined and still to come, and holidays nobody asked for. */
import { dayIn, textOf, type Deed } from "../read/log.ts";
import { yearStart } from "../register/calendar.ts";
import { academicYearOf, isoOf, ukOf, type Day } from "../register/day.ts";
import { isAttended, isPossible, MISSING } from "../register/kinds.ts";
import { cellOf, columnFrom } from "../register/register.ts";
import { spanOf } from "./basis.ts";
import type { Made, View } from "./candidate.ts";
import type { Leave } from "./events.ts";

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
    const leave = leaveIn(deed);
    return leave ? [{ ...fromDeed(deed, `leave ${leave.decision}`), event: { about: "leave", leave } }] : [];
  });
}

function leaveIn(deed: Deed): Leave | null {
  const decision = (["granted", "part", "declined"] as const).find((each) => each === deed.fields["outcome"]);
  const [from, to] = [dayIn(deed, "from"), dayIn(deed, "to")];
  if (!decision || from === null || to === null) return null;
  const [grantedFrom, grantedTo] = [dayIn(deed, "granted-from"), dayIn(deed, "granted-to")];
  const granted = grantedFrom === null || grantedTo === null ? null : { from: grantedFrom, to: grantedTo };
  return { from, to, decision, granted, reason: textOf(deed.fields["reason"]) };
}

/** Holidays that are about to be taken though they were declined. */
export function declinedAhead(view: View): readonly Made[] {
  return thisYear(view, "leave-decision").flatMap((deed): Made[] => {
    const leave = leaveIn(deed);
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
  return holidayRuns(view, yearStart(situation.config.calendar, day), day)
    .filter((run) => !covers(run))
    .map((run) => ({
      occasion: `holiday from ${isoOf(run.from)}`,
      because: [`${String(run.sessions)} sessions of holiday from ${ukOf(run.from)} to ${ukOf(run.to)}, not asked for`],
      event: { about: "leave", leave: { ...run, decision: "not-asked", granted: null, reason: null } },
      span: spanOf(situation, row, run.from, run.to),
    }));
}

/** Stretches of `G` with no attended session between. */
function holidayRuns(
  { situation, row }: View,
  from: Day,
  to: Day,
): readonly { from: Day; to: Day; sessions: number }[] {
  const { register } = situation;
  const runs: { from: Day; to: Day; sessions: number }[] = [];
  let open = false;
  for (let column = columnFrom(register, from); column < columnFrom(register, to + 1); column++) {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    const session = register.sessions[column];
    if (!kind || !session || !isPossible(kind)) continue;
    if (isAttended(kind)) open = false;
    if (kind.code !== "G") continue;
    const run = open ? runs.at(-1) : undefined;
    if (run) {
      run.to = session.day;
      run.sessions++;
    } else runs.push({ from: session.day, to: session.day, sessions: 1 });
    open = true;
  }
  return runs;
}
