/** Several threads read a school as one does: the same values, the same output; and whatever becomes of a helper, all is read. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readersFor, readTogether, type Crew } from "../../src/edge/readers.ts";
import { readSchool, type School } from "../../src/flow.ts";
import { dayFromIso } from "../../src/register/day.ts";
import { attend } from "../run.ts";
import { expectSameSchool } from "../same-school.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "attend-readers-"));
const school = path.join(root, "school");
/** Milliseconds, for a slow PC. */
const PATIENCE = 120_000;
const END = "2026-07-31";
const asAt = dayFromIso(END) ?? NaN;
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Six registers of a year: with unknown codes in several, contradictions, strings, comments, minutes, and files refused. */
beforeAll(async () => {
  await attend(["demo", school, "--pupils", "60", "--date", END], {});
  const exports = path.join(school, "exports");
  const registers = readdirSync(exports).filter((name) => name.startsWith("register-"));
  expect(registers).toHaveLength(6);
  const bodies = registers.map((name) => readFileSync(path.join(exports, name), "utf8"));
  registers.forEach((name, i) => {
    // Each has unknown codes of its own before those of the others.
    let n = 0;
    const codes = ["$", "!", "%", "&"].map((_, k, all) => all[(k + i) % all.length] ?? "");
    writeFileSync(
      path.join(exports, name),
      (bodies[i] ?? "").replace(/(,[AP]M),\/,/g, (found, half: string) =>
        ++n % 97 === 0 ? `${half},${codes[n % codes.length] ?? ""},` : found,
      ),
    );
  });
  const [heading = "", ...rows] = (bodies[2] ?? "").split(/\r?\n/);
  const again = rows.slice(1000, 1100).map((row) => row.replace(/(,[AP]M),\/,/, "$1,I,"));
  writeFileSync(path.join(exports, "corrections.csv"), [heading, ...again].join("\n"));
  writeFileSync(path.join(exports, "american.csv"), "UPN,Date,Session,Mark\nQ999200225423,07/31/2026,AM,N\n");
  writeFileSync(path.join(exports, "z-workbook.csv"), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  const upn = rows[0]?.split(",")[0] ?? "";
  writeFileSync(
    path.join(exports, "strings.csv"),
    `UPN,Start Date,End Date,Marks\n${upn},13/07/2026,17/07/2026,/\\/\\I\\/\\/\\\n${upn},06/07/2026,10/07/2026,/\\\n`,
  );
});

const inTurn = (folder: string): School =>
  readSchool(
    openSchool(folder, () => undefined),
    asAt,
  );

const nothing = (): void => undefined;

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What happens meanwhile: before the folder is listed, after it, and when this thread opens its first file. */
interface Meanwhile {
  readonly before?: () => void;
  readonly listed?: () => void;
  readonly first?: () => void;
}

/** Reads a school with others' help, and says which files came from them. */
function together(
  folder: string,
  crew: Partial<Crew> = {},
  { before = nothing, listed = nothing, first = nothing }: Meanwhile = {},
): { school: School; helped: readonly string[] } {
  const own: string[] = [];
  before();
  const files = openSchool(folder, (file) => {
    if (own.push(file) === 1) first();
  });
  listed();
  const read = readSchool(files, asAt, (sources, gathered) =>
    readTogether(folder, sources, gathered, { readers: 2, onFile: nothing, ...crew }),
  );
  return { school: read, helped: read.files.map((file) => file.path).filter((file) => !own.includes(file)) };
}

/** As `together`, with the first file taking so long that the others read several. */
function helped(folder: string, crew: Partial<Crew> = {}, meanwhile: Meanwhile = {}): School {
  for (const milliseconds of [500, 2_000, 8_000, 30_000]) {
    const first = (): void => {
      pause(milliseconds);
    };
    const found = together(folder, crew, { ...meanwhile, first });
    if (found.helped.length >= 5) return found.school;
  }
  throw new Error("Nobody helped.");
}

function copy(name: string): string {
  const folder = path.join(root, name);
  cpSync(school, folder, { recursive: true });
  return folder;
}

const codesOf = ({ problems }: School): ReadonlySet<string> => new Set(problems.map(({ code }) => code));

describe("several threads", () => {
  it.each([2, 3])("give the same school: %i", { timeout: PATIENCE }, (readers) => {
    const one = inTurn(school);
    const unknown = one.register.kinds.flatMap(({ code }) => (code !== null && "$!%&".includes(code) ? code : []));
    expect(unknown).toEqual(["!", "%", "&", "$"]);
    expect(one.register.minutes.size).toBeGreaterThan(0);
    expect(one.register.comments.size).toBeGreaterThan(0);
    for (const code of [
      "code-unknown",
      "mark-contradicts",
      "file-is-workbook",
      "marks-do-not-fit",
      "file-month-first",
    ]) {
      expect(codesOf(one)).toContain(code);
    }
    expectSameSchool(helped(school, { readers }), one);
  });

  it("give the same when a file has more unknown codes than there are bytes", { timeout: PATIENCE }, () => {
    const folder = copy("many-codes");
    const rows = Array.from(
      { length: 300 },
      (_, i) => `Q999200225423,01/07/2026,AM,Q${String.fromCodePoint(0x4e00 + i)}`,
    );
    writeFileSync(path.join(folder, "exports/y-codes.csv"), `UPN,Date,Session,Mark\n${rows.join("\n")}\n`);
    const one = inTurn(folder);
    expect(one.register.kinds).toHaveLength(256);
    expectSameSchool(helped(folder), one);
  });

  it.each(["figures", "check", "tiers", "weekly"])("write the same, byte for byte: %s", async (command) => {
    const run = async (readers: string): Promise<unknown> => {
      const folder = copy(`${command}-${readers}`);
      const said = await attend([command, "--date", END], { cwd: folder, env: { ATTEND_READERS: readers } });
      const output = path.join(folder, "output");
      const wrote = command === "weekly" ? readdirSync(output, { recursive: true, encoding: "utf8" }).sort() : [];
      const pages = wrote.filter((name) => /\.(?:html|csv)$/.test(name));
      const texts = pages.map((name) => readFileSync(path.join(output, name), "utf8"));
      return { code: said.code, out: said.out.replaceAll(folder, ""), err: said.err, wrote, texts };
    };
    expect(await run("2")).toEqual(await run("1"));
  });

  it("say the same of a file that vanished", { timeout: PATIENCE }, () => {
    const folder = copy("vanished");
    const file = path.join(folder, "exports/z-late.csv");
    const vanish = (): void => {
      rmSync(file, { force: true });
    };
    const appear = (): void => {
      writeFileSync(file, "UPN,Date\n");
    };
    appear();
    const files = openSchool(folder, nothing);
    vanish();
    const one = readSchool(files, asAt);
    const gone = { code: "file-unreadable", file: "exports/z-late.csv", args: { detail: "ENOENT" } };
    expect(one.problems).toContainEqual(gone);
    expectSameSchool(helped(folder, {}, { before: appear, listed: vanish }), one);
  });

  it.runIf(process.platform === "linux")(
    "say the same of a file that grows while it is read",
    { timeout: PATIENCE },
    () => {
      const folder = copy("growing");
      // Its size is said to be 0, and yet it has bytes.
      symlinkSync("/proc/version", path.join(folder, "exports/z-growing.csv"));
      const one = inTurn(folder);
      const detail = "it changed while it was being read";
      expect(one.problems).toContainEqual({ code: "file-unreadable", file: "exports/z-growing.csv", args: { detail } });
      expectSameSchool(helped(folder), one);
    },
  );

  it.each([
    ["is no program", null],
    ["throws", "throw new Error();"],
    ["takes every file and dies", "workerData.job.states.fill(1, 1); process.exit();"],
    ["takes every file and hangs", "workerData.job.states.fill(1, 1); for (;;);"],
    ["gives every file back", "workerData.job.states.fill(3, 1);"],
    ["says that it has read, and has not", "workerData.job.states.fill(2, 1);"],
  ])("read all when a helper %s", (name, code) => {
    const program = path.join(root, `${name.replaceAll(/\W/g, "-")}.cjs`);
    if (code !== null) writeFileSync(program, `const { workerData } = require("node:worker_threads");\n${code}\n`);
    const first = (): void => {
      pause(300);
    };
    const found = together(school, { program, patience: 50 }, { first });
    expect(found.helped).toEqual([]);
    expectSameSchool(found.school, inTurn(school));
  });

  it("are refused in a sentence when their number is none", async () => {
    const said = await attend(["check"], { cwd: school, env: { ATTEND_READERS: "many" } });
    expect(said).toEqual({
      code: 2,
      out: "",
      err: "ATTEND_READERS is a number from 1 to 99, such as 2, not “many”.\n",
    });
  });
});

describe("how many threads", () => {
  const files = (...megabytes: readonly number[]): { size: number }[] => megabytes.map((mb) => ({ size: mb * 1e6 }));
  it.each([
    ["a primary school", files(6, 6, 6, 6, 6, 6), 8, 1],
    ["one large file", files(500), 8, 1],
    ["just not enough for two", files(99, 100), 8, 1],
    ["enough for two", files(100, 100), 8, 2],
    ["enough for two, of which most is small files", files(100, ...Array<number>(100).fill(1)), 8, 1],
    ["enough for three", files(100, 100, 100), 8, 3],
    ["as much for three in two files", files(150, 150), 8, 2],
    ["so much that more would not help", files(...Array<number>(20).fill(100)), 8, 4],
    ["one processor", files(100, 100), 1, 1],
  ])("%s", (_, sources, cores, readers) => {
    expect(readersFor(sources, cores)).toBe(readers);
  });
});
