/** The newsletter: true figures, warm words, no child, no small class, and a picture of its own. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figures } from "../../src/measures/figures.ts";
import { choosePeriod } from "../../src/reports/celebration/period.ts";
import { newsletterOf, type Newsletter } from "../../src/reports/newsletter/newsletter.ts";
import { attend } from "../run.ts";
import { schoolWith, type Who } from "./school.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "attend-newsletter-"));
const folder = path.join(root, "demo");
beforeAll(async () => {
  await attend(["demo", folder, "--date", "2026-11-23"], {});
});
afterAll(() => {
  fs.rmSync(root, { recursive: true });
});

interface Made extends Newsletter {
  readonly wrote: readonly string[];
}

async function newsletter(...args: readonly string[]): Promise<Made> {
  const { out, err } = await attend(["newsletter", ...args, "--json", "--school", folder], {});
  if (out === "") throw new Error(err);
  return JSON.parse(out) as Made;
}

const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");

/** A school of classes of so many pupils, some of them away for all of a week. */
function classes(
  sizes: Readonly<Record<string, number>>,
  away: Readonly<Record<string, readonly string[]>> = {},
): Newsletter {
  const who = Object.entries(sizes).flatMap(([named, size]) =>
    Array.from({ length: size }, (): Who => ({
      class: named,
      marks: Object.fromEntries((away[named] ?? []).map((day) => [day, "II"])),
    })),
  );
  const situation = schoolWith(who, "2026-11-02", "2026-11-20", "2026-11-23");
  return newsletterOf(situation, choosePeriod(situation, null));
}

describe("the newsletter", () => {
  it("gives the headline figure of the term, and whole days", async () => {
    const value = await newsletter();
    const span = ["--by", "school", "--from", value.from, "--to", value.to];
    const { out } = await attend(["figures", ...span, "--json", "--school", folder], {});
    const [headline] = (JSON.parse(out) as Figures).rows;
    expect(value.percent).toBe(headline?.percent);
    expect(value.days).toBe(Math.floor((headline?.attended ?? 0) / 2));
    expect(value.paragraph).toContain(`${value.percent ?? ""}% of all sessions`);
  });

  it("names no child, in any of its files", async () => {
    const value = await newsletter();
    const text = [...value.wrote.map(read), JSON.stringify(value)].join("\n");
    const { out } = await attend(["figures", "--json", "--school", folder], {});
    for (const { key, name } of (JSON.parse(out) as Figures).rows) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(name);
    }
  });

  it("is one paragraph without blame, and without a number below five", async () => {
    const { paragraph, wrote } = await newsletter();
    expect(read(wrote[1] ?? "")).toBe(`${paragraph}\n`);
    expect(paragraph).not.toContain("\n");
    expect(paragraph).not.toMatch(
      /\b(must|fine|penalty|legal|law|unauthorised|persistent|poor|worst|fail|below|lower)\b/i,
    );
    const words = paragraph.replace(/Class \d(\/\d)?/g, "").replace(/\d[\d ]{6,}\d/g, "");
    const numbers = [...words.matchAll(/\d[\d,.]*/g)].map(([n]) => Number(n.replaceAll(",", "").replace(/\.$/, "")));
    expect(numbers.length).toBeGreaterThanOrEqual(3);
    expect(numbers.filter((n) => n < 5)).toEqual([]);
  });

  it("writes the same picture into the page and beside it, and a PNG only where there is a browser", async () => {
    const { wrote, picture } = await newsletter("--term", "autumn");
    expect(wrote.map((file) => path.basename(file))).toEqual(["newsletter.html", "newsletter.txt", "newsletter.svg"]);
    const svg = read(wrote[2] ?? "");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" aria-label="[^"]+"/);
    expect(read(wrote[0] ?? "")).toContain(svg.trim());
    for (const line of [picture.figure, picture.heading, ...picture.lines]) expect(svg).toContain(line);
  });

  it("refuses a term that nobody knows", async () => {
    const { code, err } = await attend(["newsletter", "--term", "Winter", "--school", folder], {});
    expect([code, err]).toEqual([2, expect.stringContaining("“Winter”")]);
  });
});

describe("class cups in the newsletter", () => {
  it("are counted by week, the most first, and shared where classes tie", () => {
    const { cups, paragraph } = classes({ Oak: 6, Elm: 6 }, { Oak: ["2026-11-16"], Elm: ["2026-11-02", "2026-11-09"] });
    expect(cups).toEqual([
      { name: "Oak", weeks: 2 },
      { name: "Elm", weeks: 1 },
    ]);
    expect(paragraph).toContain("class cup went to Oak and Elm.");
    expect(classes({ Oak: 6, Elm: 6 }).cups.map(({ weeks }) => weeks)).toEqual([3, 3]);
  });

  it.each([
    [4, ["Elm"]],
    [5, ["Elm", "Oak"]],
  ])("do not name a class of %i pupils unless it is large enough", (size, named) => {
    const { cups, picture, paragraph } = classes({ Oak: size, Elm: 6 }, { Elm: ["2026-11-16"] });
    expect(cups.map(({ name }) => name).sort()).toEqual(named);
    expect(paragraph.includes("Oak")).toBe(named.includes("Oak"));
    expect(picture.listed.rows.some(({ label }) => label === "Oak")).toBe(named.includes("Oak"));
  });

  it("may be won by nobody who is named, and then nothing is said of them", () => {
    const { cups, paragraph } = classes({ Oak: 4, Elm: 4 });
    expect([cups, paragraph.includes("cup")]).toEqual([[], false]);
  });

  it("are not of a school in which every figure would be about a child", () => {
    expect(() => classes({ Oak: 4 })).toThrow(/^There are fewer than 5 pupils/);
  });
});
