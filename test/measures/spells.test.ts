/** Spells of absence and runs without a reason, on registers written as a week's worth of marks. */
import { describe, expect, it } from "vitest";
import { windowOf } from "../../src/measures/counts.ts";
import { spellsOf, unexplainedRun } from "../../src/measures/spells.ts";
import { isoOf } from "../../src/register/day.ts";
import type { Register } from "../../src/register/register.ts";
import { lines, on, schoolOf, upnOf } from "../laws/schools.ts";

/** One pupil's days as `2021-11-08 II`, each with its morning and afternoon; a second pupil is always present. */
function register(days: readonly string[]): Register {
  const rows = days.flatMap((text) => {
    const [iso = "", marks = ""] = text.split(" ");
    const both = (upn: string, name: string, am: string, pm: string): readonly string[] => [upn, name, iso, am, pm];
    const dot = (mark: string | undefined): string => (mark === "." ? "" : (mark ?? ""));
    return [both(upnOf(1), "Ava Adams", dot(marks[0]), dot(marks[1])), both(upnOf(2), "Kit Bell", "/", "\\")];
  });
  return schoolOf({ "exports/days.csv": lines([["UPN", "Name", "Date", "AM", "PM"], ...rows]) }).register;
}

const wholeYear = (of: Register): { start: number; end: number } => windowOf(of, on("2021-09-01"), on("2022-08-31"));

function spells(days: readonly string[]): readonly string[] {
  const of = register(days);
  return spellsOf(of, 0, wholeYear(of)).map(
    ({ from, to, sessions }) => `${isoOf(from)} to ${isoOf(to)}: ${String(sessions)}`,
  );
}

function run(days: readonly string[]): string | null {
  const of = register(days);
  const found = unexplainedRun(of, 0, wholeYear(of));
  return found && `${isoOf(found.from)} to ${isoOf(found.to)}: ${String(found.days)}`;
}

describe("spells of absence", () => {
  // FFT Education Datalab, "Measures of persistent absence for the COVID age", January 2022.
  it("are one of 14 sessions from Monday 8 to Tuesday 16 November 2021", () => {
    const days = ["08 II", "09 II", "10 II", "11 II", "12 II", "15 II", "16 II", "17 /\\"];
    expect(spells(days.map((day) => `2021-11-${day}`))).toEqual(["2021-11-08 to 2021-11-16: 14"]);
  });

  it.each([
    ["2021-11-10", "the next morning", ["08 II", "09 II", "10 /\\"]],
    ["2021-11-09", "the same day in the afternoon", ["08 II", "09 I\\", "10 /\\"]],
    ["2021-11-11", "after a day that was not possible", ["08 II", "09 II", "10 DD", "11 /\\"]],
    [null, "not yet", ["08 /\\", "09 II", "10 II"]],
  ])("end with the next attended session, on %s: %s", (expected, _, days) => {
    const of = register(days.map((day) => `2021-11-${day}`));
    const back = spellsOf(of, 0, wholeYear(of)).at(-1)?.back ?? null;
    expect(back && isoOf(back)).toBe(expected);
  });

  it("are one of 10 sessions when the Thursday and Friday were at another school", () => {
    const days = ["08 II", "09 II", "10 II", "11 DD", "12 DD", "15 II", "16 II", "17 /\\"];
    expect(spells(days.map((day) => `2021-11-${day}`))).toEqual(["2021-11-08 to 2021-11-16: 10"]);
  });

  it("end at one attended session, also at a late or an educated one", () => {
    expect(spells(["2021-11-08 II", "2021-11-09 L\\", "2021-11-10 OO"])).toEqual([
      "2021-11-08 to 2021-11-08: 2",
      "2021-11-10 to 2021-11-10: 2",
    ]);
    expect(spells(["2021-11-08 IB", "2021-11-09 II"])).toHaveLength(2);
  });

  it("count authorised and unauthorised sessions alike, U too", () => {
    expect(spells(["2021-11-08 IG", "2021-11-09 UN"])).toEqual(["2021-11-08 to 2021-11-09: 4"]);
  });

  it("pass over closures, blanks and sessions that were not possible", () => {
    expect(spells(["2021-11-08 /I", "2021-11-09 ##", "2021-11-10 .X", "2021-11-11 YI"])).toEqual([
      "2021-11-08 to 2021-11-11: 2",
    ]);
  });

  it("are none for a pupil who was always there", () => {
    expect(spells(["2021-11-08 /\\", "2021-11-09 L\\"])).toEqual([]);
  });
});

describe("a run of days without a reason", () => {
  it("reaches back over a weekend from the newest day", () => {
    expect(run(["2021-11-05 NN", "2021-11-08 OO", "2021-11-09 NO"])).toBe("2021-11-05 to 2021-11-09: 3");
  });

  it("ends at any other possible mark, also in one session of a day", () => {
    expect(run(["2021-11-08 NN", "2021-11-09 NN", "2021-11-10 /N"])).toBeNull();
    expect(run(["2021-11-08 NN", "2021-11-09 IN", "2021-11-10 NN"])).toBe("2021-11-10 to 2021-11-10: 1");
    expect(run(["2021-11-08 NN", "2021-11-09 GG", "2021-11-10 NN"])).toBe("2021-11-10 to 2021-11-10: 1");
    expect(run(["2021-11-08 NN", "2021-11-09 UU"])).toBeNull();
  });

  it("goes on over days with no possible mark: at another school, closed, not marked", () => {
    expect(run(["2021-11-08 NN", "2021-11-09 DD", "2021-11-10 ##", "2021-11-11 ..", "2021-11-12 OO"])).toBe(
      "2021-11-08 to 2021-11-12: 2",
    );
    expect(run(["2021-11-08 NN", "2021-11-09 NN", "2021-11-10 DD"])).toBe("2021-11-08 to 2021-11-09: 2");
  });

  it("takes a day with one N and otherwise no possible mark", () => {
    expect(run(["2021-11-08 NX", "2021-11-09 .O"])).toBe("2021-11-08 to 2021-11-09: 2");
  });

  it("is null for a pupil with none", () => {
    expect(run(["2021-11-08 /\\", "2021-11-09 II"])).toBeNull();
  });
});
