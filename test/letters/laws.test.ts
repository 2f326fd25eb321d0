/** Laws of letters, over the demo school and over ten thousand generated pupils with every kind of name. */
import { afterAll, describe, expect, it } from "vitest";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readLetterTemplates, readTemplate } from "../../src/edge/templates.ts";
import { readSchool, type School } from "../../src/flow.ts";
import { fieldsOf } from "../../src/letters/extra-fields.ts";
import { fieldList } from "../../src/letters/field-help.ts";
import type { CommonFields } from "../../src/letters/fields.ts";
import { textOf } from "../../src/letters/html-text.ts";
import { lintLetter } from "../../src/letters/lint.ts";
import { cleaned } from "../../src/letters/names.ts";
import { chooseHalfTerm, isOfHalfTerm, planLetters, type PlannedLetter } from "../../src/letters/plan.ts";
import { printLetters } from "../../src/letters/run.ts";
import { compileBody } from "../../src/letters/template.ts";
import { contactLine } from "../../src/letters/view.ts";
import { LETTERS, type LetterKind } from "../../src/read/names.ts";
import { attend } from "../run.ts";
import { hostileSchool, NAMES } from "./hostile.ts";

const { sources } = readLetterTemplates(null);
const shell = { page: readTemplate("letters/page.html"), letter: readTemplate("letters/letter.html"), logo: null };
const bodies = new Map(LETTERS.map((kind) => [kind, compileBody(kind, sources)]));

/** Milliseconds, for a slow PC. */
const PATIENCE = 60_000;

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-letters-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

function plan(school: School, what: "term" | LetterKind): readonly PlannedLetter[] {
  const halfTerm = isOfHalfTerm(what) ? chooseHalfTerm(school, null) : null;
  return planLetters(school, { what, halfTerm, only: null, released: new Set(school.register.pupils.keys()) });
}

/** Everything that is wrong with a letter's words. */
function faultsOf(school: School, letter: PlannedLetter): readonly string[] {
  const fields = fieldsOf(letter.kind, letter) as unknown as CommonFields;
  const body = bodies.get(letter.kind)?.({ ...fields }) ?? "";
  const { child, contact } = fields;
  const isolates = (text: string): string => text.replace(/[\u2068\u2069]/g, "");
  const leave = (fields as unknown as { meeting?: Readonly<Record<string, string>> }).meeting;
  const names = [
    child.name,
    child.forename,
    contact.name,
    contact.role,
    fields.school.name,
    fields.school.localAuthority,
  ];
  const faults = lintLetter({
    kind: letter.kind,
    body: isolates(body),
    contactLine: isolates(contactLine(school.config)),
    names: [...names, child.class, leave?.["people"] ?? "", leave?.["plan"] ?? ""].map(isolates),
    contact: { name: isolates(contact.name), reach: contact.reach },
  }).map(({ rule, say }) => `rule ${String(rule)}: ${say}`);
  const tags = body
    .match(/<[^>]*>/g)
    ?.filter(
      (tag) => !/^<\/?(?:h1|p|strong|ul|li|hr|table|thead|tbody|tr|th|td)(?: class="(?:left|right)")? ?\/?>$/.test(tag),
    );
  return [...faults, ...(tags ?? []).map((tag) => `a tag from nowhere: ${tag}`)];
}

/** A figure that a letter shows, against the reason it is written for. */
function contradiction(letter: PlannedLetter): string | null {
  const { year } = fieldsOf(letter.kind, letter) as unknown as CommonFields;
  const shown = Number(year.percent);
  const absence = letter.series === "attendance";
  if (!absence) return null;
  if (letter.kind === "attendance-concern") return shown < 95 ? null : `${year.percent} in a letter about less than 95`;
  return shown <= 90 ? null : `${year.percent} in a letter about 90 or less`;
}

function expectSound(school: School, letters: readonly PlannedLetter[]): void {
  const wrong = letters.flatMap((letter) => {
    const name = school.register.pupils[letter.row]?.name ?? "";
    const found = [...faultsOf(school, letter), contradiction(letter)].filter((each) => each !== null);
    return found.map((fault) => `${letter.kind} for ${name}: ${fault}`);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
}

describe("the demo school", () => {
  const schools = ["2026-11-23", "2026-12-08", "2027-03-24", "2027-07-20"].map((today) => ({ today }));
  it.each(schools)("every letter for every pupil on $today", { timeout: PATIENCE }, async ({ today }) => {
    const folder = path.join(temporary, today);
    await attend(["demo", folder, "--date", today, "--pupils", "200"], {});
    const exports = path.join(folder, "exports");
    const day = (await import("../../src/register/day.ts")).dayFromIso(today) ?? 0;
    const school = readSchool(
      {
        config: readFileSync(path.join(folder, "attend.yaml"), "utf8"),
        exports: readdirSync(exports).map((name) => ({
          path: name,
          read: () => readFileSync(path.join(exports, name)),
        })),
        log: readFileSync(path.join(folder, "records/log.jsonl"), "utf8"),
      },
      day,
    );
    const letters = (["term", ...LETTERS] as const).flatMap((what) => plan(school, what));
    expect(letters.length).toBeGreaterThan(500);
    expectSound(school, letters);
  });
});

const PUPILS = 10_000;
const PER_SCHOOL = 500;

describe("ten thousand pupils of every kind", () => {
  const seeds = Array.from({ length: PUPILS / PER_SCHOOL }, (_, i) => ({ seed: i + 1 }));
  it.each(seeds)("school $seed", { timeout: PATIENCE }, ({ seed }) => {
    const school = hostileSchool(seed, PER_SCHOOL);
    expect(school.register.pupils.length).toBe(PER_SCHOOL);
    const kinds = LETTERS.filter((_, i) => i % 4 === seed % 4);
    expectSound(
      school,
      (["term", ...kinds] as const).flatMap((what) => plan(school, what)),
    );
  });

  it("the generated letters are of every kind", { timeout: PATIENCE }, () => {
    const found = new Set(
      [1, 2].flatMap((seed) => LETTERS.flatMap((what) => plan(hostileSchool(seed, 200), what).map(({ kind }) => kind))),
    );
    expect(LETTERS.filter((kind) => !found.has(kind) && kind !== "correction")).toEqual([]);
  });

  it("a letter has just the fields that its kind lists", () => {
    const school = hostileSchool(1, 200);
    for (const kind of LETTERS) {
      const [letter] = plan(school, kind);
      if (!letter) continue;
      const paths = (tree: unknown, at: string): readonly string[] =>
        Object.entries(tree as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
          typeof value === "object" ? paths(value, `${at}${name}.`) : [`${at}${name}`],
        );
      expect(paths(fieldsOf(kind, letter), "").toSorted()).toEqual(
        fieldList(kind)
          .map(({ field }) => field)
          .toSorted(),
      );
    }
  });

  it("every name stands in its letter as it is, and apart from the words beside it when it runs from right to left", () => {
    const school = hostileSchool(3, 200);
    const letters = plan(school, "half-term-summary").filter(({ status }) => status === "due");
    const { printed } = printLetters(school, letters, { sources, shell, draft: false });
    expect(printed.length).toBeGreaterThan(150);
    for (const { letter, html, file } of printed) {
      const name = cleaned(school.register.pupils[letter.row]?.name ?? "");
      expect(textOf(html)).toContain(name.split(" ")[0] ?? "");
      expect(file).toMatch(/^[A-Za-z0-9-]+-\d{3}\.html$/);
      expect(html).not.toContain("<script");
      const rtl = /[\u0590-\u08FF]/.test(name);
      expect(html.includes("\u2068")).toBe(
        rtl || /[\u0590-\u08FF]/.test(letter.recipients.addressees.map((each) => each.name).join("")),
      );
    }
    expect(NAMES.length).toBeGreaterThan(15);
  });
});
