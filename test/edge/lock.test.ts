/** One who writes at a time in a school folder: with real processes, dead ones, other PCs and clocks that are wrong. */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { LOCK, lockFolder } from "../../src/edge/lock.ts";
import { machineId, startOf } from "../../src/edge/machine.ts";
import { CannotGoOn } from "../../src/problem/problem.ts";
import { isBuilt, logLines, run } from "../faults/faults.ts";
import { School } from "../letters/school.ts";

const BIN = path.resolve(import.meta.dirname, "../../bin/attend.js");
const BUILT = pathToFileURL(path.resolve(import.meta.dirname, "../../dist/edge/lock.js")).href;
const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-lock-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(temporary, "school-"));
});

const left = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith(LOCK));

/** A lock as somebody else's run leaves it, last renewed so many seconds ago. */
function lockOf(who: Readonly<Record<string, unknown>>, secondsAgo = 0): void {
  mkdirSync(path.join(folder, LOCK));
  const file = path.join(folder, LOCK, "11111111-2222-3333-4444-555555555555.json");
  const holder = { user: "Mrs Marsh", pc: "OFFICE-2", machine: "ffffffff", pid: 1, started: null };
  writeFileSync(file, JSON.stringify({ ...holder, since: new Date().toISOString(), doing: "writing letters", ...who }));
  const seen = Date.now() / 1000 - secondsAgo;
  utimesSync(file, seen, seen);
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

function expectTaken(): void {
  const lock = lockFolder(folder, "testing");
  lock.mustHold();
  expect(left()).toEqual([LOCK]);
  lock.release();
  expect(left()).toEqual([]);
}

function expectBusy(words: RegExp): void {
  const refused = attempt();
  expect(refused).toBeInstanceOf(CannotGoOn);
  expect(String(refused)).toMatch(words);
  expect(left()).toEqual([LOCK]);
}

function attempt(): unknown {
  try {
    return lockFolder(folder, "testing");
  } catch (error) {
    return error;
  }
}

/** Code of a process of its own, in which `lockFolder` is known. */
function script(code: string): readonly string[] {
  return [
    "--input-type=module",
    "-e",
    `const { lockFolder } = await import(${JSON.stringify(BUILT)}); const folder = ${JSON.stringify(folder)}; ${code}`,
  ];
}

describe("a lock", () => {
  it("is there while it is held, and is gone after it, also for those who lock inside it", () => {
    const lock = lockFolder(folder, "testing");
    const inner = lockFolder(folder, "testing inside");
    inner.release();
    lock.mustHold();
    lock.release();
    expect(left()).toEqual([]);
  });

  it("of another PC is waited for, and says who, where and since when", () => {
    lockOf({});
    expectBusy(
      /: Mrs Marsh is writing letters in this folder on OFFICE-2 since \d\d:\d\d\. Wait until that is done, then run again\./,
    );
  });

  it("of another PC that has been silent for minutes is taken over, also with a clock that is wrong", () => {
    for (const seconds of [400, -3600, 400 * 24 * 3600]) {
      lockOf({}, seconds);
      expectTaken();
    }
  });

  it("of this PC is taken over at once when its run is dead, or another program has its number", () => {
    lockOf({ machine: machineId(), pid: deadPid() });
    expectTaken();
    if (startOf(process.ppid) === null) return;
    lockOf({ machine: machineId(), pid: process.ppid, started: "1" });
    expectTaken();
  });

  it("of a run on this PC that is alive is not", () => {
    lockOf(
      { machine: machineId(), pid: process.ppid, started: startOf(process.ppid) },
      startOf(process.ppid) ? 4000 : 0,
    );
    expectBusy(/on this PC since/);
  });

  it("that is spoilt, empty, or full of what Windows puts into folders, does not stop the school for ever", () => {
    mkdirSync(path.join(folder, LOCK));
    expectTaken();
    mkdirSync(path.join(folder, LOCK));
    writeFileSync(path.join(folder, LOCK, "desktop.ini"), "");
    expectTaken();
    lockOf({}, 400);
    writeFileSync(path.join(folder, LOCK, "11111111-2222-3333-4444-555555555555.json"), "{");
    utimesSync(path.join(folder, LOCK, "11111111-2222-3333-4444-555555555555.json"), 1, 1);
    expectTaken();
  });

  it("that was taken over meanwhile lets nothing be recorded", () => {
    const lock = lockFolder(folder, "testing");
    rmSync(path.join(folder, LOCK), { recursive: true });
    expect(lock.mustHold).toThrow(/Nothing is recorded/);
    lock.release();
  });
});

describe.skipIf(!isBuilt)("processes", () => {
  it("take one dead lock over, and never two at a time", { timeout: 120_000 }, async () => {
    const shared = path.join(folder, "inside");
    // Whoever is inside finds nobody else there: the folder is made by one only.
    const code = `
      import { mkdirSync, rmdirSync } from "node:fs";
      const patiently = () => {
        try {
          return lockFolder(folder, "testing");
        } catch (error) {
          if (error.name !== "CannotGoOn") throw error;
          return patiently();
        }
      };
      for (let i = 0; i < 20; i++) {
        const lock = patiently();
        mkdirSync(${JSON.stringify(shared)});
        lock.mustHold();
        rmdirSync(${JSON.stringify(shared)});
        if (i % 5 === 4) process.stdout.write("x");
        lock.release();
      }`;
    for (let round = 0; round < 3; round++) {
      lockOf({ machine: machineId(), pid: deadPid() });
      const ended = await Promise.all([1, 2, 3, 4].map(() => runToEnd(script(code))));
      expect(ended).toEqual(Array(4).fill({ code: 0, out: "xxxx", err: "" }));
      expect(left()).toEqual([]);
    }
  });

  it.each([
    ["an error", "lockFolder(folder, 'testing'); throw new Error('a bug');", 1],
    ["a program that ends early", "lockFolder(folder, 'testing'); process.exit(3);", 3],
    [
      "Ctrl-C",
      "lockFolder(folder, 'testing'); setTimeout(() => process.kill(process.pid, 'SIGINT')); setInterval(() => {}, 1000);",
      130,
    ],
    [
      "a window that is closed",
      "lockFolder(folder, 'testing'); setTimeout(() => process.kill(process.pid, 'SIGHUP')); setInterval(() => {}, 1000);",
      129,
    ],
  ])("%s leaves no lock behind", async (_, code, exit) => {
    const ended = await runToEnd(script(code));
    expect(ended.code).toBe(exit);
    expect(left()).toEqual([]);
  });

  it("`letters --issue` by three at once issues each letter once", { timeout: 120_000 }, async () => {
    ({ folder } = new School([{ name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50) }]));
    const args = [BIN, "letters", "--term", "--issue", "--date", "2026-11-18", "--school", folder];
    const ended = await Promise.all([1, 2, 3].map(() => runToEnd(args)));
    // Whoever waited for too long says so; nobody else fails.
    for (const { code, err } of ended) if (code === 2) expect(err).toMatch(/is writing letters in this folder/);
    const letters = logLines(folder).map(({ pupil, letter }) => [pupil, letter].join(" "));
    expect(letters.length).toBeGreaterThan(1);
    expect(new Set(letters).size).toBe(letters.length);
    expect(readdirSync(path.join(folder, "output/letters"))).toHaveLength(1);
    expect(left()).toEqual([]);
  });
});

describe("commands, while somebody writes", () => {
  beforeEach(() => {
    ({ folder } = new School([{ name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50) }]));
    lockOf({});
  });

  it.each([
    ["check"],
    ["figures"],
    ["tiers"],
    ["due"],
    ["why", "Ava Adams"],
    ["pupil", "Ava Adams"],
    ["log", "--list"],
    ["letters", "--term", "--dry-run"],
    ["purge", "--older-than", "1y"],
  ])("%s %s reads on", async (...args) => {
    const { code, err } = await run(folder, args);
    expect(code, err).toBeLessThan(2);
    expect(err).not.toMatch(/Mrs Marsh/);
  });

  it.each([
    ["weekly"],
    ["letters", "--term", "--issue"],
    ["log", "talk", "Ava Adams"],
    ["returns"],
    ["purge", "--older-than", "1y", "--yes"],
  ])("%s waits, and writes nothing", async (...args) => {
    const { code, err } = await run(folder, args);
    expect(code).toBe(2);
    expect(err).toMatch(/(?:^|: )Mrs Marsh is writing letters in this folder on OFFICE-2/);
    expect(existsSync(path.join(folder, "output"))).toBe(false);
    expect(logLines(folder)).toEqual([]);
  });

  it("a run by itself that has waited in vain says so in its log", async () => {
    expect((await run(folder, ["daily", "--unattended"])).code).toBe(2);
    const log = readFileSync(path.join(folder, "output", "attend.log"), "utf8");
    expect(log).toMatch(/^2026-\S+ daily exit 2 in \d+ s: .* is writing letters in this folder on .*\n$/);
    expect(readdirSync(path.join(folder, "output")).toSorted()).toEqual(["attend.log", "last-run.json"]);
  });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function runToEnd(args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ATTEND_SCHOOL: "" } });
    const said = { out: "", err: "" };
    child.stdout.on("data", (text) => (said.out += String(text)));
    child.stderr.on("data", (text) => (said.err += String(text)));
    child.on("close", (code) => {
      done({ code, ...said });
    });
  });
}
