/** Runs on a disk that fails on purpose, in this process or in one that is killed, and what must hold of a school folder afterwards. */
import { execFile, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect } from "vitest";
import { on } from "../laws/schools.ts";
import { attend, type Said } from "../run.ts";

const LAYER = path.join(import.meta.dirname, "layer.cjs");
const BIN = path.resolve(import.meta.dirname, "../../bin/attend.js");

/** Whether the program is built, which a process of its own needs. */
export const isBuilt = existsSync(path.resolve(BIN, "../../dist/bundle/attend.cjs"));

/** Every operation where `ATTEND_FAULTS=every`, else a sample that has the first and the last, among which log and lock are. */
export const isEvery = process.env["ATTEND_FAULTS"] === "every";

/** What the layer takes: the nth operation in a folder, or all from it on, and what happens there. */
export interface Fault {
  /** From 1; 0 for never. */
  readonly at: number;
  /** A code such as `ENOSPC`; or what is done just before. */
  readonly how?: string | ((operation: string) => void);
  readonly from?: boolean;
  /** A pattern of the operations that count: `^renameSync .* to output/due.html$`. */
  readonly only?: string;
}

interface Counted {
  readonly count: number;
  readonly operations: readonly string[];
}

const layer = createRequire(import.meta.url)(LAYER) as {
  arm(fault: Fault & { readonly folder: string }): void;
  disarm(): Counted;
};

export const TODAY = "2026-11-18";

/** One command in this process, on the disk of this fault; and the operations that it came to. */
export async function failing(
  folder: string,
  args: readonly string[],
  fault: Fault,
  today = TODAY,
): Promise<Said & Counted> {
  layer.arm({ ...fault, folder });
  let counted: Counted | null = null;
  try {
    const said = await run(folder, args, today);
    counted = layer.disarm();
    return { ...said, ...counted };
  } finally {
    if (counted === null) layer.disarm();
  }
}

/** One command in this process, on a sound disk. */
export function run(folder: string, args: readonly string[], today = TODAY): Promise<Said> {
  return attend([...args], { cwd: folder, today: on(today) });
}

/** How a process of its own ended; the code is null when it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly operations: number;
  readonly err: string;
}

/** One command in a process of its own, killed at the nth operation (0: not at all). */
export function killed(folder: string, args: readonly string[], at: number, today = TODAY): Ended {
  const { status, signal, stderr } = spawnSync(process.execPath, argvOf(args, today), {
    ...placeOf(folder, at),
    encoding: "utf8",
  });
  return endedOf(signal === null ? status : null, stderr);
}

/** The same, while other things go on. */
export function killedMeanwhile(folder: string, args: readonly string[], at: number, today: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, argvOf(args, today), placeOf(folder, at), (error, _, stderr) => {
      resolve(endedOf(error === null ? 0 : typeof error.code === "number" ? error.code : null, stderr));
    });
  });
}

function argvOf(args: readonly string[], today: string): string[] {
  return ["--require", LAYER, BIN, ...args, "--date", today];
}

function placeOf(folder: string, at: number): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  return { cwd: folder, env: { ...process.env, FAULT: JSON.stringify({ folder, at, how: "kill" }) } };
}

function endedOf(code: number | null, err: string): Ended {
  return { code, operations: Number(/OPERATIONS (\d+)/.exec(err)?.[1] ?? 0), err };
}

/** 1 to `count`, or a sample of about so many in which the first and the last are. */
export function someOf(count: number, about: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  if (isEvery || count <= about) return all;
  const third = Math.ceil(about / 3);
  const stride = Math.ceil((count - 2 * third) / third);
  return all.filter((n) => n <= third || n > count - third || n % stride === 0);
}

/** A copy of a school folder. */
export function copyOf(school: string, to: string): string {
  cpSync(school, to, { recursive: true });
  return to;
}

export function logText(folder: string): string {
  const file = path.join(folder, "records", "log.jsonl");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The whole lines of the log. */
export function logLines(folder: string): readonly Readonly<Record<string, unknown>>[] {
  return logText(folder)
    .split("\n")
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as Readonly<Record<string, unknown>>];
      } catch {
        return [];
      }
    });
}

/** Nothing is in the log without its file, and what stood there before stands there still. */
export function expectSoundLog(folder: string, before: string): void {
  expect(logText(folder).startsWith(before)).toBe(true);
  for (const { kind, files } of logLines(folder)) {
    if (kind !== "letter") continue;
    expect(files).not.toEqual([]);
    for (const file of files as readonly string[]) expect(existsSync(path.join(folder, file)), file).toBe(true);
  }
}

/** No temporary file, no lock. */
export function expectTidy(folder: string): void {
  const left = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(left.filter((name) => /\.tmp$|\.attend-/.test(name))).toEqual([]);
}

/** A sentence for a person, and no stack trace. */
export function expectSentence(said: Said): void {
  expect(said.err).toMatch(/^[^\n]*[A-Z][^\n]*[.?]\n/m);
  expect(said.err).not.toMatch(/undefined|\bat .*:\d+:\d+|\[object/);
}
