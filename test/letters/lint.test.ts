/** The linter: each rule broken by a sentence, and kept by the one beside it. */
import { describe, expect, it } from "vitest";
import { textOf } from "../../src/letters/html-text.ts";
import { lintLetter, readingAge } from "../../src/letters/lint.ts";
import type { LetterKind } from "../../src/read/names.ts";

const ASK = "<p><strong>Please speak with Miss Lark.</strong></p>";
const SOURCE = "<p>Source: DfE, August 2024.</p>";

function rules(kind: LetterKind, words: string, contactLine = "Miss Lark: ring 01632 960100"): readonly string[] {
  return lintLetter({
    kind,
    body: words.includes("<strong>") ? words : `<p>${words}</p>${ASK}${kind.includes("penalty") ? SOURCE : ""}`,
    contactLine,
    names: ["Ava Adams", "Ava"],
    contact: { name: "Miss Lark", reach: "ring 01632 960100" },
  }).map(({ rule, say }) => `${String(rule)} ${say}`);
}

const words = (n: number): string =>
  Array.from({ length: n }, (_, i) => (i % 8 === 7 ? "sun." : i % 2 ? "cat" : "dog")).join(" ");

describe("rule 1: short, plain, one thing to do, somebody to ask", () => {
  it.each([
    [145, []],
    [146, ["1 It has 151 words; 150 are the most."]],
  ])("%i words and the five that ask", (n, faults) => {
    expect(rules("no-contact", words(n))).toEqual(faults);
  });

  it.each([
    [241, []],
    [242, ["1 It has 251 words; 250 are the most."]],
  ])("%i words, five that ask and four of the source, in a letter for the law", (n, faults) => {
    expect(rules("penalty-notice-warning", words(n))).toEqual(faults);
  });

  it("hard words are too old", () => {
    const hard =
      "Notwithstanding considerable institutional encouragement, attendance irregularities necessitate intervention.";
    expect(rules("no-contact", hard).join()).toContain("1 It reads at age");
    expect(readingAge("The cat sat on the mat.")).toBeLessThan(6);
  });

  it.each([
    ["<p>Come.</p>", 0],
    ["<p><strong>Come.</strong> <strong>Ring.</strong></p>", 2],
  ])("%s asks for %i things", (body, n) => {
    const found = lintLetter({
      kind: "no-contact",
      body,
      contactLine: "Miss Lark",
      names: [],
      contact: { name: "Miss Lark", reach: "" },
    });
    expect(found.map(({ say }) => say)).toEqual([`It asks for ${String(n)} things in bold; it must be one.`]);
  });

  it("a letter without a name or a way to reach it", () => {
    expect(rules("no-contact", "Hello.", "Miss Lark")).toEqual([
      "1 It does not say whom to speak with, and how to reach them.",
    ]);
  });
});

describe("rules 2 to 6", () => {
  it.each<[LetterKind, string, string]>([
    ["no-contact", "Ava was here only once.", "2 It says"],
    ["no-contact", "This is unacceptable.", "2 It blames"],
    ["no-contact", "The class average is high.", "2 It compares"],
    ["attendance-concern", "Attendance of 92.0%. Ava has missed 8 sessions.", "2 The sessions missed must come"],
    ["attendance-concern", "Ava was away a lot.", "2 The sessions missed must come"],
    ["lateness", "There may be a fine.", "3 It threatens"],
    ["lateness", "We may go to court.", "3 It threatens"],
    ["holiday-decision", "It costs £160.", "3 It names an amount"],
    ["no-contact", "Ava chose not to come.", "4 It calls absence a choice"],
    ["no-contact", "He was away.", "4 It takes a child for a boy or a girl"],
    ["no-contact", "Ava was away for 1 sessions.", "5 One is not many"],
    ["no-contact", "Ava was away for 2 day.", "5 Many are not one"],
    ["no-contact", "Ava was late 0 times.", "5 Nothing is not to be counted"],
    ["no-contact", "Ava was late , on Monday.", "5 The sentence is broken"],
    ["no-contact", "Ava was away ( ) twice.", "5 The sentence is broken"],
    ["no-contact", "Ava was was away.", "5 A word stands twice"],
    ["no-contact", "Hello {{name}}.", "6 A placeholder is not filled"],
    ["no-contact", "Hello undefined.", "6 A field came out empty"],
    ["no-contact", "That is NaN days.", "6 A field came out empty"],
  ])("%s: %s", (kind, text, fault) => {
    const found = rules(kind, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(fault);
  });

  it.each<[LetterKind, string]>([
    ["attendance-concern", "Ava has missed 8 sessions. That is 92.0%."],
    ["penalty-notice-warning", "Ava has missed 10 sessions. A penalty notice is £160."],
    ["no-contact", "Ava was away for 1 session and 2 days."],
    ["no-contact", "Ava Ava was away."],
    ["no-contact", "Mr Only and Miss Null were there.".replace("Only", "Onley")],
  ])("%s: nothing is wrong with %s", (kind, text) => {
    expect(rules(kind, text)).toEqual([]);
  });

  it("a letter for the law without its source", () => {
    const body = `<p>Ava has missed 10 sessions.</p>${ASK}`;
    expect(rules("penalty-notice-warning", body).join()).toContain("3 It does not name its source");
  });
});

it("textOf reads HTML as it is read", () => {
  expect(textOf("<h1>A &amp; B</h1>\n<p>c&lt;d <em>e</em></p>")).toBe("A & B\nc<d e");
});
