/** The rules that every letter keeps, checked on the letter as it will be read: short, plain, kind, whole. */
import { syllable } from "syllable";
import type { LetterKind } from "../read/names.ts";
import { textOf } from "./html-text.ts";
import { KINDS } from "./kinds.ts";

export interface LintFault {
  /** Which of the seven rules. */
  readonly rule: 1 | 2 | 3 | 4 | 5 | 6;
  readonly say: string;
}

/** A letter as it will be read. */
export interface Readable {
  readonly kind: LetterKind;
  /** The words between the salutation and the signature, as HTML. */
  readonly body: string;
  /** The line at the foot that says whom to ask. */
  readonly contactLine: string;
  /** Names and other words of the school's own, which say nothing of how hard a text is to read. */
  readonly names: readonly string[];
  readonly contact: { readonly name: string; readonly reach: string };
}

const MOST_WORDS = 150;
const MOST_WORDS_STATUTORY = 250;
const READING_AGE = 11;

/** Every rule that a letter breaks. */
export function lintLetter(letter: Readable): readonly LintFault[] {
  const { kind, body, contactLine, contact } = letter;
  const statutory = KINDS[kind].statutory === true;
  const faults: LintFault[] = [];
  const fault = (rule: LintFault["rule"], say: string): void => void faults.push({ rule, say });
  const text = textOf(body);
  const prose = textOf(withoutTables(body.split(/<hr\s*\/?>/)[0] ?? "").replace(/<p>Source:.*?<\/p>/gs, ""));
  const words = wordsOf(textOf(body.split(/<hr\s*\/?>/)[0] ?? "")).length;
  const most = statutory ? MOST_WORDS_STATUTORY : MOST_WORDS;
  if (words > most) fault(1, `It has ${String(words)} words; ${String(most)} are the most.`);
  const age = readingAge(masked(prose, letter.names));
  if (age > READING_AGE)
    fault(1, `It reads at age ${age.toFixed(1)}; ${String(READING_AGE)} is the most. Use shorter sentences and words.`);
  const asks = body.match(/<strong>/g)?.length ?? 0;
  if (asks !== 1) fault(1, `It asks for ${String(asks)} things in bold; it must be one.`);
  if (!contactLine.includes(contact.name) || !contactLine.includes(contact.reach)) {
    fault(1, "It does not say whom to speak with, and how to reach them.");
  }
  for (const [rule, pattern, say] of FORBIDDEN) {
    if ((rule === 3 && mayWarn(kind, say)) || !pattern.test(prose)) continue;
    fault(rule, `${say}: “${pattern.exec(prose)?.[0] ?? ""}”.`);
  }
  const percentAt = text.search(/\d(?:\.\d)?%/);
  const missedAt = text.search(/\bmissed\b|not missed/);
  if (REPORTS_ABSENCE.includes(kind) && (missedAt < 0 || (percentAt >= 0 && percentAt < missedAt))) {
    fault(2, "The sessions missed must come before any percentage.");
  }
  if (text.includes("£") && !MONEY.includes(kind)) fault(3, "It names an amount of money.");
  if (statutory && !text.split("\n").some(namesItsSource)) fault(3, "It does not name its source and edition.");
  const unnamed = masked(text, letter.names);
  for (const [pattern, say] of BROKEN) {
    const found = pattern.exec(unnamed);
    if (found) fault(5, `${say}: “${found[0].trim()}”.`);
  }
  for (const [pattern, say] of UNFILLED) {
    const found = pattern.exec(unnamed);
    if (found) fault(6, `${say}: “${found[0].trim()}”.`);
  }
  return faults;
}

const MONEY: readonly LetterKind[] = ["penalty-notice-warning", "notice-to-improve"];
/** Letters whose reason is absence, and which say how much there was. */
const REPORTS_ABSENCE: readonly LetterKind[] = [
  "attendance-concern",
  "attendance-below-90",
  "half-term-summary",
  "year-summary",
  "parents-evening",
  "notice-to-improve",
  "medical-evidence",
  "correction",
  "well-done",
  "sign-off",
];

const THREAT = "It threatens before its stage";

function mayWarn(kind: LetterKind, say: string): boolean {
  return say === THREAT && MONEY.includes(kind);
}

const FORBIDDEN: readonly (readonly [LintFault["rule"], RegExp, string])[] = [
  [2, /\bonly\b/i, "It says “only”"],
  [
    2,
    /\b(?:unacceptable|fail(?:ed|ure|ing)?|poor(?:ly)?|truant|truancy|excuses?|blame you|your fault|disappoint\w*|lazy|irresponsible)\b/i,
    "It blames",
  ],
  [2, /\b(?:class|school|national) average\b|\bother (?:children|pupils) in\b/i, "It compares with other children"],
  [3, /\b(?:fines?|fined|penalt(?:y|ies)|prosecut\w*|court|legal action|magistrates?)\b/i, THREAT],
  [4, /\b(?:cho(?:se|oses?|ice)|decided) (?:not to|to stay|of yours)\b/i, "It calls absence a choice"],
  [4, /\b(?:he|she|his|her|hers|him)\b/i, "It takes a child for a boy or a girl"],
];

const BROKEN: readonly (readonly [RegExp, string])[] = [
  [/\b1 (?:sessions|days|minutes|lates|times|weeks)\b/, "One is not many"],
  [/\b(?:[2-9]|\d\d+) (?:session|day|minute|time|week)\b(?! of)/, "Many are not one"],
  [/\b0 (?:sessions?|days?|minutes?|times?)\b/, "Nothing is not to be counted"],
  [
    /\(\s*\)|\(\s*,|,\s*\)|\s[,;:]\s|,\s*,|\.\s*\.(?!\.)|\bof of\b|\bfrom to\b|\bto \.|\bon [.,]/,
    "The sentence is broken",
  ],
  [/\b(?!Sam\b)(\p{L}{2,}) \1\b/u, "A word stands twice"],
];

const UNFILLED: readonly (readonly [RegExp, string])[] = [
  [/\{\{|\}\}|\[\[|\]\]|<<|>>/, "A placeholder is not filled"],
  [/\bundefined\b|\bnull\b|\bNaN\b|\[object/, "A field came out empty"],
];

/** `Source: DfE, Working together to improve school attendance, August 2024`: with the year of its edition. */
function namesItsSource(line: string): boolean {
  const at = line.indexOf("Source: ");
  return at >= 0 && /\d{4}/.test(line.slice(at));
}

function withoutTables(html: string): string {
  return html.replace(/<table>.*?<\/table>/gs, "");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Names, addresses of the net, and dates, each as one plain word: how long they are is nobody's doing. */
function masked(text: string, names: readonly string[]): string {
  const longestFirst = names.filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  const plain = longestFirst.reduce((rest, name) => rest.replaceAll(name, "Sam"), text);
  return plain
    .replace(/(?<!\S)\S+@\S+|https?:\S+|[\d ]{9,}/g, "Sam ")
    .replace(
      /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?/g,
      "May",
    );
}

/** Letters; nothing longer is a word, and counting its syllables takes the square of its length. */
const LONGEST_WORD = 60;

/**
 * Reading age by the Flesch–Kincaid grade and five years more. Each line and each sentence counts as one.
 * Source: Kincaid and others, Derivation of new readability formulas, 1975.
 */
export function readingAge(text: string): number {
  const sentences = text.split(/(?<![.!?:;])[.!?:;]+(?=\s|$)|\n+/).filter((sentence) => wordsOf(sentence).length > 0);
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word.slice(0, LONGEST_WORD))), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59 + 5;
}
