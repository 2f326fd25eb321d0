/** `attend why`: the proof agrees with the figures for everybody, its marks add up, and a sent letter is proved by its basis. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FigureRow } from "../../src/measures/figures.ts";
import type { Why } from "../../src/reports/why.ts";
import { attend } from "../run.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-why-"));
const cwd = path.join(folder, "school");
beforeAll(async () => {
  await attend(["demo", cwd, "--pupils", "60"], {});
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const json = async <T>(...args: string[]): Promise<T> =>
  JSON.parse((await attend([...args, "--json"], { cwd })).out) as T;

describe("the proof", () => {
  it(
    "agrees with figures, tiers, due and letters for every pupil, and its marks add up",
    { timeout: 120_000 },
    async () => {
      const { rows } = await json<{ rows: readonly FigureRow[] }>("figures");
      const { pupils } = await json<{ pupils: readonly { key: string; tier: string; triggers: readonly unknown[] }[] }>(
        "tiers",
      );
      const { due } = await json<{ due: readonly { pupil: string | null; row: string }[] }>("due");
      const { letters } = await json<{ letters: readonly { pupil: string; kind: string; status: string }[] }>(
        "letters",
        "--term",
        "--dry-run",
      );
      for (const row of rows) {
        const why = await json<Why>("why", row.key);
        const { counts } = why;
        expect({ key: why.key, percent: why.percent, ...counts }).toEqual({
          key: row.key,
          percent: row.percent,
          ...Object.fromEntries(Object.keys(counts).map((name) => [name, row[name as keyof FigureRow]])),
        });
        const sum = (...sides: readonly string[]): number =>
          why.marks.filter(({ side }) => sides.includes(side)).reduce((n, { sessions }) => n + sessions.length, 0);
        expect(sum("attended")).toBe(counts.attended);
        expect(sum("authorised")).toBe(counts.authorised);
        expect(sum("unauthorised")).toBe(counts.unauthorised);
        expect(sum("missing")).toBe(counts.missing);
        expect(sum("unknown")).toBe(counts.unknown);
        expect(sum("not possible")).toBe(counts.notPossible);
        for (const { code, sessions } of why.marks) if (code !== null) expect(sessions.length).toBe(counts.codes[code]);
        for (const { line, file } of why.marks.flatMap(({ side, sessions }) => (side === "missing" ? [] : sessions))) {
          expect([typeof line, typeof file]).toEqual(["number", "string"]);
        }
        const tier = pupils.find(({ key }) => key === row.key);
        if (tier) {
          expect([why.tier, why.rules.filter(({ fired }) => fired).length]).toEqual([tier.tier, tier.triggers.length]);
          expect(why.due.map((each) => each.row)).toEqual(
            due.filter(({ pupil }) => pupil === row.key).map((each) => each.row),
          );
        }
        const letter = letters.find(({ pupil }) => pupil === row.key);
        expect([why.letter?.kind, why.letter?.status]).toEqual([letter?.kind, letter?.status]);
      }
    },
  );

  it.each([
    [188, 209, "89.952153", "90.0", "89.9"],
    [334, 371, "90.026954", "90.0", "90.1"],
  ])("%i of %i is shown where the counts put it, and says so", async (attended, possible, exact, halfUp, shown) => {
    const school = path.join(folder, `of-${String(possible)}`);
    const days = Array.from(
      { length: Math.ceil(possible / 2) },
      (_, i) => new Date(Date.UTC(2026, 0, 5) + i * 86_400_000),
    );
    const marks = Array.from({ length: possible }, (_, i) => (i < attended ? "/" : "O"));
    const rows = days.map(
      (day, i) => `A1,${day.toISOString().slice(0, 10)},${marks[2 * i] ?? ""},${marks[2 * i + 1] ?? "#"}`,
    );
    await attend(["init", school], {});
    writeFileSync(path.join(school, "attend.yaml"), "school: { name: X }\n");
    writeFileSync(path.join(school, "exports/register.csv"), ["UPN,Date,AM,PM", ...rows].join("\n"));
    const io = { cwd: school };
    const why = JSON.parse((await attend(["why", "A1", "--json", "--date", "2026-08-31"], io)).out) as Why;
    expect([why.exact, why.halfUp, why.percent]).toEqual([exact, halfUp, shown]);
    const { out } = await attend(["why", "A1", "--date", "2026-08-31"], io);
    expect(out).toContain(`${exact}…%, shown as ${shown}%; half up would be ${halfUp}`);
  });

  it("is in words, with the source of each rule that fired, and names nobody else", async () => {
    const { out, code } = await attend(["why", "Oscar Bramley"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^Oscar Bramley, 3\/4, as at 23\/11\/2026/);
    expect(out).toContain("yes  persistent-absence → Intensive need: missed 10 of 100 sessions, 10% or more");
    expect(out).toContain(
      "source: The school's graduated response, Intensive need 3; DfE absence methodology, section 3.2",
    );
    expect(out).not.toMatch(/undefined|NaN|\[object|null/);
  });

  it("asks who, and says when nobody fits", async () => {
    expect((await attend(["why"], { cwd })).err).toContain("Say who");
    expect((await attend(["why", "Ava"], { cwd })).err).toContain("fits several pupils");
  });
});

describe("a letter that was sent", () => {
  it("is proved by the figures it was written on, and says when the register says something else now", async () => {
    await attend(["letters", "--kind", "attendance-below-90", "--pupil", "Kyle", "--issue"], { cwd });
    expect((await attend(["why", "Kyle", "--letter", "1"], { cwd })).out).toContain("the register says the same now");
    const file = path.join(cwd, "exports/register-autumn-1.csv");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace(/(Ravensdale.*),O,/, "$1,/,"));
    const { out } = await attend(["why", "Kyle", "--letter", "1"], { cwd });
    expect(out).toMatch(/on the figures of .*: 44 of 104 attended \(42\.3%\)/);
    expect(out).toMatch(/says now: 45 of 104 attended \(43\.3%\)/);
    const sent = await json<{ changed: readonly string[] }>("why", "Kyle", "--letter", "1");
    expect(sent.changed).toEqual(["attended", "unauthorised"]);
    const { letters } = await json<{ letters: readonly { kind: string; status: string }[] }>(
      "letters",
      "--kind",
      "correction",
      "--dry-run",
    );
    expect(letters).toMatchObject([{ kind: "correction", status: "due" }]);
    writeFileSync(file, before);
    expect((await attend(["why", "Kyle", "--letter", "2"], { cwd })).err).toContain(
      "There are: 1 (attendance-below-90)",
    );
  });

  it("stays as it was when the policy is changed", async () => {
    const before = await json<{ basis: unknown; because: unknown; policy: string; tier: string }>(
      "why",
      "Kyle",
      "--letter",
      "1",
    );
    const config = path.join(cwd, "attend.yaml");
    const text = readFileSync(config, "utf8");
    writeFileSync(
      config,
      text
        .replace('version: "2026-09"', 'version: "2027-01"')
        .replace("minimum-sessions:\n    value: 20", "minimum-sessions:\n    value: 200"),
    );
    const after = await json<typeof before>("why", "Kyle", "--letter", "1");
    const log = (await attend(["log", "--list", "--json"], { cwd })).out;
    writeFileSync(config, text);
    expect([after.basis, after.because, after.policy, after.tier]).toEqual([
      before.basis,
      before.because,
      before.policy,
      before.tier,
    ]);
    expect((await attend(["log", "--list", "--json"], { cwd })).out).toBe(log);
  });
});
