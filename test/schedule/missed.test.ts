/** Runs that failed, did not finish or are overdue, on both sides of each edge. */
import { describe, expect, it } from "vitest";
import { dayFromIso } from "../../src/register/day.ts";
import { momentFrom, secondsBetween, stampOf, type Moment } from "../../src/register/moment.ts";
import { NEVER_RUN, readLastRuns, renderLastRuns, type LastRun } from "../../src/reports/schedule/last-run.ts";
import { missedRuns } from "../../src/reports/schedule/missed.ts";
import { readTimes } from "../../src/reports/schedule/times.ts";

const at = (stamp: string): Moment => {
  const moment = momentFrom(`${stamp}:00+00:00`);
  if (!moment) throw new Error(stamp);
  return moment;
};
const day = (iso: string): number => dayFromIso(iso) ?? NaN;
const CALENDAR = {
  halfTerms: [
    { key: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-23"), inferred: false },
    { key: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18"), inferred: false },
  ],
  closed: new Set([day("2026-11-27")]),
};
const done = (stamp: string): Partial<LastRun> => ({ started: at(stamp), ended: at(stamp), exit: 0 });
const said = (command: string, run: Partial<LastRun>, now: string): readonly string[] =>
  missedRuns({ [command]: { ...NEVER_RUN, ...run } }, at(now), CALENDAR).map(({ say }) => say);

describe("a weekly run planned for Mon 07:30", () => {
  const planned = { planned: readTimes("Mon 07:30"), since: at("2026-09-03T09:00") };

  it.each<[string, Partial<LastRun>, string, string | null]>([
    ["ran this Monday", done("2026-11-23T07:30"), "2026-11-29T20:00", null],
    ["is not half an hour late", done("2026-11-16T07:30"), "2026-11-23T07:59", null],
    ["is half an hour late", done("2026-11-16T07:30"), "2026-11-23T08:00", "Mon 23 Nov, 07:30, has not run"],
    ["has never run since it was set up", {}, "2026-09-07T12:00", "Mon 7 Sep, 07:30, has not run"],
    ["was set up after the time", { since: at("2026-11-23T10:00") }, "2026-11-27T10:00", null],
    ["was missed for weeks: the last time is named", done("2026-11-02T07:30"), "2026-11-25T09:00", "Mon 23 Nov"],
    ["is about a week of holidays only", done("2026-10-26T07:30"), "2026-11-02T12:00", null],
    ["is due in the holidays for the week before them", done("2026-10-19T07:30"), "2026-10-30T12:00", "Mon 26 Oct"],
    [
      "failed",
      { ...done("2026-11-23T07:30"), exit: 2, why: "The disk is full." },
      "2026-11-24T09:00",
      "not done: The disk is full.",
    ],
    ["was done, with something for a person", { ...done("2026-11-23T07:30"), exit: 1 }, "2026-11-24T09:00", null],
    [
      "failed a week ago and is overdue: one thing is said",
      { ...done("2026-11-16T07:30"), exit: 2 },
      "2026-11-24T09:00",
      "has not run",
    ],
    ["is running", { started: at("2026-11-23T07:30") }, "2026-11-23T07:44", null],
    ["did not finish", { started: at("2026-11-23T07:30") }, "2026-11-23T07:45", "did not finish"],
  ])("%s", (_, run, now, mentions) => {
    const sentences = said("weekly", { ...planned, ...run }, now);
    expect(sentences).toHaveLength(mentions === null ? 0 : 1);
    if (mentions !== null) expect(sentences[0]).toContain(mentions);
    for (const each of sentences) expect(each).toContain("`attend weekly`");
  });
});

describe("a daily run planned for Mon-Fri 09:15", () => {
  const planned = { planned: readTimes("Mon-Fri 09:15"), since: at("2026-09-03T09:00") };

  it.each<[string, Partial<LastRun>, string, boolean]>([
    ["missed on a school day", done("2026-11-25T09:15"), "2026-11-26T09:45", true],
    ["not missed on a closed day, nor at the weekend after it", done("2026-11-26T09:15"), "2026-11-29T12:00", false],
    ["not missed in the holidays", done("2026-10-23T09:15"), "2026-10-30T12:00", false],
    ["missed before the weekend", done("2026-11-19T09:15"), "2026-11-22T12:00", true],
  ])("%s", (_, run, now, isMissed) => {
    expect(said("daily", { ...planned, ...run }, now)).toHaveLength(isMissed ? 1 : 0);
  });

  it("counts weekdays as school days where the calendar knows nothing of the year", () => {
    const runs = { daily: { ...NEVER_RUN, ...planned, ...done("2027-09-08T09:15") } };
    expect(missedRuns(runs, at("2027-09-09T12:00"), CALENDAR)).toHaveLength(1);
    expect(missedRuns(runs, at("2027-09-09T12:00"), null)).toHaveLength(0);
  });
});

it("does not say a reason again that was said", () => {
  const runs = {
    daily: { ...NEVER_RUN, ...done("2026-11-23T09:15"), exit: 2, why: "The exports end on Friday. Export." },
  };
  const now = at("2026-11-23T10:00");
  expect(missedRuns(runs, now, CALENDAR)[0]?.say).toContain("The exports end on Friday");
  expect(missedRuns(runs, now, CALENDAR, "The exports end on Friday")[0]?.say).not.toContain("The exports");
});

describe("moments", () => {
  it("come back from their stamps, and know of the clocks", () => {
    const before = "2026-10-25T00:59:59+01:00";
    const after = "2026-10-25T01:00:00+00:00";
    for (const stamp of [before, after, "2026-01-01T00:00:00-03:30"]) {
      expect(stampOf(momentFrom(stamp) ?? at("2000-01-01T00:00"))).toBe(stamp);
    }
    expect(secondsBetween(momentFrom(before) ?? at(""), momentFrom(after) ?? at(""))).toBe(3601);
  });

  it.each(["2026-11-23", "2026-11-31T00:00:00+00:00", "2026-11-23T24:00:00+00:00", "", "2026-11-23T07:30:00Z"])(
    "%s is none",
    (stamp) => {
      expect(momentFrom(stamp)).toBeNull();
    },
  );
});

describe("last-run.json", () => {
  it("comes back as it was", () => {
    const full: LastRun = {
      planned: readTimes("Mon-Fri 09:15"),
      since: at("2026-09-03T09:00"),
      started: at("2026-11-23T07:30"),
      ended: at("2026-11-23T07:31"),
      exit: 2,
      why: "It “rained”.",
      version: "0.1.0",
      newestMark: day("2026-11-20"),
    };
    const runs = { weekly: full, daily: NEVER_RUN };
    expect(readLastRuns(renderLastRuns(runs))).toEqual(runs);
  });

  it.each(["", "{", "null", "[1]", '{"weekly": 3}', "\u0000"])("is nothing when it is damaged: %s", (text) => {
    expect(readLastRuns(text)).toEqual({});
  });
});
