/** A table of deeds on the disk, such as a call sheet that was filled in: opened, and read against a school and its log. */
import { newId } from "../edge/log.ts";
import { openTable } from "../edge/table.ts";
import type { School } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { isFilledIn, isInLog, readDeedsFile, type DeedRow } from "../read/deeds-file.ts";
import { deedKind, lineOf } from "../read/deeds.ts";
import { DEED_KINDS, type DeedKind } from "../read/log.ts";
import { findPupils } from "../register/find.ts";
import { nameWithClass, whoIs } from "../register/who.ts";
import { pupilNamed } from "./person.ts";

/** A kind as somebody typed it. Throws when there is none. */
export function kindNamed(text: string): DeedKind {
  const kind = deedKind(text);
  if (kind) return kind;
  throw new CannotGoOn(`There is no kind “${text}”. The kinds are: ${DEED_KINDS.join(", ")}.`);
}

/** The rows of a file. Throws when it cannot be opened, or is no such table. */
export function readTable(file: string): readonly DeedRow[] {
  const utf8 = openTable(file, file);
  const rows = utf8 === null ? null : readDeedsFile(utf8);
  if (rows === null) {
    throw new CannotGoOn(`${file} is no table of deeds: it needs a row of headings with Kind and Pupil, saved as CSV.`);
  }
  if (rows.length === 0) throw new CannotGoOn(`${file} has headings and no rows, so there is nothing to write down.`);
  return rows;
}

export interface DeedsOfTable {
  /** Lines that the log lacks, ready to be appended. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** What is wrong, each with its line. */
  readonly faults: readonly string[];
  /** Rows without an outcome. */
  readonly notFilledIn: number;
  readonly inLogAlready: number;
}

export function deedsOf(school: School, rows: readonly DeedRow[]): DeedsOfTable {
  const filled = rows.filter(isFilledIn);
  const faults: string[] = [];
  const read = filled.flatMap((row): Readonly<Record<string, unknown>>[] => {
    const { line, faults: own } = readOne(school, row);
    faults.push(...own.map((fault) => `line ${String(row.line)}: ${fault}`));
    return line === null ? [] : [line];
  });
  const lines = read.filter((line) => !isInLog(school.log, line));
  return { lines, faults, notFilledIn: rows.length - filled.length, inLogAlready: read.length - lines.length };
}

function readOne(school: School, { kind: typed, pupil, upn, raw }: DeedRow): ReturnType<typeof lineOf> {
  try {
    const kind = kindNamed(typed);
    const row = pupil === "" ? null : rowNamed(school, pupil, upn);
    const key = row === null ? null : (school.register.pupils[row]?.key ?? null);
    return lineOf(raw, { kind, pupil: key, today: school.asAt, id: newId(), agencies: school.config.agencies });
  } catch (error) {
    if (error instanceof CannotGoOn) return { line: null, faults: [error.message] };
    throw error;
  }
}

/** By the identifier where there is one, else by the name; refused when each is somebody else's. */
function rowNamed({ register }: School, name: string, upn: string | null): number {
  const byId = upn === null ? [] : findPupils(register, upn);
  const [owner] = byId;
  // Excel takes the zeros off an admission number, and then the name must do.
  if (upn === null || owner === undefined) return pupilNamed(register, name);
  const byName = findPupils(register, name);
  const row = byId.find((each) => byName.includes(each));
  if (row !== undefined) return row;
  throw new CannotGoOn(
    `“${upn}” is ${nameWithClass(whoIs(register, owner))}, but the row says “${name}”. Put the one that is wrong right.`,
  );
}
