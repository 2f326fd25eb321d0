/** `attend log`: writes down what somebody did, one deed or many, and lists what is written. Nothing is ever changed. */
import path from "node:path";
import { appendToLog, newId } from "../edge/log.ts";
import { renderTable } from "../edge/terminal.ts";
import type { School } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { COMMON_FIELDS, DEEDS, lineOf, missingFields, type RawDeed } from "../read/deeds.ts";
import { DEED_KINDS, type Deed, type DeedKind } from "../read/log.ts";
import { isoOf, ukOf } from "../register/day.ts";
import { nameWithClass, whoIs } from "../register/who.ts";
import { renderCsv } from "../reports/csv.ts";
import { deedWords } from "../reports/pupil.ts";
import { finish, loadSchool, type Context, type ExitCode } from "./context.ts";
import { deedsOf, kindNamed, readTable } from "./deeds-table.ts";
import { pupilNamed } from "./person.ts";

/** What a kind's fields are called on the command line; commander writes `reported-to` as `reportedTo`. */
export interface LogOptions {
  /** With a kind: the first day. Without: a file of many deeds. */
  readonly from?: string;
  readonly list?: boolean | string;
  readonly undo?: boolean | string;
  readonly csv?: boolean;
  readonly [field: string]: unknown;
}

export async function log(context: Context, options: LogOptions, [kind, who]: readonly string[]): Promise<ExitCode> {
  const { folder, school } = loadSchool(context);
  if (options.list !== undefined) return list(context, school, options);
  if (options.undo !== undefined) return undo(context, folder, school, options.undo);
  if (kind === undefined && options.from !== undefined) return many(context, folder, school, options.from);
  if (kind === undefined) {
    throw new CannotGoOn(
      `Say what was done, such as \`attend log call "Ava Adams" --outcome reached\`. The kinds are: ${DEED_KINDS.join(", ")}.`,
    );
  }
  return one(context, folder, school, { kind: kindNamed(kind), who, options });
}

interface One {
  readonly kind: DeedKind;
  readonly who: string | undefined;
  readonly options: LogOptions;
}

async function one(context: Context, folder: string, school: School, { kind, who, options }: One): Promise<ExitCode> {
  const raw = await completed(context, kind, rawOf(options));
  const row = who === undefined ? null : pupilNamed(school.register, who);
  const { line, faults } = lineOf(raw, {
    kind,
    pupil: row === null ? null : (school.register.pupils[row]?.key ?? null),
    today: school.asAt,
    id: newId(),
    agencies: school.config.agencies,
  });
  if (line === null) throw new CannotGoOn(`Nothing was written down. ${faults.join(" ")}`);
  appendToLog(folder, [line]);
  const about = row === null ? "the school" : nameWithClass(whoIs(school.register, row));
  const said = [DEEDS[kind].title, about, deedWords({ fields: line })].filter((each) => each !== "").join(", ");
  return finish(context, [], { logged: [line] }, () => `Written down: ${said}.\n`);
}

/** Asks for what is missing when somebody sits at the terminal. */
async function completed({ io }: Context, kind: DeedKind, raw: RawDeed): Promise<RawDeed> {
  if (!io.ask) return raw;
  const answers: Record<string, string> = {};
  for (const { name, question, values } of missingFields(kind, raw)) {
    answers[name] = await io.ask(`${question}${values ? ` (${values.join(", ")})` : ""} `);
  }
  return { ...raw, ...answers };
}

/** Options that are fields of deeds, by the fields' own names. */
function rawOf(options: LogOptions): RawDeed {
  const names = new Set<string>([
    ...COMMON_FIELDS,
    ...Object.values(DEEDS).flatMap(({ fields }) => fields.map(({ name }) => name)),
  ]);
  return Object.fromEntries(
    [...names].flatMap((name): [string, string][] => {
      const value = options[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

/** Every row is checked before any is written; what is not filled in, or stands in the log already, is left out. */
function many(context: Context, folder: string, school: School, file: string): ExitCode {
  const { faults, lines, notFilledIn, inLogAlready } = deedsOf(school, readTable(path.resolve(context.io.cwd, file)));
  if (faults.length > 0) {
    throw new CannotGoOn(
      `Nothing was written down, because ${file} has this to put right first:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  if (lines.length > 0) appendToLog(folder, lines);
  return finish(context, [], { logged: lines, notFilledIn, inLogAlready }, () =>
    [
      `Written down from ${file}: ${String(lines.length)}.`,
      ...(notFilledIn > 0 ? [`Left out, because nobody has filled in an outcome: ${String(notFilledIn)}.`] : []),
      ...(inLogAlready > 0 ? [`Left out, because the log has the same already: ${String(inLogAlready)}.`] : []),
      "",
    ].join("\n"),
  );
}

/** Takes back the last line, or the one named, by a new line that names it. */
function undo(context: Context, folder: string, school: School, which: boolean | string): ExitCode {
  const all = school.log;
  const old = which === true ? all.at(-1) : all.find(({ id }) => id === which);
  if (!old) {
    throw new CannotGoOn(
      which === true
        ? "The log has nothing to take back."
        : `No line of the log has the id “${String(which)}”. \`attend log --list\` shows them.`,
    );
  }
  const line = { id: newId(), v: 1, day: isoOf(school.asAt), kind: "correction", corrects: old.id };
  appendToLog(folder, [line]);
  return finish(
    context,
    [],
    { logged: [line], undone: old.fields },
    () => `Taken back: ${old.kind} of ${ukOf(old.day)}, ${aboutOf(school, old)}.\n`,
  );
}

function list(context: Context, school: School, { list: who, csv }: LogOptions): ExitCode {
  const row = typeof who === "string" ? pupilNamed(school.register, who) : null;
  const chosen = row === null ? school.log : (school.deeds[row] ?? []);
  const rows = chosen.map((deed) => [
    ukOf(deed.day),
    deed.kind,
    aboutOf(school, deed),
    deedWords(deed),
    deed.by ?? "",
    deed.id,
  ]);
  const head = ["Day", "Kind", "About", "What", "By", "Id"];
  const value = { asAt: isoOf(school.asAt), deeds: chosen.map(({ fields }) => fields) };
  return finish(context, [], value, () => {
    if (csv === true) return renderCsv({ head, rows });
    return rows.length === 0 ? "Nothing is written down yet.\n" : renderTable({ head, rows }, context.io.colour);
  });
}

function aboutOf(school: School, deed: Deed): string {
  if (deed.pupil === null) return "the school";
  const row = school.deeds.findIndex((deeds) => deeds.includes(deed));
  return row < 0 ? deed.pupil : nameWithClass(whoIs(school.register, row));
}
