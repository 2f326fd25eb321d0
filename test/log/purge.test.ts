/** `attend purge`: what goes, what stays and why, and a log that is whole at every moment. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Purge } from "../../src/commands/purge.ts";
import { replaceLog } from "../../src/edge/purge.ts";
import { CannotGoOn } from "../../src/problem/problem.ts";
import { dayFromIso, isoOf } from "../../src/register/day.ts";
import { limitOf } from "../../src/reports/purge.ts";
import { expectTidy, isBuilt, killed, someOf } from "../faults/faults.ts";
import { attend, TODAY, type Said } from "../run.ts";

describe("how old", () => {
  it.each([
    ["2y", "2026-11-23", "2024-11-23"],
    ["18m", "2026-11-23", "2025-05-23"],
    ["11m", "2026-11-23", "2025-12-23"],
    ["90d", "2026-11-23", "2026-08-25"],
    ["1Y", "2028-02-29", "2027-02-28"],
    ["1m", "2026-03-31", "2026-02-28"],
    ["2 y", "2026-11-23", "2024-11-23"],
  ])("%s before %s is %s", (age, asAt, limit) => {
    expect(isoOf(limitOf(age, dayFromIso(asAt) ?? 0) ?? 0)).toBe(limit);
  });
  it.each(["", "2", "y", "0y", "-2y", "2.5y", "two years", "2y3m", "99999d"])("“%s” is no age", (age) => {
    expect(limitOf(age, TODAY)).toBeNull();
  });
});

vi.setConfig({ testTimeout: 60_000 });
const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-purge-"));
const demo = path.join(temporary, "demo");
const school = path.join(temporary, "school");
const log = path.join(school, "records", "log.jsonl");
beforeAll(async () => {
  await attend(["demo", demo, "--pupils", "60"], {});
});
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

let recent = "";
let pupil = "";
beforeEach(() => {
  rmSync(school, { recursive: true, force: true });
  cpSync(demo, school, { recursive: true });
  recent = readFileSync(log, "utf8");
  pupil = (JSON.parse(recent.split("\n")[0] ?? "") as { pupil: string }).pupil;
});

function run(...args: readonly string[]): Promise<Said> {
  return attend(["purge", ...args, "--school", school, "--date", "2026-11-23"], { today: TODAY });
}
const line = (id: string, day: string, fields: Record<string, unknown>): string =>
  `${JSON.stringify({ id, v: 1, day, pupil, by: "Mrs Marsh", ...fields })}\n`;
const CALL = { kind: "call", outcome: "reached" };

/** The ids of the lines that stay, and why, when these lines stand before the demo's own. */
async function kept(...lines: readonly string[]): Promise<{ ids: readonly string[]; stays: Purge["log"]["stays"] }> {
  writeFileSync(log, lines.join("") + recent);
  const said = await run("--older-than", "2y", "--yes", "--json");
  expect(said.code, said.err).toBe(0);
  const all = readFileSync(log, "utf8");
  const ids = lines.flatMap((text) => (all.includes(text) ? [(JSON.parse(text) as { id: string }).id] : []));
  return { ids, stays: (JSON.parse(said.out) as Purge).log.stays };
}

describe("what goes", () => {
  it("is listed and left where it is without --yes, and exports and figures never change", async () => {
    mkdirSync(path.join(school, "output/weekly/2024-05-10"), { recursive: true });
    const before = line("old", "2024-05-07", CALL) + recent;
    writeFileSync(log, before);
    const { code, out, err } = await run("--older-than", "2y");
    expect({ code, err }).toEqual({ code: 0, err: expect.any(String) as string });
    expect(out).toMatch(/call +2024 +1/);
    expect(out).toContain("output/weekly/2024-05-10");
    expect(out).toContain("attend purge --older-than 2y --yes");
    expect(out).toMatch(/exports\/ is not touched.* 6 years .*SI 2024\/208/);
    expect(readFileSync(log, "utf8")).toBe(before);
    expect(existsSync(path.join(school, "output/weekly/2024-05-10"))).toBe(true);
  });

  it("goes with --yes: the lines that stay are byte for byte the same, and one says how many went", async () => {
    const torn = Buffer.from('{"id":"torn","v":1,"da\xff\r\n', "latin1");
    const newer = Buffer.from(`${JSON.stringify({ v: 9, what: "nobody knows yet" })}\n`);
    const spaced = Buffer.from(
      `  { "id": "odd",   "v": 1, "day": "2026-11-02", "kind": "note", "note": "\\u00e9" }\r\n\n`,
    );
    const old = Buffer.from(line("old-1", "2024-05-07", CALL) + line("old-2", "2020-01-07", CALL));
    const last = Buffer.from('{"id":"no line break"');
    const rest = [torn, newer, spaced, Buffer.from(recent), last];
    writeFileSync(log, Buffer.concat([old, ...rest]));
    mkdirSync(path.join(school, "output/weekly/2024-05-10"), { recursive: true });
    mkdirSync(path.join(school, "output/weekly/2026-11-20"), { recursive: true });
    const exports = readdirSync(path.join(school, "exports"));
    const { code } = await run("--older-than", "2y", "--yes");
    expect(code).toBeLessThan(2);
    const after = readFileSync(log);
    expect(after.subarray(0, Buffer.concat(rest).length).equals(Buffer.concat(rest))).toBe(true);
    const added = after.subarray(Buffer.concat(rest).length).toString("utf8");
    expect(added).toMatch(/^\n\{.*"kind":"note".*2 lines of before Saturday 23 November 2024 removed.*\}\n$/);
    expect(added).not.toContain(pupil);
    expect(readdirSync(path.join(school, "output/weekly"))).toEqual(["2026-11-20"]);
    expect(readdirSync(path.join(school, "exports"))).toEqual(exports);
    expect(readdirSync(path.join(school, "records"))).toEqual(["log.jsonl"]);
  });

  it("goes when somebody at the terminal says yes, and not when they say anything else", async () => {
    const before = line("old", "2024-05-07", CALL) + recent;
    const asked = (answer: string): Promise<Said> =>
      attend(["purge", "--older-than", "2y", "--school", school], { ask: () => Promise.resolve(answer) });
    writeFileSync(log, before);
    expect((await asked("y")).out).toContain("Nothing has been removed.");
    expect(readFileSync(log, "utf8")).toBe(before);
    await asked("yes");
    expect(readFileSync(log, "utf8")).not.toContain('"old"');
  });
});

describe("what stays although it is old", () => {
  it("a line that is not old enough by a day, and none that is", async () => {
    const { ids } = await kept(line("a", "2024-11-23", CALL), line("b", "2024-11-22", CALL));
    expect(ids).toEqual(["a"]);
  });

  it("a need without an end of a pupil on roll; not one that has ended, nor one of somebody who is not here", async () => {
    const need = { kind: "need", need: "young-carer", from: "2023-01-09" };
    const { ids, stays } = await kept(
      line("open", "2023-01-09", need),
      line("ended", "2023-01-09", { ...need, to: "2024-01-09" }),
      line("gone", "2023-01-09", { ...need, pupil: "Z999000199001" }),
    );
    expect(ids).toEqual(["open"]);
    expect(stays).toEqual([{ reason: "in-force", lines: 1 }]);
  });

  it("what speaks of a later day, and a penalty notice of less than three years", async () => {
    const { ids } = await kept(
      line("review", "2024-05-07", { kind: "panel", outcome: "held", review: "2024-12-01" }),
      line("panel", "2024-05-07", { kind: "panel", outcome: "held" }),
      line("notice", "2023-11-23", { kind: "penalty-notice", outcome: "issued" }),
      line("older notice", "2023-11-22", { kind: "penalty-notice", outcome: "issued" }),
    );
    expect(ids).toEqual(["review", "notice"]);
  });

  it("both of a line and its correction, or neither: nothing that was taken back comes back", async () => {
    const need = { kind: "need", need: "mental-health", from: "2023-01-09" };
    const back = (id: string, day: string, corrects: string): string =>
      `${JSON.stringify({ id, v: 1, day, kind: "correction", corrects })}\n`;
    const { ids } = await kept(
      line("both old", "2023-01-09", need),
      back("of both old", "2023-01-10", "both old"),
      line("taken back now", "2023-01-09", need),
      back("of now", "2026-11-02", "taken back now"),
    );
    expect(ids).toEqual(["taken back now", "of now"]);
  });

  it("this school year and twelve months, whatever is asked for", async () => {
    writeFileSync(log, line("a", "2025-11-23", CALL) + line("b", "2025-11-22", CALL) + recent);
    await run("--older-than", "1d", "--yes");
    const after = readFileSync(log, "utf8");
    expect(after).toContain(recent);
    expect([after.includes('"id":"a"'), after.includes('"id":"b"')]).toEqual([true, false]);
  });

  it("a folder of letters that a line of the log still names", async () => {
    const place = "output/letters/2024-05-10 term";
    mkdirSync(path.join(school, place), { recursive: true });
    writeFileSync(
      log,
      line("a", "2024-12-01", { kind: "letter", letter: "attendance-concern", files: [`${place}/001.html`] }) + recent,
    );
    await run("--older-than", "2y", "--yes");
    expect(existsSync(path.join(school, place))).toBe(true);
  });

  it("tiers and what is due are the same before and after", async () => {
    const old = ["need", "call", "panel", "plan", "letter", "referral", "meeting", "note", "return"].flatMap(
      (kind, i) =>
        ["2022-01-10", "2024-06-10", "2025-06-10"].map((day) =>
          line(`${kind} ${day}`, day, {
            kind,
            outcome: "held",
            need: "mental-health",
            row: `A${String(i + 1)}`,
            note: "x",
          }),
        ),
    );
    const school_ = line("a14", "2023-09-01", { kind: "note", row: "A14", pupil: undefined });
    writeFileSync(log, old.join("") + school_ + recent);
    const seen = async (): Promise<readonly string[]> => {
      const of = ["tiers", "due", "returns"];
      const said = await Promise.all(
        of.map((command) => attend([command, "--json", "--school", school, "--date", "2026-11-23"], {})),
      );
      return said.map(({ out }) => out);
    };
    const before = await seen();
    await run("--older-than", "18m", "--yes");
    expect(readFileSync(log, "utf8")).not.toContain("call 2022-01-10");
    expect(await seen()).toEqual(before);
  });
});

describe("refusals", () => {
  it.each([[[]], [["--older-than", "old"]]])("%j", async (args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/--older-than 2y/);
  });
  it("a copy of the log beside it, from which what goes would come back", async () => {
    writeFileSync(path.join(school, "records", "log-OFFICE.jsonl"), line("old", "2020-01-07", CALL));
    const { code, err } = await run("--older-than", "2y", "--yes");
    expect({ code, said: err.includes("log-OFFICE.jsonl") }).toEqual({ code: 2, said: true });
    expect(readFileSync(log, "utf8")).toBe(recent);
  });
  it("a log to which somebody wrote meanwhile", () => {
    expect(() => {
      replaceLog(school, Buffer.from("what was read"), Buffer.from("less"));
    }).toThrow(CannotGoOn);
    expect(readFileSync(log, "utf8")).toBe(recent);
    expect(readdirSync(path.join(school, "records"))).toEqual(["log.jsonl"]);
  });
});

describe.skipIf(!isBuilt)("killed at any moment", () => {
  it("the log is the old one or the new one, and the next run is whole", { timeout: 120_000 }, async () => {
    const args = ["purge", "--older-than", "2y", "--yes"];
    const old = Buffer.from(line("old", "2020-01-07", CALL) + recent);
    const fill = (): void => {
      writeFileSync(log, old);
      mkdirSync(path.join(school, "output/weekly/2024-05-10"), { recursive: true });
    };
    fill();
    const { code, operations, err } = killed(school, args, 0);
    expect(code, err).toBe(0);
    expect(operations).toBeGreaterThan(5);
    for (const at of someOf(operations, 12)) {
      fill();
      expect(killed(school, args, at).code).toBeNull();
      const now = readFileSync(log);
      if (!now.equals(old)) {
        expect(now.subarray(0, Buffer.byteLength(recent)).toString("utf8")).toBe(recent);
        expect(now.toString("utf8").slice(recent.length)).toMatch(/^\{.*removed from the log.*\}\n$/);
      }
      const again = await run("--older-than", "2y", "--yes");
      expect(again.code, again.err).toBe(0);
      expect(readFileSync(log, "utf8")).not.toContain('"old"');
      expect(existsSync(path.join(school, "output/weekly/2024-05-10"))).toBe(false);
      expectTidy(school);
    }
  });
});
