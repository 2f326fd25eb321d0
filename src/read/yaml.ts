/** YAML that somebody wrote by hand: opened only when it is of a size, depth and kind that such a file has. */
import { CST, isCollection, isMap, isPair, isScalar, Lexer, LineCounter, parseDocument, type Document } from "yaml";
import { excerptOf } from "../problem/problem.ts";

/** A reason for which `configWords` has the words, where it stands, and what the words need. */
export interface YamlFault {
  readonly reason: "yaml" | "key-twice" | "alias" | "too-long" | "too-deep" | "unknown-key";
  readonly line: number;
  readonly args: Readonly<Record<string, string | number>>;
}

export interface Yaml {
  readonly document: Document.Parsed;
  readonly counter: LineCounter;
  /** The whole file as plain values; `{}` when it is empty. */
  readonly value: unknown;
}

export interface YamlLimits {
  /** Characters. */
  readonly size: number;
  /** Words, signs and spaces, as the lexer counts them. */
  readonly tokens: number;
}

/** The example that `attend init` makes is a tenth of this. */
export const SETTINGS_LIMITS: YamlLimits = { size: 128_000, tokens: 20_000 };
/** The shipped file of published figures is a tenth of this. */
export const FIGURES_LIMITS: YamlLimits = { size: 400_000, tokens: 120_000 };

/** Groups within groups; the deepest setting is five deep. */
const DEEPEST = 20;
/** Entries of one list or group. */
const MOST_ENTRIES = 1000;
/** More faults than these in one file are of no use to anybody. */
const MOST_FAULTS = 50;

/**
 * Opens a text, or says what is wrong with it, each with its line. Anchors and aliases are refused wherever they stand,
 * so that nothing is larger than it is written; the time this takes grows with the length of the text and no faster.
 */
export function openYaml(text: string, limits: YamlLimits): Yaml | { readonly faults: readonly YamlFault[] } {
  const strange = strangeToken(text, limits);
  if (strange) return { faults: [strange] };
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) {
    return { faults: brokenLines(document.errors, counter) };
  }
  const faults = nodeFaults(document.contents, counter);
  if (faults.length > 0) return { faults };
  return { document, counter, value: document.toJS({ maxAliasCount: 0 }) ?? {} };
}

/** The first fault of each line that cannot be read; the others follow from it. */
function brokenLines(errors: Document.Parsed["errors"], counter: LineCounter): readonly YamlFault[] {
  const byLine = new Map<number, YamlFault>();
  for (const { message, pos } of errors) {
    const { line } = counter.linePos(pos[0]);
    if (byLine.size === MOST_FAULTS) break;
    if (byLine.has(line)) continue;
    const detail = excerptOf(message, 200).replace(/[.:]$/, "");
    byLine.set(line, { reason: "yaml", line, args: { detail } });
  }
  return [...byLine.values()];
}

/** What the text shows before anything is built of it. */
function strangeToken(text: string, { size, tokens }: YamlLimits): YamlFault | null {
  if (text.length > size) return { reason: "too-long", line: 1, args: { key: "" } };
  let line = 1;
  let count = 0;
  let brackets = 0;
  let signs = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === "alias" || type === "anchor") return { reason: "alias", line, args: {} };
    if (type === "flow-map-start" || type === "flow-seq-start") brackets++;
    else if (type === "flow-map-end" || type === "flow-seq-end") brackets--;
    else if (type === "seq-item-ind" || type === "explicit-key-ind") signs++;
    if (brackets > DEEPEST || signs > DEEPEST) return { reason: "too-deep", line, args: {} };
    if (++count > tokens) return { reason: "too-long", line, args: { key: "" } };
    for (let at = token.indexOf("\n"); at >= 0; at = token.indexOf("\n", at + 1)) {
      line++;
      signs = 0;
    }
  }
  return null;
}

/** A key that stands twice or that JavaScript would take for something else, and lists that nobody writes. */
function nodeFaults(root: unknown, counter: LineCounter): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  const lineOf = (node: unknown, otherwise: number): number =>
    isScalar(node) && node.range ? counter.linePos(node.range[0]).line : otherwise;
  const walk = (node: unknown, depth: number, name: string, near: number): void => {
    if (!isCollection(node)) return;
    const line = node.range ? counter.linePos(node.range[0]).line : near;
    if (depth > DEEPEST) faults.push({ reason: "too-deep", line, args: {} });
    else if (node.items.length > MOST_ENTRIES) faults.push({ reason: "too-long", line, args: { key: name } });
    if (depth > DEEPEST || node.items.length > MOST_ENTRIES) return;
    const keys = new Set<string>();
    for (const item of node.items) {
      if (!isPair(item)) {
        walk(item, depth + 1, name, line);
        continue;
      }
      const key = isScalar(item.key) ? String(item.key.value) : "";
      const at = lineOf(item.key, line);
      if (isMap(node) && isScalar(item.key)) {
        if (keys.has(key)) faults.push({ reason: "key-twice", line: at, args: { key } });
        else if (key === "__proto__")
          faults.push({ reason: "unknown-key", line: at, args: { key, path: name, near: "" } });
        keys.add(key);
      }
      walk(item.key, depth + 1, key, at);
      walk(item.value, depth + 1, key, at);
    }
  };
  walk(root, 0, "", 1);
  return faults.slice(0, MOST_FAULTS);
}
