/** PDFs, made by the browser that this PC has anyway. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { CannotGoOn } from "../problem/problem.ts";
import type { Io } from "./io.ts";

const LONGEST_MS = 120_000;

/** The browser named in `attend.yaml`, else Edge, Chrome or Chromium where they usually are. Throws when there is none. */
export function findBrowser({ env }: Io, named: string): string {
  if (named !== "") {
    if (existsSync(named)) return named;
    throw new CannotGoOn(`There is no program ${named}, which attend.yaml names as letters: browser.`);
  }
  const found = browserHere(env, "");
  if (found !== null) return found;
  throw new CannotGoOn(
    "No Edge, Chrome or Chromium was found on this PC to make PDFs. Leave out --pdf and print print-run.html from any browser, or set letters: browser in attend.yaml.",
  );
}

/** The same, or null where there is none. */
export function browserHere(env: Io["env"], named: string): string | null {
  const files = named === "" ? candidates(env) : [named];
  return files.find((file) => existsSync(file)) ?? null;
}

function candidates(env: Io["env"]): readonly string[] {
  const folders = ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"].flatMap((name) => env[name] ?? []);
  const windows = ["Microsoft\\Edge\\Application\\msedge.exe", "Google\\Chrome\\Application\\chrome.exe"];
  const apps = ["Google Chrome", "Microsoft Edge", "Chromium"];
  const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  return [
    ...windows.flatMap((file) => folders.map((folder) => `${folder}\\${file}`)),
    ...apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`),
    ...(env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => commands.map((name) => path.join(folder, name))),
  ];
}

/** Turns HTML files into PDFs beside them, two at a time. `onDone` is told how many are done. */
export async function printPdfs(
  browser: string,
  files: readonly string[],
  onDone: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    const profile = mkdtempSync(path.join(os.tmpdir(), "attend-browser-"));
    try {
      for (let file = files[next++]; file !== undefined; file = files[next++]) {
        await printPdf(browser, profile, file);
        onDone(++done);
      }
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  await Promise.all([worker(), worker()]);
}

async function printPdf(browser: string, profile: string, html: string): Promise<void> {
  const pdf = html.replace(/\.html$/, ".pdf");
  const temporary = `${pdf}.${String(process.pid)}.tmp`;
  await open(browser, profile, html, ["--no-pdf-header-footer", `--print-to-pdf=${temporary}`]);
  if (!isMade(temporary)) {
    throw new CannotGoOn(
      `${path.basename(browser)} made no PDF of ${path.basename(html)}. The letters themselves are written: print print-run.html from any browser.`,
    );
  }
  renameSync(temporary, pdf);
}

/** Turns a picture (SVG) into a PNG beside it; false when the browser could not. */
export async function takePicture(browser: string, svg: string, width: number, height: number): Promise<boolean> {
  const profile = mkdtempSync(path.join(os.tmpdir(), "attend-browser-"));
  const temporary = `${svg}.${String(process.pid)}.tmp.png`;
  const size = `--window-size=${String(width)},${String(height)}`;
  try {
    await open(browser, profile, svg, [`--screenshot=${temporary}`, size, "--hide-scrollbars"]);
    if (!isMade(temporary)) return false;
    renameSync(temporary, svg.replace(/\.svg$/, ".png"));
    return true;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Opens a file and waits until the browser has done what it is asked and closed again. */
async function open(browser: string, profile: string, file: string, asked: readonly string[]): Promise<void> {
  const args = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Nothing leaves the PC: no name can be looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    `--user-data-dir=${profile}`,
    ...asked,
    // A browser that runs as root on Linux refuses to start with its sandbox.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    pathToFileURL(file).href,
  ];
  await new Promise<void>((resolve) => {
    const child = spawn(browser, args, { stdio: "ignore", timeout: LONGEST_MS, windowsHide: true });
    child.on("error", () => {
      resolve();
    });
    child.on("close", () => {
      resolve();
    });
  });
}

/** Whether the browser made a file with something in it; an empty one is taken away. */
function isMade(file: string): boolean {
  if (existsSync(file) && statSync(file).size > 0) return true;
  rmSync(file, { force: true });
  return false;
}
