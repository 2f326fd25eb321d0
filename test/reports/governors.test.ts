/** The report for governors: true figures, no child, no small number, and published figures only beside their like. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figures } from "../../src/measures/figures.ts";
import type { GovernorsReport } from "../../src/reports/governors/report.ts";
import { attend } from "../run.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "attend-governors-"));
afterAll(() => {
  fs.rmSync(root, { recursive: true });
});

interface Made extends GovernorsReport {
  readonly wrote: readonly string[];
}

/** A demo school as on a day; its `attend.yaml` and log may be changed. */
async function school(
  name: string,
  date: string,
  { pupils = 120, change = (config: string) => config, log = "" } = {},
): Promise<string> {
  const folder = path.join(root, name);
  await attend(["demo", folder, "--date", date, "--pupils", String(pupils)], {});
  const config = path.join(folder, "attend.yaml");
  fs.writeFileSync(config, change(fs.readFileSync(config, "utf8")));
  fs.appendFileSync(path.join(folder, "records/log.jsonl"), log);
  return folder;
}

async function governors(folder: string, date: string, ...args: readonly string[]): Promise<Made> {
  const { out, err } = await attend(["governors", ...args, "--json", "--school", folder, "--date", date], {});
  if (out === "") throw new Error(err);
  return JSON.parse(out) as Made;
}

const read = (folder: string, file: string | undefined): string =>
  fs.readFileSync(path.join(folder, file ?? ""), "utf8");

let autumn = "";
let summer = "";
beforeAll(async () => {
  autumn = await school("autumn", "2026-11-23");
  summer = await school("summer", "2027-07-26", {
    pupils: 420,
    change: (text) => text.replace("Fallowshire County Council", "Derbyshire County Council"),
  });
}, 60_000);

describe("the figures for governors", () => {
  it("are those of attend figures for the same days", async () => {
    const { groups, whole } = await governors(summer, "2027-07-26");
    expect(whole.map(({ name }) => name)).toEqual(["Summer term 2026/27", "School year 2026/27 so far"]);
    for (const [i, days] of whole.entries()) {
      for (const [by, dimension] of [
        ["school", "school"],
        ["year", "year"],
        ["group", "sex"],
      ] as const) {
        const span = ["--from", days.from, "--to", days.to, "--by", by];
        const { out } = await attend(["figures", ...span, "--json", "--school", summer, "--date", "2027-07-26"], {});
        const { rows } = JSON.parse(out) as Figures;
        const mine = groups.filter((group) => group.dimension === dimension);
        expect(mine.length).toBeGreaterThan(0);
        for (const { key, spans } of mine) {
          const row = rows.find((each) => each.key === key);
          expect(spans?.[i]).toMatchObject({ pupils: row?.pupils, percent: row?.percent });
          if (typeof spans?.[i]?.persistent === "number") expect(spans[i].persistent).toBe(row?.persistentPupils);
        }
      }
    }
  }, 30_000);

  it("name no child, on the page, in the table and in the JSON", async () => {
    const value = await governors(autumn, "2026-11-23");
    const text = [...value.wrote.map((file) => read(autumn, file)), JSON.stringify(value)].join("\n");
    const { out } = await attend(["figures", "--json", "--school", autumn], {});
    const { rows } = JSON.parse(out) as Figures;
    expect(rows.length).toBeGreaterThan(100);
    for (const { key, name } of rows) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(name);
      const surname = name.split(" ").at(-1) ?? "";
      expect(text).not.toMatch(new RegExp(`\\b${surname}\\b`, "u"));
    }
  });

  it.each([120, 90, 60])("hold no small number of pupils or deeds: %i pupils", async (pupils) => {
    const folder = await school(`small-${String(pupils)}`, "2026-11-23", { pupils });
    const { groups, response, whole } = await governors(folder, "2026-11-23");
    const numbers = [
      ...groups
        .flatMap(({ spans }) => spans ?? [])
        .flatMap(({ pupils: n, persistent, severe }) => [n, persistent, severe]),
      ...response.tiers.map((tier) => tier.pupils),
      ...[...response.actions, ...response.letters].map(({ count }) => count),
      ...whole.flatMap(({ late, lateAfterClose }) => [late, lateAfterClose]),
    ];
    expect(numbers.filter((n) => typeof n === "number" && n > 0 && n < 5)).toEqual([]);
    const [headline, years1To6] = groups.map(({ spans }) => spans?.[0]);
    for (const of of ["pupils", "persistent", "severe"] as const) {
      const difference = Number(headline?.[of]) - Number(years1To6?.[of]);
      if (!Number.isNaN(difference)) expect(difference === 0 || difference >= 5).toBe(true);
    }
  });

  it("say fewer than five of the whole school, and not shown of what could give it away", async () => {
    const { groups } = await governors(autumn, "2026-11-23");
    const [headline, ...others] = groups.map(({ spans }) => spans?.[0]);
    expect(headline?.severe).toBe("fewer than 5");
    for (const each of others) if (each) expect(each.severe).toBe("not shown");
    expect(groups.find(({ key }) => key === "ehcp")?.spans).toBeNull();
    expect(groups.find(({ key }) => key === "pupil-premium")?.spans).not.toBeNull();
  });

  it("are refused when the whole school is too small", async () => {
    const folder = await school("tiny", "2026-11-23", {
      pupils: 120,
      change: (text) => text.replace(/^smallest-group: .*$/m, "smallest-group: 100"),
    });
    const { code, err } = await attend(["governors", "--school", folder], {});
    expect([code, err]).toEqual([2, expect.stringMatching(/^There are fewer than 100 pupils/)]);
    expect(fs.existsSync(path.join(folder, "output/governors"))).toBe(false);
  });
});

describe("beside published figures", () => {
  it("stand Years 1 to 6 of a whole term and of a whole year, with source and edition", async () => {
    const { compared, groups, wrote } = await governors(summer, "2027-07-26");
    const lines = compared.map(
      ({ measure, stretch, published }) =>
        `${measure}, ${stretch}: ${published.map(({ area, of, percent }) => `${area} ${of} ${percent}`).join(", ")}`,
    );
    expect(lines).toEqual([
      "Attendance, Summer term 2026/27: England Summer term 2024/25 94.72",
      "Attendance, School year 2026/27 so far: Derbyshire 2025/26 94.92, England 2025/26 94.72",
      "Authorised absence, School year 2026/27 so far: Derbyshire 2025/26 3.83, England 2025/26 3.73",
      "Unauthorised absence, School year 2026/27 so far: Derbyshire 2025/26 1.25, England 2025/26 1.55",
      "Persistent absentees, School year 2026/27 so far: Derbyshire 2025/26 12.28, England 2025/26 13.77",
    ]);
    const years1To6 = groups.find(({ dimension }) => dimension === "years-1-6")?.spans;
    expect(compared.map(({ ours }) => ours)).toEqual([
      years1To6?.[0]?.percent,
      years1To6?.[1]?.percent,
      years1To6?.[1]?.authorisedPercent,
      years1To6?.[1]?.unauthorisedPercent,
      years1To6?.[1]?.persistentPercent,
    ]);
    const page = read(summer, wrote[0]);
    expect(page).toContain("as it stood on 23 July 2026");
    expect(page).toContain("Open Government Licence v3.0");
  });

  it("stands nothing while the term is not whole, and the page says so", async () => {
    const { compared, isWholeTerm, wrote } = await governors(autumn, "2026-11-23");
    expect([compared, isWholeTerm]).toEqual([[], false]);
    expect(read(autumn, wrote[0])).toContain("There is no published figure that can be fairly put beside these");
    // The term is over, and the exports are not: they end in November.
    expect((await governors(autumn, "2026-12-19")).compared).toEqual([]);
  });

  it("stand the school's own when it has a file of them, and a fault in it is one sentence", async () => {
    const own = path.join(summer, "benchmarks.yaml");
    fs.writeFileSync(own, "sets: []\n");
    expect((await governors(summer, "2027-07-26")).compared).toEqual([]);
    fs.writeFileSync(own, "sets:\n  - period: yearly\n");
    const { code, err } = await attend(["governors", "--school", summer, "--date", "2027-07-26"], {});
    fs.rmSync(own);
    expect(code).toBe(2);
    expect(err).toMatch(/^benchmarks\.yaml, line 2: “period” must be year, two-terms, term or week\. Put it right/);
  });
});

describe("the term", () => {
  it.each([
    [[], "2027-07-26", "Summer term 2026/27", "2027-07-23"],
    [["--term", "spring"], "2027-07-26", "Spring term 2026/27", "2027-03-25"],
    [["--term"], "2027-04-10", "Spring term 2026/27", "2027-03-25"],
    [["--term"], "2027-04-20", "Summer term 2026/27", "2027-04-20"],
  ] as const)("with %j on %s is the %s, to %s", async (args, date, name, to) => {
    const { whole, wrote } = await governors(summer, date, ...args);
    expect(whole[0]?.name).toBe(name);
    expect(wrote).toEqual([`output/governors/${to}/governors.html`, `output/governors/${to}/governors.csv`]);
  });

  it("that nobody knows is refused", async () => {
    const { code, err } = await attend(["governors", "--term", "Winter", "--school", autumn], {});
    expect([code, err]).toEqual([2, expect.stringContaining("“Winter”")]);
  });
});

describe("what the school did", () => {
  const deed = (n: number, rest: Record<string, unknown>): string =>
    `${JSON.stringify({ id: `g${String(n)}`, v: 1, day: "2026-10-05", ...rest })}\n`;
  const many = (from: number, count: number, rest: Record<string, unknown>): string =>
    Array.from({ length: count }, (_, i) => deed(from + i, rest)).join("");

  it("is counted from the log of the term, by kind, never under five", async () => {
    const log = [
      many(0, 6, { kind: "visit", outcome: "reached" }),
      many(10, 3, { kind: "sign-off" }),
      many(20, 5, { kind: "letter", letter: "attendance-concern" }),
      many(30, 4, { kind: "letter", letter: "lateness" }),
      many(40, 7, { kind: "referral", agency: "COMPASS", outcome: "considered" }),
      many(50, 9, { kind: "meeting", outcome: "planned", on: "2026-10-12" }),
      many(60, 5, { kind: "meeting", outcome: "held" }),
      many(70, 9, { kind: "review", outcome: "same", day: "2026-07-06" }),
    ].join("");
    const folder = await school("deeds", "2026-11-23", { log });
    const { response } = await governors(folder, "2026-11-23");
    const count = (what: string): unknown =>
      [...response.actions, ...response.letters].find((each) => each.what === what)?.count;
    expect(count("Home visits")).toBe(6);
    expect(count("Attendance meetings held")).toBe(5);
    expect(count("Referrals to agencies")).toBe(0);
    expect(count("Reviews of plans")).toBe(0);
    expect(count("Attendance concern")).toBe(5);
    expect(count("Lateness")).toBe("fewer than 5");
    expect(count("Plans signed off")).toBe("fewer than 5");
    expect(count("Well done")).toBeUndefined();
  });

  it("counts every pupil of the headline years once, in tiers that are joined", async () => {
    const { response, groups } = await governors(autumn, "2026-11-23");
    const sum = response.tiers.reduce((all, { pupils }) => all + Number(pupils), 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(groups[0]?.spans?.[0]?.pupils ?? 0);
    expect(response.tiers.at(-1)?.name).toContain("Specialist need");
  });
});

describe("the review of the policy", () => {
  const reviewed = (day: string) => (text: string) => text.replace("policy:\n", `policy:\n  reviewed: ${day}\n`);
  const a14 = `${JSON.stringify({ id: "a14", v: 1, day: "2026-10-01", kind: "note", row: "A14" })}\n`;

  it.each([
    ["never", (text: string) => text, "", { reviewed: null, reviewDue: null, isOverdue: false }],
    ["a year ago", reviewed("2025-11-23"), "", { reviewed: "2025-11-23", reviewDue: "2026-11-23", isOverdue: false }],
    ["over a year", reviewed("2025-11-22"), "", { reviewed: "2025-11-22", reviewDue: "2026-11-22", isOverdue: true }],
    [
      "on 29 February",
      reviewed("2024-02-29"),
      "",
      { reviewed: "2024-02-29", reviewDue: "2025-02-28", isOverdue: true },
    ],
    ["in the log", reviewed("2025-09-15"), a14, { reviewed: "2026-10-01", reviewDue: "2027-10-01", isOverdue: false }],
    ["still to come", reviewed("2027-01-10"), "", { reviewed: null, reviewDue: null, isOverdue: false }],
  ])("is due a year after the last: %s", async (name, change, log, expected) => {
    const folder = await school(`review ${name}`, "2026-11-23", { change, log });
    expect((await governors(folder, "2026-11-23")).policy).toMatchObject(expected);
  });
});
