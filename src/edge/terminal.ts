/** How results and problems look on the screen. */
import { Chalk, type ChalkInstance } from "chalk";
import Table from "cli-table3";
import { levelOf, type Level, type Problem } from "../problem/problem.ts";
import { placeOf, say } from "../problem/words.ts";

export function chalkFor(colour: boolean): ChalkInstance {
  return new Chalk({ level: colour ? 1 : 0 });
}

/** So many problems are shown in full; the rest are counted. */
const SHOWN = 20;

const HEADINGS: Readonly<Record<Level, string>> = {
  stop: "Stops here",
  "left out": "Needs somebody",
  note: "To know",
};

/** Problems grouped by file, the first 20 in full, worst first; empty when there are none. */
export function renderProblems(problems: readonly Problem[], colour: boolean): string {
  const chalk = chalkFor(colour);
  const order: readonly Level[] = ["stop", "left out", "note"];
  const sorted = order.flatMap((level) => problems.filter((problem) => levelOf(problem) === level));
  const lines: string[] = [];
  let heading = "";
  for (const problem of sorted.slice(0, SHOWN)) {
    const next = `${HEADINGS[levelOf(problem)]} — ${problem.file ?? "all files"}`;
    if (next !== heading) lines.push(`${heading === "" ? "" : "\n"}${chalk.bold(next)}`);
    heading = next;
    const place = placeOf({ ...problem, file: "" })?.replace(/^, /, "") ?? "";
    lines.push(`  ${place === "" ? "" : `${chalk.dim(`${place}:`)} `}${say(problem)}`);
  }
  if (sorted.length > SHOWN) {
    lines.push(`\n… and ${String(sorted.length - SHOWN)} more. \`attend check --json\` lists them all.`);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

export interface ScreenTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, counted from 0. */
  readonly right?: readonly number[];
}

/** A plain table without a grid, as wide as it needs. */
export function renderTable({ head, rows, right = [] }: ScreenTable, colour: boolean): string {
  const chalk = chalkFor(colour);
  const blank = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
  };
  const table = new Table({
    head: head.map((text) => chalk.bold(text)),
    chars: blank,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colAligns: head.map((_, i) => (right.includes(i) ? "right" : "left")),
  });
  for (const row of rows) table.push([...row]);
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}
