/** Our arithmetic against figures that the Department for Education published. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sortIntoClasses } from "../../src/measures/counts.ts";
import { shownPercent, shownShare } from "../../src/measures/percent.ts";
import { dayFromIso } from "../../src/register/day.ts";
import { makeKinds } from "../../src/register/kinds.ts";

const DFE = path.resolve(import.meta.dirname, "../../fixtures/dfe");
const WHOLE = path.resolve(import.meta.dirname, "../../../shared/data/dfe_absence_by_term_201213-201617.csv");

interface Case {
  readonly area: string;
  readonly phase: string;
  readonly when: string;
  readonly sessions_by_code: Readonly<Record<string, number>>;
  readonly expect: Readonly<Record<string, number>>;
}

const { cases } = JSON.parse(readFileSync(path.join(DFE, "session-counts.json"), "utf8")) as {
  readonly cases: readonly Case[];
};

/** A day on which every present code is in force; `H` and `J`, retired by then, still count as they did. */
const DAY = dayFromIso("2025-09-08") ?? NaN;

function countsOf(sessions: Case["sessions_by_code"]): ReturnType<typeof sortIntoClasses> {
  const kinds = makeKinds();
  const histogram: number[] = [];
  for (const [code, n] of Object.entries(sessions)) histogram[kinds.of(code, DAY)] = n;
  return sortIntoClasses(kinds.list, histogram);
}

describe("published counts of sessions by code", () => {
  it("are 23 cases", () => {
    expect(cases).toHaveLength(23);
  });

  it.each(cases)("give DfE's own totals: $area $phase $when", ({ sessions_by_code: sessions, expect: dfe }) => {
    const counts = countsOf(sessions);
    const absence = counts.authorised + counts.unauthorised;
    expect({
      possible_sessions: counts.possible,
      overall_attendance: counts.attended,
      overall_absence: absence,
      authorised_absence: counts.authorised,
      unauthorised_absence: counts.unauthorised,
      late_sessions: counts.late + counts.lateAfterClose,
    }).toEqual({
      possible_sessions: dfe["possible_sessions"],
      overall_attendance: dfe["overall_attendance"],
      overall_absence: dfe["overall_absence"],
      authorised_absence: dfe["authorised_absence"],
      unauthorised_absence: dfe["unauthorised_absence"],
      late_sessions: dfe["late_sessions"],
    });
    const shares = {
      attendance_perc: counts.attended,
      overall_absence_perc: absence,
      authorised_absence_perc: counts.authorised,
      unauthorised_absence_perc: counts.unauthorised,
      illness_perc: counts.codes["I"] ?? 0,
      unauth_late_registers_closed_perc: counts.lateAfterClose,
    };
    for (const [name, part] of Object.entries(shares)) {
      const percent = (100 * part) / counts.possible;
      expect(Math.abs(percent - (dfe[name] ?? NaN)), name).toBeLessThan(1e-9);
      expect(shownShare(part, counts.possible), name).toBe(percent.toFixed(1));
    }
    expect(shownPercent(counts)).toBe((dfe["attendance_perc"] ?? NaN).toFixed(1));
  });

  it("agree with the worked example of Derbyshire's primary schools on 8 September 2025", () => {
    const derbyshire = cases.find(
      ({ area, phase, when }) => `${area} ${phase} ${when}` === "Derbyshire Primary 2025-09-08",
    );
    const counts = countsOf(derbyshire?.sessions_by_code ?? {});
    expect(counts).toMatchObject({ possible: 89_434, attended: 86_426, authorised: 1_546, unauthorised: 1_462 });
  });
});

interface Published {
  readonly part: number;
  readonly possible: number;
  readonly percent: string;
}

const SHARES = ["overall", "authorised", "unauthorised"] as const;

/** The three published percentages of each row, with their sessions; `.` and `x` stand for figures held back. */
function publishedIn(text: string): readonly Published[] {
  const [heading = "", ...lines] = text
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"));
  const names = heading.split(",");
  return lines.flatMap((line) => {
    const cells = line.split(",");
    const cell = (name: string): string => cells[names.indexOf(name)] ?? "";
    return SHARES.map((share) => ({
      part: Number(cell(`sess_${share}`)),
      possible: Number(cell("sess_possible")),
      percent: Number(cell(`sess_${share}_percent`)).toFixed(1),
    })).filter(({ part, possible, percent }) => Number.isInteger(part + possible) && percent !== "NaN");
  });
}

function differing(published: readonly Published[]): readonly Published[] {
  return published.filter(({ part, possible, percent }) => shownShare(part, possible) !== percent);
}

describe("published percentages to one decimal", () => {
  it("are all shown alike in a sample with the hundred rows nearest to a rounding edge", () => {
    const sample = publishedIn(readFileSync(path.join(DFE, "absence-by-term-sample.csv"), "utf8"));
    expect(sample).toHaveLength(199 * 3);
    expect(differing(sample)).toEqual([]);
  });

  it.skipIf(!existsSync(WHOLE))("are all shown alike in the whole file of 25,200", () => {
    const all = publishedIn(readFileSync(WHOLE, "utf8"));
    expect(all).toHaveLength(25_200);
    expect(differing(all)).toEqual([]);
  });

  it("would not be by cutting off: the half matters", () => {
    expect(shownShare(1, 16)).toBe("6.3");
    expect(shownShare(1, 2000)).toBe("0.1");
    expect(shownShare(1, 2001)).toBe("0.0");
  });
});
