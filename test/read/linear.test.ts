/** Every reader of a cell, a heading, a date or a line takes time in proportion to its length, whatever stands there. */
import { describe, expect, it } from "vitest";
import { saidIn } from "../../src/reports/daily/said.ts";
import { cleaned } from "../../src/letters/names.ts";
import { segmentOf } from "../../src/letters/file-name.ts";
import { languageCode, languageName } from "../../src/letters/language.ts";
import { readingAge } from "../../src/letters/lint.ts";
import { textOf } from "../../src/letters/html-text.ts";
import { excerptOf } from "../../src/problem/problem.ts";
import {
  isSoundUpn,
  readClass,
  readFlag,
  readHalf,
  readMark,
  readMinutes,
  readPercent,
  readSen,
  readSex,
  readText,
  readUpn,
  readYear,
} from "../../src/read/cells.ts";
import { gatherNothing } from "../../src/read/layout.ts";
import { classBefore } from "../../src/read/damage.ts";
import { DATE_IN_TEXT, readDate } from "../../src/read/dates.ts";
import { deedKind, lineOf } from "../../src/read/deeds.ts";
import { readDeedsFile } from "../../src/read/deeds-file.ts";
import { readExport } from "../../src/read/export.ts";
import { normaliseHeading, readHeadings } from "../../src/read/headings.ts";
import { nameKey } from "../../src/read/identity.ts";
import { readTime } from "../../src/read/late.ts";
import { readLog } from "../../src/read/log.ts";
import { isStatus } from "../../src/read/no-register.ts";
import { readPattern } from "../../src/read/pattern.ts";
import { guessDelimiter, readRows } from "../../src/read/rows.ts";
import { decode } from "../../src/read/text.ts";
import { CONFIG, TODAY } from "../specimens.ts";
import { readConfig, rulesFor } from "../../src/read/config.ts";
import { cellText } from "../../src/reports/csv.ts";

const config = readConfig(CONFIG).config;
if (!config) throw new Error("the specimens' own configuration is not sound");
const rules = rulesFor("exports/other.csv", config);

const UPN = "H999000118001";
const HEADINGS = "UPN,Surname,Forename,DOB,Class,Year,Date,Session,Mark,Comment";

function readFile(path: string, bytes: Buffer): unknown {
  return readExport(path, { read: () => bytes }, 0, rules, gatherNothing());
}

function file(cell: string, column: number): Buffer {
  const cells = [UPN, "Ash", "Ada", "01/02/2017", "Oak", "4", "20/11/2026", "AM", "/", ""];
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  const row = cells.map((each, i) => (i === column ? quoted : each)).join(",");
  return Buffer.from(`${HEADINGS}\n${row}\n`);
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  readMark,
  readHalf,
  readYear,
  readFlag,
  readSen,
  readUpn,
  isSoundUpn,
  readText,
  readClass,
  readSex,
  readMinutes,
  readPercent,
  readTime,
  readPattern,
  classBefore,
  isStatus,
  nameKey,
  normaliseHeading,
  deedKind,
  cellText,
  excerptOf,
  cleaned,
  segmentOf,
  languageCode,
  languageName,
  readingAge,
  "the words of a page": textOf,
  "a date, day first": (text) => readDate(text, "day-first"),
  "a date, month first": (text) => readDate(text, "month-first"),
  "dates in a title": (text) => [...text.matchAll(new RegExp(DATE_IN_TEXT, "g"))].length,
  "a heading": (text) => readHeadings([text, text], rules),
  "bytes of an export": (text) => decode(Buffer.from(text)),
  "the delimiter": (text) => guessDelimiter(Buffer.from(text)),
  "rows of an export": (text) => {
    readRows(Buffer.from(text), ",", () => undefined);
  },
  "a line of the log": (text) =>
    readLog(
      [{ path: "records/log.jsonl", text: `${JSON.stringify({ id: text, v: 1, day: text, kind: text })}\n` }],
      TODAY,
    ),
  "the log": (text) => readLog([{ path: "records/log.jsonl", text }], TODAY),
  "a deed": (text) =>
    lineOf(
      { note: text, outcome: text, sessions: text, from: text, by: text },
      { kind: "need", pupil: UPN, today: TODAY, id: "1", agencies: [] },
    ),
  "a file of deeds": (text) => readDeedsFile(Buffer.from(`Pupil,Kind,Note\n"${text.replaceAll('"', "")}",call,x\n`)),
  "a note of a deed": (text) =>
    saidIn(
      {
        id: "1",
        day: TODAY,
        kind: "call",
        pupil: UPN,
        by: text,
        note: text,
        fields: { outcome: text },
        file: "",
        line: 1,
      },
      false,
    ),
  "an export that is nothing but this": (text) => readFile("exports/other.csv", Buffer.from(text)),
  ...Object.fromEntries(
    HEADINGS.split(",").map((heading, column) => [
      `an export with this as ${heading}`,
      (text: string): unknown => readFile("exports/other.csv", file(text, column)),
    ]),
  ),
  "an export under this title": (text) =>
    readFile("exports/week.csv", Buffer.from(`"${text.replaceAll('"', "")}"\nUPN,MonAM,MonPM\n${UPN},/,\\\n`)),
  "a period in this title": (text) =>
    readFile("exports/totals.csv", Buffer.from(`"${text.replaceAll('"', "")}"\nUPN,Possible,Present\n${UPN},10,9\n`)),
  "a string of marks": (text) =>
    readFile(
      "exports/strings.csv",
      Buffer.from(`UPN,Start Date,End Date,Marks\n${UPN},16/11/2026,20/11/2026,"${text.replaceAll('"', "")}"\n`),
    ),
};

/** What a pattern that tries every pair of places cannot bear: much of one thing, and the one thing at the end missing. */
const CELLS: Readonly<Record<string, (n: number) => string>> = {
  spaces: (n) => `a${" ".repeat(n)}b`,
  digits: (n) => `${"1".repeat(n)}x`,
  dashes: (n) => `${"-".repeat(n)}x`,
  "quotation marks": (n) => '"'.repeat(n),
  "letters with spaces": (n) => "a ".repeat(n / 2),
  "a capital after a small letter": (n) => "aB".repeat(n / 2),
  dots: (n) => `${".".repeat(n)}x`,
  "slashes and digits": (n) => "1/".repeat(n / 2),
  "dates that never end": (n) => "11/11/20 ".repeat(n / 9),
  commas: (n) => `a${",".repeat(n)}b`,
  "opening brackets": (n) => "{{<[(".repeat(n / 5),
  "at signs missing": (n) => `${"a".repeat(n)} `,
  "white space of every kind": (n) => `x${" \t\u00a0\u2003".repeat(n / 4)}y`,
  "words of a total": (n) => `total${" for pupils".repeat(n / 11)}x`,
  "words of a period": (n) => "for this academic year between 1".repeat(n / 32),
  "accents upon accents": (n) => `e${"\u0316\u0301".repeat(n / 2)}`,
  "marks and what they may be": (n) => "/\\N-?".repeat(n / 5),
  "registers that are open": (n) => "present: 1".repeat(n / 10),
};

const SHORT = 10_000;
const TIMES = 8;
/** Milliseconds that nobody waits for; below it there is too much noise to compare. */
const AT_ONCE = 100;

/** The least of so many runs, in milliseconds. */
function took(read: () => unknown, runs: number): number {
  const each = Array.from({ length: runs }, () => {
    const started = performance.now();
    read();
    return performance.now() - started;
  });
  return Math.min(...each);
}

describe.each(Object.entries(READERS))("%s", (_, read) => {
  it.each(Object.entries(CELLS))("%s", { timeout: 60_000 }, (__, cell) => {
    const [short, long] = [cell(SHORT), cell(SHORT * TIMES)];
    if (took(() => read(long), 1) < AT_ONCE) return;
    // Eight times the length takes eight times the time, or sixty-four times it where every pair of places is looked at.
    expect(took(() => read(long), 3)).toBeLessThan(TIMES * 4 * took(() => read(short), 3) + AT_ONCE);
  });
});
