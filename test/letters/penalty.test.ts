/** The threshold of the national framework for penalty notices: ten unauthorised sessions in ten school weeks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AVA, daysOf, outcome, School, type Marks, type Story } from "./school.ts";

const KIND = "penalty-notice-warning";
const U = (n: number, code = "U"): string => code.repeat(n);
/** One session on the first morning of a week. */
const weekly = (mondays: readonly string[], code = "O"): Record<string, string> =>
  Object.fromEntries(mondays.map((day) => [day, code]));

describe("the worked examples of the framework", () => {
  it.each<[string, Marks, string]>([
    [
      "4 sessions of holiday and 6 late after the register closed",
      { "2026-09-14": U(4, "G"), "2026-10-05": U(6) },
      "due",
    ],
    ["10 sessions of holiday in one week", { "2026-09-14": U(10, "G") }, "due"],
    [
      "6 in one week and 1 a week for the next four",
      { "2026-09-14": U(6, "O"), ...weekly(["2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12"]) },
      "due",
    ],
    [
      "6 in one week and 1 a week for the next three",
      { "2026-09-14": U(6, "O"), ...weekly(["2026-09-21", "2026-09-28", "2026-10-05"]) },
      "none",
    ],
    ["2 in the summer term and 8 in the autumn term", { "2026-07-15": U(2, "O"), "2026-09-14": U(8, "O") }, "due"],
    ["2 in the summer term and 7 in the autumn term", { "2026-07-15": U(2, "O"), "2026-09-14": U(7, "O") }, "none"],
    [
      "2 in the summer term, and 8 of which the last is in week 10",
      { "2026-07-15": U(2, "O"), "2026-09-14": U(7, "O"), "2026-11-06": "O" },
      "due",
    ],
    [
      "2 in the summer term, and 8 of which the last is in week 11",
      { "2026-07-15": U(2, "O"), "2026-09-14": U(7, "O"), "2026-11-09": "O" },
      "none",
    ],
  ])("%s", async (_, marks, expected) => {
    expect(await outcome(KIND, { marks }, { from: "2026-07-06" })).toBe(expected);
  });
});

describe("ten, in ten school weeks", () => {
  const NOVEMBER: Story = { today: "2026-11-27" };
  it.each([
    ["9 sessions", { "2026-09-07": U(9) }, "none"],
    ["10 sessions", { "2026-09-07": U(10) }, "due"],
    ["10 of each kind", { "2026-09-07": "GGGOOOUUUN" }, "held not-settled"],
    ["9, and one N that is not needed", { "2026-09-07": "GGGOOOUUUON" }, "due"],
    ["L never counts", { "2026-09-07": `${U(9)}LLLL` }, "none"],
    ["authorised absence never counts", { "2026-09-07": `${U(9)}IMCEC` }, "none"],
    ["a missing mark and one nobody knows never count", { "2026-09-07": `${U(9)}.!` }, "none"],
    // The half-term week from 26 October is none of the ten: 7 September is the first of those that end with 16 November's.
    ["the last in week 10", { "2026-09-07": U(9), "2026-11-20": "O" }, "due"],
    ["the last in week 11", { "2026-09-07": U(9), "2026-11-23": "O" }, "none"],
    [
      "the first on the Friday of week 1, the last on the Monday of week 10",
      { "2026-09-11": "OO", "2026-11-16": U(8) },
      "due",
    ],
    ["the first on the Friday before", { "2026-09-04": "OO", "2026-11-16": U(8) }, "none"],
  ])("%s", async (_, marks, expected) => {
    expect(await outcome(KIND, { marks }, NOVEMBER)).toBe(expected);
  });

  it("a week in which the school is closed is none of the ten", async () => {
    const marks = { "2026-09-07": U(9), "2026-11-23": "O" };
    const week = ["28", "29", "30"].map((day) => `2026-09-${day}`).concat(["2026-10-01", "2026-10-02"]);
    expect(await outcome(KIND, { marks }, { ...NOVEMBER, closed: week })).toBe("due");
    expect(await outcome(KIND, { marks }, { ...NOVEMBER, closed: week.slice(1) })).toBe("none");
  });

  it("met on one day, it stays on record for the school year, and no longer", async () => {
    const marks = { "2026-09-07": U(10) };
    const school = new School([{ marks }], { today: "2027-03-25" });
    const on = async (today: string): Promise<number> => (await school.plan(`--kind ${KIND}`, today)).letters.length;
    expect(await on("2026-09-10")).toBe(0);
    expect(await on("2026-09-11")).toBe(1);
    expect(await on("2027-03-25")).toBe(1);
    expect(await on("2027-08-31")).toBe(1);
    expect(await on("2027-09-01")).toBe(0);
  });

  it("a holiday that was declined and is still to come is warned of, without any threshold", async () => {
    const log = [
      { kind: "leave-decision", day: "2026-11-10", outcome: "declined", from: "2026-11-19", to: "2026-11-25" },
    ];
    const child = { marks: "OO", log };
    expect(await outcome(KIND, child)).toBe("due");
    expect(await outcome(KIND, child, { today: "2026-11-19" })).toBe("none");
    expect(await outcome(KIND, { marks: "OO", log: [{ ...log[0], outcome: "granted" }] })).toBe("none");
  });
});

describe("compulsory school age", () => {
  const story = (from: string, today: string): Story => ({
    from,
    today,
    halfTerms: [
      ["Summer 2", "2026-06-08", "2026-07-17"],
      ["Autumn 1", "2026-08-24", "2026-10-23"],
      ["Autumn 2", "2026-11-02", "2026-12-31"],
      ["Spring 1", "2027-01-04", "2027-02-12"],
      ["Spring 2", "2027-02-22", "2027-03-31"],
      ["Summer 1", "2027-04-01", "2027-05-28"],
    ],
  });
  const [SUMMER, AUTUMN, WINTER, SPRING] = [
    { marks: { "2026-08-31": U(10) }, dates: ["2026-08-24", "2026-09-11"] },
    { marks: { "2026-11-02": U(10) }, dates: ["2026-11-02", "2026-11-13"] },
    { marks: { "2026-12-31": "UU", "2027-01-04": U(8) }, dates: ["2026-12-28", "2027-01-15"] },
    { marks: { "2027-03-31": "UU", "2027-04-01": U(8) }, dates: ["2027-03-22", "2027-04-16"] },
  ] as const;
  it.each([
    ["five on 31 August: from that day", "R", "31/08/2021", SUMMER, "due"],
    ["five on 31 August: in the autumn", "R", "31/08/2021", AUTUMN, "due"],
    ["five on 1 September: not yet in the autumn", "R", "01/09/2021", AUTUMN, "none"],
    ["five on 1 September: from 31 December", "R", "01/09/2021", WINTER, "due"],
    ["five on 31 December: from that day", "R", "31/12/2021", WINTER, "due"],
    ["five on 1 January: not yet in January", "R", "01/01/2022", WINTER, "none"],
    ["five on 1 January: from 31 March", "R", "01/01/2022", SPRING, "due"],
    ["five on 31 March: from that day", "R", "31/03/2022", SPRING, "due"],
    ["five on 1 April: not yet in April", "R", "01/04/2022", SPRING, "none"],
    ["Year 1", "1", "01/04/2021", SUMMER, "due"],
    ["no date of birth, Reception", "R", "", AUTUMN, "none"],
    ["no date of birth, Year 1", "1", "", AUTUMN, "due"],
    ["no date of birth and no year", "", "", AUTUMN, "none"],
  ])("%s", async (_, year, born, { marks, dates }, expected) => {
    const child = { year, about: { "Date of Birth": born }, marks };
    expect(await outcome(KIND, child, story(dates[0], dates[1]))).toBe(expected);
  });

  it("sessions before it do not count towards the ten", async () => {
    const about = { "Date of Birth": "31/12/2021" };
    const days = story("2026-11-30", "2027-01-15");
    const late = { "2026-12-14": U(8), "2027-01-04": U(9) };
    expect(await outcome(KIND, { year: "R", about, marks: late }, days)).toBe("none");
    expect(await outcome(KIND, { year: "R", about, marks: { ...late, "2027-01-15": "U" } }, days)).toBe("due");
  });
});

describe("a slow recount", () => {
  const story: Story = { from: "2026-06-08", today: "2026-12-18" };
  const days = daysOf(story);
  const monday = (iso: string): number => Math.floor((Date.parse(iso) / 86_400_000 + 3) / 7);

  /** The day on which the threshold was first met this school year, by the words of the framework; null when never. */
  function firstMet(marks: readonly string[], open: readonly string[], compulsoryFrom: string): string | null {
    const weeks = [...new Set(open.map(monday))];
    const counted = open.flatMap((day) => {
      const i = days.indexOf(day);
      return [marks[2 * i], marks[2 * i + 1]].filter((code) => /^[GNOU]$/.test(code ?? "")).map(() => day);
    });
    const old = counted.filter((day) => day >= compulsoryFrom);
    for (const day of old.filter((each) => each >= "2026-09-01")) {
      const last = weeks.filter((week) => week <= monday(day)).slice(-10);
      const within = old.filter((each) => each <= day && last.includes(monday(each)));
      if (within.length >= 10) return day;
    }
    return null;
  }

  /** By the day of birth, the day from which sessions count. */
  const COMPULSORY: Readonly<Record<string, string>> = {
    "2021-08-31": "2026-08-31",
    "2021-09-01": "2026-12-31",
    "2016-05-05": "2021-08-31",
  };
  const child = fc
    .tuple(fc.integer({ min: 0, max: 22 }), fc.constantFrom(...Object.keys(COMPULSORY)))
    .chain(([often, born]) => {
      const mark = fc.oneof(
        { weight: 100, arbitrary: fc.constant("/") },
        { weight: often, arbitrary: fc.constantFrom("G", "N", "O", "U") },
        { weight: 6, arbitrary: fc.constantFrom("L", "I", "C", "D", ".", "!") },
      );
      const codes = fc.array(mark, { minLength: 2 * days.length, maxLength: 2 * days.length });
      return codes.map((marks) => ({ marks, born }));
    });
  const closed = fc
    .shuffledSubarray(days.slice(20, -20), { minLength: 0, maxLength: 4 })
    .map((starts) => starts.flatMap((start) => days.slice(days.indexOf(start), days.indexOf(start) + 5)));

  it.each(fc.sample(fc.tuple(fc.array(child, { minLength: 50, maxLength: 50 }), closed), { seed: 10, numRuns: 6 }))(
    "agrees for fifty children, %#",
    async (children, without) => {
      const open = days.filter((day) => !without.includes(day));
      const school = new School(
        children.map(({ marks, born }, i) => ({
          name: `Child Number${String(i)}`,
          year: born.startsWith("2021") ? "R" : "5",
          about: { "Date of Birth": born.split("-").reverse().join("/") },
          marks: Object.fromEntries(
            open.map((day) => [
              day,
              marks
                .slice(2 * days.indexOf(day))
                .slice(0, 2)
                .join(""),
            ]),
          ),
        })),
        { ...story, without },
      );
      const { letters } = await school.plan(`--kind ${KIND}`);
      const found = new Map(letters.map(({ name, basis }) => [name, basis.to]));
      const expected = new Map<string, string>();
      children.forEach(({ marks, born }, i) => {
        // The letter speaks of settled sessions where they are enough.
        const settled = marks.map((mark) => (mark === "N" ? "/" : mark));
        const from = COMPULSORY[born] ?? "";
        const met = firstMet(settled, open, from) ?? firstMet(marks, open, from);
        if (met !== null) expected.set(`Child Number${String(i)}`, met);
      });
      expect(expected.size).toBeGreaterThan(10);
      expect(expected.size).toBeLessThan(45);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      expect(found.has(AVA)).toBe(false);
    },
  );
});
