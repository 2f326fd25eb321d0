/** Templates: Markdown once, values never Markdown; every wrong field found before a letter is printed. */
import { describe, expect, it } from "vitest";
import { checkTemplate } from "../../src/letters/check-template.ts";
import { exampleFields, fieldList } from "../../src/letters/field-help.ts";
import { PAPERS, reviewTemplates } from "../../src/letters/review.ts";
import { BadTemplate, compileBody } from "../../src/letters/template.ts";
import { readLetterTemplates } from "../../src/edge/templates.ts";

const { sources: shipped } = readLetterTemplates(null);

function rendered(
  text: string,
  fields: Readonly<Record<string, unknown>>,
  pieces: Readonly<Record<string, string>> = {},
) {
  return compileBody("x", new Map([["x", text], ...Object.entries(pieces)]))(fields);
}

const HOSTILE = [
  "*Al*",
  "_Bo_ & <b>Co</b>",
  "<script>alert(1)</script>",
  "[x](javascript:alert)",
  "a | b",
  "# not a heading",
  "- not a list",
  "`code`",
  "{{child.name}}",
  "D'Arcy “O”",
  "1. one",
];

describe("a value", () => {
  it.each(HOSTILE)("%s stands in the letter as it is", (name) => {
    const html = rendered(
      "# For {{name}}\n\n{{name}} was here, **{{name}}** too.\n\n| a | b |\n|---|---|\n| {{name}} | 1 |\n",
      {
        name,
      },
    );
    const text = html
      .replace(/<[^>]*>/g, "")
      .replace(/&#x27;/g, "'")
      .replace(/&#x60;/g, "`")
      .replace(/&#x3D;/g, "=");
    const plain = text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
    expect(plain.split(name).length - 1).toBe(4);
    expect(html.match(/<\w+/g)?.filter((tag) => !/^<(?:h1|p|strong|table|thead|tbody|tr|th|td)$/.test(tag))).toEqual(
      [],
    );
  });
});

describe("the words around a value", () => {
  it.each([
    ["{{#if a}}\nOne.\n{{/if}}\n\nTwo.", { a: false }, "<p>Two.</p>\n"],
    ["{{#if a}}\nOne.\n{{else}}\nThree.\n{{/if}}", { a: false }, "<p>Three.</p>\n"],
    ["One{{#if a}}, {{a}}{{/if}}.", { a: "" }, "<p>One.</p>\n"],
    ["{{a}}\n\nTwo.", { a: "" }, "<p>Two.</p>\n"],
    ["One. {{a}} Two.", { a: "" }, "<p>One. Two.</p>\n"],
    ["- {{#if a}}x{{/if}}\n- y", { a: false }, "<ul>\n<li>y</li>\n</ul>\n"],
    ['{{count n "day"}}', { n: 0 }, "<p>no days</p>\n"],
    ['{{count n "day"}}', { n: 1 }, "<p>1 day</p>\n"],
    ['{{count n "child" "children"}}', { n: 2 }, "<p>2 children</p>\n"],
    ["{{! a remark }}\nOne.", {}, "<p>One.</p>\n"],
  ])("%j", (text, fields, html) => {
    expect(rendered(text, fields).trim()).toBe(html.trim());
  });

  it("come from shared pieces too, with their own group of fields", () => {
    const pieces = { _p: "Missed {{missed}}, says {{@root.who}}." };
    expect(rendered("{{> _p year}}", { who: "A", year: { missed: 3 } }, pieces).trim()).toBe(
      "<p>Missed 3, says A.</p>",
    );
  });

  it("may not hold a field in the address of a link", () => {
    expect(() => rendered("[policy]({{a}})", { a: "x" })).toThrow(BadTemplate);
  });
});

describe("checkTemplate", () => {
  const faultsOf = (text: string) => checkTemplate("lateness", new Map([...shipped, ["lateness", text]]));
  it.each([
    ["{{child.forenam}}", 1, "no field “child.forenam”"],
    ["One.\n\n{{#if child.forenam}}x{{/if}}", 3, "no field “child.forenam”"],
    ["{{#unless yeer.missed}}x{{/unless}}", 1, "no field “yeer.missed”"],
    ["{{#if better}}{{nobody}}{{/if}}", 1, "no field “nobody”"],
    ["{{#if better}}a{{else}}{{nobody}}{{/if}}", 1, "no field “nobody”"],
    ["{{year}}", 1, "a group of fields"],
    ["{{{child.name}}}", 1, "{{{ }}}"],
    ["{{&child.name}}", 1, "{{{ }}}"],
    ["{{#each year}}{{this}}{{/each}}", 1, "{{#each}} cannot be used"],
    ["{{#with year}}{{missed}}{{/with}}", 1, "{{#with}} cannot be used"],
    ["{{> _nothing}}", 1, "no shared piece “_nothing”"],
    ["{{> _missed child}}", 1, "no field “missedWords”"],
    ["{{> attendance-concern}}", 1, "no shared piece “attendance-concern”"],
    ["{{meeting.date}}", 1, "no field “meeting.date”"],
    ["{{constructor}}", 1, "no field “constructor”"],
    ["{{child.__proto__}}", 1, "no field “child.__proto__”"],
    ["{{../year.missed}}", 1, "no field"],
    ["{{#if better}}x", 1, "is not closed"],
    ['{{count year.mist "day"}}', 1, "no field “year.mist”"],
    ["{{upper child.name}}", 1, "no helper “upper”"],
  ])("finds the fault in %j", (text, line, words) => {
    const faults = faultsOf(text);
    expect(faults[0]?.line).toBe(line);
    expect(faults.map(({ say }) => say).join(" ")).toContain(words);
  });

  it("finds a piece that takes in itself", () => {
    const faults = checkTemplate(
      "lateness",
      new Map([
        ["lateness", "{{> _a}}"],
        ["_a", "{{> _b}}"],
        ["_b", "{{> _a}}"],
      ]),
    );
    expect(faults.map(({ say }) => say).join()).toContain("takes in itself");
  });

  it.each(PAPERS)("%s: every field that it may use, and no fault in the shipped words", (kind) => {
    expect(checkTemplate(kind, shipped)).toEqual([]);
    const all = fieldList(kind)
      .map(({ field }) => `{{${field}}}`)
      .join(" ");
    expect(checkTemplate(kind, new Map([[kind, all]]))).toEqual([]);
    const html = compileBody("all", new Map([["all", all]]))(exampleFields(kind));
    expect(html).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

it("reviewTemplates finds nothing in the shipped templates, and names what is wrong in a school's own", () => {
  expect(reviewTemplates(shipped)).toEqual([]);
  const own = new Map([
    ...shipped,
    ["lateness", "# Late\n\n{{child.forename}} was late again. This is unacceptable, and there will be a fine of £60."],
    ["latness", "x"],
    ["lateness.pl", "{{child.imie}}"],
  ]);
  const say = reviewTemplates(own).map((fault) => `${fault.template}: ${fault.say}`);
  expect(say.join("\n")).toContain("lateness: Rule 1. It asks for 0 things in bold");
  expect(say.join("\n")).toContain("lateness: Rule 2. It blames: “unacceptable”");
  expect(say.join("\n")).toContain("lateness: Rule 3. It threatens before its stage: “fine”");
  expect(say.join("\n")).toContain("lateness: Rule 3. It names an amount of money");
  expect(say.join("\n")).toContain("latness: No letter has this name");
  expect(say.join("\n")).toContain("lateness.pl: There is no field “child.imie”");
});
