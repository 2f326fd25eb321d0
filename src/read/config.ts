/** `attend.yaml`: the school, its calendar and its policy, or every fault in it with its line. */
import { isMap, isScalar, LineCounter, parseDocument, type Document, type ParsedNode, type YAMLParseError } from "yaml";
import type * as z from "zod";
import type { Problem } from "../problem/problem.ts";
import type { Calendar } from "../register/calendar.ts";
import { isoOf, type Day } from "../register/day.ts";
import type { Year } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";
import { normaliseHeading } from "./headings.ts";
import type { ReadingRules } from "./rules.ts";
import { BANDS, configSchema, COUNTING, type RawConfig, type Tier, type Trigger } from "./schema.ts";

export const CONFIG_FILE = "attend.yaml";

export interface Policy {
  readonly version: string;
  /** Possible sessions before a percentage can trigger anything. */
  readonly minimumSessions: number;
  readonly review: { readonly weeks: number; readonly countedIn: "calendar" | "school-weeks" };
  readonly triggers: readonly Trigger[];
}

/** A percentage that a pupil's shown figure may not cross; `atMost` lines belong to their lower side. */
export interface ConfigLine {
  readonly percent: number;
  readonly atMost: boolean;
}

export interface Config {
  readonly school: RawConfig["school"];
  readonly calendar: Calendar;
  readonly headline: ReadonlySet<Year>;
  readonly expectation: number;
  readonly target: number;
  /** Lowest first. */
  readonly colours: RawConfig["colours"];
  readonly cupLeavesOut: ReadonlySet<Year>;
  /** Pupils. */
  readonly smallestGroup: number;
  readonly day: RawConfig["day"];
  readonly people: RawConfig["people"];
  readonly policy: Policy;
  readonly letters: RawConfig["letters"];
  readonly exports: RawConfig["exports"];
  /** Local codes and the national ones that they stand for; upper case. */
  readonly codes: ReadonlyMap<string, string>;
  /** Every line of the policy, for showing percentages. */
  readonly lines: readonly ConfigLine[];
}

/** Reads the text of `attend.yaml`. An empty file is a school with every default. */
export function readConfig(text: string): { config: Config | null; problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const problems: Problem[] = document.errors.map((error) =>
    yamlFault(error, counter.linePos(error.pos[0]).line, text),
  );
  if (problems.length > 0) return { config: null, problems };
  const lineAt = (path: readonly PropertyKey[]): number => lineOf(document, counter, path);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    return { config: null, problems: [fault("alias", 1, {})] };
  }
  const parsed = configSchema.safeParse(value);
  if (!parsed.success)
    return {
      config: null,
      problems: parsed.error.issues.flatMap((issue) =>
        explain(issue, lineAt, (path, key) => lineOfKey(document, counter, path, key)),
      ),
    };
  const faults = check(parsed.data, lineAt);
  return faults.length > 0 ? { config: null, problems: faults } : { config: made(parsed.data), problems: [] };
}

function yamlFault({ code, message }: Pick<YAMLParseError, "code" | "message">, line: number, text: string): Problem {
  if (code === "DUPLICATE_KEY") {
    const key = /^\s*(?:- )?([^:#]+):/.exec(text.split("\n")[line - 1] ?? "")?.[1] ?? "";
    return fault("key-twice", line, { key: key.trim() });
  }
  return fault("yaml", line, {
    detail: (message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "").replace(/[.:]$/, ""),
  });
}

function made(raw: RawConfig): Config {
  const { policy } = raw;
  const lines: ConfigLine[] = [
    ...policy.triggers.flatMap(({ from, below }) => [from, below]).filter((n) => n !== undefined),
    raw.expectation,
    ...raw.colours.map(({ from }) => from),
  ].map((percent) => ({ percent, atMost: false }));
  lines.push({ percent: 100 - STATUTE.persistentPercent.value, atMost: true });
  lines.push({ percent: 100 - STATUTE.severePercent.value, atMost: true });
  return {
    school: raw.school,
    calendar: {
      halfTerms: raw.calendar["half-terms"].map(({ name, from, to }) => ({
        key: name ?? isoOf(from),
        from,
        to,
        inferred: false,
      })),
      closed: new Set(raw.calendar.closed),
    },
    headline: new Set(raw["headline-years"]),
    expectation: raw.expectation,
    target: raw.target,
    colours: raw.colours,
    cupLeavesOut: new Set(raw["class-cup"]["leave-out-years"]),
    smallestGroup: raw["smallest-group"],
    day: raw.day,
    people: raw.people,
    policy: {
      version: policy.version,
      minimumSessions: policy["minimum-sessions"].value,
      review: { weeks: policy.review.weeks, countedIn: policy.review["counted-in"] },
      triggers: policy.triggers,
    },
    letters: raw.letters,
    exports: raw.exports,
    codes: new Map(Object.entries(raw.codes).map(([local, code]) => [local.toUpperCase(), code])),
    lines: lines.filter(({ percent }) => percent > 0),
  };
}

/** What the school says of how one file is to be read; the last pattern that fits wins, setting by setting. */
export function rulesFor(path: string, { exports, codes }: Pick<Config, "exports" | "codes">): ReadingRules {
  const fitting = exports.filter((each) => fits(path, each.files));
  return {
    order: fitting.findLast((each) => each["date-order"] !== undefined)?.["date-order"] ?? "day-first",
    layout: fitting.findLast((each) => each.layout !== undefined)?.layout ?? null,
    encoding: fitting.findLast((each) => each.encoding !== undefined)?.encoding ?? null,
    columns: new Map(
      fitting
        .flatMap((each) => Object.entries(each.columns ?? {}))
        .map(([heading, field]) => [normaliseHeading(heading), field]),
    ),
    codes,
  };
}

/** `*` stands for anything within a name; a pattern without a folder fits files in every folder. */
function fits(path: string, pattern: string): boolean {
  const name = pattern.includes("/") ? path.replace(/^exports\//, "") : path.slice(path.lastIndexOf("/") + 1);
  const parts = pattern
    .replace(/^exports\//, "")
    .toLowerCase()
    .split("*");
  const text = name.toLowerCase();
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found = i === parts.length - 1 && i > 0 ? Math.max(text.length - part.length, at) : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found) || (i === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return at === text.length || parts.at(-1) === "";
}

type LineAt = (path: readonly PropertyKey[]) => number;

function fault(reason: string, line: number, args: Record<string, string | number>): Problem {
  return { code: "config-invalid", file: CONFIG_FILE, line, args: { reason, ...args } };
}

/** What the schema cannot see: the order of dates, bands that touch, the numbers that each trigger needs. */
function check(raw: RawConfig, lineAt: LineAt): readonly Problem[] {
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
function lineOfKey(document: Document.Parsed, counter: LineCounter, path: readonly PropertyKey[], key: string): number {
  const group = document.getIn(path, true);
  const pair = isMap(group) ? group.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : null;
  const range = isScalar(pair?.key) ? pair.key.range : null;
  return range ? counter.linePos(range[0]).line : lineOf(document, counter, path);
}

/** The line of a node, or of the nearest one above it that exists. */
function lineOf(document: Document.Parsed, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as ParsedNode | undefined;
    if (node?.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

function explain(
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
    .map((each) => ({ each, edits: edits(word.toLowerCase().replaceAll("_", "-"), each) }))
    .filter(({ each, edits: n }) => n <= Math.max(2, Math.floor(each.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return best?.each ?? null;
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
