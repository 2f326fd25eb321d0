/** A list for the local authority as a table for Excel and as a page to print. */
import type { Config } from "../../read/config.ts";
import { dayFromIso, longOf, ukOf } from "../../register/day.ts";
import { nameWithClass } from "../../register/who.ts";
import { cellText, type Sheet } from "../csv.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import type { ReturnLine, ReturnList, ReturnStatus } from "./list.ts";

/** Every line, with its status; a column for whatever any pupil has. */
export function returnSheet({ lines }: ReturnList): Sheet {
  const labels = labelsOf(lines);
  return {
    head: ["Status", "Sent on", "Send by", "Pupil", "Class", "Why", ...labels],
    rows: lines.map((line) => [
      statusWords(line),
      { day: line.sentOn },
      { day: line.dueBy },
      line.name,
      line.class,
      line.fact,
      ...labels.map((label) => line.fields.find((field) => field.label === label)?.value ?? null),
    ]),
  };
}

function labelsOf(lines: readonly ReturnLine[]): readonly string[] {
  return [...new Set(lines.flatMap(({ fields }) => fields.map(({ label }) => label)))];
}

/** `due`, `overdue`, `approaching`, `sent`. */
export function statusWords({ status, overdue }: ReturnLine): string {
  return overdue ? "overdue" : status;
}

/** In a table these stand below the name. */
const BELOW_NAME = ["UPN", "Date of birth", "Tier"];

export function returnPage(list: ReturnList, config: Config, templates: PageTemplates): string {
  const { lines } = list;
  const due = of(lines, "due");
  const labels = labelsOf(due).filter((label) => !BELOW_NAME.includes(label));
  return renderPage(templates, "returns", {
    ...list,
    also: list.also ?? "",
    nil: list.nil ?? "",
    nilSent: list.nilSentOn === null ? "" : uk(list.nilSentOn),
    school: config.school.name,
    asAt: longOf(dayFromIso(list.asAt) ?? 0),
    to: addressee(config, list.name),
    form: config.authority.forms[list.name] ?? "",
    isTable: list.shape === "table",
    due: due.map((line) => ({ ...about(line), fields: line.fields.map(shown) })),
    head: labels.map((label) => ({ label, numeric: isNumeric(due, label) })),
    rows: due.map((line) => ({
      name: line.name,
      below: [line.class ?? "", ...line.fields.filter(({ label }) => BELOW_NAME.includes(label)).map(wordsOf)].filter(
        (each) => each !== "",
      ),
      cells: labels.map((label) => ({
        words: wordsOf(line.fields.find((field) => field.label === label) ?? { value: null }),
        numeric: isNumeric(due, label),
      })),
    })),
    // What is for the office alone begins on a sheet of its own.
    office: [
      { title: "Approaching: not yet to send", sent: false, lines: of(lines, "approaching").map(about) },
      { title: "Sent", sent: true, lines: of(lines, "sent").map(about) },
    ]
      .filter((part) => part.lines.length > 0)
      .map((part, i) => ({ ...part, apart: i === 0 && (due.length > 0 || list.nil !== null) })),
  });
}

function of(lines: readonly ReturnLine[], status: ReturnStatus): readonly ReturnLine[] {
  return lines.filter((line) => line.status === status);
}

function about(line: ReturnLine): Readonly<Record<string, unknown>> {
  return {
    who: nameWithClass(line),
    fact: line.fact,
    by: line.dueBy === null ? "" : uk(line.dueBy),
    overdue: line.overdue,
    sentOn: line.sentOn === null ? "" : uk(line.sentOn),
  };
}

function shown(field: ReturnLine["fields"][number]): { readonly label: string; readonly words: string } {
  return { label: field.label, words: wordsOf(field) };
}

/** Empty for what is to be filled in. */
function wordsOf({ value }: Pick<ReturnLine["fields"][number], "value">): string {
  return String(cellText(value) ?? "");
}

function isNumeric(lines: readonly ReturnLine[], label: string): boolean {
  return lines.some(({ fields }) => {
    const value = fields.find((field) => field.label === label)?.value;
    return typeof value === "number" || (typeof value === "object" && value !== null && "percent" in value);
  });
}

function addressee({ authority, school }: Config, name: ReturnList["name"]): string {
  const { team, email, phone, forms } = authority;
  const said = [school["local-authority"], team, email, phone].filter((each) => each !== "");
  return said.length === 0 && forms[name] === undefined ? "" : said.join(" · ");
}

function uk(iso: string): string {
  return ukOf(dayFromIso(iso) ?? 0);
}
