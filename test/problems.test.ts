/** Every problem has a specimen: the smallest school folder that has it, beside the sentences that are said of it. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problemJson, type ProblemJson } from "../src/commands/context.ts";
import { readSchool } from "../src/flow.ts";
import { attend as runAttend } from "./run.ts";
import { PROBLEMS, type Level, type Problem } from "../src/problem/problem.ts";
import { say } from "../src/problem/words.ts";
import { readConfig } from "../src/read/config.ts";
import { dayFromIso } from "../src/register/day.ts";

const SPECIMENS = fileURLToPath(new URL("../fixtures/problems", import.meta.url));
const WORDS = fileURLToPath(new URL("../src/problem/config-words.ts", import.meta.url));
const LIST = fileURLToPath(new URL("../docs/problems.md", import.meta.url));
const TODAY = dayFromIso("2026-11-23") ?? NaN;

/** Cannot be a committed file: git keeps no file that nobody may read. */
const MADE_HERE = "file-unreadable";

interface Expected {
  readonly problems: readonly {
    readonly code: string;
    readonly level: string;
    readonly file: string | null;
    readonly line?: number;
    readonly column?: string;
  }[];
  readonly exit: number;
}

const names = readdirSync(SPECIMENS);
const specimens = names.flatMap((name) =>
  existsSync(path.join(SPECIMENS, name, "attend.yaml"))
    ? [name]
    : readdirSync(path.join(SPECIMENS, name)).map((reason) => `${name}/${reason}`),
);

async function attend(folder: string, ...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const { code: exit, ...said } = await runAttend([...args, "--date", "2026-11-23"], { cwd: folder, today: 0 });
  return { exit, ...said };
}

const check = (folder: string): ReturnType<typeof attend> => attend(folder, "check", "--json");

/** The problems as the program gives them: on stdout, or, when it could not even begin, of `attend.yaml` alone. */
function problemsIn(folder: string, { exit, out }: { exit: number; out: string }): readonly ProblemJson[] {
  if (exit < 2) return (JSON.parse(out) as { problems: readonly ProblemJson[] }).problems;
  return readConfig(readFileSync(path.join(folder, "attend.yaml"), "utf8")).problems.map(problemJson);
}

const inOrder = <T extends { readonly code: string; readonly line?: number | null }>(
  some: readonly T[],
): readonly T[] =>
  some.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : (a.line ?? 0) - (b.line ?? 0)));

/** Verbs that tell somebody what to do next, and the few sentences after which there is nothing to do. */
const TO_DO =
  /\b(?:add|ask|change|check|choose|close|compare|complete|correct|did you mean|export|fill in|four digits|indent|install|join|keep|list|make|must|name|needs|open|pick|put|remove|run|say so|swap|take|update|write)\b/i;
const NOTHING_TO_DO = new Set([
  "row-heading-again",
  "row-total",
  "row-blank",
  "row-title",
  "mark-twice",
  "code-lower-case",
  "totals-only",
]);
/** What nobody foresaw is said in the schema's own words. */
const UNFORESEEN = "config-invalid/other";

function expectGoodSentence(code: string, sentence: string, name = code): void {
  expect(sentence).toMatch(/[.?]$/);
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\s{2}|[.:;,]\.|\(\)|“”/);
  expect(sentence.charAt(0)).not.toMatch(/[a-z]/);
  if (!NOTHING_TO_DO.has(code) && name !== UNFORESEEN) expect(sentence).toMatch(TO_DO);
}

it("every code has a specimen, and nothing else is there", () => {
  expect([...names, MADE_HERE].sort()).toEqual(Object.keys(PROBLEMS).sort());
});

it("every reason for which attend.yaml is refused has a specimen", () => {
  const source = readFileSync(WORDS, "utf8");
  const reasons = [...source.slice(source.indexOf("function configWords")).matchAll(/case "([a-z-]+)":/g)].map(
    ([, reason = ""]) => reason,
  );
  expect(readdirSync(path.join(SPECIMENS, "config-invalid")).sort()).toEqual([...reasons, "other"].sort());
});

describe.each(specimens)("%s", (name) => {
  const folder = path.join(SPECIMENS, name);
  const expected = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")) as Expected;

  it("has exactly these problems, in these places", async () => {
    const checked = await check(folder);
    const found = inOrder(problemsIn(folder, checked));
    expect(found.map(({ code, level, file }) => ({ code, level, file }))).toEqual(
      inOrder(expected.problems).map(({ code, level, file }) => ({ code, level, file })),
    );
    inOrder(expected.problems).forEach((each, i) => {
      expect({ line: null, column: null, ...found[i] }).toMatchObject(each);
    });
    expect(checked.exit).toBe(expected.exit);
    expect(expected.problems.map(({ code }) => code)).toContain(name.split("/")[0]);
    for (const { code, level } of expected.problems) expect(level).toBe(PROBLEMS[code as keyof typeof PROBLEMS]);
  });

  it("says so in these words", async () => {
    const found = problemsIn(folder, await check(folder)).filter(({ code }) => code === name.split("/")[0]);
    // A new word is accepted with `npx vitest run test/problems.test.ts -u`, and then read in the diff.
    expect(existsSync(path.join(folder, "say.txt"))).toBe(true);
    await expect(`${found.map((each) => each.say).join("\n")}\n`).toMatchFileSnapshot(path.join(folder, "say.txt"));
    for (const each of found) expectGoodSentence(each.code, each.say, name);
  });

  it("is said on the screen too", async () => {
    const checked = await check(folder);
    for (const each of problemsIn(folder, checked)) expect(checked.err).toContain(each.say);
    if (checked.exit === 2) expect(checked.out).toBe("");
  });
});

describe(MADE_HERE, () => {
  const broken = (): never => {
    throw Object.assign(new Error("EBUSY: resource busy or locked"), { code: "EBUSY" });
  };
  const school = readSchool({ config: "", exports: [{ path: "exports/open.csv", read: broken }], log: "" }, TODAY);
  const problems: readonly Problem[] = school.problems.filter(({ code }) => code === MADE_HERE);

  it("is said of the file, and the others are read", () => {
    expect(problems).toEqual([{ code: MADE_HERE, file: "exports/open.csv", args: { detail: "EBUSY" } }]);
    expect(school.files.map(({ path: file, layout }) => ({ file, layout }))).toEqual([
      { file: "exports/open.csv", layout: null },
    ]);
    for (const each of problems) expectGoodSentence(each.code, say(each));
  });
});

const LEVELS: readonly (readonly [Level, string])[] = [
  ["stop", "Nothing can be done until this is put right"],
  ["left out", "Something was left out, and needs a person"],
  ["note", "Worth knowing"],
];

/** What each specimen makes the program say, all in one list. After new words `-u` is needed twice: this reads `say.txt`. */
function listOfProblems(): string {
  const unreadable = { code: MADE_HERE, file: "exports/open.csv", args: { detail: "EBUSY" } } as const;
  const said = [
    ...specimens.map((name) => [name, readFileSync(path.join(SPECIMENS, name, "say.txt"), "utf8").trim()] as const),
    [MADE_HERE, say(unreadable)] as const,
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sections = LEVELS.map(([level, heading]) => {
    const those = said.filter(([name]) => PROBLEMS[name.split("/")[0] as keyof typeof PROBLEMS] === level);
    const lines = those.map(([name, sentences]) => `- \`${name}\`: ${sentences.split("\n")[0] ?? ""}`);
    return `## ${heading} (${level})\n\n${lines.join("\n")}\n`;
  });
  return [
    "# Everything that attend can find wrong\n",
    "Written by `npx vitest run test/problems.test.ts -u` from the specimens in `fixtures/problems`; do not change it by hand.",
    "Each problem is said with its file, line and column beside it. Names, codes and dates are those of the specimen.\n",
    ...sections,
  ].join("\n");
}

it("all of them can be read in one list", async () => {
  await expect(listOfProblems()).toMatchFileSnapshot(LIST);
});

/** Files of which nothing can be used. Each specimen has one, beside a good register. */
const USELESS = names.filter((name) => name.startsWith("file-") || name === "quote-not-closed");

describe.each(USELESS)("weekly, where there is a %s", (name) => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "attend-problem-"));
    cpSync(path.join(SPECIMENS, name), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const sentences = readFileSync(path.join(SPECIMENS, name, "say.txt"), "utf8").trimEnd();

  it("alone: exit 2, what is wrong, and nothing written", async () => {
    for (const file of ["pupils.csv", "register.csv"]) rmSync(path.join(folder, "exports", file));
    const { exit, out, err } = await attend(folder, "weekly");
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(err).toContain("exports/other.csv");
    expect(err).toContain(sentences);
    expect(existsSync(path.join(folder, "output"))).toBe(false);
  });

  it("beside a good register: exit 1, what is wrong, and the same tables as without it", async () => {
    const table = path.join(folder, "output", "weekly", "2026-11-20", "class-attendance.csv");
    const { exit, err } = await attend(folder, "weekly");
    expect(exit).toBe(1);
    expect(err).toContain(sentences);
    const withIt = readFileSync(table, "utf8");
    rmSync(path.join(folder, "exports", "other.csv"));
    expect((await attend(folder, "weekly")).exit).toBe(0);
    expect(readFileSync(table, "utf8")).toBe(withIt);
  });
});
