/** One piece of work after another, on as many threads as are asked for; results stand in the order of the inputs. */
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parentPort, Worker, workerData } from "node:worker_threads";

/** What a helping thread runs: the program itself, with the same arguments, which then meets `helpOut`. */
const PROGRAM = fileURLToPath(new URL("../../bin/attend.js", import.meta.url));

/** What the threads share: the inputs, and the index of the first that nobody has taken. */
interface Share {
  readonly inputs: readonly string[];
  readonly next: Int32Array;
}

interface Done {
  readonly index: number;
  readonly value: unknown;
}

/** Megabytes in which a thread makes its short-lived values; left to itself it takes three times as much. */
const YOUNG_MB = 16;

/**
 * Does `work` for every input: this thread and `threads - 1` others each take the next one that is left. The others run
 * the program with `args`, which must do the same work for the same input. With one thread no other is begun.
 * `onDone` hears how many are done.
 */
export async function workThrough<T>(
  inputs: readonly string[],
  {
    threads,
    args,
    work,
    onDone,
  }: {
    readonly threads: number;
    readonly args: readonly string[];
    readonly work: (input: string) => T;
    readonly onDone: (done: number) => void;
  },
): Promise<readonly T[]> {
  const share: Share = { inputs, next: new Int32Array(new SharedArrayBuffer(4)) };
  const results = new Map<number, T>();
  const keep = (index: number, value: T): void => {
    results.set(index, value);
    onDone(results.size);
  };
  const helpers = Array.from(
    { length: Math.min(threads, inputs.length) - 1 },
    () =>
      new Worker(PROGRAM, {
        argv: [...args],
        execArgv: [],
        workerData: { share },
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
  );
  let left = helpers.length;
  const helped = new Promise<void>((resolve, reject) => {
    for (const helper of helpers) {
      helper.on("message", ({ index, value }: Done) => {
        keep(index, value as T);
        if (results.size === inputs.length) resolve();
      });
      helper.on("error", reject);
      helper.on("exit", () => {
        if (--left === 0) reject(new Error("A thread ended before its work was done."));
      });
    }
  });
  // A fault of a helper is thrown below, once this thread has done what it took.
  helped.catch(() => {
    Atomics.store(share.next, 0, inputs.length);
  });
  try {
    for (let index = take(share); index !== null; index = take(share)) {
      keep(index, work(inputs[index] ?? ""));
      // Lets the others' results in.
      await setImmediate();
    }
    if (results.size < inputs.length) await helped;
  } finally {
    await Promise.all(helpers.map((helper) => helper.terminate()));
  }
  return inputs.map((_, index) => results.get(index) as T);
}

/** In a thread that helps: takes its part of the work and says true. In the program's own thread: false. */
export function helpOut(work: (input: string) => unknown): boolean {
  const share = shareOf(workerData);
  if (!share || !parentPort) return false;
  for (let index = take(share); index !== null; index = take(share)) {
    parentPort.postMessage({ index, value: work(share.inputs[index] ?? "") } satisfies Done);
  }
  return true;
}

function shareOf(data: unknown): Share | null {
  return typeof data === "object" && data !== null && "share" in data ? (data.share as Share) : null;
}

/** The index of the next input; null when all are taken. */
function take({ inputs, next }: Share): number | null {
  const index = Atomics.add(next, 0, 1);
  return index < inputs.length ? index : null;
}
