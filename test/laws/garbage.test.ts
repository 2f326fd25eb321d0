/** Laws of bad files: reading never throws, and every row is used or left out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/read/config.ts";
import { readLog } from "../../src/read/log.ts";
import {
  aSchool,
  filesOf,
  line,
  LONG_HEADINGS,
  longRow,
  PATIENCE,
  pupilsText,
  rowsOf,
  RUNS,
  schoolOf,
  TODAY,
} from "./schools.ts";
import type { School } from "../../src/flow.ts";

/** Text that can stand in a cell, and much that should not. */
const aCell = fc.oneof(
  fc.constantFrom(
    "",
    "/",
    "I",
    "AM",
    "PM",
    "16/11/2026",
    "11/23/2026",
    "A1",
    "Total",
    "UPN",
    "-",
    '"',
    "a,b",
    "Count: 3",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const aGarbageLine = fc.oneof(
  fc.constant(""),
  fc.array(aCell, { maxLength: 9 }).map((cells) => line(cells)),
  fc.array(aCell, { maxLength: 9 }).map((cells) => cells.join(",")),
  fc.constant(line(LONG_HEADINGS)),
);

function everyRowIsAccountedFor({ files, problems }: School): void {
  for (const { path, rows, used, leftOut } of files) {
    expect(used + leftOut, path).toBe(rows);
    expect(Math.min(used, leftOut), path).toBeGreaterThanOrEqual(0);
    if (leftOut > 0) expect(problems.length, path).toBeGreaterThan(0);
  }
}

describe("every row of every file", () => {
  it("is used or left out, among rows of garbage", { timeout: PATIENCE }, () => {
    const lines = aSchool({ children: 2, days: 3 }).chain((small) => {
      const good = rowsOf(small).map((row) => line(longRow(small.children, row)));
      return fc.record({
        small: fc.constant(small),
        rows: fc
          .array(aGarbageLine, { maxLength: 8 })
          .chain((bad) => fc.shuffledSubarray([...good, ...bad], { minLength: good.length + bad.length })),
        above: fc.array(aGarbageLine, { maxLength: 2 }),
        inPupils: fc.array(aGarbageLine, { maxLength: 3 }),
      });
    });
    fc.assert(
      fc.property(lines, ({ small, rows, above, inPupils }) => {
        const text = [...above, line(LONG_HEADINGS), ...rows].join("\n");
        const pupils = [pupilsText(small), ...inPupils].join("\n");
        everyRowIsAccountedFor(schoolOf({ "exports/register.csv": text, "exports/pupils.csv": pupils }));
      }),
      RUNS,
    );
  });

  it("is counted as the lines of a sound file without its headings", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aSchool(), (small) => {
        const [register, pupils] = schoolOf({
          "exports/register.csv": filesOf(small)["exports/register.csv"] ?? "",
          "exports/pupils.csv": pupilsText(small),
        }).files;
        expect(register).toMatchObject({ rows: rowsOf(small).length, used: rowsOf(small).length, leftOut: 0 });
        expect(pupils).toMatchObject({ rows: small.children.length, used: small.children.length, leftOut: 0 });
      }),
      RUNS,
    );
  });
});

describe("reading never throws", () => {
  it("for arbitrary bytes in any number of files", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 3 }), (contents) => {
        everyRowIsAccountedFor(
          schoolOf(Object.fromEntries(contents.map((bytes, i) => [`exports/${String(i)}.csv`, bytes]))),
        );
      }),
      RUNS,
    );
  });

  it("for a sound file with bytes changed, taken out and put in", { timeout: PATIENCE }, () => {
    const change = fc.record({ at: fc.nat(2000), out: fc.nat(5), put: fc.uint8Array({ maxLength: 4 }) });
    const marked = fc
      .constantFrom(...[0x22, 0x2c, 0x0a, 0x0d, 0x00, 0xff, 0x3b, 0x09])
      .map((byte) => Uint8Array.of(byte));
    const changes = fc.array(
      fc.oneof(
        change,
        change.chain((one) => marked.map((put) => ({ ...one, put }))),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(aSchool({ children: 2 }), changes, (small, all) => {
        const broken = Object.entries(filesOf(small)).map(([path, text]) => {
          const bytes = all.reduce<Buffer>((before, { at, out, put }) => {
            const place = at % (before.length + 1);
            return Buffer.concat([before.subarray(0, place), put, before.subarray(place + out)]);
          }, Buffer.from(text));
          return [path, bytes] as const;
        });
        everyRowIsAccountedFor(schoolOf(Object.fromEntries(broken)));
      }),
      RUNS,
    );
  });

  it("for any text as attend.yaml or as the log", { timeout: PATIENCE }, () => {
    const lines = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("school:", "  name: x", "calendar:", "- a", "? b", "&a *a", "{", "policy: []", "expectation: 95"),
      fc.json({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 5 }), (all) => {
        const text = all.join("\n");
        const { config, problems } = readConfig(text);
        expect(config === null).toBe(problems.length > 0);
        const log = readLog([{ path: "records/log.jsonl", text }], TODAY);
        expect(log.deeds.length + log.problems.length).toBeLessThanOrEqual(text.split("\n").length);
      }),
      RUNS,
    );
  });
});
