/** Draws docs/pages/*.png, the first page of each report of the demo school, and writes docs/pages.md. Needs Chromium and poppler. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ATTEND = path.join(HERE, "../../bin/attend.js");
const DOCS = path.join(HERE, "../../docs");
const TODAY = "2026-11-23";
/** Pictures are this wide, in dots; none may be larger than this, in bytes. */
const WIDE = 580;
const LARGEST = 150_000;

/** In the order of docs/pages.md. A new page joins here: its command, the file, its heading, and what it is for. */
const PAGES = [
  ["weekly", "weekly.html", "Weekly pack", "What the week was like, what changed, and what is due, for the head."],
  [
    "weekly",
    "classes/1-2.html",
    "Class page",
    "For each class teacher: whom to welcome, and who is on the school’s list.",
  ],
  [
    "weekly",
    "playground.html",
    "Playground list",
    "Whom to look out for at the gate, for heads and the Pastoral Lead.",
  ],
  ["weekly", "assembly.html", "Assembly slide", "The class cup, for the whole school to see."],
  ["weekly", "cup-certificate.html", "Cup certificate", "For the class that won, to sign and hang up."],
  ["daily --date 2026-11-20", "daily.html", "First-hour check", "Whom to ring first, with their numbers."],
  ["due", "due.html", "What is due", "What the policy asks for and the log does not show yet, by owner."],
  ["trends", "tracking.html", "Tracking document", "The school by week and term, this year beside last."],
  ["governors", "governors.html", "Report for governors", "The term in figures in which no child can be recognised."],
  ["newsletter", "newsletter.html", "Newsletter", "A paragraph and a picture for parents."],
  [
    "trust {trust}",
    "trust.html",
    "Schools of a trust",
    "All schools of a trust side by side, without a child or a ranking.",
  ],
  ["prize --term Autumn", "prizes.html", "Prizes", "The class prize of a term, and what it rests on."],
  ["pupil {pupil}", ".html", "Pupil’s record", "One pupil’s whole story, for a meeting or a panel."],
  [
    "refer panel {pupil}",
    "pack.html",
    "Evidence pack",
    "What a panel or the local authority asks for, and what is missing.",
  ],
  ["returns", "penalties.html", "Penalty threshold", "Who has met it or is near it, mark by mark."],
  ["returns", "leave.html", "Returns", "The lists that the local authority asks for, such as leave of absence."],
  ["letters --term", "cover.html", "Cover of a letter run", "What the head reads and signs before letters go."],
];

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-pictures-"));
const school = path.join(folder, "school");
const attend = (args) => {
  const date = args.includes("--date") ? [] : ["--date", TODAY];
  const run = spawnSync(process.execPath, [ATTEND, ...args, ...date, "--school", school, "--json"], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(run.stdout || "{}");
};

/** The first page of a page, as wide as every other. */
function draw(html, name) {
  const pdf = path.join(folder, `${name}.pdf`);
  execFileSync(
    "chromium",
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${path.join(folder, "profile")}`,
      `--print-to-pdf=${pdf}`,
      html,
    ],
    { stdio: "ignore" },
  );
  const size = ["-scale-to-x", String(WIDE), "-scale-to-y", "-1"];
  execFileSync("pdftoppm", ["-png", "-gray", "-singlefile", ...size, pdf, path.join(DOCS, "pages", name)]);
  const { size: bytes } = statSync(path.join(DOCS, "pages", `${name}.png`));
  if (bytes > LARGEST) throw new Error(`${name}.png has ${String(bytes)} bytes`);
}

spawnSync(process.execPath, [ATTEND, "demo", school, "--date", TODAY]);
// The school's folder is that of a trust too, with three schools in it.
for (const [i, name] of [
  "Ash Hill Primary School",
  "Brook Lane Primary School",
  "Cold Well Primary School",
].entries()) {
  const folderOf = path.join(school, `school-${String(i)}`);
  spawnSync(process.execPath, [
    ATTEND,
    "demo",
    folderOf,
    "--seed",
    String(i + 1),
    "--pupils",
    String(240 + 90 * i),
    "--date",
    TODAY,
  ]);
  const config = path.join(folderOf, "attend.yaml");
  writeFileSync(config, readFileSync(config, "utf8").replace(/^( {2}name:) .*/m, `$1 ${name}`));
}
const pupil = attend(["tiers"]).pupils.find(({ tier }) => tier === "specialist").key;
rmSync(path.join(DOCS, "pages"), { recursive: true, force: true });
mkdirSync(path.join(DOCS, "pages"));
const wrote = new Map();
const shown = PAGES.map(([command, file, title, what]) => {
  if (!wrote.has(command))
    wrote.set(command, attend(command.replace("{pupil}", pupil).replace("{trust}", school).split(" ")).wrote ?? []);
  const html = wrote.get(command).find((each) => each.endsWith(file));
  if (!html) throw new Error(`attend ${command} wrote no ${file}`);
  const name = title
    .toLowerCase()
    .replace("’", "")
    .replace(/[^a-z]+/g, "-");
  draw(path.join(school, html), name);
  const asked = command
    .replace(/ --date .*/, "")
    .replace("{pupil}", "PUPIL")
    .replace("{trust}", "DIR");
  return `## ${title}\n\n${what} Made by \`attend ${asked}\`.\n\n![${title}](pages/${name}.png)\n`;
});
writeFileSync(
  path.join(DOCS, "pages.md"),
  `# The pages\n\nThe first sheet of every page that Attend writes, for its invented school (\`attend demo\`). Letters are in\n[letters.md](letters.md).\n\n${shown.join("\n")}`,
);
if (process.env.KEEP) console.log(folder);
else rmSync(folder, { recursive: true, force: true });
console.log(`${String(shown.length)} pages`);
