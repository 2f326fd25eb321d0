/** Percentages as they are shown: half up, and never on the other side of a line than the counts. */
import { describe, expect, it } from "vitest";
import { isBelow, isPersistent, isSevere, type Sides } from "../../src/measures/counts.ts";
import { shownChange, shownPercent, shownPupilPercent, shownShare, type Line } from "../../src/measures/percent.ts";
import { soundConfig } from "../../src/flow.ts";

const of = (attended: number, possible: number): Sides => ({ attended, possible });
const SHIPPED = soundConfig("").lines;

describe("a pupil's shown percentage", () => {
  it.each([
    [188, 209, "89.9", "below 90, though half up makes 90.0"],
    [334, 371, "90.1", "not persistent, though half up makes 90.0"],
    [342, 380, "90.0", "exactly 90"],
    [9, 10, "90.0", "exactly 90 of few"],
    [361, 380, "95.0", "exactly 95"],
    [379, 399, "94.9", "below 95, though half up makes 95.0"],
    [304, 380, "80.0", "exactly 80"],
    [311, 389, "79.9", "79.949 is below 80, and half up says 79.9"],
    [319, 399, "79.9", "79.950 is below 80, though half up makes 80.0"],
    [190, 380, "50.0", "exactly half: severe"],
    [200, 399, "50.1", "50.13, not severe"],
    [1001, 2001, "50.1", "50.02, not severe, though half up makes 50.0"],
    [1, 1, "100.0", "all"],
    [0, 5, "0.0", "none"],
    [399, 400, "99.8", "99.75 half up"],
  ])("of %i of %i is %s (%s)", (attended, possible, expected) => {
    expect(shownPupilPercent(of(attended, possible), SHIPPED)).toBe(expected);
  });

  it("is null when nothing was possible", () => {
    expect(shownPupilPercent(of(0, 0), SHIPPED)).toBeNull();
    expect(shownPercent(of(0, 0))).toBeNull();
    expect(shownShare(0, 0)).toBeNull();
  });

  it.each([
    [1801, 2000, "90.1"],
    [1803, 2000, "90.2"],
    [1399, 2000, "70.0"],
    [1401, 2000, "70.1"],
    [1, 16, "6.3"],
    [3, 16, "18.8"],
    [1999, 2000, "100.0"],
    [1, 2000, "0.1"],
  ])("of %i of %i is a tie and goes up to %s when no line is near", (attended, possible, expected) => {
    const far: readonly Line[] = [{ percent: 33, atMost: false }];
    expect(shownPupilPercent(of(attended, possible), far)).toBe(expected);
    expect(shownPercent(of(attended, possible))).toBe(expected);
    expect(shownShare(attended, possible)).toBe(expected);
  });

  it("is not pushed to 100 over a line that is 100", () => {
    expect(shownPupilPercent(of(1999, 2000), [{ percent: 100, atMost: false }])).toBe("99.9");
  });

  it("keeps its side of a school's own lines with a decimal", () => {
    const lines: readonly Line[] = [{ percent: 96.5, atMost: false }];
    expect(shownPupilPercent(of(1929, 2000), lines)).toBe("96.4");
    expect(shownPupilPercent(of(193, 200), lines)).toBe("96.5");
  });
});

describe("every count of possible sessions up to 400, against every line of the shipped policy", () => {
  const edges = [95, 90, 80];

  it("stands on the same side shown as counted", () => {
    const wrong: string[] = [];
    for (let possible = 1; possible <= 400; possible++) {
      for (let attended = 0; attended <= possible; attended++) {
        const counts = of(attended, possible);
        const shown = Number(shownPupilPercent(counts, SHIPPED));
        const agrees =
          edges.every((edge) => shown < edge === isBelow(counts, edge)) &&
          shown <= 90 === isPersistent(counts) &&
          shown <= 50 === isSevere(counts);
        if (!agrees) wrong.push(`${String(attended)} of ${String(possible)} shows ${String(shown)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("is half up, or one tenth from it only where half up would cross a line", () => {
    const wrong: string[] = [];
    for (let possible = 1; possible <= 400; possible++) {
      for (let attended = 0; attended <= possible; attended++) {
        const counts = of(attended, possible);
        // Half up on whole numbers, in twentieths of a percent.
        const halfUp = Math.floor((Math.floor((attended * 2000) / possible) + 1) / 2);
        const shown = Math.round(Number(shownPupilPercent(counts, SHIPPED)) * 10);
        const crosses =
          edges.some((edge) => halfUp < edge * 10 !== isBelow(counts, edge)) ||
          halfUp <= 900 !== isPersistent(counts) ||
          halfUp <= 500 !== isSevere(counts);
        if (crosses ? Math.abs(shown - halfUp) !== 1 : shown !== halfUp) {
          wrong.push(`${String(attended)} of ${String(possible)} shows ${String(shown / 10)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("a group's shown percentage", () => {
  it("is plain half up, on whichever side of a line it falls", () => {
    expect(shownPercent(of(188, 209))).toBe("90.0");
    expect(shownPercent(of(334, 371))).toBe("90.0");
    expect(shownPercent(of(379, 399))).toBe("95.0");
  });

  it("is exact for national counts", () => {
    expect(shownPercent(of(1_404_325_264 - 56_595_915, 1_404_325_264))).toBe("96.0");
    expect(shownShare(41_781_439, 1_404_325_264)).toBe("3.0");
    expect(shownShare(14_814_476, 1_404_325_264)).toBe("1.1");
  });
});

describe("a change between two rates", () => {
  it.each([
    [95, 100, 94, 100, "+1.0"],
    [94, 100, 95, 100, "−1.0"],
    [95, 100, 190, 200, "0.0"],
    [0, 10, 10, 10, "−100.0"],
  ])("from %i of %i, before %i of %i, is %s", (a, ofA, b, ofB, expected) => {
    expect(shownChange(of(a, ofA), of(b, ofB))).toBe(expected);
  });

  it("is null when either had nothing possible", () => {
    expect(shownChange(of(0, 0), of(1, 2))).toBeNull();
    expect(shownChange(of(1, 2), of(0, 0))).toBeNull();
  });
});
