/** Headroom, against counting on by hand. */
import { describe, expect, it } from "vitest";
import { isPersistent, type Sides } from "../../src/measures/counts.ts";
import { headroomOf, mayStillMiss, toAttendUntilBelow } from "../../src/measures/headroom.ts";
import type { Calendar, HalfTerm } from "../../src/register/calendar.ts";
import { on } from "../laws/schools.ts";

/** The most of `left` sessions that can be missed with the pupil not persistent after them; 0 when even none is too many. */
function mostByHand({ possible, attended }: Sides, left: number): number {
  let most = 0;
  for (let more = 1; more <= left; more++) {
    if (!isPersistent({ possible: possible + left, attended: attended + left - more })) most = more;
  }
  return most;
}

function attendByHand({ possible, attended }: Sides): number {
  let more = 0;
  while (isPersistent({ possible: possible + more, attended: attended + more })) more++;
  return more;
}

describe("headroom", () => {
  it("of sessions that may still be missed is what trying each number gives", () => {
    for (let possible = 1; possible <= 90; possible++) {
      for (let away = 0; away * 10 < possible; away++) {
        for (const left of [0, 1, 2, 9, 10, 11, 40, 74]) {
          const counts = { possible, attended: possible - away };
          if (mayStillMiss(counts, left) !== mostByHand(counts, left)) {
            throw new Error(`${String(away)} of ${String(possible)}, ${String(left)} left`);
          }
        }
      }
    }
  });

  it("of sessions to attend is what attending one after the other gives", () => {
    for (let possible = 1; possible <= 120; possible++) {
      for (let away = 0; away <= possible; away++) {
        const counts = { possible, attended: possible - away };
        if (toAttendUntilBelow(counts) !== attendByHand(counts))
          throw new Error(`${String(away)} of ${String(possible)}`);
      }
    }
  });

  it.each([
    [38, 380, 1],
    [37, 371, 0],
    [1, 10, 1],
    [5, 10, 41],
  ])("after %i missed of %i needs %i sessions in a row", (away, possible, expected) => {
    expect(toAttendUntilBelow({ possible, attended: possible - away })).toBe(expected);
  });
});

describe("headroom in a calendar", () => {
  const halfTerm: HalfTerm = { key: "Autumn 2", from: on("2026-11-02"), to: on("2026-12-18"), inferred: false };
  const calendar: Calendar = { halfTerms: [halfTerm], closed: new Set([on("2026-11-27")]) };

  it("counts two sessions on each open weekday to the end of the half-term", () => {
    // From Monday 23 November: 20 weekdays to 18 December, one of them closed, so 38 sessions.
    const headroom = headroomOf(calendar, halfTerm, { possible: 100, attended: 100 }, on("2026-11-20"), 2);
    // 138 sessions in all: 14 missed are persistent, so 13 may be.
    expect(headroom).toEqual({ mayMiss: 13, toAttend: null, backAbove: null });
  });

  it("names the day on which a persistent absentee has attended enough, closed days and weekends passed over", () => {
    // 12 of 110: after 11 more attended sessions 12 of 121. 11 sessions are the mornings and afternoons of 5 days and one more.
    const headroom = headroomOf(calendar, halfTerm, { possible: 110, attended: 98 }, on("2026-11-20"), 2);
    expect(headroom).toEqual({ mayMiss: null, toAttend: 11, backAbove: on("2026-12-01") });
  });

  it("is back above on the day of the last session it takes, when that is an afternoon", () => {
    const headroom = headroomOf(calendar, halfTerm, { possible: 118, attended: 106 }, on("2026-11-20"), 2);
    expect(headroom).toEqual({ mayMiss: null, toAttend: 3, backAbove: on("2026-11-24") });
  });

  it("names no day beyond the year's calendar", () => {
    const headroom = headroomOf(calendar, halfTerm, { possible: 100, attended: 50 }, on("2026-11-20"), 2);
    expect(headroom).toEqual({ mayMiss: null, toAttend: 401, backAbove: null });
  });

  it("counts one session a day for a child who has one", () => {
    const headroom = headroomOf(calendar, halfTerm, { possible: 51, attended: 51 }, on("2026-11-20"), 1);
    // 19 sessions to come make 70: 7 missed are persistent.
    expect(headroom?.mayMiss).toBe(6);
    const persistent = headroomOf(calendar, halfTerm, { possible: 118, attended: 106 }, on("2026-11-20"), 1);
    expect(persistent).toEqual({ mayMiss: null, toAttend: 3, backAbove: on("2026-11-25") });
  });

  it("says nothing when the half-term is inferred, or nothing was possible", () => {
    const counts = { possible: 100, attended: 100 };
    expect(headroomOf(calendar, { ...halfTerm, inferred: true }, counts, on("2026-11-20"), 2)).toBeNull();
    expect(headroomOf(calendar, null, counts, on("2026-11-20"), 2)).toBeNull();
    expect(headroomOf(calendar, halfTerm, { possible: 0, attended: 0 }, on("2026-11-20"), 2)).toBeNull();
  });
});
