/** Makes the one file that `bin/attend.js` runs: the program, its packages, the files of `templates/` and what is made of them. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import Handlebars from "handlebars";
import { readLetterTemplates } from "../dist/edge/templates.js";
import { OPTIONS } from "../dist/letters/compile.js";
import { reviewTemplates } from "../dist/letters/review.js";
import { markdownToHtml } from "../dist/letters/template.js";
import { readBenchmarks } from "../dist/read/benchmarks.js";
import { ROOT } from "./npm.js";

const TEMPLATES = path.join(ROOT, "templates");
const OUT = path.join(ROOT, "dist/bundle");

/** What can be worked out of a shipped file before anybody runs the program, as JavaScript; null for nothing. */
function madeOf(name, text) {
  const compiled = (how, source = text) => Handlebars.precompile(source, OPTIONS[how]);
  if (/^letters\/(?:page|letter)\.html$/.test(name)) return compiled("shell");
  if (name.endsWith(".html")) return compiled("page");
  if (/^letters\/.*\.md$/.test(name)) return compiled("words", markdownToHtml(text));
  if (name.startsWith("benchmarks/"))
    return `JSON.parse(${JSON.stringify(JSON.stringify(soundBenchmarks(name, text)))})`;
  return null;
}

function soundBenchmarks(name, text) {
  const read = readBenchmarks(text);
  if ("benchmarks" in read) return read.benchmarks;
  throw new Error(`templates/${name}, line ${read.line}: ${read.say}`);
}

/** The module that stands in for `src/read/shipped-files.ts`. */
function shippedFiles() {
  const names = readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(TEMPLATES, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
  const entries = names.map((name) => {
    const text = readFileSync(path.join(TEMPLATES, name), "utf8");
    const made = madeOf(name, text);
    const thunks = [`text: () => ${JSON.stringify(text)}`, ...(made === null ? [] : [`made: () => (${made})`])];
    return `[${JSON.stringify(name)}, { ${thunks.join(", ")} }]`;
  });
  return `export const SHIPPED_FILES = new Map([\n${entries.join(",\n")}\n]);`;
}

/** The bundle trusts its own letter templates, so that none is checked again when letters are written. */
function refuseFaults() {
  const faults = reviewTemplates(readLetterTemplates(null).sources);
  if (faults.length > 0)
    throw new Error(faults.map(({ template, line, say }) => `${template}.md, line ${line}: ${say}`).join("\n"));
}

/** The compilers of templates cost a fifth of a second: loaded when something is not compiled already. */
const LAZY = `
  export const handlebars = () => require("handlebars");
  export const markdownIt = () => require("markdown-it");
`;

const instead = (filter, contents) => ({
  name: filter.source,
  setup: ({ onLoad }) =>
    onLoad({ filter }, ({ path: file }) => ({ contents: contents(), resolveDir: path.dirname(file) })),
});

/** The licences of the packages that are inside, as they ask. */
function licences(inputs) {
  const packages = new Set(Object.keys(inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8"));
      const file = readdirSync(path.join(ROOT, folder)).find((each) => /^licen[cs]e/i.test(each));
      const words =
        file === undefined ? `Licence: ${license}` : readFileSync(path.join(ROOT, folder, file), "utf8").trim();
      return `${name} ${version}\n\n${words}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}

refuseFaults();
const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ["src/main.ts"],
  outfile: "dist/bundle/attend.cjs",
  bundle: true,
  write: false,
  metafile: true,
  platform: "node",
  format: "cjs",
  target: "node20.19",
  legalComments: "none",
  supported: { "dynamic-import": false },
  define: { "import.meta.url": "HERE" },
  plugins: [instead(/src.read.shipped-files\.ts$/, shippedFiles), instead(/src.letters.compilers\.ts$/, () => LAZY)],
});
// esbuild writes every string in ASCII; regular expressions are what is left. So the file can be read a byte a character, at once.
const code = outputFiles[0].text.replace(
  /[^\0-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
);
// The first line names this very bundle; its cache begins with the same one.
const first = `// attend ${createHash("sha256").update(code).digest("hex")}`;
const here = 'const HERE = require("node:url").pathToFileURL(__filename).href;';
mkdirSync(OUT, { recursive: true });
for (const old of readdirSync(OUT).filter((each) => each.endsWith(".cache"))) rmSync(path.join(OUT, old));
writeWhole(
  "attend.cjs",
  `${first}\n(function (exports, require, module, __filename, __dirname) {\n${here}\n${code}\n})\n`,
);
writeWhole("LICENCES.txt", licences(metafile.inputs));
makeCache();

function writeWhole(name, content) {
  writeFileSync(path.join(OUT, `${name}.tmp`), content);
  renameSync(path.join(OUT, `${name}.tmp`), path.join(OUT, name));
}

/** V8's cache for this Node, which `bin/attend.js` keeps after a weekly run: here of the invented school. */
function makeCache() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "attend-build-"));
  for (const command of [["demo", "."], ["weekly"]]) {
    spawnSync(process.execPath, [path.join(ROOT, "bin/attend.js"), ...command, "--date", "2026-11-23"], {
      cwd: folder,
    });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
