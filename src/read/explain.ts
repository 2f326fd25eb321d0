/** How one export was understood, column by column, and the setting that would pin that understanding down. */
import { isSeq, parseDocument } from "yaml";
import { readExport } from "./export.ts";
import type { ExportFile } from "./export-reader.ts";
import { normaliseHeading } from "./headings.ts";
import { gatherNothing } from "./layout.ts";
import { readRows } from "./rows.ts";
import type { ReadingRules } from "./rules.ts";
import { decode } from "./text.ts";

export interface Explained {
  readonly file: ExportFile;
  readonly columns: readonly {
    readonly heading: string;
    readonly field: string | null;
    readonly samples: readonly string[];
  }[];
  /** An entry for `exports:` in `attend.yaml`; null when the file was not read. */
  readonly rule: ExportRule | null;
}

export interface ExportRule {
  readonly files: string;
  readonly layout: string;
  readonly encoding?: string;
  readonly "date-order"?: string;
  readonly columns?: Readonly<Record<string, string>>;
}

const SAMPLES = 3;

export function explainExport(path: string, bytes: Uint8Array, rules: ReadingRules): Explained {
  const file = readExport(path, { read: () => bytes }, 0, rules, gatherNothing());
  const samples = samplesOf(file, bytes, rules);
  const columns = file.mapping.map((each, i) => ({ ...each, samples: samples[i] ?? [] }));
  return { file, columns, rule: ruleOf(file, rules) };
}

function samplesOf(file: ExportFile, bytes: Uint8Array, rules: ReadingRules): readonly (readonly string[])[] {
  const found = file.mapping.map((): string[] => []);
  const text = decode(bytes, rules.encoding);
  if ("problem" in text || file.delimiter === null || file.headingLine === null) return found;
  const last = file.headingLine;
  readRows(text.utf8, file.delimiter, (cells, line) => {
    if (line <= last) return;
    found.forEach((samples, i) => {
      const cell = (cells[i] ?? "").trim();
      if (cell !== "" && samples.length < SAMPLES && !samples.includes(cell)) samples.push(cell);
    });
  });
  return found;
}

function ruleOf({ path, layout, encoding, mapping }: ExportFile, rules: ReadingRules): ExportRule | null {
  if (layout === null) return null;
  const named = mapping.filter(({ heading, field }) => heading !== "" && !isSession(field));
  const columns = Object.fromEntries(
    named.flatMap(({ heading, field }, i) => {
      // Of two columns with one heading, the first is used; a setting cannot tell them apart.
      const first = named.findIndex((each) => normaliseHeading(each.heading) === normaliseHeading(heading)) === i;
      return first ? [[heading, field ?? "ignore"]] : [];
    }),
  );
  return {
    files: path.replace(/^exports\//, ""),
    layout,
    ...(encoding === null ? {} : { encoding: encoding.replace("-bom", "") }),
    ...(rules.order === "day-first" ? {} : { "date-order": rules.order }),
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
  };
}

/** A column that is a session, a weekday's session, a code or a contact's is named by its heading already. */
function isSession(field: string | null): boolean {
  return field !== null && !/^[a-zA-Z0-9]+$/.test(field);
}

/** The text of `attend.yaml` with these entries under `exports:`, in place of older ones for the same files; comments stay. */
export function withRules(config: string, rules: readonly ExportRule[]): string {
  const document = parseDocument(config);
  if (!isSeq(document.get("exports", true))) document.set("exports", document.createNode([]));
  const list = document.get("exports", true);
  if (!isSeq(list)) return config;
  list.flow = false;
  for (const rule of rules) {
    const at = list.items.findIndex((_, i) => document.getIn(["exports", i, "files"]) === rule.files);
    if (at >= 0) list.items.splice(at, 1);
    list.add(document.createNode(rule));
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** One entry as it would stand under `exports:`. */
export function renderRule(rule: ExportRule): string {
  return withRules("exports: []\n", [rule]);
}
