/** Taking old things away: lines out of the log, which is never half rewritten, and old files and folders of `output/`. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import { LOG_FILE } from "../read/log.ts";
import { placesIn } from "./place.ts";
import { codeOf } from "./trouble.ts";
import { replaceFile } from "./write.ts";

/** The log's bytes; empty when there is no log yet. */
export function readLogBytes(folder: string): Buffer {
  const file = path.join(folder, ...LOG_FILE.split("/"));
  try {
    return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  } catch (error) {
    throw new CannotGoOn(
      `${LOG_FILE} could not be opened (${codeOf(error)}). Check that you may read it, and run again.`,
    );
  }
}

/**
 * Puts a new log in the place of the old one, so that at every moment the one or the other is there whole.
 * Throws, and changes nothing, when somebody has written to the log since `before` was read.
 */
export function replaceLog(folder: string, before: Buffer, after: Buffer): void {
  try {
    replaceFile(folder, { path: LOG_FILE, bytes: after }, () => {
      if (readLogBytes(folder).equals(before)) return;
      throw new CannotGoOn(
        `Nothing was removed: somebody wrote to ${LOG_FILE} meanwhile. Run again, and look at the list again first.`,
      );
    });
  } catch (error) {
    if (error instanceof CannotGoOn) throw error;
    throw new CannotGoOn(
      `Nothing was removed: ${LOG_FILE} could not be replaced (${codeOf(error)}). Close other programs that have it open, and run again.`,
    );
  }
}

/**
 * Everything directly in a folder of `output/`, such as `output/weekly/2024-11-22`, in a fixed order. Throws when `output`
 * is a link that leads out of the school folder; links in it are passed over.
 */
export function listOutput(folder: string): readonly string[] {
  placesIn(folder)("output");
  const entries = (place: string): readonly { name: string; isFolder: boolean }[] => {
    try {
      return readdirSync(path.join(folder, ...place.split("/")), { withFileTypes: true }).map((each) => ({
        name: each.name,
        isFolder: each.isDirectory(),
      }));
    } catch {
      return [];
    }
  };
  return entries("output")
    .filter(({ isFolder }) => isFolder)
    .flatMap(({ name: kind }) => entries(`output/${kind}`).map(({ name }) => `output/${kind}/${name}`))
    .toSorted();
}

/** Removes these; gives those that could not be, because a program has a file in them open or this account may not. */
export function removeOutput(folder: string, places: readonly string[]): readonly string[] {
  return places.filter((place) => {
    try {
      rmSync(path.join(folder, ...place.split("/")), { recursive: true, force: true });
      return false;
    } catch {
      return true;
    }
  });
}
