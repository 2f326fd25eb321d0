/**
 * Writing 1,500 letters with their files and print run, beside a bare Handlebars loop over the same fields: one that
 * writes all of them into one file, and one that writes a file for each letter, as letters need.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
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
// A disk in memory where there is one: a real one takes longer than all the rest, and now and then ten times as long.
const DISK = existsSync("/dev/shm") ? "/dev/shm" : os.tmpdir();
const folder = mkdtempSync(path.join(DISK, "attend-bench-letters-"));
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

/** What each writes, below the folder of this run. */
const place = (name) => path.join(folder, name);

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
  "bare Handlebars, one file": () => writeFileSync(place("bare.html"), shell.page + bareLetters().join("\n")),
  "bare Handlebars, a file each": () => {
    mkdirSync(place("bare"));
    bareLetters().forEach((letter, i) => writeFileSync(place(`bare/${i}.html`), shell.page + letter));
  },
};
const times = Object.fromEntries(Object.keys(WORK).map((name) => [name, []]));
let wrote = { files: 0, bytes: 0 };
for (let run = 0; run < RUNS; run++) {
  for (const [name, work] of Object.entries(WORK)) {
    // Each writes where there is nothing yet: to take the last round's files away is no part of its work.
    for (const old of ["ours", "bare", "bare.html"]) rmSync(place(old), { recursive: true, force: true });
    const start = performance.now();
    work();
    times[name].push(performance.now() - start);
    if (work === ours)
      wrote = { files: readdirSync(place("ours")).length, bytes: statSync(place("ours/print-run.html")).size };
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
rmSync(folder, { recursive: true, force: true });
const ms = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
const title = `${due.length.toLocaleString("en-GB")} letters, ${wrote.files.toLocaleString("en-GB")} files, print run ${(wrote.bytes / 1e6).toFixed(1)} MB`;
console.log(JSON.stringify({ title, ms }));
