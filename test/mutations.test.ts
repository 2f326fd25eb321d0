/** Law: a single changed byte of an export never stops the reading, and never changes a figure without a word. */
import { describe, expect, it } from "vitest";
import { problemJson } from "../src/commands/context.ts";
import { readSchool, type School } from "../src/flow.ts";
import { figuresOf, figuresOfTotals, type FigureRow } from "../src/measures/figures.ts";
import { periodsOf, totalsIn } from "../src/measures/totals.ts";
import { faultsInRegister } from "../src/policy/to-fix.ts";
import { yearStart } from "../src/register/calendar.ts";
import { mutate, numbersFrom, pickOf } from "./mutate.ts";
import { isSound } from "./sound.ts";
import { bytesOf, schoolFiles, specimenNames, TODAY } from "./specimens.ts";

/** How many; `npm run fuzz` sets more. */
const MUTATIONS = Number(process.env["ATTEND_FUZZ"] ?? 20_000);
const SEED = Number(process.env["ATTEND_FUZZ_SEED"] ?? 23);
/** Milliseconds for one school folder. */
const LONGEST = 2000;
/** Larger files would be read more often than changed. */
const SMALL = 8192;

interface Specimen {
  readonly name: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

const specimens: readonly Specimen[] = specimenNames
  .map((name) => ({ name, files: bytesOf(name) }))
  .filter(({ files }) => [...files.values()].every((bytes) => bytes.length <= SMALL));

function shown({ key, class: named, year, codes, ...row }: FigureRow): string {
  const numbers = [row.possible, row.attended, row.authorised, row.unauthorised, row.late, row.lateAfterClose];
  const rest = [row.missing, row.unknown, row.notPossible, row.minutesLate ?? "–"];
  return `${key} ${named ?? "–"} ${year ?? "–"}: ${[...numbers, ...rest].join(" ")} ${JSON.stringify(codes)}`;
}

/** Every pupil's figures of the year, or of the first period of totals; names are words, and no figures. */
function figures(school: School): readonly string[] {
  const { register, config, halfTerms, asAt } = school;
  const ask = { by: "pupil", asAt, headline: config.headline, halfTerms, lines: config.lines } as const;
  const marks = figuresOf(register, { ...ask, from: yearStart(config.calendar, asAt), to: asAt }).rows;
  const totals = periodsOf(school.totals).flatMap((period) =>
    figuresOfTotals(register, totalsIn(school.totals, period).counts, { ...ask, ...period }).rows.map((row) => ({
      ...row,
      key: `${row.key} ${String(period.from)} ${String(period.to)}`,
    })),
  );
  return [...marks, ...totals].map((row: FigureRow) => shown(row)).sort();
}

function problems(school: School): ReadonlySet<string> {
  return new Set([...school.problems, ...faultsInRegister(school)].map((each) => JSON.stringify(problemJson(each))));
}

interface Read {
  readonly school: School;
  readonly figures: readonly string[];
  readonly problems: ReadonlySet<string>;
}

function read(name: string, files: ReadonlyMap<string, Uint8Array>): Read {
  const school = readSchool(schoolFiles(name, files), TODAY);
  return { school, figures: figures(school), problems: problems(school) };
}

/** What is wrong with how a changed file was read; null when nothing is. */
function faultOf({ name, files }: Specimen, before: Read, file: string, bytes: Buffer): string | null {
  const started = performance.now();
  let after: Read;
  try {
    after = read(name, new Map([...files, [file, bytes]]));
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const took = performance.now() - started;
  if (took > LONGEST) return `took ${String(Math.round(took))} ms`;
  const uncounted = after.school.files.find(
    ({ rows, used, leftOut }) => rows !== used + leftOut || used < 0 || leftOut < 0,
  );
  if (uncounted)
    return `${uncounted.path}: ${String(uncounted.rows)} rows, ${String(uncounted.used)} used, ${String(uncounted.leftOut)} left out`;
  const changed = after.figures.filter((row) => !before.figures.includes(row));
  const gone = before.figures.filter((row) => !after.figures.includes(row));
  if (changed.length + gone.length === 0) return null;
  if ([...after.problems].some((each) => !before.problems.has(each))) return null;
  const known = before.school.files.find((each) => each.path === file);
  if (known && isSound(known, files.get(file) ?? bytes, bytes)) return null;
  return `changed silently:\n  - ${gone.join("\n  - ")}\n  + ${changed.join("\n  + ")}`;
}

describe("a changed byte", () => {
  it("is harmless, or said, or makes another sound export", { timeout: Math.max(90_000, MUTATIONS * 20) }, () => {
    const next = numbersFrom(SEED);
    const known = new Map(specimens.map(({ name, files }) => [name, read(name, files)]));
    const faults: string[] = [];
    for (let n = 0; n < MUTATIONS; n++) {
      const specimen = pickOf(specimens, next);
      const { name, files } = specimen;
      const [file, old] = pickOf([...files], next);
      const before = known.get(name);
      const { bytes, said } = mutate(old, next);
      const fault = before && faultOf(specimen, before, file, bytes);
      if (fault != null) faults.push(`${name}, ${file}, ${said}: ${fault}`);
    }
    expect(faults.slice(0, 20)).toEqual([]);
    expect(faults.length).toBe(0);
  });
});
