/** A folder that is full, locked away, gone half-way, changed meanwhile, or on a PC whose clock is wrong: a sentence, and nothing half done. */
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool } from "../../src/flow.ts";
import { on } from "../laws/schools.ts";
import { School } from "../letters/school.ts";
import { attend } from "../run.ts";
import { expectSentence, expectTidy, failing, logLines, run, someOf, TODAY } from "./faults.ts";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-folder-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

let folder = "";
beforeEach(() => {
  ({ folder } = new School([{ name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50) }]));
});

const COMMANDS = [["weekly"], ["letters", "--term", "--issue"], ["log", "talk", "Ava Adams"]] as const;

/** A disk in memory of so many kB, in the place of a folder; whether that was allowed. */
function mounted(place: string, options: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "attend-test", place]).status === 0;
}

describe("a real disk", () => {
  const place = mkdtempSync(path.join(temporary, "disk-"));
  const isAllowed = process.platform === "linux" && mounted(place, "size=300k");
  afterAll(() => {
    if (isAllowed) spawnSync("umount", [place]);
  });

  it.skipIf(!isAllowed)(
    "that is full, or may only be read: nothing is written, and all is when that is over",
    async () => {
      cpSync(folder, place, { recursive: true });
      const fill = path.join(place, "full");
      for (const args of COMMANDS) {
        spawnSync("dd", ["if=/dev/zero", `of=${fill}`, "bs=4k"]);
        const full = await run(place, args);
        expect(full.code).toBe(2);
        expect(full.err).toMatch(/the disk is full\. Make room and run again\.$/m);
        expect(logLines(place).length).toBe(0);
        expectTidy(place);
        rmSync(fill);
        spawnSync("mount", ["-o", "remount,ro", place]);
        const readOnly = await run(place, args);
        expect(readOnly.code).toBe(2);
        expect(readOnly.err).toMatch(/this account may not write in/);
        spawnSync("mount", ["-o", "remount,rw", place]);
      }
      for (const args of COMMANDS) expect((await run(place, args)).code).toBeLessThan(2);
      expectTidy(place);
    },
  );
});

// The administrator of a Unix machine may write everywhere.
it.skipIf(process.platform === "win32" || process.getuid?.() === 0)("a folder in which one may not write", async () => {
  chmodSync(folder, 0o500);
  for (const args of COMMANDS) {
    const said = await run(folder, args);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/this account may not write in/);
  }
  chmodSync(folder, 0o700);
});

it.each(COMMANDS.map((args) => [args[0], args] as const))(
  "a folder that is gone half-way through %s: a sentence, and it is as it was when it is back",
  { timeout: 240_000 },
  async (_, args) => {
    const { count } = await failing(new School([{ name: "Ava Adams", class: "Oak" }]).folder, args, { at: 0 });
    for (const at of someOf(count, 9)) {
      ({ folder } = new School([{ name: "Ava Adams", class: "Oak" }]));
      const away = `${folder} away`;
      const said = await failing(folder, args, {
        at,
        how: () => {
          renameSync(folder, away);
        },
      });
      // At the very end, when only the lock is still there, nothing is missed.
      if (said.code === 2) expectSentence(said);
      expect(said.code === 2 || at > count - 8, `${String(at)} ${said.operations[at - 1] ?? ""}`).toBe(true);
      rmSync(folder, { recursive: true, force: true });
      renameSync(away, folder);
      for (const { files } of logLines(folder)) {
        for (const file of (files ?? []) as readonly string[]) expect(existsSync(path.join(folder, file))).toBe(true);
      }
      expect((await run(folder, args)).code).toBeLessThan(2);
      expectTidy(folder);
    }
  },
);

describe("a clock that is wrong", () => {
  it("set back: letters that have gone are not issued again", async () => {
    expect((await run(folder, ["letters", "--term", "--issue"])).code).toBeLessThan(2);
    const issued = logLines(folder).length;
    const said = await attend(["letters", "--term", "--issue"], { cwd: folder, today: on("2026-11-10") });
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/^Nothing was written: the log has a letter of 18\/11\/2026, and today is 10\/11\/2026/);
    expect(logLines(folder).length).toBe(issued);
    // A look into the past is what it was, and so is the next run on the right day.
    expect(
      (await attend(["letters", "--term", "--dry-run"], { cwd: folder, today: on("2026-11-10") })).code,
    ).toBeLessThan(2);
    expect((await run(folder, ["letters", "--term", "--issue"])).code).toBeLessThan(2);
    expect(logLines(folder).length).toBe(issued);
  });

  it("set back: weekly tables of an earlier day are made as ever", async () => {
    await run(folder, ["log", "talk", "Ava Adams"]);
    expect((await attend(["weekly"], { cwd: folder, today: on("2026-11-10") })).code).toBeLessThan(2);
  });
});

describe("an export, while it is read", () => {
  it.each<[string, (file: string) => void]>([
    [
      "is taken away",
      (file) => {
        rmSync(file);
      },
    ],
    [
      "is cut short",
      (file) => {
        truncateSync(file, 40);
      },
    ],
    [
      "is replaced",
      (file) => {
        writeFileSync(`${file}.new`, "Pupil,Paid\nAda,2\n");
        renameSync(`${file}.new`, file);
      },
    ],
    [
      "is emptied",
      (file) => {
        writeFileSync(file, "");
      },
    ],
    [
      "grows",
      (file) => {
        appendFileSync(file, "x");
      },
    ],
  ])("%s: it is said, or read as it is then, and nothing stops with a stack trace", (_, change) => {
    const files = openSchool(folder, (file) => {
      change(path.join(folder, file));
    });
    const school = readSchool(files, on(TODAY));
    expect(school.problems.length).toBeGreaterThan(0);
    for (const { rows, used, leftOut } of school.files) expect(used + leftOut).toBe(rows);
  });
});
