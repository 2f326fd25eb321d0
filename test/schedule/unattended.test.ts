/** Runs with nobody there: what they write down, that it names nobody, and what a person hears of them later. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contextOf } from "../../src/commands/context.ts";
import { recorded } from "../../src/commands/recorded.ts";
import type { Io } from "../../src/edge/io.ts";
import { dayFromIso } from "../../src/register/day.ts";
import { attend as runAttend, type Said } from "../run.ts";

const at = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-unattended-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});
let made = 0;
let folder = "";
beforeEach(() => {
  folder = path.join(temporary, String(made++));
  // Its exports end on Friday 13 November.
  fs.cpSync(at("fixtures/schools/exactly-ninety-percent"), folder, { recursive: true });
});

const on = (iso: string, minutes = 450): Partial<Io> => {
  const today = dayFromIso(iso) ?? NaN;
  return { today, now: () => ({ day: today, seconds: minutes * 60, offset: 0 }) };
};
const MONDAY = on("2026-11-16");
const attend = (call: string, io: Partial<Io> = MONDAY): Promise<Said> =>
  runAttend(call.split(" "), { cwd: folder, ...io });
const log = (name = "attend.log"): string => fs.readFileSync(path.join(folder, "output", name), "utf8");
const lastRun = (): Record<string, Record<string, unknown>> =>
  JSON.parse(fs.readFileSync(path.join(folder, "output/last-run.json"), "utf8")) as Record<
    string,
    Record<string, unknown>
  >;

const NAMES = /\b(?:Ada|Ash|Ashdown|Ben|Birch|Oak|[A-Z]999000118\d+)\b/i;
/** Then “a” is two people. */
const secondAda = (): void => {
  fs.appendFileSync(path.join(folder, "exports/pupils.csv"), "B999000118009,Ashdown,Ada,4,Oak,03/09/2026\n");
};

describe("a run with nobody there", () => {
  it("prints nothing and keeps a line, and when it began and ended", async () => {
    expect(await attend("weekly --unattended")).toEqual({ code: 0, out: "", err: "" });
    expect(log()).toBe("2026-11-16T07:30:00+00:00 weekly exit 0 in 0 s: exports end on 2026-11-13\n");
    expect(lastRun()).toEqual({
      weekly: {
        planned: null,
        since: null,
        started: "2026-11-16T07:30:00+00:00",
        ended: "2026-11-16T07:30:00+00:00",
        exit: 0,
        why: null,
        version: "0.1.0",
        newestMark: "2026-11-13",
      },
    });
    expect(fs.existsSync(path.join(folder, "output/weekly/2026-11-13/weekly.html"))).toBe(true);
  });

  it("gives its JSON all the same", async () => {
    const { out, err } = await attend("figures --json --unattended");
    expect(typeof JSON.parse(out)).toBe("object");
    expect(err).toBe("");
  });

  it("has written down that it began before it does anything", async () => {
    const seen: unknown[] = [];
    const { now } = MONDAY;
    const looking = (): ReturnType<Io["now"]> => {
      if (fs.existsSync(path.join(folder, "output/last-run.json"))) seen.push(lastRun()["weekly"]?.["ended"]);
      return now?.() ?? { day: 0, seconds: 0, offset: 0 };
    };
    await attend("weekly --unattended", { ...MONDAY, now: looking });
    expect(seen).toEqual([null]);
  });

  it("keeps the times of its schedule, and since when they stand", async () => {
    const call = ["weekly", "--unattended", "--planned", "Mon 07:30"];
    await runAttend(call, { cwd: folder, ...MONDAY });
    await runAttend(call, { cwd: folder, ...on("2026-11-23") });
    expect(lastRun()["weekly"]).toMatchObject({ planned: "Mon 07:30", since: "2026-11-16T07:30:00+00:00" });
  });

  it("says why it was not done, counting and naming nobody", async () => {
    secondAda();
    fs.writeFileSync(path.join(folder, "exports/Ada Ash.csv"), "nothing,of,that\n1,2,3\n");
    for (const call of ["daily", "pupil a", "pupil Ash,Ada-Nobody", "why Birch --letter 4", "log call B"]) {
      const { code, out } = await attend(`${call} --unattended`, on("2026-11-23"));
      expect({ call, code, out }).toEqual({ call, code: 2, out: "" });
    }
    expect(log().split("\n")).toHaveLength(6);
    expect(log()).toContain("daily exit 2 in 0 s: The exports end on Friday 13 November 2026");
    expect(log() + JSON.stringify(lastRun())).not.toMatch(NAMES);
  });

  it("says on stderr, too, why it was not done, and naming nobody", async () => {
    secondAda();
    const { err } = await attend("pupil a --unattended");
    expect(err).toMatch(/^attend pupil: .*fits several pupils/);
    expect(err).not.toMatch(NAMES);
  });

  it("counts what is left for a person", async () => {
    fs.appendFileSync(path.join(folder, "exports/pupils.csv"), "A,B\n");
    fs.writeFileSync(path.join(folder, "exports/strange.csv"), "nothing,of,that\n1,2,3\n");
    expect((await attend("weekly --unattended")).code).toBe(1);
    expect(log()).toMatch(/weekly exit 1 in 0 s: exports end on 2026-11-13, \d+ that need somebody/);
  });

  it("says that the folder cannot be written to", async () => {
    fs.writeFileSync(path.join(folder, "output"), "");
    const { code, err } = await attend("weekly --unattended");
    expect(code).toBe(2);
    expect(err.split("output/attend.log and output/last-run.json could not be written")).toHaveLength(2);
    expect(err).toContain("Nothing was written");
  });

  it("refuses where there is no school", async () => {
    const { code, err } = await attend("weekly --unattended", { ...MONDAY, cwd: temporary });
    expect({ code, isSaid: err.includes("attend init") }).toEqual({ code: 2, isSaid: true });
  });
});

describe("a fault of the program in a run with nobody there", () => {
  it("leaves its place in the log and nothing of what it worked on", async () => {
    let err = "";
    const io: Io = {
      out: () => undefined,
      err: (text) => (err += text),
      env: {},
      cwd: folder,
      today: 0,
      now: () => ({ day: 0, seconds: 0, offset: 0 }),
      colour: false,
      width: 80,
      watched: true,
      ask: () => Promise.resolve(""),
    };
    const context = contextOf(io, { unattended: true });
    expect({ ask: context.io.ask, watched: context.io.watched }).toEqual({ ask: null, watched: false });
    const work = (): never => {
      throw new TypeError("no phone of Ada Ash\n    at Ada Ash, Birch Lane");
    };
    const about = { context, command: "weekly", options: {}, args: [], version: "1", work };
    expect(await recorded(io, about)).toBe(2);
    expect(log()).toMatch(/weekly exit 2 .*TypeError.*unattended\.test\.ts:\d+:\d+/);
    expect(log() + err + JSON.stringify(lastRun())).not.toMatch(NAMES);
    expect(log().trimEnd()).not.toContain("\n");
  });
});

describe("output/attend.log", () => {
  it("is put aside at a megabyte, and two old ones are kept", async () => {
    for (const letter of ["a", "b", "c"]) {
      fs.mkdirSync(path.join(folder, "output"), { recursive: true });
      fs.writeFileSync(path.join(folder, "output/attend.log"), letter.repeat(999_990));
      await attend("tiers --unattended");
    }
    expect(log()).toMatch(/^2026-\S+ tiers exit 0 .*\n$/);
    expect([log("attend.1.log")[0], log("attend.2.log")[0]]).toEqual(["c", "b"]);
    expect(fs.existsSync(path.join(folder, "output/attend.3.log"))).toBe(false);
  });

  it("has a whole line of each of several runs at once, and last-run.json an entry", async () => {
    const commands = ["check", "figures", "tiers", "due"];
    const calls = [...commands, ...commands].map((command) =>
      promisify(execFile)(process.execPath, [at("bin/attend.js"), command, "--unattended"], { cwd: folder }).catch(
        (error: unknown) => error,
      ),
    );
    await Promise.all(calls);
    const lines = log().trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[1]).toSorted()).toEqual([...commands, ...commands].toSorted());
    for (const line of lines) expect(line).toMatch(/^\d{4}-\S+ \w+ exit [01] in \d+ s: exports end on 2026-11-13/);
    expect(Object.keys(lastRun()).toSorted()).toEqual(commands.toSorted());
    expect(fs.readdirSync(path.join(folder, "output")).filter((name) => /tmp|lock/.test(name))).toEqual([]);
  });
});

describe("a person hears", () => {
  const failed = (): Promise<Said> => attend("daily --unattended");

  it("of a run that was not done, at every command, until it is done by hand", async () => {
    await failed();
    const { code, err, out } = await attend("figures --json");
    expect(code).toBe(0);
    expect(typeof JSON.parse(out)).toBe("object");
    expect(err).toContain("The scheduled `attend daily` of Mon 16 Nov, 07:30, was not done: The exports end on Friday");
    expect(err.trimEnd()).not.toContain("\n");
    expect((await attend("weekly --quiet")).err).toBe(err);
    // By hand on a day with marks it works, but that was another day's.
    expect((await attend("daily --date 2026-11-13")).code).toBe(0);
    expect((await attend("tiers")).err).toBe(err);
    expect(await attend("daily --quiet", on("2026-11-13", 600))).toMatchObject({ code: 0, err: "" });
    expect((await attend("tiers")).err).toBe("");
  });

  it("once only of what a refusal says itself", async () => {
    await failed();
    const { err } = await attend("daily");
    expect(err.split("The exports end on")).toHaveLength(2);
  });

  it("of a run that never finished, which the next one writes into the log, by itself or by hand", async () => {
    const started = "2026-11-16T07:30:00+00:00";
    fs.mkdirSync(path.join(folder, "output"));
    fs.writeFileSync(path.join(folder, "output/last-run.json"), JSON.stringify({ weekly: { started } }));
    expect((await attend("tiers", on("2026-11-16", 600))).err).toContain("did not finish");
    const before = fs.readFileSync(path.join(folder, "output/last-run.json"));
    await attend("weekly --unattended", on("2026-11-16", 600));
    expect(log()).toMatch(/^2026-11-16T07:30:00\+00:00 weekly did not finish\n2026-11-16T10:00:00/);
    fs.writeFileSync(path.join(folder, "output/last-run.json"), before);
    fs.rmSync(path.join(folder, "output/attend.log"));
    await attend("weekly", on("2026-11-16", 600));
    expect(log()).toBe("2026-11-16T07:30:00+00:00 weekly did not finish\n");
    expect((await attend("tiers", on("2026-11-16", 700))).err).toBe("");
  });

  it("of a run that is overdue, unless another day is asked for", async () => {
    await runAttend(["weekly", "--unattended", "--planned", "Mon 07:30"], { cwd: folder, ...on("2026-11-09") });
    expect((await attend("tiers", on("2026-11-16", 480))).err).toContain("Mon 16 Nov, 07:30, has not run");
    expect((await attend("tiers --date 2026-11-13", on("2026-11-16", 480))).err).toBe("");
    fs.rmSync(path.join(folder, "output"), { recursive: true });
    expect((await attend("tiers", on("2026-11-16", 480))).err).toBe("");
  });
});

describe("old exports", () => {
  it.each<[string, string, string | null]>([
    ["2026-11-16", "the week is all there", null],
    ["2026-11-20", "this week is not over", null],
    [
      "2026-11-21",
      "the week is over",
      "The exports end on Friday 13 November 2026, and 5 school days since then have no mark.",
    ],
    ["2026-12-19", "on the first day of the holidays", "and 25 school days"],
    ["2027-01-10", "the next year is in no calendar: the holidays ask for nothing more", "and 25 school days"],
  ])("on %s, when %s", async (today, _, mentions) => {
    const { code, err } = await attend("tiers", on(today));
    expect(code).toBe(0);
    if (mentions === null) expect(err).toBe("");
    else expect(err).toContain(mentions);
  });

  it("are waited for by nobody on closed days and in the holidays", async () => {
    const config = path.join(folder, "attend.yaml");
    const closed = [16, 17, 18, 19, 20].map((day) => `2026-11-${String(day)}`).join(", ");
    fs.appendFileSync(config, `  closed: [${closed}]\n`);
    expect((await attend("tiers", on("2026-11-23"))).err).toBe("");
    fs.writeFileSync(config, fs.readFileSync(config, "utf8").replace("2026-12-18", "2026-11-13"));
    expect((await attend("tiers", on("2027-01-03"))).err).toBe("");
  });

  it("are old from the next day on where the daily check is scheduled", async () => {
    const daily = ["daily", "--unattended", "--planned", "Mon-Fri 09:15"];
    await runAttend(daily, { cwd: folder, ...on("2026-11-13", 555) });
    expect((await attend("tiers", on("2026-11-16"))).err).toBe("");
    expect((await attend("tiers", on("2026-11-17", 540))).err).toContain("1 school day since then has no mark");
  });

  it("are not spoken of with --quiet, for a day in the past, or twice by the weekly tables", async () => {
    const io = on("2026-11-23");
    expect((await attend("tiers --quiet", io)).err).toBe("");
    expect((await attend("tiers --date 2026-11-16", io)).err).toBe("");
    const { out, err } = await attend("weekly", io);
    expect(out).toContain("No export has a mark from 16/11/2026");
    expect(err).toBe("");
  });
});
