/** All schools of a trust: true sums, whatever the order and the number of threads; no child, no ranking, no full stop. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import type { Figures } from "../../src/measures/figures.ts";
import { dayFromIso } from "../../src/register/day.ts";
import type { TrustReport } from "../../src/reports/trust/report.ts";
import { daysBehind } from "../../src/reports/trust/school.ts";
import { attend } from "../run.ts";

const FIXTURE = path.resolve(import.meta.dirname, "../../fixtures/trusts/one-stale-one-broken");
const NAMES = ["east", "mid", "west"];
const PLACE = "output/trust/2026-11-23";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "attend-trust-"));
afterAll(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

let made = 0;
/** A copy of the trust to write in, with its folders under other names where asked. */
function copy(as: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(root, String(++made));
  for (const name of NAMES) {
    fs.cpSync(path.join(FIXTURE, name), path.join(folder, as[name] ?? name), { recursive: true });
  }
  return folder;
}

interface Made extends TrustReport {
  readonly wrote: readonly string[];
}

async function trust(folder: string, ...args: readonly string[]): Promise<{ code: number; json: Made; out: string }> {
  const { code, out, err } = await attend(["trust", folder, ...args, "--json"], {});
  if (out === "") throw new Error(err);
  return { code, out, json: JSON.parse(out) as Made };
}

const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, PLACE, name), "utf8");

describe("attend trust", () => {
  it("is what is expected of three schools, one stale and one that cannot be read", async () => {
    const folder = copy();
    const { code, out } = await trust(folder);
    expect(code).toBe(1);
    await expect(out).toMatchFileSnapshot(path.join(FIXTURE, "expected/trust.json"));
    await expect(read(folder, "trust.csv")).toMatchFileSnapshot(path.join(FIXTURE, "expected/trust.csv"));
  });

  it("says on the screen who has something to do, and why", async () => {
    const { code, out, err } = await attend(["trust", copy()], {});
    expect(code).toBe(1);
    expect(err).toBe("");
    expect(out).toContain("mid: Not in these figures. attend.yaml, line 4: The half-term Autumn 1 ends (2026-09-03)");
    expect(out).toContain("Brook Lane: The exports end on 12/11/2026, and 5 school days since are missing");
  });

  it("is the same, byte for byte, with one thread and with two", async () => {
    const [one, two] = [copy(), copy()];
    const [first, second] = [await trust(one, "--workers", "1"), await trust(two, "--workers", "2")];
    expect(second).toEqual(first);
    for (const name of ["trust.html", "trust.csv"]) expect(read(two, name)).toBe(read(one, name));
  });

  it("has the same of a school from a thread that helps", async () => {
    const folder = copy();
    const { json } = await trust(folder, "--workers", "1");
    const next = new Int32Array(new SharedArrayBuffer(4));
    const helper = new Worker(path.resolve(import.meta.dirname, "../../bin/attend.js"), {
      argv: ["trust", folder, "--date", "2026-11-23"],
      execArgv: [],
      workerData: { share: { inputs: NAMES, next } },
    });
    const values: unknown[] = [];
    helper.on("message", ({ index, value }: { index: number; value: unknown }) => (values[index] = value));
    await new Promise((resolve, reject) => helper.on("exit", resolve).on("error", reject));
    expect(values).toHaveLength(3);
    expect(json.schools).toMatchObject([values[2], values[0]]);
    expect(json.unread).toEqual([values[1]]);
  });

  it("has schools by name whatever their folders are called, and the same figures", async () => {
    const { json } = await trust(copy());
    const turned = await trust(copy({ west: "1", mid: "2", east: "3" }));
    const withoutFolders = (report: TrustReport): unknown =>
      JSON.parse(JSON.stringify([report.schools, report.trust]), (key, value: unknown) =>
        key === "folder" ? "" : value,
      );
    expect(json.schools.map(({ name }) => name)).toEqual(["Ash Hill", "Brook Lane"]);
    expect(withoutFolders(turned.json)).toEqual(withoutFolders(json));
  });

  it("has the figures of each school that attend figures has", async () => {
    const folder = copy();
    const { json } = await trust(folder);
    for (const { folder: name, groups } of json.schools) {
      const rows: Figures["rows"][number][] = [];
      for (const by of ["school", "year", "group"]) {
        const { out } = await attend(["figures", "--by", by, "--json", "--school", path.join(folder, name)], {});
        rows.push(...(JSON.parse(out) as Figures).rows);
      }
      const shown = groups.flatMap((group) => (group.shown ? [{ ...group.shown, key: group.key }] : []));
      expect(shown.length).toBeGreaterThan(8);
      for (const { key, ...mine } of shown) {
        const row = rows.find((each) => each.key === key);
        const { pupils, possible, attended, authorised, unauthorised, percent } = mine;
        expect(row).toMatchObject({ pupils, possible, attended, authorised, unauthorised, percent });
        expect(row).toMatchObject({ persistentPupils: mine.persistent, severePupils: mine.severe });
      }
    }
  });

  it("has sums over sums for all schools, of nothing but what the schools show", async () => {
    const { json } = await trust(copy());
    const fields = ["pupils", "possible", "attended", "authorised", "unauthorised", "persistent", "severe"] as const;
    expect(json.trust.filter(({ shown }) => shown !== null).length).toBeGreaterThan(8);
    for (const { dimension, key, shown, schools, of } of json.trust) {
      const groups = json.schools.flatMap(({ groups: all }) =>
        all.filter((group) => group.dimension === dimension && group.key === key),
      );
      const seen = groups.flatMap((group) => group.shown ?? []);
      expect([of, schools]).toEqual([groups.length, seen.length]);
      for (const field of fields) {
        expect(shown?.[field] ?? 0, `${key} ${field}`).toBe(seen.reduce((sum, each) => sum + each[field], 0));
      }
    }
    const [all] = json.trust;
    expect(all?.shown?.percent).toBe("89.8");
    expect(((all?.shown?.attended ?? 0) * 100) / (all?.shown?.possible ?? 1)).toBeCloseTo(89.8, 1);
  });

  it("hides one looked-after child, and everybody else beside them", async () => {
    const { json } = await trust(copy());
    for (const { groups } of [...json.schools, { groups: json.trust }]) {
      const lookedAfter = groups.filter(({ dimension }) => dimension === "looked-after");
      expect(lookedAfter.map(({ shown }) => shown)).toEqual([null, null]);
    }
  });

  it("names no child and no UPN in anything it writes", async () => {
    const folder = copy();
    const { out } = await trust(folder);
    const text = [out, read(folder, "trust.html"), read(folder, "trust.csv")].join("\n");
    const pupils = NAMES.flatMap((name) =>
      fs
        .readFileSync(path.join(folder, name, "exports/pupils.csv"), "utf8")
        .trim()
        .split("\n")
        .slice(1),
    ).map((line) => line.split(","));
    expect(pupils.length).toBeGreaterThan(100);
    for (const [upn = "", surname = "", forename = ""] of pupils) {
      expect(text).not.toContain(upn);
      expect(text).not.toMatch(new RegExp(`\\b${forename} ${surname}\\b|\\b${surname}, ${forename}\\b`));
    }
  });

  it("leaves a school with too few pupils out, and says so", async () => {
    const folder = copy();
    const exports = path.join(folder, "east/exports");
    for (const file of ["pupils.csv", "register.csv"]) {
      const [head = "", ...lines] = fs.readFileSync(path.join(exports, file), "utf8").trim().split("\n");
      fs.writeFileSync(path.join(exports, file), [head, ...lines.slice(0, file === "pupils.csv" ? 4 : 8)].join("\n"));
    }
    const { json } = await trust(folder);
    expect(json.schools[1]).toMatchObject({ name: "Brook Lane", groups: [] });
    expect(json.trust[0]).toMatchObject({ of: 1, shown: json.schools[0]?.groups[0]?.shown });
    expect(read(folder, "trust.html")).toContain("It has too few pupils in the headline years to be shown");
  });

  it.each([
    ["a folder that is not there", (folder: string) => [path.join(folder, "none")], "There is no folder"],
    ["the folder of one school", (folder: string) => [path.join(folder, "west")], "is the folder of one school"],
    ["a folder of no schools", () => [fs.mkdtempSync(path.join(root, "empty-"))], "None of the folders in"],
    ["no number of workers", (folder: string) => [folder, "--workers", "0"], "--workers takes a number from 1 to 99"],
  ])("refuses %s in a sentence and writes nothing", async (_, args, sentence) => {
    const folder = copy();
    const { code, out, err } = await attend(["trust", ...args(folder)], {});
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
    expect(fs.existsSync(path.join(folder, "output"))).toBe(false);
  });

  it("lists a folder with exports and no attend.yaml", async () => {
    const folder = copy();
    fs.rmSync(path.join(folder, "mid/attend.yaml"));
    const { json } = await trust(folder);
    expect(json.unread).toEqual([
      { folder: "mid", say: "Its folder has exports and no attend.yaml: attend init makes one." },
    ]);
  });
});

describe("exports are behind by", () => {
  const day = (iso: string): number => dayFromIso(iso) ?? NaN;
  const calendar = {
    halfTerms: [
      { key: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-23"), inferred: false },
      { key: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18"), inferred: false },
    ],
    closed: new Set([day("2026-11-13")]),
  };
  it.each([
    ["nothing on Monday after last Friday's marks", "2026-11-20", "2026-11-23", 0],
    ["nothing in the middle of the week", "2026-11-20", "2026-11-26", 0],
    ["nothing on the Friday itself", "2026-11-20", "2026-11-27", 0],
    ["the Friday on Monday after Thursday's marks", "2026-11-19", "2026-11-23", 1],
    ["the Friday on Saturday after Thursday's marks", "2026-11-19", "2026-11-21", 1],
    ["a week without the day that the school was closed", "2026-11-06", "2026-11-14", 4],
    ["nothing over the half-term holiday", "2026-10-23", "2026-11-02", 0],
    ["the days before it and after it", "2026-10-22", "2026-11-09", 6],
    ["what nobody knows, where the calendar ends", "2026-12-18", "2027-02-01", null],
  ])("%s", (_, newest, asAt, days) => {
    expect(daysBehind(calendar, day(newest), day(asAt))).toBe(days);
  });
});
