/** Staff pages: whom they name, and above all whom and what they do not. */
import { describe, expect, it } from "vitest";
import { segmentOf, segmentsOf } from "../../src/letters/file-name.ts";
import { dueOn } from "../../src/policy/due.ts";
import { staffFiles } from "../../src/reports/staff/pages.ts";
import type { StaffReport } from "../../src/reports/staff/staff.ts";
import { upnOf } from "../laws/schools.ts";
import { many, packOf, schoolDays, schoolWith, TEMPLATES, type Child, type Story } from "./celebration-schools.ts";

/** Long enough in the year for percentages to trigger. */
const TERM: Story = { from: "2026-09-03", to: "2026-11-20" };

function staffOf(
  children: readonly Child[],
  story: Story = TERM,
): { staff: StaffReport; files: ReadonlyMap<string, string>; playground: string } {
  const school = schoolWith(children, story);
  const { staff, files } = staffFiles(
    school,
    packOf(school).week,
    { pack: packOf(school).pack, due: dueOn(school) },
    TEMPLATES,
  );
  // The style sheet of all pages has words of its own.
  const texts = new Map(files.map(({ path, text }) => [path, text.replace(/<style>[^]*?<\/style>/, "")]));
  return { staff, files: texts, playground: texts.get("playground.html") ?? "" };
}

/** Away on so many school days of the term, from its first. */
const away = (days: number, marks = "II"): Readonly<Record<string, string>> =>
  Object.fromEntries(
    schoolDays("2026-09-03", "2026-11-20")
      .slice(0, days)
      .map((day) => [day, marks]),
  );

const need = (n: number, word: string): string =>
  `${JSON.stringify({ v: 1, id: `${String(n)}-${word}`, day: "2026-09-10", kind: "need", pupil: upnOf(n), need: word, from: "2026-09-10" })}\n`;

describe("the page of a class", () => {
  it("names its own children, and no child of any other class", () => {
    const classes = ["Oak", "Elm", "3/4", "Acorns"];
    const children = classes.flatMap((named, c) =>
      Array.from({ length: 5 }, (_, i): Child => ({
        name: `Child${String(c)}${String(i)} Surname${String(c)}${String(i)}`,
        class: named,
        year: named === "Acorns" ? "N2" : "4",
        // Long away, often late, without a mark, with a plan, and always there.
        ...[
          { marks: away(15) },
          { marks: { "2026-11-10": "L\\", "2026-11-11": "L\\", "2026-11-12": "L\\" } },
          { marks: { "2026-11-17": ".\\" } },
          { about: { "SEN Status": "K" } },
          {},
        ][i],
      })),
    );
    const { files } = staffOf(children);
    classes.forEach((named, c) => {
      const page = files.get(`classes/${segmentOf(named)}.html`) ?? "";
      const of = (k: number): readonly string[] => Array.from({ length: 5 }, (_, i) => `${String(k)}${String(i)}`);
      for (const n of of(c).slice(0, 2)) expect(page).toContain(`Child${n} Surname${n}`);
      for (const other of classes.keys()) {
        if (other === c) continue;
        for (const n of of(other)) expect(page).not.toMatch(new RegExp(`Child${n}|Surname${n}`));
      }
    });
  });

  it("names the class's registers to complete, and no other's", () => {
    const { staff, files } = staffOf([
      { name: "Ava Adams", class: "Oak", marks: { "2026-11-17": ".\\" } },
      ...many(1, "Oak"),
      { name: "Kit Bell", class: "Elm", marks: { "2026-11-18": ".\\" } },
      ...many(1, "Elm"),
    ]);
    expect(staff.classes.map(({ name, registers }) => [name, registers.map(({ day }) => day)])).toEqual([
      ["Elm", ["2026-11-18"]],
      ["Oak", ["2026-11-17"]],
    ]);
    expect(files.get("classes/Oak.html")).toContain("no mark for Ava Adams");
  });

  it.each([
    [5, "emerging"],
    [6, "intensive"],
    [2, null],
  ])("of a child away %i of 52 days gives the tier %s", (days, tier) => {
    const { staff } = staffOf([{ name: "Ava Adams", marks: away(days) }, ...many(1, "Oak")]);
    const found = staff.classes[0]?.pupils.map((pupil) => [pupil.tier, pupil.missed, pupil.possible]);
    expect(found).toEqual(tier === null ? [] : [[tier, 2 * days, 104]]);
  });

  it("has a page for a class in which nobody is on the list", () => {
    const { files } = staffOf(many(3, "Oak"));
    expect(files.get("classes/Oak.html")).toContain("Nobody in this class. Thank you.");
  });
});

describe("what staff need not know", () => {
  it.each<[string, Child["about"], string]>([
    ["a mental-health need in the log", {}, need(0, "mental-health")],
    ["a mental-health need in the pupils file", { "Mental Health": "Yes" }, ""],
    ["a child missing education", {}, need(0, "missing-education")],
  ])("%s alone puts nobody on a page", (_, about = {}, log) => {
    const { staff, files, playground } = staffOf([{ name: "Ava Adams", about }, ...many(1, "Oak")], { ...TERM, log });
    expect(staff.gate).toEqual([]);
    for (const page of [...files.values(), playground]) expect(page).not.toContain("Ava");
    // The heads' pack has the child, so that this is no empty test.
    expect(
      packOf(schoolWith([{ name: "Ava Adams", about }, ...many(1, "Oak")], { ...TERM, log })).pack.monitoring,
    ).toHaveLength(1);
  });

  it("beside attendance changes nothing: neither the tier nor a word", () => {
    const ava: Child = { name: "Ava Adams", marks: away(4) };
    const plain = staffOf([ava, ...many(1, "Oak")]);
    const flagged = staffOf([ava, ...many(1, "Oak")], {
      ...TERM,
      log:
        need(0, "mental-health") +
        need(0, "missing-education") +
        need(0, "hold-phone-first") +
        need(0, "social-worker"),
    });
    const tiers = ({ staff }: typeof plain): unknown => staff.classes[0]?.pupils.map(({ tier, name }) => [name, tier]);
    expect(tiers(flagged)).toEqual([["Ava Adams", "emerging"]]);
    expect(tiers(flagged)).toEqual(tiers(plain));
    for (const page of flagged.files.values()) {
      expect(page).not.toMatch(/mental|missing education|social|safeguard|phone first|need in the log/i);
    }
  });

  it("no page says why a child was away", () => {
    const leave = JSON.stringify({
      v: 1,
      id: "l",
      day: "2026-11-02",
      kind: "leave-request",
      pupil: upnOf(0),
      from: "2026-11-09",
      to: "2026-11-13",
      reason: "funeral in Lagos",
    });
    const note = JSON.stringify({
      v: 1,
      id: "n",
      day: "2026-11-02",
      kind: "note",
      pupil: upnOf(0),
      note: "parents separating",
    });
    const { files } = staffOf([{ name: "Ava Adams", marks: away(12, "GG") }, ...many(1, "Oak")], {
      ...TERM,
      log: `${leave}\n${note}\n`,
    });
    for (const page of files.values()) expect(page).not.toMatch(/funeral|separating|holiday|illness|unauthorised/i);
  });

  it("a SEND plan alone is named as one, apart from attendance", () => {
    const { staff, files, playground } = staffOf([
      { name: "Ava Adams", about: { "SEN Status": "E" } },
      ...many(1, "Oak"),
    ]);
    expect(staff.classes[0]?.pupils).toMatchObject([{ name: "Ava Adams", sendAlone: true }]);
    expect(files.get("classes/Oak.html")).toContain("nothing to say of their attendance: Ava Adams");
    expect(playground).not.toContain("Ava");
  });
});

describe("a welcome at the gate", () => {
  const gate = (marks: Readonly<Record<string, string>>, about: Partial<Child> = {}): readonly string[] =>
    staffOf([{ name: "Ava Adams", marks, ...about }, ...many(1, "Oak")]).staff.gate.flatMap(
      ({ back }) => back?.words ?? [],
    );

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "three days, back in the week",
      { "2026-11-16": "II", "2026-11-17": "II", "2026-11-18": "II" },
      ["back on Thu 19 Nov after 3 days away"],
    ],
    ["half a session less", { "2026-11-16": "/I", "2026-11-17": "II", "2026-11-18": "II" }, []],
    [
      "over a weekend",
      { "2026-11-13": "II", "2026-11-16": "II", "2026-11-17": "II" },
      ["back on Wed 18 Nov after 3 days away"],
    ],
    [
      "back on the Monday",
      { "2026-11-11": "II", "2026-11-12": "II", "2026-11-13": "II" },
      ["back on Mon 16 Nov after 3 days away"],
    ],
    ["back on the Friday before", { "2026-11-10": "II", "2026-11-11": "II", "2026-11-12": "II" }, []],
    [
      "away still",
      { "2026-11-18": "II", "2026-11-19": "II", "2026-11-20": "II" },
      ["away since Wed 18 Nov: welcome when back"],
    ],
    ["away for two days still", { "2026-11-19": "II", "2026-11-20": "II" }, []],
    [
      "back in the afternoon",
      { "2026-11-16": "II", "2026-11-17": "II", "2026-11-18": "II", "2026-11-19": "I\\" },
      ["back on Thu 19 Nov after 3½ days away"],
    ],
    [
      "days at another school between",
      { "2026-11-16": "II", "2026-11-17": "DD", "2026-11-18": "II", "2026-11-19": "II" },
      ["back on Fri 20 Nov after 3 days away"],
    ],
  ])("%s", (_, marks, expected) => {
    expect(gate(marks)).toEqual(expected);
  });

  it("counts the days of a nursery child who comes in the mornings", () => {
    const mornings = Object.fromEntries(schoolDays("2026-09-03", "2026-11-20").map((day) => [day, "/."]));
    const marks = { ...mornings, "2026-11-16": "I.", "2026-11-17": "I.", "2026-11-18": "I." };
    expect(gate(marks, { class: "Acorns", year: "N2" })).toEqual(["back on Thu 19 Nov after 3 days away"]);
  });

  it("is for whoever is late as often as the policy says, and says how often", () => {
    const late = (...days: readonly string[]): Readonly<Record<string, string>> =>
      Object.fromEntries(days.map((day) => [day, "L\\"]));
    const gateOf = (marks: Readonly<Record<string, string>>): unknown =>
      staffOf([{ name: "Ava Adams", marks }, ...many(1, "Oak")]).staff.gate.map(({ reasons, lates }) => [
        reasons,
        lates,
      ]);
    expect(gateOf(late("2026-11-16", "2026-11-17"))).toEqual([]);
    expect(gateOf(late("2026-11-16", "2026-11-17", "2026-11-18"))).toEqual([[["lates", "monitored"], 3]]);
  });

  it("names each child once on the playground list, with the class", () => {
    const marks = { ...away(12), "2026-11-18": "II", "2026-11-19": "II", "2026-11-20": "II" };
    const { playground } = staffOf([{ name: "Ava Adams", class: "3/4", marks }, ...many(1, "Oak")]);
    expect(playground.match(/Ava Adams/g)).toHaveLength(1);
    expect(playground).toContain("Ava Adams (3/4)");
  });
});

describe("schools of another kind", () => {
  it("without classes there is no class page, and nobody is lost", () => {
    const { staff, files, playground } = staffOf([{ name: "Ava Adams", marks: away(12) }, ...many(1, "Oak")], {
      ...TERM,
      noClasses: true,
    });
    expect([...files.keys()]).toEqual(["playground.html"]);
    expect(staff).toMatchObject({ classes: [], withoutClass: 1 });
    expect(playground).toContain("No class given");
    expect(playground).toContain("Ava Adams");
  });

  it("with one class, and with nursery classes only", () => {
    expect([...staffOf(many(2, "Oak")).files.keys()]).toEqual(["classes/Oak.html", "playground.html"]);
    const nursery = staffOf([...many(2, "Acorns", "N2"), ...many(2, "Conkers", "N1")]).files;
    expect([...nursery.keys()]).toEqual(["classes/Conkers.html", "classes/Acorns.html", "playground.html"]);
  });

  it("with classes whose names would be one file has a file for each", () => {
    const { files } = staffOf([...many(1, "3/4"), ...many(1, "3-4"), ...many(1, "..\\..\\3.4")]);
    expect([...files.keys()].toSorted()).toEqual([
      "classes/3-4-2.html",
      "classes/3-4-3.html",
      "classes/3-4.html",
      "playground.html",
    ]);
    expect(new Set([...files.values()].map((page) => /<h1>(.*?)<\/h1>/.exec(page)?.[1])).size).toBe(4);
  });

  it.each<[readonly string[], readonly string[]]>([
    [
      ["Oak", "oak"],
      ["Oak", "oak-2"],
    ],
    [
      ["CON", "Aux"],
      ["class-CON", "class-Aux"],
    ],
    [
      ["Łódź", "日本"],
      ["o-dz", "class"],
    ],
    [
      ["", "-", "/"],
      ["class", "class-2", "class-3"],
    ],
    [
      ["a-2", "a", "A"],
      ["a-2", "a", "A-3"],
    ],
  ])("files of the classes %j are %j", (names, expected) => {
    expect(segmentsOf(names)).toEqual(expected);
    expect(new Set(segmentsOf(names).map((each) => each.toLowerCase())).size).toBe(names.length);
  });
});
