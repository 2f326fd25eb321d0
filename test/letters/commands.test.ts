/** `attend letters` as an office runs it: drafts, issuing, releasing, the half-term it is about, and what it refuses. */
import { describe, expect, it } from "vitest";
import { AVA, FATHER, School, shown, type Child, type Line, type Story } from "./school.ts";

const O = (n: number): string => "O".repeat(n);
const EMERGING: Child = { marks: O(8), contacts: [{}, { ...FATHER, "Address 1": "3 Mill Lane" }] };
const FULL: Child = { name: "Ben Cole" };
const ILL: Child = { name: "Cat Dean", marks: { "2026-11-18": "I" } };
const NOBODY: Child = { name: "Dan Eve", contacts: [] };
const AGREED: Child = { name: "Fay Ginn", marks: "I".repeat(8) };

describe("the half-term that --term is about", () => {
  it.each([
    ["in the holiday, the one just over", "2026-10-28", [], "Autumn 1"],
    ["21 days after its end still", "2026-11-13", [], "Autumn 1"],
    ["22 days after its end the one under way", "2026-11-14", [], "Autumn 2"],
    ["on the last day of one, that one", "2026-12-18", [], "Autumn 2"],
    ["named", "2026-12-01", ["--half-term", "Autumn 1"], "Autumn 1"],
    ["named in small letters", "2026-12-01", ["--half-term", "autumn 1"], "Autumn 1"],
    ["named with its year", "2026-12-01", ["--half-term", "Autumn 1 2026/27"], "Autumn 1"],
    ["the one under way, named while another is just over", "2026-11-10", ["--half-term", "Autumn 2"], "Autumn 2"],
  ])("%s", async (_, today, named, expected) => {
    const plan = await new School([FULL], { today }).plan(["--term", ...named]);
    expect(plan.halfTerm).toBe(expected);
    const last = { "Autumn 1": "2026-10-23", "Autumn 2": today }[expected] ?? "";
    expect(plan.letters.every(({ basis }) => String(basis["to"]) <= last)).toBe(true);
  });

  it("knows nothing of marks after its end", async () => {
    const school = new School([{ marks: { "2026-11-02": O(8) } }], { today: "2026-11-06" });
    expect((await school.plan("--term")).letters.map(({ kind }) => kind)).not.toContain("attendance-concern");
    const named = await school.plan(["--term", "--half-term", "Autumn 2"]);
    expect(named.letters.map(({ kind }) => kind)).toContain("attendance-concern");
  });
});

describe("drafts", () => {
  it("say so, and nothing is recorded", async () => {
    const school = new School([EMERGING, FULL, ILL]);
    const papers = await school.papers("--term");
    expect(papers).toHaveLength(5);
    for (const { path, text } of papers) {
      expect(path).toContain("DRAFT");
      expect(text).toContain("DRAFT, not sent");
    }
    expect(school.log()).toEqual([]);
    expect(shown((await school.plan()).letters)).toBe("due, due, due, due");
  });

  it("are replaced by the next drafts", async () => {
    const school = new School([EMERGING, FULL, ILL]);
    const [first] = await school.papers("--term");
    await school.papers("--term --class Elm");
    expect(school.has(first?.path ?? "")).toBe(true);
    expect(school.has((first?.path ?? "").replace(/[^/]*$/, "Oak-001.html"))).toBe(false);
  });

  it("a dry run writes nothing, also with --issue", async () => {
    const school = new School([EMERGING]);
    expect((await school.letters("--term --dry-run --issue")).code).toBe(0);
    expect([school.has("output"), school.has("records")]).toEqual([false, false]);
  });
});

describe("issued letters", () => {
  it("are in the log, each with what it rests on, and their files are there without the word DRAFT", async () => {
    const school = new School([EMERGING, FULL, ILL, NOBODY]);
    const planned = (await school.plan()).letters.filter(({ status }) => status === "due");
    expect((await school.letters("--term --issue")).code).toBe(1);
    const log = school.log();
    expect(log.map(({ pupil, letter, to, basis, occasion }) => ({ pupil, letter, to, basis, occasion }))).toEqual(
      planned.map(({ pupil, kind, to, basis, occasion }) => ({ pupil, letter: kind, to, basis, occasion })),
    );
    expect(log.map(({ letter }) => letter)).toEqual([
      "well-done",
      "attendance-concern",
      "well-done",
      "half-term-summary",
    ]);
    expect(new Set(log.map(({ id }) => id)).size).toBe(4);
    for (const line of log) {
      expect(line).toMatchObject({ v: 1, day: "2026-11-18", kind: "letter", by: "Ms Reed", policy: "shipped" });
      expect(line["basis"]).toMatchObject({ possible: expect.any(Number) as number, to: "2026-11-18" });
      const files = line["files"] as readonly string[];
      expect(files).toHaveLength((line["to"] as readonly string[]).length);
      for (const file of files) expect(school.read(file)).not.toContain("DRAFT, not sent");
    }
    expect(log.find(({ letter }) => letter === "attendance-concern")).toMatchObject({
      tier: "emerging",
      basis: { from: "2026-09-03", possible: 100, attended: 92, authorised: 0, unauthorised: 8, percent: "92.0" },
    });
  });

  it("are sent the same day, and not due again the day after", async () => {
    const school = new School([EMERGING, FULL, ILL, NOBODY]);
    await school.letters("--term --issue");
    const log = school.log();
    const status = async (today?: string): Promise<readonly string[]> =>
      (await school.plan("--term", today)).letters.map((each) => each.status).toSorted();
    expect(await status()).toEqual(["held", "sent", "sent", "sent", "sent"]);
    expect(await status("2026-11-19")).not.toContain("due");
    await school.letters("--term --issue");
    await school.letters("--term --issue", "2026-11-19");
    expect(school.log()).toEqual(log);
  });

  const deed = (kind: string, more: Line): Child => ({ log: [{ kind, day: "2026-11-10", ...more }] });
  const leave = { outcome: "declined", from: "2026-12-01", to: "2026-12-03" };
  it.each<[string, Child]>([
    ["whole-school", {}],
    ["year-summary", {}],
    ["well-done", {}],
    ["lateness", { marks: { "2026-11-02": "L/L/L/" } }],
    ["attendance-concern", { marks: O(8) }],
    ["no-contact", { marks: { "2026-11-16": O(6) } }],
    ["holiday-decision", deed("leave-decision", leave)],
    ["penalty-notice-warning", { marks: O(10) }],
    ["notice-to-improve --pupil Ava", { marks: O(10) }],
    ["evidence-accepted", deed("evidence", { outcome: "accepted" })],
    ["panel-invitation", deed("panel", { outcome: "planned", on: "2026-12-01" })],
    ["panel-outcome", deed("panel", { outcome: "held" })],
    ["did-not-attend", deed("panel", { outcome: "missed" })],
    ["sign-off", deed("sign-off", {})],
    ["missing-education", deed("need", { need: "missing-education" })],
  ])("%s: once", async (kind, child) => {
    const school = new School([child]);
    const own = async (today?: string): Promise<string> =>
      shown((await school.plan(`--kind ${kind}`, today)).letters.filter(({ name }) => name === AVA));
    expect(await own()).toBe("due");
    expect((await school.letters(`--kind ${kind} --issue`)).code).toBe(0);
    expect(await own()).toBe("sent");
    expect(await own("2026-11-19")).toMatch(/^(?:sent|held sent-before)$/);
  });

  it("are never written over by a second issue", async () => {
    const school = new School([EMERGING, { ...EMERGING, name: "Gus Hale", class: "Ash" }]);
    const first = await school.papers("--kind attendance-concern --class oak --issue");
    const second = await school.papers("--kind attendance-concern --class Ash --issue");
    expect([first.length, second.length]).toEqual([2, 2]);
    for (const { path, text } of first) expect(school.read(path)).toBe(text);
    expect(new Set([...first, ...second].map(({ path }) => path)).size).toBe(4);
    await school.papers("--kind attendance-concern");
    for (const { path, text } of [...first, ...second]) expect(school.read(path)).toBe(text);
  });

  it("come after what the log holds, which stays as it is", async () => {
    const school = new School([{ ...EMERGING, log: [{ kind: "note", day: "2026-11-02", note: "by hand" }] }]);
    const before = school.read("records/log.jsonl");
    await school.letters("--term --issue --by Office");
    expect(school.read("records/log.jsonl").startsWith(before)).toBe(true);
    expect(school.log()[1]).toMatchObject({ by: "Office" });
  });
});

describe("releasing a held letter", () => {
  const NOTE = ["--note", "Rang the mother"];
  const release = (...who: readonly string[]): readonly string[] => [
    "--kind",
    "attendance-concern",
    "--release",
    ...who,
  ];

  it("writes it, and the log says why and what held it", async () => {
    const school = new School([AGREED, { ...AGREED, name: "Gus Hale" }, EMERGING]);
    expect((await school.letters([...release("Fay Ginn"), ...NOTE, "--issue"])).code).toBe(1);
    const lines = school.log().map(({ note, released }) => ({ note, released }));
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual({ note: "Rang the mother", released: ["mostly-agreed"] });
    expect(lines).toContainEqual({ note: undefined, released: undefined });
  });

  it("releases several, each with all that held it", async () => {
    const school = new School([
      { ...AGREED, about: { "SEN Status": "E" } },
      { ...AGREED, name: "Gus Hale" },
    ]);
    expect((await school.letters([...release("Fay Ginn", "Gus Hale"), ...NOTE, "--issue"])).code).toBe(0);
    const released = school.log().map((line) => line["released"]);
    expect(released).toEqual([["mostly-agreed", "need-without-talk"], ["mostly-agreed"]]);
  });

  it.each([
    ["left", { ...AGREED, about: { "Leaving Date": "17/11/2026" } }],
    ["nobody-to-write-to", { ...AGREED, contacts: [] }],
    ["nobody-to-write-to", { ...AGREED, contacts: [{ Correspondence: "No" }] }],
  ])("is not possible for %s", async (hold, child) => {
    const school = new School([child]);
    const { letters } = await school.plan([...release("Fay Ginn"), ...NOTE]);
    expect(letters).toMatchObject([{ status: "held", holds: expect.arrayContaining([hold]) as string[] }]);
    expect((await school.letters([...release("Fay Ginn"), ...NOTE, "--issue"])).code).toBe(1);
    expect(school.log()).toEqual([]);
  });

  it.each([[[]], [["--note", ""]], [["--note", "  "]]])("needs a note, and %j is none", async (note) => {
    const school = new School([AGREED]);
    const { code, err } = await school.letters([...release("Fay Ginn"), ...note, "--issue"]);
    expect({ code, said: err.includes("--note") }).toEqual({ code: 2, said: true });
    expect([school.has("output"), school.has("records")]).toEqual([false, false]);
  });
});

describe("the exit code", () => {
  it.each<[number, string, Child]>([
    [0, "--term", EMERGING],
    [0, "--term --dry-run", EMERGING],
    [0, "--term --issue", EMERGING],
    [0, "--kind lateness", EMERGING],
    [1, "--term", NOBODY],
    [1, "--term --dry-run", NOBODY],
    [1, "--term --issue", NOBODY],
    [1, "--kind attendance-concern", AGREED],
    [0, "--kind lateness", NOBODY],
  ])("is %i for `%s`", async (expected, options, child) => {
    const school = new School([child]);
    expect((await school.letters(options)).code).toBe(expected);
    expect((await school.letters(`${options} --json`)).code).toBe(expected);
  });
});

describe("asked wrongly", () => {
  const twins: readonly Child[] = [{}, { name: "Ava Ashby" }, { name: "Ava Ashby", class: "Elm" }];
  it.each<[string, readonly string[], RegExp]>([
    ["nothing", [], /--term.*--kind/],
    ["both", ["--term", "--kind", "lateness"], /--term.*--kind/],
    ["an unknown kind", ["--kind", "late"], /“late”.*lateness/],
    ["an unknown class", ["--term", "--class", "Yew"], /“Yew”.*Oak/],
    ["a class that is empty", ["--term", "--class", ""], /class/],
    ["nobody of that name", ["--term", "--pupil", "Zed"], /“Zed”/],
    ["an empty name", ["--term", "--pupil", ""], /name/],
    ["several of that name", ["--term", "--pupil", "Ava Ashby"], /Ava Ashby \(Elm\)[^]*Ava Ashby \(Oak\)/],
    ["several of part of it", ["--term", "--pupil", "Ava"], /Ava Adams[^]*Ava Ashby/],
    ["released: several", ["--term", "--release", "Ava", "--note", "Rang"], /Ava Adams[^]*Ava Ashby/],
    ["a Notice to Improve for everybody", ["--kind", "notice-to-improve"], /--pupil/],
    ["a Notice to Improve for a class", ["--kind", "notice-to-improve", "--class", "Oak"], /--pupil/],
    ["medical evidence of everybody", ["--kind", "medical-evidence"], /--pupil/],
    ["an unknown half-term", ["--term", "--half-term", "Autumn 3"], /“Autumn 3”.*Autumn 1/],
    ["a half-term that has not begun", ["--term", "--half-term", "Spring 1"], /“Spring 1”/],
    ["a form for nobody", ["--kind", "return-to-school"], /--pupil/],
  ])("%s: exit 2, one clear sentence, nothing written", async (_, options, mentions) => {
    const school = new School(twins);
    for (const more of [["--issue"], ["--json"], ["--dry-run"]]) {
      const { code, out, err } = await school.letters([...options, ...more]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(mentions);
      expect(err).not.toMatch(/undefined|\bnull\b|NaN|\[object|at .*\.(?:ts|js):\d|Error:/);
      expect([school.has("output"), school.has("records")]).toEqual([false, false]);
    }
  });

  it("a name with its class is enough", async () => {
    const school = new School(twins);
    const { letters } = await school.plan(["--term", "--pupil", "Ashby Elm"]);
    expect(letters.map(({ name }) => name)).toEqual(["Ava Ashby"]);
  });

  it("before any half-term there is nothing to write about", async () => {
    const story: Story = { from: "2026-06-08", to: "2026-07-17", today: "2026-09-01" };
    const { code, err } = await new School([{}], story).letters("--term");
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/half-term/) as string });
  });
});
