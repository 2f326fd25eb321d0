/** Certificates for single children: only where the school chose so, and nobody gets or loses one silently. */
import { describe, expect, it } from "vitest";
import { prizeFiles } from "../../src/reports/celebration/prize-pages.ts";
import { upnOf } from "../laws/schools.ts";
import { schoolDays, schoolWith, TEMPLATES, type Child, type Story } from "./celebration-schools.ts";
import { given, INDIVIDUALS, looked, prizes } from "./prize-schools.ts";

describe("certificates for children", () => {
  const ava = (marks: Readonly<Record<string, string>>): Child => ({ name: "Ava Adams", marks });
  const kit: Child = { name: "Kit Bell", marks: { "2026-06-01": "II", "2026-09-07": "II" } };

  it("are none when the school has not chosen to give them, and it says so", () => {
    const found = prizes([ava({}), kit]);
    expect(found).toMatchObject({ givesIndividuals: false, individuals: [], lookFirst: [] });
    const pages = prizeFiles(found, schoolWith([kit]).config, TEMPLATES);
    expect(pages.map(({ path: name }) => name)).toEqual(["prizes.html", "prizes.csv", "class-prize.html"]);
    expect(pages[0]?.text).toContain("has not chosen to give them");
  });

  it.each<[string, Readonly<Record<string, string>>, string, readonly string[], readonly string[]]>([
    ["nothing missed", {}, "", ["Ava Adams: full-attendance"], []],
    ["lates", { "2026-09-07": "L\\" }, "", ["Ava Adams: full-attendance"], []],
    ["not possible: D, X, Y1", { "2026-09-07": "DX", "2026-09-08": "XX" }, "", ["Ava Adams: full-attendance"], []],
    ["illness", { "2026-09-07": "I\\" }, "", [], []],
    ["late after the register closed", { "2026-09-07": "U\\" }, "", [], []],
    ["religious observance", { "2026-09-07": "RR" }, "", [], []],
    [
      "religious observance, forgiven",
      { "2026-09-07": "RR" },
      "  forgive: [M, R]\n",
      ["Ava Adams: full-attendance"],
      [],
    ],
    ["a holiday beside it", { "2026-09-07": "RG" }, "  forgive: [M, R]\n", [], []],
    ["turned off", {}, "  full-attendance: false\n", [], []],
    ["N", { "2026-09-07": "N\\" }, "", [], ["1 session without a reason (N); nothing else missed"]],
    ["missing", { "2026-09-07": ".\\" }, "", [], ["1 mark missing; nothing else missed"]],
    ["not known", { "2026-09-07": "!\\" }, "", [], ["1 mark not known; nothing else missed"]],
    ["N and an absence", { "2026-09-07": "N\\", "2026-09-08": "II" }, "", [], []],
    ["missing and an absence", { "2026-09-07": ".\\", "2026-09-08": "II" }, "", [], []],
  ])("full attendance, %s", (_, marks, setting, expected, first) => {
    const improved = "  most-improved: { how-many: 0 }\n";
    const found = prizes([ava(marks), kit], { config: `${INDIVIDUALS}${improved}${setting}` });
    expect(given(found)).toEqual(expected);
    expect(found.lookFirst.filter(({ pupil }) => pupil !== null).map(({ why }) => why)).toEqual(first);
  });

  it("full attendance of too few sessions is looked at, and not passed over", () => {
    const joined = Object.fromEntries(schoolDays("2026-06-01", "2026-11-09").map((day) => [day, "ZZ"]));
    const story = { config: `${INDIVIDUALS}policy: { minimum-sessions: { value: 19 } }\n` };
    expect(looked(prizes([ava(joined), kit], story))).toEqual([
      "Ava Adams: only 18 possible sessions so far; nothing else missed",
    ]);
    const enough = { config: `${INDIVIDUALS}policy: { minimum-sessions: { value: 18 } }\n` };
    expect(given(prizes([ava(joined), kit], enough))).toEqual(["Ava Adams: full-attendance"]);
  });

  it("neither nursery children nor leavers get one", () => {
    const found = prizes(
      [
        ava({}),
        { name: "Nia Nunn", class: "Acorns", year: "N2" },
        { name: "Lee Gone", about: { "Leaving Date": "20/11/2026" } },
      ],
      { config: INDIVIDUALS },
    );
    expect(given(found)).toEqual(["Ava Adams: full-attendance"]);
  });

  it("a flag in the log is looked at first, and the flag is not named", () => {
    const log = `${JSON.stringify({ v: 1, id: "1", day: "2026-11-02", kind: "need", pupil: upnOf(0), need: "hold-phone-first", from: "2026-11-02" })}\n`;
    const found = prizes([ava({}), kit], { config: INDIVIDUALS, log });
    expect(given(found)).toEqual([]);
    expect(looked(found)).toEqual(["Ava Adams: a flag in the log: speak with the family first; nothing else missed"]);
  });

  describe("most improved", () => {
    // Of the 70 sessions of the summer so many were missed; in the autumn two of 104, so that attendance was not full.
    const after = (
      summer: number,
      autumn: Readonly<Record<string, string>> = { "2026-09-07": "II" },
    ): Readonly<Record<string, string>> => ({
      ...Object.fromEntries(
        schoolDays("2026-06-01", "2026-07-17")
          .slice(0, summer)
          .map((day) => [day, "II"]),
      ),
      ...autumn,
    });
    const setting = (points: number, howMany: number): Story => ({
      config: `${INDIVIDUALS}  full-attendance: false\n  most-improved: { at-least: ${String(points)}, how-many: ${String(howMany)} }\n`,
    });

    it("counts the points between exact rates, on both sides of the line", () => {
      // 7 of 35 days missed is 80%; 2 of 104 sessions, or 4, is 98.08% or 96.15%: 18.08 and 16.15 points.
      const child = (autumn: Readonly<Record<string, string>>): Child => ({
        name: "Ava Adams",
        marks: after(7, autumn),
      });
      const two = { "2026-09-07": "II" };
      const four = { "2026-09-07": "II", "2026-09-08": "II" };
      expect(given(prizes([child(two), kit], setting(18, 3)))).toEqual(["Ava Adams: most-improved"]);
      expect(given(prizes([child(two), kit], setting(19, 3)))).toEqual([]);
      expect(given(prizes([child(four), kit], setting(16, 3)))).toEqual(["Ava Adams: most-improved"]);
      expect(given(prizes([child(four), kit], setting(17, 3)))).toEqual([]);
    });

    it("goes to as many as the school gives, with those who are equal to the last", () => {
      const children = [
        { name: "Ava Adams", marks: after(10) },
        { name: "Ben Brown", marks: after(8) },
        { name: "Cal Cole", marks: after(8) },
        { name: "Dee Dunn", marks: after(6) },
      ];
      const names = (howMany: number): readonly string[] =>
        prizes(children, setting(5, howMany)).individuals.map(({ name }) => name);
      expect(names(0)).toEqual([]);
      expect(names(1)).toEqual(["Ava Adams"]);
      expect(names(2)).toEqual(["Ava Adams", "Ben Brown", "Cal Cole"]);
      expect(names(3)).toEqual(["Ava Adams", "Ben Brown", "Cal Cole"]);
      expect(names(4)).toEqual(["Ava Adams", "Ben Brown", "Cal Cole", "Dee Dunn"]);
    });

    it("is looked at first where open marks of either term could decide", () => {
      const found = prizes(
        [
          { name: "Ava Adams", marks: after(10) },
          { name: "Ben Brown", marks: after(10, { "2026-09-07": "N\\" }) },
          { name: "Cal Cole", marks: { ...after(8), "2026-07-16": ".." } },
          { name: "Dee Dunn", marks: after(2, { "2026-09-07": "N\\" }) },
        ],
        setting(5, 1),
      );
      expect(given(found)).toEqual(["Ava Adams: most-improved"]);
      expect(looked(found)).toEqual(["Ben Brown: 1 session without a reason (N)"]);
      const all = prizes([{ name: "Cal Cole", marks: { ...after(9), "2026-07-16": ".." } }, kit], setting(5, 1));
      expect(looked(all)).toEqual(["Cal Cole: 2 marks missing in the Summer term 2025/26"]);
    });

    it("needs the policy's minimum of possible sessions in both terms", () => {
      const away = Object.fromEntries(schoolDays("2026-06-01", "2026-07-03").map((day) => [day, "ZZ"]));
      const child: Child = { name: "Ava Adams", marks: { ...away, "2026-07-06": "II", "2026-07-07": "II" } };
      const least = (value: number): Story => ({
        config: `${setting(5, 1).config ?? ""}policy: { minimum-sessions: { value: ${String(value)} } }\n`,
      });
      expect(given(prizes([child, kit], least(20)))).toEqual(["Ava Adams: most-improved"]);
      expect(given(prizes([child, kit], least(21)))).toEqual([]);
    });

    it("is judged by nobody's guess where there is no term before", () => {
      const found = prizes([{ name: "Ava Adams" }], { ...setting(5, 3), from: "2026-09-03" });
      expect(found).toMatchObject({ before: null, individuals: [] });
    });
  });
});
