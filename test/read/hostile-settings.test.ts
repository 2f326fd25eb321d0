/** Settings that were never written by hand: each is refused in a sentence with its line, soon and with little memory. */
import { describe, expect, it } from "vitest";
import { say } from "../../src/problem/words.ts";
import { readBenchmarks } from "../../src/read/benchmarks.ts";
import { readConfig } from "../../src/read/config.ts";
import { FIGURES_LIMITS, openYaml, SETTINGS_LIMITS } from "../../src/read/yaml.ts";

const many = (n: number, each: (i: number) => string): string => Array.from({ length: n }, (_, i) => each(i)).join("");

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]
${many(8, (i) => `b${String(i)}: &b${String(i)} [*${i === 0 ? "a" : `b${String(i - 1)}`}, *a, *a, *a, *a, *a, *a, *a, *a]\n`)}`;

/** What stands in the file, the line that must be named, and words of the sentence. */
const HOSTILE: readonly (readonly [string, string, number, RegExp])[] = [
  ["an alias bomb", BOMB, 1, /anchors/],
  ["one alias", "school:\n  name: *other\n", 2, /anchors/],
  ["an anchor that nothing uses", "school:\n  name: &here Oak\n", 2, /anchors/],
  ["five thousand anchors", many(5_000, (i) => `k${String(i)}: &a${String(i)} 1\n`), 1, /anchors/],
  ["a key named __proto__", "school:\n  name: Oak\n__proto__: { polluted: true }\n", 3, /“__proto__” is not a setting/],
  ["__proto__ within a group", "school:\n  __proto__:\n    name: Oak\n", 2, /“__proto__” is not a setting of school/],
  ["__proto__ as a local code", "codes: { __proto__: N }\n", 1, /“__proto__” is not a setting of codes/],
  ["a key named constructor", "school: { constructor: 1 }\n", 1, /“constructor” is not/],
  ["a key named prototype", "prototype: {}\n", 1, /“prototype” is not/],
  ["many megabytes", many(600_000, (i) => `k${String(i)}: 1\n`), 1, /far longer/],
  ["two thousand keys", many(2_000, (i) => `k${String(i)}: 1\n`), 1, /far longer/],
  ["five thousand keys", many(5_000, (i) => `k${String(i)}: 1\n`), 2858, /far longer/],
  ["five thousand entries on a line", `codes: {${many(5_000, (i) => `k${String(i)},`)}}\n`, 1, /far longer/],
  ["forty thousand brackets", "school: \n" + "[".repeat(40_000), 2, /inside one another/],
  ["braces that close", "{a: ".repeat(3_000) + "1" + "}".repeat(3_000), 1, /inside one another/],
  ["dashes within dashes", "- ".repeat(20_000), 1, /inside one another/],
  ["question marks within question marks", "? ".repeat(20_000), 1, /inside one another/],
  ["indents within indents", many(400, (i) => `${" ".repeat(i)}a:\n`), 22, /inside one another/],
  ["quotation marks without end", '"'.repeat(60_000), 1, /far longer/],
  ["quotation marks", '"'.repeat(5_000), 1, /cannot be read/],
  ["tags", "! ".repeat(3_000), 1, /cannot be read/],
  ["a group that never closes", "school: {\n".repeat(15), 16, /cannot be read/],
  ["a key of 100 kB", `${"k".repeat(100_000)}: 1\n`, 1, /cannot be read/],
  ["a key of a thousand letters", `${"k".repeat(1000)}: 1\n`, 1, /k…” is not a setting/],
  ["a key twice", "school: { name: Oak }\nday: {}\nschool: {}\n", 3, /stands here twice/],
  ["a list as a key", "? [a, b]\n: 1\n", 1, /is not a setting/],
];

/** Bytes of the longest list of faults that is worth keeping. */
const A_PAGE = 40_000;
/** Milliseconds; each of these took minutes, or all memory, when nothing stood in its way. */
const SOON = 5_000;

describe.each(HOSTILE)("%s", (_, text, line, words) => {
  it("in attend.yaml", () => {
    const started = performance.now();
    const { config, problems } = readConfig(text);
    expect(performance.now() - started).toBeLessThan(SOON);
    expect(config).toBeNull();
    expect(problems.map((each) => each.line)).toContain(line);
    expect(problems.map(say).join("\n")).toMatch(words);
    expect(problems.map(say).join("\n").length).toBeLessThan(A_PAGE);
  });

  it("in benchmarks.yaml", () => {
    const started = performance.now();
    const read = readBenchmarks(text);
    expect(performance.now() - started).toBeLessThan(SOON);
    if (!("say" in read)) throw new Error("it was taken for figures");
    expect(read.line).toBeGreaterThan(0);
    expect(read.say.length).toBeLessThan(500);
    expect(read.say).toMatch(/\.$/);
  });
});

it("nothing is left behind on the objects of JavaScript", () => {
  for (const [, text] of HOSTILE) {
    readConfig(text);
    readBenchmarks(text);
  }
  expect(Object.keys({})).toEqual([]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("local codes and headings may be words that JavaScript knows", () => {
  const text = `codes: { constructor: N, toString: I }
exports:
  - { files: a.csv, columns: { constructor: ignore, prototype: surname } }
`;
  const { config, problems } = readConfig(text);
  expect(problems).toEqual([]);
  expect(config?.codes).toEqual(
    new Map([
      ["CONSTRUCTOR", "N"],
      ["TOSTRING", "I"],
    ]),
  );
});

it("the time grows with the length, not faster", () => {
  const shapes: readonly ((n: number) => string)[] = [
    (n) => many(n, (i) => `k${String(i)}:\n  - 1\n`),
    (n) => `a: "${"\\n ".repeat(n)}"\n`,
    (n) => `a: |\n${many(n, () => "  x\n\n")}`,
    (n) => `a: >\n${many(n, () => "  x\n\n   y\n")}`,
    (n) => `a: ${"x ".repeat(n)}\n`,
    (n) => `a: ${"\n".repeat(n)}b: 1\n`,
    (n) => "# ".repeat(n),
    (n) => "---\n".repeat(n),
    (n) => "%TAG ! x\n".repeat(n),
    (n) => "'".repeat(n),
  ];
  for (const limits of [SETTINGS_LIMITS, FIGURES_LIMITS]) {
    for (const shape of shapes) {
      const text = shape(8_000).slice(0, limits.size);
      const started = performance.now();
      openYaml(text, limits);
      expect(performance.now() - started, JSON.stringify(text.slice(0, 20))).toBeLessThan(SOON);
    }
  }
});
