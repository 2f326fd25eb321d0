/** The command line as an office uses it: exit codes, what goes to which stream, and what is written. */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { realIo, type Io } from "../src/edge/io.ts";
import { dayFromIso } from "../src/register/day.ts";
import { attend as runAttend, type Said } from "./run.ts";

const at = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const GOOD = at("fixtures/schools/exactly-ninety-percent");
const ONLY_NOTES = at("fixtures/problems/code-retired");
const NEEDS_SOMEBODY = at("fixtures/schools/leaver-and-joiner");
const BAD_CONFIG = at("fixtures/problems/config-invalid/not-a-date");
const NO_REGISTER = at("fixtures/problems/no-register");

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-cli-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});
let made = 0;
let folder = "";
beforeEach(() => {
  folder = path.join(temporary, String(made++));
  fs.mkdirSync(folder);
});

const attend = (args: readonly string[], io: Partial<Io> = {}): Promise<Said> =>
  runAttend(args, { cwd: folder, ...io });

function schoolIn(source: string): string {
  fs.cpSync(source, folder, { recursive: true });
  return folder;
}

/** Exit 2, nothing on stdout, nothing written, and on stderr plain words that mention what matters. */
function expectRefused({ code, out, err }: Said, mentions: string | RegExp): void {
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(mentions);
  expect(err.trim()).toMatch(/[.?)]$/);
  expect(err).not.toMatch(/undefined|\bnull\b|NaN|\[object|at .*\.(?:ts|js):\d|Error:/);
  expect(fs.existsSync(path.join(folder, "output"))).toBe(false);
}

describe("the exit code", () => {
  const CALLS = ["check", "figures", "tiers", "weekly", "figures --by school --csv", "tiers --csv"];

  it.each(CALLS)("is 0 for `%s` when all is well, and when there is only something to know", async (call) => {
    const today = dayFromIso("2026-11-16") ?? NaN;
    expect(await attend(call.split(" "), { cwd: schoolIn(GOOD), today })).toMatchObject({ code: 0, err: "" });
    const noted = await attend(call.split(" "), { cwd: schoolIn(ONLY_NOTES) });
    expect({ code: noted.code, err: noted.err.includes("To know") }).toEqual({ code: 0, err: true });
  });

  it.each(CALLS)("is 1 for `%s` when it is done and something needs a person", async (call) => {
    const { code, err } = await attend(call.split(" "), { cwd: schoolIn(NEEDS_SOMEBODY) });
    expect(code).toBe(1);
    expect(err).toContain("exports/register.csv");
  });

  it.each(CALLS)("is 2 for `%s` when attend.yaml is not sound", async (call) => {
    expectRefused(await attend([...call.split(" "), "--json"], { cwd: schoolIn(BAD_CONFIG) }), "line 3");
  });

  it.each(CALLS.slice(1))("is 2 for `%s` when there is no register", async (call) => {
    expectRefused(await attend(call.split(" "), { cwd: schoolIn(NO_REGISTER) }), "attendance export");
  });

  it("is 0 when help or the version is asked for", async () => {
    expect((await attend(["--help"])).code).toBe(0);
    expect((await attend(["figures", "--help"])).out).toContain("--by");
    expect((await attend(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("asked wrongly", () => {
  it.each([
    ["a command that is none", "wekly", "weekly"],
    ["an option that is none", "figures --buy class", "--buy"],
    ["an option without its value", "figures --by", "--by"],
    ["a word too many", "check everything", "Too many"],
    ["a date the wrong way round", "figures --date 23/11/2026", "2026-11-23"],
    ["a day that does not exist", "figures --date 2026-11-31", "2026-11-31"],
    ["an empty date", "figures --date=", "--date"],
    ["a week that is no date", "weekly --week last", "--week"],
    ["a span that is no date", "figures --from September", "--from"],
    ["a span that ends before it begins", "figures --from 2026-11-10 --to 2026-11-09", "--from"],
    ["a span that has not begun", "figures --from 2026-11-24", "--from"],
    ["a grouping that is none", "figures --by house", "house"],
    ["a week without a session", "weekly --week 2026-10-28", "26"],
    ["a school folder that is not there", "figures --school nowhere", "nowhere"],
  ])("%s: exit 2, a sentence, and nothing on stdout", async (_, call, mentions) => {
    expectRefused(await attend([...call.split(" "), "--json"], { cwd: schoolIn(GOOD) }), mentions);
  });

  it("in a folder that is no school's: exit 2, and how to get there", async () => {
    expectRefused(await attend(["weekly"]), "attend init");
  });

  it("for a folder without attend.yaml: exit 2, naming it", async () => {
    expectRefused(await attend(["check", "--school", folder]), folder);
  });
});

describe("the school folder", () => {
  it("is found upwards, by --school, and by $ATTEND_SCHOOL, in that order of strength", async () => {
    const deep = path.join(schoolIn(GOOD), "exports", "deep");
    fs.mkdirSync(deep);
    const rows = ({ out }: Said): number => (JSON.parse(out) as { rows: unknown[] }).rows.length;
    const ask = ["figures", "--json"];
    expect(rows(await attend(ask, { cwd: deep }))).toBe(8);
    expect(rows(await attend(ask, { cwd: deep, env: { ATTEND_SCHOOL: NEEDS_SOMEBODY } }))).toBe(4);
    const named = await attend([...ask, "--school", "../.."], { cwd: deep, env: { ATTEND_SCHOOL: NEEDS_SOMEBODY } });
    expect(rows(named)).toBe(8);
  });
});

describe("the streams", () => {
  it.each(["check", "figures", "tiers", "weekly"])("`%s --json` puts one JSON document on stdout", async (command) => {
    const { out, err } = await attend([command, "--json"], { cwd: schoolIn(NEEDS_SOMEBODY), colour: true });
    expect(typeof JSON.parse(out)).toBe("object");
    expect(err).toContain("Jan Jarrah");
  });

  it.each(["check", "figures", "tiers", "weekly"])("`%s --quiet` prints nothing but problems", async (command) => {
    expect(await attend([command, "--quiet"], { cwd: schoolIn(GOOD) })).toEqual({ code: 0, out: "", err: "" });
    fs.rmSync(folder, { recursive: true });
    const { code, out, err } = await attend(["--quiet", command], { cwd: schoolIn(NEEDS_SOMEBODY) });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("Jan Jarrah");
  });

  const ESCAPE = "\u001b[";

  it("have colours on a terminal, and none with --no-color", async () => {
    schoolIn(NEEDS_SOMEBODY);
    const plain = await attend(["figures", "--no-color"], { colour: true });
    const coloured = await attend(["figures"], { colour: true });
    expect(coloured.out + coloured.err).toContain(ESCAPE);
    expect(plain.out + plain.err).not.toContain(ESCAPE);
  });
});

describe("NO_COLOR", () => {
  const tty = process.stdout.isTTY;
  afterEach(() => {
    vi.unstubAllEnvs();
    process.stdout.isTTY = tty;
  });

  it.each([
    [undefined, true],
    ["1", false],
  ])("set to %s on a terminal: colours %s", (value, colour) => {
    process.stdout.isTTY = true;
    vi.stubEnv("TERM", "xterm");
    vi.stubEnv("NO_COLOR", value);
    expect(realIo().colour).toBe(colour);
  });
});

describe("--date", () => {
  it("in the past gives what that day would have shown, whatever came later", async () => {
    schoolIn(GOOD);
    const then = await attend(["figures", "--json", "--date", "2026-11-06"]);
    const register = path.join(folder, "exports", "register.csv");
    const lines = fs.readFileSync(register, "utf8").split("\n");
    fs.writeFileSync(register, lines.filter((line) => !line.includes("09/11/2026")).join("\n"));
    expect(await attend(["figures", "--json", "--date", "2026-11-06"])).toEqual(then);
    expect(then.out).not.toContain("Hal Hazel");
  });

  it("before the first mark counts nothing", async () => {
    const { code, out } = await attend(["figures", "--json", "--date", "2026-10-30"], { cwd: schoolIn(GOOD) });
    expect(code).toBe(0);
    expect((JSON.parse(out) as { rows: { possible: number }[] }).rows.map(({ possible }) => possible)).toEqual(
      Array<number>(7).fill(0),
    );
  });
});

describe("init and demo", () => {
  it("init makes a folder that check can read, and never overwrites", async () => {
    expect((await attend(["init", "school"])).code).toBe(0);
    const config = path.join(folder, "school", "attend.yaml");
    fs.writeFileSync(config, `${fs.readFileSync(config, "utf8")}# ours\n`);
    expectRefused(await attend(["init", "school"]), "nothing in it was changed");
    expect(fs.readFileSync(config, "utf8")).toMatch(/# ours\n$/);
    expect((await attend(["check", "--school", "school"])).code).toBe(1);
  });

  it("demo refuses a folder that is not empty, and numbers that are none", async () => {
    fs.writeFileSync(path.join(folder, "mine.txt"), "mine");
    expectRefused(await attend(["demo", "."]), "not empty");
    expect(fs.readdirSync(folder)).toEqual(["mine.txt"]);
    for (const wrong of ["--pupils=many", "--pupils=0", "--pupils=-5", "--seed=1.5"]) {
      expect((await attend(["demo", "new", wrong])).code).toBe(2);
    }
    expect(fs.readdirSync(folder)).toEqual(["mine.txt"]);
  });

  it("the demo school's week can be written", async () => {
    expect((await attend(["demo", "new", "--pupils", "40"])).code).toBe(0);
    expect((await attend(["weekly", "--school", "new"])).code).toBeLessThan(2);
  });
});

describe.skipIf(!fs.existsSync(at("dist/bundle/attend.cjs")) || process.platform === "win32")("bin/attend.js", () => {
  it("works through a link, as npm link makes one, from another folder, and exits with the code", () => {
    const link = path.join(folder, "attend");
    fs.symlinkSync(at("bin/attend.js"), link);
    const args = ["figures", "--json", "--date", "2026-11-23", "--school"];
    const env = { ...process.env, NO_COLOR: "1" };
    const out = execFileSync(process.execPath, [link, ...args, GOOD], { cwd: folder, env, encoding: "utf8" });
    expect((JSON.parse(out) as { rows: unknown[] }).rows).toHaveLength(8);
    expect(() => execFileSync(process.execPath, [link, "weekly"], { cwd: folder, env, stdio: "pipe" })).toThrow(
      expect.objectContaining({ status: 2 }) as Error,
    );
  });

  it("exits with 2 and its stack trace when the fault is ours, at once or later", () => {
    const bug = path.join(folder, "bug.cjs");
    for (const words of [
      'Date.prototype.getFullYear = () => { throw new TypeError("ours"); };',
      'setImmediate(() => { throw new TypeError("ours"); });',
    ]) {
      fs.writeFileSync(bug, words);
      const args = ["--require", bug, at("bin/attend.js"), "figures", "--school", GOOD];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      expect(stderr).toMatch(/TypeError: ours\n {4}at .*:\d+:\d+/);
      expect(status).toBe(2);
    }
  });
});
