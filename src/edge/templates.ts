/** The templates that come with the program, and the school's own in their place. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CannotGoOn } from "../problem/problem.ts";
import { BENCHMARKS_FILE, readBenchmarks, type Benchmarks } from "../read/benchmarks.ts";
import { codeOf, LARGEST_SETTINGS, readText } from "./folder.ts";

const SHIPPED = fileURLToPath(new URL("../../templates/", import.meta.url));

/** The text of a file below `templates/`. It comes with the program, so a missing one is our bug. */
export function readTemplate(name: string): string {
  return readFileSync(path.join(SHIPPED, name), "utf8");
}

/** The templates of pages, by name without `.html`. */
export function readPageTemplates(): ReadonlyMap<string, string> {
  const folder = path.join(SHIPPED, "reports");
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".html"))
      .map((name) => [name.slice(0, -".html".length), readFileSync(path.join(folder, name), "utf8")]),
  );
}

export interface LetterTemplates {
  /** By name, without `.md`. */
  readonly sources: ReadonlyMap<string, string>;
  /** Names of those that are the school's own. */
  readonly own: ReadonlySet<string>;
}

/** Every letter template: the shipped ones, and in place of them or beside them those in the school's `letters/`. */
export function readLetterTemplates(folder: string | null): LetterTemplates {
  const shipped = markdownIn(path.join(SHIPPED, "letters"));
  const own = folder === null ? new Map<string, string>() : markdownIn(path.join(folder, "letters"));
  return { sources: new Map([...shipped, ...own]), own: new Set(own.keys()) };
}

function markdownIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  try {
    return new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith(".md") && !name.startsWith(".") && name !== "README.md")
        .toSorted()
        .map((name) => [
          name.slice(0, -".md".length),
          readFileSync(path.join(folder, name), "utf8").replace(/^\uFEFF/, ""),
        ]),
    );
  } catch (error) {
    throw new CannotGoOn(`The folder ${folder} could not be read (${codeOf(error)}). Check that you may open it.`);
  }
}

/** The figures in the school's own `benchmarks.yaml`, else the newest that come with the program. */
export function readPublished(folder: string): Benchmarks {
  const own = path.join(folder, BENCHMARKS_FILE);
  const shipped = path.join(SHIPPED, "benchmarks");
  const newest = readdirSync(shipped).toSorted().at(-1) ?? "";
  const file = existsSync(own) ? own : path.join(shipped, newest);
  const read = readBenchmarks(readText(file, LARGEST_SETTINGS));
  if ("benchmarks" in read) return read.benchmarks;
  throw new CannotGoOn(
    `${path.basename(file)}, line ${String(read.line)}: ${read.say} Put it right, or take the file away to use the figures that come with the program.`,
  );
}

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".svg": "image/svg+xml",
};
const LARGEST_PICTURE = 1_000_000;

/** The school's picture as a `data:` address; null when none is named. Throws when it cannot be used. */
export function readLogo(folder: string, named: string): string | null {
  if (named === "") return null;
  const file = path.resolve(folder, named);
  const type = PICTURES[path.extname(file).toLowerCase()];
  const wrong = (what: string): CannotGoOn =>
    new CannotGoOn(`The picture ${named} (letters: logo in attend.yaml) ${what}`);
  if (type === undefined) throw wrong("must be a .png, .jpg or .svg file.");
  if (!existsSync(file)) throw wrong(`is not in ${folder}. Put it there, or empty the setting.`);
  if (statSync(file).size > LARGEST_PICTURE)
    throw wrong("is larger than 1 MB. Make it smaller: 600 pixels are plenty.");
  return `data:${type};base64,${readFileSync(file).toString("base64")}`;
}
