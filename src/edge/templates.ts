/** The templates that come with the program, and the school's own in their place. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CannotGoOn } from "../problem/problem.ts";
import { BENCHMARKS_FILE, readBenchmarks, type Benchmarks } from "../read/benchmarks.ts";
import { madeOf } from "../read/shipped.ts";
import { SHIPPED_FILES } from "../read/shipped-files.ts";
import { LARGEST_SETTINGS, readText } from "./folder.ts";
import { codeOf } from "./trouble.ts";

/** Where the files of the bundle come from, read as they are when the sources are run. */
const SHIPPED = fileURLToPath(new URL("../../templates/", import.meta.url));

/** The text of a file below `templates/`. It comes with the program, so a missing one is our bug. */
export function readTemplate(name: string): string {
  return SHIPPED_FILES.get(name)?.text() ?? readFileSync(path.join(SHIPPED, name), "utf8");
}

/** The names of the files in a folder below `templates/`, in their order. */
function shippedIn(folder: string): readonly string[] {
  const bundled = [...SHIPPED_FILES.keys()].filter((name) => path.posix.dirname(name) === folder);
  const names = bundled.length > 0 ? bundled.map((name) => path.posix.basename(name)) : readdirSync(SHIPPED + folder);
  return names.toSorted();
}

/** The templates of pages, by name without `.html`. */
export function readPageTemplates(): ReadonlyMap<string, string> {
  return shippedTexts("reports", ".html");
}

function shippedTexts(folder: string, ending: string): ReadonlyMap<string, string> {
  const names = shippedIn(folder).filter((name) => name.endsWith(ending));
  return new Map(names.map((name) => [name.slice(0, -ending.length), readTemplate(`${folder}/${name}`)]));
}

export interface LetterTemplates {
  /** By name, without `.md`. */
  readonly sources: ReadonlyMap<string, string>;
  /** Names of those that are the school's own. */
  readonly own: ReadonlySet<string>;
}

/** Every letter template: the shipped ones, and in place of them or beside them those in the school's `letters/`. */
export function readLetterTemplates(folder: string | null): LetterTemplates {
  const shipped = shippedTexts("letters", ".md");
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
  const isOwn = existsSync(own);
  const file = isOwn ? own : `benchmarks/${shippedIn("benchmarks").at(-1) ?? ""}`;
  const text = isOwn ? readText(own, LARGEST_SETTINGS) : readTemplate(file);
  const made = madeOf(file, text);
  if (made !== undefined) return made as Benchmarks;
  const read = readBenchmarks(text);
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
