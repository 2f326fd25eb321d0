/** The terminal, the environment and the clock: all that `main` touches of the world besides files. */
import { dayOf, type Day } from "../register/day.ts";
import type { Moment } from "../register/moment.ts";

export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The day on this PC's clock. */
  readonly today: Day;
  /** The moment on this PC's clock, which goes on while a command runs. */
  readonly now: () => Moment;
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether a person is watching, so that progress is worth showing. */
  readonly watched: boolean;
  /** Asks whoever sits at the terminal; null when nobody does. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

/** The real world. The clock is read here. */
export function realIo(): Io {
  // Whoever reads our output may stop early, as `head` does; that is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const tty = process.stdout.isTTY;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    today: momentNow().day,
    now: momentNow,
    colour: tty && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb",
    width: process.stdout.columns || 100,
    watched: process.stderr.isTTY,
    ask: tty && process.stdin.isTTY ? ask : null,
  };
}

function momentNow(): Moment {
  const now = new Date();
  return {
    day: dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0,
    seconds: now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds(),
    offset: -now.getTimezoneOffset(),
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
