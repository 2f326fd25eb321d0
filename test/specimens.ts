/** The specimens of `fixtures/exports`: a folder each, with what must be understood of it in `expected.json`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { SchoolFiles } from "../src/flow.ts";
import { dayFromIso } from "../src/register/day.ts";

export const SPECIMENS = fileURLToPath(new URL("../fixtures/exports", import.meta.url));
export const TODAY = dayFromIso("2026-11-23") ?? NaN;

/** What stands in `attend.yaml` where a specimen has none of its own. */
export const CONFIG = `school: { name: Specimen }
calendar:
  half-terms:
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
`;

export const specimenNames = readdirSync(SPECIMENS).sort();

export function configOf(name: string): string {
  const own = path.join(SPECIMENS, name, "attend.yaml");
  return existsSync(own) ? readFileSync(own, "utf8") : CONFIG;
}

/** The files of a specimen's exports folder, by their paths inside the school folder, in the program's order. */
export function bytesOf(name: string): ReadonlyMap<string, Buffer> {
  const root = path.join(SPECIMENS, name);
  const files = readdirSync(path.join(root, "exports"), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((each) => each.isFile())
    .map((each) => path.relative(root, path.join(each.parentPath, each.name)).split(path.sep).join("/"))
    .sort();
  return new Map(paths.map((file) => [file, readFileSync(path.join(root, file))]));
}

export function schoolFiles(name: string, files: ReadonlyMap<string, Uint8Array> = bytesOf(name)): SchoolFiles {
  return {
    config: configOf(name),
    exports: [...files].map(([file, bytes]) => ({ path: file, read: () => bytes })),
    log: "",
  };
}
