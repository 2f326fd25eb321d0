/** `attend anonymise OUT`: a copy of the school about nobody, for asking for help, with the same figures or not at all. */
import { randomInt } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { openSchool } from "../edge/folder.ts";
import { makeSchool } from "../edge/write.ts";
import { readSchool } from "../flow.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { anonymiseSchool } from "../read/anonymise-school.ts";
import type { ExportSource } from "../read/source.ts";
import { figuresWithoutNames } from "../reports/same-figures.ts";
import { finish, loadSchool, write, type Context, type ExitCode } from "./context.ts";

export function anonymise(context: Context, _options: unknown, [out]: readonly string[]): ExitCode {
  const { io, asAt } = context;
  if (out === undefined) throw new CannotGoOn("Say into which new folder: `attend anonymise copy-for-help`.");
  const target = path.resolve(io.cwd, out);
  if (existsSync(target) && !isEmptyFolder(target)) {
    throw new CannotGoOn(`${target} is there already. Name a folder that is not there yet, or an empty one.`);
  }
  const { folder, school } = loadSchool(context);
  if (isInside(target, path.join(folder, "exports"))) {
    throw new CannotGoOn(
      `${target} is inside exports/, where it would be read as the school's own. Name another folder.`,
    );
  }
  const opened = openSchool(folder, () => undefined);
  const files = anonymiseSchool(
    {
      config: school.config,
      settings: opened.config,
      log: opened.log,
      exports: school.files.map((file, i) => ({ file, bytes: bytesOf(opened.exports[i]) })),
    },
    () => randomInt(2 ** 32) / 2 ** 32,
  );
  const isNew = !existsSync(target);
  makeSchool(target);
  write(context, target, files);
  const differing = differences(
    figuresWithoutNames(school),
    figuresWithoutNames(
      readSchool(
        openSchool(target, () => undefined),
        asAt,
      ),
    ),
  );
  if (differing > 0) {
    for (const { path: file } of files) rmSync(path.join(target, ...file.split("/")), { force: true });
    for (const name of ["exports", "records"]) rmSync(path.join(target, name), { recursive: true, force: true });
    if (isNew) rmSync(target, { recursive: true, force: true });
    throw new CannotGoOn(
      `No copy was made: with other names ${String(differing)} of its figures or faults would not be the same, so it would show nobody what is wrong. Describe the fault in words instead.`,
    );
  }
  const names = files.map(({ path: file }) => file);
  return finish(context, [], { folder: target, files: names }, () =>
    [
      `Made a copy with invented names in ${target}: ${String(names.length)} files, with the same figures and the same faults.`,
      "Names, identifiers, dates of birth, contacts, comments and notes in it are invented or taken out, and nothing leads back.",
      "Marks, dates of absence, needs and entry dates are real. Look through it before you pass it on, and pass it on only to somebody you asked for help.",
      "",
    ].join("\n"),
  );
}

function bytesOf(source: ExportSource | undefined): Uint8Array | null {
  try {
    return source?.read() ?? null;
  } catch {
    return null;
  }
}

function isEmptyFolder(target: string): boolean {
  try {
    return readdirSync(target).length === 0;
  } catch {
    return false;
  }
}

function isInside(target: string, folder: string): boolean {
  const relative = path.relative(folder, target);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}

/** How many facts stand in one list and not in the other. */
function differences(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const each of one) counts.set(each, (counts.get(each) ?? 0) + 1);
  for (const each of other) counts.set(each, (counts.get(each) ?? 0) - 1);
  return [...counts.values()].reduce((sum, n) => sum + Math.abs(n), 0);
}
