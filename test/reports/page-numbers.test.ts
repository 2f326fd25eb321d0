/** The one that checks pages is checked: what it takes for a number or a day, what it knows, and what it finds. */
import { describe, expect, it } from "vitest";
import { checkerOf, fixedWords, wordsOf } from "./page-numbers.ts";

const JSON_OF_RUN = {
  asAt: "2026-11-16",
  year: { percent: "91.5", change: -0.4, missed: 12, target: 95 },
  note: "ended on Friday 18 December 2026",
  half: "met on Tue 3 Nov",
  pupils: [
    { name: "Ava Adams", class: "3/4", missed: 31 },
    { name: "Ben Bates", class: "5/6", missed: 47 },
  ],
  letters: [{ files: ["a-001.html"], fields: { minutes: 77 } }],
  school: { phone: "01632 960100" },
};

const check = checkerOf(JSON_OF_RUN, ["within 10 school days", "0 sessions"]);
const isFine = (html: string, file = "page.html"): boolean => check(file, html).length === 0;

describe("the numbers of a page", () => {
  it.each([
    ["91.5%", "91.4%"],
    ["91.5", "91.50"],
    ["missed 12", "missed 13"],
    ["missed 12.", "missed 1.2"],
    ["target 95%", "target 95.0%"],
    ["(-0.4)", "(0.4)"],
    ["down −0.4 points", "down −0.5 points"],
    ["12–95", "12–96"],
    ["class 5/6", "class 5/7"],
    ["16/11/2026", "17/11/2026"],
    ["2026-11-16", "2026-11-17"],
    ["Mon 16 Nov", "Tue 16 Nov"],
    ["Mon 16 Nov", "Mon 17 Nov"],
    ["Monday 16 November 2026", "Monday 16 November 2027"],
    ["Monday 16 November 2026", "Tuesday 16 November 2026"],
    ["16 November", "16 October"],
    ["16 Nov", "6 Nov"],
    ["18/12/2026", "19/12/2026"],
    ["Fri 18 Dec", "Thu 18 Dec"],
    ["Tue 3 Nov", "3 Nov 2026"],
    ["3 Nov", "31 November"],
    ["within 10 school days", "within 10 days"],
    ["within 10 school days", "within 11 school days"],
    ["01632 960100", "01632 960101"],
    ["95 sessions", "950 sessions"],
  ])("are those of the JSON: %s, and not %s", (known, unknown) => {
    expect(isFine(`<p>${known}</p>`)).toBe(true);
    expect(isFine(`<p>${unknown}</p>`)).toBe(false);
  });

  it.each([
    ["a style", "<style>p { margin: 7mm }</style>"],
    ["an attribute", '<p class="row-7">words</p>'],
    ["where a line of a picture is", '<svg viewBox="0 0 7 7"><rect x="7"/></svg>'],
    ["an escaped character", "<p>children&#x27;s &#39;own&#39;</p>"],
    ["a remark", "<!-- 7 -->"],
  ])("are not in %s", (_, html) => {
    expect(isFine(html)).toBe(true);
  });

  it.each([
    ["the words of a picture", "<svg><text>7</text></svg>"],
    ["what is read out instead of a picture", '<svg role="img" aria-label="7 of 12"></svg>'],
    ["a hint", '<span title="7 more">more</span>'],
    ["the title", "<title>7 letters</title>"],
    ["two cells side by side", "<td>1</td><td>2</td>"],
  ])("are in %s", (_, html) => {
    expect(isFine(html)).toBe(false);
  });

  it("of a pupil's row are that pupil's own", () => {
    const row = (name: string, missed: string): string => `<tr class="x"><td>${name}</td><td>${missed}</td></tr>`;
    for (const name of ["Ava Adams", "Ava Adams, 3/4", "Ava Adams (3/4)", 'Ava Adams <b class="tag">new</b>']) {
      expect(isFine(row(name, "31")), name).toBe(true);
      expect(isFine(row(name, "47")), name).toBe(false);
    }
    expect(isFine(row("All pupils", "47"))).toBe(true);
  });

  it("of a page with an object of its own are that object's", () => {
    expect(isFine("<p>77 minutes. Ring 01632 960100.</p>", "a-001.html")).toBe(true);
    expect(isFine("<p>91.5%</p>", "a-001.html")).toBe(false);
    expect(isFine("<p>91.5%</p>", "a-002.html")).toBe(true);
  });

  it("are named with the words around them", () => {
    expect(check("page.html", "<p>Ava missed 9 sessions</p>")).toEqual([
      "page.html: “9” in “… Ava missed 9 sessions …”",
    ]);
  });
});

describe("the fixed words of a template", () => {
  it("are what stands between its fields", () => {
    const template = `{{#> _page}}{{#*inline "style"}}p { margin: 7mm }{{/inline}}
<p class="p1">Settle it within <b>5</b> school days of {{day}}, for {{name}}.</p>{{#if x}}<p>Again after 2.</p>{{/if}}{{/_page}}`;
    expect(fixedWords(template)).toEqual(["Settle it within 5 school days of", ", for", ".", "Again after 2."]);
  });

  it("are the words of a letter without what makes it bold or a table", () => {
    expect(fixedWords("# Of **10** days\n\n| A | B |\n| :-- | --: |\n| 1 | {{x}} |")).toEqual(["Of 10 days A B 1"]);
    expect(wordsOf("<h1>Of <strong>10</strong> days</h1><table><tr><td>A</td></tr></table>").trim()).toBe(
      "Of 10 days A",
    );
  });
});
