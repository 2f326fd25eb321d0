/** `attend letters --issue` and `attend log` killed at every file operation: nothing recorded without its file, no line lost. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { attend } from "../run.ts";

const BIN = path.resolve(import.meta.dirname, "../../bin/attend.js");
const STOP = path.join(import.meta.dirname, "stop-at.cjs");
const ARGS = ["letters", "--term", "--issue", "--date", "2026-11-23", "--json"];

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-crash-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

interface Line {
  readonly pupil: string;
  readonly kind: string;
  readonly files: readonly string[];
}

/** The letters that the log has whole lines of. */
function recorded(folder: string): readonly Line[] {
  return readFileSync(path.join(folder, "records/log.jsonl"), "utf8")
    .split("\n")
    .flatMap((text): Line[] => {
      try {
        const line = JSON.parse(text) as Line;
        return line.kind === "letter" ? [line] : [];
      } catch {
        return [];
      }
    });
}

/** The exit code, null when it was killed; and how many file operations there were. */
function issue(folder: string, stopAt: number): { readonly code: number | null; readonly operations: number } {
  const run = spawnSync(process.execPath, ["--require", STOP, BIN, ...ARGS], {
    cwd: folder,
    env: { ...process.env, STOP_AT: String(stopAt) },
    encoding: "utf8",
  });
  const operations = Number(/OPERATIONS (\d+)/.exec(run.stderr)?.[1] ?? 0);
  return { code: run.signal === null ? run.status : null, operations };
}

describe.skipIf(!existsSync(path.resolve(BIN, "../../dist/bundle/attend.cjs")))("killed at any moment", () => {
  it("a letter is offered again, or recorded with its file", async () => {
    const school = path.join(temporary, "school");
    await attend(["demo", school, "--pupils", "60"], {});
    const before = readFileSync(path.join(school, "records/log.jsonl"), "utf8");
    const whole = path.join(temporary, "whole");
    cpSync(school, whole, { recursive: true });
    const { code, operations } = issue(whole, -1);
    expect(code).toBe(1);
    const all = recorded(whole)
      .map(({ pupil }) => pupil)
      .toSorted();
    expect(all.length).toBeGreaterThan(5);
    expect(operations).toBeGreaterThan(40);
    // Each of the first and of the last, among which the log is written; of the files between every ninth.
    const stops = Array.from({ length: operations }, (_, i) => i + 1).filter(
      (n) => n <= 4 || n > operations - 9 || n % 15 === 0,
    );
    for (const n of stops) {
      const folder = path.join(temporary, `stopped-${String(n)}`);
      cpSync(school, folder, { recursive: true });
      expect(issue(folder, n).code).toBeNull();
      for (const { files } of recorded(folder)) {
        expect(files.length).toBeGreaterThan(0);
        for (const file of files) expect(existsSync(path.join(folder, file))).toBe(true);
      }
      expect(readFileSync(path.join(folder, "records/log.jsonl"), "utf8").startsWith(before)).toBe(true);
      expect(issue(folder, -1).code).toBe(1);
      expect(
        recorded(folder)
          .map(({ pupil }) => pupil)
          .toSorted(),
      ).toEqual(all);
      rmSync(folder, { recursive: true, force: true });
    }
  }, 240_000);

  it("a deed is written whole or not at all, and what was there before stays", { timeout: 120_000 }, async () => {
    const school = path.join(temporary, "log-school");
    await attend(["demo", school, "--pupils", "40"], {});
    const file = path.join(school, "records/log.jsonl");
    const log = (stopAt: number) =>
      spawnSync(process.execPath, ["--require", STOP, BIN, "log", "talk", "Oscar Bramley", "--date", "2026-11-23"], {
        cwd: school,
        env: { ...process.env, STOP_AT: String(stopAt) },
        encoding: "utf8",
      });
    const operations = Number(/OPERATIONS (\d+)/.exec(log(-1).stderr)?.[1] ?? 0);
    expect(operations).toBeGreaterThan(1);
    let whole = readFileSync(file, "utf8").split("\n").length - 1;
    for (let n = 1; n <= operations; n++) {
      const before = readFileSync(file, "utf8");
      expect(log(n).signal).toBe("SIGKILL");
      expect(readFileSync(file, "utf8").startsWith(before)).toBe(true);
      expect(log(-1).status).toBe(0);
      const lines = readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const sound = lines.filter((line) => line.endsWith("}"));
      // One more for sure; the one that was killed may have been written already.
      expect(sound.length).toBeGreaterThan(whole);
      for (const line of sound) expect(() => JSON.parse(line) as unknown).not.toThrow();
      whole = sound.length;
    }
  });
});
