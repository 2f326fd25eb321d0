/** Single changes of a file's bytes, drawn by a seeded generator, so that every run draws the same. */
export interface Mutation {
  readonly bytes: Buffer;
  /** For messages: what was done, and where. */
  readonly said: string;
}

/** Numbers from 0 up to, not including, 1; the same for the same seed. Mulberry32. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pickOf<T>(all: readonly T[], next: () => number): T {
  return all[Math.floor(next() * all.length)] as T;
}

/** Bytes that mean something to a reader of exports, and some that should not be there. */
const TELLING = [...Buffer.from('",;\t\r\n\0 -/\\LINOUCY#Z019AP'), 0xff, 0xfe, 0xef, 0x80, 0xa0, 0xc3];

export function mutate(bytes: Buffer, next: () => number): Mutation {
  const at = Math.floor(next() * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  const byte = bytes.subarray(at, at + 1);
  const put = Buffer.of(next() < 0.7 ? pickOf(TELLING, next) : Math.floor(next() * 256));
  const flipped = Buffer.of((byte[0] ?? 0) ^ (1 << Math.floor(next() * 8)));
  const said = (what: string, to = ""): string =>
    `${what} byte ${String(at)} ${JSON.stringify(byte.toString("latin1"))}${to}`;
  const as = (other: Buffer): string => ` → ${JSON.stringify(other.toString("latin1"))}`;
  const kind = Math.floor(next() * 6);
  if (kind === 0) return { bytes: Buffer.concat([before, flipped, after]), said: said("flip", as(flipped)) };
  if (kind === 1) return { bytes: Buffer.concat([before, put, after]), said: said("replace", as(put)) };
  if (kind === 2) return { bytes: Buffer.concat([before, put, byte, after]), said: said("insert before", as(put)) };
  if (kind === 3) return { bytes: Buffer.concat([before, after]), said: said("delete") };
  if (kind === 4) return { bytes: Buffer.concat([before, byte, byte, after]), said: said("duplicate") };
  return withoutLine(bytes, at);
}

function withoutLine(bytes: Buffer, at: number): Mutation {
  const start = at === 0 ? 0 : bytes.lastIndexOf(0x0a, at - 1) + 1;
  const end = bytes.indexOf(0x0a, at);
  const last = end < 0 ? bytes.length : end + 1;
  const line = JSON.stringify(bytes.subarray(start, last).toString("latin1").slice(0, 60));
  return { bytes: Buffer.concat([bytes.subarray(0, start), bytes.subarray(last)]), said: `delete line ${line}` };
}
