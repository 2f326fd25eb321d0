/** What is wrong with `attend.yaml`: what the schema sees, and what only the whole file shows. */
import { isMap, isScalar, type Document, type LineCounter, type ParsedNode } from "yaml";
import type * as z from "zod";
import { excerptOf, type Problem } from "../problem/problem.ts";
import { isoOf, type Day } from "../register/day.ts";
import { BANDS, CONFIG_FILE, COUNTING, type Tier } from "./names.ts";
import { configSchema, type RawConfig } from "./schema.ts";

/** Characters of what stands in the file. */
const LONGEST_SHOWN = 200;

export type LineAt = (path: readonly PropertyKey[]) => number;

export function fault(reason: string, line: number, args: Readonly<Record<string, string | number>>): Problem {
  return { code: "config-invalid", file: CONFIG_FILE, line, args: { reason, ...shortened(args) } };
}

/** What stands in the file is shown short; the list of what may stand there is ours. */
function shortened(args: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" && name !== "values" ? excerptOf(value, LONGEST_SHOWN) : value,
    ]),
  );
}

/** What the schema cannot see: the order of dates, bands that touch, the numbers that each trigger needs. */
export function checkConfig(raw: RawConfig, lineAt: LineAt): readonly Problem[] {
  const faults: Problem[] = [];
  let last: { to: Day; name: string } | null = null;
  raw.calendar["half-terms"].forEach(({ name, from, to }, i) => {
    const at = lineAt(["calendar", "half-terms", i]);
    const called = name ?? isoOf(from);
    if (to < from) faults.push(fault("half-term-backwards", at, { name: called, from: isoOf(from), to: isoOf(to) }));
    else if (last && from <= last.to) {
      faults.push(
        fault("half-term-overlap", at, { name: called, other: last.name, from: isoOf(from), to: isoOf(last.to) }),
      );
    }
    last = { to, name: called };
  });
  raw.policy.triggers.forEach((trigger, i) => {
    const at = lineAt(["policy", "triggers", i]);
    const counts = COUNTING.includes(trigger.trigger);
    const isBand = BANDS.includes(trigger.trigger);
    const needs = counts ? "at-least" : "from and below";
    const has = counts ? trigger["at-least"] !== undefined : trigger.from !== undefined && trigger.below !== undefined;
    if ((counts || isBand) && !has) faults.push(fault("trigger-needs", at, { trigger: trigger.trigger, needs }));
    const extra = [
      !counts && trigger["at-least"] !== undefined ? "at-least" : null,
      !isBand && trigger.from !== undefined ? "from" : null,
      !isBand && trigger.below !== undefined ? "below" : null,
    ].find((each) => each !== null);
    if (extra !== undefined) faults.push(fault("trigger-extra", at, { trigger: trigger.trigger, key: extra }));
    if (trigger.tier === ("all" satisfies Tier))
      faults.push(fault("trigger-tier-all", at, { trigger: trigger.trigger }));
  });
  if (faults.length === 0) faults.push(...checkBands(raw, lineAt), ...checkColours(raw, lineAt));
  return faults;
}

function checkBands(raw: RawConfig, lineAt: LineAt): readonly Problem[] {
  const faults: Problem[] = [];
  const bands = raw.policy.triggers
    .map((trigger, i) => ({ name: trigger.trigger, from: trigger.from ?? 0, below: trigger.below ?? 0, i }))
    .filter(({ name }) => BANDS.includes(name))
    .toSorted((a, b) => a.from - b.from);
  bands.forEach((band, n) => {
    const at = lineAt(["policy", "triggers", band.i]);
    if (band.below <= band.from) {
      faults.push(fault("band-backwards", at, { trigger: band.name, from: band.from, below: band.below }));
      return;
    }
    const under = bands[n - 1];
    if (under && under.below < band.from) {
      faults.push(
        fault("band-gap", at, { trigger: band.name, other: under.name, from: band.from, below: under.below }),
      );
    } else if (under && under.below > band.from) {
      faults.push(
        fault("band-overlap", at, { trigger: band.name, other: under.name, from: band.from, below: under.below }),
      );
    }
  });
  return faults;
}

function checkColours({ colours }: RawConfig, lineAt: LineAt): readonly Problem[] {
  const at = lineAt(["colours"]);
  if (colours[0]?.from !== 0) return [fault("colours-start", at, { from: colours[0]?.from ?? 0 })];
  const wrong = colours.findIndex(({ from }, i) => i > 0 && from <= (colours[i - 1]?.from ?? 0));
  return wrong < 0
    ? []
    : [fault("colours-order", lineAt(["colours", wrong]), { colour: colours[wrong]?.colour ?? "" })];
}

/** The line on which a key of a group stands, rather than its value. */
export function lineOfKey(
  document: Document.Parsed,
  counter: LineCounter,
  path: readonly PropertyKey[],
  key: string,
): number {
  const group = document.getIn(path, true);
  const pair = isMap(group) ? group.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : null;
  const range = isScalar(pair?.key) ? pair.key.range : null;
  return range ? counter.linePos(range[0]).line : lineOf(document, counter, path);
}

/** The line of a node, or of the nearest one above it that exists. */
export function lineOf(document: Document.Parsed, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as ParsedNode | undefined;
    if (node?.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

export function explainIssue(
  issue: z.core.$ZodIssue,
  lineAt: LineAt,
  lineOfUnknown: (path: readonly PropertyKey[], key: string) => number,
): readonly Problem[] {
  const path = issue.path
    .map(String)
    .filter((part) => !/^\d+$/.test(part))
    .join(" → ");
  const key = issue.path.findLast((part) => typeof part === "string") ?? "";
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((unknown) => {
      const near = nearest(unknown, keysAt(issue.path));
      return fault("unknown-key", lineOfUnknown(issue.path, unknown), { key: unknown, path, near: near ?? "" });
    });
  }
  const at = lineAt(issue.path);
  if (issue.message === "not-a-date") return [fault("not-a-date", at, { key, path })];
  if (issue.message === "one-decimal") return [fault("one-decimal", at, { key, path })];
  if (issue.message === "not-a-time") return [fault("not-a-time", at, { key, path })];
  if (issue.code === "invalid_value")
    return [fault("one-of", at, { key, path, values: issue.values.map(String).join(", ") })];
  if (issue.code === "invalid_type") {
    const missing = issue.message.endsWith("received undefined");
    return [
      fault(missing ? "missing-key" : "wrong-type", at, {
        key,
        path,
        expected: issue.expected,
        entry: typeof issue.path.at(-1) === "number" ? 1 : 0,
      }),
    ];
  }
  if (issue.code === "too_small" || issue.code === "too_big") {
    if (issue.origin === "array") return [fault("empty", at, { key, path })];
    const bound =
      BOUNDS[key] ??
      (issue.code === "too_small" ? `${String(issue.minimum)} or more` : `${String(issue.maximum)} or less`);
    return [fault("range", at, { key, path, bound })];
  }
  return [fault("other", at, { key, path, detail: issue.message })];
}

const PERCENT = "a percentage from 0 to 100 with at most one decimal, such as 96.5";
const BOUNDS: Readonly<Record<string, string>> = {
  expectation: PERCENT,
  target: PERCENT,
  from: PERCENT,
  below: PERCENT,
};

/** The keys that may stand at a path, for suggesting the one that was meant. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = configSchema;
  for (const part of path) schema = typeof part === "number" ? elementOf(schema) : shapeOf(schema)?.[String(part)];
  return Object.keys(shapeOf(schema) ?? {});
}

interface Def {
  readonly def?: { readonly innerType?: unknown; readonly shape?: Record<string, unknown>; readonly element?: unknown };
}

function unwrapped(schema: unknown): Def["def"] {
  let def = (schema as Def | undefined)?.def;
  while (def?.innerType !== undefined) def = (def.innerType as Def).def;
  return def;
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return unwrapped(schema)?.shape;
}

function elementOf(schema: unknown): unknown {
  return unwrapped(schema)?.element;
}

/** The key that is fewest single-letter edits away, if that is at most two, or a third of its length. */
export function nearest(word: string, among: readonly string[]): string | null {
  const [best] = among
    .filter((each) => Math.abs(each.length - word.length) <= allowedEdits(each))
    .map((each) => ({ each, edits: edits(word.toLowerCase().replaceAll("_", "-"), each) }))
    .filter(({ each, edits: n }) => n <= allowedEdits(each))
    .toSorted((a, b) => a.edits - b.edits);
  return best?.each ?? null;
}

function allowedEdits({ length }: string): number {
  return Math.max(2, Math.floor(length / 3));
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
