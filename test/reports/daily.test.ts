/** The first-hour check: which registers, whom to ring in which order and by which number, lates, reasons that are due. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubtOf } from "../../src/reports/daily/lates.ts";
import { dayState } from "../../src/reports/daily/today.ts";
import { openTooLong } from "../../src/reports/daily/words.ts";
import { CODES } from "../../src/register/codes.ts";
import { upnOf } from "../laws/schools.ts";
import { CALENDAR, checkOf, FRIDAY, KIT, lastDays, schoolOn, type Morning, type Pupil } from "./morning.ts";

const today = (mark: string): Readonly<Record<string, string>> => ({ [FRIDAY]: mark });
const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);

describe("the day", () => {
  const state = (asAt: string, more: Partial<Morning> = {}): ReturnType<typeof dayState> =>
    dayState(schoolOn({ pupils: [KIT], asAt, ...more }));

  it.each([
    [FRIDAY, "open", ""],
    ["2026-11-21", "closed", "Saturday 21 November 2026 is no school day."],
    ["2026-11-23", "not-exported", "The exports end on Friday 20 November 2026"],
    ["2026-11-27", "closed", "as attend.yaml says"],
    ["2026-12-21", "closed", "in no half-term of attend.yaml"],
  ])("%s is %s", (asAt, is, words) => {
    const found = state(asAt);
    expect(found.is).toBe(is);
    if (found.is !== "open") expect(found.why).toContain(words);
  });

  it("is not exported yet while every mark of it is blank", () => {
    expect(state(FRIDAY, { pupils: [{ ...KIT, marks: today("..") }] }).is).toBe("not-exported");
  });

  it("is closed when the exports mark it with #", () => {
    const found = state(FRIDAY, { pupils: [{ ...KIT, marks: today("##") }] });
    expect(found).toMatchObject({ is: "closed", why: expect.stringContaining("#") as string });
  });

  it("is a weekday like any other when the calendar says nothing of the year", () => {
    expect(state("2026-11-23", { config: "" }).is).toBe("not-exported");
    expect(state("2026-12-21", { config: "" }).is).toBe("not-exported");
  });
});

describe("registers", () => {
  const pupils: readonly Pupil[] = [
    KIT,
    { name: "Ava Adams", class: "Elm", marks: today(".") },
    { name: "Ben Dunn", class: "Elm", marks: today(".") },
  ];

  it("are not taken when nobody of a class has a mark in a session in which others have", () => {
    const { notTaken, noMark, numbers } = checkOf({ pupils });
    expect(notTaken).toEqual([{ class: "Elm", half: "AM", pupils: 2 }]);
    expect(noMark).toEqual([]);
    expect(numbers).toMatchObject({ onRoll: 3, inSchool: 1, noMark: 2 });
  });

  it("are taken, with somebody to look for, when one child of the class has a mark", () => {
    const { notTaken, noMark } = checkOf({ pupils: [...pupils, { name: "Eve Ellis", class: "Elm" }] });
    expect(notTaken).toEqual([]);
    expect(noMark.map(({ name, what }) => [name, what])).toEqual([
      ["Ava Adams", "no mark"],
      ["Ben Dunn", "no mark"],
    ]);
  });

  it("of the afternoon wait until somebody has a mark in it", () => {
    const blank = [KIT, { name: "Ava Adams", class: "Elm", marks: today("/.") }];
    expect(checkOf({ pupils: blank }).notTaken).toEqual([]);
    expect(checkOf({ pupils: blank, afternoon: true }).notTaken).toEqual([{ class: "Elm", half: "PM", pupils: 1 }]);
  });

  it.each([
    ["it had marks a week ago", "/.", 1],
    ["it does not come on that day", "..", 0],
  ])("of the nursery count when %s", (_, lastWeek, found) => {
    const wilf = { name: "Wilf", class: "Acorns", year: "N2", marks: { ...today(".."), "2026-11-13": lastWeek } };
    expect(checkOf({ pupils: [KIT, wilf] }).notTaken).toHaveLength(found);
  });

  it("name a child whose mark nobody can read", () => {
    const { noMark } = checkOf({
      pupils: [KIT, { name: "Ava Adams", marks: today("?/") }, { name: "Ed", marks: today("9") }],
    });
    expect(noMark.find(({ name }) => name === "Ed")?.what).toBe("the code 9, which nobody knows");
  });
});

describe("who is to be rung", () => {
  const rung = (mark: string, afternoon = false): readonly [number, number] => {
    const { toRing, cameLater } = checkOf({ pupils: [KIT, { name: "Ava Adams", marks: today(mark) }], afternoon });
    return [toRing.length, cameLater.length];
  };

  it.each(CODES.map(({ code }) => code).filter((code) => code.length === 1))(
    "of the codes N and O alone: %s",
    (code) => {
      expect(rung(code)[0]).toBe(code === "N" || code === "O" ? 1 : 0);
    },
  );

  it.each([
    ["N\\", 0, 1, "came at noon"],
    ["NU", 0, 1, "came after the afternoon register"],
    ["/N", 1, 0, "went at noon"],
    ["NI", 0, 0, "has a reason by now"],
    ["ND", 0, 0, "is at another school by now"],
    ["N.", 1, 0, "has no mark of the afternoon yet"],
    ["IN", 1, 0, "ill in the morning, and nobody knows in the afternoon"],
  ])("%s rings %i and asks %i: %s", (marks, toRing, cameLater) => {
    expect(rung(marks, true)).toEqual([toRing, cameLater]);
  });

  it("every count adds up to those on roll, whatever the marks", () => {
    const mark = fc.constantFrom("/", "L", "U", "N", "O", "I", "G", "D", "X", ".", "V");
    fc.assert(
      fc.property(fc.array(fc.tuple(mark, mark), { minLength: 1, maxLength: 6 }), (marks) => {
        const pupils = marks.map(([am, pm], n) => ({ name: `Pupil ${String(n)}`, marks: today(am + pm) }));
        const check = checkOf({ pupils: [{ ...KIT, class: "Elm" }, ...pupils], afternoon: true });
        const { onRoll, ...parts } = check.numbers;
        expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(onRoll);
        expect(onRoll).toBe(pupils.length + 1);
        expect(check.toRing.length + check.reached.length).toBe(parts.withoutReason);
        expect([...check.toRing, ...check.daily].map(({ order }) => order)).toEqual(
          [...check.toRing, ...check.daily].map((_, i) => i + 1),
        );
      }),
      { numRuns: 150 },
    );
  });

  const ava = { name: "Ava Adams", marks: lastDays(2) };
  const olga = { name: "Olga Ord", marks: lastDays(2, "OO") };
  it.each([
    ["nobody reached them", ava, { kind: "call", outcome: "no-answer", day: FRIDAY }, 1, 0],
    ["they were reached today", ava, { kind: "call", outcome: "reached", day: FRIDAY }, 0, 1],
    [
      "they were reached yesterday, and the N waits still",
      ava,
      { kind: "call", outcome: "reached", day: "2026-11-19" },
      1,
      0,
    ],
    ["O: nobody reached them", olga, { kind: "call", outcome: "left-message", day: "2026-11-19" }, 1, 0],
    ["O: they were reached since it began", olga, { kind: "talk", day: "2026-11-19" }, 0, 0],
    ["O: they were reached before it began", olga, { kind: "talk", day: "2026-11-18" }, 1, 0],
    ["O: they were reached today", olga, { kind: "talk", day: FRIDAY }, 0, 1],
  ])("%s", (_, pupil, deed, toRing, reached) => {
    // A long year, so that two days make nobody persistent.
    const check = checkOf({ pupils: [KIT, pupil], from: "2026-09-03", log: [{ who: "1", ...deed }] });
    expect([check.toRing.length, check.reached.length, check.daily.length]).toEqual([toRing, reached, 0]);
  });
});

describe("the order in which to ring", () => {
  const log = [
    { who: "1", kind: "need", need: "hold-phone-first", day: "2026-11-02", note: "bereavement" },
    { who: "1", kind: "call", outcome: "reached", day: "2026-11-03", by: "Miss Lark", note: "secret words" },
    { who: "2", kind: "need", need: "mental-health", day: "2026-11-02" },
  ];
  const pupils: readonly Pupil[] = [
    { name: "Zed First", class: "1", year: "1", marks: today("N") },
    { name: "Held Child", class: "5", year: "5", marks: today("N") },
    { name: "Need Child", class: "6", year: "6", marks: today("N") },
    { name: "Two Days", class: "6", year: "6", marks: lastDays(2) },
    { name: "Foster Child", class: "3", year: "3", marks: today("N"), lookedAfter: true },
    { name: "Adam First", class: "1", year: "1", marks: today("N") },
    { name: "Away Long", class: "6", year: "6", marks: lastDays(3) },
    { ...KIT, class: "1", year: "1" },
    ...["3", "5", "6"].map((year) => ({ name: `In ${year}`, class: year, year })),
  ];
  const check = checkOf({ pupils, log, from: "2026-09-03" });

  it("is care, Intensive and above by days, the second day, then the class", () => {
    expect(names(check.toRing)).toEqual([
      "Foster Child",
      "Held Child",
      "Away Long",
      "Need Child",
      "Two Days",
      "Adam First",
      "Zed First",
    ]);
    expect(check.toRing.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("says that a child needs care, and never why", () => {
    const held = check.toRing.filter(({ care }) => care);
    expect(names(held)).toEqual(["Foster Child", "Held Child"]);
    expect(held[1]?.last).toEqual({
      day: "2026-11-03",
      kind: "call",
      outcome: "reached",
      by: "Miss Lark",
      words: null,
    });
    expect(JSON.stringify(check)).not.toMatch(/bereavement|secret|hold-phone|looked/i);
  });

  it.each([
    ["", ["Pastoral Lead", "Pastoral Lead", "School office"]],
    [
      "people:\n  - { role: Designated Safeguarding Lead, name: Mrs Marsh }\n  - { role: Pastoral Lead, name: Miss Lark }\npolicy:\n  rows: { A8: { owner: Mr Fenn } }\n",
      ["Designated Safeguarding Lead (Mrs Marsh)", "Pastoral Lead (Miss Lark)", "Mr Fenn"],
    ],
  ])("says who rings: %#", (people, [care, intensive, rest]) => {
    const { toRing } = checkOf({ pupils, log, from: "2026-09-03", config: CALENDAR + people });
    const rings = (name: string): string | undefined => toRing.find((each) => each.name === name)?.rings;
    expect([rings("Held Child"), rings("Away Long"), rings("Adam First")]).toEqual([care, intensive, rest]);
  });
});

describe("days without contact", () => {
  const away = (days: number, log: Morning["log"] = []): ReturnType<typeof checkOf>["toRing"][number] | undefined =>
    checkOf({ pupils: [KIT, { name: "Ava Adams", marks: lastDays(days) }], from: "2026-09-03", log }).toRing[0];

  it.each([
    [1, 1, "2026-11-20", false],
    [2, 2, "2026-11-19", false],
    [3, 3, "2026-11-18", true],
    [6, 6, "2026-11-13", true],
  ])("%i of them", (days, without, since, asksMore) => {
    const call = away(days);
    expect([call?.days, call?.daysWithoutContact, call?.since]).toEqual([days, without, since]);
    expect(call?.noContact !== null).toBe(asksMore);
  });

  it("on the third a letter, a visit and the safeguarding lead are due, until the log has them", () => {
    expect(away(3)?.noContact).toEqual({
      letter: "held",
      letterSent: null,
      command: `attend letters --kind no-contact --pupil ${upnOf(1)}`,
      visit: null,
      reported: null,
    });
    const log = [
      { who: "1", kind: "visit", outcome: "no-answer", day: "2026-11-19" },
      { who: "1", kind: "concern", "reported-to": "DSL", reference: "7", day: "2026-11-19" },
      { who: "1", kind: "letter", letter: "no-contact", occasion: "run from 2026-11-18", day: FRIDAY },
    ];
    expect(away(3, log)?.noContact).toMatchObject({
      letter: "sent",
      letterSent: FRIDAY,
      visit: { day: "2026-11-19", outcome: "no answer" },
      reported: "2026-11-19",
    });
    const before = log.map((deed) => ({ ...deed, day: "2026-11-17", occasion: "run from 2026-11-10" }));
    expect(away(3, before)?.noContact).toMatchObject({ visit: null, reported: null });
  });

  it("begin again after the family was reached, though the reason still waits", () => {
    const call = away(4, [{ who: "1", kind: "call", outcome: "reached", day: "2026-11-18" }]);
    expect([call?.days, call?.daysWithoutContact, call?.noContact]).toEqual([4, 2, null]);
  });
});

describe("numbers to ring", () => {
  const numbers = (
    ...contacts: NonNullable<Pupil["contacts"]>
  ): ReturnType<typeof checkOf>["toRing"][number] | undefined =>
    checkOf({ pupils: [KIT, { name: "Ava Adams", marks: today("N"), contacts }] }).toRing[0];
  const mum = { Priority: "1", Title: "Mrs", Forename: "Helen", Surname: "Adams", Telephone: "07700 900001" };
  const dad = { Priority: "2", Title: "Mr", Forename: "Tom", Surname: "Adams", Telephone: "07700 900002" };

  it("are in order of priority, whatever the order of the rows, and say the language", () => {
    const found = numbers({ ...dad, Language: "Polish" }, { ...mum, Relationship: "Mother", Language: "English" });
    expect(found?.people).toEqual([
      { name: "Mrs Helen Adams", relationship: "Mother", phones: ["07700 900001"], language: null },
      { name: "Mr Tom Adams", relationship: null, phones: ["07700 900002"], language: "Polish" },
    ]);
  });

  it("are there for people without parental responsibility too, and once for one person", () => {
    const gran = { Priority: "3", Forename: "Joan", Surname: "Adams", "Parental Responsibility": "N" };
    const found = numbers(mum, { ...mum, Telephone: "+44 7700 900001" }, { ...mum, Telephone: "01632 960001" }, gran);
    expect(found?.people.map(({ phones }) => phones)).toEqual([["07700 900001", "01632 960001"], []]);
  });

  it.each([
    ["a court order", { "Court Order": "Y" }],
    ["no correspondence", { Correspondence: "N" }],
  ])("are never those of somebody with %s, in any of their rows", (_, flag) => {
    const found = numbers(mum, dad, { ...dad, ...flag, Telephone: "01632 960009" });
    expect(found?.people.map(({ name }) => name)).toEqual(["Mrs Helen Adams"]);
    expect(found?.notToRing).toBe(1);
    expect(JSON.stringify(found)).not.toMatch(/Tom|900002|960009/);
  });

  it("leave out a number that is also that of somebody who may not be contacted", () => {
    const found = numbers(
      { ...mum, Telephone: "01632 960009" },
      { ...dad, "Court Order": "Y", Telephone: "01632960009" },
    );
    expect(found?.people[0]?.phones).toEqual([]);
  });
});

describe("beside a call", () => {
  it("stand the last attempt with its first words, and the siblings with where they are", () => {
    const { toRing } = checkOf({
      pupils: [
        { name: "Ava Adams", marks: today("N"), family: "F1" },
        { name: "Ben Adams", marks: today("N"), family: "F1" },
        { name: "Cat Adams", marks: today("I"), family: "F1" },
        { name: "Dan Adams", family: "F1" },
        KIT,
      ],
      log: [
        { who: "0", kind: "call", outcome: "reached", day: "2026-11-10", note: "old" },
        {
          who: "0",
          kind: "call",
          outcome: "no-answer",
          day: "2026-11-12",
          by: "Miss Lark",
          note: "one two three four five six seven eight nine ten eleven",
        },
        { who: "0", kind: "letter", letter: "lateness", day: "2026-11-13" },
      ],
      from: "2026-09-03",
    });
    const [ava] = toRing;
    expect(ava?.last).toEqual({
      day: "2026-11-12",
      kind: "call",
      outcome: "no answer",
      by: "Miss Lark",
      words: "one two three four five six seven eight nine ten …",
    });
    expect(ava?.siblings.map(({ name, presence, meaning }) => [name, presence, meaning])).toEqual([
      ["Ben Adams", "no-reason", "Reason for absence not yet established"],
      ["Cat Adams", "reason", "Illness"],
      ["Dan Adams", "in", "Present (morning)"],
    ]);
  });
});

describe("those to be contacted daily", () => {
  const marks = { ...lastDays(4, "II"), [FRIDAY]: "I" };
  const ill = { name: "Ill Child", marks };
  it.each([
    ["at Intensive need, also with a reason", ill, [], [1, 0]],
    ["not at a lower tier", { name: "Ill Today", marks: today("I") }, [], [0, 0]],
    ["not once they were tried today", ill, [{ who: "1", kind: "call", outcome: "no-answer", day: FRIDAY }], [0, 1]],
    [
      "still, when they were tried yesterday",
      ill,
      [{ who: "1", kind: "call", outcome: "reached", day: "2026-11-19" }],
      [1, 0],
    ],
    ["not from the nursery", { ...ill, year: "N2" }, [], [0, 0]],
    ["not when they are in school", { name: "Back Again", marks: { ...marks, [FRIDAY]: "/" } }, [], [0, 0]],
  ] as const)("%s", (_, pupil, log, expected) => {
    const check = checkOf({ pupils: [KIT, pupil], log });
    expect([check.daily.length, check.dailyDone.length]).toEqual(expected);
    expect(check.toRing).toEqual([]);
  });
});

describe("lates", () => {
  it.each([
    ["L", 15, false],
    ["L", 16, true],
    ["U", 15, false],
    ["U", 14, true],
    ["/", 1, true],
  ])("%s at %i minutes after the gates, with registers that close after 15: doubted %s", (code, minutes, doubted) => {
    expect(doubtOf(code, minutes, { openMinutes: 15 }) !== null).toBe(doubted);
  });

  it("have the time of arrival, and the lates of the half-term", () => {
    const { lates } = checkOf({
      pupils: [
        KIT,
        { name: "Late Child", marks: { "2026-11-16": "L\\", ...today("L") }, minutes: "22" },
        { name: "No Minutes", marks: today("U") },
      ],
    });
    expect(lates).toMatchObject([
      {
        name: "Late Child",
        code: "L",
        minutes: 22,
        arrived: "09:07",
        halfTerm: 2,
        doubt: expect.stringContaining("U?") as string,
      },
      { name: "No Minutes", code: "U", minutes: null, arrived: null, halfTerm: 1, doubt: null },
    ]);
  });

  it.each([
    ["09:15", null],
    ["09:16", "31 minutes after 08:45"],
  ])("registers that close at %s: %s", (close, words) => {
    const check = checkOf({
      pupils: [KIT],
      config: `${CALENDAR}day: { gates-close: "08:45", registers-close: "${close}" }\n`,
    });
    const said = openTooLong(check);
    if (words === null) expect(said).toBeNull();
    else expect(said).toContain(words);
  });
});

describe("reasons that are due", () => {
  it.each([
    ["2026-11-12", "overdue"],
    ["2026-11-13", "today"],
    ["2026-11-16", "tomorrow"],
    ["2026-11-17", null],
  ])("an N of %s is %s on Friday 20 November", (day, when) => {
    const { reasons } = checkOf({ pupils: [KIT, { name: "Ava Adams", marks: { [day]: "NN" } }] });
    expect(reasons.map((each) => [each.when, each.sessions])).toEqual(when === null ? [] : [[when, 2]]);
  });

  it("tomorrow is the next school day, over a closed day", () => {
    // From Thursday 26 November the next school day is Monday 30 November.
    const marks = { "2026-11-20": "NN", "2026-11-23": "NN", "2026-11-24": "NN" };
    const { reasons } = checkOf({
      pupils: [KIT, { name: "Ava Adams", marks }],
      to: "2026-11-26",
      asAt: "2026-11-26",
      afternoon: true,
    });
    expect(reasons.map((each) => [each.oldest, each.when])).toEqual([["2026-11-20", "tomorrow"]]);
  });
});
