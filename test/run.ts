/** Runs the command line in this process, with a made-up terminal and clock. */
import type { Io } from "../src/edge/io.ts";
import { main } from "../src/main.ts";
import { dayFromIso } from "../src/register/day.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The day that every test calls today, unless it says otherwise: a Monday. */
export const TODAY = dayFromIso("2026-11-23") ?? NaN;

export async function attend(args: readonly string[], io: Partial<Io>): Promise<Said> {
  const said = { out: "", err: "" };
  const code = await main(args, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    env: {},
    cwd: "/",
    today: TODAY,
    now: () => ({ day: io.today ?? TODAY, seconds: 10 * 3600, offset: 0 }),
    colour: false,
    width: 100,
    watched: false,
    ask: null,
    ...io,
  });
  return { code, ...said };
}
