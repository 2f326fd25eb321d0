/** `attend returns`: the lists and returns for the local authority, and with --sent the lines of the log. */
import { appendToLog, newId } from "../edge/log.ts";
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor } from "../edge/terminal.ts";
import type { School } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { lineOf } from "../read/deeds.ts";
import { RETURNS, type ReturnName } from "../read/names.ts";
import { dayFromIso, isoOf, ukOf } from "../register/day.ts";
import { nameWithClass } from "../register/who.ts";
import { renderCsv } from "../reports/csv.ts";
import { penaltyPage } from "../reports/penalty/page.ts";
import { penaltyReport, type PenaltyReport } from "../reports/penalty/report.ts";
import { penaltySheet } from "../reports/penalty/sheet.ts";
import { returnList, type ReturnLine, type ReturnList } from "../reports/returns/list.ts";
import { RETURN_FORMS } from "../reports/returns/lists.ts";
import { returnPage, returnSheet, statusWords } from "../reports/returns/page.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";
import { refuseIfLater } from "./later.ts";
import { pupilNamed } from "./person.ts";

export interface ReturnsOptions {
  readonly sent?: boolean;
  readonly pupil?: string;
  readonly by?: string;
  readonly note?: string;
}

export function returns(context: Context, options: ReturnsOptions, [named]: readonly string[]): ExitCode {
  const asked = named === undefined ? null : nameOf(named);
  if (options.sent === true && asked === PENALTIES) {
    throw new CannotGoOn(
      "What becomes of a penalty notice is written down for one child at a time: `attend log penalty-notice PUPIL --outcome requested`.",
    );
  }
  if (options.sent === true && asked === null) {
    throw new CannotGoOn(`Say which list was sent, such as \`attend returns ten-days --sent\`. ${thereAre()}`);
  }
  if (options.sent !== true && options.pupil !== undefined) {
    throw new CannotGoOn(
      "--pupil says whose return was sent, and goes with --sent. `attend pupil` tells of one pupil.",
    );
  }
  const { folder, school } = loadRegister(context);
  if (options.sent === true) refuseIfLater(school, "return");
  const names = asked === null ? school.config.returns : asked === PENALTIES ? [] : [asked];
  const lists = names.map((name) => returnList(school, name, RETURN_FORMS[name]));
  const penalties = asked === null || asked === PENALTIES ? penaltyReport(school) : null;
  const [list] = lists;
  const recorded = options.sent === true && list ? linesOf(school, list, options) : [];
  const place = `output/authority/${isoOf(school.asAt)}`;
  const templates = readPageTemplates();
  const files = lists.flatMap((each) => [
    { path: `${place}/${each.name}.html`, text: returnPage(each, school.config, templates) },
    { path: `${place}/${each.name}.csv`, text: renderCsv(returnSheet(each)) },
  ]);
  if (penalties) {
    files.push(
      { path: `${place}/${PENALTIES}.html`, text: penaltyPage(penalties, templates) },
      { path: `${place}/${PENALTIES}.csv`, text: renderCsv(penaltySheet(penalties)) },
    );
  }
  // Files first; the log last, so that a crash can only cause a return to be offered again.
  const wrote = write(context, folder, files);
  if (recorded.length > 0) appendToLog(folder, recorded);
  const value = { asAt: isoOf(school.asAt), lists, penalties, recorded, wrote };
  return finish(context, school.problems, value, () =>
    [
      ...lists.map((each) => renderList(each, context.io.colour)),
      ...(penalties ? [renderPenalties(penalties, context.io.colour)] : []),
      options.sent === true ? `${recordedWords(recorded)}\n` : "",
      `Written to ${place}: a page to print and a table for Excel of each list.\n`,
    ]
      .filter((part) => part !== "")
      .join("\n"),
  );
}

/** The list of the penalty threshold: not a return, and so never sent as one. */
const PENALTIES = "penalties" as const;

function nameOf(text: string): ReturnName | typeof PENALTIES {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const found = [...RETURNS, PENALTIES].find((name): name is ReturnName | typeof PENALTIES => name === plain);
  if (found) return found;
  throw new CannotGoOn(`There is no list “${text}”. ${thereAre()}`);
}

function thereAre(): string {
  return `The lists are: ${[...RETURNS, PENALTIES].join(", ")}.`;
}

type LogLine = Readonly<Record<string, unknown>>;

/** What is recorded as sent: every line that is due, or one pupil's; a nil return when there is none. */
function linesOf(school: School, list: ReturnList, { pupil, by, note }: ReturnsOptions): readonly LogLine[] {
  const who = pupil === undefined ? null : (school.register.pupils[pupilNamed(school.register, pupil)]?.key ?? "");
  const about = { return: list.name, by: by ?? "", note: note ?? "" };
  if (who === null && list.nil !== null && list.nilSentOn === null)
    return [written(school, null, { ...about, ...list.period })];
  const due = list.lines.filter(({ status, key }) => status === "due" && (who === null || key === who));
  const early =
    list.early && who !== null ? list.lines.filter(({ status, key }) => status === "approaching" && key === who) : [];
  const lines = due.length > 0 ? due : early;
  if (lines.length === 0 && who !== null) throw new CannotGoOn(whyNot(school, list, who));
  return lines.map(({ key, from, to }) => written(school, key, { ...about, from, to: to ?? "" }));
}

function written(school: School, pupil: string | null, raw: Readonly<Record<string, string>>): LogLine {
  const { config, asAt } = school;
  const read = lineOf(raw, { kind: "return", pupil, today: asAt, id: newId(), agencies: config.agencies });
  if (read.line === null) throw new CannotGoOn(`Nothing was written down. ${read.faults.join(" ")}`);
  return read.line;
}

function whyNot({ register }: School, { name, lines }: ReturnList, key: string): string {
  const who = register.pupils.find((pupil) => pupil.key === key)?.name ?? key;
  const line = lines.find((each) => each.key === key);
  if (line?.sentOn != null)
    return `Nothing was written down: ${who} was on ${name} sent on ${ukOf(dayFromIso(line.sentOn) ?? 0)}.`;
  return `Nothing was written down: ${who} is not due on ${name}. What was sent all the same goes into the log with \`attend log return\`.`;
}

function recordedWords(recorded: readonly LogLine[]): string {
  if (recorded.length === 0) return "Nothing is due that has not been sent, so nothing was written down.";
  if (recorded[0]?.["pupil"] === undefined) return "Written down: the nil return was sent today.";
  return `Written down as sent today: ${String(recorded.length)}.`;
}

function renderList({ title, name, nil, nilSentOn, also, lines }: ReturnList, colour: boolean): string {
  const chalk = chalkFor(colour);
  const row = (line: ReturnLine): string =>
    `  ${statusWords(line).padEnd(11)}  ${nameWithClass(line)}: ${line.fact}${whenWords(line)}\n`;
  const sent = nilSentOn === null ? "" : ` Sent on ${ukOf(dayFromIso(nilSentOn) ?? 0)}.`;
  return [
    `${chalk.bold(title)} (${name})\n`,
    nil === null ? "" : `  ${nil}.${sent}\n`,
    ...lines.map(row),
    also === null ? "" : `  ${also}\n`,
  ].join("");
}

function whenWords({ status, sentOn, dueBy }: ReturnLine): string {
  if (sentOn !== null) return `; sent on ${ukOf(dayFromIso(sentOn) ?? 0)}`;
  return status === "due" && dueBy !== null ? `; send by ${ukOf(dayFromIso(dueBy) ?? 0)}` : "";
}

function renderPenalties({ pupils }: PenaltyReport, colour: boolean): string {
  const chalk = chalkFor(colour);
  const row = ({ name, class: named, state, metOn, today, ready }: PenaltyReport["pupils"][number]): string => {
    const when = metOn === null ? "" : `, met on ${ukOf(dayFromIso(metOn) ?? 0)}`;
    const asking = state !== "met" ? "" : ready ? "; ready to ask for" : "; not ready to ask for";
    return `  ${state.padEnd(11)}  ${nameWithClass({ name, class: named })}: ${String(today.count)} sessions in today’s window${when}${asking}\n`;
  };
  return `${chalk.bold(`Penalty threshold (${PENALTIES})`)}\n${pupils.map(row).join("") || "  nobody has met it, and nobody is near it\n"}`;
}
