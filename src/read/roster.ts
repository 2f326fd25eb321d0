/** The roster: every pupil once, joined from all that the files say of each. */
import type { Problem } from "../problem/problem.ts";
import type { RollEntry } from "../register/grid.ts";
import { isoOf, ukOf, type Day } from "../register/day.ts";
import type { Facts } from "../register/facts.ts";
import { compareText } from "../register/order.ts";
import { yearOrder, type Pupil } from "../register/pupil.ts";
import { hasSessions, type Totals } from "../register/totals.ts";
import { undamaged } from "./damage.ts";
import type { ExportFile } from "./export-reader.ts";
import { join, type Entry } from "./join.ts";
import type { Details, Person } from "./people.ts";

export interface Roster {
  readonly roll: readonly RollEntry[];
  /** For each person of the exports the index into `roll`; -1 for those left out and for contacts of nobody. */
  readonly rowOf: Int32Array;
  /** Rows to count as left out after all, per file. */
  readonly leftOut: readonly number[];
  readonly problems: readonly Problem[];
}

export interface ToJoin {
  readonly people: readonly Person[];
  readonly facts: Facts;
  readonly totals: readonly Totals[];
  readonly files: readonly ExportFile[];
  readonly asAt: Day;
}

export function joinRoster({ people, facts, totals, files, asAt }: ToJoin): Roster {
  const problems: Problem[] = [];
  const marked = new Uint8Array(people.length);
  for (const each of totals) if (hasSessions(each)) marked[each.person] = 1;
  for (let i = 0; i < facts.length; i++) marked[facts.person[i] ?? 0] = 1;
  const hasPupilsFile = people.some(({ role }) => role === "roster");
  const entries = join(people, facts);
  const whole = entries.filter((entry) => !entry.torn);
  const placeIn = (entry: Entry): { file: string | null; line: number } => {
    const namings = entry.people.flatMap((i) => people[i] ?? []);
    const first = namings.find(({ role }) => role === "roster") ?? namings[0];
    return { file: files[first?.file ?? 0]?.path ?? null, line: first?.line ?? 0 };
  };
  const named = undamaged(
    whole.map((entry) => ({ entry, pupil: pupilOf(entry, people, problems, files) })),
    ({ entry, pupil }, used) =>
      problems.push({
        code: "class-damaged",
        ...placeIn(entry),
        excerpt: pupil.class ?? "",
        args: { pupil: pupil.name, used },
      }),
  );
  const order = sorted(named);
  const rowOf = new Int32Array(people.length).fill(-1);
  const keys = new Set<string>();
  const roll = order.map(({ entry, pupil }, row): RollEntry => {
    for (const person of entry.people) rowOf[person] = row;
    const key = keys.has(pupil.key) ? `${pupil.key} (${String(row)})` : pupil.key;
    keys.add(key);
    const isMarked = entry.people.some((person) => marked[person] === 1);
    if (hasPupilsFile && !pupil.inPupilsFile && isMarked) {
      problems.push({ code: "pupil-not-in-file", ...placeIn(entry), args: { pupil: pupil.name, key } });
    }
    const bounds = rollOf(entry.details, pupil.inPupilsFile, hasPupilsFile);
    if (
      pupil.inPupilsFile &&
      !isMarked &&
      facts.length > 0 &&
      bounds.end === "open" &&
      (bounds.from ?? -Infinity) < asAt
    ) {
      problems.push({
        code: "pupil-no-marks",
        ...placeIn(entry),
        args: { pupil: pupil.name, key, class: pupil.class ?? "" },
      });
    }
    return { pupil: { ...pupil, key }, ...bounds };
  });
  const leftOut = files.map(() => 0);
  for (const entry of entries) if (entry.torn) problems.push(leaveOut(entry, people, files, leftOut));
  people.forEach(({ role, file, line, details, rows }, person) => {
    if (role !== "mention" || (rowOf[person] ?? -1) >= 0) return;
    if (entries.some((entry) => entry.torn && entry.people.includes(person))) return;
    const path = files[file]?.path ?? null;
    problems.push({ code: "pupil-unknown", file: path, line, args: { pupil: details.name ?? details.upn ?? "" } });
    leftOut[file] = (leftOut[file] ?? 0) + rows;
  });
  if (!hasPupilsFile && facts.length > 0) problems.push({ code: "roll-inferred", file: null, args: { all: 1 } });
  else {
    const undated = roll.filter(({ pupil, from }) => pupil.inPupilsFile && from === null).length;
    if (undated > 0 && facts.length > 0) {
      problems.push({ code: "roll-inferred", file: null, args: { all: 0, count: undated } });
    }
  }
  const yearless = roll.filter(({ pupil }) => pupil.year === null).length;
  if (yearless > 0) problems.push({ code: "pupil-no-year", file: null, args: { count: yearless, of: roll.length } });
  return { roll, rowOf, leftOut, problems };
}

type Named = Omit<Pupil, "from" | "to">;

function pupilOf(
  { people: members, details }: Entry,
  people: readonly Person[],
  problems: Problem[],
  files: readonly ExportFile[],
): Named {
  const rosterRows = members.flatMap((i) => (people[i]?.role === "roster" ? [people[i]] : []));
  const name = details.name ?? details.upn ?? details.misId ?? details.admissionNumber ?? "";
  for (const field of rosterRows.length > 1
    ? (["class", "year", "dob", "admissionDate", "leavingDate"] as const)
    : []) {
    const said = new Set(rosterRows.flatMap((row) => row.details[field] ?? []));
    if (said.size < 2) continue;
    const [first] = rosterRows;
    problems.push({
      code: "pupil-differs",
      file: files[first?.file ?? 0]?.path ?? null,
      line: first?.line ?? 0,
      args: {
        pupil: name,
        field: FIELD_WORDS[field],
        said: [...said].map(shown).toSorted().join(", "),
        used: shown(details[field]),
      },
    });
  }
  const dob = details.dob === null ? null : isoOf(details.dob);
  const spare = [name, dob ?? details.class].filter((part) => part !== null).join(" ");
  return {
    key: details.upn ?? details.misId ?? details.admissionNumber ?? spare,
    upn: details.upn,
    misId: details.misId,
    admissionNumber: details.admissionNumber,
    name,
    legalName: details.legalName ?? name,
    sortName: details.sortName ?? name,
    dob: details.dob,
    sex: details.sex,
    year: details.year,
    class: details.class,
    inPupilsFile: rosterRows.length > 0,
    entryDate: details.admissionDate,
    leavingDate: details.leavingDate,
    sen: details.sen,
    partTime: details.partTime,
    mentalHealth: details.mentalHealth,
    fsm: details.fsm,
    fsmEver6: details.fsmEver6,
    pupilPremium: details.pupilPremium,
    eal: details.eal,
    lookedAfter: details.lookedAfter,
    youngCarer: details.youngCarer,
    familyId: details.familyId,
  };
}

const FIELD_WORDS = {
  class: "class",
  year: "year group",
  dob: "date of birth",
  admissionDate: "entry date",
  leavingDate: "leaving date",
} as const;

function shown(value: string | number | null): string {
  return typeof value === "number" ? ukOf(value) : (value ?? "");
}

const GONE = /^(?:l|n|no|f|false|leavers?|left|former|off ?roll|inactive)\b/i;
const NOT_YET = /^(?:applicant|future|accepted|offer|prospective|pre-?admission)/i;

function rollOf(
  details: Details,
  inPupilsFile: boolean,
  hasPupilsFile: boolean,
): Pick<RollEntry, "from" | "to" | "end"> {
  const { admissionDate: from, leavingDate: to, status } = details;
  if (to !== null) return { from, to, end: "given" };
  if (status !== null && (GONE.test(status) || (from === null && NOT_YET.test(status)))) {
    return { from, to: null, end: "last-mark" };
  }
  if (inPupilsFile) return { from, to: null, end: "open" };
  return { from, to: null, end: hasPupilsFile ? "last-mark" : "recent" };
}

function leaveOut(entry: Entry, people: readonly Person[], files: readonly ExportFile[], leftOut: number[]): Problem {
  const members = entry.people.flatMap((i) => people[i] ?? []);
  for (const { file, rows } of members) leftOut[file] = (leftOut[file] ?? 0) + rows;
  const byPlace = members.toSorted((a, b) => a.file - b.file || a.line - b.line);
  const [first] = byPlace;
  const other = byPlace.find((each) => each.details.name !== first?.details.name) ?? byPlace.at(-1);
  return {
    code: "pupil-two-people",
    file: files[first?.file ?? 0]?.path ?? null,
    line: first?.line ?? 0,
    excerpt: first?.details.upn ?? "",
    args: {
      one: first?.details.name ?? "",
      two: other?.details.name ?? "",
      otherFile: files[other?.file ?? 0]?.path ?? "",
      otherLine: other?.line ?? 0,
    },
  };
}

/** By class (lowest year first, then name), then by surname: the order of every list. */
function sorted<T extends { readonly pupil: Named }>(named: readonly T[]): readonly T[] {
  const lowest = new Map<string, number>();
  for (const { pupil } of named) {
    const key = pupil.class ?? "";
    lowest.set(key, Math.min(lowest.get(key) ?? Infinity, yearOrder(pupil.year)));
  }
  return named.toSorted(
    ({ pupil: a }, { pupil: b }) =>
      Number(a.class === null) - Number(b.class === null) ||
      (lowest.get(a.class ?? "") ?? 0) - (lowest.get(b.class ?? "") ?? 0) ||
      compareText(a.class ?? "", b.class ?? "") ||
      compareText(a.sortName, b.sortName) ||
      compareText(a.key, b.key),
  );
}
