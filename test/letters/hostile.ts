/** Generated schools whose pupils have every kind of name, every number of sessions and every kind of deed. */
import { readSchool, type School } from "../../src/flow.ts";
import { dayFromIso, isoOf, isWeekend, ukOf, type Day } from "../../src/register/day.ts";

/** Forename and surname. Some have one word, some sixty letters, some what Markdown, HTML or CSV could stumble over. */
export const NAMES: readonly (readonly [string, string])[] = [
  ["Ava", "Adams"],
  ["Madonna", ""],
  ["D'Arcy", "O'Dowd"],
  ["Anne-Marie", "Lloyd-Jones Price Hughes"],
  ["Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren", "Featherstonehaughcholmondeley"],
  ["*Al*", "_Bo_"],
  ["<script>alert(1)</script>", "& Sons"],
  ["[link](http)", "`tick`"],
  ["{curly}", "#hash"],
  ["محمد", "الأحمد"],
  ["Siân", "Llywelyn ap Gruffydd"],
  ["অনন্যা", "চট্টোপাধ্যায়"],
  ["Zoë", "Ægir"],
  ["Łukasz", "Żółć"],
  ["=1+1", "-Minus"],
  ["Jo | Pipe", "Cell"],
  ["明", "王"],
  ["Null", "True"],
  ["A\u202Eba", "Override"],
  ["X", "Y"],
];

const TODAY = dayFromIso("2026-12-18") ?? 0;
const FIRST = dayFromIso("2026-09-03") ?? 0;

/** Small, fast and the same everywhere. */
function random(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ABSENT = ["I", "I", "I", "M", "O", "O", "N", "G", "U", "C", "-", "E"];

export function hostileSchool(seed: number, pupils: number): School {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const days: Day[] = [];
  for (let day = FIRST; day < TODAY; day++) {
    const holiday = day > (dayFromIso("2026-10-23") ?? 0) && day < (dayFromIso("2026-11-02") ?? 0);
    if (!isWeekend(day) && !holiday) days.push(day);
  }
  const people = ["UPN,Surname,Forename,Year Group,Reg Group,Entry Date,SEN Status"];
  const marks = ["UPN,Date,AM,PM,Minutes Late"];
  const contacts = [
    "UPN,Priority,Title,Forename,Surname,Relationship,Parental Responsibility,Correspondence,Address Line 1,Town,Postcode",
  ];
  const log: string[] = [];
  for (let i = 0; i < pupils; i++) {
    const id = `P${String(seed)}-${String(i)}`;
    const [forename, surname] = NAMES[i % NAMES.length] ?? ["A", "B"];
    const joined = next() < 0.1 ? Math.floor(next() * days.length) : 0;
    people.push(
      [
        id,
        quoted(surname),
        quoted(forename),
        `Year ${String(1 + (i % 6))}`,
        pick(["5/6", "", "Oak & Ash", "<b>"]),
        ukOf(days[joined] ?? FIRST),
        pick(["N", "N", "K", "E"]),
      ].join(","),
    );
    const parent = NAMES[(i * 7 + seed) % NAMES.length] ?? ["A", "B"];
    contacts.push(
      [
        id,
        "1",
        pick(["Mrs", "Mr", "", "Dr"]),
        quoted(parent[0]),
        quoted(parent[1]),
        "Mother",
        "Y",
        "Y",
        quoted(`${String(i)} A Lane`),
        "Nowhere",
        "ZZ99 1AA",
      ].join(","),
    );
    const away = next() < 0.35 ? 0 : next() ** 3;
    const late = next() < 0.7 ? 0 : next() * 0.4;
    const run = next() < 0.05 ? 4 : 0;
    days.slice(joined).forEach((day, at, all) => {
      const half = (present: string): string => {
        if (at >= all.length - run) return "N";
        if (next() < away) return pick(ABSENT);
        return next() < late ? "L" : present;
      };
      const minutes = next() < 0.8 ? String(1 + Math.floor(next() * 90)) : "";
      marks.push([id, ukOf(day), half("/"), half("\\"), minutes].join(","));
    });
    if (next() < 0.3) log.push(...deeds(id, next, i));
  }
  const text = (rows: readonly string[]) => ({ read: (): Uint8Array => Buffer.from(rows.join("\n"), "utf8") });
  return readSchool(
    {
      config: CONFIG,
      exports: [
        { path: "exports/contacts.csv", ...text(contacts) },
        { path: "exports/pupils.csv", ...text(people) },
        { path: "exports/register.csv", ...text(marks) },
      ],
      log: `${log.join("\n")}\n`,
    },
    TODAY,
  );
}

const CONFIG = `
school: { name: "St <Ann> & *Jo*", phone: "01632 960100", email: office@example.org, local-authority: Fallowshire County Council }
calendar:
  half-terms:
    - { name: Autumn 1, from: 2026-09-03, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
people:
  - { role: Headteacher, name: Mrs Marsh }
  - { role: Pastoral Lead, name: Miss Lark, phone: "01632 960101" }
`;

/** One deed of each kind that calls for a letter, by turns; dates are ISO. */
function deeds(pupil: string, next: () => number, i: number): readonly string[] {
  const ago = (days: number): string => isoOf(TODAY - days);
  const ahead = (days: number): string => isoOf(TODAY + days);
  const kinds: readonly Readonly<Record<string, unknown>>[] = [
    { kind: "leave-decision", day: ago(3), outcome: "granted", from: ahead(5), to: ahead(5) },
    {
      kind: "leave-decision",
      day: ago(3),
      outcome: "part",
      from: ahead(5),
      to: ahead(9),
      "granted-from": ahead(5),
      "granted-to": ahead(6),
    },
    { kind: "leave-decision", day: ago(3), outcome: "part", from: ahead(5), to: ahead(9) },
    { kind: "leave-decision", day: ago(3), outcome: "declined", from: ahead(5), to: ahead(9), reason: "*Disney*" },
    {
      kind: "panel",
      day: ago(3),
      outcome: "planned",
      on: ahead(8),
      time: "9.15am",
      place: "in the library",
      with: ["Mrs Marsh", "Miss Lark"],
    },
    { kind: "panel", day: ago(2), outcome: "planned" },
    { kind: "panel", day: ago(40), outcome: "held", plan: "A *quiet* start.", review: ahead(2) },
    { kind: "panel", day: ago(5), outcome: "held" },
    { kind: "meeting", day: ago(2), outcome: "missed" },
    { kind: "meeting", day: ago(2), outcome: "planned", on: ahead(4), time: "3pm" },
    { kind: "evidence", day: ago(4), outcome: "accepted" },
    { kind: "sign-off", day: ago(1) },
    { kind: "need", day: ago(60), need: "part-time-timetable", from: ago(60) },
    { kind: "need", day: ago(9), need: "missing-education", from: ago(9) },
    { kind: "talk", day: ago(6) },
  ];
  const chosen = kinds[Math.floor(next() * kinds.length)] ?? {};
  return [JSON.stringify({ id: `${pupil}-${String(i)}`, v: 1, pupil, by: "Miss Lark", ...chosen })];
}
