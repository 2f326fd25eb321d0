/** A pupil's last weeks as small bars: attended of possible. */
import type { WeekBars } from "../charts/chart.ts";

export function weekBarsOf(weeks: WeekBars["weeks"]): WeekBars {
  const said = weeks.map(({ attended, possible }) =>
    possible === 0 ? "none possible" : `${String(attended)} of ${String(possible)}`,
  );
  return { kind: "weeks", description: `Sessions attended in the last weeks: ${said.join(", ")}`, weeks };
}
