/** What each system is told comes back from it word for word, whatever the folders are called. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dayFromIso } from "../../src/register/day.ts";
import { cronBlock, cronLine, withBlock } from "../../src/reports/schedule/cron.ts";
import { jobsFor, type Job } from "../../src/reports/schedule/job.ts";
import { launchAgent } from "../../src/reports/schedule/launchd.ts";
import { systemdFiles } from "../../src/reports/schedule/systemd.ts";
import { lastSlot, nextSlot, readTimes, timesWords } from "../../src/reports/schedule/times.ts";
import { taskXml, windowsArgument } from "../../src/reports/schedule/windows.ts";
import { cronCommand, elements, parseXml, shellWords, systemdArgv, textOf, windowsArgv } from "./parse-back.ts";

const FOLDERS = [
  "/srv/school",
  '/home/office/R & D 100% "Oak"',
  "/home/office/Saint Zoë’s – Größe <5>",
  "/home/office/it's \\ $HOME `id` ; #1 %d \\% \\\\",
  "C:\\Users\\marsh\\My School\\",
  "\\\\server\\office share\\attend",
];
const ASKED = { weekly: "Mon 07:30", daily: "09:15" };

function only(all: readonly Job[], command: Job["command"]): Job {
  const job = all.find((each) => each.command === command);
  if (!job) throw new Error(`no ${command}`);
  return job;
}

const jobs = (folder: string, program: readonly string[] = ["/usr/bin/node", "/opt/a b/attend.js"]): readonly Job[] =>
  jobsFor({ folder, id: "oak-1a2b3c", program }, ASKED);
const WEEKLY = only(jobs("/srv/school"), "weekly");
const DAILY = only(jobs("/srv/school"), "daily");
const START = { day: dayFromIso("2026-11-30") ?? 0, minutes: 450 };

describe("a task of Windows", () => {
  it.each(FOLDERS.filter((folder) => !/%[^%]+%/.test(folder)))("comes back: %s", (folder) => {
    for (const job of jobs(folder, ["C:\\Program Files\\node\\node.exe", "C:\\R & D\\attend.js"])) {
      const xml = parseXml(taskXml(job, START, "OFFICE\\m & m"));
      const argv = [textOf(xml, "Command"), ...windowsArgv(textOf(xml, "Arguments"))];
      expect(argv).toEqual(job.argv);
      expect(textOf(xml, "WorkingDirectory")).toBe(folder);
      expect(textOf(xml, "UserId")).toBe("OFFICE\\m & m");
    }
  });

  it("needs no password or rights, makes up for lost times, runs on batteries, ends, and runs once at a time", () => {
    const xml = parseXml(taskXml(WEEKLY, START, null));
    const settings = ["LogonType", "RunLevel", "StartWhenAvailable", "DisallowStartIfOnBatteries"];
    const more = ["StopIfGoingOnBatteries", "ExecutionTimeLimit", "MultipleInstancesPolicy", "StartBoundary"];
    expect([...settings, ...more].map((name) => textOf(xml, name))).toEqual([
      "InteractiveToken",
      "LeastPrivilege",
      "true",
      "false",
      "false",
      "PT15M",
      "IgnoreNew",
      "2026-11-30T07:30:00",
    ]);
    expect(elements(xml, "UserId")).toEqual([]);
    const days = (job: Job): readonly string[] =>
      elements(parseXml(taskXml(job, START, null)), "DaysOfWeek").flatMap(({ children }) =>
        children.map(({ name }) => name),
      );
    expect(days(WEEKLY)).toEqual(["Monday"]);
    expect(days(DAILY)).toEqual(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
  });

  it("is refused where Task Scheduler would read a variable into the name", () => {
    const job = only(jobs("C:\\%TEMP%\\school"), "weekly");
    expect(() => taskXml(job, START, null)).toThrow("Rename that folder");
  });

  it("has arguments that Windows takes apart as they were", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(..."ab \\\"&%'é^".split("")) })), (argv) => {
        const line = argv.map(windowsArgument).join(" ");
        expect(windowsArgv(line)).toEqual(argv);
      }),
    );
  });
});

describe("a line of a crontab", () => {
  const PRINTF = ["printf", "%s\\0"];
  const back = (folder: string): readonly string[] => {
    const job = only(jobs(folder, PRINTF), "weekly");
    const line = cronLine(job);
    expect(line).not.toContain("\n");
    return shellWords(cronCommand(line) ?? "");
  };

  it.each(FOLDERS)("comes back through a real shell: %s", (folder) => {
    expect(back(folder)).toEqual(["weekly", "--unattended", "--planned", "Mon 07:30", "--school", folder]);
  });

  it("comes back for whatever folder", () => {
    const names = fc.string({ unit: fc.constantFrom(..."a \\\"'%$`;#&é*(".split("")), maxLength: 12 });
    fc.assert(
      fc.property(names, (name) => {
        expect(back(`/srv/${name}`).at(-1)).toBe(`/srv/${name}`);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["Mon 07:30", "30 7 * * 1 "],
    ["Sun 23:59", "59 23 * * 0 "],
    ["Fri-Sun 00:00", "0 0 * * 5-7 "],
    ["Mon-Fri 09:15", "15 9 * * 1-5 "],
  ])("says %s as %s", (weekly, start) => {
    const job = only(jobsFor({ folder: "/s", id: "s", program: ["n"] }, { weekly, daily: false }), "weekly");
    expect(cronLine(job).startsWith(start)).toBe(true);
  });
});

describe("a crontab", () => {
  const block = cronBlock("oak", [WEEKLY]);
  const other = cronBlock("elm", [DAILY]);
  const lines = fc
    .array(fc.constantFrom("# mine\n", "\n", "0 1 * * * true\r\n", "@daily x\t\n", other))
    .map((all) => all.join(""));

  it("keeps everything else, byte for byte, when a school's lines come, change and go", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const once = withBlock(before, "oak", block) + after;
        expect(withBlock(once, "oak", block)).toBe(once);
        expect(withBlock(once, "oak", "")).toBe(before + after);
      }),
    );
  });

  it("gets an end to its last line first", () => {
    expect(withBlock("0 1 * * * true", "oak", block)).toBe(`0 1 * * * true\n${block}`);
  });

  it.each([
    ["the end is missing", "# attend begin oak\n0 1 * * * true\n"],
    ["the beginning is missing", "# attend end oak\n"],
    ["they stand the wrong way round", "# attend end oak\n# attend begin oak\n"],
    ["there are two", block + block],
  ])("is left alone when of the marks %s", (_, crontab) => {
    expect(() => withBlock(crontab, "oak", block)).toThrow("crontab -e");
  });
});

describe("a timer of systemd", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attend-units-"));
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const hasSystemd = fs.existsSync("/usr/bin/systemd-analyze");

  it.each(FOLDERS)("comes back: %s", (school) => {
    for (const job of jobs(school)) {
      const [service, timer] = systemdFiles(job);
      expect(systemdArgv(/^ExecStart=(.*)$/m.exec(service?.text ?? "")?.[1] ?? "")).toEqual(job.argv);
      expect(timer?.text).toContain("\nPersistent=true\n");
    }
    expect(systemdFiles(DAILY)[1]?.text).toContain("\nOnCalendar=Mon..Fri *-*-* 09:15:00\n");
  });

  it.runIf(hasSystemd)("is sound to systemd itself", () => {
    const files = jobs('/R & D 100% "Oak" $HOME \\', [process.execPath, "/opt/attend.js"]).flatMap(systemdFiles);
    for (const { name, text } of files) fs.writeFileSync(path.join(folder, name), text);
    const paths = files.map(({ name }) => path.join(folder, name));
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    execFileSync("systemd-analyze", ["verify", "--user", ...paths], { env, stdio: "pipe" });
  });
});

describe("an agent of launchd", () => {
  it.each(FOLDERS)("comes back: %s", (folder) => {
    const job = only(jobs(folder), "weekly");
    const xml = parseXml(launchAgent(job));
    const strings = elements(elements(xml, "array")[0] ?? xml, "string").map(({ text }) => text);
    expect(strings).toEqual(job.argv);
    expect(elements(xml, "integer").map(({ text }) => text)).toEqual(["1", "7", "30"]);
  });
});

describe("times", () => {
  it.each([
    ["Mon 07:30", "Mon 07:30"],
    ["monday 7:30", "Mon 07:30"],
    ["Tues-Thu 23:59", "Tue-Thu 23:59"],
    ["09:15", null],
    ["Mon 24:00", null],
    ["Fri-Mon 09:00", null],
    ["Mo 09:00", null],
    ["Monster 09:00", null],
    ["Mon 9.15", null],
  ])("%s is read as %s", (text, words) => {
    const times = readTimes(text);
    expect(times && timesWords(times)).toBe(words);
  });

  it.each([
    ["2026-11-30", 450, "2026-11-30", "2026-12-07"],
    ["2026-11-30", 449, "2026-11-23", "2026-11-30"],
    ["2026-12-06", 1439, "2026-11-30", "2026-12-07"],
  ])("around %s, minute %d: the last is %s and the next %s", (day, minutes, last, next) => {
    const times = readTimes("Mon 07:30");
    const now = { day: dayFromIso(day) ?? 0, seconds: minutes * 60 };
    expect(times && lastSlot(times, now)).toEqual({ day: dayFromIso(last), minutes: 450 });
    expect(times && nextSlot(times, now)).toEqual({ day: dayFromIso(next), minutes: 450 });
  });
});
