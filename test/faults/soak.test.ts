/** A school year on a disk that fails at random: in the end the folder says what that of a year without faults says. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chance, pick, randomOf, whole, type Random } from "../../src/demo/random.ts";
import type { Said } from "../run.ts";
import {
  expectSentence,
  expectTidy,
  failing,
  isBuilt,
  killed,
  killedMeanwhile,
  logLines,
  logText,
  run,
  type Fault,
} from "./faults.ts";
import { takeMarks, yearOf, type Command, type Step } from "./year.ts";

/** So many years, each of another school with other faults: `ATTEND_SOAK=20 npx vitest run test/faults/soak.test.ts`. */
const YEARS = Number(process.env["ATTEND_SOAK"] ?? 1);
const FIRST = Number(process.env["ATTEND_SOAK_SEED"] ?? 1);
const END = "2026-07-31";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-soak-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

describe.skipIf(!isBuilt)("a school year", () => {
  it.each(Array.from({ length: YEARS }, (_, i) => FIRST + i))("with the faults of seed %i", { timeout: 900_000 }, live);
});

async function live(seed: number): Promise<void> {
  const calm = path.join(temporary, `calm ${String(seed)}`);
  const rough = path.join(temporary, `rough ${String(seed)}`);
  expect((await run(temporary, ["demo", calm, "--pupils", "40", "--seed", String(seed)], END)).code).toBe(0);
  rmSync(path.join(calm, "records"), { recursive: true });
  const { weeks, steps } = yearOf(takeMarks(calm), seed);
  expect(weeks).toBeGreaterThan(36);
  cpSync(calm, rough, { recursive: true });
  const random = randomOf(seed, "faults");
  const tally = { runs: 0, faults: 0, again: 0 };
  for (const step of steps) {
    const wanted = await calmly(calm, step);
    const got = await roughly({ folder: rough, step, random, tally }, wanted.count);
    expectFiles(rough, step.day);
    // Half a line is said, until the next one is written.
    if ("command" in step && got !== null && got.out !== "" && /^$|\n$/.test(logText(rough).slice(-1))) {
      const about = `${step.day} ${step.command.args.join(" ")}`;
      expect([about, got.code, resultOf(got)], got.err).toEqual([about, wanted.code, resultOf(wanted)]);
    }
  }
  expect(tally.faults).toBeGreaterThan(tally.runs / 4);
  expect(tally.again).toBeGreaterThan(20);
  await expectAlike(calm, rough);
}

/** On a sound disk; `count`: how many operations it came to. */
async function calmly(folder: string, step: Step): Promise<Said & { readonly count: number }> {
  if ("office" in step) step.office(folder);
  if (!("command" in step)) {
    const commands = "together" in step ? step.together : [];
    for (const { args } of commands) expectDone(await run(folder, args, step.day), args);
    return { code: 0, out: "", err: "", count: 60 };
  }
  const said = await failing(folder, asJson(step.command), { at: 0 }, step.day);
  expectDone(said, step.command.args);
  return said;
}

interface Trial {
  readonly folder: string;
  readonly step: Step;
  readonly random: Random;
  readonly tally: { runs: number; faults: number; again: number };
}

/** The same with faults, until it is done; null where what was said is not known. */
async function roughly(trial: Trial, count: number): Promise<Said | null> {
  const { folder, step, random } = trial;
  if ("office" in step) {
    step.office(folder);
    return null;
  }
  if ("command" in step) {
    if (step.command.args[0] === "daily" && chance(random, 0.1)) await whileExporting(trial, step.command);
    return await untilDone(trial, step.command, count);
  }
  const ended = await Promise.all(
    step.together.map(({ args }) => {
      const at = chance(random, 0.3) ? whole(random, 1, 30) : 0;
      return killedMeanwhile(folder, args, at, step.day);
    }),
  );
  for (const [i, command] of step.together.entries()) {
    const { code, err } = ended[i] ?? { code: null, err: "" };
    if (code === 2) expect(err).toMatch(/ in this folder on this PC/);
    if ((code === null || code === 2) && command.isDone?.(folder) !== true) await untilDone(trial, command, 0);
  }
  return null;
}

/** What was recorded before a run was stopped, the next one finds done. */
const RECORDS = /^(?:log|returns|purge|letters .*--issue)/;

/** Whoever sees that it was not done looks whether it is in the log, and else does it again. */
async function untilDone(
  { folder, step, random, tally }: Trial,
  command: Command,
  count: number,
): Promise<Said | null> {
  for (let tries = 0; ; tries++) {
    if (tries > 0 && command.isDone?.(folder) === true) return null;
    tally.runs++;
    if (tries > 0) tally.again++;
    const at = count > 0 && tries < 3 && chance(random, 0.5) ? whole(random, 1, count) : 0;
    if (at > 0) tally.faults++;
    const before = logText(folder);
    const said = await oneRun(folder, command, step.day, { at, random });
    if (command.args[0] !== "purge") expect(logText(folder).startsWith(before)).toBe(true);
    if (said !== null && said.code < 2) return tries > 0 && RECORDS.test(command.args.join(" ")) ? null : said;
    if (at === 0) expectDone(said, command.args);
    else if (said !== null) expectSentence(said);
  }
}

/** Null when it was killed; a process of its own that was not says nothing here. */
async function oneRun(
  folder: string,
  command: Command,
  day: string,
  { at, random }: { readonly at: number; readonly random: Random },
): Promise<Said | null> {
  if (at > 0 && chance(random, 0.08)) {
    const { code } = killed(folder, command.args, at, day);
    if (code !== null && code < 2) return { code, out: "", err: "" };
    return null;
  }
  return await failing(folder, asJson(command), { at, ...pick(random, FAULTS) }, day);
}

/** One that is over at once, as when a virus scanner looks; a disk that stays full; a power cut, after which nothing changes. */
const FAULTS: readonly Omit<Fault, "at">[] = [
  ...["EBUSY", "EACCES", "ENOSPC", "EIO"].map((how) => ({ how })),
  { how: "ENOSPC", from: true },
  { how: "EROFS", from: true },
  { how: "EIO", from: true },
];

/** The MIS is still writing a file: that run is worth little, and stops nothing. */
async function whileExporting({ folder, step, random }: Trial, { args }: Command): Promise<void> {
  const place = path.join(folder, "exports");
  const name = pick(
    random,
    readdirSync(place).filter((each) => /\d/.test(each) && each.toLowerCase().endsWith(".csv")),
  );
  const full = path.join(place, name);
  const kept = readFileSync(full);
  truncateSync(full, whole(random, 0, statSync(full).size - 1));
  const said = await run(folder, args, step.day);
  expect([0, 1, 2]).toContain(said.code);
  writeFileSync(full, kept);
}

function expectDone(said: Said | null, args: readonly string[]): void {
  expect(said?.code, `${args.join(" ")}: ${said?.err ?? "killed"}`).toBeLessThan(2);
}

/** So that what it says can be compared. */
function asJson({ args }: Command): readonly string[] {
  return [...args, "--json"];
}

/** What depends on when and how often it was run is left out. */
const OF_THE_RUN = new Set([
  "id",
  "line",
  "corrects",
  "folder",
  "files",
  "wrote",
  "issued",
  "logged",
  "recorded",
  "undone",
]);

function resultOf({ out }: Said): unknown {
  return JSON.parse(out.replace(/log\.jsonl, line \d+/g, "log.jsonl"), (key, value: unknown) =>
    OF_THE_RUN.has(key) ? undefined : Array.isArray(value) ? value.filter(isNoHalfLine) : value,
  );
}

/** Half a line is something to know of the rough year, and of no other. */
function isNoHalfLine(value: unknown): boolean {
  return !(typeof value === "object" && value !== null && "code" in value && value.code === "log-line-half");
}

async function expectAlike(calm: string, rough: string): Promise<void> {
  for (const folder of [calm, rough]) {
    expectDone(await run(folder, ["daily", "--unattended", "--json"], END), ["daily"]);
    expectTidy(folder);
  }
  const ASKED = [
    ...["pupil", "class", "half-term", "school"].map((by) => ["figures", "--by", by]),
    ["tiers"],
    ["due"],
    ["returns"],
    ["check"],
    ["check", "--log"],
    ["letters", "--term", "--dry-run"],
  ];
  for (const args of ASKED) {
    const [wanted, got] = [await run(calm, [...args, "--json"], END), await run(rough, [...args, "--json"], END)];
    expectDone(got, args);
    expect([args, got.code, resultOf(got)]).toEqual([args, wanted.code, resultOf(wanted)]);
  }
  expect(recorded(rough)).toEqual(recorded(calm));
  expect(linesOfRuns(rough)).toBe(true);
}

/** Every letter that the log names of this day has its file. */
function expectFiles(folder: string, day: string): void {
  for (const line of logLines(folder)) {
    if (line["kind"] !== "letter" || line["day"] !== day) continue;
    for (const file of line["files"] as readonly string[]) expect(existsSync(path.join(folder, file)), file).toBe(true);
  }
}

/** Every line of the log, whole, without its id and its folder of letters; in no order, as two may have written at once. */
function recorded(folder: string): readonly string[] {
  const lines = logLines(folder);
  expect(logText(folder)).toMatch(/\}\n$/);
  const wordsOf = new Map(lines.map((line) => [line["id"], line["note"]]));
  return lines
    .map((line) =>
      JSON.stringify({ ...line, afterHalfLine: undefined, id: 0, files: 0, corrects: wordsOf.get(line["corrects"]) }),
    )
    .toSorted();
}

function linesOfRuns(folder: string): boolean {
  const file = path.join(folder, "output", "attend.log");
  return (
    existsSync(file) &&
    readFileSync(file, "utf8")
      .split("\n")
      .every((line) => line === "" || line.startsWith("2026-"))
  );
}
