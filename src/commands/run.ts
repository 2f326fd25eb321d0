/** Running a command: with its lock where it writes, and with the record of runs. */
import { findSchool } from "../edge/folder.ts";
import type { Io } from "../edge/io.ts";
import { lockFolder } from "../edge/lock.ts";
import { contextOf, type Context, type ExitCode, type GlobalOptions } from "./context.ts";
import { doing } from "./doing.ts";
import { recorded, type Asked } from "./recorded.ts";

/** A command; commander gives its options as they were typed, in the shape that its own file declares. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Run = (context: Context, options: any, args: readonly string[]) => ExitCode | Promise<ExitCode>;

/** Runs a command and gives its exit code. `asked`: which, and with what options and arguments of its own. */
export async function runCommand(io: Io, options: GlobalOptions, asked: Asked, command: Run): Promise<ExitCode> {
  const context = contextOf(io, options);
  const work = async (): Promise<ExitCode> => {
    const writes = doing(asked.command, asked.options, asked.args);
    const lock = writes === null ? null : lockFolder(findSchool(io, options.school), writes);
    try {
      return await command(context, asked.options, asked.args);
    } finally {
      lock?.release();
    }
  };
  return await recorded(io, { ...asked, context, work });
}
