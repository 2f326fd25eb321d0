/** Letters as a browser prints them: pages, the window of the envelope, the browser's own header, access for all, PDFs. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LETTERS } from "../../src/read/names.ts";
import { attend } from "../run.ts";
import * as chromium from "./chromium.ts";
import { outside, pagesOf, print, printText, textOf, together, type Box, type Word } from "./chromium.ts";

/** A row of letters.csv, pupils.csv or contacts.csv, as far as the tests read it. */
type Row = Readonly<Record<"File" | "Letter" | "UPN" | "Child" | "Addressee" | "Salutation", string>>;

/** The window as attend.yaml has it to begin with (DL), and one that is moved and of another size. */
const WINDOW: Box = { left: 24, top: 55, right: 109, bottom: 80 };
const MOVED: Box = { left: 18, top: 47, right: 113, bottom: 75 };
const MOVE = { "{ top: 55, left: 24, width: 85, height: 25 }": "{ top: 47, left: 18, width: 95, height: 28 }" };
/** Letters that every family gets: one class of them is enough to look at. */
const FOR_ALL = ["whole-school", "half-term-summary", "year-summary", "parents-evening"];
const ONE_SIDE = { "two-sided: true": "two-sided: false" };

/** Envelopes that are hard to address: name, street, district, town, county, postcode. The last two stand tall. */
const HARD = [
  "Mr Bartholomew-Alexander Featherstonehaugh-Cholmondeley-Smyth|Flat 12, Block C, The Old Corn Exchange Buildings|Upper Wolverhampton Road East|Nether Fallow under Lyne|Fallowshire|ZZ99 9ZZ",
  "MRS WILHELMINA MCWILLIAMS-WARMINGHAM AND MR WINSTON WORMWOOD|FLAT 12 THE OLD GRAMMAR SCHOOL BUILDINGS|WEMBWORTHY WOODHOUSE ROAD|MAMHEAD WATERMOUTH|WESTMORLAND|ZZ99 9MM",
  "Mrs Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch|The Very Long House Name That Nobody Ever Writes In Full On Any Letter At All|Behind the Church of Saint Bartholomew the Great and Saint Mary Magdalene|Fallow Bridge|Fallowshire|ZZ99 4JP",
  "السيدة فاطمة الزهراء عبد الرحمن|The Green||Fallow Bridge||ZZ99 4JP",
  "শ্রীমতী ফাতেমা চৌধুরী রহমান|The Green||Fallow Bridge||ZZ99 4JP",
].map((text) => text.split("|"));

/** What a log must hold for the letters that answer it. The line about a letter is of one whose figures were wrong. */
const DEEDS = [
  { kind: "letter", day: "2026-10-16", letter: "half-term-summary", occasion: "Autumn 1 2026-27" },
  { kind: "panel", day: "2026-10-19", outcome: "held", plan: "A call each Monday.", targets: "In by 8.45am." },
  { kind: "panel", day: "2026-11-20", outcome: "planned", on: "2026-12-04", time: "9.30am", with: ["Mr Fenn"] },
  { kind: "evidence", day: "2026-11-20", outcome: "accepted" },
  { kind: "sign-off", day: "2026-11-20" },
  { kind: "need", day: "2026-10-05", need: "part-time-timetable" },
  { kind: "meeting", day: "2026-11-20", outcome: "missed" },
];
const WRONG = { from: "2026-09-03", to: "2026-10-16", until: "PM", possible: 60, attended: 1, percent: "1.7" };
const basis = { ...WRONG, authorised: 59, unauthorised: 0, late: 0, lateAfterClose: 0 };

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "attend-pages-"));
afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
  chromium.cleanUp();
});

/** A demo school. `change`: words of its attend.yaml, as they are and as they shall be. */
async function demo(name: string, change: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = path.join(temporary, name);
  await attend(["demo", folder], {});
  const file = path.join(folder, "attend.yaml");
  for (const [was, is] of Object.entries(change)) {
    const yaml = fs.readFileSync(file, "utf8");
    expect(yaml).toContain(was);
    fs.writeFileSync(file, yaml.replace(was, is));
  }
  return folder;
}

/** Runs `attend letters` and gives the folder of the letters; empty when none was due. */
async function letters(folder: string, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await attend(["letters", "--json", ...args], { cwd: folder });
  if (code === 2) throw new Error(err);
  const { folder: place } = JSON.parse(out) as { folder: string | null };
  return place !== null && fs.existsSync(runOf(path.join(folder, place))) ? path.join(folder, place) : "";
}

const rowsOf = (file: string): Row[] => parse<Row>(fs.readFileSync(file), { bom: true, columns: true });
/** The rows of letters.csv, each with the path of its letter. */
const envelopes = (place: string): readonly (Row & { readonly file: string })[] =>
  rowsOf(path.join(place, "letters.csv")).map((row) => ({ ...row, file: path.join(place, row.File) }));
const runOf = (place: string): string => path.join(place, "print-run.html");

/** Gives each contact of a school one of the hard addresses, with a house number of its own. */
function makeHard(folder: string): void {
  const file = path.join(folder, "exports", "contacts.csv");
  const rows = rowsOf(file).map((row, i) => {
    const [name = "", street = "", district, Town, County, Postcode] = HARD[i % HARD.length] ?? [];
    const who = { Title: "", Forename: "", Surname: `${name} ${String(i)}`, Salutation: name, Addressee: name };
    const where = { "Address Line 1": `${String(i)} ${street}`, "Address Line 2": district, Town, County, Postcode };
    return { ...row, ...who, ...where };
  });
  fs.writeFileSync(file, stringify(rows, { header: true, bom: true }));
}

/** Without what a line gains or loses when it is joined or broken, and without other scripts, which PDFs spell oddly. */
const latinOf = (words: readonly string[]): string => words.join("").replace(/[^\x21-\x7E]|,/g, "");

/** Words that touch the window without being inside it, and windows that show anything but name and address. */
function windowFaults(pages: readonly (readonly Word[])[], rows: readonly Row[], box: Box): readonly string[] {
  return rows.flatMap((row, i) => {
    const shown = (pages[i] ?? []).filter((word) => chromium.touches(word, box));
    const address = Object.entries(row).filter(([field]) => /^Address(?:ee| \d)$/.test(field));
    const [got, wanted] = [latinOf(shown.map(({ text }) => text)), latinOf(address.map(([, line]) => line))];
    const out = shown.filter((word) => outside(word, box) > 0);
    return [
      ...out.map((word) => `${row.File}: “${word.text}” is ${outside(word, box).toFixed(2)} mm out`),
      ...(got === wanted ? [] : [`${row.File}: the window shows “${got}”, and not “${wanted}”`]),
    ];
  });
}

/** Ink just outside the window or at its very edge; one page of each hard address is looked at. */
function inkFaults(pdf: string, rows: readonly Row[], box: Box): readonly string[] {
  return HARD.flatMap(([name = ""]) => {
    const room = chromium.roomIn(pdf, rows.findIndex(({ Addressee }) => Addressee.startsWith(name)) + 1, box);
    return room !== null && room > chromium.DOT ? [] : [`${name}: ink ${String(room)} mm from the edge of the window`];
  });
}

const { missing } = chromium;
const title = `letters in a browser${missing.length > 0 ? ` (skipped: this machine has no ${missing.join(", no ")})` : ""}`;

describe.skipIf(missing.length > 0)(title, { timeout: 90_000 }, () => {
  /** Folders of letters. `term` and `slips` are drafts. `kinds`: issued for a one-sided printer, the term's and then every kind. */
  const at = { term: "", slips: "", hard: "", moved: "" };
  const kinds: string[] = [];
  const file = { cover: "", form: "", proof: "" };
  /** Begins now, for a test to wait for. What cannot be printed fails that test and no other. */
  function begun<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined);
    return promise;
  }
  let pdf: Record<"term" | "slips" | "kinds" | "hard" | "moved" | "cover" | "proof", Promise<string>>;
  let axe: Promise<readonly string[]>;

  beforeAll(async () => {
    const usual = await demo("usual");
    at.term = await letters(usual, "--term");
    at.slips = await letters(usual, "--kind", "parents-evening");
    file.cover = path.join(at.term, "cover.html");
    const [term, slips] = [begun(print(runOf(at.term))), begun(print(runOf(at.slips)))];

    const hard = await demo("hard", ONE_SIDE);
    const moved = await demo("moved", { ...ONE_SIDE, ...MOVE });
    for (const school of [hard, moved]) makeHard(school);
    at.hard = await letters(hard, "--kind", "whole-school", "--class", "1/2", "--issue");
    at.moved = await letters(moved, "--kind", "whole-school", "--class", "1/2", "--issue");
    await attend(["templates", "proof"], { cwd: moved });
    file.proof = path.join(moved, "output", "letters", "proof.html");

    const plain = await demo("plain", ONE_SIDE);
    const log = path.join(plain, "records", "log.jsonl");
    const before = fs.readFileSync(log, "utf8");
    kinds.push(await letters(plain, "--term", "--issue"));
    const child = envelopes(kinds[0] ?? "")[0]?.UPN ?? "";
    const deeds = DEEDS.map((deed, id) => JSON.stringify({ id: `deed-${String(id)}`, pupil: child, ...deed, basis }));
    const warned = envelopes(await letters(plain, "--kind", "penalty-notice-warning")).map(({ UPN }) => UPN);
    const someone = warned.map((each) => ["--pupil", each]);
    const only: Readonly<Partial<Record<string, readonly string[][]>>> = {
      ...Object.fromEntries(FOR_ALL.map((kind) => [kind, [["--class", "5/6"]]])),
      "notice-to-improve": someone,
      "medical-evidence": someone,
    };
    for (const kind of LETTERS) {
      for (const some of only[kind] ?? [[]]) {
        fs.writeFileSync(log, `${before}${deeds.join("\n")}\n`);
        const place = await letters(plain, "--kind", kind, "--issue", ...some);
        if (place === "") continue;
        kinds.push(place);
        break;
      }
    }
    await attend(["letters", "--kind", "panel-record", "--pupil", child], { cwd: plain });
    file.form = path.join(plain, "output", "forms", "2026-11-23 panel-record", "panel-record.html");

    const withAddress = kinds.filter((place) => !place.endsWith("parents-evening"));
    pdf = {
      term,
      slips,
      kinds: begun(printText(together(withAddress.map(runOf)))),
      hard: begun(print(runOf(at.hard))),
      moved: begun(print(runOf(at.moved))),
      cover: begun(print(file.cover)),
      proof: begun(print(file.proof)),
    };
    const oneEach = new Map(kinds.flatMap(envelopes).map((row) => [row.Letter, row.file]));
    const looked = [runOf(at.term), runOf(at.slips), ...Object.values(file), ...oneEach.values()];
    axe = begun(chromium.axeFaults(looked));
  }, 120_000);

  it("begins each letter on a fresh sheet and leaves its back empty", async () => {
    const pages = pagesOf(await pdf.term);
    const rows = envelopes(at.term);
    expect(pages).toHaveLength(2 * rows.length);
    rows.forEach((row, i) => {
      expect(textOf(pages[2 * i] ?? []), row.File).toContain(`Dear ${row.Salutation},`);
      expect(textOf(pages[2 * i] ?? []), row.File).toContain("DRAFT, not sent");
    });
    expect([...new Set(pages.filter((_, i) => i % 2 === 1).map(textOf))]).toEqual([""]);
  });

  it("prints two slips for a parents' evening on a sheet", async () => {
    const pages = pagesOf(await pdf.slips);
    const rows = envelopes(at.slips);
    expect(pages).toHaveLength(2 * Math.ceil(rows.length / 2));
    // Cut in two, the upper halves laid on the lower ones are in order.
    const sheets = Math.ceil(rows.length / 2);
    rows.forEach(({ Child }, i) => {
      expect(textOf(pages[2 * (i % sheets)] ?? [])).toContain(`${Child},`);
    });
    expect([...new Set(pages.filter((_, i) => i % 2 === 1).map(textOf))]).toEqual([""]);
  });

  it("fits every letter on one page, with all its words", async () => {
    const files = kinds.flatMap((place) =>
      envelopes(place).map((row) => ({ ...row, file: path.join(place, row.File) })),
    );
    expect(new Set(files.map(({ Letter }) => Letter))).toEqual(new Set(LETTERS));
    const wanted = files.filter(({ Letter }) => Letter !== "parents-evening");
    const printed = chromium.lettersOn(pagesOf(await pdf.kinds));
    expect(printed).toHaveLength(wanted.length);
    expect(wanted.flatMap(({ file }, i) => chromium.pageFaults(file, printed[i] ?? []))).toEqual([]);
  });

  it("shows name and address in the window of the envelope, and nothing else", async () => {
    const drafts = pagesOf(await pdf.term).filter((_, i) => i % 2 === 0);
    const issued = chromium.lettersOn(pagesOf(await pdf.kinds)).map(([first = []]) => first);
    expect(windowFaults(drafts, envelopes(at.term), WINDOW)).toEqual([]);
    expect(windowFaults(issued, envelopes(kinds[0] ?? ""), WINDOW)).toEqual([]);
  });

  it("prints a draft as large as the letter will be", async () => {
    const dear = async (printed: Promise<string>): Promise<Word | undefined> =>
      pagesOf(await printed)[0]?.find(({ text }) => text === "Dear");
    const [draft, issued] = [await dear(pdf.term), await dear(pdf.kinds)];
    expect(Math.abs((draft?.top ?? NaN) - (issued?.top ?? NaN))).toBeLessThan(0.1);
  });

  it.each(["hard", "moved"] as const)(
    "does so with long names and addresses and in other scripts: %s",
    async (which) => {
      const box = which === "hard" ? WINDOW : MOVED;
      const rows = envelopes(at[which]);
      const printed = await pdf[which];
      expect(rows.length).toBeGreaterThan(20);
      expect([...windowFaults(pagesOf(printed), rows, box), ...inkFaults(printed, rows, box)]).toEqual([]);
    },
  );

  it("draws the window on the proof where it is", async () => {
    const around = { left: MOVED.left - 8, top: MOVED.top - 8, right: MOVED.right + 8, bottom: MOVED.bottom + 8 };
    const drawn = chromium.inkIn(await pdf.proof, 1, around);
    for (const side of ["left", "top", "right", "bottom"] as const) {
      expect(Math.abs((drawn?.[side] ?? NaN) - MOVED[side]), side).toBeLessThan(0.5);
    }
  });

  it("keeps the browser's own header and footer away", async () => {
    const HEADER = /file:\/\/|\b\d{1,2}\/\d{1,2}\/\d\d, /;
    const boxes = /@(?:top|bottom)-(?:left|center|right) \{ content: ""; \}/g;
    const without = await printText(fs.readFileSync(file.cover, "utf8").replace(boxes, ""));
    expect(pagesOf(without).map(textOf).join("\n"), "a page that lets them through").toMatch(HEADER);
    for (const printed of [pdf.term, pdf.slips, pdf.cover, pdf.proof]) {
      expect(
        pagesOf(await printed)
          .map(textOf)
          .join("\n"),
      ).not.toMatch(HEADER);
    }
  });

  it("gives axe nothing to find", async () => {
    expect(await axe).toEqual([]);
  });

  it("makes a PDF beside each page, and leaves no profile behind", async () => {
    const temp = fs.mkdtempSync(path.join(temporary, "tmp-"));
    vi.stubEnv("TMPDIR", temp);
    const { code } = await attend(["letters", "--term", "--pupil", envelopes(at.term)[0]?.UPN ?? "", "--pdf"], {
      cwd: await demo("pdf"),
      env: { PATH: process.env["PATH"] },
    });
    vi.unstubAllEnvs();
    expect(code).toBe(0);
    expect(fs.readdirSync(temp)).toEqual([]);
    const [folder = ""] = fs.readdirSync(path.join(temporary, "pdf", "output", "letters"), { encoding: "utf8" });
    const place = path.join(temporary, "pdf", "output", "letters", folder);
    const pages = fs.readdirSync(place).filter((each) => each.endsWith(".html"));
    const pagesIn = (page: string): number => pagesOf(path.join(place, page.replace(".html", ".pdf"))).length;
    const rows = envelopes(place);
    expect(pages).toHaveLength(rows.length + 2);
    expect(pagesIn("cover.html")).toBe(1);
    expect(pagesIn("print-run.html")).toBe(2 * rows.length);
    expect(rows.map(({ File }) => pagesIn(File))).toEqual(rows.map(() => 1));
  });
});

it.each(["--term", "--kind panel-record"])("writes nothing when %s --pdf names no browser", async (which) => {
  const folder = await demo(`nowhere${which}`, { 'browser: ""': "browser: /nowhere/edge" });
  const child = rowsOf(path.join(folder, "exports", "pupils.csv")).at(-1)?.UPN ?? "";
  const said = await attend(["letters", ...which.split(" "), "--pupil", child, "--pdf"], { cwd: folder });
  expect(said).toMatchObject({ code: 2, out: "" });
  expect(said.err).toMatch(/^There is no program \/nowhere\/edge\b[^\n]*\.\n$/);
  expect(fs.existsSync(path.join(folder, "output"))).toBe(false);
});

describe("when the browser makes no PDF", () => {
  // Node is a program that everybody has, and it knows none of a browser's options.
  const broken = { 'browser: ""': `browser: ${JSON.stringify(process.execPath)}` };

  it("letters that go have gone all the same, with their lines in the log, and are not offered again", async () => {
    const folder = await demo("broken", broken);
    const log = path.join(folder, "records", "log.jsonl");
    const before = fs.readFileSync(log, "utf8").length;
    const args = ["letters", "--term", "--class", "1/2", "--issue", "--json"];
    const { code, out, err } = await attend([...args, "--pdf"], { cwd: folder });
    expect(code).toBe(1);
    expect(err).toMatch(/ made no PDF of [^\n]*: print print-run\.html from any browser\.\n/);
    const { issued, wrote } = JSON.parse(out) as { issued: number; wrote: readonly string[] };
    const lines = fs.readFileSync(log, "utf8").slice(before).trimEnd().split("\n");
    expect(lines.length).toBe(issued);
    expect(issued).toBeGreaterThan(0);
    for (const file of wrote) expect(fs.existsSync(path.join(folder, file)), file).toBe(true);
    for (const line of lines) expect(wrote).toEqual(expect.arrayContaining((JSON.parse(line) as { files: [] }).files));
    const again = JSON.parse((await attend(args, { cwd: folder })).out) as { issued: number };
    expect(again.issued).toBe(0);
  });

  it("a form is there as a page", async () => {
    const folder = await demo("broken form", broken);
    const { code, err } = await attend(["letters", "--kind", "panel-record", "--class", "1/2", "--pdf"], {
      cwd: folder,
    });
    expect(code).toBe(1);
    const page = / print (output\/forms\/.+\.html) from any browser\.\n/.exec(err)?.[1] ?? "none";
    expect(fs.existsSync(path.join(folder, page))).toBe(true);
  });
});
