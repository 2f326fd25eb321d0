/** PDFs, made by the browser that this PC has anyway. */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { CannotGoOn } from "../problem/problem.ts";
import type { Io } from "./io.ts";
import { temporaryOf } from "./temporary.ts";
import { sentenceFor } from "./trouble.ts";
import { putInPlace } from "./write.ts";

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

/**
 * Turns HTML files into PDFs beside them, two at a time, and gives the PDFs in the order of the files; the name of one is
 * another than that of its HTML when an older one is open elsewhere. Null for those that were not made: once the browser
 * or the disk has failed, no more are begun. `onDone` is told how many are done.
 */
export async function printPdfs(
  browser: string,
  files: readonly string[],
  onDone: (done: number) => void,
): Promise<readonly (string | null)[]> {
  const pdfs = files.map((): string | null => null);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    const profile = mkdtempSync(path.join(os.tmpdir(), "attend-browser-"));
    try {
      for (let i = next++; i < files.length; i = next++) {
        const pdf = await printPdf(browser, profile, files[i] ?? "");
        pdfs[i] = pdf;
        if (pdf === null) next = files.length;
        else onDone(++done);
      }
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  const careful = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      if (sentenceFor(error) === null) throw error;
      next = files.length;
    }
  };
  await Promise.all([careful(), careful()]);
  return pdfs;
}

async function printPdf(browser: string, profile: string, html: string): Promise<string | null> {
  const pdf = html.replace(/\.html$/, ".pdf");
  const temporary = temporaryOf(pdf);
  await open(browser, profile, html, ["--no-pdf-header-footer", `--print-to-pdf=${temporary}`]);
  return isMade(temporary) ? finished(temporary, pdf) : null;
}

/** Turns a picture (SVG) into a PNG beside it, and gives its path; null when the browser could not. */
export async function takePicture(browser: string, svg: string, width: number, height: number): Promise<string | null> {
  const png = svg.replace(/\.svg$/, ".png");
  const profile = mkdtempSync(path.join(os.tmpdir(), "attend-browser-"));
  // The browser wants a picture to be called one.
  const temporary = `${temporaryOf(png)}.png`;
  const size = `--window-size=${String(width)},${String(height)}`;
  try {
    await open(browser, profile, svg, [`--screenshot=${temporary}`, size, "--hide-scrollbars"]);
    return isMade(temporary) ? finished(temporary, png) : null;
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

/** What the browser made is its owner's alone, as what we write ourselves. */
function finished(temporary: string, final: string): string {
  chmodSync(temporary, 0o600);
  return putInPlace(temporary, final);
}

/** Whether the browser made a file with something in it; an empty one is taken away. */
function isMade(file: string): boolean {
  if (existsSync(file) && statSync(file).size > 0) return true;
  rmSync(file, { force: true });
  return false;
}
