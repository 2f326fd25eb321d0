/** Reads an invented school's files back as rows, for its tests; no cell of them has a comma or a quote. */
import { inventSchool, type DemoSchool } from "../../src/demo/invent.ts";
import { dayFromIso } from "../../src/register/day.ts";

export const schoolOn = (today: string, pupils = 120, seed = 1): DemoSchool =>
  inventSchool({ pupils, seed, today: dayFromIso(today) ?? NaN });

export function textOf(school: DemoSchool, path: string): string {
  const found = school.files.find((each) => each.path === path);
  if (!found) throw new Error(`no ${path}`);
  return found.text;
}

export type Row = Readonly<Record<string, string>>;

export function rowsOf(text: string): readonly Row[] {
  const [heading = "", ...lines] = text.replace("\uFEFF", "").trimEnd().split("\r\n");
  const names = heading.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    if (cells.length !== names.length) throw new Error(`a row of ${String(cells.length)} cells: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
}

export const pupilsOf = (school: DemoSchool): readonly Row[] => rowsOf(textOf(school, "exports/pupils.csv"));

export const registerOf = (school: DemoSchool): readonly Row[] =>
  school.files.filter((each) => each.path.startsWith("exports/register-")).flatMap((each) => rowsOf(each.text));

/** `23/11/2026` as `2026-11-23`, which sorts. */
export const iso = (uk = ""): string => uk.split("/").reverse().join("-");
