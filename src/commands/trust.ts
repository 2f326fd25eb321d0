/** `attend trust`: the figures of all schools of a trust side by side, one school after another or several at once. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { openSchool } from "../edge/folder.ts";
import { helpOut, workThrough } from "../edge/pool.ts";
import { exportBytes, hasConfig, schoolFoldersIn } from "../edge/schools.ts";
import { readPageTemplates } from "../edge/templates.ts";
import { renderTable } from "../edge/terminal.ts";
import { writeFiles } from "../edge/write.ts";
import { readSchool, requireRegister } from "../flow.ts";
import { CannotGoOn, levelOf } from "../problem/problem.ts";
import { placeOf, say } from "../problem/words.ts";
import { readInTurn } from "../read/source.ts";
import { isoOf, type Day } from "../register/day.ts";
import { Facts } from "../register/facts.ts";
import { renderCsv } from "../reports/csv.ts";
import { trustPage } from "../reports/trust/page.ts";
import { asksForPerson, trustReport, type Unread } from "../reports/trust/report.ts";
import { trustSchool, type TrustSchool } from "../reports/trust/school.ts";
import { trustBlocks } from "../reports/trust/screen.ts";
import { trustSheet } from "../reports/trust/sheet.ts";
import { CLEAR_LINE, finish, type Context, type ExitCode } from "./context.ts";

/** More threads than this gain little on the disk of an office, and each takes memory. */
const MOST_AT_ONCE = 4;
/** A second thread is worth its start from so many bytes of exports on. */
const BYTES_PER_THREAD = 16_000_000;

export async function trust(
  context: Context,
  { workers }: { readonly workers?: string },
  [dir = "."]: readonly string[],
): Promise<ExitCode> {
  const { io, options, asAt } = context;
  const folder = path.resolve(io.cwd, dir);
  const facts = new Facts();
  const work = (name: string): TrustSchool | Unread => partOf(folder, name, asAt, facts);
  if (helpOut(work)) return 0;
  const names = schoolFoldersIn(folder);
  const threads = workers === undefined ? threadsFor(folder, names) : wholeOf(workers);
  const started = performance.now();
  const read = await workThrough(names, {
    threads,
    args: ["trust", folder, "--date", isoOf(asAt)],
    work,
    onDone: (done) => {
      if (!io.watched || options.quiet === true || performance.now() - started < 1000) return;
      io.err(`${CLEAR_LINE}${String(done)} of ${String(names.length)} schools …`);
    },
  });
  const report = trustReport(read, asAt);
  const place = `output/trust/${report.asAt}`;
  const files = [
    { path: `${place}/trust.html`, text: trustPage(report, readPageTemplates()) },
    { path: `${place}/trust.csv`, text: renderCsv(trustSheet(report)) },
  ];
  writeFiles(folder, files);
  finish(context, [], { ...report, wrote: files.map(({ path: file }) => file) }, () => {
    const blocks = trustBlocks(report).map(({ title, table, lines }) => {
      const rows = table ? renderTable(table, io.colour) : "";
      return `${title}\n${`${rows}${(lines ?? []).map((line) => `${line}\n`).join("")}`.replace(/^(?=.)/gm, "  ")}`;
    });
    return `${blocks.join("\n")}\nWritten to ${path.join(folder, place)}: trust.html to print, and trust.csv for Excel. No child is named.\n`;
  });
  return asksForPerson(report) ? 1 : 0;
}

/** A school that cannot be read keeps no other from being read. `facts`: room for its marks, which all schools share. */
function partOf(trustFolder: string, name: string, asAt: Day, facts: Facts): TrustSchool | Unread {
  if (!hasConfig(trustFolder, name)) {
    return { folder: name, say: "Its folder has exports and no attend.yaml: attend init makes one." };
  }
  try {
    const school = readSchool(
      openSchool(path.join(trustFolder, name), () => undefined),
      asAt,
      readInTurn,
      facts,
    );
    requireRegister(school);
    return trustSchool(name, school, school.problems);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    return { folder: name, say: sentenceOf(error) };
  }
}

/** The first thing that stops the school, with its place. Only these are said here: others may name a child. */
function sentenceOf({ message, problems }: CannotGoOn): string {
  const [first, ...more] = problems.filter((each) => levelOf(each) === "stop");
  if (!first) return message;
  const place = placeOf(first);
  const rest = more.length === 0 ? "" : ` (and ${String(more.length)} more)`;
  return `${place === null ? "" : `${place}: `}${say(first)}${rest}`;
}

function threadsFor(folder: string, names: readonly string[]): number {
  const bytes = names.reduce((sum, name) => sum + exportBytes(folder, name), 0);
  return Math.min(availableParallelism(), MOST_AT_ONCE, 1 + Math.floor(bytes / BYTES_PER_THREAD));
}

function wholeOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new CannotGoOn(`--workers takes a number from 1 to 99, such as 2, not “${text}”.`);
}
