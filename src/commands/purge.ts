/** `attend purge`: lists what is older than a time, and removes it when somebody says so; the only command that rewrites the log. */
import { lockFolder } from "../edge/lock.ts";
import { newId } from "../edge/log.ts";
import { listOutput, readLogBytes, removeOutput, replaceLog } from "../edge/purge.ts";
import { renderTable } from "../edge/terminal.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { LOG_FILE, LOG_VERSION } from "../read/log.ts";
import { isoOf, longOf, type Day } from "../register/day.ts";
import { STATUTE } from "../register/statute.ts";
import {
  countsOf,
  fatesOf,
  limitOf,
  oldOutput,
  openNeedsThatGo,
  REASONS,
  spokenOf,
  type Fate,
  type LinesOfAKind,
  type Reason,
} from "../reports/purge.ts";
import { finish, loadRegister, type Context, type ExitCode } from "./context.ts";
import { PURGING } from "./doing.ts";

export interface PurgeOptions {
  readonly olderThan?: string;
  readonly yes?: boolean;
}

/** What `--json` gives. */
export interface Purge {
  readonly asAt: string;
  /** What is of before this day is old. */
  readonly before: string;
  readonly log: {
    readonly goes: readonly LinesOfAKind[];
    readonly lines: number;
    /** Of these, needs without an end of pupils who are not on roll in these exports. */
    readonly openNeeds: number;
    readonly stays: readonly { readonly reason: Reason; readonly lines: number }[];
  };
  readonly output: { readonly goes: readonly string[]; readonly stays: readonly string[] };
  readonly removed: boolean;
  /** Files and folders that could not be removed. */
  readonly left: readonly string[];
}

export async function purge(context: Context, { olderThan, yes }: PurgeOptions): Promise<ExitCode> {
  const { io, options, asAt } = context;
  const limit = olderThan === undefined ? null : limitOf(olderThan, asAt);
  if (limit === null) {
    throw new CannotGoOn(
      "Say what is old: `attend purge --older-than 2y` (2 years), 18m (18 months) or 90d (90 days). It only makes a list, until you add --yes.",
    );
  }
  if (asAt > io.today) throw new CannotGoOn("--date is still to come. What is old today is old by today's date.");
  const { folder, school } = loadRegister(context);
  const copies = school.problems.filter(({ code }) => code === "log-copy").map(({ file }) => file ?? "");
  if (copies.length > 0) {
    throw new CannotGoOn(
      `There are copies of the log beside it (${copies.join(", ")}), and what goes from the one would come back from the other. Join them into ${LOG_FILE} first, then run again.`,
    );
  }
  const bytes = readLogBytes(folder);
  const parts = linesOf(bytes);
  const lines = parts.map((part) => part.toString("utf8"));
  const fates = fatesOf(lines, limit, school);
  const old = oldOutput(listOutput(folder), limit);
  const spoken = spokenOf(old, lines, fates);
  const plan: Purge = {
    asAt: isoOf(asAt),
    before: isoOf(limit),
    log: {
      goes: countsOf(lines, fates),
      lines: fates.filter((fate) => fate === "goes").length,
      openNeeds: openNeedsThatGo(lines, fates),
      stays: staysOf(fates),
    },
    output: { goes: old.filter((place) => !spoken.has(place)), stays: [...spoken] },
    removed: false,
    left: [],
  };
  const nothing = plan.log.lines === 0 && plan.output.goes.length === 0;
  const command = `attend purge --older-than ${olderThan ?? ""} --yes`;
  if (nothing || (yes !== true && (io.ask === null || options.json === true))) {
    const end = nothing ? "There is nothing to remove." : `Nothing has been removed yet. To remove it: ${command}`;
    return finish(context, [], plan, () => `${listing(plan, limit, io.colour)}\n${end}\n`);
  }
  if (yes !== true && io.ask !== null) {
    io.out(`${listing(plan, limit, io.colour)}\n`);
    const answer = await io.ask("This cannot be taken back. Type yes to remove it: ");
    if (answer.trim().toLowerCase() !== "yes") {
      return finish(context, [], plan, () => "Nothing has been removed.\n");
    }
  }
  const lock = lockFolder(folder, PURGING);
  let left: readonly string[];
  try {
    if (plan.log.lines > 0) replaceLog(folder, bytes, logWithout(parts, fates, purgeLine(plan, limit)));
    left = removeOutput(folder, plan.output.goes);
  } finally {
    lock.release();
  }
  const done: Purge = { ...plan, removed: true, left };
  const code = finish(
    context,
    [],
    done,
    () => `${yes === true ? `${listing(plan, limit, io.colour)}\n` : ""}${doneWords(done)}`,
  );
  if (left.length > 0) {
    io.err(`Could not be removed, because a program has them open: ${left.join(", ")}. Close it and run again.\n`);
    return 1;
  }
  return code;
}

/** The bytes of each line with its line break; only the last may have none. */
function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, next));
    at = next;
  }
  return lines;
}

/** Every line that stays, byte for byte, and one that says what took place. */
function logWithout(parts: readonly Buffer[], fates: readonly Fate[], line: Readonly<Record<string, unknown>>): Buffer {
  const kept = parts.filter((_, i) => fates[i] !== "goes");
  const closed = kept.at(-1)?.at(-1) ?? 0x0a;
  return Buffer.concat([...kept, Buffer.from(`${closed === 0x0a ? "" : "\n"}${JSON.stringify(line)}\n`, "utf8")]);
}

function purgeLine({ asAt, log }: Purge, limit: Day): Readonly<Record<string, unknown>> {
  const note = `${counted(log.lines)} of before ${longOf(limit)} removed from the log (attend purge).`;
  return { id: newId(), v: LOG_VERSION, day: asAt, kind: "note", note };
}

function staysOf(fates: readonly Fate[]): Purge["log"]["stays"] {
  return (Object.keys(REASONS) as Reason[]).flatMap((reason) => {
    const lines = fates.filter((fate) => fate === reason).length;
    return lines === 0 ? [] : [{ reason, lines }];
  });
}

function listing({ log, output }: Purge, limit: Day, colour: boolean): string {
  const parts = [`Older than asked means: of before ${longOf(limit)}.`, ""];
  if (log.lines > 0) {
    const rows = log.goes.map(({ kind, year, lines }) => [kind, String(year), String(lines)]);
    parts.push(
      `From ${LOG_FILE}, ${counted(log.lines)}:`,
      renderTable({ head: ["Kind", "Year", "Lines"], rows, right: [1, 2] }, colour),
    );
  } else parts.push(`From ${LOG_FILE}: nothing.`, "");
  if (log.openNeeds > 0) {
    parts.push(
      `Of these, needs without an end: ${String(log.openNeeds)}. By the exports their pupils are not on roll: check that the exports are whole.`,
      "",
    );
  }
  if (log.stays.length > 0) {
    parts.push("Old enough, and kept:");
    parts.push(...log.stays.map(({ reason, lines }) => `  ${counted(lines)}: ${REASONS[reason]}`), "");
  }
  parts.push(output.goes.length === 0 ? "From output/: nothing." : `From output/, ${String(output.goes.length)}:`);
  parts.push(...output.goes.map((place) => `  ${place}`), "");
  if (output.stays.length > 0) {
    parts.push("Old enough, and kept, because the log still names letters in them:");
    parts.push(...output.stays.map((place) => `  ${place}`), "");
  }
  const { registerYears } = STATUTE;
  parts.push(
    `exports/ is not touched: the register is the school's to keep, each entry for ${String(registerYears.value)} years (${registerYears.source}).`,
    "",
  );
  return parts.join("\n");
}

function doneWords({ log, output, left }: Purge): string {
  const places = output.goes.length - left.length;
  return `Removed: ${counted(log.lines)} of the log, and ${String(places)} ${places === 1 ? "file or folder" : "files and folders"} of output/.\n`;
}

function counted(lines: number): string {
  return lines === 1 ? "1 line" : `${String(lines)} lines`;
}
