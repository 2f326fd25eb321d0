/** Laws of `attend due`: what it says follows from exports, log, policy and date, and a deed takes off its own line. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROW_NAMES } from "../../src/read/names.ts";
import { PATIENCE, upnOf } from "../laws/schools.ts";
import { AVA, School, type Line } from "../letters/school.ts";
import { attend, type Said } from "../run.ts";

interface Asked {
  readonly row: string;
  readonly what: string;
  readonly pupil: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly owner: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly why: string;
}

const TODAY = "2026-11-23";
const home = fs.mkdtempSync(path.join(os.tmpdir(), "attend-due-"));
const folder = path.join(home, "school");
const file = (name: string): string => path.join(folder, name);
const shipped = { yaml: "", log: "" };

async function dueIn(cwd: string, date: string): Promise<readonly Asked[]> {
  const said = await attend(["due", "--json", "--date", date], { cwd });
  if (said.code === 2) throw new Error(said.err);
  return (JSON.parse(said.out) as { due: readonly Asked[] }).due;
}

const demo = (date = TODAY): Promise<readonly Asked[]> => dueIn(folder, date);
const due = (...options: readonly string[]): Promise<Said> => attend(["due", ...options], { cwd: folder });
const lineOf = (deed: Line, n = 0): string => `${JSON.stringify({ id: `test-${String(n)}`, v: 1, ...deed })}\n`;
const logged = (...deeds: readonly Line[]): void => {
  fs.writeFileSync(file("records/log.jsonl"), shipped.log + deeds.map((deed, n) => lineOf(deed, n)).join(""));
};
const policy = (rows: string): void => {
  expect(shipped.yaml).toContain("rows: {}");
  fs.writeFileSync(file("attend.yaml"), shipped.yaml.replace("rows: {}", `rows: ${rows}`));
};
const noteOf = ({ row, pupil }: Asked, day = TODAY): Line => ({
  kind: "note",
  row,
  day,
  ...(pupil === null ? {} : { pupil }),
});

let all: readonly Asked[] = [];

beforeAll(async () => {
  const said = await attend(["demo", folder, "--pupils", "80"], { cwd: home });
  expect(said.code).toBe(0);
  shipped.yaml = fs.readFileSync(file("attend.yaml"), "utf8");
  shipped.log = fs.readFileSync(file("records/log.jsonl"), "utf8");
  all = await demo();
});
beforeEach(() => {
  fs.writeFileSync(file("attend.yaml"), shipped.yaml);
  logged();
});
afterAll(() => {
  fs.rmSync(home, { recursive: true });
});

describe("what is due", () => {
  it("is the same when asked twice, and on an earlier day whatever was asked between", async () => {
    const before = await demo("2026-11-09");
    expect(await demo()).toEqual(all);
    fs.rmSync(file("output"), { recursive: true });
    expect(await demo()).toEqual(all);
    expect(await demo("2026-11-09")).toEqual(before);
  });

  it("is overdue from the day after, and comes in order of its day", () => {
    expect(all.filter(({ due, overdue }) => overdue !== TODAY > due)).toEqual([]);
    expect(all.map(({ due }) => due)).toEqual(all.map(({ due }) => due).toSorted());
  });

  it("knows nothing of deeds to come", async () => {
    const later = all.slice(0, 50).map((each) => noteOf(each, "2026-11-24"));
    logged(...later);
    expect(await demo()).toEqual(all);
  });

  it("knows nothing of a deed that was taken back", async () => {
    const [first] = all;
    if (!first) throw new Error("nothing is due");
    logged(noteOf(first), { kind: "correction", corrects: "test-0", day: TODAY });
    expect(await demo()).toEqual(all);
  });
});

describe("a note of a row", () => {
  it(
    "takes off its own line and no other, and adds none; twice is as once",
    async () => {
      // Every row that there is, and a third of the others.
      const firsts = ROW_NAMES.flatMap((row) => all.find((each) => each.row === row) ?? []);
      const sample = [...new Set([...firsts, ...all.filter((_, i) => i % 3 === 0)])];
      expect(sample.length).toBeGreaterThanOrEqual(60);
      for (const [n, each] of sample.entries()) {
        logged(noteOf(each));
        const rest = all.filter((other) => other !== each);
        expect(await demo(), `${each.row} ${each.name ?? ""}`).toEqual(rest);
        if (n % 10 === 0) {
          logged(noteOf(each), noteOf(each));
          expect(await demo()).toEqual(rest);
        }
      }
    },
    PATIENCE,
  );

  it("of every line leaves nothing", async () => {
    logged(...all.map((each) => noteOf(each)));
    expect(await demo()).toEqual([]);
  });

  it("can be written by `attend log`, for a pupil and for the school", async () => {
    const pupil = all.find(({ row }) => row === "E1");
    const school = all.find(({ row }) => row === "A9");
    if (!pupil || !school) throw new Error("nothing is due");
    const log = (...rest: readonly string[]): Promise<Said> =>
      attend(["log", "note", ...rest, "--date", TODAY], { cwd: folder });
    expect((await log(pupil.pupil ?? "", "--row", "E1")).code).toBe(0);
    expect((await log("--row", "A9")).code).toBe(0);
    expect(await demo()).toEqual(all.filter((each) => each !== pupil && each !== school));
  });

  it(
    "does so for any child, whatever their marks and deeds",
    async () => {
      const marks = fc.array(fc.constantFrom(...Array.from("////////IIOGLUN")), { minLength: 30, maxLength: 30 });
      const days = ["2026-09-14", "2026-10-05", "2026-11-02", "2026-11-09", "2026-11-16"] as const;
      const deed = fc.constantFrom<Line>(
        { kind: "panel", outcome: "held", plan: "medical evidence" },
        { kind: "panel", outcome: "planned", on: "2026-11-30" },
        { kind: "plan" },
        { kind: "leave-request", from: "2026-12-07", to: "2026-12-08" },
        { kind: "leave-decision", outcome: "declined", from: "2026-12-07", to: "2026-12-08" },
        { kind: "need", need: "part-time-timetable" },
        { kind: "need", need: "missing-education" },
        { kind: "review", outcome: "same" },
        { kind: "call", outcome: "reached" },
      );
      const dated = fc.tuple(deed, fc.constantFrom(...days)).map(([each, day]): Line => ({ ...each, day }));
      await fc.assert(
        fc.asyncProperty(marks, fc.array(dated, { maxLength: 4 }), async (run, log) => {
          const own = [{ kind: "note", note: "We begin", day: "2026-09-03" }, ...log];
          const school = new School([
            { marks: { "2026-10-12": run.join("") }, log: own, about: { "SEN Status": "K" } },
          ]);
          const before = await dueIn(school.folder, "2026-11-18");
          expect(await dueIn(school.folder, "2026-11-18")).toEqual(before);
          const written = school.read("records/log.jsonl");
          for (const row of new Set(before.filter(({ name }) => name === AVA).map((each) => each.row))) {
            school.write(
              "records/log.jsonl",
              written + lineOf({ kind: "note", row, day: "2026-11-18", pupil: upnOf(0) }),
            );
            expect(await dueIn(school.folder, "2026-11-18")).toEqual(
              before.filter((each) => each.name !== AVA || each.row !== row),
            );
          }
        }),
        { numRuns: 40 },
      );
    },
    PATIENCE,
  );
});

describe("the policy", () => {
  it(
    "leaves out a row that is off, and nothing else",
    async () => {
      for (const row of ROW_NAMES) {
        policy(`{ ${row}: { off: true } }`);
        expect(await demo(), row).toEqual(all.filter((each) => each.row !== row));
      }
    },
    PATIENCE,
  );

  it("gives a row to somebody else, and nothing else", async () => {
    policy(`{ I1: { owner: Mrs Green }, A9: { owner: Mr Wood } }`);
    const owners: Readonly<Record<string, string>> = { I1: "Mrs Green", A9: "Mr Wood" };
    expect(await demo()).toEqual(all.map((each) => ({ ...each, owner: owners[each.row] ?? each.owner })));
    const said = await due("--for", "mrs green", "--json", "--date", TODAY);
    expect((JSON.parse(said.out) as { due: readonly Asked[] }).due.map(({ row }) => row)).toEqual(
      all.filter(({ row }) => row === "I1").map(({ row }) => row),
    );
  });
});

describe("what is shown", () => {
  it("is one owner's with --for, and all owners' together are everything", async () => {
    const owners = [...new Set(all.map(({ owner }) => owner))];
    expect(owners.length).toBeGreaterThan(1);
    for (const owner of owners) {
      const said = await due("--for", owner, "--json", "--date", TODAY);
      expect((JSON.parse(said.out) as { due: readonly Asked[] }).due).toEqual(
        all.filter((each) => each.owner === owner),
      );
    }
  });

  it("has as many rows as CSV, with the same words", async () => {
    const said = await due("--csv", "--date", TODAY);
    const rows = parse(said.out, { columns: true, bom: true }) as unknown as readonly Readonly<
      Record<string, string>
    >[];
    expect(rows.map((row) => [row["Owner"], row["Row"], row["Pupil"], row["UPN"]])).toEqual(
      all.map((each) => [each.owner, each.row, each.name ?? "", each.pupil ?? ""]),
    );
  });

  it("is a page without scripts, every name with the class", async () => {
    await due("--date", TODAY);
    const page = fs.readFileSync(file("output/due.html"), "utf8");
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|<link|https?:/i);
    const cells = Array.from(page.matchAll(/<td class="who">([^<]*)</g), ([, text = ""]) =>
      text.replace(/&#x27;/g, "'").replace(/&amp;/g, "&"),
    );
    expect(cells.toSorted()).toEqual(
      all.map(({ name, class: form }) => (name === null ? "The school" : `${name}, ${form ?? ""}`)).toSorted(),
    );
  });

  it("is nothing for nobody: one sentence, and no page", async () => {
    fs.rmSync(file("output"), { recursive: true, force: true });
    const said = await due("--for", "nobody", "--date", TODAY);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.err.trim().split("\n")).toHaveLength(1);
    expect(said.err).toContain("“nobody”");
    expect(fs.existsSync(file("output"))).toBe(false);
  });
});
