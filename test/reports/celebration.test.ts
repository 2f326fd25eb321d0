/** The class cup as it is celebrated: its certificate and its slide, from the weekly pack. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf } from "../../src/letters/html-text.ts";
import { celebrationOf, type Celebration } from "../../src/reports/celebration/celebration.ts";
import { celebrationFiles } from "../../src/reports/celebration/pages.ts";
import { classInWords, spanInWords } from "../../src/reports/celebration/words.ts";
import { on, PATIENCE } from "../laws/schools.ts";
import { many, packOf, schoolWith, TEMPLATES, type Child, type Story } from "./celebration-schools.ts";

const AWAY = { "2026-11-17": "II" };

function celebrated(
  children: readonly Child[],
  story: Story = {},
): { celebration: Celebration; files: Map<string, string> } {
  const school = schoolWith(children, story);
  const made = celebrationFiles(packOf(school).pack, school.config, TEMPLATES);
  return { celebration: made.celebration, files: new Map(made.files.map(({ path, text }) => [path, text])) };
}

const words = (html: string | undefined): string =>
  textOf((html ?? "").replace(/<style>[^]*?<\/style>|<title>[^]*?<\/title>/g, "")).replace(/\s+/g, " ");

describe("the cup of the week", () => {
  it("goes to one class, with one certificate that names it and the week", () => {
    const { celebration, files } = celebrated([
      ...many(6, "Oak"),
      ...many(5, "Elm"),
      { name: "Ava Adams", class: "Elm", marks: AWAY },
    ]);
    expect(celebration.winners.map(({ name }) => name)).toEqual(["Oak"]);
    expect(celebration.classes.map(({ name, point }) => [name, point.shown])).toEqual([
      ["Oak", "100.0"],
      ["Elm", "96.7"],
    ]);
    const certificate = words(files.get("cup-certificate.html"));
    expect(certificate).toContain("Oak for the best attendance of all classes in the week of 16 to 20 November 2026");
    expect(certificate).toContain("100.0% of all sessions");
    expect(certificate).not.toContain("Elm");
    expect(files.get("cup-certificate.html")?.match(/class="certificate"/g)).toHaveLength(1);
  });

  it("is shared in a tie, with a certificate for each class", () => {
    const { celebration, files } = celebrated([...many(5, "Oak"), ...many(7, "Elm")]);
    expect(celebration.winners.map(({ name }) => name)).toEqual(["Elm", "Oak"]);
    expect(files.get("cup-certificate.html")?.match(/class="certificate"/g)).toHaveLength(2);
    expect(words(files.get("cup-certificate.html"))).toContain("Class cup, shared");
    expect(words(files.get("assembly.html"))).toContain("The class cup is shared by Elm and Oak");
  });

  it("is not won in a school of nursery classes only: no certificate, and a greeting", () => {
    const { celebration, files } = celebrated([...many(5, "Acorns", "N2"), ...many(5, "Conkers", "N1")]);
    expect(celebration).toMatchObject({ winners: [], classes: [], alsoHere: ["Conkers", "Acorns"] });
    expect([...files.keys()]).toEqual(["assembly.html"]);
    expect(words(files.get("assembly.html"))).toContain("And well done, Conkers and Acorns!");
  });

  it("leaves the nursery children of a mixed class out", () => {
    const nursery = many(5, "Oak", "N2").map((child) => ({ ...child, name: `Nursery ${child.name}`, marks: AWAY }));
    const { celebration } = celebrated([
      ...many(5, "Oak", "R"),
      ...nursery,
      ...many(5, "Elm"),
      { name: "Ava Adams", class: "Elm", marks: AWAY },
    ]);
    expect(celebration.winners).toMatchObject([{ name: "Oak", point: { shown: "100.0" } }]);
  });

  it("goes to the only class of a school with one class", () => {
    const { celebration } = celebrated([...many(5, "Oak"), { name: "Ava Adams", marks: AWAY }]);
    expect(celebration.winners.map(({ name }) => name)).toEqual(["Oak"]);
  });

  it("is not won where the exports give no classes", () => {
    const { celebration, files } = celebrated(many(6, "Oak"), { noClasses: true });
    expect(celebration).toMatchObject({ winners: [], classes: [], alsoHere: [] });
    expect([...files.keys()]).toEqual(["assembly.html"]);
  });

  it.each([
    [4, null, null],
    [5, "100.0", "98.0"],
  ])("of a class of %i shows %s, and of the whole school %s", (count, shown, together) => {
    const elm = many(5, "Elm").map((child, i) =>
      i === 0 ? { ...child, marks: { "2026-11-17": "I\\", "2026-11-18": "I\\" } } : child,
    );
    const school = schoolWith([...many(count, "Oak"), ...elm]);
    const celebration = celebrationOf(packOf(school).pack, school.config);
    expect(celebration.winners).toMatchObject([{ name: "Oak", point: { shown } }]);
    expect(celebration.together).toBe(together);
    const { files } = celebrated([...many(count, "Oak"), ...elm]);
    expect(words(files.get("cup-certificate.html")).includes("% of all sessions")).toBe(shown !== null);
  });

  it("names no child on the slide, whatever their names", () => {
    const children = [...many(6, "Oak"), ...many(6, "Elm"), { name: "Zebedee Quill", class: "Elm", marks: AWAY }];
    const slide = celebrated(children).files.get("assembly.html") ?? "";
    for (const { name } of children) expect(slide).not.toContain(name.split(" ")[1]);
  });

  it("escapes a class name that looks like HTML", () => {
    const { files } = celebrated(many(5, "<b>Oak</b>"));
    expect(files.get("assembly.html")).not.toContain("<b>Oak</b>");
    expect(files.get("cup-certificate.html")).toContain("&lt;b&gt;Oak&lt;/b&gt;");
  });

  it(
    "puts classes in the order of exact rates, the winners first",
    () => {
      const day = (n: number): string => `2026-11-${String(16 + n)}`;
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 5 })), {
            minLength: 2,
            maxLength: 5,
          }),
          (classes) => {
            const children = classes.flatMap(([count, missed], c) =>
              many(count, `Class ${String.fromCharCode(65 + c)}`).map((child, i) =>
                i > 0
                  ? child
                  : { ...child, marks: Object.fromEntries(Array.from({ length: missed }, (_, n) => [day(n), "II"])) },
              ),
            );
            const school = schoolWith([...children, ...many(1, "Zed")]);
            const rate = new Map(
              classes.map(([count, missed], c) => [`Class ${String.fromCharCode(65 + c)}`, 1 - missed / (5 * count)]),
            );
            rate.set("Zed", 1);
            const { classes: shown } = celebrationOf(packOf(school).pack, school.config);
            const rates = shown.map(({ name }) => rate.get(name) ?? NaN);
            expect(rates).toEqual(rates.toSorted((a, b) => b - a));
            expect(shown.filter(({ wins }) => wins)).toHaveLength(rates.filter((each) => each === 1).length);
          },
        ),
        { numRuns: 25 },
      );
    },
    PATIENCE,
  );
});

describe("in words", () => {
  it.each([
    ["2026-11-16", "2026-11-20", "16 to 20 November 2026"],
    ["2026-11-30", "2026-12-04", "30 November to 4 December 2026"],
    ["2026-12-28", "2027-01-01", "28 December 2026 to 1 January 2027"],
    ["2026-11-16", "2026-11-16", "16 November 2026"],
  ])("from %s to %s is %s", (from, to, expected) => {
    expect(spanInWords(on(from), on(to))).toBe(expected);
  });

  it.each([
    ["3/4", "Class 3/4"],
    ["Reception", "Reception"],
    ["Class 3", "Class 3"],
  ])("class %s is %s", (named, expected) => {
    expect(classInWords(named)).toBe(expected);
  });
});
