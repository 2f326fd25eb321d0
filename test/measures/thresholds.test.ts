/** Both sides of every edge that is decided on counts of sessions. */
import { describe, expect, it } from "vitest";
import { absent, compareRates, isBelow, isPersistent, isSevere, type Sides } from "../../src/measures/counts.ts";

const missed = (away: number, possible: number): Sides => ({ possible, attended: possible - away });

describe("a persistent absentee", () => {
  it.each([
    [37, 371, false],
    [38, 371, true],
    [37, 380, false],
    [38, 380, true],
    [0, 0, false],
    [0, 1, false],
    [1, 1, true],
    [1, 10, true],
    [1, 11, false],
    [1, 9, true],
    [2, 20, true],
    [1, 20, false],
    [16, 40, true],
    [16, 380, false],
    [25, 250, true],
    [24, 250, false],
  ])("missed %i of %i: %s", (away, possible, expected) => {
    expect(isPersistent(missed(away, possible))).toBe(expected);
  });

  // domain.md 5.1, "Exact minimum absences for PA by possible sessions".
  it.each([
    [69, 7],
    [70, 7],
    [71, 8],
    [138, 14],
    [140, 14],
    [190, 19],
    [195, 20],
    [250, 25],
    [308, 31],
    [310, 31],
    [312, 32],
    [368, 37],
    [374, 38],
    [376, 38],
    [378, 38],
    [380, 38],
  ])("of %i possible sessions has missed %i, and one fewer is not enough", (possible, least) => {
    expect(isPersistent(missed(least, possible))).toBe(true);
    expect(isPersistent(missed(least - 1, possible))).toBe(false);
  });

  it("is told by whole numbers for every count of a year", () => {
    for (let possible = 1; possible <= 400; possible++) {
      const least = Math.ceil(possible / 10);
      if (!isPersistent(missed(least, possible))) throw new Error(`${String(least)} of ${String(possible)}`);
      if (isPersistent(missed(least - 1, possible))) throw new Error(`${String(least - 1)} of ${String(possible)}`);
    }
  });
});

describe("a severe absentee", () => {
  it.each([
    [190, 380, true],
    [189, 380, false],
    [1, 2, true],
    [1, 3, false],
    [2, 3, true],
    [26, 52, true],
    [95, 191, false],
    [96, 191, true],
    [0, 0, false],
  ])("missed %i of %i: %s", (away, possible, expected) => {
    expect(isSevere(missed(away, possible))).toBe(expected);
    if (expected) expect(isPersistent(missed(away, possible))).toBe(true);
  });
});

describe("attendance below a line", () => {
  it.each([
    [95, 100, 95, false],
    [94, 100, 95, true],
    [19, 20, 95, false],
    [18, 19, 95, true],
    [188, 209, 90, true],
    [189, 209, 90, false],
    [342, 380, 90, false],
    [341, 380, 90, true],
    [304, 380, 80, false],
    [303, 380, 80, true],
    [0, 0, 95, false],
    [0, 1, 95, true],
    [1, 1, 100, false],
    [999, 1000, 100, true],
    [1, 3, 0, false],
    // Lines with a decimal: 95.5, 92.3, 0.1.
    [191, 200, 95.5, false],
    [190, 200, 95.5, true],
    [923, 1000, 92.3, false],
    [922, 1000, 92.3, true],
    [1, 1000, 0.1, false],
    [0, 1000, 0.1, true],
    // 0.29 * 100 is 28.999999999999996 in floating point.
    [29, 10_000, 0.29, false],
    [28, 10_000, 0.29, true],
  ])("%i of %i sessions, line %f: %s", (attended, possible, percent, expected) => {
    expect(isBelow({ attended, possible }, percent)).toBe(expected);
  });

  it("is exact for every line of one decimal and every count of 200 sessions", () => {
    for (let tenths = 0; tenths <= 1000; tenths++) {
      for (let attended = 0; attended <= 200; attended++) {
        const expected = attended * 1000 < tenths * 200;
        if (isBelow({ attended, possible: 200 }, tenths / 10) !== expected) {
          throw new Error(`${String(attended)} of 200, ${String(tenths / 10)}`);
        }
      }
    }
  });
});

describe("two attendance rates", () => {
  it.each([
    [1, 2, 2, 4, 0],
    [19, 20, 18, 19, 1],
    [18, 19, 19, 20, -1],
    [0, 5, 0, 7, 0],
    [333_333, 1_000_000, 1, 3, -1],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 9, -1],
    [0, 9, 0, 0, 1],
  ])("%i of %i against %i of %i: %i", (attendedA, possibleA, attendedB, possibleB, sign) => {
    const compared = compareRates(
      { attended: attendedA, possible: possibleA },
      { attended: attendedB, possible: possibleB },
    );
    expect(Math.sign(compared)).toBe(sign);
  });

  it("counts what was missed, not what was attended", () => {
    expect(absent({ possible: 380, attended: 342 })).toBe(38);
  });
});
