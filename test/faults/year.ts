/** A school year in an office, week by week: what the MIS exports, what is run and what is written down, by a seed. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chance, pick, randomOf, type Random } from "../../src/demo/random.ts";
import { isoOf, mondayOf, type Day } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { logLines } from "./faults.ts";

/** A command of a day. `isDone`: whether the log has it already, at which a person looks before doing it again. */
export interface Command {
  readonly args: readonly string[];
  readonly isDone?: (folder: string) => boolean;
}

/** One thing after another; `together` are two commands of two people at once. `office` changes files by hand. */
export type Step = { readonly day: string } & (
  | { readonly command: Command }
  | { readonly together: readonly [Command, Command] }
  | { readonly office: (folder: string) => void }
);

/** One row of an export, with its day and session: `A999…,Bagshaw,Harley,Acorns,03/09/2025,AM,/,,`. */
interface Row {
  readonly text: string;
  readonly upn: string;
  readonly day: Day;
  readonly isMorning: boolean;
}

interface Marks {
  readonly heading: string;
  /** By the name of the half-term's file. */
  readonly terms: ReadonlyMap<string, readonly Row[]>;
}

/** Of five pupils of the school, three stay: a year is long. */
function makeSmall(place: string): ReadonlySet<string> {
  const file = path.join(place, "pupils.csv");
  const [heading = "", ...lines] = readFileSync(file, "utf8").trimEnd().split(/\r?\n/);
  const kept = lines.filter((_, i) => i % 5 < 3);
  writeFileSync(file, `${[heading, ...kept].join("\n")}\n`);
  return new Set(kept.map((line) => line.slice(0, line.indexOf(","))));
}

/** Takes the year's registers out of a school folder: they come back week by week. */
export function takeMarks(folder: string): Marks {
  const place = path.join(folder, "exports");
  const pupils = makeSmall(place);
  const names = readdirSync(place).filter((name) => name.startsWith("register-"));
  let heading = "";
  const terms = new Map(
    names.map((name) => {
      const [first = "", ...lines] = readFileSync(path.join(place, name), "utf8").trimEnd().split(/\r?\n/);
      heading = first;
      rmSync(path.join(place, name));
      return [name, lines.map(rowOf).filter(({ upn }) => pupils.has(upn))];
    }),
  );
  return { heading, terms: new Map([...terms].toSorted(([, [a]], [, [b]]) => (a?.day ?? 0) - (b?.day ?? 0))) };
}

function rowOf(text: string): Row {
  const [upn = "", , , , date = "", session] = text.split(",");
  return { text, upn, day: on(date.split("/").toReversed().join("-")), isMorning: session === "AM" };
}

/** Ways in which an office keeps its exports; which rows there are is the same in each. */
const WAYS = ["by half-term", "renamed", "overlapping", "whole year", "old ones put away"] as const;

/** What is in `exports/` on a morning: all before it, and the marks of that morning. */
function exportsOn({ terms }: Marks, day: Day, way: (typeof WAYS)[number]): ReadonlyMap<string, readonly Row[]> {
  const isThere = (row: Row): boolean => row.day < day || (row.day === day && row.isMorning);
  const files = [...terms]
    .map(([name, rows]) => [name, rows.filter(isThere)] as const)
    .filter(([, rows]) => rows.length);
  const all = files.flatMap(([, rows]) => rows);
  const [first, last] = [files[0], files.at(-1)];
  switch (way) {
    case "by half-term":
      return new Map(files);
    case "renamed":
      return new Map([...files.slice(0, -1), [`Attendance Export (${isoOf(day)}).CSV`, last?.[1] ?? []]]);
    case "overlapping":
      return new Map([...files, ["last-fortnight.csv", all.filter((row) => row.day > day - 14)]]);
    case "whole year":
      return new Map([
        [first?.[0] ?? "", first?.[1] ?? []],
        ["year.csv", all],
      ]);
    case "old ones put away":
      return new Map(files.map(([name, rows], i) => [i < files.length - 1 ? `old/${name}` : name, rows]));
  }
}

/** Only what is another file than before is touched. */
function putExports(folder: string, heading: string, files: ReadonlyMap<string, readonly Row[]>): void {
  const place = path.join(folder, "exports");
  const stays = new Set(["pupils.csv", "contacts.csv", ...files.keys()]);
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !stays.has(path.relative(place, full).replaceAll("\\", "/"))) rmSync(full);
  }
  for (const [name, rows] of files) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), `${[heading, ...rows.map(({ text }) => text)].join("\n")}\n`);
  }
}

/** All that happens in the year of these marks, in order. Every deed has a note that no other has, to be found by. */
export function yearOf(marks: Marks, seed: number): { readonly weeks: number; readonly steps: readonly Step[] } {
  const random = randomOf(seed, "year");
  const terms = [...marks.terms.values()];
  const days = new Set(terms.flat().map(({ day }) => day));
  const ends = new Set(terms.map((rows) => mondayOf(rows.at(-1)?.day ?? 0)));
  const mondays = [...new Set([...days].map(mondayOf))].toSorted((a, b) => a - b);
  const notes = { next: 1 };
  const upnsOn = (day: Day): readonly string[] => [
    ...new Set(terms.flat().flatMap((row) => (row.day < day && row.day > day - 28 ? [row.upn] : []))),
  ];
  const steps = mondays.slice(1).flatMap((monday, i) => {
    const week = { random, marks, monday, number: i + 1, isLast: ends.has(monday), upns: upnsOn(monday), notes };
    return weekOf(week);
  });
  return { weeks: mondays.length - 1, steps };
}

interface Week {
  readonly random: Random;
  readonly marks: Marks;
  readonly monday: Day;
  readonly number: number;
  /** Of a half-term. */
  readonly isLast: boolean;
  readonly upns: readonly string[];
  readonly notes: { next: number };
}

function weekOf(week: Week): readonly Step[] {
  const { random, marks, monday, number, isLast } = week;
  const on_ = (offset: number): string => isoOf(monday + offset);
  const way = pick(random, WAYS);
  const fed = (offset: number): Step => ({
    day: on_(offset),
    office: (folder) => {
      putExports(folder, marks.heading, exportsOn(marks, monday + offset, way));
    },
  });
  const runs = (offset: number, ...args: readonly string[]): Step => ({ day: on_(offset), command: { args } });
  const deeds = (offset: number, command: Command): Step => ({ day: on_(offset), command });
  const steps: Step[] = [fed(0)];
  const weekly = { args: ["weekly"] };
  const daily = { args: ["daily", "--unattended", "--planned", "Mon-Fri 09:15"] };
  if (number % 8 === 3) steps.push({ day: on_(0), together: [weekly, daily] });
  else steps.push(deeds(0, weekly), deeds(0, daily));
  const one = oneDeed(week, on_(1));
  if (number % 8 === 5) steps.push({ day: on_(1), together: [one, oneDeed(week, on_(1))] });
  // Which of two at once was the last is not known, so none of them is taken back.
  else steps.push(deeds(1, one), ...(chance(random, 0.25) ? [deeds(1, takenBack(one))] : []));
  if (number % 2 === 1) steps.push(fed(2), runs(2, "daily"));
  const many = manyDeeds(week, on_(3));
  steps.push({ day: on_(3), office: many.prepare }, deeds(3, many.command));
  if (isLast) {
    const issue = { args: ["letters", "--term", "--issue"] };
    steps.push(fed(3), runs(3, "letters", "--term"));
    steps.push(number % 2 === 0 ? { day: on_(3), together: [issue, noteOf(week)] } : deeds(3, issue));
    steps.push(runs(4, "letters", "--term", "--issue"), runs(4, "check", "--log"));
  }
  const now = ["due", "trends", "check", "purge --older-than 1y", "returns", "purge --older-than 1y --yes"];
  steps.push(runs(4, ...(now[number % now.length] ?? "").split(" ")));
  if (number % 4 === 1) steps.push(deeds(4, sent(pick(random, ["starters", "sickness", "leavers"]), on_(4))));
  if (number % 9 === 7) {
    const office = (folder: string): void => {
      rmSync(path.join(folder, "output"), { recursive: true, force: true });
    };
    steps.push({ day: on_(5), office });
  }
  return steps;
}

const KINDS = [
  ["talk"],
  ["call", "--outcome", "reached"],
  ["call", "--outcome", "no-answer"],
  ["message", "--outcome", "sent"],
  ["meeting", "--outcome", "held"],
] as const;

interface Deed extends Command {
  readonly note: string;
}

function oneDeed(week: Week, day: string): Deed {
  const [kind, ...more] = pick(week.random, KINDS);
  return noted(week, [kind, pick(week.random, week.upns), ...more, "--by", "Mrs Marsh", "--day", day]);
}

/** What no letter and no list depends on. */
function noteOf(week: Week): Command {
  return noted(week, ["note", pick(week.random, week.upns), "--by", "Mr Fenn"]);
}

function noted({ notes }: Week, args: readonly string[]): Deed {
  const note = `Soak ${String(notes.next++)}.`;
  return { note, args: ["log", ...args, "--note", note], isDone: (folder) => idOf(folder, note) !== null };
}

function idOf(folder: string, note: string): unknown {
  return logLines(folder).find((line) => line["note"] === note)?.["id"] ?? null;
}

/** The deed before this one was a mistake. */
function takenBack(deed: Deed): Command {
  return {
    args: ["log", "--undo"],
    isDone: (folder) => logLines(folder).some(({ corrects }) => corrects === idOf(folder, deed.note)),
  };
}

/** A table of calls, that may be taken in twice. */
function manyDeeds(
  { random, upns, notes }: Week,
  day: string,
): { readonly prepare: (folder: string) => void; readonly command: Command } {
  const rows = [1, 2, 3].map(() => {
    const outcome = pick(random, ["reached", "no-answer", ""]);
    const note = outcome === "" ? "" : `Soak ${String(notes.next++)}.`;
    return [day, "call", pick(random, upns), outcome, "Office", note].join(",");
  });
  const text = ["Date,Kind,UPN,Outcome,By,Notes", ...rows, ""].join("\n");
  const prepare = (folder: string): void => {
    writeFileSync(path.join(folder, "calls.csv"), text);
  };
  return { prepare, command: { args: ["log", "--from", "calls.csv"] } };
}

function sent(list: string, day: string): Command {
  return {
    args: ["returns", list, "--sent", "--by", "Office"],
    isDone: (folder) => logLines(folder).some((line) => line["return"] === list && line["day"] === day),
  };
}
