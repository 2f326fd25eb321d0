/** What has gone out already is asked of the log; a day before its last lines does not know. */
import type { School } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import type { DeedKind } from "../read/log.ts";
import { ukOf } from "../register/day.ts";

/**
 * Throws when the log has such a deed of a later day than today, which does not count today: on a PC whose clock has been
 * set back, the same would go out, and be recorded, twice.
 */
export function refuseIfLater({ later, asAt }: School, kind: DeedKind): void {
  const newest = later.reduce((day, deed) => (deed.kind === kind ? Math.max(day, deed.day) : day), 0);
  if (newest === 0) return;
  throw new CannotGoOn(
    `Nothing was written: the log has a ${kind} of ${ukOf(newest)}, and today is ${ukOf(asAt)}, so the same might go out twice. Put the clock of this PC right, or give the right day with --date, and run again.`,
  );
}
