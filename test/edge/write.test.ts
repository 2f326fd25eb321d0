/** Writing where something stands in the way: a file that is open in Excel, a dead run's remains, a link, a folder that everybody may read. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { machineId } from "../../src/edge/machine.ts";
import { writeFiles } from "../../src/edge/write.ts";
import { isFileName, nameOf, segmentsOf } from "../../src/letters/file-name.ts";
import { expectSentence, expectTidy, failing, run } from "../faults/faults.ts";
import { School } from "../letters/school.ts";

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-write-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

let folder = "";
beforeEach(() => {
  ({ folder } = new School([{ name: "Ava Adams", class: "Oak", marks: "/\\".repeat(50) }]));
});

const at = (...names: readonly string[]): string => path.join(folder, ...names);
const WEEK = "output/weekly/2026-11-13";

/** Every renaming onto, or away from, what the pattern names is refused, as Windows does for what is open in Excel. */
const open = (pattern: string): { at: number; from: boolean; how: string; only: string } => ({
  at: 1,
  from: true,
  how: "EBUSY",
  only: `^renameSync ${pattern}`,
});

describe("a file that is open in Excel", () => {
  it("stays as it is, and the new one is beside it", async () => {
    await run(folder, ["weekly"]);
    writeFileSync(at(WEEK, "lates.csv"), "what Excel has open");
    const busy = open(".* to .*/lates.csv$");
    const said = await failing(folder, ["weekly", "--json"], busy);
    expect(said.code).toBe(1);
    expect(said.err).toMatch(
      /^output\/weekly\/2026-11-13\/lates\.csv is open in another program .* beside it: lates \(new \d{4}-\d\d-\d\d\)\.csv\./m,
    );
    const beside = readdirSync(at(WEEK)).filter((name) => name.startsWith("lates (new"));
    expect(beside).toHaveLength(1);
    expect(readFileSync(at(WEEK, "lates.csv"), "utf8")).toBe("what Excel has open");
    expect(readFileSync(at(WEEK, beside[0] ?? ""), "utf8")).toMatch(/Pupil|UPN|Name/);
    const { wrote } = JSON.parse(said.out) as { wrote: readonly string[] };
    expect(wrote).toContain(`${WEEK}/${beside[0] ?? ""}`);
    expect(wrote).not.toContain(`${WEEK}/lates.csv`);
    for (const file of wrote) expect(existsSync(at(file)), file).toBe(true);
    // Once more, and still nothing is written over.
    expect((await failing(folder, ["weekly"], busy)).code).toBe(1);
    expect(readdirSync(at(WEEK)).filter((name) => name.startsWith("lates (new"))).toHaveLength(2);
    expectTidy(folder);
  });

  it("in a folder of drafts leaves that as it is, and the new folder is beside it", async () => {
    await run(folder, ["letters", "--term"]);
    const [draft = ""] = readdirSync(at("output/letters"));
    const said = await failing(folder, ["letters", "--term"], open(`output/letters/${draft} to`));
    expect(said.code).toBe(1);
    expect(said.err).toContain(`output/letters/${draft} is open in another program`);
    const [, beside = ""] = readdirSync(at("output/letters")).toSorted();
    expect(beside).toMatch(/DRAFT \(new \d{4}-\d\d-\d\d\)$/);
    expect(said.out).toContain(`output/letters/${beside}`);
    expect(readdirSync(at("output/letters", beside))).toEqual(readdirSync(at("output/letters", draft)));
    expectTidy(folder);
  });

  it("a scanner that lets go at once is nothing to speak of", async () => {
    await run(folder, ["due"]);
    const said = await failing(folder, ["due"], { ...open(".* to output/due.html$"), from: false });
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(readdirSync(at("output"))).toEqual(["due.html"]);
  });

  it("the log in use elsewhere: nothing is recorded, and no letter looks as if it had gone", async () => {
    await run(folder, ["log", "talk", "Ava Adams"]);
    const said = await failing(folder, ["letters", "--term", "--issue"], {
      ...open(""),
      only: "^openSync records/log.jsonl",
    });
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/records\/log\.jsonl could not be written to \(EBUSY\), so nothing is recorded\. Close/);
    expect(readdirSync(at("output/letters"))).toEqual([]);
  });
});

describe("what runs that died left", () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;

  it("goes with the next run in that place, and nothing else does", async () => {
    mkdirSync(at("output"), { recursive: true });
    const gone = [`due.html.attend-${machineId()}-${String(dead)}.tmp`, `x.attend-ffffffff-1.tmp`];
    const kept = [
      `due.html.attend-${machineId()}-${String(process.ppid)}.tmp`,
      "y.attend-ffffffff-1.tmp",
      "mine.tmp",
      "letter.attend-1.tmp.docx",
    ];
    for (const name of [...gone, ...kept]) writeFileSync(at("output", name), "");
    utimesSync(at("output", gone[1] ?? ""), 1, 1);
    await run(folder, ["due"]);
    expect(readdirSync(at("output")).toSorted()).toEqual(["due.html", ...kept].toSorted());
  });

  it("an old folder of drafts comes back when no new one took its place", async () => {
    await run(folder, ["letters", "--term"]);
    const aside = at("output/letters", `2026-11-02 Spring DRAFT.attend-${machineId()}-${String(dead)}-old.tmp`);
    mkdirSync(aside);
    await run(folder, ["letters", "--term"]);
    expect(readdirSync(at("output/letters"))).toContain("2026-11-02 Spring DRAFT");
    expectTidy(folder);
  });
});

describe("a link that leads out of the school folder", () => {
  it.each([["output"], ["output/weekly"], [WEEK], [`${WEEK}/lates.csv`], ["output/tracking"]])(
    "%s: nothing is written, there or anywhere",
    async (place) => {
      const outside = mkdtempSync(path.join(temporary, "outside-"));
      const end = place.endsWith(".csv") ? path.join(outside, "file.csv") : outside;
      if (place.endsWith(".csv")) writeFileSync(end, "theirs");
      mkdirSync(path.dirname(at(place)), { recursive: true });
      symlinkSync(end, at(place));
      const said = await run(folder, ["weekly"]);
      expect(said.code).toBe(2);
      expect(said.err).toMatch(
        /^Nothing was written: .* is a link that leads out of the school folder\. Remove the link/,
      );
      expect(readdirSync(outside)).toEqual(place.endsWith(".csv") ? ["file.csv"] : []);
      if (place.endsWith(".csv")) expect(readFileSync(end, "utf8")).toBe("theirs");
    },
  );

  it("records or the log itself: nothing is recorded", async () => {
    const outside = mkdtempSync(path.join(temporary, "outside-"));
    writeFileSync(path.join(outside, "log.jsonl"), "");
    mkdirSync(at("records"));
    symlinkSync(path.join(outside, "log.jsonl"), at("records/log.jsonl"));
    expect((await run(folder, ["log", "talk", "Ava Adams"])).code).toBe(2);
    expect(readFileSync(path.join(outside, "log.jsonl"), "utf8")).toBe("");
  });

  it("but a school folder that is itself reached by one is a school folder", async () => {
    const link = path.join(temporary, "by a link");
    symlinkSync(folder, link);
    expect((await run(link, ["weekly"])).code).toBeLessThan(2);
    expect(existsSync(at(WEEK, "weekly.html"))).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("what is made of children's data", () => {
  it("is its owner's alone, whatever the umask", async () => {
    const before = process.umask(0);
    try {
      await run(folder, ["weekly"]);
      await run(folder, ["letters", "--term", "--issue"]);
      await run(folder, ["log", "talk", "Ava Adams"]);
      await run(folder, ["refer", "panel", "Ava Adams"]);
    } finally {
      process.umask(before);
    }
    const made = ["output", "records"].flatMap((top) => [
      top,
      ...readdirSync(at(top), { recursive: true, encoding: "utf8" }).map((name) => `${top}/${name}`),
    ]);
    expect(made.length).toBeGreaterThan(25);
    for (const name of made) {
      const { mode } = statSync(at(name));
      expect([name, (mode & 0o777).toString(8)]).toEqual([name, statSync(at(name)).isDirectory() ? "700" : "600"]);
    }
  });
});

/** Names of classes and children that nobody should have, and some files do. */
const HOSTILE = [
  "../../../escape",
  "..\\..\\escape",
  "/etc/escape",
  "C:\\escape",
  "CON",
  "nul.txt",
  "COM1",
  "LPT¹",
  "dots...",
  "spaces   ",
  "a:stream",
  "\u202egnp.exe",
  "x".repeat(300),
  "é".repeat(300),
  "***",
  "~",
  "oak",
  "OAK",
  "Oak",
  "<b>|?\"'",
];

describe("names from exports", () => {
  it("never lead anywhere, nor become a name that Windows takes otherwise", { timeout: 120_000 }, async () => {
    ({ folder } = new School(
      HOSTILE.map((name, i) => ({ name: `Ava${String(i)} ${name}`, class: name, marks: "/\\".repeat(50) })),
      { config: "prizes:\n  individuals: true\n" },
    ));
    const above = readdirSync(path.dirname(folder));
    const commands = [
      ["weekly"],
      ["letters", "--term", "--issue"],
      ["refer", "panel", "Kit Bell"],
      ["prize", "--term"],
      ["pupil", "Ava0"],
      ["returns"],
      ["due"],
    ];
    for (const args of commands) {
      const said = await run(folder, args);
      expect([args[0], said.err, said.code].join(" ")).not.toMatch(/ 2$/);
    }
    expect(readdirSync(path.dirname(folder))).toEqual(above);
    expect(readdirSync(folder).toSorted()).toEqual(["attend.yaml", "exports", "output", "records"]);
    const made = readdirSync(at("output"), { recursive: true, encoding: "utf8" });
    expect(made.length).toBeGreaterThan(60);
    for (const name of made.flatMap((each) => each.split(path.sep))) expect(isFileName(name), name).toBe(true);
    expect(new Set(made.map((each) => each.toLowerCase())).size).toBe(made.length);
    expect(made.join("\n")).not.toMatch(/Ava/);
    for (const each of made) expect(lstatSync(at("output", each)).isSymbolicLink()).toBe(false);
  });

  it.each(HOSTILE.filter((name) => !isFileName(name)))("writeFiles itself refuses %j", (name) => {
    const writing = (): unknown => writeFiles(folder, [{ path: `output/${name}`, text: "" }]);
    expect(writing).toThrow(/^Nothing was written: “.*” cannot be the name of a file\. Change/);
    expect(existsSync(at("output"))).toBe(false);
  });

  it("as words of a half-term, or as a class, are always names of files", () => {
    const names = [...HOSTILE, "", ".", "..", " ", "\0", "Autumn 1/2: start", "🎈".repeat(99)];
    for (const name of [...names.map(nameOf), ...segmentsOf(names)]) expect(isFileName(name), name).toBe(true);
    expect(nameOf("Autumn 1")).toBe("Autumn 1");
  });
});

it("a sentence is said for every fault, and only one", async () => {
  rmSync(at("exports"), { recursive: true });
  const said = await run(folder, ["weekly"]);
  expect(said.code).toBe(2);
  expectSentence(said);
});
