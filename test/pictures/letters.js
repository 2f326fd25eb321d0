/** Draws docs/letters.png: one letter of every kind, as the demo school would send it. Needs Chromium. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ATTEND = path.join(HERE, "../../bin/attend.js");
const TODAY = "2026-11-23";
const folder = mkdtempSync(path.join(os.tmpdir(), "attend-pictures-"));
const school = path.join(folder, "school");

const attend = (...args) => spawnSync(process.execPath, [ATTEND, ...args, "--school", school], { encoding: "utf8" });

/** What to ask for, by kind; most need nothing but their name. */
const ASK = {
  "notice-to-improve": ["--pupil", "Kyle Ravensdale"],
  "medical-evidence": ["--pupil", "Oscar Bramley", "--release", "Oscar Bramley", "--note", "asked for"],
  "part-time-review": ["--date", "2026-12-08"],
  "attendance-concern": ["--class", "5/6"],
};
const FORMS = ["panel-record", "part-time-agreement", "return-to-school"];

spawnSync(process.execPath, [ATTEND, "demo", school, "--date", TODAY]);
const kinds = JSON.parse(attend("templates", "list", "--json").stdout).templates.map(({ kind }) => kind);
const made = new Map();
for (const kind of kinds.filter((each) => each !== "correction")) {
  const form = FORMS.includes(kind);
  const args = form ? ["--pupil", "Kyle Ravensdale"] : (ASK[kind] ?? []);
  const date = args.includes("--date") ? [] : ["--date", TODAY];
  const out = JSON.parse(attend("letters", "--kind", kind, ...args, ...date, "--json").stdout || "{}");
  const html = (out.wrote ?? []).find((file) => /(?:-001|panel-record|agreement|to-school)\.html$/.test(file));
  if (html) made.set(kind, readFileSync(path.join(school, html), "utf8"));
}
// A letter goes out, the register is put right, and the letter was wrong.
attend("letters", "--kind", "attendance-below-90", "--pupil", "Kyle Ravensdale", "--date", TODAY, "--issue");
const register = path.join(school, "exports/register-autumn-1.csv");
const kyle = (line) => line.includes("Ravensdale") && line.includes(",O,");
writeFileSync(
  register,
  readFileSync(register, "utf8")
    .split("\r\n")
    .map((line) => (kyle(line) ? line.replace(",O,", ",I,") : line))
    .join("\r\n"),
);
const corrected = JSON.parse(attend("letters", "--kind", "correction", "--date", TODAY, "--json").stdout);
made.set(
  "correction",
  readFileSync(
    path.join(
      school,
      corrected.wrote.find((file) => file.endsWith("-001.html")),
    ),
    "utf8",
  ),
);

const missing = kinds.filter((kind) => !made.has(kind));
if (missing.length > 0) console.error(`no letter of: ${missing.join(", ")}`);

const frames = [...made].map(([kind, html]) => {
  const file = path.join(folder, `${kind}.html`);
  writeFileSync(file, html.replaceAll(' draft"', '"').replace(/<p class="mark">.*?<\/p>/, ""));
  return `<figure><div><iframe src="${file}" scrolling="no"></iframe></div><figcaption>${kind}</figcaption></figure>`;
});
const style =
  "body{margin:20px;background:#fff;font:15px sans-serif;display:grid;grid-template-columns:repeat(7,1fr);gap:16px}" +
  "figure{margin:0}figure div{width:272px;height:384px;overflow:hidden;border:1px solid #bbb}" +
  "iframe{border:0;width:900px;height:1250px;transform:scale(0.325);transform-origin:0 0;margin:-10px 0 0 -10px}" +
  "figcaption{padding:4px 0;text-align:center}";
const sheet = path.join(folder, "sheet.html");
writeFileSync(sheet, `<!doctype html><meta charset="utf-8"><style>${style}</style>${frames.join("")}`);
const rows = Math.ceil(frames.length / 7);
execFileSync("chromium", [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--allow-file-access-from-files",
  `--user-data-dir=${path.join(folder, "profile")}`,
  `--window-size=2060,${String(40 + rows * 432)}`,
  `--screenshot=${process.argv[2] ?? path.join(HERE, "../../docs/letters.png")}`,
  sheet,
]);
if (process.env.KEEP) console.log(folder);
else rmSync(folder, { recursive: true, force: true });
console.log(`${String(made.size)} letters`);
