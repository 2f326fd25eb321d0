/** Large exports read by several threads at once, with exactly the outcome that one thread has. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { MessagePort, Worker } from "node:worker_threads";
import { CannotGoOn } from "../problem/problem.ts";
import { Lanes } from "../read/lane.ts";
import type { Gathered } from "../read/layout.ts";
import { buffersOf, ParcelReader, unpack, type Parcel } from "../read/parcel.ts";
import type { ReadingRules } from "../read/rules.ts";
import { readInTurn, readSource, type ExportSource, type ReadAll, type RuledSource } from "../read/source.ts";
import type { ByteStream } from "../read/window.ts";
import { exportSource } from "./folder.ts";

/** Opened only for a school that needs it: it costs every start some milliseconds. */
const threads = (): typeof import("node:worker_threads") => process.getBuiltinModule("node:worker_threads");

/** What a helping thread runs: the program itself, which then meets `helpRead`. */
const PROGRAM = fileURLToPath(new URL("../../bin/attend.js", import.meta.url));
/** Its only argument; `src/main.ts` knows it. */
const READER = "reader";

/** Bytes. Smaller files are read before another thread has got going. */
const LARGE = 4_000_000;
/** Bytes of large files for each thread. */
const BYTES_PER_READER = 100_000_000;
/** More readers than this gain little on the disk of an office, and each takes memory. */
const MOST_AT_ONCE = 4;
/** Megabytes in which a thread makes its short-lived values; left to itself it takes three times as much. */
const YOUNG_MB = 16;
/** Milliseconds without a sign of life, after which a thread is given up; what it had taken is read here after all. */
const PATIENCE = 15_000;

/** What becomes of a file: nobody has taken it yet; it is being read; it was read; the main thread must read it itself. */
const FREE = 0;
const TAKEN = 1;
const READ = 2;
const RETURNED = 3;

/** What a helper is given. `states[0]` counts signs of life, `states[1 + i]` is the state of file `i`. */
interface Job {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly rules: ReadingRules }[];
  readonly states: Int32Array;
  readonly port: MessagePort;
}

interface Sent {
  readonly file: number;
  readonly parcel: Parcel;
}

export interface Crew {
  readonly readers: number;
  /** Hears which file is being waited for. */
  readonly onFile: (file: string) => void;
  readonly program?: string;
  /** Milliseconds. */
  readonly patience?: number;
}

/**
 * Reads the exports of a school folder: with several threads where that is faster, or with as many as the environment says
 * in `ATTEND_READERS`.
 */
export function readAllOf(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  onFile: (file: string) => void,
): ReadAll {
  return (sources, gathered) => {
    const readers = given(env["ATTEND_READERS"]) ?? readersFor(sources.map(({ source }) => source));
    return readers < 2 ? readInTurn(sources, gathered) : readTogether(folder, sources, gathered, { readers, onFile });
  };
}

/** How many threads are worth their start: one for each large file, while there is enough to read for each. */
export function readersFor(sources: readonly Pick<ExportSource, "size">[], cores = availableParallelism()): number {
  const large = sources.map(({ size = 0 }) => size).filter((size) => size >= LARGE);
  const bytes = large.reduce((sum, size) => sum + size, 0);
  return Math.max(1, Math.min(cores, MOST_AT_ONCE, large.length, Math.floor(bytes / BYTES_PER_READER)));
}

function given(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new CannotGoOn(`ATTEND_READERS is a number from 1 to 99, such as 2, not “${text}”.`);
}

/**
 * Reads all files with `readers` threads. This one goes from the first on, and reads as though it were alone; the others
 * come from the last, and what they have read is added where they meet.
 */
export function readTogether(
  folder: string,
  sources: readonly RuledSource[],
  gathered: Gathered,
  { readers, onFile, program = PROGRAM, patience = PATIENCE }: Crew,
): ReturnType<ReadAll> {
  const states = new Int32Array(new SharedArrayBuffer(4 * (sources.length + 1)));
  const job = { folder, files: sources.map(({ source, rules }) => ({ path: source.path, rules })), states };
  const helpers = Array.from({ length: Math.min(readers, sources.length) - 1 }, () => new Helper(program, job));
  const lanes = new Lanes();
  const parcels = new Map<number, Parcel>();
  let patient = patience;
  /** The parcel of a file that a helper has taken, once it is there; null when the file has to be read here. */
  const parcelOf = (file: number): Parcel | null => {
    for (;;) {
      const signs = Atomics.load(states, 0);
      const state = Atomics.load(states, 1 + file);
      for (const helper of helpers) for (const sent of helper.received()) parcels.set(sent.file, sent.parcel);
      const parcel = parcels.get(file);
      if (parcel || state !== TAKEN) return parcel ?? null;
      const waited = Atomics.wait(states, 0, signs, patient);
      if (waited !== "timed-out" || Atomics.load(states, 0) !== signs) continue;
      // Nobody is left who works; there is no need to wait as long for the next file.
      patient = 0;
      return null;
    }
  };
  try {
    return sources.map((each, file) => {
      if (takes(states, file)) return readSource(each, file, gathered, lanes);
      onFile(each.source.path);
      const parcel = parcelOf(file);
      parcels.delete(file);
      return parcel ? unpack(parcel, gathered) : readSource(each, file, gathered, lanes);
    });
  } finally {
    for (const helper of helpers) helper.dismiss();
  }
}

/** A thread that helps, if it can be had; whatever becomes of it, this thread reads what it does not. */
class Helper {
  readonly #worker: Worker | null;
  readonly #port: MessagePort;

  constructor(program: string, job: Omit<Job, "port">) {
    const { MessageChannel } = threads();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = started(program, { ...job, port: port2 });
  }

  *received(): Iterable<Sent> {
    const { receiveMessageOnPort } = threads();
    for (let got = receiveMessageOnPort(this.#port); got; got = receiveMessageOnPort(this.#port)) {
      yield got.message as Sent;
    }
  }

  dismiss(): void {
    this.#port.close();
    void this.#worker?.terminate();
  }
}

function started(program: string, job: Job): Worker | null {
  try {
    const { Worker } = threads();
    const worker = new Worker(program, {
      argv: [READER],
      execArgv: [],
      workerData: { job },
      transferList: [job.port],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    // A fault of ours comes up again when this thread reads the file itself.
    worker.on("error", () => undefined);
    return worker;
  } catch {
    return null;
  }
}

/** In a thread that helps to read: reads what nobody has taken and says true. In the program's own thread: false. */
export function helpRead(): boolean {
  const job = jobOf(threads().workerData);
  if (!job) return false;
  const { folder, files, states, port } = job;
  const reader = new ParcelReader();
  const sign = (): void => void Atomics.add(states, 0, 1);
  for (const [file, { path, rules }] of [...files.entries()].toReversed()) {
    if (!takes(states, file)) continue;
    let parcel: Parcel | null = null;
    try {
      parcel = reader.read({ source: watched(exportSource(folder, path, sign), sign), rules }, file);
      if (parcel) port.postMessage({ file, parcel } satisfies Sent, [...buffersOf(parcel)]);
    } finally {
      Atomics.store(states, 1 + file, parcel ? READ : RETURNED);
      sign();
      Atomics.notify(states, 0);
    }
  }
  port.close();
  return true;
}

function jobOf(data: unknown): Job | null {
  return typeof data === "object" && data !== null && "job" in data ? (data.job as Job) : null;
}

/** Takes a file for the thread that asks; false when another has it. */
function takes(states: Int32Array, file: number): boolean {
  return Atomics.compareExchange(states, 1 + file, FREE, TAKEN) === FREE;
}

/** A source that gives a sign of life with everything that comes of it. */
function watched(source: ExportSource, sign: () => void): ExportSource {
  const { open } = source;
  if (!open) return source;
  return {
    ...source,
    open: (): ByteStream => {
      const stream = open();
      return {
        ...stream,
        fill: (into, at) => {
          sign();
          return stream.fill(into, at);
        },
      };
    },
  };
}
