/** Headless Chromium and poppler for tests: a page as a PDF, its words and its ink in millimetres, and what axe says of it. */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { unescaped } from "../unescaped.ts";

const MM_PER_POINT = 25.4 / 72;

/** The first of these programs that this machine has. */
function found(...names: readonly string[]): string | null {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => fs.existsSync(file)) ?? null;
}

const CHROMIUM = found("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

/** Programs that the tests need and this machine has not. */
export const missing: readonly string[] = [
  ...(CHROMIUM === null ? ["Chromium"] : []),
  ...["pdftotext", "pdftoppm"].filter((name) => found(name) === null).map((name) => `poppler's ${name}`),
];

/** Where browsers keep their profiles and pages, and what they print; removed by `cleanUp`. */
const own = fs.mkdtempSync(path.join(os.tmpdir(), "attend-chromium-"));
let made = 0;
const fresh = (ending: string): string => path.join(own, `${String(made++)}${ending}`);

export function cleanUp(): void {
  fs.rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Two browsers at a time: each takes a core. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function chromium(page: string, ...args: readonly string[]): Promise<string> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await run(page, args);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function run(page: string, args: readonly string[]): Promise<string> {
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--user-data-dir=${fresh("-profile")}`,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(CHROMIUM ?? "", [...flags, ...args, pathToFileURL(page).href], {
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 60_000,
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", reject);
    child.on("close", () => {
      resolve(out);
    });
  });
}

/** Prints as a person does from the browser: with its own header and footer, unless the page keeps them away. */
export async function print(html: string): Promise<string> {
  const pdf = fresh(".pdf");
  await chromium(html, `--print-to-pdf=${pdf}`);
  return pdf;
}

/** The same for a page that is not a file yet. */
export function printText(html: string): Promise<string> {
  const file = fresh(".html");
  fs.writeFileSync(file, html);
  return print(file);
}

const sheetsIn = (html: string): string => /<main>(.*)<\/main>/s.exec(html)?.[1] ?? "";

/** Print runs one after the other as one page, so that one browser prints them all. */
export function together(files: readonly string[]): string {
  const [first = "", ...rest] = files.map((file) => fs.readFileSync(file, "utf8"));
  return first.replace("</main>", () => `${rest.map(sheetsIn).join("\n")}</main>`);
}

/** Millimetres from the top and left edges of the sheet. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Word extends Box {
  readonly text: string;
}

const PDF_WORD = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g;

/** The words on each page. */
export function pagesOf(pdf: string): readonly (readonly Word[])[] {
  const out = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 2 ** 28, stdio: "pipe" });
  const pages = out.split("<page ").slice(1);
  return pages.map((page) =>
    [...page.matchAll(PDF_WORD)].map(([, ...parts]): Word => {
      const [left = NaN, top = NaN, right = NaN, bottom = NaN] = parts.slice(0, 4).map((n) => Number(n) * MM_PER_POINT);
      return { text: unescaped(parts[4] ?? ""), left, top, right, bottom };
    }),
  );
}

const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{Script=Common}]*$/u.test(text);

export function touches(word: Word, { left, top, right, bottom }: Box): boolean {
  return word.right >= left && word.left <= right && word.bottom >= top && word.top <= bottom;
}

/** How far a word stands out of a box. Fonts of other scripts are taller than their letters: measure those with `inkIn`. */
export function outside(word: Word, box: Box): number {
  const sides = Math.max(box.left - word.left, word.right - box.right);
  return isLatin(word.text) ? Math.max(sides, box.top - word.top, word.bottom - box.bottom) : sides;
}

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(" ");

/** The pages of each letter: one of them says "Dear", and those after it are what does not fit there. */
export function lettersOn(pages: readonly (readonly Word[])[]): readonly (readonly (readonly Word[])[])[] {
  const letters: (readonly Word[])[][] = [];
  for (const page of pages) {
    if (page.some(({ text }) => text === "Dear")) letters.push([page]);
    else letters.at(-1)?.push(page);
  }
  return letters;
}

/** What is wrong with a letter: more than one page, words that are not on it or past its sides, no foot at its end. */
export function pageFaults(file: string, [page = [], ...over]: readonly (readonly Word[])[]): readonly string[] {
  const printed = page.map(({ text }) => text).join("");
  const said = unescaped(sheetsIn(fs.readFileSync(file, "utf8")).replace(/<[^>]*>/g, " ")).split(/\s+/);
  const name = `${path.basename(path.dirname(file))}/${path.basename(file)}`;
  const foot = page.findLast(({ text }) => text.startsWith("https://"))?.bottom ?? NaN;
  if (over.length > 0) return [`${name}: does not fit, and leaves for the next page “${over.map(textOf).join(" ")}”`];
  return [
    ...said.filter((word) => isLatin(word) && !printed.includes(word)).map((word) => `“${word}” is not on the page`),
    ...page.filter(({ left, right }) => left < 23.7 || right > 190.3).map(({ text }) => `“${text}” is past the side`),
    ...(foot > 270 && foot < 283 ? [] : [`the foot ends at ${foot.toFixed(1)} mm`]),
  ].map((fault) => `${name}: ${fault}`);
}

/** How far apart the dots are that ink is looked for with. */
export const DOT = 25.4 / 200;

/** The smallest box around whatever is printed in a part of a page; null when nothing is. */
export function inkIn(pdf: string, page: number, part: Box): Box | null {
  const dots = (mm: number): string => String(Math.round(mm / DOT));
  const size = ["-W", dots(part.right - part.left), "-H", dots(part.bottom - part.top)];
  const where = ["-r", "200", "-f", String(page), "-l", String(page), "-x", dots(part.left), "-y", dots(part.top)];
  const pgm = execFileSync("pdftoppm", ["-gray", ...where, ...size, pdf], { maxBuffer: 2 ** 28 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString("latin1", 0, 40));
  if (!head) throw new Error("pdftoppm gave no picture");
  const [width, from] = [Number(head[1]), head[0].length];
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = from; i < pgm.length; i++) {
    if ((pgm[i] ?? 255) > 200) continue;
    const x = part.left + ((i - from) % width) * DOT;
    const y = part.top + Math.floor((i - from) / width) * DOT;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + DOT);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + DOT);
  }
  return box.right < box.left ? null : box;
}

/** How far ink around a box stays inside it: nothing shows outside, and nothing is cut off at its edge. Null without ink. */
export function roomIn(pdf: string, page: number, box: Box): number | null {
  const around = { left: box.left - 2, top: box.top - 2, right: box.right + 2, bottom: box.bottom + 2 };
  const ink = inkIn(pdf, page, around);
  if (ink === null) return null;
  return Math.min(ink.left - box.left, ink.top - box.top, box.right - ink.right, box.bottom - ink.bottom);
}

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Runs in the browser: shows one page after the other, and writes what axe says of each where `--dump-dom` finds it. */
const LOOK = `(async () => {
  const said = [];
  for (const { file, html } of pages) {
    document.documentElement.replaceWith(new DOMParser().parseFromString(html, "text/html").documentElement);
    const { violations, passes } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "best-practice"] });
    if (passes.length < 5) said.push(file + ": axe found next to nothing to look at");
    for (const { id, help, nodes } of violations) {
      said.push(file + ": " + id + ", " + help + ": " + nodes.slice(0, 3).map((node) => node.html).join(" "));
    }
  }
  document.documentElement.innerHTML = '<body><pre id="axe"></pre></body>';
  document.getElementById("axe").textContent = JSON.stringify(said);
})();`;

/** What axe-core finds wrong with pages: the file, the rule, what it asks for, and the first elements. */
export async function axeFaults(files: readonly string[]): Promise<readonly string[]> {
  const pages = files.map((file) => {
    const html = fs.readFileSync(file, "utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    return { file: path.basename(path.dirname(file)) + "/" + path.basename(file), html };
  });
  const scripts = [fs.readFileSync(AXE, "utf8"), `const pages = ${JSON.stringify(pages)};`, LOOK];
  const host = fresh(".html");
  const inline = scripts.map((script) => `<script>${script.replaceAll("</script", "<\\/script")}</script>`).join("\n");
  fs.writeFileSync(host, `<!doctype html><html><head><meta charset="utf-8"></head><body>${inline}</body></html>`);
  const dom = await chromium(host, "--dump-dom", "--virtual-time-budget=60000");
  const said = /<pre id="axe">(.*?)<\/pre>/s.exec(dom)?.[1];
  return said === undefined ? ["axe did not run"] : (JSON.parse(unescaped(said)) as string[]);
}
