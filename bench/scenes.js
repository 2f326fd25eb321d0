/** What is measured: scenes of commands that are run in turn, and the ratios that are promised of them. */
import { registersOf, schoolOf, trustOf, ATTEND, DATE } from "./data.js";
import { node } from "./peers.js";

const NOTHING = node("-e", "0");

function attend(...args) {
  return node(ATTEND, ...args);
}

function weekly(school) {
  return attend("weekly", "--school", school, "--date", DATE, "--quiet");
}

function over(peers, registers) {
  return Object.fromEntries(Object.entries(peers).map(([name, run]) => [name, [...run, ...registers]]));
}

/**
 * A scene: `runs` by name, all of which are run in every round, and `ratios`: [one, other, at most]. `counted` are those
 * that must print the same. `make` gives it its data.
 */
export const SCENES = [
  {
    name: "version",
    title: () => "Start-up",
    make: () => ({ runs: { "node -e 0": NOTHING, "attend --version": attend("--version") } }),
    ratios: [["attend --version", "node -e 0", 1.25]],
  },
  ...[
    ["weekly", 120, 2.2, 0.5],
    ["weekly-large", 1500, 5, 0.22],
  ].map(([name, pupils, ofNode, ofPeer]) => ({
    name,
    title: (marks) => `attend weekly, ${pupils} pupils, ${marks} marks`,
    make: (peers) => {
      const school = schoolOf(pupils);
      const registers = registersOf(school);
      return {
        registers,
        runs: { "node -e 0": NOTHING, "attend weekly": weekly(school), ...over(peers, registers) },
      };
    },
    ratios: [
      ["attend weekly", "node -e 0", ofNode],
      ["attend weekly", "csv-parse", ofPeer],
    ],
  })),
  {
    name: "trust",
    title: (marks) => `attend trust, 790 pupils a school, ${marks} marks`,
    make: (peers, { schools }) => {
      const trust = trustOf(schools, 790);
      const two = trustOf(2, 790);
      const registers = registersOf(trust);
      const run = (folder, workers) => attend("trust", folder, "--workers", String(workers), "--date", DATE, "--quiet");
      return {
        registers,
        runs: {
          "attend trust": run(trust, 1),
          "attend trust, 2 workers": run(trust, 2),
          "attend trust, 2 schools": run(two, 1),
          ...over(peers, registers),
        },
        marks: { "attend trust, 2 schools": registersOf(two) },
      };
    },
    ratios: [
      ["attend trust", "csv-parse", 0.2],
      ["attend trust", "DuckDB", 1],
      ["attend trust, 2 workers", "attend trust", 0.6],
    ],
    memory: { "attend trust": 200 },
    /** The time for a mark may grow by so much from the second to the first. */
    growth: ["attend trust", "attend trust, 2 schools", 1.3],
  },
];
