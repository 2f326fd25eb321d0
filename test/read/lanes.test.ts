/** Law: whatever lane a row takes, and however its bytes come, a file gives the same marks, people and problems. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readExport } from "../../src/read/export.ts";
import type { ExportFile } from "../../src/read/export-reader.ts";
import { feedRows } from "../../src/read/feed.ts";
import { gatherNothing, type Gathered } from "../../src/read/layout.ts";
import { readRows } from "../../src/read/rows.ts";
import { NO_RULES } from "../../src/read/rules.ts";
import type { ByteStream, ExportBytes } from "../../src/read/window.ts";
import { rulesFor } from "../../src/read/config.ts";
import { soundConfig } from "../../src/flow.ts";
import { bytesOf, configOf, specimenNames } from "../specimens.ts";
import { mutate, numbersFrom } from "../mutate.ts";

/** The referee: every row of the file by csv-parse. */
const carefully: typeof feedRows = (window, delimiter, receiver) => {
  while (!window.isLast) window.more();
  const bytes = window.bytes.subarray(window.at, window.end);
  return readRows(bytes, delimiter, (cells, line) => receiver.onRow(cells, line));
};

function inChunks(bytes: Buffer, size: number): ExportBytes {
  const open = (): ByteStream => {
    let read = 0;
    return {
      fill: (into, at) => {
        const next = bytes.subarray(read, read + Math.min(size, into.length - at));
        into.set(next, at);
        read += next.length;
        return next.length;
      },
      close: () => undefined,
    };
  };
  return { read: () => bytes, open };
}

/** All that a file gives, as plain values. */
function allOf(file: ExportFile, { people, facts, kinds, contacts, lates, totals, strings }: Gathered): unknown {
  const { length } = facts;
  return {
    file,
    people: people.list,
    kinds: kinds.list,
    marks: [facts.person, facts.session, facts.kind, facts.line].map((each) => [...each.subarray(0, length)]),
    minutes: [...facts.minutes],
    comments: [...facts.comments],
    contacts,
    lates,
    totals,
    strings,
  };
}

function read(path: string, bytes: ExportBytes, feed: typeof feedRows, rules = NO_RULES): unknown {
  const gathered = gatherNothing();
  return allOf(readExport(path, bytes, 0, rules, gathered, { feed }), gathered);
}

/** The first place where two readings differ, in few words; null when they are the same. */
function difference(found: unknown, expected: unknown, path = ""): string | null {
  if (Object.is(found, expected)) return null;
  if (typeof found !== "object" || typeof expected !== "object" || found === null || expected === null) {
    return `${path}: ${JSON.stringify(found)} for ${JSON.stringify(expected)}`;
  }
  const [a, b] = [found as Record<string, unknown>, expected as Record<string, unknown>];
  for (const key of new Set([...Object.keys(b), ...Object.keys(a)])) {
    const differs = difference(a[key], b[key], `${path}.${key}`);
    if (differs !== null) return differs;
  }
  return null;
}

function expectSame(path: string, bytes: Buffer, sizes: readonly number[], rules = NO_RULES): void {
  const expected = read(path, { read: () => bytes }, carefully, rules);
  expect(difference(read(path, { read: () => bytes }, feedRows, rules), expected)).toBeNull();
  for (const size of sizes) {
    expect(difference(read(path, inChunks(bytes, size), feedRows, rules), expected), `in ${String(size)} s`).toBeNull();
  }
}

/** More than the head of a file, so that its rest comes in chunks. */
const LARGE = 70_000;

/** A file with its rows again and again, from the heading row on, until it is large. */
function repeated(bytes: Buffer): Buffer {
  const lines = bytes.toString("latin1").split(/(?<=\n)/);
  const body = lines.slice(-Math.max(1, lines.length - 3));
  const times = Math.ceil(LARGE / Math.max(1, body.join("").length));
  const joined = body.at(-1)?.endsWith("\n") ? body.join("") : `${body.join("")}\n`;
  return Buffer.concat([bytes, Buffer.from(`\n${joined.repeat(times)}`, "latin1")]);
}

const files = specimenNames.flatMap((name) =>
  [...bytesOf(name)].map(
    ([path, bytes]) => [`${name}/${path}`, path, bytes, rulesFor(path, soundConfig(configOf(name)))] as const,
  ),
);

describe("both lanes agree", () => {
  it.each(files)("on %s, as it is and repeated", (_, path, bytes, rules) => {
    expectSame(path, bytes, [1, 3, 64], rules);
    expectSame(path, repeated(bytes), [1, 2, 13, 997, 65_536], rules);
  });

  it("on files of which any byte was changed", { timeout: 240_000 }, () => {
    const next = numbersFrom(7);
    for (let i = 0; i < 400; i++) {
      const [, path, bytes, rules] = files[i % files.length] ?? files[0] ?? ([] as never);
      if (bytes.length === 0) continue;
      const large = repeated(bytes);
      let changed = large;
      // Behind the first hundred rows, where the fast lane is under way.
      for (let n = 0; n < 5; n++) {
        const at = Math.floor(large.length / 2);
        changed = Buffer.concat([changed.subarray(0, at), mutate(changed.subarray(at), next).bytes]);
      }
      expectSame(path, changed, [1 + Math.floor(next() * 5000)], rules);
    }
  });
});

const WHO = {
  UPN: ["A999000111201", "B999000111202", "", "a999000111203 "],
  Surname: ["Ng", "O’Brien", "Mean", "Smith, Jr"],
  Forename: ["Kit", "Zoë", "All", 'Al "Sam"'],
  Class: ["Oak", "3/4", "", "Elm"],
};
const OTHER = {
  House: ["Red", "Total", "12", "", "average", '"', "Count: 5"],
  Number: ["1", "2", "345"],
  Email: ["", "x@example.org"],
};
const DATES = ["16/11/2026", "17/11/2026", "2026-11-18", "19/11/26", "31/02/2026", "05/09/2023"];
const HALVES = ["AM", "PM", "pm", "P1"];
const MARKS = ["/", "\\", "L", "U", "I", "N", "", "-", "Y1", "C2", "l", "Q9", "I - Illness", "H", "K", "?", '"', "ü"];
const MINUTES = ["", "", "", "5", "12 mins", "soon"];
const COMMENTS = ["", "", "", "ill", "a, b", 'said "no"', "two\nlines", "two\r\nlines,,,,,,,,,,", "ü"];

const LAYOUTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  long: { Date: DATES, Session: HALVES, Mark: MARKS, "Minutes Late": MINUTES, Comments: COMMENTS },
  day: { Date: DATES, AM: MARKS, PM: MARKS, "Minutes Late": MINUTES, Comments: COMMENTS },
  week: { "Week Beginning": DATES, MonAM: MARKS, MonPM: MARKS, TueAM: MARKS, FriPM: MARKS },
  dates: { "16/11/2026 AM": MARKS, "16/11/2026 PM": MARKS, "05/09/2023 AM": MARKS, "20/11/2026 AM": MARKS },
};

/** Mostly the first values of a pool, so that rows are alike; sometimes any. */
const cellOf = (pool: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...pool.slice(0, 2)) },
    { weight: 2, arbitrary: fc.constantFrom(...pool) },
  );

function quoted(cell: string, always: boolean): string {
  return always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A row as text: its cells, and now and then what is wrong with rows. */
const rowOf = (columns: readonly (readonly [string, readonly string[]])[]): fc.Arbitrary<string> =>
  fc
    .record({
      cells: fc.tuple(...columns.map(([, pool]) => cellOf(pool))),
      quotes: fc.constantFrom("needed", "needed", "needed", "all"),
      wrong: fc.integer({ min: 0, max: 60 }),
      at: fc.nat(columns.length - 1),
      end: fc.constantFrom("\n", "\n", "\n", "\r\n", "\r\n", "\r"),
    })
    .map(({ cells, quotes, wrong, at, end }) => {
      const texts = cells.map((cell) => quoted(cell, quotes === "all"));
      if (wrong === 1) texts.pop();
      if (wrong === 2) texts.push("");
      if (wrong === 3) texts.push("more");
      if (wrong === 4) texts[at] = `"${texts[at] ?? ""}`;
      if (wrong === 5) texts[at] = `"a"b`;
      if (wrong === 6) texts[at] = `a"b""c`;
      if (wrong === 7) return end;
      if (wrong === 8) return `${columns.map(([heading]) => heading).join(",")}${end}`;
      if (wrong === 9) return `Total,,,${String(at)}${end}`;
      if (wrong === 10) return `${texts.map(() => "").join(",")}${end}`;
      return `${texts.join(",")}${end}`;
    });

const register = fc
  .record({
    layout: fc.constantFrom(...Object.keys(LAYOUTS)),
    who: fc.oneof(
      fc.subarray(Object.entries(WHO), { minLength: 1 }),
      // With nothing but a surname, what stands before it decides.
      fc.constant([["Surname", WHO.Surname] as [string, string[]], ["Class", WHO.Class] as [string, string[]]]),
    ),
    other: fc.subarray(Object.entries(OTHER)),
  })
  .chain(({ layout, who, other }) => {
    const all = [...who, ...other, ...Object.entries(LAYOUTS[layout] ?? {})];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  })
  .chain((columns) =>
    fc.record({
      heading: fc.constant(columns.map(([heading]) => heading).join(",")),
      rows: fc.array(rowOf(columns), { minLength: 90, maxLength: 130 }),
      more: fc.array(rowOf(columns), { minLength: 1, maxLength: 40 }),
      chunk: fc.integer({ min: 1, max: 300 }),
      tail: fc.constantFrom("", "A9", '"', '"A', "\r", "\n\n"),
    }),
  );

describe("a row that begins as hundreds before it, and is another", () => {
  const heading = "House,Surname,Class,Date,Session,Mark,Minutes Late,Comments,Note";
  const usual = "Red,Ng,Oak,16/11/2026,AM,/,,,\n";
  it.each([
    ["a total", "Total,Ng,Oak,16/11/2026,AM,/,,,\n"],
    ["a total in quotes", '"Grand total",Ng,Oak,16/11/2026,AM,/,,,\n'],
    ["a count", "Count: 5,Ng,Oak,16/11/2026,AM,/,,,\n"],
    ["a code before its time", "Red,Ng,Oak,05/09/2023,AM,K,,,\n"],
    ["a retired code", "Red,Ng,Oak,16/11/2026,AM,H,,,\n"],
    [
      "a code in its time, and after it was retired",
      `${"Red,Ng,Oak,05/09/2023,AM,H,,,\n".repeat(3)}Red,Ng,Oak,16/11/2026,AM,H,,,\n`,
    ],
    [
      "a code in its time, and before it",
      `Red,Ng,Oak,05/09/2023,AM,/,,,\n${"Red,Ng,Oak,16/11/2026,AM,K,,,\n".repeat(3)}Red,Ng,Oak,05/09/2023,AM,K,,,\n`,
    ],
    ["a mark with and without a comment", "Red,Ng,Oak,16/11/2026,AM,/,,ill,\nRed,Ng,Oak,16/11/2026,AM,/,,,\n"],
    ["a mark with and without minutes", "Red,Ng,Oak,16/11/2026,AM,/,5,,\nRed,Ng,Oak,16/11/2026,AM,/,,,\n"],
    ["a code that nobody knows", "Red,Ng,Oak,16/11/2026,AM,Q9,,,\n"],
    ["a code in lower case", "Red,Ng,Oak,16/11/2026,AM,l,,,\n"],
    ["another class", "Red,Ng,Elm,16/11/2026,AM,/,,,\n"],
    ["an earlier class", "Red,Ng,Elm,13/11/2026,AM,/,,,\n"],
    ["minutes that are none", "Red,Ng,Oak,16/11/2026,AM,L,soon,,\n"],
    ["a quotation mark in front", 'Red,Ng,Oak,16/11/2026,AM,/,,"""ill""",\n'],
    ["a quotation mark in front of a note", 'Red,Ng,Oak,16/11/2026,AM,/,,,"""x"\n'],
    ["a quotation mark in front of a surname", 'Red,"""Ng""",Oak,16/11/2026,AM,/,,,\n'],
    [
      "a class of a later day, which another pupil's row has made known",
      "Red,Ng,Elm,13/11/2026,AM,/,,,\nRed,Bell,Oak,17/11/2026,AM,/,,,\nRed,Ng,Elm,17/11/2026,AM,/,,,\n",
    ],
    ["a cell too many", "Red,Ng,Oak,16/11/2026,AM,/,,,,more\n"],
    ["a cell too few", "Red,Ng,Oak,16/11/2026,AM,/,,\n"],
    ["another line end", "Red,Ng,Oak,16/11/2026,AM,/,,,\r\n"],
    ["only a carriage return", "Red,Ng,Oak,16/11/2026,AM,/,,,\r"],
    ["a surname that goes on", "Red,Ngo,Oak,16/11/2026,AM,/,,,\n"],
    ["a day that goes on", "Red,Ng,Oak,16/11/20266,AM,/,,,\n"],
    ["a line break in a comment", 'Red,Ng,Oak,16/11/2026,AM,/,,"a\nb",\n'],
    ["a quotation mark that swallows the next", 'Red,"Ng,Oak,16/11/2026,AM,/,,,\n'],
  ])("%s", (_, odd) => {
    for (const known of [odd, ""]) {
      const text = `${heading}\n${usual.repeat(100)}${known}${usual}${odd}${usual.repeat(3)}${odd}`;
      expectSame("exports/r.csv", Buffer.from(text), [7]);
      expectSame(
        "exports/r.csv",
        Buffer.from(text.replace("\n", `\n${usual.repeat(LARGE / usual.length)}`)),
        [1, 31, 32],
      );
    }
  });
});

describe("a row whose last cell is that of hundreds before it, and goes on", () => {
  it.each([
    "16/11/2026,AM,/,Ng,Oaks\n",
    "16/11/2026,AM,/,Ng,Oak,\n",
    '16/11/2026,AM,/,Ng,"Oak"\n',
    "16/11/2026,AM,/,Ng,Oak",
  ])("%j", (odd) => {
    const usual = "16/11/2026,AM,/,Ng,Oak\n".repeat(100);
    expectSame("exports/r.csv", Buffer.from(`Date,Session,Mark,Surname,Class\n${usual}${odd}`), [7]);
  });
});

describe("both lanes agree on registers of every kind", () => {
  it("whatever stands in them", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(register, ({ heading, rows, more, chunk, tail }) => {
        const body = rows.join("");
        const text = `${heading}\n${body}${more.join("")}${tail}`;
        expectSame("exports/r.csv", Buffer.from(text), [chunk]);
        // The same rows again and again, until the bytes come in chunks.
        const long = `${heading}\n${body.repeat(Math.ceil(LARGE / body.length))}${more.join("")}${tail}`;
        expectSame("exports/r.csv", Buffer.from(long), [chunk]);
      }),
      { numRuns: 60 },
    );
  });
});
