/** Who is who when files know pupils by their names alone: what one file says is never held against what another says. */
import { expect, it } from "vitest";
import { readSchool } from "../../src/flow.ts";
import { dayFromIso } from "../../src/register/day.ts";

/** Class and attended sessions of each pupil who comes out of registers of rows of class, date and mark, all of Ava Ng. */
function pupilsOf(...files: readonly (readonly string[])[]): readonly (readonly [string | null, number])[] {
  const exports = files.map((rows, i) => ({
    path: `exports/register-${String(i)}.csv`,
    read: () =>
      Buffer.from(`Surname,Forename,Class,Date,Session,Mark\n${rows.map((row) => `Ng,Ava,${row}\n`).join("")}`),
  }));
  const { register } = readSchool({ config: "", exports, log: "" }, dayFromIso("2026-11-20") ?? 0);
  const width = register.sessions.length;
  return register.pupils.map((pupil, row) => [
    pupil.class,
    register.marks.subarray(row * width, row * width + width).filter((mark) => mark !== 0).length,
  ]);
}

const OAK = ["Oak,16/11/2026,AM,/", "Oak,17/11/2026,AM,/"];
const ELM = ["Elm,18/11/2026,AM,/", "Elm,19/11/2026,AM,/"];

it("a child who changes class in a file is one", () => {
  expect(pupilsOf([...OAK, ...ELM])).toEqual([["Elm", 4]]);
});

it("two who are marked in one session of a file are two", () => {
  expect(pupilsOf([...OAK, ...ELM, "Oak,18/11/2026,AM,/"])).toEqual([
    ["Elm", 2],
    ["Oak", 3],
  ]);
});

it("a child who changes class is one in two files that are about the same days, and have different classes for one of them", () => {
  const first = [...OAK, ...ELM];
  const second = [...first.slice(0, 1), "Elm,17/11/2026,AM,/", ...ELM];
  expect(pupilsOf(first, second)).toEqual([["Elm", 4]]);
});
