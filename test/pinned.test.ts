/** Law: what `check --write-mapping` puts into attend.yaml changes nothing in how the files are read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Check } from "../src/commands/check.ts";
import { attend as runAttend } from "./run.ts";
import { configOf, SPECIMENS, specimenNames } from "./specimens.ts";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-pinned-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

async function attend(folder: string, ...args: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
  const { code: exit, ...said } = await runAttend([...args, "--date", "2026-11-23"], { cwd: folder, today: 0 });
  return { exit, ...said };
}

const COMMENT = "# The school's own words stay.";

describe.each(specimenNames)("%s", (name) => {
  it("is read alike when its mapping is written down, once and again", async () => {
    const folder = path.join(temporary, name);
    const config = path.join(folder, "attend.yaml");
    cpSync(path.join(SPECIMENS, name), folder, { recursive: true });
    writeFileSync(config, `${COMMENT}\n${configOf(name)}`);
    const before = JSON.parse((await attend(folder, "check", "--json")).out) as Check;
    const figures = await attend(folder, "figures", "--json");

    const written = await attend(folder, "check", "--write-mapping");
    expect(written.exit, written.err).toBeLessThan(2);
    const text = readFileSync(config, "utf8");
    expect(text).toContain(COMMENT);
    const after = await attend(folder, "check", "--json");
    expect(after.exit, after.err).toBeLessThan(2);
    expect(JSON.parse(after.out)).toEqual(before);
    expect(await attend(folder, "figures", "--json")).toEqual(figures);

    await attend(folder, "check", "--write-mapping");
    expect(readFileSync(config, "utf8")).toBe(text);
  });

  it("says of every column what it was taken for", async () => {
    const folder = path.join(SPECIMENS, name);
    const at = path.join(temporary, `${name} explained`);
    cpSync(folder, at, { recursive: true });
    writeFileSync(path.join(at, "attend.yaml"), configOf(name));
    const { files } = JSON.parse((await attend(at, "check", "--json")).out) as Check;
    for (const file of files) {
      const { exit, out } = await attend(at, "check", "--explain", file.path);
      expect(exit).toBeLessThan(2);
      expect(out).not.toMatch(/undefined|NaN|\[object/);
      for (const { field } of file.mapping) if (field !== null) expect(out).toContain(field);
    }
  });
});
