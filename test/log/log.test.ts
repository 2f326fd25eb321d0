/** `attend log`: writing down one deed and many, listing them, taking one back; and what may never happen to the log. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Io } from "../../src/edge/io.ts";
import { appendToLog } from "../../src/edge/log.ts";
import { DEEDS, lineOf } from "../../src/read/deeds.ts";
import { DEED_KINDS, LOG_FILE, readLog } from "../../src/read/log.ts";
import { attend, TODAY, type Said } from "../run.ts";

const DIST = path.resolve(import.meta.dirname, "../../dist/edge/log.js");
const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-log-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

const REGISTER = [
  "UPN,Forename,Surname,Class,Date,AM,PM",
  "A999,Ava,Adams,3/4,20/11/2026,/,\\",
  "B999,Ava,Brook,5/6,20/11/2026,/,\\",
  "C999,Zoë,O'Dowd,5/6,20/11/2026,/,\\",
];

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(temporary, "school-"));
  mkdirSync(path.join(cwd, "exports"));
  writeFileSync(path.join(cwd, "attend.yaml"), "school: { name: Log School }\n");
  writeFileSync(path.join(cwd, "exports/register.csv"), REGISTER.join("\n"));
});

const log = (args: readonly string[], io: Partial<Io> = {}): Promise<Said> => attend(["log", ...args], { cwd, ...io });
const logFile = (): string => path.join(cwd, LOG_FILE);
const text = (): string => (existsSync(logFile()) ? readFileSync(logFile(), "utf8") : "");
const lines = (): readonly Record<string, unknown>[] =>
  text()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("one deed", () => {
  it.each<[string, readonly string[], Record<string, unknown>]>([
    ["by name", ["call", "Ava Adams", "--outcome", "reached"], { kind: "call", pupil: "A999", outcome: "reached" }],
    ["by part of the name and the class", ["talk", "Ava 5/6"], { kind: "talk", pupil: "B999" }],
    ["without an accent", ["talk", "Zoe O'Dowd"], { pupil: "C999" }],
    ["by UPN in small letters", ["talk", "a999"], { pupil: "A999" }],
    [
      "with words and a name",
      ["note", "zoe", "--note", "Came in smiling.", "--by", "Mrs Marsh"],
      { note: "Came in smiling.", by: "Mrs Marsh" },
    ],
    ["of another day", ["talk", "zoe", "--day", "20/11/2026"], { day: "2026-11-20" }],
    ["of today", ["talk", "zoe"], { day: "2026-11-23", v: 1 }],
    ["outcomes as they are said", ["call", "zoe", "--outcome", "No answer"], { outcome: "no-answer" }],
    [
      "a leave with its days",
      ["leave-request", "zoe", "--from", "14/12/2026", "--to", "2026-12-18"],
      { from: "2026-12-14", to: "2026-12-18" },
    ],
    [
      "a panel that is planned",
      ["panel", "zoe", "--outcome", "planned", "--on", "2026-12-01", "--time", "9.15am"],
      { on: "2026-12-01", time: "9.15am" },
    ],
    ["an agency, as it is written in the policy", ["referral", "zoe", "--agency", "camhs"], { agency: "CAMHS" }],
    [
      "a safeguarding concern",
      ["concern", "zoe", "--reported-to", "Mr Fenn", "--reference", "MC-12"],
      { "reported-to": "Mr Fenn", reference: "MC-12" },
    ],
    ["a row of the policy, for the whole school", ["note", "--row", "A1"], { row: "A1" }],
  ])("%s", async (_, args, expected) => {
    const { code, out } = await log(args);
    expect({ code, lines: lines().length }).toEqual({ code: 0, lines: 1 });
    expect(lines()[0]).toMatchObject(expected);
    expect(out).toMatch(/^Written down: .*[^ ,]\.\n$/);
  });

  it.each<[string, readonly string[], string]>([
    ["two pupils fit", ["talk", "Ava"], "fits several pupils"],
    ["nobody fits", ["talk", "Bob"], "Nobody in the exports is called “Bob”"],
    ["no such kind", ["chat", "zoe"], "There is no kind “chat”"],
    ["no kind", [], "Say what was done"],
    ["an outcome is missing", ["call", "zoe"], "“outcome” is missing. How did it go? It is one of: reached,"],
    ["no such outcome", ["call", "zoe", "--outcome", "fine"], "must be one of reached, no-answer"],
    ["a field of another kind", ["talk", "zoe", "--agency", "CAMHS"], "A talk has no “agency”"],
    ["a day to come", ["talk", "zoe", "--day", "2026-11-24"], "24/11/2026 is still to come"],
    ["no such day", ["talk", "zoe", "--day", "31/11/2026"], "is not a date"],
    [
      "a leave that ends before it begins",
      ["leave-request", "zoe", "--from", "2026-12-18", "--to", "2026-12-14"],
      "The last day is before the first",
    ],
    ["no such agency", ["referral", "zoe", "--agency", "NASA"], "is no agency of attend.yaml"],
    ["a call about nobody", ["call", "--outcome", "reached"], "A call is about a pupil. Say who."],
    ["a note without words", ["note", "zoe"], "A note needs words"],
    [
      "what a concern is about",
      ["concern", "zoe", "--reported-to", "x", "--reference", "y", "--note", "secret"],
      "belongs in the safeguarding system",
    ],
  ])("nothing is written when %s", async (_, args, words) => {
    const { code, err } = await log(args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(text()).toBe("");
    expect(err).not.toContain("secret");
  });

  it("asks for what is missing when somebody sits at the terminal", async () => {
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve("reached");
    };
    expect((await log(["call", "zoe"], { ask })).code).toBe(0);
    expect(asked).toEqual(["How did it go? (reached, no-answer, left-message, wrong-number) "]);
    expect(lines()[0]).toMatchObject({ outcome: "reached" });
  });
});

describe("many deeds from a table", () => {
  const table = (rows: readonly string[]): string => {
    const file = path.join(cwd, "calls.csv");
    writeFileSync(file, ["Date,Kind,Pupil,Class,Outcome,Notes", ...rows].join("\r\n"));
    return file;
  };

  it("are written when all are right", async () => {
    const { code, out } = await log([
      "--from",
      table(["23/11/2026,call,Ava,5/6,no answer,Rang twice", "", "20/11/2026,talk,Zoë O'Dowd,,,"]),
    ]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(": 2.") as string });
    expect(lines()).toMatchObject([
      { kind: "call", pupil: "B999", outcome: "no-answer", note: "Rang twice", day: "2026-11-23" },
      { kind: "talk", pupil: "C999", day: "2026-11-20" },
    ]);
  });

  it("are not written when one is wrong, and every fault is said with its line", async () => {
    const { code, err } = await log([
      "--from",
      table(["23/11/2026,call,Ava,5/6,reached,", "23/11/2026,call,Ava,,reached,", "23/11/2026,chat,zoe,,,"]),
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/line 3: “Ava” fits several/);
    expect(err).toMatch(/line 4: There is no kind “chat”/);
    expect(text()).toBe("");
  });

  it.each([
    ["a file that is not there", "nothing.csv", "could not be opened"],
    ["a file without a heading for the kind", "exports/register.csv", "needs a row of headings with Kind and Pupil"],
  ])("%s", async (_, file, words) => {
    const { code, err } = await log(["--from", file]);
    expect({ code, said: err.includes(words) }).toEqual({ code: 2, said: true });
  });
});

describe("what is written", () => {
  it("is listed, of one pupil and of all, also for Excel", async () => {
    await log(["talk", "Ava Adams", "--by", "Miss Lark"]);
    await log(["call", "zoe", "--outcome", "reached", "--note", "=1+1"]);
    expect((await log(["--list"])).out).toMatch(/Ava Adams \(3\/4\)[^]*Zoë O'Dowd \(5\/6\)/);
    expect((await log(["--list", "zoe"])).out).not.toContain("Ava Adams");
    const { out } = await log(["--list", "--csv"]);
    expect(out).toContain("'=1+1");
    expect(JSON.parse((await log(["--list", "--json"])).out)).toMatchObject({
      deeds: [{ pupil: "A999" }, { pupil: "C999" }],
    });
  });

  it("is taken back by a new line, and never changed", async () => {
    await log(["talk", "Ava Adams"]);
    await log(["talk", "zoe"]);
    const before = text();
    const { code, out } = await log(["--undo"]);
    expect({ code, out }).toEqual({ code: 0, out: "Taken back: talk of 23/11/2026, Zoë O'Dowd (5/6).\n" });
    expect(text().startsWith(before)).toBe(true);
    expect((await log(["--list"])).out).not.toContain("Zoë");
    await log(["--undo", String(lines()[0]?.["id"])]);
    expect((await log(["--list"])).out).toBe("Nothing is written down yet.\n");
    expect((await log(["--undo"])).code).toBe(2);
    expect(lines()).toHaveLength(4);
  });
});

describe("laws of the log", () => {
  const field = fc.oneof(fc.string(), fc.constantFrom("", "2026-11-20", "reached", "planned", "CAMHS", "<b>", "a\nb"));
  it("a deed that is written is read back as it was, and appending changes no earlier byte", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DEED_KINDS),
        fc.dictionary(
          fc.constantFrom(
            "note",
            "by",
            "outcome",
            "from",
            "to",
            "agency",
            "need",
            "letter",
            "on",
            "with",
            "reference",
            "reported-to",
            "corrects",
          ),
          field,
        ),
        (kind, raw) => {
          const named = new Set(["note", "by", ...DEEDS[kind].fields.map(({ name }) => name)]);
          const fitting = Object.fromEntries(Object.entries(raw).filter(([name]) => named.has(name)));
          const { line, faults } = lineOf(fitting, {
            kind,
            pupil: "A999",
            today: TODAY,
            id: "x1",
            agencies: ["CAMHS"],
          });
          expect((line === null) === faults.length > 0).toBe(true);
          if (line === null) return;
          const { deeds, problems } = readLog([{ path: LOG_FILE, text: `${JSON.stringify(line)}\n` }], TODAY);
          expect(problems).toEqual([]);
          if (kind !== "correction") expect(deeds[0]?.fields).toEqual(line);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("half a last line asks for somebody until the next is written, stays by itself, and takes nothing with it", async () => {
    await log(["talk", "Ava Adams"]);
    const whole = text();
    const torn = '{"id":"torn","v":1,"day":"2026-11-2';
    const { code } = await attend(["check"], { cwd });
    writeFileSync(logFile(), whole + torn);
    const half = await attend(["check"], { cwd });
    expect([half.code, half.err]).toEqual([1, expect.stringContaining("records/log.jsonl")]);
    const { err } = await log(["talk", "zoe"]);
    expect(err).toBe("");
    const [first, second, third = "", ...more] = text().split("\n");
    expect([first, second]).toEqual([whole.trimEnd(), torn]);
    expect(JSON.parse(third)).toMatchObject({ pupil: "C999" });
    expect(more).toEqual([""]);
    const after = await attend(["check"], { cwd });
    expect(after.err).toContain("Half a line stands here");
    expect(after.code).toBe(code);
  });

  it("a last line that is whole but for its line break stays as it is", async () => {
    await log(["talk", "Ava Adams"]);
    const whole = text().trimEnd();
    writeFileSync(logFile(), whole);
    await log(["talk", "zoe"]);
    expect(text().split("\n")[0]).toBe(whole);
    expect(text().trimEnd().split("\n")).toHaveLength(2);
  });

  it("lines of a copy that a shared drive made count once", async () => {
    await log(["talk", "Ava Adams"]);
    writeFileSync(
      path.join(cwd, "records/log-OFFICE.jsonl"),
      text() +
        text()
          .replace(/"id":"[^"]*"/, '"id":"other"')
          .replace("A999", "C999"),
    );
    expect((await log(["--list"])).out.trimEnd().split("\n")).toHaveLength(3);
  });

  it.skipIf(!existsSync(DIST))(
    "two programs that write at once lose no line and tear none",
    { timeout: 60_000 },
    async () => {
      appendToLog(cwd, [{ id: "first" }]);
      const script = (name: string): string =>
        `const { appendToLog } = await import(${JSON.stringify(pathToFileURL(DIST).href)});` +
        `for (let i = 0; i < 200; i++) appendToLog(${JSON.stringify(cwd)}, [{ id: "${name}" + i, note: "x".repeat(500) }]);`;
      await Promise.all(
        ["a", "b"].map(
          (name) =>
            new Promise<void>((done, failed) => {
              spawn(process.execPath, ["--input-type=module", "-e", script(name)], { stdio: "inherit" }).on(
                "close",
                (code) => {
                  if (code === 0) done();
                  else failed(new Error(`exit ${String(code)}`));
                },
              );
            }),
        ),
      );
      const ids = lines().map(({ id }) => String(id));
      expect(ids).toHaveLength(401);
      expect(new Set(ids).size).toBe(401);
    },
  );
});
