/** The published figures that a school is compared with: the shipped ones, or the school's own in their place. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CannotGoOn } from "../problem/problem.ts";
import { BENCHMARKS_FILE, readBenchmarks, type Benchmarks } from "../read/benchmarks.ts";

const SHIPPED = fileURLToPath(new URL("../../templates/benchmarks/", import.meta.url));

/** Throws in one sentence, with the line, when the school's own file is not sound. */
export function loadBenchmarks(folder: string): Benchmarks {
  const own = path.join(folder, BENCHMARKS_FILE);
  const newest =
    readdirSync(SHIPPED)
      .filter((name) => name.endsWith(".yaml"))
      .toSorted()
      .at(-1) ?? "";
  const file = existsSync(own) ? own : path.join(SHIPPED, newest);
  const read = readBenchmarks(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  if ("benchmarks" in read) return read.benchmarks;
  throw new CannotGoOn(
    `${BENCHMARKS_FILE}, line ${String(read.line)}: ${read.say} Put it right, or take the file away to use the shipped figures.`,
  );
}
