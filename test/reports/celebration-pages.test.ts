/** Certificates, the slide, prizes and staff pages as files: sound HTML, for every reader, and right on paper. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { afterAll, describe, expect, it } from "vitest";
import { dueOn } from "../../src/policy/due.ts";
import { celebrationFiles } from "../../src/reports/celebration/pages.ts";
import { choosePeriod } from "../../src/reports/celebration/period.ts";
import { prizeFiles } from "../../src/reports/celebration/prize-pages.ts";
import { prizesOf } from "../../src/reports/celebration/prize.ts";
import { staffFiles } from "../../src/reports/staff/pages.ts";
import type { PageFile } from "../../src/reports/html.ts";
import * as chromium from "../letters/chromium.ts";
import { many, packOf, schoolDays, schoolWith, TEMPLATES, type Child, type Story } from "./celebration-schools.ts";

const TERM: Story = { from: "2026-06-01", to: "2026-11-20" };
const away = (from: string, days: number, marks = "II"): Readonly<Record<string, string>> =>
  Object.fromEntries(
    schoolDays(from, "2026-11-20")
      .slice(0, days)
      .map((day) => [day, marks]),
  );

/** Every kind of line that a page can have; names that are long, and that look like HTML. */
const EVERYTHING: readonly Child[] = [
  ...many(6, "Oak"),
  { name: "Ava <b>Adams</b> & Co", marks: away("2026-09-03", 12) },
  { name: "Ben Brown", marks: away("2026-11-18", 3) },
  { name: "Cal Cole", marks: { "2026-11-10": "L\\", "2026-11-11": "L\\", "2026-11-12": "U\\", "2026-11-17": ".\\" } },
  { name: "Dee Dunn", about: { "SEN Status": "K" } },
  { name: "Maximiliana-Theodora Featherstonehaugh-Cholmondeley", class: "Elm", marks: away("2026-06-01", 8) },
  ...many(6, "Elm").map((child) => ({ ...child, marks: { "2026-11-17": "II" } })),
  ...many(3, "Acorns", "N2"),
];

function filesOf(children: readonly Child[], story: Story = TERM): readonly PageFile[] {
  const school = schoolWith(children, { config: "prizes: { individuals: true }\n", ...story });
  const { week, pack } = packOf(school);
  return [
    ...celebrationFiles(pack, school.config, TEMPLATES).files,
    ...staffFiles(school, week, { pack, due: dueOn(school) }, TEMPLATES).files,
    ...prizeFiles(prizesOf(school, choosePeriod(school, null)), school.config, TEMPLATES),
  ].filter(({ path: name }) => name.endsWith(".html"));
}

const schools: readonly [string, readonly Child[], Story?][] = [
  ["everything", EVERYTHING],
  ["nothing to say", many(2, "Oak")],
  ["nursery only", many(2, "Acorns", "N2")],
  ["no classes", many(2, "Oak"), { ...TERM, noClasses: true }],
  ["thirty classes", Array.from({ length: 30 }, (_, i) => many(5, `Class ${String(i)}`)).flat(), {}],
];

describe("pages", () => {
  it.each(schools)("are sound HTML without anything from elsewhere: %s", async (_, children, story) => {
    const validate = new HtmlValidate({ extends: ["html-validate:recommended"] });
    const files = filesOf(children, story);
    expect(files.length).toBeGreaterThan(2);
    for (const { path: name, text } of files) {
      const { results } = await validate.validateString(text);
      const faults = results.flatMap(({ messages }) =>
        messages.map((each) => `${name}: ${each.ruleId}: ${each.message}`),
      );
      expect(faults).toEqual([]);
      expect(text).not.toMatch(/<script|https?:|undefined|\bnull\b|NaN|\[object|\{\{/);
    }
  });
});

const { missing } = chromium;
const title = `on paper${missing.length > 0 ? ` (skipped: this machine has no ${missing.join(", no ")})` : ""}`;

describe.skipIf(missing.length > 0)(title, { timeout: 90_000 }, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attend-celebration-"));
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
    chromium.cleanUp();
  });

  function written(children: readonly Child[], story?: Story): ReadonlyMap<string, string> {
    const own = fs.mkdtempSync(path.join(folder, "school-"));
    fs.mkdirSync(path.join(own, "classes"));
    const files = filesOf(children, story);
    for (const { path: name, text } of files) fs.writeFileSync(path.join(own, name), text);
    return new Map(files.map(({ path: name }) => [name, path.join(own, name)]));
  }

  it("nothing stands in the way of any reader", async () => {
    expect(await chromium.axeFaults([...written(EVERYTHING).values()])).toEqual([]);
  });

  it("the slide is one page with every class on it, however many there are", async () => {
    for (const count of [1, 6, 7, 12, 13, 30]) {
      const children = Array.from({ length: count }, (_, i) => [
        ...many(5, `Class ${String(i)}`),
        { name: "Ava Adams", class: `Class ${String(i)}`, marks: away("2026-11-16", (i % 5) + 1, "I\\") },
      ]).flat();
      const pages = chromium.pagesOf(await chromium.print(written(children, {}).get("assembly.html") ?? ""));
      expect(pages).toHaveLength(1);
      const words = chromium.textOf(pages[0] ?? []);
      for (let i = 0; i < count; i++) expect(words).toMatch(new RegExp(`Class ${String(i)}\\b`));
      expect(words).toContain("welcome when you are back.");
      expect(
        chromium.outside({ text: "", ...boxOf(pages[0] ?? []) }, { left: 0, top: 0, right: 320, bottom: 180 }),
      ).toBeLessThan(0);
    }
  });

  it("each certificate is one sheet, its signatures at the foot", async () => {
    const files = written(EVERYTHING);
    for (const [name, sheets] of [
      ["cup-certificate.html", 1],
      ["class-prize.html", 1],
      ["certificates.html", null],
    ] as const) {
      const file = files.get(name) ?? "";
      const pages = chromium.pagesOf(await chromium.print(file));
      const wanted = sheets ?? fs.readFileSync(file, "utf8").match(/class="certificate"/g)?.length;
      expect({ name, pages: pages.length }).toEqual({ name, pages: wanted });
      for (const page of pages) {
        const foot = page.findLast(({ text }) => text === "Date");
        expect(foot?.bottom).toBeLessThan(197);
        expect(foot?.top).toBeGreaterThan(165);
      }
    }
  });

  it("a class page and the playground list are one page each", async () => {
    const files = written(EVERYTHING);
    for (const name of ["classes/Oak.html", "playground.html"]) {
      expect(chromium.pagesOf(await chromium.print(files.get(name) ?? ""))).toHaveLength(1);
    }
  });
});

/** Around all words of a page. */
function boxOf(words: readonly chromium.Word[]): chromium.Box {
  return {
    left: Math.min(...words.map(({ left }) => left)),
    top: Math.min(...words.map(({ top }) => top)),
    right: Math.max(...words.map(({ right }) => right)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  };
}
