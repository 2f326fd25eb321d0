/** `output/last-run.json`: of each command that runs by itself, when it last began and how it ended. */
import { momentFrom, stampOf, type Moment } from "../../register/moment.ts";
import { dayFromIso, isoOf, type Day } from "../../register/day.ts";
import { readTimes, timesWords, type Times } from "./times.ts";

export interface LastRun {
  /** When it should run; null when nobody planned it. */
  readonly planned: Times | null;
  /** Since when that stands: times before it were never missed. */
  readonly since: Moment | null;
  /** Null before the first run. */
  readonly started: Moment | null;
  /** Null while it runs, or when it never finished. */
  readonly ended: Moment | null;
  readonly exit: number | null;
  /** Why it was not done, without anybody's name; null when it was. */
  readonly why: string | null;
  readonly version: string | null;
  /** The newest school day of the exports that it read. */
  readonly newestMark: Day | null;
}

export type LastRuns = Readonly<Record<string, LastRun>>;

export const NEVER_RUN: LastRun = {
  planned: null,
  since: null,
  started: null,
  ended: null,
  exit: null,
  why: null,
  version: null,
  newestMark: null,
};

/** As JSON, one entry a command. */
export function renderLastRuns(runs: LastRuns): string {
  const stamp = (moment: Moment | null): string | null => (moment === null ? null : stampOf(moment));
  const entries = Object.entries(runs).map(([command, run]) => [
    command,
    {
      planned: run.planned === null ? null : timesWords(run.planned),
      since: stamp(run.since),
      started: stamp(run.started),
      ended: stamp(run.ended),
      exit: run.exit,
      why: run.why,
      version: run.version,
      newestMark: run.newestMark === null ? null : isoOf(run.newestMark),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Reads it back; nothing of a file that is damaged, because the next run writes it anew. */
export function readLastRuns(text: string): LastRuns {
  try {
    const all = JSON.parse(text) as unknown;
    if (!isRecord(all)) return {};
    return Object.fromEntries(
      Object.entries(all).flatMap(([command, run]) => (isRecord(run) ? [[command, readRun(run)]] : [])),
    );
  } catch {
    return {};
  }
}

function readRun(run: Readonly<Record<string, unknown>>): LastRun {
  const text = (key: string): string | null => {
    const value = run[key];
    return typeof value === "string" ? value : null;
  };
  const moment = (key: string): Moment | null => momentFrom(text(key) ?? "");
  return {
    planned: readTimes(text("planned") ?? ""),
    since: moment("since"),
    started: moment("started"),
    ended: moment("ended"),
    exit: typeof run["exit"] === "number" ? run["exit"] : null,
    why: text("why"),
    version: text("version"),
    newestMark: dayFromIso(text("newestMark") ?? ""),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
