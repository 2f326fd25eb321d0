/** What every page promises: no number of its own, sound HTML, open to all, one file that asks for nothing, small. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults, cleanUp, missing } from "../letters/chromium.ts";
import { attend } from "../run.ts";
import { checkerOf, fixedWords, wordsOf } from "./page-numbers.ts";
import { PAPERS, REPORTS, writtenBy, type Page, type Written } from "./page-runs.ts";

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-pages-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
  cleanUp();
});

async function demo(pupils: number): Promise<string> {
  const folder = path.join(temporary, `school-${String(pupils)}`);
  await attend(["demo", folder, "--pupils", String(pupils)], {});
  return folder;
}

const TEMPLATES = ["reports", "letters"].flatMap((folder) => {
  const place = path.resolve(import.meta.dirname, "../../templates", folder);
  return fs.readdirSync(place).map((name) => ({ name, text: fs.readFileSync(path.join(place, name), "utf8") }));
});
/** The longest first, because a short sentence may be a part of a long one. */
const FIXED = TEMPLATES.flatMap(({ text }) => fixedWords(text))
  .filter((words) => /\d/.test(words))
  .toSorted((a, b) => b.length - a.length);

const RULES = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // Titles end with the name of the school, which is as long as it is.
    "long-title": "off",
  },
});

/** Pages that may load what they have in them, and nothing else. */
const POLICIES = [
  "default-src 'none'; style-src 'unsafe-inline'",
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
];

/** All letters of a run in one file to print: as large as there are families. */
const IS_A_PILE = /\/(?:print-run|slips-[^/]*)\.html$/;

const NAMES = [...REPORTS, ...PAPERS];
let written: readonly Written[] = [];
const runOf = (command: string): Written => {
  const found = written.find((each) => each.command === command);
  if (!found) throw new Error(`${command} was not run`);
  return found;
};
/** Two letters of each run are enough of what is the same for all. */
const someOf = ({ pages }: Written): readonly Page[] => [
  ...pages.filter(({ file }) => /-00[12]\.html$/.test(file)).slice(0, 2),
  ...pages.filter(({ file }) => !/-\d{3}\.html$/.test(file) && !IS_A_PILE.test(file)),
];

/** What pages show and the JSON of their run lacks. */
function madeUpIn({ json, pages }: Written): readonly string[] {
  const check = checkerOf(json, FIXED);
  return pages.flatMap(({ file, html }) => check(file, html));
}

describe("the pages of a school", { timeout: 60_000 }, () => {
  let folder = "";
  /** The browser looks while the other tests run. */
  let axe: Promise<readonly string[]> = Promise.resolve([]);
  beforeAll(async () => {
    folder = await demo(120);
    written = await writtenBy(folder, NAMES);
    if (missing.includes("Chromium")) return;
    const files = REPORTS.flatMap((command) => runOf(command).pages.map(({ file }) => path.join(folder, file)));
    axe = axeFaults([...new Set(files)]);
    axe.catch(() => undefined);
  }, 240_000);

  it("are of every template", () => {
    const said = new Set(written.flatMap(({ pages }) => pages.map(({ html }) => wordsOf(html))));
    const unused = TEMPLATES.filter(({ name, text }) => {
      const longest = fixedWords(text).toSorted((a, b) => b.length - a.length)[0] ?? "";
      return (
        name.endsWith(".html") &&
        !name.startsWith("_") &&
        longest !== "" &&
        ![...said].some((words) => words.includes(longest))
      );
    });
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  it.each(NAMES)("show no number that the JSON has not: %s", (command) => {
    expect(madeUpIn(runOf(command))).toEqual([]);
  });

  it.each(NAMES)("are found out when one number is altered: %s", (command) => {
    const run = runOf(command);
    const check = checkerOf(run.json, FIXED);
    const missed = someOf(run).flatMap(({ file, html }) =>
      alteredOnes(html).filter((altered) => check(file, altered.html).length === 0),
    );
    expect(missed.map(({ was }) => was)).toEqual([]);
  });

  it("are found out when two pupils have each other's figures", () => {
    const { json, pages } = runOf("weekly");
    const { file, html } = pages.find((page) => page.file.endsWith("/weekly.html")) ?? { file: "", html: "" };
    const table = /<h2 id="persistent"[\s\S]*?<\/table>/.exec(html)?.[0] ?? "";
    const percents = [...table.matchAll(/<td class="n">(\d+\.\d%)<\/td>/g)].map(([, percent = ""]) => percent);
    const [one = "", two = ""] = [percents[0], percents.at(-1)];
    expect(one).not.toBe(two);
    const swapped = table.replace(one, "\uE000").replace(two, one).replace("\uE000", two);
    expect(
      checkerOf(json, FIXED)(
        file,
        html.replace(table, () => swapped),
      ),
    ).toHaveLength(2);
  });

  it.each(NAMES)("are sound HTML: %s", (command) => {
    const run = runOf(command);
    const faults = [...someOf(run), ...run.pages.filter(({ file }) => file.endsWith("/print-run.html"))].flatMap(
      ({ file, html }) =>
        RULES.validateStringSync(html, file).results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line }) => `${file}:${String(line)} ${ruleId}: ${message}`),
        ),
    );
    expect(faults).toEqual([]);
  });

  it.each(NAMES)("ask for nothing, run nothing and may be put anywhere: %s", (command) => {
    const { pages, wrote } = runOf(command);
    expect(pages.flatMap((page) => outsideOf(page, wrote, folder))).toEqual([]);
  });

  // Letters are looked at in test/letters/browser.test.ts.
  it.skipIf(missing.includes("Chromium"))("of reports give axe nothing to find", async () => {
    expect(await axe).toEqual([]);
  });
});

/** A page with one of its numbers altered, for a few numbers spread over it. */
function alteredOnes(html: string): readonly { readonly was: string; readonly html: string }[] {
  const body = html.indexOf("<body");
  const places = [...html.matchAll(/>[^<]*?(?<!&#x?\d*)(\d+)[^<]*</g)].filter(({ index }) => index > body);
  const step = Math.max(1, Math.floor(places.length / 8));
  return places
    .filter((_, i) => i % step === 0)
    .map(({ 0: was, 1: digits = "", index }) => {
      const at = index + was.indexOf(digits);
      return { was, html: `${html.slice(0, at)}4242424${html.slice(at + digits.length)}` };
    });
}

/** What leads out of a page: addresses, scripts, a policy that lets things in, places on this machine, dead links. */
function outsideOf({ file, html }: Page, wrote: readonly string[], folder: string): readonly string[] {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1] ?? "none";
  const links = [...html.matchAll(/\s(?:href|src|action|poster|data|srcset)="([^"]*)"/g)].map(([, to = ""]) => to);
  const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id));
  const isHere = (to: string): boolean =>
    to.startsWith("#")
      ? ids.has(to.slice(1))
      : wrote.includes(path.posix.join(path.posix.dirname(file), decodeURIComponent(to)));
  return [
    ...(POLICIES.includes(policy) ? [] : [`policy ${policy}`]),
    ...links.filter((to) => !isHere(to)),
    ...[...html.matchAll(/url\((?!"data:image\/)[^)]*\)|@import\b[^;]*/g)].map(([found]) => found),
    ...[...html.matchAll(/<(?:script|iframe|object|embed|link|base|form)\b|\son\w+=|javascript:/gi)].map(([it]) => it),
    ...[...html.matchAll(/file:\/\/[^\s"<]*|\b[A-Z]:\\[^\s"<]*|\/(?:home|tmp|Users|var)\/[^\s"<]*/g)].map(([it]) => it),
    ...(html.includes(folder) ? [folder] : []),
  ].map((found) => `${file}: ${found}`);
}

describe("the pages of a school of 420", { timeout: 60_000 }, () => {
  let large: readonly Written[] = [];
  beforeAll(async () => {
    large = await writtenBy(await demo(420), [...REPORTS, "letters --term", "letters --kind parents-evening"]);
  }, 240_000);

  it("are under 300 kB each, but for the piles of letters", () => {
    const sizes = large.flatMap(({ pages }) =>
      pages.map(({ file, html }) => ({ file, size: Buffer.byteLength(html) })),
    );
    expect(sizes.length).toBeGreaterThan(400);
    expect(sizes.filter(({ file, size }) => size >= 300_000 && !IS_A_PILE.test(file))).toEqual([]);
  });

  it("show no number that the JSON has not", () => {
    expect(large.flatMap(madeUpIn)).toEqual([]);
  });
});
