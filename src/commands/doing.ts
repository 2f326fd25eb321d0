/** Which commands write, so that nobody else writes in the school folder meanwhile, and what is said of them to others. */

interface Asked {
  readonly dryRun?: boolean;
  readonly writeMapping?: boolean;
  readonly yes?: boolean;
  readonly undo?: unknown;
  readonly from?: unknown;
}

export const PURGING = "removing old records";

/** “Mrs Marsh is writing letters”; null when others need not wait. */
type Doing = (options: Asked, args: readonly string[]) => string | null;

const DOING: Readonly<Record<string, Doing>> = {
  check: ({ writeMapping }) => (writeMapping === true ? "changing attend.yaml" : null),
  weekly: () => "making the weekly tables",
  daily: () => "making the first-hour check",
  letters: ({ dryRun }) => (dryRun === true ? null : "writing letters"),
  // One deed rests on nothing in the log, and somebody may sit long over the questions: it is locked when it is written.
  log: ({ undo, from }, [kind]) =>
    undo !== undefined || (from !== undefined && kind === undefined) ? "writing in the log" : null,
  governors: () => "making the report for governors",
  newsletter: () => "writing the newsletter",
  prize: () => "making certificates",
  returns: () => "making returns",
  refer: () => "making an evidence pack",
  trends: () => "making the tracking document",
  // Without --yes somebody may sit long over the list: it is locked when they have said yes.
  purge: ({ yes }) => (yes === true ? PURGING : null),
};

/**
 * What a command is doing while the school folder is locked for it, from its reading to its last file; null for those that
 * only read, or write one page that may be written again at any time (`due`, `pupil`).
 */
export function doing(command: string, options: Asked, args: readonly string[]): string | null {
  return DOING[command]?.(options, args) ?? null;
}
