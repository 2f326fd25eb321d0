/**
 * Times the whole of `attend weekly` against bare csv-parse on the same registers and against Node doing nothing.
 * Runs are interleaved, and only ratios within this run mean anything: machines differ and are never quiet.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const attend = path.join(here, "../../bin/attend.js");
const ROUNDS = 7;
const DATE = "2026-07-31";

function once(args) {
  const began = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--require", path.join(here, "memory.cjs"), ...args], {
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(`${args.join(" ")}\n${child.stderr}`);
  const memory = /PEAK (\d+)/.exec(child.stderr);
  return { ms: Number(process.hrtime.bigint() - began) / 1e6, mb: Number(memory?.[1] ?? 0) / 1024 };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

console.log(`Medians of ${ROUNDS} interleaved rounds, Node ${process.version}\n`);
for (const pupils of [120, 1500]) {
  const folder = mkdtempSync(path.join(tmpdir(), "attend-bench-"));
  const school = path.join(folder, "school");
  execFileSync(process.execPath, [attend, "demo", school, "--pupils", String(pupils), "--date", DATE, "--quiet"]);
  const registers = readdirSync(path.join(school, "exports"))
    .filter((name) => name.startsWith("register"))
    .map((name) => path.join(school, "exports", name));
  const peers = {
    "node -e 0": ["-e", "0"],
    "bare csv-parse": [path.join(here, "bare.js"), ...registers],
    "attend weekly": [attend, "weekly", "--school", school, "--date", DATE, "--quiet"],
  };
  const results = Object.fromEntries(Object.keys(peers).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(peers)) results[name].push(once(args));
  }
  const rows = execFileSync(process.execPath, [path.join(here, "bare.js"), ...registers], { encoding: "utf8" }).trim();
  const times = Object.fromEntries(
    Object.entries(results).map(([name, all]) => [name, median(all.map(({ ms }) => ms))]),
  );
  console.log(`${pupils} pupils, ${rows} register rows`);
  for (const [name, ms] of Object.entries(times)) {
    const peak = Math.max(...results[name].map(({ mb }) => mb));
    const ratio = (peer) => (ms / times[peer]).toFixed(2);
    console.log(
      `  ${name.padEnd(15)} ${ms.toFixed(0).padStart(6)} ms   ${ratio("node -e 0").padStart(6)} × node   ` +
        `${ratio("bare csv-parse").padStart(5)} × csv-parse   ${peak.toFixed(0).padStart(4)} MB`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
}
