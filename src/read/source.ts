/** The files of an exports folder, each read when its turn comes; one that the system does not give is left out and said. */
import type { ExportFile } from "./export-reader.ts";
import { readExport } from "./export.ts";
import { Lanes } from "./lane.ts";
import type { Gathered } from "./layout.ts";
import type { ReadingRules } from "./rules.ts";
import type { ExportBytes } from "./window.ts";

/** A file of the exports folder, opened only when its turn comes. */
export interface ExportSource extends ExportBytes {
  readonly path: string;
  /** Its size when the folder was listed, in bytes; only for deciding how to read. */
  readonly size?: number;
}

/** A file, and what the school says of how it is to be read. */
export interface RuledSource {
  readonly source: ExportSource;
  readonly rules: ReadingRules;
}

/** Reads all files into `gathered`, and says how each was understood, in order. However it does so, the outcome is one. */
export type ReadAll = (sources: readonly RuledSource[], gathered: Gathered) => readonly ExportFile[];

/** One file after the other. */
export const readInTurn: ReadAll = (sources, gathered) => {
  const lanes = new Lanes();
  return sources.map((each, file) => readSource(each, file, gathered, lanes));
};

/** Reads one file into `gathered`; `file` is its index. When the system says no, the file has that as its problem. */
export function readSource({ source, rules }: RuledSource, file: number, gathered: Gathered, lanes: Lanes): ExportFile {
  try {
    return readExport(source.path, source, file, rules, gathered, { lanes });
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    return {
      path: source.path,
      layout: null,
      encoding: null,
      delimiter: null,
      rows: 0,
      used: 0,
      leftOut: 0,
      mapping: [],
      headingLine: null,
      isRegister: false,
      problems: [{ code: "file-unreadable", file: source.path, args: { detail: error.code } }],
    };
  }
}

/** What goes wrong with a file has a code; anything else is a fault of ours. */
function isOfTheSystem(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
