/** A large invented school over a whole year looks like England's primary schools. */
import { describe, expect, it } from "vitest";
import { SESSIONS, shareOf, type FrequentCode } from "../../src/demo/frequencies.ts";
import { codeNamed } from "../../src/register/codes.ts";
import { pupilsOf, registerOf, schoolOn } from "./files.ts";

const POSSIBLE = ["attending", "approved-educational-activity", "authorised", "unauthorised"];

describe("1,500 pupils over the whole of 2025/26", () => {
  const started = performance.now();
  const school = schoolOn("2026-07-31", 1500);
  const seconds = (performance.now() - started) / 1000;
  const years = new Map(pupilsOf(school).map((each) => [each["UPN"], each["Year Group"] ?? ""]));
  const codes = new Map<string, number>();
  const counts = new Map<string, { possible: number; absent: number }>();
  for (const { UPN: upn = "", Mark: mark = "" } of registerOf(school)) {
    if (!years.get(upn)?.startsWith("Year")) continue;
    const category = codeNamed(mark)?.category ?? "";
    if (!POSSIBLE.includes(category)) continue;
    codes.set(mark, (codes.get(mark) ?? 0) + 1);
    const count = counts.get(upn) ?? { possible: 0, absent: 0 };
    count.possible++;
    if (category === "authorised" || category === "unauthorised") count.absent++;
    counts.set(upn, count);
  }
  const all = [...counts.values()];
  const possible = all.reduce((sum, each) => sum + each.possible, 0);
  const absent = all.reduce((sum, each) => sum + each.absent, 0);

  it("is made in a few seconds", () => {
    expect(seconds).toBeLessThan(10);
  });

  it("has the attendance of Years 1 to 6", () => {
    const percent = 100 - (100 * absent) / possible;
    expect(percent).toBeGreaterThan(94.2);
    expect(percent).toBeLessThan(95.3);
  });

  it("has as many persistent and severe absentees", () => {
    const percentOf = (least: number): number =>
      (100 * all.filter((each) => each.absent * 100 >= each.possible * least).length) / all.length;
    expect(percentOf(10)).toBeGreaterThan(10);
    expect(percentOf(10)).toBeLessThan(17);
    expect(percentOf(50)).toBeGreaterThan(0.3);
    expect(percentOf(50)).toBeLessThan(1.5);
  });

  const frequent = (Object.keys(SESSIONS) as FrequentCode[]).filter((code) => shareOf(code) >= 0.001);
  it.each(frequent)("uses the code %s as often, within 35%%", (code) => {
    const share = (codes.get(code) ?? 0) / possible;
    expect(share / shareOf(code)).toBeGreaterThan(0.65);
    expect(share / shareOf(code)).toBeLessThan(1.35);
  });
});
