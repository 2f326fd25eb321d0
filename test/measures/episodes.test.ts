/** Episodes of absence of which the local authority is told, on both sides of every edge, and a slow recount. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { illnessEpisodes, unauthorisedEpisodes, type Episode } from "../../src/measures/episodes.ts";
import { academicYearOf, isoOf, type Day } from "../../src/register/day.ts";
import type { Register } from "../../src/register/register.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

/** Weekdays of two school years; holidays between the half-terms. */
const DAYS = [
  ...weekdays("2025-11-03", "2025-12-19"),
  ...weekdays("2026-06-08", "2026-07-17"),
  ...weekdays("2026-09-03", "2026-10-23"),
  ...weekdays("2026-11-02", "2026-12-18"),
  ...weekdays("2027-01-04", "2027-02-12"),
].map(isoOf);

type Marks = Readonly<Record<string, string>>;

interface Ava {
  /** Runs of marks from the morning of a day on, a dot for a blank; present elsewhere. */
  readonly marks: Marks;
  readonly year?: string;
  readonly born?: string;
  readonly left?: string;
  readonly closed?: readonly string[];
  readonly days?: readonly string[];
}

function registerOf({ marks, year = "4", born = "", left = "", closed = [], days: all = DAYS }: Ava): Register {
  const days = all.filter((day) => !closed.includes(day));
  const own = new Map<number, string>();
  for (const [day, run] of Object.entries(marks)) {
    const start = 2 * days.indexOf(day);
    if (start < 0) throw new Error(`${day} is no school day`);
    Array.from(run).forEach((mark, i) => own.set(start + i, mark === "." ? "" : mark));
  }
  const rows = days.flatMap((day, i) => [
    ...(left === "" || day <= left ? [[upnOf(1), day, own.get(2 * i) ?? "/", own.get(2 * i + 1) ?? "\\"]] : []),
    [upnOf(2), day, "/", "\\"],
  ]);
  const uk = left === "" ? "" : left.split("-").reverse().join("/");
  return schoolOf(
    {
      "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...rows]),
      "exports/pupils.csv": lines([
        ["UPN", "Name", "Year Group", "Class", "DOB", "Entry Date", "Leaving Date"],
        [upnOf(1), "Ava Adams", year, "Oak", born, "01/09/2025", uk],
        [upnOf(2), "Kit Bell", "4", "Oak", "", "01/09/2025", ""],
      ]),
    },
    { asAt: on("2027-02-12") },
  ).register;
}

/** `2026-11-02 to 2026-11-13: 20, reached 2026-11-13`; `open` when no mark has ended it. */
const words = ({ from, to, sessions, reached, runs }: Episode): string =>
  `${isoOf(from)} to ${isoOf(to)}: ${String(sessions)}${reached === null ? "" : `, reached ${isoOf(reached)}`}${runs.at(-1)?.open === true ? ", open" : ""}`;

const withoutLeave = (ava: Ava, to = "2027-02-12"): readonly string[] =>
  unauthorisedEpisodes(registerOf(ava), 0, on(to)).map(words);
const ill = (ava: Ava, to = "2027-02-12"): readonly string[] => illnessEpisodes(registerOf(ava), 0, on(to)).map(words);

const O = (n: number, code = "O"): string => code.repeat(n);

describe("ten school days in a row without leave", () => {
  it.each<[string, Ava, readonly string[]]>([
    ["nine days", { marks: { "2026-11-02": O(18) } }, ["2026-11-02 to 2026-11-12: 18"]],
    ["nine and a half", { marks: { "2026-11-02": O(19) } }, ["2026-11-02 to 2026-11-13: 19"]],
    ["ten", { marks: { "2026-11-02": O(20) } }, ["2026-11-02 to 2026-11-13: 20, reached 2026-11-13"]],
    ["ten and more", { marks: { "2026-11-02": O(23) } }, ["2026-11-02 to 2026-11-17: 23, reached 2026-11-13"]],
    [
      "twenty halves from an afternoon on",
      { marks: { "2026-11-02": `/${O(20)}` } },
      ["2026-11-02 to 2026-11-16: 20, reached 2026-11-16"],
    ],
    ["a Friday to a Monday", { marks: { "2026-11-06": O(4) } }, ["2026-11-06 to 2026-11-09: 4"]],
    [
      "each of the four codes, U too",
      { marks: { "2026-11-02": "GGGGGNNNNNOOOOOUUUUU" } },
      ["2026-11-02 to 2026-11-13: 20, reached 2026-11-13"],
    ],
    ["over half-term", { marks: { "2026-10-19": O(20) } }, ["2026-10-19 to 2026-11-06: 20, reached 2026-11-06"]],
    ["over Christmas", { marks: { "2026-12-14": O(20) } }, ["2026-12-14 to 2027-01-08: 20, reached 2027-01-08"]],
    ["over the summer", { marks: { "2026-07-13": O(20) } }, ["2026-07-13 to 2026-09-09: 20, reached 2026-09-09"]],
    [
      "an INSET day that is not in the register at all",
      { marks: { "2026-11-02": O(20) }, closed: ["2026-11-06"] },
      ["2026-11-02 to 2026-11-16: 20, reached 2026-11-16"],
    ],
    [
      "passing over closures, other schools, Y and X",
      { marks: { "2026-11-02": `${O(10)}##DDYYX${O(10)}` } },
      ["2026-11-02 to 2026-11-19: 20, reached 2026-11-19"],
    ],
    [
      "passing over blanks and codes that nobody knows",
      { marks: { "2026-11-02": `${O(10)}..!${O(9)}` } },
      ["2026-11-02 to 2026-11-16: 19"],
    ],
  ])("%s", (_, ava, expected) => {
    expect(withoutLeave(ava)).toEqual(expected);
  });

  it.each(["/", "L", "B", "I", "M", "C", "E"])("%s ends it", (mark) => {
    expect(withoutLeave({ marks: { "2026-11-02": `${O(19)}${mark}${O(3)}` } })).toEqual([
      "2026-11-02 to 2026-11-13: 19",
      "2026-11-16 to 2026-11-17: 3",
    ]);
  });

  it("an N that is turned into I ends it, in the middle", () => {
    expect(withoutLeave({ marks: { "2026-11-02": O(20, "N") } })).toEqual([
      "2026-11-02 to 2026-11-13: 20, reached 2026-11-13",
    ]);
    expect(withoutLeave({ marks: { "2026-11-02": `${O(9, "N")}I${O(10, "N")}` } })).toEqual([
      "2026-11-02 to 2026-11-06: 9",
      "2026-11-09 to 2026-11-13: 10",
    ]);
  });

  it("back for one session, and ten more days, are two", () => {
    expect(withoutLeave({ marks: { "2026-11-02": `${O(20)}/${O(20)}` } })).toEqual([
      "2026-11-02 to 2026-11-13: 20, reached 2026-11-13",
      "2026-11-16 to 2026-11-30: 20, reached 2026-11-30",
    ]);
  });

  it("says what is not settled, and which codes there are", () => {
    const [run] = unauthorisedEpisodes(registerOf({ marks: { "2026-11-02": "OON.!##OGG/." } }), 0, on("2027-02-12"))[0]
      ?.runs ?? [undefined];
    expect(run).toMatchObject({ codes: { O: 3, N: 1, G: 2 }, unsettled: 2, open: false });
  });

  it("is open while nothing has ended it, up to the day that is asked", () => {
    const ava = { marks: { "2026-11-02": `${O(19)}O/` } };
    expect(withoutLeave(ava, "2026-11-13")).toEqual(["2026-11-02 to 2026-11-13: 20, reached 2026-11-13, open"]);
    expect(withoutLeave(ava, "2026-11-12")).toEqual(["2026-11-02 to 2026-11-12: 18, open"]);
    expect(withoutLeave(ava, "2026-11-15")).toEqual(["2026-11-02 to 2026-11-13: 20, reached 2026-11-13, open"]);
    expect(withoutLeave(ava, "2026-11-16")).toEqual(["2026-11-02 to 2026-11-13: 20, reached 2026-11-13"]);
  });

  it("is not open for one who has left, and still an episode", () => {
    expect(withoutLeave({ marks: { "2026-11-02": O(20) }, left: "2026-11-13" })).toEqual([
      "2026-11-02 to 2026-11-13: 20, reached 2026-11-13",
    ]);
    expect(withoutLeave({ marks: { "2026-11-02": O(20) }, left: "2026-11-13" }, "2026-11-13")).toEqual([
      "2026-11-02 to 2026-11-13: 20, reached 2026-11-13, open",
    ]);
  });

  it.each([
    ["at compulsory age from 31 August", "R", "31/08/2021", ["2026-11-02 to 2026-11-13: 20, reached 2026-11-13"]],
    ["not before 31 December", "R", "01/09/2021", []],
    ["without a date of birth, Year 1", "1", "", ["2026-11-02 to 2026-11-13: 20, reached 2026-11-13"]],
    ["without a date of birth, Reception", "R", "", []],
    ["nursery", "N2", "", []],
  ])("%s", (_, year, born, expected) => {
    expect(withoutLeave({ marks: { "2026-11-02": O(20) }, year, born })).toEqual(expected);
  });

  it("counts from the day on which compulsory age begins, not before", () => {
    const marks = { "2026-12-14": O(28) };
    expect(withoutLeave({ marks, year: "R", born: "31/12/2021" })).toEqual(["2027-01-04 to 2027-01-14: 18"]);
    expect(withoutLeave({ marks: { "2026-12-14": O(30) }, year: "R", born: "31/12/2021" })).toEqual([
      "2027-01-04 to 2027-01-15: 20, reached 2027-01-15",
    ]);
  });
});

const I = (n: number): string => "I".repeat(n);

describe("fifteen school days of illness in a school year", () => {
  it.each<[string, Marks, readonly string[]]>([
    ["fourteen days in a row", { "2026-11-02": I(28) }, ["2026-11-02 to 2026-11-19: 28"]],
    ["fourteen and a half", { "2026-11-02": I(29) }, ["2026-11-02 to 2026-11-20: 29"]],
    ["fifteen", { "2026-11-02": I(30) }, ["2026-11-02 to 2026-11-20: 30, reached 2026-11-20"]],
    ["more", { "2026-11-02": I(34) }, ["2026-11-02 to 2026-11-24: 34, reached 2026-11-20"]],
    [
      "in all: the day of the thirtieth session, and the period to its end",
      { "2026-09-07": I(10), "2026-10-05": I(10), "2026-11-02": I(16) },
      ["2026-09-07 to 2026-11-11: 36, reached 2026-11-06"],
    ],
    [
      "in all, and one more cold is nothing new",
      { "2026-09-07": I(10), "2026-10-05": I(20), "2026-11-02": I(10) },
      ["2026-09-07 to 2026-10-16: 30, reached 2026-10-16"],
    ],
    [
      "a later period of fifteen days is an episode of its own, one of fourteen is none",
      { "2026-09-07": I(30), "2026-10-05": I(28), "2026-11-02": I(30), "2027-01-04": I(29) },
      ["2026-09-07 to 2026-09-25: 30, reached 2026-09-25", "2026-11-02 to 2026-11-20: 30, reached 2026-11-20"],
    ],
    [
      "in a row over Christmas, with days that say nothing",
      { "2026-12-14": `${I(5)}.D##${I(25)}` },
      ["2026-12-14 to 2027-01-19: 30, reached 2027-01-19"],
    ],
    ["medical appointments are not illness", { "2026-11-02": `${I(29)}MMMM` }, ["2026-11-02 to 2026-11-20: 29"]],
    ["none", {}, []],
  ])("%s", (_, marks, expected) => {
    expect(ill({ marks })).toEqual(expected);
  });

  it("begins anew with the school year", () => {
    const ava = { marks: { "2026-07-06": I(20), "2026-09-03": I(12) } };
    expect(ill(ava, "2026-08-31")).toEqual(["2026-07-06 to 2026-07-17: 20, open"]);
    expect(ill(ava)).toEqual(["2026-09-03 to 2026-09-10: 12"]);
  });

  it("a later period that goes on may become one", () => {
    const ava = { marks: { "2026-09-07": I(30), "2026-11-02": I(22) } };
    expect(ill(ava, "2026-11-16")).toEqual([
      "2026-09-07 to 2026-09-25: 30, reached 2026-09-25",
      "2026-11-02 to 2026-11-16: 22, open",
    ]);
    expect(ill(ava, "2026-11-17")).toEqual(["2026-09-07 to 2026-09-25: 30, reached 2026-09-25"]);
  });

  it("counts at compulsory school age only", () => {
    expect(ill({ marks: { "2026-11-02": I(30) }, year: "R", born: "01/09/2021" })).toEqual([]);
    expect(ill({ marks: { "2026-12-14": I(22) }, year: "R", born: "31/12/2021" })).toEqual([
      "2027-01-04 to 2027-01-11: 12",
    ]);
  });
});

describe("a slow recount", () => {
  const days = DAYS.filter((day) => day >= "2026-06-08" && day <= "2026-12-18");
  const mark = fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom("G", "N", "O", "U") },
    { weight: 30, arbitrary: fc.constantFrom(".", "D", "X", "!") },
    { weight: 3, arbitrary: fc.constantFrom("/", "L", "M") },
    { weight: 120, arbitrary: fc.constant("I") },
  );
  /** The same mark for a while, as absences are. */
  const stretches = fc.array(fc.tuple(mark, fc.integer({ min: 1, max: 34 })), { minLength: 8, maxLength: 30 });
  const marksOf = (found: readonly (readonly [string, number])[]): string =>
    found
      .map(([each, n]) => each.repeat(each === "/" || each === "L" || each === "M" ? 1 : n))
      .join("")
      .slice(0, 2 * days.length);

  /** One letter a session as it counts: `x` belongs, `-` ends, nothing for what says nothing. */
  const plainOf = (
    marks: string,
    ours: string,
    since: Day,
  ): readonly { readonly day: string; readonly ends: boolean }[] =>
    days.flatMap((day, i) =>
      [0, 1].flatMap((half) => {
        const own = marks[2 * i + half] ?? "/";
        if (on(day) < since || ".DX!".includes(own)) return [];
        return [{ day, ends: !ours.includes(own) }];
      }),
    );

  /** Stretches between endings, as the days of their sessions. */
  const split = (all: readonly { readonly day: string; readonly ends: boolean }[]): readonly (readonly string[])[] => {
    const found: string[][] = [[]];
    for (const { day, ends } of all) {
      if (ends) found.push([]);
      else found.at(-1)?.push(day);
    }
    return found.filter((each) => each.length > 0);
  };

  it("agrees on ten days, for any register and any day", () => {
    let met = 0;
    fc.assert(
      fc.property(stretches, fc.nat(days.length - 1), (found, last) => {
        const marks = marksOf(found);
        const register = registerOf({ marks: { [days[0] ?? ""]: marks }, days });
        const to = days[last] ?? "";
        const slow = split(plainOf(marks, "GNOU", -Infinity).filter(({ day }) => day <= to)).map((run) => [
          run[0],
          run.at(-1),
          run.length,
          run[19] ?? null,
        ]);
        const fast = unauthorisedEpisodes(register, 0, on(to)).map((each) => [
          isoOf(each.from),
          isoOf(each.to),
          each.sessions,
          each.reached === null ? null : isoOf(each.reached),
        ]);
        if (fast.some(([, , , reached]) => reached !== null)) met++;
        expect(fast).toEqual(slow);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(met).toBeGreaterThan(30);
  });

  it("agrees on fifteen days of illness, for any register and any day", () => {
    let later = 0;
    fc.assert(
      fc.property(stretches, fc.nat(days.length - 1), (found, last) => {
        const marks = marksOf(found);
        const register = registerOf({ marks: { [days[0] ?? ""]: marks }, days });
        const to = days[last] ?? "";
        const since = academicYearOf(on(to));
        const runs = split(plainOf(marks, "I", since).filter(({ day }) => day <= to));
        // Every session with its number in the year; the run of number 30 closes the first episode.
        const sessions = runs.flatMap((run, i) => run.map((day) => ({ day, run: i })));
        const thirtieth = sessions[29];
        const slow =
          thirtieth === undefined
            ? []
            : [
                [sessions[0]?.day, runs[thirtieth.run]?.at(-1), thirtieth.day],
                ...runs
                  .filter((run, i) => i > thirtieth.run && run.length >= 30)
                  .map((run) => [run[0], run.at(-1), run[29]]),
              ];
        const fast = illnessEpisodes(register, 0, on(to))
          .filter(({ reached }) => reached !== null)
          .map((each) => [isoOf(each.from), isoOf(each.to), isoOf(each.reached ?? 0)]);
        if (fast.length > 1) later++;
        expect(fast).toEqual(slow);
      }),
      { numRuns: 150, seed: 8 },
    );
    expect(later).toBeGreaterThan(3);
  });
});
