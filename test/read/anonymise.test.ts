/** A copy of a school about nobody: the same figures and faults, and nothing in it of anybody. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool, type School } from "../../src/flow.ts";
import { wordsIn } from "../../src/read/anonymise.ts";
import { anonymiseSchool } from "../../src/read/anonymise-school.ts";
import { isSoundUpn } from "../../src/read/cells.ts";
import { Disguise } from "../../src/read/disguise.ts";
import { decode } from "../../src/read/text.ts";
import { dayOf, isoOf, partsOf, ukOf } from "../../src/register/day.ts";
import { figuresWithoutNames } from "../../src/reports/same-figures.ts";
import { attend, TODAY } from "../run.ts";
import { schoolFiles, specimenNames } from "../specimens.ts";

vi.setConfig({ testTimeout: 60_000 });

const SCHOOLS = path.resolve(import.meta.dirname, "../../fixtures/schools");
const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-anonymise-"));
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

/** Numbers that look like chance and are the same in every run. */
function chance(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Words that every school's files have, whatever its people are called: headings, `Count:`, and words of attend.yaml (`gates-close`, `green`). */
const OF_THE_FORM = new Set(
  wordsIn(
    "mark marks week register year class reception nursery date name code present total none may march april june august unknown left count close green",
  ),
);

/** What belongs to people: words and numbers of three characters or more, and dates of birth in every writing. */
function personalOf({ register, contacts }: School): ReadonlySet<string> {
  const words = register.pupils.flatMap(({ name, legalName, upn, misId, admissionNumber }) => [
    name,
    legalName,
    upn,
    misId,
    admissionNumber,
  ]);
  const ofContacts = contacts.flatMap(({ forename, surname, address, postcode, phone, email }) => [
    forename,
    surname,
    ...address,
    postcode,
    phone,
    email,
  ]);
  return new Set(
    [...words, ...ofContacts]
      .flatMap((text) => wordsIn(text ?? ""))
      .filter((word) => word.length >= 3 && !OF_THE_FORM.has(word)),
  );
}

const birthdaysOf = ({ register }: School): readonly string[] =>
  register.pupils.flatMap(({ dob }) => (dob === null ? [] : [isoOf(dob), ukOf(dob)]));

/** The schools, their copies, and every text of the copy with the names of its files. */
function copied(files: Parameters<typeof readSchool>[0], asAt = TODAY): { school: School; copy: School; text: string } {
  const school = readSchool(files, asAt);
  const made = anonymiseSchool(
    {
      config: school.config,
      settings: files.config,
      log: files.log,
      exports: school.files.map((file, i) => ({ file, bytes: files.exports[i]?.read() ?? null })),
    },
    chance(),
  );
  const bytesOf = (file: string): string =>
    Buffer.from(made.find((each) => each.path === file)?.bytes ?? []).toString("utf8");
  const exports = made.filter((each) => each.path.startsWith("exports/"));
  const copy = readSchool(
    {
      config: bytesOf("attend.yaml"),
      log: bytesOf("records/log.jsonl"),
      exports: exports.map(({ path: file, bytes }) => ({ path: file, read: () => bytes })),
    },
    asAt,
  );
  const text = made
    .map(({ path: file, bytes }) => {
      const read = decode(bytes);
      return `${file}\n${"problem" in read ? "" : read.utf8.toString("utf8")}`;
    })
    .join("\n");
  return { school, copy, text };
}

function expectNobody({ school, text }: { school: School; text: string }): void {
  const personal = personalOf(school);
  expect(wordsIn(text).filter((word) => personal.has(word))).toEqual([]);
  // A birthday may also be the day on which somebody else came to the school.
  const { sessions, pupils } = school.register;
  const others = new Set([...sessions.map(({ day }) => day), ...pupils.map(({ from }) => from)].map(ukOf));
  expect(birthdaysOf(school).filter((day) => text.includes(day) && !others.has(day))).toEqual([]);
}

describe.each(readdirSync(SCHOOLS))("%s", (name) => {
  it("has the same figures, tiers and faults, and nothing of anybody", () => {
    const both = copied(openSchool(path.join(SCHOOLS, name), () => undefined));
    expect(figuresWithoutNames(both.copy)).toEqual(figuresWithoutNames(both.school));
    expectNobody(both);
  });
});

describe.each(specimenNames)("the specimen %s", (name) => {
  it("has nothing of anybody, whether or not its faults survive", () => {
    let both;
    try {
      both = copied(schoolFiles(name));
    } catch {
      return;
    }
    expectNobody(both);
  });
});

describe("attend anonymise", () => {
  it("makes a copy of a whole school whose figures are the same", async () => {
    const school = path.join(temporary, "school");
    const out = path.join(temporary, "copy");
    await attend(["demo", school], {});
    const { code, err } = await attend(["anonymise", out, "--school", school], {});
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const both = copied(openSchool(school, () => undefined));
    const written = readdirSync(out, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const text = written.map((each) => `${each.name}\n${readFileSync(path.join(each.parentPath, each.name), "utf8")}`);
    expectNobody({ school: both.school, text: text.join("\n") });
    expect(text.join("\n")).not.toMatch(/Mrs Marsh|Miss Lark|Mr Fenn/);
    const figures = async (folder: string): Promise<unknown> =>
      JSON.parse((await attend(["figures", "--by", "school", "--json", "--school", folder], {})).out);
    expect(await figures(out)).toEqual(await figures(school));
  });

  it("refuses a folder with something in it, and leaves it as it is", async () => {
    const out = path.join(temporary, "full");
    mkdirSync(out);
    writeFileSync(path.join(out, "mine.txt"), "mine");
    const school = path.join(SCHOOLS, "monday-morning");
    const { code, err } = await attend(["anonymise", out, "--school", school], {});
    expect(code).toBe(2);
    expect(err).toMatch(/is there already\. Name a folder/);
    expect(readdirSync(out)).toEqual(["mine.txt"]);
  });

  it("leaves nothing behind when the figures would not be the same", async () => {
    const school = path.join(temporary, "strange");
    mkdirSync(path.join(school, "exports"), { recursive: true });
    writeFileSync(path.join(school, "attend.yaml"), "");
    // A code of four letters that nobody knows is somebody's word, for all that anybody can tell.
    writeFileSync(
      path.join(school, "exports", "r.csv"),
      "Name,Date,Session,Mark\nAda Ash,20/11/2026,AM,Grandma\nAda Ash,20/11/2026,PM,/\n",
    );
    const out = path.join(temporary, "none");
    const { code, err } = await attend(["anonymise", out, "--school", school], {});
    expect(code).toBe(2);
    expect(err).toContain("No copy was made");
    expect(existsSync(out)).toBe(false);
  });
});

describe("the disguise", () => {
  it("gives the same for the same, whatever its case and accents, and another for another", () => {
    const disguise = new Disguise(chance(), new Set());
    const [one, two] = [disguise.text("Zoë Adams"), disguise.text("ADAMS, zoe")];
    expect(wordsIn(one).toSorted()).toEqual(wordsIn(two).toSorted());
    expect(disguise.word("Ben")).not.toBe(disguise.word("Bea"));
    expect(disguise.phone("+44 7700 900123")).toBe(disguise.phone("07700900123"));
  });

  it("keeps whether the check letter of a UPN is right", () => {
    const disguise = new Disguise(chance(), new Set());
    expect(isSoundUpn(disguise.upn("H999000118001"))).toBe(isSoundUpn("H999000118001"));
    expect(isSoundUpn(disguise.upn("A999000118001"))).toBe(isSoundUpn("A999000118001"));
  });

  it("moves a birthday within its term of birth, so that year group and compulsory school age stay", () => {
    const term = (month: number): number => (month >= 9 ? 3 : month <= 3 ? 1 : 2);
    fc.assert(
      fc.property(fc.integer({ min: 14_000, max: 20_000 }), fc.integer({ min: 1, max: 1000 }), (day, seed) => {
        const moved = new Disguise(chance(seed), new Set()).birthday(day);
        const [a, b] = [partsOf(day), partsOf(moved)];
        return moved !== day && a.year === b.year && term(a.month) === term(b.month);
      }),
    );
    expect(dayOf(2018, 8, 31)).not.toBeNull();
  });
});
