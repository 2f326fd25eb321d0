/** Sessions of the week as people write them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAgreed, readPattern } from "../../src/read/pattern.ts";
import { on } from "../laws/schools.ts";

describe("sessions of a week", () => {
  it.each([
    ["Mon AM", "0 AM"],
    ["Mon AM, Tue", "0 AM,1 AM,1 PM"],
    ["monday am pm; WEDNESDAY PM", "0 AM,0 PM,2 PM"],
    ["Mondays and Fridays", "0 AM,0 PM,4 AM,4 PM"],
    ["Thu. am", "3 AM"],
    ["Tues/Thurs am", "1 AM,1 PM,3 AM"],
    ["Mon AM Mon PM", "0 AM,0 PM"],
  ])("%s", (text, sessions) => {
    expect([...(readPattern(text) ?? [])].toSorted().join(",")).toBe(sessions);
  });

  it.each(["", "  ", "mornings", "AM", "Mon AM, Sat", "Mo", "Mon 9 to 12", "Mon AM?"])("refuses “%s”", (text) => {
    expect(readPattern(text)).toBeNull();
  });

  it("knows a day's weekday", () => {
    const pattern = readPattern("Mon AM, Fri") ?? new Set();
    expect(isAgreed(pattern, on("2026-11-16"), "AM")).toBe(true);
    expect(isAgreed(pattern, on("2026-11-16"), "PM")).toBe(false);
    expect(isAgreed(pattern, on("2026-11-20"), "PM")).toBe(true);
    expect(isAgreed(pattern, on("2026-11-21"), "AM")).toBe(false);
  });

  it("never fails, whatever is written", () => {
    fc.assert(fc.property(fc.string(), (text) => (readPattern(text)?.size ?? 1) > 0));
  });
});
