/** `attend pupil`: the story agrees with figures and tiers for everybody, and names nobody but siblings. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FigureRow } from "../../src/measures/figures.ts";
import type { PupilStory } from "../../src/reports/pupil.ts";
import { attend } from "../run.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-pupil-"));
const cwd = path.join(folder, "school");
beforeAll(async () => {
  await attend(["demo", cwd, "--pupils", "60"], {});
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const json = async <T>(...args: string[]): Promise<T> =>
  JSON.parse((await attend([...args, "--json"], { cwd })).out) as T;
type Story = PupilStory & { readonly wrote: readonly string[] };

describe("the story of a pupil", () => {
  it("agrees with figures for every pupil, and its grid and spells add up", { timeout: 120_000 }, async () => {
    const { rows } = await json<{ rows: readonly FigureRow[] }>("figures");
    for (const row of rows) {
      const story = await json<Story>("pupil", row.key);
      const { counts, missed, percent } = story.thisYear;
      expect([counts.possible, counts.attended, percent]).toEqual([row.possible, row.attended, row.percent]);
      const marks = story.grid.flatMap((week) => week.marks);
      for (const [code, n] of Object.entries(counts.codes))
        expect(marks.filter((mark) => mark === code).length).toBe(n);
      expect(story.spells.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(missed);
      expect(story.weekdays.reduce((sum, day) => sum + day.missed, 0)).toBe(missed);
      expect(story.lates.length).toBe(counts.late + counts.lateAfterClose);
      if (story.tiers.length > 0) expect(story.tiers.at(-1)?.tier).toBe(story.tier);
    }
  });

  it("shows siblings with the reason, deeds, and the day on which a tier changed", async () => {
    const story = await json<Story>("pupil", "Grace Winterbourne");
    expect(story.siblings.map(({ name, reason }) => [name, reason])).toEqual([
      ["Lily Winterbourne", "same family in the exports"],
      ["Noah Winterbourne", "same family in the exports"],
    ]);
    expect(story.deeds).toMatchObject([{ kind: "call", words: "reached; All three had it again." }]);
    expect(story.tiers[0]).toMatchObject({ day: "2026-09-03", tier: "all" });
    expect(story.tiers.length).toBeGreaterThan(1);
  });

  it("writes a page without a name in its file's name, without scripts, and with nobody else's name", async () => {
    const story = await json<Story>("pupil", "Kyle Ravensdale");
    const file = path.join(cwd, story.wrote[0] ?? "");
    expect(existsSync(file)).toBe(true);
    expect(path.basename(file)).toMatch(/^2026-11-23 \d{4}\.html$/);
    const html = readFileSync(file, "utf8");
    expect(html).not.toMatch(/<script|undefined|NaN|\[object/);
    expect(html).toContain("missed 60 of 104 sessions");
    const { rows } = await json<{ rows: readonly FigureRow[] }>("figures");
    const others = rows.filter(({ key }) => key !== story.key && !story.siblings.some((each) => each.key === key));
    expect(others.filter(({ name }) => html.includes(name)).map(({ name }) => name)).toEqual([]);
    for (const line of (await attend(["pupil", "Kyle Ravensdale"], { cwd })).out.split("\n").slice(1, 6)) {
      expect(line).not.toMatch(/undefined|NaN/);
    }
  });
});

it("siblings are found by a parent in common at one address, when the exports have no family id", async () => {
  const school = path.join(folder, "no-ids");
  await attend(["demo", school, "--pupils", "60"], {});
  const pupils = path.join(school, "exports/pupils.csv");
  writeFileSync(pupils, readFileSync(pupils, "utf8").replace("Family ID", "Ignored"));
  const story = JSON.parse((await attend(["pupil", "Grace Winterbourne", "--json"], { cwd: school })).out) as Story;
  expect(story.siblings.map(({ name, reason }) => [name, reason])).toEqual([
    ["Lily Winterbourne", "same parent at the same address"],
    ["Noah Winterbourne", "same parent at the same address"],
  ]);
});
