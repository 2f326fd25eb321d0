/** A disk that refuses, at every operation of `weekly`, `letters --issue` and `log`: a sentence, nothing half done, and the next run is whole. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { School } from "../letters/school.ts";
import {
  copyOf,
  expectSentence,
  expectSoundLog,
  expectTidy,
  failing,
  logLines,
  logText,
  run,
  someOf,
} from "./faults.ts";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-refused-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

const school = new School([
  { name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50) },
  { name: "Ben Brook", class: "Oak", marks: "/\\".repeat(50) },
]).folder;

const COMMANDS = [
  ["weekly", ["weekly"]],
  ["letters", ["letters", "--term", "--issue"]],
  ["log", ["log", "talk", "Ava Adams"]],
] as const;

/** One operation that fails and then no more; or from there on none that does not. */
const FAULTS = [
  ["EBUSY once", "EBUSY", false],
  ["ENOSPC once", "ENOSPC", false],
  ["EIO once", "EIO", false],
  ["ENOSPC from there on", "ENOSPC", true],
  ["EROFS from there on", "EROFS", true],
] as const;

describe.each(COMMANDS)("%s", (_, args) => {
  it.each(FAULTS)("%s", { timeout: 240_000 }, async (name, how, from) => {
    const sound = await failing(copyOf(school, path.join(temporary, `sound ${args[0]} ${name}`)), args, { at: 0 });
    expect(sound.code, sound.err).toBeLessThan(2);
    expect(sound.count).toBeGreaterThan(8);
    const whole = logLines(path.join(temporary, `sound ${args[0]} ${name}`)).length;
    for (const at of someOf(sound.count, 12)) {
      const folder = copyOf(school, path.join(temporary, `${args[0]} ${name} ${String(at)}`));
      const before = logText(folder);
      const said = await failing(folder, args, { at, how, from });
      const about = `${said.operations[at - 1] ?? ""}: ${said.err}`;
      if (said.code === 2) expectSentence(said);
      else expect(said.code, about).toBe(sound.code);
      // Done is done; and what was not done is not in the log.
      const recorded = logLines(folder).length;
      if (said.code !== 2) expect(recorded, about).toBe(whole);
      else if (!said.err.includes("may be in it already")) expect(recorded, about).toBe(0);
      expectSoundLog(folder, before);
      const again = await run(folder, args);
      expect(again.code, again.err).toBeLessThan(2);
      // A letter that is in the log is not issued again; a deed may be written down again by whoever did not believe it was.
      if (args[0] === "log") expect(logLines(folder).length, about).toBeGreaterThanOrEqual(1);
      else expect(logLines(folder).length, about).toBe(whole);
      expectSoundLog(folder, before);
      expectTidy(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
