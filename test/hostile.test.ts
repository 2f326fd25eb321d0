/** Files that nobody should meet, and some do: none of them may stop, slow or mislead the program. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Check } from "../src/commands/check.ts";
import { readSchool, type School } from "../src/flow.ts";
import type { ExportSource } from "../src/read/source.ts";
import { attend as runAttend } from "./run.ts";
import type { Figures } from "../src/measures/figures.ts";
import { CONFIG, TODAY } from "./specimens.ts";

const PATIENCE = 20_000;
const UPN = "H999000118001";
const OTHER = "X999000118002";
const PUPILS = `UPN,Surname,Forename,Year,Class,Entry Date\n${UPN},Ash,Ada,4,Oak,03/09/2026\n${OTHER},Birch,Ben,4,Oak,03/09/2026\n`;
const REGISTER =
  "UPN,Date,Session,Mark\n" +
  [UPN, OTHER].flatMap((upn) => [`${upn},20/11/2026,AM,/\n`, `${upn},20/11/2026,PM,\\\n`]).join("");

function source(file: string, content: string | Uint8Array): ExportSource {
  return { path: `exports/${file}`, read: () => Buffer.from(content) };
}

/** Reads files beside a good register and its pupils file. */
function readBeside(...sources: readonly ExportSource[]): School {
  const exports = [source("pupils.csv", PUPILS), source("register.csv", REGISTER), ...sources];
  return readSchool({ config: CONFIG, exports, log: "" }, TODAY);
}

const codesOf = ({ problems }: School, file = "exports/other.csv"): readonly string[] =>
  problems.filter((each) => each.file === file).map(({ code }) => code);

function expectTheRest({ register, files }: School): void {
  expect(register.pupils.map(({ name }) => name)).toEqual(expect.arrayContaining(["Ada Ash", "Ben Birch"]));
  expect(register.marks.filter((kind) => kind > 0).length).toBeGreaterThanOrEqual(4);
  for (const { rows, used, leftOut } of files) expect(used + leftOut).toBe(rows);
}

/** Milliseconds and further bytes that a reading takes. */
function cost(read: () => School): { school: School; ms: number; bytes: number } {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const school = read();
  return { school, ms: performance.now() - started, bytes: process.memoryUsage().rss - before };
}

describe("size", () => {
  it("a cell of 5 MB", { timeout: PATIENCE }, () => {
    const cell = "x".repeat(5_000_000);
    const text = `UPN,Date,Session,Mark,Comment\n${UPN},19/11/2026,AM,I,${cell}\n${OTHER},19/11/2026,AM,/,\n`;
    const { school, ms, bytes } = cost(() => readBeside(source("other.csv", text)));
    expectTheRest(school);
    expect(school.files[2]).toMatchObject({ layout: "long", rows: 2, used: 2 });
    expect(ms).toBeLessThan(5000);
    expect(bytes).toBeLessThan(300_000_000);
  });

  it("a mark, a name and a UPN of 5 MB, of which problems show only the beginning", { timeout: PATIENCE }, () => {
    const cell = "y".repeat(5_000_000);
    const text = `UPN,Name,Date,Session,Mark\n${UPN},Ada Ash,19/11/2026,AM,${cell}\n${cell},${cell},${cell},AM,/\n`;
    const school = readBeside(source("other.csv", text));
    expectTheRest(school);
    expect(JSON.stringify(school.problems).length).toBeLessThan(5000);
  });

  it("a heading row and a row of a million columns", { timeout: PATIENCE }, () => {
    const wide = `${",".repeat(1_000_000)}\n`;
    for (const text of [
      `UPN,Date,Session,Mark\n${UPN},19/11/2026,AM,/\n${wide}`,
      `UPN,Date,Session,Mark${wide}${UPN},19/11/2026,AM,/\n`,
      `${"x,".repeat(1_000_000)}\n${wide}`,
      `${"/,".repeat(1_000_000)}UPN\n`,
    ]) {
      const { school, ms, bytes } = cost(() => readBeside(source("other.csv", text)));
      expectTheRest(school);
      expect(ms).toBeLessThan(10_000);
      expect(bytes).toBeLessThan(1_000_000_000);
    }
  });

  it("a hundred thousand codes that nobody knows", { timeout: PATIENCE }, () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `${UPN},19/11/2026,AM,q${String(i)}\n`);
    const { school, ms } = cost(() => readBeside(source("other.csv", `UPN,Date,Session,Mark\n${rows.join("")}`)));
    expectTheRest(school);
    expect(ms).toBeLessThan(10_000);
    expect(codesOf(school)).toContain("code-unknown");
  });
});

it("a title of 150 kB that begins like a page of registers takes less than a second", { timeout: PATIENCE }, () => {
  const { ms } = cost(() => readBeside(source("other.csv", `${"present: 1".repeat(15_000)}\n`)));
  expect(ms).toBeLessThan(1000);
});

describe("bytes", () => {
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  it.each<[string, string, Buffer]>([
    ["a NUL in a cell", "file-is-binary", Buffer.from(REGISTER.replace("AM", "A\0M"))],
    ["nothing but NULs", "file-is-binary", Buffer.alloc(5000)],
    ["an old workbook", "file-is-workbook", Buffer.concat([old, Buffer.alloc(999)])],
    ["a workbook", "file-is-workbook", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(999, 7)])],
    ["a quotation mark at the start, never closed", "quote-not-closed", Buffer.from(`"${REGISTER}`)],
    ["a page of HTML", "file-not-recognised", Buffer.from("<html><body><p>UPN</p></body></html>")],
    ["a byte-order mark and nothing else", "file-empty", Buffer.from([0xef, 0xbb, 0xbf])],
    ["half a character of UTF-16", "file-empty", Buffer.from([0xff, 0xfe, 0x41])],
  ])("%s: %s", (_, code, bytes) => {
    const school = readBeside(source("other.csv", bytes));
    expectTheRest(school);
    expect(codesOf(school)).toEqual([code]);
  });
});

const WORDS = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];

describe.each(WORDS)("%s", (word) => {
  it("is a heading like any other that nobody knows", () => {
    const text = REGISTER.replaceAll("20/11", "19/11").replaceAll(/^(.*)$/gm, (line) => line && `${word},${line}`);
    const school = readBeside(source("other.csv", text));
    expectTheRest(school);
    expect(school.files[2]).toMatchObject({ layout: "long", used: 4 });
    expect(school.files[2]?.mapping[0]).toEqual({ heading: word, field: null });
  });

  it("is a code that nobody knows", () => {
    const school = readBeside(source("other.csv", `UPN,Date,Session,Mark\n${UPN},19/11/2026,AM,${word}\n`));
    expectTheRest(school);
    expect(codesOf(school)).toEqual(["code-unknown"]);
    const unknown = school.register.kinds.filter((kind) => kind.class === "unknown" && kind.code !== null);
    expect(unknown.map(({ code }) => code)).toEqual([word.toUpperCase().slice(0, 16)]);
  });

  it("is a pupil's UPN, name and class", () => {
    const pupils = `UPN,Surname,Forename,Year,Class,Entry Date\n${word},${word},${word},4,${word},03/09/2026\n`;
    const marks = `UPN,Date,Session,Mark\n${word},20/11/2026,AM,/\n${word},20/11/2026,PM,\\\n`;
    const school = readBeside(source("a.csv", pupils), source("b.csv", marks));
    expectTheRest(school);
    const pupil = school.register.pupils.find(({ name }) => name === `${word} ${word}`);
    expect(pupil).toMatchObject({ key: word.toUpperCase(), class: word });
  });
});

describe("a folder", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "attend-hostile-"));
    mkdirSync(path.join(folder, "exports"));
    writeFileSync(path.join(folder, "attend.yaml"), CONFIG);
    writeFileSync(path.join(folder, "exports", "pupils.csv"), PUPILS);
    writeFileSync(path.join(folder, "exports", "register.csv"), REGISTER);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function attend(...args: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
    const { code: exit, ...said } = await runAttend([...args, "--json", "--date", "2026-11-23"], {
      cwd: folder,
      today: 0,
    });
    return { exit, ...said };
  }

  async function expectFigures(): Promise<void> {
    const { exit, out, err } = await attend("figures");
    expect(exit, err).toBeLessThan(2);
    expect((JSON.parse(out) as Figures).rows.map(({ key, attended }) => [key, attended])).toEqual([
      [UPN, 2],
      [OTHER, 2],
    ]);
  }

  it("full of other things is read past them", async () => {
    const put = (file: string, content: string | Buffer): void => {
      mkdirSync(path.dirname(path.join(folder, "exports", file)), { recursive: true });
      writeFileSync(path.join(folder, "exports", file), content);
    };
    for (const file of [
      "logo.png",
      "letter.docx",
      "Thumbs.db",
      ".DS_Store",
      "backup.zip",
      "register.csv.bak",
      "notes",
    ]) {
      put(file, Buffer.alloc(64, 9));
    }
    put("~$register.xlsx", Buffer.alloc(64));
    put("empty.csv", "");
    put("trips/dinner money.csv", "Pupil,Paid\nAda Ash,2.50\n");
    put("photo.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    mkdirSync(path.join(folder, "exports", "folder.csv"));
    await expectFigures();
    const { out } = await attend("check");
    const { files } = JSON.parse(out) as Check;
    expect(files.filter(({ layout }) => layout !== null).map((file) => file.path)).toEqual([
      "exports/pupils.csv",
      "exports/register.csv",
    ]);
    expect(files.map((file) => file.path)).toEqual([
      "exports/empty.csv",
      "exports/photo.csv",
      "exports/pupils.csv",
      "exports/register.csv",
      "exports/trips/dinner money.csv",
    ]);
  });

  it("with links that lead in circles and nowhere ends", async () => {
    symlinkSync(path.join(folder, "exports"), path.join(folder, "exports", "again"));
    symlinkSync(folder, path.join(folder, "exports", "above"));
    symlinkSync(path.join(folder, "gone.csv"), path.join(folder, "exports", "gone.csv"));
    symlinkSync(path.join(folder, "exports", "self.csv"), path.join(folder, "exports", "self.csv"));
    await expectFigures();
  });
});

it("a file that goes between listing and reading is said, and the others are read", () => {
  const gone = (): never => {
    throw Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
  };
  const school = readBeside({ path: "exports/other.csv", read: gone });
  expectTheRest(school);
  expect(codesOf(school)).toEqual(["file-unreadable"]);
});
