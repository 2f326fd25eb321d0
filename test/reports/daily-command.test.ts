/** `attend daily` on the command line: what it writes, the call sheet there and back, and the page in a browser. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { DueLine } from "../../src/policy/due.ts";
import type { DailyCheck } from "../../src/reports/daily/check.ts";
import * as chromium from "../letters/chromium.ts";
import { attend, type Said } from "../run.ts";
import { filesOf, FRIDAY, KIT, lastDays, type Morning } from "./morning.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-daily-"));
const cwd = path.join(folder, "school");
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  chromium.cleanUp();
});

const SHEET = `output/daily/${FRIDAY}/call-sheet.csv`;
const PAGE = `output/daily/${FRIDAY}/daily.html`;
type Value = DailyCheck & { readonly wrote: readonly string[]; readonly notYetInLog: number };

function makeSchool(morning: Morning): void {
  rmSync(cwd, { recursive: true, force: true });
  const { exports, log, config } = filesOf(morning);
  for (const [name, text] of Object.entries({ ...exports, "attend.yaml": config, "records/log.jsonl": log })) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
}
const run = (...args: readonly string[]): Promise<Said> => attend([...args, "--date", FRIDAY], { cwd });
const daily = async (): Promise<Value> => JSON.parse((await run("daily", "--json")).out) as Value;
const read = (name: string): string => readFileSync(path.join(cwd, name), "utf8");
const logLines = (): readonly Record<string, unknown>[] =>
  read("records/log.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const mother = (n: number) => ({
  Priority: "1",
  Title: "Mrs",
  Forename: "Helen",
  Surname: `Parent${String(n)}`,
  Relationship: "Mother",
  Telephone: `07700 9000${String(n).padStart(2, "0")}`,
  Language: n === 3 ? "Polish" : "English",
});
const father = (n: number) => ({
  ...mother(n),
  Priority: "2",
  Forename: "Tom",
  Relationship: "Father",
  Telephone: `07700 9001${String(n).padStart(2, "0")}`,
});

/** Twelve families to ring, two of them on their third day, and a bit of everything else. */
const TWELVE: Morning = {
  from: "2026-09-03",
  pupils: [
    ...Array.from({ length: 12 }, (_, n) => ({
      name: `Child${String(n)} O'Name`,
      class: n % 2 === 0 ? "3/4" : "5/6",
      marks: n < 2 ? lastDays(3) : { [FRIDAY]: "N" },
      contacts: [mother(n), father(n)],
      family: n === 5 || n === 6 ? "F1" : "",
    })),
    { name: "Late Child", class: "3/4", marks: { [FRIDAY]: "L" }, minutes: "22" },
    { name: "Old Reason", class: "5/6", marks: { "2026-11-12": "NN" } },
    { name: "Ill Child", class: "5/6", year: "6", marks: { ...lastDays(30, "II"), [FRIDAY]: "I" } },
    { ...KIT, class: "3/4" },
  ],
  log: [
    { who: "4", kind: "call", outcome: "left-message", day: "2026-11-19", by: "Miss Lark", note: "With her aunt." },
  ],
};
beforeEach(() => {
  makeSchool(TWELVE);
});

describe("attend daily", () => {
  it("says it on the screen, and writes a page and a call sheet", async () => {
    const { code, out, err } = await run("daily");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("To ring, away without a reason: 12");
    expect(out).toContain("Old Reason (5/6), 2 sessions, the oldest of Thu 12 Nov");
    expect(out).not.toMatch(/undefined|NaN|null/);
    expect((await daily()).wrote).toEqual([PAGE, SHEET]);
    expect(read(SHEET).trimEnd().split("\r\n")).toHaveLength(1 + 12 + 1);
  });

  it("changes nothing when it runs again", async () => {
    await run("daily");
    const first = [read(PAGE), read(SHEET)];
    await run("daily");
    expect([read(PAGE), read(SHEET)]).toEqual(first);
  });

  it.each([
    ["2026-11-23", 2, "The exports end on Friday 20 November 2026"],
    ["2026-11-22", 0, "is no school day"],
    ["2026-11-27", 0, "as attend.yaml says"],
  ])("on %s exits with %i and one sentence, and writes nothing", async (date, code, words) => {
    const said = await attend(["daily", "--date", date], { cwd });
    expect(said.code).toBe(code);
    expect(code === 0 ? said.out : said.err).toContain(words);
    expect(() => readFileSync(path.join(cwd, `output/daily/${date}/daily.html`))).toThrow();
  });

  it("shows a lot on the demo school, on the newest day with marks", async () => {
    const demo = path.join(folder, "demo");
    await attend(["demo", demo], {});
    const { code, out } = await attend(["daily", "--date", FRIDAY], { cwd: demo });
    expect(code).toBe(0);
    expect(out).toMatch(
      /1 {2}Danyal Hussain \(3\/4\)\. Day 8 without a reason[^]*2 {2}Callum Reddish \(3\/4\)\. Day 3 without a reason[^]*Freya O'Dowd[^]*contacted daily/,
    );
  });

  it("agrees with what is due: each call at Intensive need is row I4 of that day", { timeout: 60_000 }, async () => {
    const demo = path.join(folder, "demo-i4");
    await attend(["demo", demo], {});
    const json = async <T>(...args: readonly string[]): Promise<T> =>
      JSON.parse((await attend([...args, "--json"], { cwd: demo })).out) as T;
    let calls = 0;
    for (const date of ["2026-11-20", "2026-11-19", "2026-11-11", "2026-10-14"]) {
      const check = await json<Value>("daily", "--date", date);
      const { due } = await json<{ due: readonly DueLine[] }>("due", "--date", date);
      const asked = due.filter((line) => line.row === "I4" && line.due === date).map(({ pupil }) => pupil);
      const called = [...check.toRing, ...check.daily].filter(
        ({ tier, year }) => (tier === "intensive" || tier === "specialist") && year !== "N1" && year !== "N2",
      );
      calls += called.length;
      expect(called.filter(({ key }) => !asked.includes(key)).map(({ name }) => `${date} ${name}`)).toEqual([]);
    }
    expect(calls).toBeGreaterThan(5);
  });
});

describe("the call sheet", () => {
  /** Fills in rows by the child's name, as somebody would in Excel. */
  const fillIn = (answers: Readonly<Record<string, string>>): void => {
    const filled = read(SHEET)
      .split("\r\n")
      .map((row) => {
        const name = Object.keys(answers).find((each) => row.includes(`,${each} O'Name,`));
        return name === undefined ? row : row.replace(`,${name} O'Name,,,,`, `,${name} O'Name,${answers[name] ?? ""},`);
      });
    writeFileSync(path.join(cwd, SHEET), filled.join("\r\n"));
  };

  it("is taken back by attend log, without the rows that nobody filled in", async () => {
    await run("daily");
    fillIn({ Child3: "reached,Mrs Marsh,Back tomorrow", Child7: "no answer,Mrs Marsh,", Child8: ",Mrs Marsh," });
    const { code, out, err } = await run("log", "--from", SHEET);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(": 2.\nLeft out, because nobody has filled in an outcome: 11.");
    expect(logLines().slice(1)).toMatchObject(
      [
        { kind: "call", day: FRIDAY, outcome: "no-answer", by: "Mrs Marsh" },
        { kind: "call", day: FRIDAY, outcome: "reached", by: "Mrs Marsh", note: "Back tomorrow" },
      ].toReversed(),
    );
    const check = await daily();
    expect(check.toRing).toHaveLength(11);
    expect(check.reached.map(({ name }) => name)).toEqual(["Child3 O'Name"]);
    expect(check.toRing.find(({ name }) => name === "Child7 O'Name")?.last).toMatchObject({
      day: FRIDAY,
      outcome: "no answer",
    });
  });

  it("writes nothing when it was taken in before, and only the rest when more is filled in", async () => {
    await run("daily");
    fillIn({ Child3: "reached,Mrs Marsh," });
    await run("log", "--from", SHEET);
    const before = read("records/log.jsonl");
    expect((await run("log", "--from", SHEET)).out).toContain("the log has the same already: 1.");
    expect(read("records/log.jsonl")).toBe(before);
    fillIn({ Child4: "left-message,Mrs Marsh," });
    await run("log", "--from", SHEET);
    expect(logLines()).toHaveLength(3);
  });

  it("is no table of deeds to write when nobody filled in anything", async () => {
    await run("daily");
    const before = read("records/log.jsonl");
    const { code, out } = await run("log", "--from", SHEET);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(": 0.\n") as string });
    expect(read("records/log.jsonl")).toBe(before);
  });

  it.each([
    [",,Rang twice", "“outcome” is missing"],
    ["maybe,,", "must be one of reached, no-answer"],
  ])("filled in as %s is refused whole, with its line", async (answer, words) => {
    await run("daily");
    fillIn({ Child3: answer, Child4: "reached,," });
    const { code, err } = await run("log", "--from", SHEET);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(logLines()).toHaveLength(1);
  });

  it("is not written over while the log lacks what is filled in", async () => {
    await run("daily");
    fillIn({ Child3: "reached,Mrs Marsh,Back tomorrow" });
    const filled = read(SHEET);
    const { code, out } = await run("daily");
    expect(code).toBe(1);
    expect(out).toContain(`attend log --from ${SHEET}`);
    expect(read(SHEET)).toBe(filled);
    expect(await daily()).toMatchObject({ wrote: [PAGE], notYetInLog: 1 });
    await run("log", "--from", SHEET);
    expect((await run("daily")).code).toBe(0);
    expect(read(SHEET)).not.toContain("Back tomorrow");
  });

  it("tells two children of one name apart, also when Excel took the zeros off", async () => {
    const [first, second] = [{ name: "Ava Adams" }, { name: "Ava Adams", marks: { [FRIDAY]: "N" } }];
    makeSchool({ pupils: [first, second, KIT] });
    for (const name of ["pupils", "register"]) {
      const text = read(`exports/${name}.csv`).replace(/^UPN/, "Adno");
      const ids = [...new Set(text.match(/[A-Z]8304\d+/g) ?? [])].toSorted((a, b) =>
        a.slice(1).localeCompare(b.slice(1)),
      );
      writeFileSync(
        path.join(cwd, `exports/${name}.csv`),
        ids.reduce((all, id, i) => all.replaceAll(id, `00${String(i + 1)}`), text),
      );
    }
    await run("daily");
    const sheet = read(SHEET).replace("Ava Adams,,,", "Ava Adams,reached,,");
    writeFileSync(path.join(cwd, SHEET), sheet);
    await run("log", "--from", SHEET);
    expect(logLines()).toMatchObject([{ pupil: "002" }]);
    writeFileSync(path.join(cwd, SHEET), sheet.replace(",002", ",2").replace("reached", "no answer"));
    const { code, err } = await run("log", "--from", SHEET);
    expect(code).toBe(2);
    expect(err).toContain("fits several pupils");
    writeFileSync(path.join(cwd, SHEET), sheet.replace(",002", ",003").replace("reached", "no answer"));
    expect((await run("log", "--from", SHEET)).err).toContain(
      "“003” is Kit Bell (Oak), but the row says “Ava Adams Oak”",
    );
    expect(logLines()).toHaveLength(1);
  });

  it("opens no formula in Excel, and keeps telephone numbers and classes as words", async () => {
    makeSchool({
      pupils: [
        {
          name: "=1+1 Adams",
          class: "3/4",
          marks: { [FRIDAY]: "N" },
          contacts: [{ ...mother(1), Telephone: "+441632960001" }],
        },
        KIT,
      ],
    });
    await run("daily");
    expect(read(SHEET)).toContain("'=1+1");
    expect(read(SHEET)).toMatch(/Class 3\/4.*Mrs Helen Parent1 \(Mother\) \+441632960001/);
  });
});

describe("the page", () => {
  it("has no number that is not in the JSON", async () => {
    const value = await daily();
    const json = JSON.stringify(value);
    const known = new Set(json.match(/\d+/g)?.map(Number));
    const text = read(PAGE)
      .replace(/<style>[^]*<\/style>|<[^>]*>/g, " ")
      .replace(/--row A8/, "")
      .replace(/&#x27;/g, "'");
    const strange = (text.match(/\d+/g) ?? []).map(Number).filter((n) => !known.has(n));
    expect(text).toContain("Child3 O'Name");
    expect(strange).toEqual([]);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\{/);
  });

  it("is sound HTML without a script or anything from elsewhere", async () => {
    await run("daily");
    const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
    const report = await validator.validateString(read(PAGE));
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(read(PAGE)).not.toMatch(/<script|https?:/);
  });

  it.skipIf(chromium.missing.length > 0)(
    "prints twelve calls on two sheets, each call whole, and axe finds nothing",
    { timeout: 60_000 },
    async () => {
      await run("daily");
      const file = path.join(cwd, PAGE);
      const pages = chromium.pagesOf(await chromium.print(file));
      const text = pages.map(chromium.textOf);
      const last = text.findIndex((page) => /\b12\. Child\d+/.test(page));
      expect(last).toBe(1);
      // A call begins with its name and ends with its last time: both on one sheet.
      for (const page of text) {
        expect(page.match(/\d+\. (?:Child\d+ O.Name|Ill Child), /g)?.length ?? 0).toBe(
          page.match(/Last time:/g)?.length ?? 0,
        );
      }
      expect(await chromium.axeFaults([file])).toEqual([]);
    },
  );
});
