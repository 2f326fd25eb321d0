/** The folders of a trust's schools on disk. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import { CONFIG_FILE } from "../read/names.ts";
import { codeOf } from "./trouble.ts";

/** Names of the folders that are schools, in a fixed order: those with an `attend.yaml`, or with exports and none. */
export function schoolFoldersIn(trust: string): readonly string[] {
  if (!existsSync(trust)) throw new CannotGoOn(`There is no folder ${trust}. Check its name.`);
  let names: readonly string[];
  try {
    names = readdirSync(trust);
  } catch (error) {
    throw new CannotGoOn(`The folder ${trust} could not be opened (${codeOf(error)}). Check that you may read it.`);
  }
  const found = names.filter(
    (name) =>
      !name.startsWith(".") && [CONFIG_FILE, "exports"].some((inside) => existsSync(path.join(trust, name, inside))),
  );
  // The exports of a school itself are no school.
  if (found.some((name) => hasConfig(trust, name))) return found.toSorted((a, b) => (a < b ? -1 : 1));
  throw new CannotGoOn(
    existsSync(path.join(trust, CONFIG_FILE))
      ? `${trust} is the folder of one school. Name the folder that holds the folders of all your schools.`
      : `None of the folders in ${trust} is a school folder: each school needs a folder with an attend.yaml of its own. \`attend init\` makes one.`,
  );
}

export function hasConfig(trust: string, name: string): boolean {
  return existsSync(path.join(trust, name, CONFIG_FILE));
}

/** Bytes of a school's exports; what cannot be looked at counts as nothing. */
export function exportBytes(trust: string, name: string): number {
  const folder = path.join(trust, name, "exports");
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).reduce(
      (sum, file) => sum + statSync(path.join(folder, file)).size,
      0,
    );
  } catch {
    return 0;
  }
}
