/** This PC as its scheduler sees it: which system, which account, which program, and how another program is run. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export interface Machine {
  readonly platform: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The number of the account; -1 on Windows. */
  readonly uid: number;
  /** Node and the script that is running, absolute: the same ones are put into a schedule. */
  readonly program: readonly string[];
  readonly hasSystemd: boolean;
  /** Runs a program without a shell, waits for it, and gives it `input`. */
  readonly run: (command: string, args: readonly string[], input?: Uint8Array) => Ran;
}

export interface Ran {
  /** Null when there is no such program, or it was stopped. */
  readonly code: number | null;
  readonly out: Buffer;
  /** What it complained of, on one line. */
  readonly err: string;
}

export function realMachine(): Machine {
  return {
    platform: process.platform,
    home: os.homedir(),
    env: process.env,
    uid: process.getuid?.() ?? -1,
    program: [process.execPath, path.resolve(process.argv[1] ?? "")],
    hasSystemd: existsSync("/run/systemd/system"),
    run: (command, args, input) => {
      // A program that could not be started has no streams, whatever the types say.
      const ran: Started = spawnSync(command, args, { input, windowsHide: true });
      const said = (ran.stderr ?? "").toString().replace(/\s+/g, " ").trim();
      return { code: ran.status, out: ran.stdout ?? Buffer.alloc(0), err: said };
    },
  };
}

interface Started {
  readonly status: number | null;
  readonly stdout: Buffer | null;
  readonly stderr: Buffer | null;
}
