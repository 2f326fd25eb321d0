/** A school folder about nobody: its exports, settings and log with invented names, numbers and words. */
import { parseDocument, stringify } from "yaml";
import { dayFromIso, type Day } from "../register/day.ts";
import { anonymiseText, datesInName, wordsIn } from "./anonymise.ts";
import { rulesFor, type Config } from "./config.ts";
import { DATE_IN_TEXT, readDate } from "./dates.ts";
import { Disguise } from "./disguise.ts";
import type { ExportFile } from "./export-reader.ts";
import { DEED_KINDS, LOG_FILE } from "./log.ts";
import { CONFIG_FILE } from "./names.ts";
import { decode, encodeLike } from "./text.ts";

export interface SchoolToDisguise {
  readonly config: Config;
  /** The text of `attend.yaml`. */
  readonly settings: string;
  /** The log's text; empty when there is none. */
  readonly log: string;
  /** Each export with its bytes and how it was understood; null bytes when it could not be opened. */
  readonly exports: readonly { readonly file: ExportFile; readonly bytes: Uint8Array | null }[];
}

export interface DisguisedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Every file of the copy. `random` as for `Disguise`. */
export function anonymiseSchool(school: SchoolToDisguise, random: () => number): readonly DisguisedFile[] {
  const decoded = school.exports.map(({ file, bytes }) => ({
    file,
    bytes,
    text: textOf(bytes, school.config, file.path),
  }));
  const real = new Set(
    [...decoded.map(({ text }) => text ?? ""), school.settings, school.log]
      .flatMap(wordsIn)
      .flatMap((word) => [word, word.replace(/^0+(?=.)/, "")]),
  );
  const disguise = new Disguise(random, real, daysIn(decoded.map(({ text }) => text ?? "")));
  const renamed = new Map(decoded.map(({ file }, i) => [file.path, nameFor(file.path, i)]));
  const exports = decoded.map(({ file, bytes, text }): DisguisedFile => {
    const path = renamed.get(file.path) ?? "";
    if (bytes === null || text === null || file.encoding === null) return { path, bytes: standIn(bytes) };
    const written = anonymiseText(text, { file, rules: rulesFor(file.path, school.config) }, disguise);
    return { path, bytes: encodeLike(written, bytes, file.encoding) };
  });
  const settings = Buffer.from(anonymiseSettings(school, renamed), "utf8");
  const log =
    school.log === "" ? [] : [{ path: LOG_FILE, bytes: Buffer.from(anonymiseLog(school.log, disguise), "utf8") }];
  return [...exports, { path: CONFIG_FILE, bytes: settings }, ...log];
}

/** Every day that stands in these texts, read with the day first. */
function daysIn(texts: readonly string[]): ReadonlySet<Day> {
  const written = new Set(
    texts.flatMap((text) => [...text.matchAll(new RegExp(DATE_IN_TEXT, "g"))].map(([date]) => date)),
  );
  const read = [...written].map((date) => readDate(date, "day-first"));
  return new Set(read.flatMap((each) => (each === null || each === "month-first" ? [] : [each.day])));
}

function textOf(bytes: Uint8Array | null, config: Config, path: string): string | null {
  if (bytes === null) return null;
  const text = decode(bytes, rulesFor(path, config).encoding);
  return "problem" in text ? null : text.utf8.toString("utf8");
}

/** `exports/file-001 2026-11-16.csv`: in the same order, and with the dates that the name had. */
function nameFor(path: string, i: number): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const ending = /\.(?:csv|txt|tsv|xlsx?)$/i.exec(name)?.[0] ?? ".csv";
  return `exports/${[`file-${String(i + 1).padStart(3, "0")}`, ...datesInName(name)].join(" ")}${ending}`;
}

/** Of a file that is no text only what shows what it is: a workbook, a binary file, nothing. */
function standIn(bytes: Uint8Array | null): Uint8Array {
  if (bytes === null || bytes.length === 0) return new Uint8Array();
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
  if (isWorkbook) return bytes.slice(0, 4);
  return bytes.includes(0) ? Buffer.from("\0\0\0\0") : Buffer.from("\n");
}

/** The calendar, the policy and how files are read; no name, no address and no words. */
function anonymiseSettings(
  { settings, config, exports }: SchoolToDisguise,
  renamed: ReadonlyMap<string, string>,
): string {
  const raw = (parseDocument(settings).toJS() ?? {}) as Record<string, unknown>;
  const kept = [
    "calendar",
    "headline-years",
    "day",
    "expectation",
    "target",
    "colours",
    "class-cup",
    "prizes",
    "smallest-group",
    "returns",
    "codes",
  ];
  const policy = withoutWords(raw["policy"] ?? {}) as Record<string, unknown>;
  const rules = exports.flatMap(({ file }) => {
    const mine = rulesFor(file.path, config);
    const columns = Object.fromEntries(mine.columns);
    const own = {
      ...(mine.order === "month-first" ? { "date-order": mine.order } : {}),
      ...(mine.layout === null ? {} : { layout: mine.layout }),
      ...(mine.encoding === null ? {} : { encoding: mine.encoding }),
      ...(mine.columns.size === 0 ? {} : { columns }),
    };
    return Object.keys(own).length === 0 ? [] : [{ files: renamed.get(file.path) ?? "", ...own }];
  });
  return stringify({
    school: { name: "A School" },
    ...Object.fromEntries(kept.flatMap((key) => (raw[key] === undefined ? [] : [[key, raw[key]]]))),
    policy,
    exports: rules,
  });
}

/** Reasons, sources, the version and owners are words of the school. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !["because", "source", "version", "owner"].includes(key))
      .map(([key, inner]) => [key, withoutWords(inner)]),
  );
}

/** Fields of a line that are words of the program, days or numbers; everything else is words of somebody. */
const KEPT = new Set(["v", "outcome", "need", "letter", "return", "row", "sessions", "consent", "basis"]);
const SHORT_WORD = /^[A-Za-z0-9][A-Za-z0-9-]{0,24}$/;

function anonymiseLog(log: string, disguise: Disguise): string {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known = ids.get(id) ?? `line-${String(ids.size + 1)}`;
    ids.set(id, known);
    return known;
  };
  return log
    .split("\n")
    .map((row) => {
      if (row.trim() === "") return row;
      try {
        const value: unknown = JSON.parse(row);
        if (typeof value !== "object" || value === null || Array.isArray(value)) return "{";
        return JSON.stringify(lineFor(value as Record<string, unknown>, idOf, disguise));
      } catch {
        return "{";
      }
    })
    .join("\n");
}

function lineFor(
  value: Readonly<Record<string, unknown>>,
  idOf: (id: string) => string,
  disguise: Disguise,
): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (key === "id" || key === "corrects") line[key] = typeof field === "string" ? idOf(field) : null;
    else if (key === "kind") line[key] = DEED_KINDS.find((kind) => kind === field) ?? "?";
    else if (key === "pupil") line[key] = typeof field === "string" ? disguise.upn(field) : null;
    else if (typeof field === "string" && dayFromIso(field) !== null) line[key] = field;
    else if (KEPT.has(key))
      line[key] = typeof field === "string" && !SHORT_WORD.test(field) && key !== "sessions" ? "?" : field;
    else if (typeof field === "string" && field !== "" && /^[a-z-]+$/.test(key)) line[key] = "taken out";
  }
  return line;
}
