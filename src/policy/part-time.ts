/** Since when a pupil has had a part-time timetable. */
import { windowOf } from "../measures/counts.ts";
import type { Day } from "../register/day.ts";
import { MISSING } from "../register/kinds.ts";
import { cellOf } from "../register/register.ts";
import { yearStart } from "../register/calendar.ts";
import { dayIn } from "../read/log.ts";
import type { Situation } from "./situation.ts";

/** The start in the log, else the first `C2` of the academic year, else the start of the year. */
export function partTimeSince({ register, config, deeds, asAt }: Situation, row: number): Day {
  const needs = (deeds[row] ?? []).filter(
    ({ kind, fields }) => kind === "need" && fields["need"] === "part-time-timetable",
  );
  const starts = needs.map((deed) => dayIn(deed, "from") ?? deed.day);
  const logged = starts.findLast((day) => day <= asAt);
  if (logged !== undefined) return logged;
  const from = yearStart(config.calendar, asAt);
  const window = windowOf(register, from, asAt);
  for (let column = window.start; column < window.end; column++) {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    if (kind?.code === "C2") return register.sessions[column]?.day ?? from;
  }
  return from;
}
