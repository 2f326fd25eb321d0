/** The list of penalties as a table and as a page, and penalty notices written into the log. */
import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { readPageTemplates } from "../../src/edge/templates.ts";
import { renderCsv } from "../../src/reports/csv.ts";
import { penaltyPage } from "../../src/reports/penalty/page.ts";
import { penaltySheet } from "../../src/reports/penalty/sheet.ts";
import { STATUTE } from "../../src/register/statute.ts";
import { AVA, School } from "../letters/school.ts";
import { report, letter, meeting, type Story } from "../policy/penalty-school.ts";
import { attend } from "../run.ts";

const LATE: Story = {
  marks: { "2026-09-15": "GG", "2026-11-02": "UUUUUUU", "2026-11-26": "NL" },
  log: [meeting("held"), letter("notice-to-improve")],
};
const page = (story: Story): string => penaltyPage(report(story), readPageTemplates());
/** The words of a page, without its head. */
const plain = (html: string): string =>
  html
    .slice(html.indexOf("<main"))
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("the page", () => {
  const words = plain(page(LATE));

  it("shows the window mark by mark, a week a row, with what counts and when it drops out", () => {
    expect(words).toContain("14/09/2026 / \\ G G / \\ / \\ / \\ 2 30/11/2026");
    expect(words).toContain("02/11/2026 U U U U U U U \\ / \\ 7 25/01/2027");
    expect(words).toContain("23/11/2026 / \\ / \\ / \\ N L / \\ 1 not in the calendar");
    expect(words.match(/\d\d\/\d\d\/2026 (?:\S+ ){10}\d/g)).toHaveLength(10);
  });

  it("says how it is counted, by which edition, and what must be true before a request", () => {
    expect(words).toContain("whole weeks, Monday to Sunday");
    expect(words).toContain("August 2024");
    expect(words).toMatch(/not yet 1 N, settled by 03\/12\/2026 or else O/);
    expect(words).toContain("meeting held 12/11/2026");
  });

  it("names an amount only with its source and the day from which it holds", () => {
    for (const { value, unit, source } of [STATUTE.penaltyPounds, STATUTE.penaltyPoundsEarly]) {
      expect(words).toMatch(new RegExp(`${String(value)} ${unit} .*${source.replace(/[()]/g, "\\$&")} 19/08/2024`));
    }
    expect(words).not.toContain("£");
  });

  it("says when today’s window no longer holds what met it, and when there is nobody", () => {
    const later = plain(page({ marks: { "2026-09-07": "O".repeat(10) }, today: "2027-01-08" }));
    expect(later).toContain(
      "Met on 11/09/2026, in the window 08/06/2026 to 11/09/2026: 10 sessions (10 O). In today’s window 0 sessions.",
    );
    expect(plain(page({}))).toMatch(/Met Nobody\. Approaching Nobody\./);
  });

  it("says whose age is not known", () => {
    expect(plain(page({ year: "", born: "" }))).toContain("not looked at: Ava Adams (Oak)");
  });

  it("is sound HTML", async () => {
    const { results } = await new HtmlValidate({ extends: ["html-validate:recommended"] }).validateString(page(LATE));
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  it("shades a mark below compulsory school age as one that does not count", () => {
    // Five on 5 November 2021 is five in November 2026: of compulsory school age on 31 December.
    const story: Story = {
      year: "R",
      born: "05/11/2021",
      today: "2027-01-15",
      marks: { "2026-12-14": "OOOO", "2027-01-04": "O".repeat(6) },
    };
    const html = page(story);
    expect(html.match(/class="unauthorised">O</g)).toHaveLength(6);
    expect(html.match(/class="other">O</g)).toHaveLength(4);
  });
});

it("the table has a row a pupil, with yes or not yet for each requirement", () => {
  const { head, rows } = penaltySheet(report(LATE));
  expect(rows).toHaveLength(1);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  const row = Object.fromEntries(head.map((heading, i) => [heading, rows[0]?.[i]]));
  expect(row).toMatchObject({
    Pupil: "Ava Adams",
    State: "met",
    "Met on": { day: "2026-11-26" },
    "In today's window": 10,
    "N among them": 1,
    G: 2,
    U: 7,
    "First drops out on": { day: "2026-11-30" },
    "Marks settled": "not yet: 1 N, settled by 03/12/2026 or else O",
    "Warning given": "yes: letter notice-to-improve 12/11/2026",
  });
  expect(renderCsv({ head, rows })).toContain("26/11/2026");
});

it("a penalty notice is written into the log with the parent to whom it went", async () => {
  const { folder: cwd } = new School([{}]);
  const said = await attend(
    ["log", "penalty-notice", AVA, "--outcome", "issued", "--parent", "Mrs Adams", "--reference", "PN 17", "--json"],
    { cwd },
  );
  expect(said.code).toBe(0);
  const { logged } = JSON.parse(said.out) as { logged: readonly unknown[] };
  expect(logged).toMatchObject([
    { kind: "penalty-notice", outcome: "issued", parent: "Mrs Adams", reference: "PN 17" },
  ]);
  const wrong = await attend(["log", "penalty-notice", AVA, "--outcome", "paid"], { cwd });
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain("considered, warned, requested, issued, refused, withdrawn");
});
