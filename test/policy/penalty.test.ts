/** Where a pupil stands with the penalty threshold: nothing, approaching or met, and the window. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/read/config.ts";
import { STATUTE } from "../../src/register/statute.ts";
import { ava, report, type Story } from "./penalty-school.ts";

/** `met 2026-11-06`, `approaching` or `nothing`. */
function state(story: Story): string {
  const found = ava(story);
  return found ? [found.state, found.metOn].filter((each) => each !== null).join(" ") : "nothing";
}

describe("the state of a pupil", () => {
  const many = (n: number, code = "O"): NonNullable<Story["marks"]> => ({ "2026-11-02": code.repeat(n) });
  it.each<[string, Story, string]>([
    ["5 sessions", { marks: many(5) }, "nothing"],
    ["6 sessions", { marks: many(6) }, "approaching"],
    ["9 sessions", { marks: many(9) }, "approaching"],
    ["10 sessions", { marks: many(10) }, "met 2026-11-06"],
    [
      "7, where the policy says 8",
      { marks: many(7), config: "policy: { penalty: { approaching-from: 8 } }\n" },
      "nothing",
    ],
    [
      "8, where the policy says 8",
      { marks: many(8), config: "policy: { penalty: { approaching-from: 8 } }\n" },
      "approaching",
    ],
    ["illness", { marks: many(12, "I") }, "nothing"],
    [
      "6, of which one has left the window",
      { marks: { "2026-09-11": "/O", "2026-11-02": "OOOOO" }, today: "2026-11-23" },
      "nothing",
    ],
    [
      "6, all of them in the window still",
      { marks: { "2026-09-14": "O", "2026-11-02": "OOOOO" }, today: "2026-11-23" },
      "approaching",
    ],
    ["met, and long over", { marks: { "2026-09-07": "O".repeat(10) }, today: "2027-02-12" }, "met 2026-09-11"],
    [
      "met last school year, and still in today’s window",
      { marks: { "2026-07-06": "O".repeat(10) }, today: "2026-09-11" },
      "met 2026-07-10",
    ],
    [
      "met last school year, and partly in today’s window",
      { marks: { "2026-07-06": "O".repeat(10), "2026-07-13": "OOO" }, today: "2026-11-09" },
      "nothing",
    ],
    ["a tenth that became I", { marks: { "2026-11-02": "OOOOOOOOOI" } }, "approaching"],
    ["below compulsory school age", { marks: many(10), year: "R", born: "01/02/2022" }, "nothing"],
    ["one who has left", { marks: many(10), left: "2026-11-20" }, "nothing"],
  ])("%s", (_, story, expected) => {
    expect(state(story)).toBe(expected);
  });

  it("is counted over all pupils of compulsory school age, and says whose age is not known", () => {
    expect(report({ marks: many(10) }).counts).toEqual({ compulsory: 2, met: 1, approaching: 0, nothing: 1, ready: 0 });
    expect(report({ marks: many(7) }).nothing.map(({ name, count }) => [name, count])).toEqual([["Kit Bell", 0]]);
    const unknown = report({ marks: many(10), year: "", born: "" });
    expect(unknown.counts.compulsory).toBe(1);
    expect(unknown.ageNotKnown.map(({ name }) => name)).toEqual(["Ava Adams"]);
  });

  it("shows the window in which it was met once today’s no longer holds ten", () => {
    const marks = { "2026-09-07": "O".repeat(10), "2026-11-16": "OO" };
    const now = ava({ marks, today: "2026-11-20" });
    expect([now?.today.count, now?.whenMet]).toEqual([12, null]);
    const later = ava({ marks, today: "2026-11-23" });
    expect([later?.today.count, later?.whenMet?.count, later?.whenMet?.to]).toEqual([2, 10, "2026-09-11"]);
  });

  it("says by when an N must be settled, and on which Monday each session drops out", () => {
    const pupil = ava({ marks: { "2026-09-21": "G", "2026-11-19": "NN", "2026-11-24": "OOON" }, today: "2026-11-25" });
    expect(pupil?.toSettle).toEqual([
      { day: "2026-11-19", half: "AM", by: "2026-11-26", overdue: false },
      { day: "2026-11-19", half: "PM", by: "2026-11-26", overdue: false },
      { day: "2026-11-25", half: "PM", by: "2026-12-02", overdue: false },
    ]);
    expect(pupil?.today.codes).toEqual({ G: 1, N: 3, O: 3 });
    expect([...new Set(pupil?.today.sessions.map(({ day, dropsOut }) => `${day} ${String(dropsOut)}`))]).toEqual([
      "2026-09-21 2026-12-07",
      "2026-11-19 2027-02-08",
      "2026-11-24 null",
      "2026-11-25 null",
    ]);
    expect(pupil?.today.weeks.map(({ monday, counted }) => `${monday} ${String(counted)}`).slice(0, 3)).toEqual([
      "2026-09-14 0",
      "2026-09-21 1",
      "2026-09-28 0",
    ]);
    const settle = (today: string): unknown => ava({ marks: { "2026-11-02": "ONOOOOO" }, today })?.toSettle[0];
    expect(settle("2026-11-09")).toMatchObject({ by: "2026-11-09", overdue: false });
    expect(settle("2026-11-10")).toMatchObject({ by: "2026-11-09", overdue: true });
  });
});

it("the shipped attend.yaml says what is taken for granted, with its reason and source", () => {
  const shipped = readConfig(readFileSync(new URL("../../templates/school/attend.yaml", import.meta.url), "utf8"))
    .config?.policy.penalty;
  expect(shipped?.["approaching-from"]).toBe(readConfig("").config?.policy.penalty["approaching-from"]);
  expect(shipped?.because).not.toBe("");
  expect(shipped?.source).not.toBe("");
  for (const wrong of ["0", "10", "6.5"]) {
    expect(readConfig(`policy: { penalty: { approaching-from: ${wrong} } }\n`).config).toBeNull();
  }
});

it("docs/method.md states the numbers of the program", () => {
  const method = readFileSync(new URL("../../docs/method.md", import.meta.url), "utf8").replace(/\s+/g, " ");
  const { penaltySessions, penaltyWeeks, penaltyYears, penaltyNotices } = STATUTE;
  const approaching = readConfig("").config?.policy.penalty["approaching-from"];
  expect(method).toContain(
    `**${String(penaltySessions.value)}** unauthorised sessions (\`G N O U\`) in **${String(penaltyWeeks.value)}** school weeks`,
  );
  expect(method).toContain(`own line, **${String(approaching)}** to ${String(penaltySessions.value - 1)} sessions`);
  expect(method).toContain(`Notices count for **${String(penaltyYears.value)}** years`);
  expect(method).toContain(`given **${String(penaltyNotices.value)}** for one child`);
});
