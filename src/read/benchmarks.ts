/** Published attendance figures, and which of them may stand beside a school's own: like with like, or none. */
import * as z from "zod";
import { configWords } from "../problem/config-words.ts";
import { excerptOf } from "../problem/problem.ts";
import { weekNumberOf, type Day } from "../register/day.ts";
import { TERM_NAMES, type TermName } from "../register/terms.ts";
import { lineOf } from "./config-faults.ts";
import { day } from "./shapes.ts";
import { FIGURES_LIMITS, openYaml } from "./yaml.ts";

/** A school's own figures, in its folder, in place of the shipped ones. */
export const BENCHMARKS_FILE = "benchmarks.yaml";

export const MEASURES = ["attendance", "absence", "authorised", "unauthorised", "persistent", "severe"] as const;
export type Measure = (typeof MEASURES)[number];

const percent = z.number().min(0).max(100).optional();

const setSchema = z.strictObject({
  period: z.enum(["year", "two-terms", "term", "week"]),
  "academic-year": z.string().regex(/^\d{4}\/\d{2}$/),
  term: z.enum(TERM_NAMES).optional(),
  week: z.int().min(1).max(53).optional(),
  from: day.optional(),
  to: day.optional(),
  phase: z.enum(["primary", "secondary", "special", "all"]),
  pupils: z.string().default("Years 1 to 6"),
  source: z.string().min(1),
  edition: z.string().min(1),
  published: day.optional(),
  licence: z.string().min(1),
  figures: z.array(
    z.strictObject({
      area: z.string().min(1),
      level: z.enum(["country", "region", "authority"]),
      ...(Object.fromEntries(MEASURES.map((measure) => [measure, percent])) as Record<Measure, typeof percent>),
    }),
  ),
});
const fileSchema = z.strictObject({ sets: z.array(setSchema) });

type FigureSet = z.infer<typeof setSchema>;

/** One published figure. */
export interface Benchmark extends Omit<FigureSet, "figures"> {
  readonly area: string;
  readonly level: "country" | "region" | "authority";
  readonly measure: Measure;
  /** Percent, with the decimals that were published: at most two. */
  readonly value: number;
}

export type Benchmarks = readonly Benchmark[];

/** Every figure of a file, or its first fault as a sentence, with the line. */
export function readBenchmarks(text: string): { benchmarks: Benchmarks } | { line: number; say: string } {
  const opened = openYaml(text, FIGURES_LIMITS);
  if ("faults" in opened) {
    const [first] = opened.faults;
    return { line: first?.line ?? 1, say: configWords({ ...first?.args, reason: first?.reason ?? "" }) };
  }
  const { document, counter, value } = opened;
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
    const key = path.findLast((part) => typeof part === "string") ?? "sets";
    const say =
      unknown === undefined
        ? `“${key}” must be ${EXPECTED[key] ?? "given"}.`
        : `“${excerptOf(key)}” is not known here.`;
    return { line: lineOf(document, counter, path), say };
  }
  for (const [i, { period, term, week }] of parsed.data.sets.entries()) {
    const lacks = (period === "term" && term === undefined) || (period === "week" && week === undefined);
    if (lacks) return { line: lineOf(document, counter, ["sets", i]), say: `a set of a ${period} needs “${period}”.` };
  }
  return { benchmarks: parsed.data.sets.flatMap(figuresOfSet) };
}

const PERCENT = "a percentage from 0 to 100, such as 94.72";
const DATE = "a date that exists, such as 2025-09-08";
const EXPECTED: Readonly<Record<string, string>> = {
  sets: "a list of sets, each after a dash",
  figures: "a list of figures, each after a dash",
  period: "year, two-terms, term or week",
  "academic-year": "a school year such as 2025/26",
  term: TERM_NAMES.join(", "),
  week: "the number of a week, 1 to 53",
  phase: "primary, secondary, special or all",
  level: "country, region or authority",
  area: "the name of the country, region or local authority",
  from: DATE,
  to: DATE,
  published: DATE,
  source: "the name of what the figures were taken from",
  edition: "which edition the figures are of",
  licence: "the licence under which they are published",
  pupils: "words, such as Years 1 to 6",
  ...Object.fromEntries(MEASURES.map((measure) => [measure, PERCENT])),
};

function figuresOfSet({ figures, ...set }: FigureSet): Benchmarks {
  return figures.flatMap(({ area, level, ...values }) =>
    MEASURES.flatMap((measure): Benchmark[] => {
      const value = values[measure];
      return value === undefined ? [] : [{ ...set, area, level, measure, value }];
    }),
  );
}

/** A part of the school year: a figure may only be compared with one of the same part. */
export type Part =
  | { readonly period: "year" }
  | { readonly period: "term"; readonly term: TermName }
  | { readonly period: "week"; readonly week: number };

/**
 * The figures to put beside a school's own of Years 1 to 6: the same measure, primary schools, the same part of the year, the
 * newest edition; of the school's local authority, then of England. Either may be missing.
 */
export function benchmarksLike(
  benchmarks: Benchmarks,
  measure: Measure,
  authority: string,
  part: Part,
): readonly Benchmark[] {
  const like = benchmarks.filter(
    (each) =>
      each.measure === measure &&
      each.phase === "primary" &&
      each.pupils === "Years 1 to 6" &&
      each.period === part.period &&
      (part.period !== "term" || each.term === part.term) &&
      (part.period !== "week" || each.week === part.week),
  );
  const here = plainName(authority);
  const local = like.filter(({ level, area }) => level === "authority" && here !== "" && plainName(area) === here);
  return [local, like.filter(({ level }) => level === "country")].flatMap((some) =>
    some.toSorted(newestFirst).slice(0, 1),
  );
}

/** The DfE's attendance in the same week of the year as the one that begins on a Monday. */
export function weekBenchmark(benchmarks: Benchmarks, authority: string, monday: Day): readonly Benchmark[] {
  return benchmarksLike(benchmarks, "attendance", authority, { period: "week", week: weekNumberOf(monday) });
}

function newestFirst(a: Benchmark, b: Benchmark): number {
  if (a["academic-year"] !== b["academic-year"]) return a["academic-year"] < b["academic-year"] ? 1 : -1;
  return (b.published ?? b.to ?? 0) - (a.published ?? a.to ?? 0);
}

/** `94.72`: as it was published, to two decimals. */
export function benchmarkShown({ value }: Pick<Benchmark, "value">): string {
  return value.toFixed(2);
}

const NOT_PART_OF_THE_NAME = new Set(
  "the royal borough county city metropolitan district unitary authority council local of and".split(" "),
);
const ALSO_CALLED: Readonly<Record<string, string>> = { hull: "kingston upon hull" };

/** A local authority's name without the words that are sometimes left out: `Derbyshire County Council` is Derbyshire. */
function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/london borough/g, "")
    .replace(/[^a-z]+/g, " ")
    .split(" ")
    .filter((word) => word !== "" && !NOT_PART_OF_THE_NAME.has(word))
    .join(" ");
  return ALSO_CALLED[plain] ?? plain;
}
