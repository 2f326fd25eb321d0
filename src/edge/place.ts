/** Where in a school folder something may be written: never outside it, and under no name that Windows takes otherwise. */
import { lstatSync, realpathSync } from "node:fs";
import path from "node:path";
import { isFileName } from "../letters/file-name.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { codeOf } from "./trouble.ts";

/**
 * Gives the full path of a place in a folder, the names parted by `/`. Throws, in a sentence, when a name in it is none, or
 * when it would lead out of the folder, also by a link. The folder itself may be reached by a link.
 */
export function placesIn(folder: string): (place: string) => string {
  const within = new Set<string>();
  return (place) => {
    let full = folder;
    for (const name of namesIn(place)) {
      full = path.join(full, name);
      if (within.has(full)) continue;
      if (leadsOut(folder, full)) {
        throw new CannotGoOn(
          `Nothing was written: ${full} is a link that leads out of the school folder. Remove the link, or put an ordinary folder in its place, and run again.`,
        );
      }
      within.add(full);
    }
    return full;
  };
}

/** The names of a place. Throws, in a sentence, when one of them is none. */
export function namesIn(place: string): readonly string[] {
  const names = place.split("/");
  if (names.every(isFileName)) return names;
  throw new CannotGoOn(
    `Nothing was written: “${printable(place)}” cannot be the name of a file. Change the name in the exports or in attend.yaml that it is made from.`,
  );
}

function isLink(full: string): boolean {
  try {
    return lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch (error) {
    // A file where a folder should be: whoever writes there says so.
    if (codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

/** Whether it is a link (or a junction of Windows) whose end is outside, or nowhere. */
function leadsOut(folder: string, full: string): boolean {
  if (!isLink(full)) return false;
  try {
    const inside = path.relative(realpathSync(folder), realpathSync(full));
    return inside === "" || inside.startsWith("..") || path.isAbsolute(inside);
  } catch {
    return true;
  }
}

function printable(place: string): string {
  const plain = place.replace(/[\p{Cc}\p{Cf}]/gu, "?");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
