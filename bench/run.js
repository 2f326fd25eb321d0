/**
 * Measures attend beside its peers: `npm run bench`, with `-- --only weekly`, `--quick`, `--rounds 15`, `--write`.
 * Everything of a scene is run in turn, round by round, so that only ratios within one run are compared: machines differ
 * and are never quiet. `--write` puts the tables into docs/performance.md.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { peersHere } from "./peers.js";
import { SCENES } from "./scenes.js";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 3 : 7));
const size = { schools: options.quick ? 6 : 30 };
const PAGE = fileURLToPath(new URL("../docs/performance.md", import.meta.url));
const LETTERS = fileURLToPath(new URL("letters.js", import.meta.url));

function once([program, ...args]) {
  const began = process.hrtime.bigint();
  const child = spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const ms = Number(process.hrtime.bigint() - began) / 1e6;
  // 1 is done, too: something in the invented files needs a person.
  if (child.status !== 0 && child.status !== 1) throw new Error(`${program} ${args.join(" ")}\n${child.stderr}`);
  const [, kb = "0", cpu = "0"] = /PEAK (\d+) CPU (\d+)/.exec(child.stderr) ?? [];
  return { ms, cpu: Number(cpu), mb: Number(kb) / 1024, out: child.stdout.trim() };
}

function progress(words) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${words}`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function linesIn(files) {
  let lines = 0;
  for (const file of files) for (const byte of readFileSync(file)) if (byte === 10) lines++;
  return lines - files.length;
}

/** The table of a scene, and a line for each promise. */
function measure(scene, peers) {
  const { runs, registers = [], marks: others = {} } = scene.make(peers, size);
  const names = Object.keys(runs);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      progress(`${scene.name}, round ${round + 1} of ${rounds}: ${name} …`);
      results[name].push(once(runs[name]));
    }
  }
  progress("");
  const said = new Set(Object.keys(peers).flatMap((name) => (results[name] ?? []).map(({ out }) => out)));
  if (said.size > 1) throw new Error(`The peers do not agree in ${scene.name}: ${[...said].join(" / ")}`);
  const ms = Object.fromEntries(names.map((name) => [name, median(results[name].map((each) => each.ms))]));
  const cpu = Object.fromEntries(names.map((name) => [name, median(results[name].map((each) => each.cpu))]));
  const mb = Object.fromEntries(names.map((name) => [name, Math.max(...results[name].map((each) => each.mb))]));
  const marks = linesIn(registers);
  const against = [...new Set(scene.ratios.map(([, other]) => other))].filter((name) => name in ms);
  const rows = names.map((name) => [
    name,
    `${ms[name].toFixed(0)} ms`,
    `${cpu[name].toFixed(0)} ms`,
    `${mb[name].toFixed(0)} MB`,
    ...against.map((other) => (ms[name] / ms[other]).toFixed(2)),
  ]);
  const promises = [
    ...scene.ratios.map(([one, other, most]) =>
      other in ms
        ? promise(`${one} ÷ ${other}`, ms[one] / ms[other], most)
        : `${one} ÷ ${other}: ${other} does not run here`,
    ),
    ...Object.entries(scene.memory ?? {}).map(([name, most]) => promise(`peak memory of ${name}, MB`, mb[name], most)),
    ...(scene.growth ? [growthOf(scene.growth, ms, marks, linesIn(others[scene.growth[1]]))] : []),
  ];
  return {
    title: scene.title(marks.toLocaleString("en-GB")),
    head: ["", "time", "processor", "peak memory", ...against.map((name) => `÷ ${name}`)],
    rows,
    promises,
  };
}

function promise(what, value, most) {
  const shown = value < 10 ? value.toFixed(2) : value.toFixed(0);
  return `${what}: ${shown}, at most ${most}: ${value <= most ? "kept" : "NOT kept"}`;
}

function growthOf([large, small, most], ms, marks, fewer) {
  return promise(`time for a mark, ${large} ÷ ${small}`, ms[large] / marks / (ms[small] / fewer), most);
}

function letters() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LETTERS, String(rounds)], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const { title, ms } = JSON.parse(stdout);
  const others = Object.keys(ms).slice(1);
  return {
    title,
    head: ["", "time", ...others.map((name) => `÷ ${name}`)],
    rows: Object.keys(ms).map((name) => [
      name,
      `${ms[name].toFixed(0)} ms`,
      ...others.map((other) => (ms[name] / ms[other]).toFixed(2)),
    ]),
    promises: [promise("letters ÷ bare Handlebars into one file", ms["attend letters"] / ms[others[0]], 2)],
  };
}

function markdown({ title, head, rows, promises }) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, i) => (i === 0 ? "---" : "---:")));
  return `### ${title}\n\n${[line(head), rule, ...rows.map(line)].join("\n")}\n\n${promises.map((each) => `- ${each}`).join("\n")}\n`;
}

function text({ title, head, rows, promises }) {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i].length)));
  const line = (cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("   ");
  return `${title}\n${[head, ...rows].map((cells) => `  ${line(cells)}\n`).join("")}${promises.map((each) => `  ${each}\n`).join("")}`;
}

const { peers, missing } = peersHere();
const [cpu] = os.cpus();
const about =
  `${cpu?.model.trim() ?? "unknown processor"}, ${os.cpus().length} threads, ${(os.totalmem() / 2 ** 30).toFixed(0)} GB, ` +
  `${os.type()} ${os.release()}, Node ${process.version}; medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}, the highest peak of memory` +
  (missing.length === 0 ? "" : `; left out, because not installed here: ${missing.join(", ")}`);
console.log(`${about}\n`);
const wanted = (name) => options.only === "" || name === options.only || name.startsWith(`${options.only}-`);
const measured = [
  ...SCENES.filter(({ name }) => wanted(name)).map((scene) => () => measure(scene, peers)),
  ...(wanted("letters") ? [letters] : []),
].map((work) => {
  const table = work();
  console.log(text(table));
  return table;
});
if (measured.length === 0) {
  console.error(`--only takes one of ${[...SCENES.map(({ name }) => name), "letters"].join(", ")}.`);
  process.exitCode = 2;
} else if (options.write) {
  const { format, resolveConfig } = await import("prettier");
  const results = `<!-- results -->\n\n${about}.\n\n${measured.map(markdown).join("\n")}\n<!-- /results -->`;
  const page = readFileSync(PAGE, "utf8").replace(/<!-- results -->[\s\S]*<!-- \/results -->/, () => results);
  writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: "markdown" }));
}
