/**
 * Writing 1,500 letters with their files and print run, beside a bare Handlebars loop over the same fields: one that
 * writes all of them into one file, and one that writes a file for each letter, as letters need.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Handlebars from "handlebars";
import { readLetterTemplates, readTemplate } from "../dist/edge/templates.js";
import { writeFolder } from "../dist/edge/write.js";
import { readSchool } from "../dist/flow.js";
import { fieldsOf } from "../dist/letters/extra-fields.js";
import { chooseHalfTerm, planLetters } from "../dist/letters/plan.js";
import { letterFiles, printLetters } from "../dist/letters/run.js";
import { inventSchool } from "../dist/demo/invent.js";
import { dayFromIso } from "../dist/register/day.js";

const RUNS = Number(process.argv[2] ?? 7);
const folder = mkdtempSync(path.join(os.tmpdir(), "attend-bench-letters-"));
const today = dayFromIso("2026-11-23");
const made = inventSchool({ pupils: 1700, seed: 4, today });
const terms = made.halfTerms.map(({ name, from, to }) => `    - { name: ${name}, from: ${iso(from)}, to: ${iso(to)} }`);
const school = readSchool(
  {
    config: `calendar:\n  half-terms:\n${terms.join("\n")}\n`,
    exports: made.files
      .filter((file) => file.path.startsWith("exports/"))
      .map((file) => ({ path: file.path, read: () => Buffer.from(file.text, "utf8") })),
    log: "",
  },
  today,
);
const request = { what: "half-term-summary", halfTerm: chooseHalfTerm(school, null), only: null, released: new Set() };
const due = planLetters(school, request)
  .filter((letter) => letter.status === "due")
  .slice(0, 1500);
const { sources } = readLetterTemplates(null);
const shell = { page: readTemplate("letters/page.html"), letter: readTemplate("letters/letter.html"), logo: null };

function iso(day) {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function ours() {
  const { printed, printer } = printLetters(school, due, { sources, shell, draft: true });
  writeFolder(folder, "ours", letterFiles(school, printed, printer, true), { flushed: false });
  return printed.length;
}

/** The same words and the same fields, with nothing but Handlebars. */
function bareLetters() {
  const handlebars = Handlebars.create();
  for (const [name, text] of sources) if (name.startsWith("_")) handlebars.registerPartial(name, text);
  const render = handlebars.compile(sources.get("half-term-summary"));
  const page = handlebars.compile(shell.letter);
  return due.map((letter) => {
    const fields = fieldsOf(letter.kind, letter);
    const [to] = letter.recipients.addressees;
    return page({ ...fields, addressLines: to.address, salutation: to.salutation, body: render(fields) });
  });
}

const WORK = {
  "attend letters": ours,
  "bare Handlebars, one file": () =>
    writeFileSync(path.join(folder, "bare.html"), shell.page + bareLetters().join("\n")),
  "bare Handlebars, a file each": () => {
    const place = path.join(folder, "bare");
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place);
    bareLetters().forEach((letter, i) => writeFileSync(path.join(place, `${String(i)}.html`), shell.page + letter));
  },
};
const times = Object.fromEntries(Object.keys(WORK).map((name) => [name, []]));
for (let run = 0; run < RUNS; run++) {
  for (const [name, work] of Object.entries(WORK)) {
    const start = performance.now();
    work();
    times[name].push(performance.now() - start);
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const size = readdirSync(path.join(folder, "ours")).length;
const bytes = readFileSync(path.join(folder, "ours/print-run.html")).length;
rmSync(folder, { recursive: true, force: true });
const ms = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
const title = `${due.length.toLocaleString("en-GB")} letters, ${size.toLocaleString("en-GB")} files, print run ${(bytes / 1e6).toFixed(1)} MB`;
console.log(JSON.stringify({ title, ms }));
