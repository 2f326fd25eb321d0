/** `weekly`, `letters --issue` and `log` killed at their file operations, as by a power cut: nothing recorded without its file, no line lost, and the next run is whole. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { School } from "../letters/school.ts";
import { copyOf, expectSoundLog, expectTidy, isBuilt, killed, logLines, logText, run, someOf } from "./faults.ts";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-killed-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

const TALKED = { day: "2026-11-10", kind: "talk", by: "Jo Marsh" };
const school = new School([
  { name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50), log: [TALKED] },
  { name: "Ben Brook", class: "Oak", marks: "/\\".repeat(50), log: [TALKED] },
]).folder;

const pupils = (folder: string): readonly unknown[] =>
  logLines(folder)
    .filter(({ kind }) => kind === "letter")
    .map(({ pupil }) => pupil)
    .toSorted();

describe.skipIf(!isBuilt)("killed", () => {
  it.each([
    ["weekly", ["weekly"]],
    ["letters", ["letters", "--term", "--issue"]],
    ["log", ["log", "talk", "Ava Adams"]],
  ] as const)("%s", { timeout: 600_000 }, async (name, args) => {
    const whole = copyOf(school, path.join(temporary, `${name} whole`));
    const { code, operations, err } = killed(whole, args, 0);
    expect(code, err).toBeLessThan(2);
    expect(operations).toBeGreaterThan(10);
    for (const at of someOf(operations, 12)) {
      const folder = copyOf(school, path.join(temporary, `${name} ${String(at)}`));
      const before = logText(folder);
      expect(killed(folder, args, at).code).toBeNull();
      expectSoundLog(folder, before);
      const again = await run(folder, args);
      expect(again.code, again.err).toBeLessThan(2);
      expectSoundLog(folder, before);
      expectTidy(folder);
      // What was recorded before the end is not recorded again, but for a deed, which is anybody's word.
      if (name === "letters") expect(pupils(folder)).toEqual(pupils(whole));
      else expect(logLines(folder).length).toBeGreaterThanOrEqual(logLines(whole).length);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
