/** Which letter is whose: its turn by the log, praise and summaries; when one may go again; and who waits for a talk. */
import { describe, expect, it } from "vitest";
import { outcome, School, type Child, type Line, type Marks, type Story } from "./school.ts";

const O = (n: number): string => "O".repeat(n);
/** Of 100 sessions: 92, 88 and 79%. */
const [EMERGING, INTENSIVE, SPECIALIST] = [O(8), O(12), O(21)];
const [CONCERN, BELOW, MEETING] = ["attendance-concern", "attendance-below-90", "meeting-invitation"] as const;

const letter = (kind: string, day: string, more: Line = {}): Line => ({ kind: "letter", letter: kind, day, ...more });
/** Long enough ago that the next may go. */
const sent = (...kinds: readonly string[]): readonly Line[] =>
  kinds.map((kind, i) => letter(kind, `2026-09-2${String(i)}`));

/** Ava's half-termly letter: its kind, `due` or `held`, and the holds. */
async function term(ava: Child, story: Story = {}): Promise<string> {
  const { letters } = await new School([ava], story).plan("--term");
  const [own] = letters.filter(({ name }) => name === "Ava Adams");
  return own ? [own.kind, own.status, ...own.holds].join(" ") : "none";
}

describe("letters about attendance go in order", () => {
  it.each([
    ["Emerging: the first", EMERGING, [], CONCERN],
    ["Emerging: the first again", EMERGING, sent(CONCERN), CONCERN],
    ["Emerging, after all of them: the first again", EMERGING, sent(CONCERN, BELOW, MEETING), CONCERN],
    ["Intensive, whatever the percentage: the first", INTENSIVE, [], CONCERN],
    ["Intensive after the first: the second", INTENSIVE, sent(CONCERN), BELOW],
    ["Intensive after the second: the meeting", INTENSIVE, sent(CONCERN, BELOW), MEETING],
    ["Intensive after all: the half-termly one again", INTENSIVE, sent(CONCERN, BELOW, MEETING), BELOW],
    ["Intensive after the second alone: the first", INTENSIVE, sent(BELOW), CONCERN],
    ["Specialist does not wait", SPECIALIST, [], BELOW],
    ["Specialist after the second: the meeting", SPECIALIST, sent(BELOW), MEETING],
    ["Specialist after all: the half-termly one again", SPECIALIST, sent(CONCERN, BELOW, MEETING), BELOW],
    ["exactly 80% is not Specialist", O(20), [], CONCERN],
    ["a letter about lates is none of the series", INTENSIVE, sent("lateness"), CONCERN],
    ["a letter of today's school year", INTENSIVE, [letter(CONCERN, "2026-09-01")], BELOW],
    ["a letter of the school year before", INTENSIVE, [letter(CONCERN, "2026-08-31")], CONCERN],
    ["a letter that has not gone yet", INTENSIVE, [letter(CONCERN, "2026-11-19")], CONCERN],
    ["a sign-off since", INTENSIVE, [...sent(CONCERN), { kind: "sign-off", day: "2026-10-01" }], CONCERN],
    [
      "a sign-off on the day of the letter",
      INTENSIVE,
      [...sent(CONCERN), { kind: "sign-off", day: "2026-09-20" }],
      CONCERN,
    ],
    ["a sign-off on the day before", INTENSIVE, [...sent(CONCERN), { kind: "sign-off", day: "2026-09-19" }], BELOW],
    [
      "a letter taken back in the log",
      INTENSIVE,
      [letter(CONCERN, "2026-09-20", { id: "a" }), { kind: "correction", day: "2026-09-21", corrects: "a" }],
      CONCERN,
    ],
  ])("%s", async (_, marks, log, expected) => {
    expect(await term({ marks, log })).toBe(`${expected} due`);
  });

  it.each([
    [CONCERN, INTENSIVE, [], "due"],
    [BELOW, EMERGING, sent(CONCERN), "none"],
    [BELOW, INTENSIVE, [], "held order"],
    [BELOW, INTENSIVE, sent(CONCERN), "due"],
    [MEETING, INTENSIVE, sent(CONCERN), "held order"],
    [MEETING, INTENSIVE, sent(BELOW), "due"],
    [BELOW, SPECIALIST, [], "due"],
    [MEETING, SPECIALIST, [], "due"],
  ])("asked for by its kind: %s with %s", async (kind, marks, log, expected) => {
    expect(await outcome(kind, { marks, log })).toBe(expected);
  });

  it("the policy says who jumps the queue", async () => {
    const jump = (who: string): Story => ({ config: `letters: { jump-the-queue: [${who}] }\n` });
    expect(await term({ marks: SPECIALIST }, jump(""))).toBe(`${CONCERN} due`);
    expect(await outcome("meeting-invitation", { marks: SPECIALIST }, jump(""))).toBe("held order");
    expect(await outcome("meeting-invitation", { marks: INTENSIVE }, jump("meeting-invitation"))).toBe("due");
    expect(await outcome("meeting-invitation", { marks: INTENSIVE }, jump("intensive"))).toBe("due");
  });
});

describe("letters about lates go in order", () => {
  const late = (n: number, before = ""): Marks => ({ "2026-09-03": before, "2026-11-02": "L/".repeat(n) });
  it.each([
    ["two lates: none about them", late(2), [], "half-term-summary"],
    ["three: the first", late(3), [], "lateness"],
    ["six: the first again", late(6), sent("lateness"), "lateness"],
    ["seven: the first", late(7), [], "lateness"],
    ["seven, after it: the meeting", late(7), sent("lateness"), MEETING],
    ["seven, after a letter about attendance: the first", late(7), sent(CONCERN), "lateness"],
    ["three, and attendance as severe: attendance", late(3, EMERGING), [], CONCERN],
    ["seven, and attendance less severe: lates", late(7, EMERGING), [], "lateness"],
  ])("%s", async (_, marks, log, expected) => {
    // One absence of the half-term keeps praise away.
    const own = { ...(marks as object), "2026-11-18": "I" };
    expect(await term({ marks: own, log })).toBe(`${expected} due`);
  });
});

describe("not again within 28 days", () => {
  const HELD = "held sent-before";
  /** 7 sessions missed before the letter, and perhaps more since. */
  const since = (...marks: readonly string[]): Marks => ({ "2026-09-03": O(7), "2026-11-16": marks.join("") });
  const [days27, days28] = ["2026-10-22", "2026-10-21"];
  it.each([
    ["27 days ago, and nothing since", since(), letter("attendance-concern", days27), HELD],
    ["28 days ago", since(), letter("attendance-concern", days28), "due"],
    ["one more session missed since", since("O"), letter("attendance-concern", days27), "due"],
    ["one more session missed for illness since", since("I"), letter("attendance-concern", days27), "due"],
    ["one more late since", since("L"), letter("attendance-concern", days27), "due"],
    ["one more late after the register closed since", since("U"), letter("attendance-concern", days27), "due"],
    ["only sessions that count nowhere since", since("D", "D"), letter("attendance-concern", days27), HELD],
    ["today, a letter of another half-term", since(), letter("attendance-concern", "2026-11-18"), HELD],
    [
      "as many missed as when it was issued, whatever day they are of",
      since("O"),
      letter("attendance-concern", days27, { yearToDate: { missed: 8, lates: 0 } }),
      HELD,
    ],
    [
      "one more missed than when it was issued, though of a day before",
      since(),
      letter("attendance-concern", days27, { yearToDate: { missed: 6, lates: 0 } }),
      "due",
    ],
    ["another letter of the series", since(), letter("attendance-below-90", days27), HELD],
    ["a letter of no series", since(), letter("half-term-summary", days27), "due"],
    [
      "a letter before the sign-off",
      since(),
      [letter("attendance-concern", days27), { kind: "sign-off", day: "2026-10-23" }],
      "due",
    ],
  ])("%s", async (_, marks, log, expected) => {
    expect(await outcome("attendance-concern", { marks, log: [log].flat() })).toBe(expected);
  });

  it("the next of the series waits as well, until something gets worse", async () => {
    const log = [letter("attendance-concern", days27)];
    expect(await term({ marks: INTENSIVE, log })).toBe(`attendance-below-90 ${HELD}`);
    expect(await term({ marks: { "2026-09-03": INTENSIVE, "2026-11-16": "O" }, log })).toBe("attendance-below-90 due");
  });

  it("the policy says how many days", async () => {
    const within = (n: number): Story => ({ config: `letters: { not-again-within: { days: ${String(n)} } }\n` });
    const log = [letter("attendance-concern", days27)];
    expect(await term({ marks: EMERGING, log }, within(27))).toBe("attendance-concern due");
    expect(await term({ marks: EMERGING, log }, within(28))).toBe(`attendance-concern ${HELD}`);
  });

  it("attendance-below-90 goes once a half-term, also when more was missed", async () => {
    const marks = { "2026-09-03": INTENSIVE, "2026-11-16": "O" };
    const before = [letter("attendance-concern", "2026-09-20"), letter("meeting-invitation", "2026-10-20")];
    expect(await term({ marks, log: [...before, letter("attendance-below-90", "2026-10-22")] })).toBe(
      "attendance-below-90 due",
    );
    expect(await term({ marks, log: [...before, letter("attendance-below-90", "2026-11-03")] })).not.toBe(
      "attendance-below-90 due",
    );
  });

  it.each([
    ["lateness", { "2026-11-02": "L/L/L/" }],
    ["penalty-notice-warning", O(10)],
  ])("holds for %s too", async (kind, marks) => {
    expect(await outcome(kind, { marks, log: [letter(kind, "2026-11-10")] })).toBe(HELD);
    expect(await outcome(kind, { marks, log: [letter(kind, days28)] })).toBe("due");
  });
});

describe("a need without a talk", () => {
  const HELD = "held need-without-talk";
  const EHCP = { about: { "SEN Status": "E" } };
  const need = (name: string, to?: string): Line => ({ kind: "need", need: name, day: "2026-09-10", to });
  const talk = (day: string, outcome?: string): Line => ({ kind: "call", day, outcome });
  it.each<[string, Child, string]>([
    ["an EHCP", EHCP, HELD],
    ["SEN support is no EHCP", { about: { "SEN Status": "K" } }, "due"],
    ["no need", { about: { "SEN Status": "N" } }, "due"],
    ["an EHCP in the log", { log: [need("ehcp")] }, HELD],
    ["an EHCP that ended yesterday", { log: [need("ehcp", "2026-11-17")] }, "due"],
    ["mental health", { about: { "Mental Health": "Yes" } }, HELD],
    ["no mental-health need", { about: { "Mental Health": "No" } }, "due"],
    ["mental health in the log", { log: [need("mental-health")] }, HELD],
    ["a part-time timetable", { about: { "Part Time": "Yes" } }, HELD],
    ["a part-time timetable in the log", { log: [need("part-time-timetable")] }, HELD],
    ["a part-time timetable by its code", { marks: { "2026-09-03": O(6), "2026-11-02": "C2 /" } }, HELD],
    ["that code in the half-term before", { marks: { "2026-09-03": O(6), "2026-10-23": "C2 /" } }, "due"],
    ["a talk this school year", { ...EHCP, log: [talk("2026-09-01", "reached")] }, "due"],
    ["a talk last school year", { ...EHCP, log: [talk("2026-08-31", "reached")] }, HELD],
    ["a call without an answer", { ...EHCP, log: [talk("2026-11-10", "no-answer")] }, HELD],
  ])("%s", async (_, child, expected) => {
    expect(await outcome("attendance-concern", { marks: O(7), ...child })).toBe(expected);
  });

  it.each(["lateness", "penalty-notice-warning"])("holds %s", async (kind) => {
    const marks = { "2026-09-03": O(10), "2026-11-02": "L/L/L/" };
    expect(await outcome(kind, { marks, ...EHCP })).toBe(HELD);
  });

  it("holds no summary and no praise", async () => {
    expect(await outcome("half-term-summary", { marks: O(7), ...EHCP })).toBe("due");
    expect(await outcome("well-done", EHCP)).toBe("due");
  });
});

describe("one letter a half-term for every pupil", () => {
  const names = async (story: Story = {}): Promise<readonly string[]> => {
    const children = [{}, { name: "Ben Cole", marks: INTENSIVE }, { name: "Cat Dean", contacts: [] }];
    const school = new School([...children, { name: "Dan Eve", year: "N2" }, { name: "Fay Ginn", year: "R" }], story);
    const { letters } = await school.plan("--term");
    return letters.map(({ name }) => name).toSorted();
  };

  it("held or due, and none for the nursery unless the policy says so", async () => {
    const all = ["Ava Adams", "Ben Cole", "Cat Dean", "Fay Ginn", "Kit Bell"];
    expect(await names()).toEqual(all);
    expect(await names({ config: "letters: { nursery: true }\n" })).toEqual([...all, "Dan Eve"].toSorted());
  });

  it.each([
    ["full attendance this half-term", { "2026-09-03": "I" }, "well-done due"],
    ["late is there", { "2026-11-02": "LL" }, "well-done due"],
    ["one session missed", { "2026-11-18": "I" }, "half-term-summary due"],
    ["one session late after the register closed", { "2026-11-18": "U" }, "half-term-summary due"],
    ["full attendance, and low before", { "2026-09-03": EMERGING }, "attendance-concern due"],
    ["full attendance, and exactly the expectation before", { "2026-09-03": O(5) }, "well-done due"],
  ])("%s", async (_, marks, expected) => {
    expect(await term({ marks })).toBe(expected);
  });

  it("improvement is praised as well where nothing else is called for", async () => {
    const to = (marks: Marks): Promise<string> => term({ marks }, { today: "2026-12-18" });
    // 4 or 5 of 74 missed, and then 1 of 70: 3.98 or 5.33 points better, and above 95% in the year.
    expect(await to({ "2026-09-03": O(5), "2026-12-18": "I" })).toBe("well-done due");
    expect(await to({ "2026-09-03": O(4), "2026-12-18": "I" })).toBe("half-term-summary due");
  });
});

describe("well done", () => {
  /** Up to 40 sessions in Autumn 1, and 40 in Autumn 2. */
  const days = (from = "2026-09-28"): Story => ({ from, today: "2026-11-27" });
  const marks = (before: string, now: string): Marks => ({ "2026-10-12": before, "2026-11-02": now });
  it.each([
    ["exactly 5 points better", marks("III", "I"), days(), "due"],
    ["just under 5 points better", marks("III", "IDD"), days(), "none"],
    ["more than 5 points better", marks("IIII", "I"), days(), "due"],
    ["as good as before", marks("I", "I"), days(), "none"],
    ["5 points worse", marks("I", "III"), days(), "none"],
    ["full attendance, and so it was before", {}, days(), "due"],
    ["better than a half-term of 20 sessions", marks("III", "I"), days("2026-10-12"), "due"],
    ["better than a half-term of 19 sessions", marks("IIID", "I"), days("2026-10-12"), "none"],
    [
      "better than last school year",
      { "2026-07-06": O(9), "2026-10-23": "I" },
      { from: "2026-06-08", today: "2026-10-23" },
      "none",
    ],
  ] as const)("%s", async (_, own, story, expected) => {
    expect(await outcome("well-done", { marks: own }, story)).toBe(expected);
  });

  it.each([
    ["20 sessions", {}, "due"],
    ["19 sessions", { "2026-11-02": "D" }, "none"],
  ])("full attendance over %s", async (_, own, expected) => {
    const { letters } = await new School([{ marks: own }], { today: "2026-11-13" }).plan([
      ...["--kind", "well-done", "--half-term", "Autumn 2", "--pupil", "Ava"],
    ]);
    expect(letters.map(({ status }) => status).join() || "none").toBe(expected);
  });

  it("the policy says how many points", async () => {
    const config = (n: number): string => `letters: { well-done: { improvement: ${String(n)} } }\n`;
    const child = { marks: marks("III", "IDD") };
    expect(await outcome("well-done", child, { ...days(), config: config(4) })).toBe("due");
    expect(await outcome("well-done", child, { ...days(), config: config(6) })).toBe("none");
  });

  it("in the last half-term of the year, full attendance is of the whole year", async () => {
    const today = "2027-03-25";
    const occasion = async (marks: Marks): Promise<string | undefined> =>
      (await new School([{ marks }], { today }).plan("--kind well-done --pupil Ava")).letters[0]?.occasion;
    expect(await occasion({})).toBe("2026/27");
    expect(await occasion({ "2026-09-03": "I" })).toBe("Spring 2 2026/27");
    expect(await occasion({ "2027-03-25": "I" })).toBeUndefined();
  });
});
