/** `attend schedule` on made-up PCs: what it hands to the scheduler, and what it leaves as it was. */
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contextOf } from "../../src/commands/context.ts";
import { schedule, type ScheduleOptions } from "../../src/commands/schedule.ts";
import type { Machine } from "../../src/edge/this-pc.ts";
import { TODAY } from "../run.ts";
import { parseXml, textOf, windowsArgv } from "./parse-back.ts";

const SCHOOL = fileURLToPath(new URL("../../fixtures/schools/exactly-ninety-percent", import.meta.url));
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-schedule-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});
let made = 0;
let folder = "";
const newSchool = (): string => {
  const place = path.join(temporary, String(made++), 'R & D 100% "Oak"');
  fs.cpSync(SCHOOL, place, { recursive: true });
  return place;
};
beforeEach(() => {
  folder = newSchool();
});

/** A PC with a crontab, with tasks and with a record of what was run on it. */
function pc(platform: string, has: { crontab?: Buffer | null; refuses?: string; hasSystemd?: boolean } = {}) {
  const tasks = new Map<string, string>();
  const ran: string[] = [];
  const state = { crontab: has.crontab ?? null };
  const answer = (code: number | null, out: Buffer = Buffer.alloc(0), err = "") => ({ code, out, err });
  const machine: Machine = {
    platform,
    home: path.join(temporary, "home", String(made)),
    env: { USERDOMAIN: "OFFICE", USERNAME: "office.1" },
    uid: 501,
    program: ["/portable 1/node", "/portable 1/attend.js"],
    hasSystemd: has.hasSystemd ?? false,
    run: (command, args, input) => {
      ran.push([command, ...args].join(" "));
      if (has.refuses !== undefined) return answer(1, undefined, has.refuses);
      if (command === "crontab" && args[0] === "-l") {
        return state.crontab === null ? answer(1, undefined, "no crontab for office") : answer(0, state.crontab);
      }
      if (command === "crontab") {
        state.crontab = Buffer.from(input ?? []);
        return answer(0);
      }
      if (command !== "schtasks") return answer(platform === "win32" ? null : 0);
      const value = (name: string): string => args[args.indexOf(name) + 1] ?? "";
      if (args[0] === "/Query") return answer(tasks.has(value("/TN")) ? 0 : 1);
      if (args[0] === "/Delete") return answer(tasks.delete(value("/TN")) ? 0 : 1);
      const bytes = fs.readFileSync(value("/XML"));
      expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
      tasks.set(value("/TN"), bytes.subarray(2).toString("utf16le"));
      return answer(0);
    },
  };
  return { machine, tasks, ran, state };
}

function run(machine: Machine, options: Partial<ScheduleOptions> = {}, school = folder) {
  const said = { code: 0, out: "", err: "" };
  const context = contextOf(
    {
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
      env: {},
      cwd: school,
      today: TODAY,
      now: () => ({ day: TODAY, seconds: 36000, offset: 0 }),
      colour: false,
      width: 100,
      watched: false,
      ask: null,
    },
    {},
  );
  said.code = schedule(context, { weekly: "Mon 07:30", daily: "09:15", ...options }, [], machine);
  return said;
}

const lastRun = (): Record<string, { planned: string | null }> =>
  JSON.parse(fs.readFileSync(path.join(folder, "output/last-run.json"), "utf8")) as Record<string, { planned: string }>;

describe("on Windows", () => {
  it("makes two tasks of this very program, the same when done twice, and takes them away", () => {
    const { machine, tasks } = pc("win32");
    expect(run(machine, { install: true })).toMatchObject({ code: 0, err: "" });
    const first = new Map(tasks);
    expect([...tasks.keys()].map((name) => name.replace(/-[0-9a-f]{6}$/, ""))).toEqual([
      "attend-weekly-r-d-100-oak",
      "attend-daily-r-d-100-oak",
    ]);
    const [weekly = ""] = tasks.values();
    expect(textOf(parseXml(weekly), "Command")).toBe("/portable 1/node");
    const argv = windowsArgv(textOf(parseXml(weekly), "Arguments"));
    expect(argv).toEqual([
      "/portable 1/attend.js",
      "weekly",
      "--unattended",
      "--planned",
      "Mon 07:30",
      "--school",
      folder,
    ]);
    expect(textOf(parseXml(weekly), "UserId")).toBe("OFFICE\\office.1");
    // The next Monday at 07:30 after Monday 23 November, 10:00.
    expect(textOf(parseXml(weekly), "StartBoundary")).toBe("2026-11-30T07:30:00");
    run(machine, { install: true });
    expect(tasks).toEqual(first);
    expect(run(machine, { remove: true }).out).toContain("Nothing runs by itself");
    expect(tasks.size).toBe(0);
    expect(run(machine, { remove: true }).out).toContain("nothing was changed");
  });

  it("leaves out what is not wanted any more", () => {
    const { machine, tasks } = pc("win32");
    run(machine, { install: true });
    expect(Object.keys(lastRun())).toEqual(["weekly", "daily"]);
    run(machine, { install: true, daily: false, weekly: "Tue 08:00" });
    expect([...tasks.keys()].map((name) => name.slice(0, 13))).toEqual(["attend-weekly"]);
    expect(lastRun()).toMatchObject({ weekly: { planned: "Tue 08:00" } });
    expect(Object.keys(lastRun())).toEqual(["weekly"]);
  });

  it("has names of their own for two schools, even in folders of one name", () => {
    const { machine, tasks } = pc("win32");
    run(machine, { install: true });
    run(machine, { install: true }, newSchool());
    expect(tasks.size).toBe(4);
    run(machine, { remove: true });
    expect(tasks.size).toBe(2);
  });

  it("says in a sentence when the tasks are refused", () => {
    const { machine } = pc("win32", { refuses: "ERROR: Access is denied." });
    expect(() => run(machine, { install: true })).toThrow(/Access is denied.*output\/schedule/);
    expect(fs.existsSync(path.join(folder, "output/last-run.json"))).toBe(false);
  });
});

describe("with cron", () => {
  const OTHERS = Buffer.from("# caf\u00e9 in Latin-1\n0 1 * * * true\r\n", "latin1");

  it("leaves every other byte of the crontab alone", () => {
    const { machine, state, ran } = pc("linux", { crontab: OTHERS });
    run(machine, { install: true });
    const first = state.crontab;
    expect(first?.subarray(0, OTHERS.length)).toEqual(OTHERS);
    expect(first?.toString()).toContain("30 7 * * 1 '/portable 1/node'");
    run(machine, { install: true });
    expect(state.crontab).toEqual(first);
    expect(ran.filter((each) => each === "crontab -")).toHaveLength(1);
    run(machine, { remove: true });
    expect(state.crontab).toEqual(OTHERS);
  });

  it("begins a crontab where there is none", () => {
    const { machine, state } = pc("linux");
    run(machine, { install: true });
    expect(state.crontab?.toString()).toMatch(/^# attend begin/);
  });

  it("never writes a crontab that it could not read", () => {
    const { machine, ran } = pc("linux", { refuses: "You (office) are not allowed to use this program" });
    expect(() => run(machine, { install: true })).toThrow("not allowed");
    expect(ran).toEqual(["crontab -l"]);
  });
});

describe("with systemd and launchd", () => {
  it("puts the units into the user's folder, in place of lines in the crontab, and takes them away", () => {
    const { machine, ran, state } = pc("linux", { hasSystemd: true });
    run(machine, { install: true, system: "cron" });
    run(machine, { install: true });
    expect(state.crontab?.toString()).toBe("");
    const place = path.join(machine.home, ".config/systemd/user");
    expect(fs.readdirSync(place)).toHaveLength(4);
    expect(ran.filter((each) => each.includes("enable --now"))).toHaveLength(2);
    run(machine, { install: true, daily: false });
    expect(fs.readdirSync(place)).toHaveLength(2);
    run(machine, { remove: true });
    expect(fs.readdirSync(place)).toEqual([]);
  });

  it("puts the agents where launchd looks, and takes them away", () => {
    const { machine, ran } = pc("darwin");
    run(machine, { install: true });
    const place = path.join(machine.home, "Library/LaunchAgents");
    expect(fs.readdirSync(place)).toHaveLength(2);
    expect(ran.filter((each) => each.startsWith("launchctl bootstrap gui/501"))).toHaveLength(2);
    run(machine, { remove: true });
    expect(fs.readdirSync(place)).toEqual([]);
  });
});

describe("without --install", () => {
  it.each(["windows", "cron", "systemd", "launchd"])(
    "says how it is done with %s, and asks the system nothing",
    (system) => {
      const { machine, ran } = pc("linux");
      const { code, out } = run(machine, { system });
      expect(code).toBe(0);
      expect(out).toContain("attend schedule --install");
      expect(fs.readdirSync(path.join(folder, "output/schedule")).length).toBeGreaterThan(0);
      expect(fs.existsSync(path.join(folder, "output/last-run.json"))).toBe(false);
      expect(ran).toEqual([]);
    },
  );
});

describe("asked wrongly", () => {
  it.each<[string, Partial<ScheduleOptions>, string]>([
    ["a time that is none", { weekly: "Monday morning" }, "Mon 07:30"],
    ["a weekly time without its day", { weekly: "07:30" }, "Mon 07:30"],
    ["a system that is none", { system: "windoze" }, "systemd"],
    ["a system that this PC has not", { system: "launchd", install: true }, "no launchd"],
    ["both ways", { install: true, remove: true }, "not both"],
    ["nothing at all", { weekly: false, daily: false }, "--remove"],
  ])("%s: a sentence, and nothing is run or written", (_, options, mentions) => {
    const { machine, ran } = pc("linux");
    expect(() => run(machine, options)).toThrow(mentions);
    expect(ran).toEqual([]);
    expect(fs.existsSync(path.join(folder, "output"))).toBe(false);
  });
});
