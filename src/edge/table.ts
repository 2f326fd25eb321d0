/** A table that somebody names on the command line: opened, and turned into UTF-8. */
import { readFileSync } from "node:fs";
import { CannotGoOn } from "../problem/problem.ts";
import { decode } from "../read/text.ts";
import { codeOf } from "./trouble.ts";

/** The text of a file; null when it is no text. Throws in one sentence when it cannot be opened. */
export function openTable(file: string, shown: string): Buffer | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CannotGoOn(
      `${shown} could not be opened (${codeOf(error)}). Check its name, and that it is not open elsewhere.`,
    );
  }
  const text = decode(bytes);
  return "problem" in text ? null : text.utf8;
}
