/** Prizes of a term and a year: over which days, the class prize on exact counts, and the command. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { choosePeriod } from "../../src/reports/celebration/period.ts";
import { prizeFiles } from "../../src/reports/celebration/prize-pages.ts";
import type { Prizes } from "../../src/reports/celebration/prize.ts";
import { isoOf } from "../../src/register/day.ts";
import { lines, upnOf } from "../laws/schools.ts";
import { attend } from "../run.ts";
import { CALENDAR, many, schoolDays, schoolWith, TEMPLATES } from "./celebration-schools.ts";
import { BOTH_TERMS, daysOf, INDIVIDUALS, prizes } from "./prize-schools.ts";

describe("over which days", () => {
  const children = many(1, "Oak");
  const period = (asAt: string, asked: Parameters<typeof choosePeriod>[1], to = asAt): string => {
    const {
      name,
      from,
      to: until,
      isUnderWay,
    } = choosePeriod(schoolWith(children, { ...BOTH_TERMS, to, asAt }), asked);
    return `${name}: ${isoOf(from)} to ${isoOf(until)}${isUnderWay ? ", under way" : ""}`;
  };

  it.each([
    ["2026-11-23", null, "Autumn term 2026/27: 2026-09-03 to 2026-11-23, under way"],
    ["2026-11-23", "summer", "Summer term 2025/26: 2026-04-13 to 2026-07-17"],
    ["2026-11-23", "Autumn term", "Autumn term 2026/27: 2026-09-03 to 2026-11-23, under way"],
    ["2026-11-23", { year: true }, "school year 2026/27: 2026-09-03 to 2026-11-23, under way"],
    ["2026-07-20", null, "Summer term 2025/26: 2026-04-13 to 2026-07-17"],
    ["2026-07-17", { year: true }, "school year 2025/26: 2026-04-13 to 2026-07-17"],
    ["2026-12-18", null, "Autumn term 2026/27: 2026-09-03 to 2026-12-18"],
  ] as const)("on %s, asked for %j: %s", (asAt, asked, expected) => {
    expect(period(asAt, asked)).toBe(expected);
  });

  it.each([
    ["2027-01-08", "Autumn term 2026/27: 2026-09-03 to 2026-12-18"],
    ["2027-01-09", "Spring term 2026/27: 2027-01-04 to 2027-01-08, under way"],
  ])("a term is still the one that prizes are for three weeks later: on %s %s", (asAt, expected) => {
    expect(period(asAt, null, "2027-01-08")).toBe(expected);
  });

  it("is refused for a term that is not known, and for one without sessions", () => {
    expect(() => period("2026-11-23", "Winter")).toThrow(/“Winter”.*Summer, Autumn/);
    const late = schoolWith(children, { from: "2026-11-16", to: "2026-11-20" });
    expect(() => choosePeriod(late, "Summer")).toThrow(/no session of the Summer term 2025\/26/);
  });
});

describe("the class prize", () => {
  it("goes to the best class of the term with its exact counts, whatever the last week", () => {
    const found = prizes([
      { name: "Ava Adams", class: "Oak", marks: daysOf("2026-11-16", 5, "II") },
      { name: "Kit Bell", class: "Elm", marks: daysOf("2026-09-03", 6, "II") },
    ]);
    expect(found.classes).toMatchObject([
      { name: "Oak", possible: 104, attended: 94, percent: "90.4", wins: true },
      { name: "Elm", possible: 104, attended: 92, percent: "88.5", wins: false },
    ]);
  });

  it("is shared in a tie of exact rates, and by nobody else", () => {
    const found = prizes([
      { name: "Ava Adams", class: "Oak", marks: daysOf("2026-09-07", 1, "II") },
      { name: "Kit Bell", class: "Elm", marks: daysOf("2026-11-02", 1, "II") },
      { name: "Zed Cole", class: "Ash", marks: daysOf("2026-11-02", 2, "II") },
    ]);
    expect(found.classes.filter(({ wins }) => wins).map(({ name }) => name)).toEqual(["Elm", "Oak"]);
  });

  it("leaves out the years that are left out of the cup", () => {
    const found = prizes([...many(2, "Acorns", "N2"), { name: "Ava Adams", marks: daysOf("2026-09-07", 1, "II") }]);
    expect(found.classes).toMatchObject([{ name: "Oak", pupils: 1, wins: true }]);
    expect(found.leftOut).toEqual(["Acorns"]);
  });

  it("is nobody's in a school of nursery classes, and where there are no classes", () => {
    for (const found of [prizes(many(3, "Acorns", "N2")), prizes(many(3, "Oak"), { noClasses: true })]) {
      expect(found.classes).toEqual([]);
      const files = prizeFiles(found, schoolWith(many(1, "Oak")).config, TEMPLATES);
      expect(files.map(({ path: name }) => name)).toEqual(["prizes.html", "prizes.csv"]);
      expect(files[0]?.text).toContain("there is no class prize");
    }
  });

  it.each([
    ["nothing is open", {}, {}, []],
    ["open marks could change nothing", { "2026-09-07": "N\\" }, daysOf("2026-09-08", 3, "II"), []],
    [
      "the winner's could lose it",
      { "2026-09-07": ".\\", "2026-09-08": "NN" },
      daysOf("2026-09-09", 1, "I\\"),
      ["Oak"],
    ],
    ["the winner's could come to a tie", { "2026-09-07": ".\\" }, { "2026-09-07": "I\\" }, ["Oak"]],
    ["another's could win it", { "2026-09-07": "I\\" }, { "2026-09-07": "N\\", "2026-09-08": "N\\" }, ["Elm"]],
    ["both", { "2026-09-07": "N\\" }, { "2026-09-07": "NN" }, ["Oak", "Elm"]],
  ])("is to be looked at when %s", (_, oak, elm, expected) => {
    const found = prizes([
      { name: "Ava Adams", class: "Oak", marks: oak },
      { name: "Kit Bell", class: "Elm", marks: elm },
      { name: "Zed Cole", class: "Ash", marks: daysOf("2026-09-07", 30, "II") },
    ]);
    const doubtful = found.lookFirst.filter(({ prize }) => prize === "class").map(({ name }) => name);
    expect(doubtful.toSorted()).toEqual([...expected].toSorted());
  });
});

describe("attend prize", () => {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-prize-"));
  afterAll(() => {
    fs.rmSync(temporary, { recursive: true, force: true });
  });

  function folderOf(name: string, config: string): string {
    const folder = path.join(temporary, name);
    fs.mkdirSync(path.join(folder, "exports"), { recursive: true });
    fs.writeFileSync(path.join(folder, "attend.yaml"), `school: { name: Oak Tree School }\n${CALENDAR}${config}`);
    const rows = schoolDays("2026-09-03", "2026-11-20").flatMap((day, i) => [
      [upnOf(0), "Ava Adams", "4", "Oak", day, "/", "\\"],
      [upnOf(1), "Kit Bell", "4", "Elm", day, i === 0 ? "I" : "/", i === 1 ? "N" : "\\"],
    ]);
    fs.writeFileSync(
      path.join(folder, "exports", "register.csv"),
      lines([["UPN", "Name", "Year Group", "Class", "Date", "AM", "PM"], ...rows]),
    );
    return folder;
  }

  it("writes a certificate and the counts, and says in one line that there is nothing for single children", async () => {
    const cwd = folderOf("off", "");
    const { code, out } = await attend(["prize", "--term"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/Oak +100\.0 +104 of 104 +class prize/);
    expect(out.match(/single children/g)).toHaveLength(1);
    const folder = path.join(cwd, "output/prizes/2026-11-23/Autumn term 2026-27");
    expect(fs.readdirSync(folder).toSorted()).toEqual(["class-prize.html", "prizes.csv", "prizes.html"]);
  });

  it("has all of it in JSON, and asks a person to look where marks are open", async () => {
    const cwd = folderOf("on", `${INDIVIDUALS}  forgive: [I]\n`);
    const { code, out } = await attend(["prize", "--year", "--json"], { cwd });
    expect(code).toBe(1);
    const value = JSON.parse(out) as Prizes & { wrote: readonly string[] };
    expect(value).toMatchObject({
      asAt: "2026-11-23",
      term: "school year 2026/27",
      classes: [{ name: "Oak", possible: 104, attended: 104 }, { name: "Elm" }],
      individuals: [{ prize: "full-attendance", name: "Ava Adams", possible: 104 }],
      lookFirst: [{ prize: "full-attendance", name: "Kit Bell" }],
    });
    expect(value.wrote.map((file) => path.basename(file))).toEqual([
      "prizes.html",
      "prizes.csv",
      "class-prize.html",
      "certificates.html",
    ]);
    for (const file of value.wrote) expect(fs.existsSync(path.join(cwd, file))).toBe(true);
  });

  it("leaves no certificate of an earlier run behind", async () => {
    const cwd = folderOf("again", INDIVIDUALS);
    await attend(["prize", "--term"], { cwd });
    folderOf("again", "");
    await attend(["prize", "--term"], { cwd });
    expect(fs.readdirSync(path.join(cwd, "output/prizes/2026-11-23/Autumn term 2026-27"))).not.toContain(
      "certificates.html",
    );
  });

  it.each([[[]], [["--term", "--year"]], [["--term", "Winter"]]])(
    "asked wrongly with %j: exit 2, nothing written",
    async (args) => {
      const cwd = folderOf(`wrong-${args.join("")}`, "");
      const { code, err } = await attend(["prize", ...args], { cwd });
      expect({ code, said: err.trim().split("\n").length }).toEqual({ code: 2, said: 1 });
      expect(fs.existsSync(path.join(cwd, "output"))).toBe(false);
    },
  );

  it.each(["forgive: [G]", "forgive: [Q9]", "most-improved: { at-least: 0 }", "individuals: sometimes"])(
    "refuses the setting %s with its line",
    async (setting) => {
      const cwd = folderOf(`setting-${setting.replace(/\W/g, "")}`, `prizes:\n  ${setting}\n`);
      const { code, err } = await attend(["prize", "--term"], { cwd });
      expect(code).toBe(2);
      expect(err).toContain("attend.yaml");
    },
  );
});
