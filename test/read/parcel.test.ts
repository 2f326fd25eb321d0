/** Law: files that are each read by themselves, sent and unpacked in order give what one thread gives that reads them in turn. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool, soundConfig, type SchoolFiles } from "../../src/flow.ts";
import { rulesFor } from "../../src/read/config.ts";
import { Lanes } from "../../src/read/lane.ts";
import { gatherNothing, type Gathered } from "../../src/read/layout.ts";
import { buffersOf, ParcelReader, unpack } from "../../src/read/parcel.ts";
import { NO_RULES } from "../../src/read/rules.ts";
import { readInTurn, readSource, type ReadAll, type RuledSource } from "../../src/read/source.ts";
import { mutate, numbersFrom, pickOf } from "../mutate.ts";
import { expectSameSchool } from "../same-school.ts";
import { bytesOf, configOf, schoolFiles, specimenNames, TODAY } from "../specimens.ts";

const SCHOOLS = path.resolve(import.meta.dirname, "../../fixtures/schools");

/** Every file by itself, the last first, as a thread that helps does. */
const readApart: ReadAll = (sources, gathered) => {
  const reader = new ParcelReader();
  const parcels = sources
    .map((each, file) => ({ each, file }))
    .toReversed()
    .map(({ each, file }) => {
      const parcel = reader.read(each, file);
      return parcel && structuredClone(parcel, { transfer: [...buffersOf(parcel)] });
    })
    .toReversed();
  return sources.map((each, file) => {
    const parcel = parcels[file];
    return parcel ? unpack(parcel, gathered) : readSource(each, file, gathered, new Lanes());
  });
};

/** All that was gathered as plain values, and which people share what is said of them. */
function allOf({ people, facts, kinds, contacts, lates, totals, strings }: Gathered): unknown {
  const first = new Map(people.list.map(({ details }, i) => [details, i] as const).toReversed());
  return {
    people: people.list,
    shared: people.list.map(({ details }) => first.get(details)),
    kinds: kinds.list,
    marks: facts.columns(),
    lists: [contacts, lates, totals, strings],
  };
}

function expectSame(sources: readonly RuledSource[], said = ""): Gathered {
  const [one, other] = [gatherNothing(), gatherNothing()];
  const files = readInTurn(sources, one);
  expect(readApart(sources, other), said).toEqual(files);
  expect(allOf(other), said).toEqual(allOf(one));
  return one;
}

function file(name: string, ...rows: readonly string[]): RuledSource {
  const bytes = Buffer.from(`UPN,Name,Class,Date,Session,Mark,Minutes,Comment\n${rows.join("\n")}\n`);
  return { source: { path: `exports/${name}.csv`, read: () => bytes }, rules: NO_RULES };
}

/** Rows of two children on a day, with these marks. */
function day(date: string, ...marks: readonly string[]): readonly string[] {
  return marks.flatMap((mark, i) => [
    `A99920022000${String(i)},Child ${String(i)},Oak,${date},AM,${mark},${mark === "L" ? "9" : ""},said of ${mark}`,
  ]);
}

describe("files read apart give the same", () => {
  it.each(readdirSync(SCHOOLS))("in the school %s", (name) => {
    const files = openSchool(path.join(SCHOOLS, name), () => undefined);
    expectSameSchool(readSchool(files, TODAY, readApart), readSchool(files, TODAY));
  });

  it.each(specimenNames)("in the specimen %s", (name) => {
    const files: SchoolFiles = schoolFiles(name);
    expectSameSchool(readSchool(files, TODAY, readApart), readSchool(files, TODAY));
  });

  it("when any specimens make a school, with any byte changed", { timeout: 60_000 }, () => {
    const all = specimenNames.flatMap((name) => {
      const config = soundConfig(configOf(name));
      return [...bytesOf(name)].map(([file, bytes]) => ({ file, bytes, rules: rulesFor(file, config) }));
    });
    const next = numbersFrom(11);
    for (let i = 0; i < 150; i++) {
      const told: string[] = [];
      const sources = Array.from({ length: 5 }, (): RuledSource => {
        const { file: name, bytes, rules } = pickOf(all, next);
        const changed = bytes.length > 0 && next() < 0.5 ? mutate(bytes, next) : { bytes, said: "as it is" };
        told.push(`${name}: ${changed.said}`);
        return { source: { path: name, read: () => changed.bytes }, rules };
      });
      expectSame(sources, told.join("; "));
    }
  });

  it("when unknown codes come first in different files, in different orders", () => {
    const { kinds, facts } = expectSame([
      file("a", ...day("16/11/2026", "/", "$", "!")),
      file("b", ...day("17/11/2026", "%", "!", "$", "L")),
      file("c", ...day("18/11/2026", "!", "%", "&")),
    ]);
    expect(kinds.unknown()).toEqual(["$", "!", "%", "&"]);
    expect([...facts.columns().kind].slice(-3).map((kind) => kinds.list[kind]?.code)).toEqual(["!", "%", "&"]);
  });

  it("when a file is refused, cannot be opened, or changes while it is read", () => {
    const failing = (name: string, code: string): RuledSource => ({
      rules: NO_RULES,
      source: {
        path: `exports/${name}.csv`,
        read: () => {
          throw Object.assign(new Error(name), { code });
        },
      },
    });
    const half = Buffer.from(day("16/11/2026", "/", "N").join("\n").repeat(3000));
    const { people, facts, kinds } = expectSame([
      file("a", ...day("16/11/2026", "/", "$")),
      file("american", ...day("11/16/2026", "/", "!")),
      failing("gone", "ENOENT"),
      {
        rules: NO_RULES,
        source: {
          path: "exports/growing.csv",
          read: () => half,
          open: () => {
            const begins = Buffer.from("UPN,Name,Class,Date,Session,Mark,Minutes,Comment\n");
            let filled = 0;
            return {
              fill: (into, at) => {
                if (filled++ > 2) throw Object.assign(new Error(), { code: "it changed while it was being read" });
                return (filled === 1 ? begins : half).copy(into, at);
              },
              close: () => undefined,
            };
          },
        },
      },
      file("b", ...day("17/11/2026", "%", "$").map((row) => row.replace(/said of .*/, ""))),
    ]);
    expect([...facts.comments.keys()]).toEqual([0, 1]);
    expect(people.list.map((each) => each.file)).toEqual([0, 0, 4, 4]);
    expect(kinds.unknown()).toEqual(["$", "%"]);
  });

  it("when there are more unknown codes than bytes: such a file is read behind the others", () => {
    const codes = (from: number, to: number): readonly string[] =>
      Array.from({ length: to - from }, (_, i) => `Q${String.fromCodePoint(0x4e00 + from + i)}`);
    const many = file("many", ...day("17/11/2026", ...codes(0, 400)));
    expect(new ParcelReader().read(many, 1)).toBeNull();
    const [before, after] = [
      file("a", ...day("16/11/2026", ...codes(300, 320))),
      file("c", ...day("18/11/2026", ...codes(390, 420))),
    ];
    expect(expectSame([before, many, after]).kinds.list).toHaveLength(256);
  });
});
