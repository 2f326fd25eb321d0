/** Evidence packs: what is missing in plain sight, the letters as sent, and nothing about any other child. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSchool } from "../../src/edge/folder.ts";
import { readSchool } from "../../src/flow.ts";
import { textOf } from "../../src/letters/html-text.ts";
import { evidencePack } from "../../src/reports/refer/pack.ts";
import { referPage } from "../../src/reports/refer/page.ts";
import { readPageTemplates } from "../../src/edge/templates.ts";
import { withoutOthers } from "../../src/reports/refer/others.ts";
import { REFERRAL_KINDS } from "../../src/reports/refer/referrals.ts";
import { on } from "../laws/schools.ts";
import { AVA, School, TODAY, type Child, type Line, type Story } from "../letters/school.ts";
import { attend } from "../run.ts";

interface Pack {
  readonly missing: readonly string[];
  readonly byHand: readonly string[];
  readonly checklist: readonly { readonly asks: string; readonly found: string | null; readonly byHand: boolean }[];
  readonly period: { readonly from: string; readonly to: string };
  readonly open: readonly unknown[];
  readonly chronology: readonly { readonly what: string; readonly words: string }[];
  readonly letters: readonly { readonly letter: string; readonly copies: readonly (readonly string[] | null)[] }[];
  readonly facts: readonly string[];
  readonly parents: readonly { readonly name: string }[];
  readonly courtOrders: number;
  readonly wrote: readonly string[];
}

async function packOf(
  school: School,
  kind: string,
  today = TODAY,
): Promise<{ code: number; pack: Pack; page: string }> {
  const said = await attend(["refer", kind, AVA, "--json"], { cwd: school.folder, today: on(today) });
  if (said.code === 2) throw new Error(said.err);
  const pack = JSON.parse(said.out) as Pack;
  return { code: said.code, pack, page: school.read(pack.wrote[0] ?? "") };
}

const refer = (child: Child, kind: string, story: Story = {}): ReturnType<typeof packOf> =>
  packOf(new School([{ about: BORN, ...child }], story), kind, story.today ?? TODAY);

const BORN = { "Date of Birth": "01/02/2018" };
/** Ten sessions away without leave in the week of 9 November. */
const TEN = { "2026-11-09": "OOOOOOOOOO" };
const HOLIDAY = { "2026-11-09": "GGGGGGGGGG" };
const WARNED: Line = { kind: "letter", letter: "penalty-notice-warning", day: "2026-11-16" };
const TALK: Line = { kind: "talk", day: "2026-11-12", note: "Mornings are hard." };
const asks = (pack: Pack, start: string): string | null | undefined =>
  pack.checklist.find((each) => each.asks.startsWith(start))?.found;

describe("a request for a penalty notice", () => {
  it("says what is missing, on the page and by its exit code", async () => {
    const { code, pack, page } = await refer({ marks: TEN }, "penalty-notice");
    expect(code).toBe(1);
    expect(pack.missing.map((each) => each.replace(/ \(.*/, ""))).toEqual([
      "Support was offered",
      "The family was told that a notice may follow",
    ]);
    expect(page).toContain("INCOMPLETE: not to be sent yet");
    for (const each of pack.missing) expect(textOf(page)).toContain(each);
  });

  it("is complete once support and warning are in the log and their letter is there", async () => {
    const school = new School([{ marks: TEN, log: [TALK], about: BORN }]);
    await attend(["letters", "--kind", "penalty-notice-warning", "--pupil", AVA, "--issue"], {
      cwd: school.folder,
      today: on(TODAY),
    });
    const { code, pack, page } = await packOf(school, "penalty-notice");
    expect(pack.missing).toEqual([]);
    expect(code).toBe(0);
    expect(page).not.toContain("INCOMPLETE");
    expect(asks(pack, "The national threshold")).toBe("met on 13/11/2026");
    // The letter is in the pack word for word, and as the file that went out.
    const [sent] = school.log().flatMap(({ files }) => (Array.isArray(files) ? files.map(String) : []));
    const copy = pack.wrote.find((file) => file.endsWith("letter-1.html")) ?? "";
    expect(school.read(copy)).toBe(school.read(sent ?? ""));
    const body = /<div class="body">([\s\S]*?)<div class="sign">/.exec(school.read(sent ?? ""))?.[1] ?? "";
    for (const line of textOf(body).split("\n")) expect(textOf(page)).toContain(line);
  });

  it("says that a letter's file is gone, and does not make it up", async () => {
    const { pack } = await refer({ marks: TEN, log: [TALK, WARNED] }, "penalty-notice");
    expect(pack.missing).toEqual([
      "Copies of the letters as they were sent: not in output/letters any more: Penalty notice warning 16/11/2026",
    ]);
  });

  it.each([
    ["an N", { "2026-11-09": "OOOOOOOOON" }, "Fri 13 Nov PM N"],
    ["a missing mark", { "2026-11-09": "OOOOOOOOOO", "2026-11-16": "/." }, "Mon 16 Nov PM -"],
  ])("holds with %s in the period", async (_, marks, open) => {
    const { pack } = await refer({ marks, log: [TALK, WARNED] }, "penalty-notice");
    expect(pack.missing.some((each) => each.includes(`still open: ${open}`))).toBe(true);
  });

  it("asks for the request for leave and its refusal where it is holiday, and for no support then", async () => {
    const { pack } = await refer({ marks: HOLIDAY, log: [WARNED] }, "penalty-notice");
    expect(pack.missing).toContain("Copy of the request for leave");
    expect(pack.missing).toContain("Copy of the letter that refused it");
    expect(asks(pack, "Support was offered")).toBe("not asked for: all of it is holiday");
    const others = await refer({ marks: TEN, log: [TALK, WARNED] }, "penalty-notice");
    expect(others.pack.checklist.some((each) => each.asks.startsWith("Copy of"))).toBe(false);
  });

  it("below the threshold says so", async () => {
    const { pack } = await refer({ marks: { "2026-11-09": "OOOOOOOOO/" }, log: [TALK, WARNED] }, "penalty-notice");
    expect(pack.missing).toContain("The national threshold");
    expect(pack.facts[0]).toBe("The national threshold has not been met.");
  });
});

describe("returns and other packs", () => {
  it.each([
    [
      "attendance-return",
      { "2026-11-02": "O".repeat(20) },
      "Absence of 10 school days",
      "10 school days were reached on 13/11/2026",
    ],
    [
      "sickness-return",
      { "2026-10-01": "I".repeat(30) },
      "Illness (I) of 15 school days",
      "15 school days were reached on 21/10/2026",
    ],
  ])("%s has the episode", async (kind, marks, start, words) => {
    const { pack } = await refer({ marks }, kind);
    expect(asks(pack, start)).toContain(words);
    const without = await refer({}, kind);
    expect(without.pack.missing.some((each) => each.startsWith(start))).toBe(true);
  });

  it("cme lists every step with its day, and what is done", async () => {
    const call: Line = { kind: "call", outcome: "no-answer", day: "2026-11-16" };
    const { pack } = await refer({ marks: { "2026-11-16": "NNNNNN" }, log: [call] }, "cme");
    expect(asks(pack, "Ring the first contact (by 16/11/2026)")).toBe("Call 16/11/2026");
    expect(pack.missing).toContain("Visit the home (by 18/11/2026)");
    expect(pack.facts.join(" ")).toContain("may not be removed before");
  });

  it.each(REFERRAL_KINDS)("%s is made of any pupil, and says where it is", async (kind) => {
    const { pack, page } = await refer({}, kind);
    expect(pack.wrote.map((file) => path.posix.basename(file)).slice(0, 4)).toEqual([
      "pack.html",
      "checklist.csv",
      "register.csv",
      "chronology.csv",
    ]);
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  it("a kind that is none, and nobody named, are sentences", async () => {
    const { folder } = new School([{}]);
    for (const [args, sentence] of [
      [["refer", "fine", AVA], "There is no pack “fine”. There are: penalty-notice"],
      [["refer"], "Say what for. There are: penalty-notice"],
      [["refer", "cme"], "Say who: the name, part of it with the class, or the UPN."],
      [["refer", "cme", "Zed"], "Zed"],
    ] as const) {
      const said = await attend(args, { cwd: folder, today: on(TODAY) });
      expect([said.code, said.out]).toEqual([2, ""]);
      expect(said.err).toContain(sentence);
    }
  });
});

describe("what a pack must not carry", () => {
  it("a person named in a court order: counted, never named", async () => {
    const contacts = [{}, { Title: "Mr", Forename: "Rex", "Court Order": "Yes", "Address 1": "9 Far Lane" }];
    const { pack, page } = await refer({ contacts }, "penalty-notice");
    expect(pack.courtOrders).toBe(1);
    expect(page).not.toContain("Rex");
    expect(page).not.toContain("9 Far Lane");
    expect(page).toContain("1 person is named in a court order");
  });

  it("needs and concerns, in a pack that may go to a court", async () => {
    const log: readonly Line[] = [
      { kind: "need", need: "mental-health", day: "2026-11-02" },
      { kind: "concern", "reported-to": "Mrs Marsh", reference: "MC-77", day: "2026-11-03" },
      { kind: "need", need: "hold-phone-first", day: "2026-11-04" },
    ];
    const court = await refer({ log }, "penalty-notice");
    expect(court.page).not.toMatch(/mental-health|MC-77|hold-phone-first/);
    const care = await refer({ log }, "starting-point");
    expect(care.page).toContain("MC-77");
    expect(care.page).not.toContain("hold-phone-first");
  });

  it("a path of the log that leads elsewhere", async () => {
    const files = ["output/letters/../../attend.yaml", "attend.yaml", "/etc/passwd", "output/letters/x/..\\a.html"];
    const { pack } = await refer({ log: [{ ...WARNED, files }] }, "penalty-notice");
    expect(pack.letters[0]?.copies).toEqual([null, null, null, null]);
  });

  it("other children's names in people's words", () => {
    const { folder } = new School([
      { name: "Ava Adams", log: [] },
      { name: "Will Adams", class: "Elm" },
      { name: "Zoë Khan", class: "Elm", contacts: [{ Surname: "Khan", "Address 1": "2 Far Lane" }] },
    ]);
    const school = readSchool(
      openSchool(folder, () => undefined),
      on(TODAY),
    );
    const clean = withoutOthers(
      school,
      school.register.pupils.findIndex(({ name }) => name === AVA),
    );
    expect(clean("Mother says Will was ill; she will ring about Ava Adams.")).toBe(
      "Mother says [another child] was ill; she will ring about Ava Adams.",
    );
    expect(clean("Sat next to zoë  khan and ZOE\u0308 KHAN.")).toBe("Sat next to [another child] and [another child].");
    expect(clean("Willow Tree Road")).toBe("Willow Tree Road");
  });
});

describe("in the demo school", () => {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "attend-refer-"));
  afterAll(() => {
    fs.rmSync(cwd, { recursive: true, force: true });
  });

  it("no pack of any pupil names any other pupil", async () => {
    await attend(["demo", "school"], { cwd });
    const folder = path.join(cwd, "school");
    const school = readSchool(
      openSchool(folder, () => undefined),
      on("2026-11-23"),
    );
    const names = school.register.pupils.map(({ name, legalName }) => [name, legalName]);
    const templates = readPageTemplates();
    const told = [...school.register.pupils.keys()].filter((row) => (school.deeds[row] ?? []).length > 0);
    for (const row of told) {
      for (const kind of REFERRAL_KINDS) {
        const pack = evidencePack(school, row, kind, () => null);
        const text = textOf(referPage(pack, templates)) + JSON.stringify(pack);
        // A parent may be called as another pupil is.
        const adults = pack.parents.map(({ name }) => name).join("\n");
        const others = names.flatMap((pair, other) => (other === row ? [] : pair));
        expect(others.filter((name) => text.includes(name) && !adults.includes(name))).toEqual([]);
      }
    }
  }, 60_000);
});
