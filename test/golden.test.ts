/** Golden school folders: exports in, figures, tiers and tables out. A new case is a new folder, and no code. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { attend } from "./run.ts";
import { dayFromIso } from "../src/register/day.ts";

const SCHOOLS = fileURLToPath(new URL("../fixtures/schools", import.meta.url));
const BIN = fileURLToPath(new URL("../bin/attend.js", import.meta.url));
const DIST = fileURLToPath(new URL("../dist/bundle/attend.cjs", import.meta.url));
const LEAST = 10;
const execute = promisify(execFile);

interface Run {
  readonly args: readonly string[];
  readonly exit: number;
  /** A file of `expected/` that the JSON on stdout must agree with. */
  readonly expect?: string;
  /** Files that the run writes, each with a file of `expected/` for its rows, or null when it only has to be there. */
  readonly files?: Readonly<Record<string, string | null>>;
}

/** Every value that one JSON text may hold. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const situations = readdirSync(SCHOOLS);
const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-golden-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

const readJson = (file: string): Json => JSON.parse(readFileSync(file, "utf8")) as Json;
const runsOf = (situation: string): readonly Run[] =>
  readJson(path.join(SCHOOLS, situation, "run.json")) as unknown as readonly Run[];
const expectedOf = (situation: string, file: string): Json => readJson(path.join(SCHOOLS, situation, "expected", file));

let copies = 0;
function copyOf(situation: string): string {
  const copy = path.join(temporary, `${situation}-${String(copies++)}`);
  cpSync(path.join(SCHOOLS, situation), copy, { recursive: true });
  return copy;
}

function run(folder: string, args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  // The runs name their date; a run that took the clock's would be wrong every other day.
  return attend(args, { cwd: folder, today: dayFromIso("1999-12-31") ?? NaN });
}

/** What a list's element is known by. */
const ID = ["key", "path", "code", "pupil"];

/**
 * Every difference between what is expected and what is there. An object states the keys that matter; a list states
 * every element in order; an object in the place of a list states every element by its key, in any order, with a list
 * where a key comes more than once and "any" where it does not matter. `say includes` looks inside the text `say`.
 */
function differences(wanted: Json, actual: Json | undefined, at: string): readonly string[] {
  if (wanted === "any") return [];
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual)) return [`${at}: a list expected, not ${JSON.stringify(actual)}`];
    const all = actual as readonly Json[];
    if (all.length !== wanted.length) return [`${at}: ${String(wanted.length)} expected, not ${JSON.stringify(all)}`];
    return wanted.flatMap((each: Json, i) => differences(each, all[i], `${at}[${String(i)}]`));
  }
  if (typeof wanted !== "object" || wanted === null || at.endsWith(".codes")) {
    const same = JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(actual));
    return same ? [] : [`${at}: ${JSON.stringify(wanted)} expected, not ${JSON.stringify(actual)}`];
  }
  if (Array.isArray(actual)) return differencesByKey(wanted as Record<string, Json>, actual as readonly Json[], at);
  if (typeof actual !== "object" || actual === null) return [`${at}: missing, ${JSON.stringify(wanted)} expected`];
  const there = actual as Readonly<Record<string, Json>>;
  return Object.entries(wanted).flatMap(([key, each]: [string, Json]) => {
    if (!key.endsWith(" includes")) return differences(each, there[key], `${at}.${key}`);
    const text = JSON.stringify(there[key.replace(/ includes$/, "")]);
    return (each as readonly string[])
      .filter((part) => !text.includes(part))
      .map((part) => `${at}: no “${part}” in “${text}”`);
  });
}

function differencesByKey(
  wanted: Readonly<Record<string, Json>>,
  actual: readonly Json[],
  at: string,
): readonly string[] {
  const byKey = new Map<string, Json[]>();
  for (const each of actual as readonly Readonly<Record<string, Json>>[]) {
    const name = each[ID.find((one) => one in each) ?? ""];
    const id = typeof name === "string" ? name : "";
    byKey.set(id, [...(byKey.get(id) ?? []), each]);
  }
  const extra = [...byKey.keys()].filter((key) => !(key in wanted)).map((key) => `${at}: ${key} was not expected`);
  return [
    ...extra,
    ...Object.entries(wanted).flatMap(([key, each]) =>
      differences(Array.isArray(each) || each === "any" ? each : [each], byKey.get(key) ?? [], `${at}.${key}`),
    ),
  ];
}

function sorted(value: Json | undefined): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The rows of a table by their first cell; `"...": "more"` lets there be others. */
function csvDifferences(wanted: Readonly<Record<string, Json>>, text: string): readonly string[] {
  const rows = parse(text, { bom: true, columns: true, relaxColumnCount: true }) as readonly Record<string, string>[];
  const named = rows.map((row) => ({ key: Object.values(row)[0] ?? "", ...row }));
  const { "...": more, ...listed } = wanted;
  const shown = more === undefined ? named : named.filter(({ key }) => key in listed);
  return differencesByKey(listed, shown, "table");
}

describe.each(situations)("%s", (situation) => {
  it("says what to run, and every expected file is named by a run", () => {
    const runs = runsOf(situation);
    expect(runs.length).toBeGreaterThan(0);
    const named = runs
      .flatMap((each) => [each.expect, ...Object.values(each.files ?? {})])
      .filter((each) => each != null);
    expect([...new Set(named)].sort()).toEqual(readdirSync(path.join(SCHOOLS, situation, "expected")).sort());
  });

  it.each(runsOf(situation).map((each) => ({ ...each, name: each.args.join(" ") })))("attend $name", async (each) => {
    const folder = copyOf(situation);
    const { code, out, err } = await run(folder, each.args);
    expect(err).not.toMatch(/undefined|NaN|\[object/);
    expect({ code, err: code === each.exit ? "" : err }).toEqual({ code: each.exit, err: "" });
    if (each.expect !== undefined) {
      expect(differences(expectedOf(situation, each.expect), JSON.parse(out) as Json, "")).toEqual([]);
    }
    const tables = Object.entries(each.files ?? {}).map(([file, expected]) => {
      const text = readFileSync(path.join(folder, file), "utf8");
      const wanted = expected === null ? {} : (expectedOf(situation, expected) as Record<string, Json>);
      return [file, expected === null ? [] : csvDifferences(wanted, text)] as const;
    });
    expect(tables.filter(([, found]) => found.length > 0)).toEqual([]);
  });
});

it("there are enough situations", () => {
  expect(situations.length).toBeGreaterThanOrEqual(LEAST);
});

const weekly = situations.flatMap((situation) =>
  runsOf(situation)
    .filter(({ args, files }) => args[0] === "weekly" && files)
    .map(({ args }) => ({ situation, args, name: `${situation}: attend ${args.join(" ")}` })),
);

function written(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(path.join(folder, "output"), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((each) => each.isFile())
      .map((each) => [each.name, readFileSync(path.join(each.parentPath, each.name)).toString("latin1")]),
  );
}

describe.each(weekly)("the files of $name", ({ situation, args }) => {
  it("are the same when it is run twice", async () => {
    const folder = copyOf(situation);
    await run(folder, args);
    const first = written(folder);
    await run(folder, args);
    expect(written(folder)).toEqual(first);
    expect(Object.keys(first).length).toBeGreaterThan(1);
  });

  it.skipIf(!existsSync(DIST))("are the same in every time zone", async () => {
    const all = await Promise.all(
      ["UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/London"].map(async (TZ) => {
        const folder = copyOf(situation);
        await execute(process.execPath, [BIN, ...args], { cwd: folder, env: { ...process.env, TZ } });
        return written(folder);
      }),
    );
    for (const each of all) expect(each).toEqual(all[0]);
  });
});
