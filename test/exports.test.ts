/** A specimen for every layout and fault of exports that schools have: how each must be understood stands beside it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Check } from "../src/commands/check.ts";
import { readSchool } from "../src/flow.ts";
import { attend as runAttend } from "./run.ts";
import type { Figures } from "../src/measures/figures.ts";
import { LAYOUT_NAMES } from "../src/read/names.ts";
import { configOf, schoolFiles, SPECIMENS, specimenNames, TODAY } from "./specimens.ts";

interface Expected {
  /** What the specimen shows, and where such exports come from. */
  readonly about: string;
  /** What the program still does instead. The specimen must then fail: a repaired bug is taken out here. */
  readonly bug?: string;
  /** Every file, by path; `mapping` is the field of each column, in order. */
  readonly files: Readonly<Record<string, object>>;
  /** `code`, `code file` or `code file:line`. */
  readonly problems: readonly string[];
  /** For `figures`, besides the date. */
  readonly args?: readonly string[];
  /** Every row by its key, with the fields that matter. */
  readonly figures: Readonly<Record<string, object>>;
  /** What the pupils files say, by key. */
  readonly pupilDetails?: Readonly<Record<string, object>>;
  readonly contacts?: readonly object[];
}

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-exports-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

function folderOf(name: string): string {
  const folder = path.join(temporary, name);
  cpSync(path.join(SPECIMENS, name), folder, { recursive: true });
  writeFileSync(path.join(folder, "attend.yaml"), configOf(name));
  return folder;
}

async function attend(folder: string, ...args: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
  const { code: exit, ...said } = await runAttend([...args, "--json", "--date", "2026-11-23"], {
    cwd: folder,
    today: 0,
  });
  return { exit, ...said };
}

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(path.join(SPECIMENS, name, "expected.json"), "utf8")) as Expected;
}

function placesOf({ problems }: Check): readonly string[] {
  return problems
    .map(({ code, file, line }) => (file === null ? code : `${code} ${file}${line ? `:${String(line)}` : ""}`))
    .sort();
}

async function expectAsExpected(name: string): Promise<void> {
  const { files, problems, figures, args = [], pupilDetails, contacts } = expectedOf(name);
  const folder = folderOf(name);
  const checked = await attend(folder, "check");
  expect(checked.exit, checked.err).toBeLessThan(2);
  const check = JSON.parse(checked.out) as Check;
  const found = check.files.map(({ path: file, ...each }) => [
    file,
    { ...each, mapping: each.mapping.map(({ field }) => field) },
  ]);
  expect(Object.fromEntries(found)).toEqual(files);
  expect(placesOf(check)).toEqual([...problems].sort());

  const counted = await attend(folder, "figures", ...args);
  expect(counted.exit, counted.err).toBeLessThan(2);
  const { rows } = JSON.parse(counted.out) as Figures;
  expect(rows.map(({ key }) => key).sort()).toEqual(Object.keys(figures).sort());
  for (const row of rows) expect(row).toMatchObject(figures[row.key] ?? {});

  const school = readSchool(schoolFiles(name), TODAY);
  const { pupils } = school.register;
  for (const [key, details] of Object.entries(pupilDetails ?? {})) {
    expect(pupils.find((pupil) => pupil.key === key)).toMatchObject(details);
  }
  if (contacts) {
    const all = school.contacts.map((contact) => ({ ...contact, pupil: pupils[contact.row]?.key }));
    expect(all.length).toBe(contacts.length);
    contacts.forEach((contact, i) => {
      expect(all[i]).toMatchObject(contact);
    });
  }
}

it("every folder has its expectation, and every expectation its folder", () => {
  for (const name of specimenNames) {
    const inside = readdirSync(path.join(SPECIMENS, name)).sort();
    expect([name, inside.filter((each) => each !== "attend.yaml")]).toEqual([name, ["expected.json", "exports"]]);
    const files = readdirSync(path.join(SPECIMENS, name, "exports")).map((file) => `exports/${file}`);
    expect([name, Object.keys(expectedOf(name).files).sort()]).toEqual([name, files.sort()]);
  }
});

it("every layout has a specimen", () => {
  const shown = specimenNames.flatMap((name) =>
    Object.values(expectedOf(name).files).map((file) => ("layout" in file ? file.layout : null)),
  );
  for (const layout of LAYOUT_NAMES) expect(shown).toContain(layout);
});

describe.each(specimenNames)("%s", (name) => {
  const { about, bug } = expectedOf(name);
  (bug === undefined ? it : it.fails)(bug === undefined ? about : `${about} (bug: ${bug})`, () =>
    expectAsExpected(name),
  );
});
