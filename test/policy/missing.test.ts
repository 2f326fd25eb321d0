/** A child missing education: the dated steps, what the log shows done, and the earliest lawful removal. */
import { describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool } from "../../src/flow.ts";
import { missingCases, type MissingCase } from "../../src/policy/missing.ts";
import { isoOf } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { AVA, School, type Child, type Line, type Marks } from "../letters/school.ts";

function casesOn(today: string, child: Child): readonly MissingCase[] {
  const { folder } = new School([child], { today, closed: ["2026-11-27"] });
  return missingCases(
    readSchool(
      openSchool(folder, () => undefined),
      on(today),
    ),
  );
}

/** Away without a reason from Monday 2 November on. */
const gone = (days: number, code = "N"): Marks => ({ "2026-11-02": code.repeat(2 * days) });
const NEED: Line = { kind: "need", need: "missing-education", day: "2026-11-10" };

function steps(today: string, days: number, log: readonly Line[] = []): readonly string[] {
  const [found] = casesOn(today, { marks: gone(days), log });
  return (found?.steps ?? []).map(({ due, state }) => `${isoOf(due)} ${state}`);
}

describe("who is on the list", () => {
  it.each([
    ["two days", "2026-11-03", 2, [], 0],
    ["three days, as the policy says", "2026-11-04", 3, [], 1],
    ["two days, and written down", "2026-11-10", 0, [NEED], 1],
    ["written down, and ended", "2026-11-12", 0, [{ ...NEED, to: "2026-11-11" }], 0],
  ])("%s", (_, today, days, log, number) => {
    expect(casesOn(today, { marks: gone(days), log })).toHaveLength(number);
  });

  it("nobody who came back", () => {
    expect(casesOn("2026-11-09", { marks: { "2026-11-02": "NNNNNNNNNN//" } })).toEqual([]);
  });
});

describe("the steps", () => {
  it("are dated in school days from the first unexplained one, over weekends and closed days", () => {
    expect(steps("2026-11-04", 3)).toEqual([
      "2026-11-02 overdue",
      "2026-11-03 overdue",
      "2026-11-04 due",
      "2026-11-04 due",
      "2026-11-04 due",
      "2026-11-06 later",
      "2026-11-06 later",
      "2026-11-13 later",
    ]);
  });

  it("are done by what is in the log since that day, and not by what was before it", () => {
    const log: readonly Line[] = [
      { kind: "visit", outcome: "no-answer", day: "2026-10-20" },
      { kind: "call", outcome: "no-answer", day: "2026-11-02" },
      { kind: "call", outcome: "no-answer", day: "2026-11-02" },
    ];
    expect(steps("2026-11-04", 3, log).slice(0, 3)).toEqual([
      "2026-11-02 done",
      "2026-11-03 overdue",
      "2026-11-04 due",
    ]);
  });

  it("a second day of trying does the second step", () => {
    const log: readonly Line[] = [
      { kind: "call", outcome: "no-answer", day: "2026-11-02" },
      { kind: "message", outcome: "sent", day: "2026-11-04" },
    ];
    expect(steps("2026-11-04", 3, log)[1]).toBe("2026-11-03 done");
  });

  it.each([
    [2, { kind: "visit", outcome: "no-answer" }],
    [3, { kind: "letter", letter: "no-contact" }],
    [4, { kind: "concern", "reported-to": "Mrs Marsh", reference: "MC-1" }],
    [5, { kind: "note", row: "S4" }],
    [6, { kind: "letter", letter: "missing-education" }],
    [7, { kind: "referral", agency: "DCC", outcome: "made" }],
  ])("step %i is done by %j", (at, line) => {
    const log: readonly Line[] = [{ ...line, day: "2026-11-04" }];
    expect(steps("2026-11-04", 3)[at]).not.toMatch(/done/);
    expect(steps("2026-11-04", 3, log)[at]).toMatch(/done/);
  });
});

describe("the earliest removal", () => {
  const removal = (child: Child): string => {
    const [found] = casesOn("2026-11-18", child);
    return `${isoOf(found?.removal?.day ?? 0)}: ${found?.removal?.rule ?? ""}`;
  };

  it("is the school day after twenty, a closed day not counted", () => {
    // 2 to 26 November are nineteen school days, the 27th is closed, the twentieth is the 30th.
    expect(removal({ marks: gone(13) })).toBe("2026-12-01: 20 school days of continuous unauthorised absence");
  });

  it("is the school day after ten where granted leave ended on the school day before", () => {
    const leave: Line = {
      kind: "leave-decision",
      outcome: "granted",
      day: "2026-10-01",
      from: "2026-10-19",
      to: "2026-10-23",
    };
    const marks = { "2026-10-19": "C".repeat(10), ...(gone(13) as Record<string, string>) };
    expect(removal({ marks, log: [leave] })).toBe("2026-11-16: 10 school days after leave that ended on 23/10/2026");
    const declined = { ...leave, outcome: "declined" };
    expect(removal({ marks, log: [declined] })).toMatch(/^2026-12-01: 20/);
  });
});

it("names the child of the case and nobody else", () => {
  const { folder } = new School([{ marks: gone(3) }], { today: "2026-11-04" });
  const school = readSchool(
    openSchool(folder, () => undefined),
    on("2026-11-04"),
  );
  expect(missingCases(school).map(({ row }) => school.register.pupils[row]?.name)).toEqual([AVA]);
});
