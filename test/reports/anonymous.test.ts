/** No name of anybody in a school gets into a sentence for the log, and the rest of the sentence stays. */
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool, type School } from "../../src/flow.ts";
import { withoutNames } from "../../src/reports/anonymous.ts";
import { attend, TODAY } from "../run.ts";

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-anonymous-"));
let school: School;
beforeAll(async () => {
  await attend(["demo", "school", "--pupils", "60"], { cwd: temporary });
  school = readSchool(
    openSchool(path.join(temporary, "school"), () => undefined),
    TODAY,
  );
});
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});

describe("a sentence for the log", () => {
  it("has no word of anybody's name, in whatever case or order", () => {
    const people = [
      ...school.register.pupils.flatMap(({ key, name, legalName, sortName }) => [key, name, legalName, sortName]),
      ...school.contacts.flatMap(({ forename, surname }) => [forename ?? "", surname ?? ""]),
      ...school.config.people.map(({ name }) => name.replace(/^(?:Mrs|Mr|Ms|Miss|Dr) /, "")),
      ...school.log.map(({ by }) => (by ?? "").replace(/^(?:Mrs|Mr|Ms|Miss|Dr) /, "")),
    ].filter((name) => name !== "");
    expect(people.length).toBeGreaterThan(200);
    for (const name of people) {
      for (const form of [name, name.toUpperCase(), name.replaceAll(" ", "-")]) {
        const said = withoutNames(`§ ${form}’s, (${form}) “${form}”.`, school);
        expect(said).not.toMatch(/[\p{L}\p{N}]{2}/u);
      }
    }
  });

  it("keeps its other words, its numbers and its paths", () => {
    for (const sentence of [
      "No register could be read, so there is nothing to count, and nothing was written.",
      "output/weekly/2026-11-20/lates.csv could not be replaced, because another program has it open (Excel?).",
      "The exports end on Wednesday 25 November 2026, so they say nothing about Thursday 26 November 2026.",
    ]) {
      expect(withoutNames(sentence, school)).toBe(sentence);
    }
  });

  it("has nothing that was typed, nor names of files that people name, before anything is read", () => {
    expect(withoutNames("Nobody is called “Zebedee Q17”.", null, ["Zebedee Q17"])).toBe("Nobody is called “…”.");
    expect(withoutNames("This needs marks, and exports/Zoë Adder (copy).csv only gives totals.", null)).toBe(
      "This needs marks, and exports/… only gives totals.",
    );
    expect(withoutNames("C:\\school\\records\\log-ZOE-PC.jsonl could not be opened.\nAsk.", null)).toBe(
      "C:\\school\\records/… could not be opened. Ask.",
    );
  });
});
