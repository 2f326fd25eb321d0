/** An invented village school as a folder of files: the same options give the same bytes, on any machine and any day. */
import { isoOf, type Day } from "../register/day.ts";
import { CAST, type RoleName } from "./cast.ts";
import { inventChildren, type Child } from "./children.ts";
import { contactsCsv, pupilsCsv, registerCsv } from "./exports.ts";
import { OFFICE, SCHOOL } from "./names.ts";
import { pastOf, type Past } from "./past.ts";
import { readmeOf, type ToldStory } from "./readme.ts";
import { inventRegister, untakenBy } from "./register.ts";
import { STORIES } from "./stories.ts";
import { DEPUTY, HEAD, PASTORAL, type Planted, type PlantedDeed } from "./story.ts";
import { inventYear, type DemoHalfTerm } from "./terms.ts";

export interface DemoFile {
  /** Relative to the school folder, `/` between folders. */
  readonly path: string;
  readonly text: string;
}

export interface DemoSchool {
  readonly name: string;
  readonly office: typeof OFFICE;
  readonly people: readonly {
    readonly role: string;
    readonly name: string;
    readonly phone: string;
    readonly email: string;
  }[];
  /** All six of the academic year of `today`. */
  readonly halfTerms: readonly DemoHalfTerm[];
  /** INSET days and the early May bank holiday, in order. */
  readonly closed: readonly Day[];
  readonly files: readonly DemoFile[];
}

export interface DemoOptions {
  /** Rows of the pupils file, with leavers and future starters: 40 or more. */
  readonly pupils: number;
  readonly seed: number;
  /** The exports are taken early on this day's morning, so the newest marks are of the school day before. */
  readonly today: Day;
}

const STAFF: DemoSchool["people"] = [
  { role: "Headteacher", name: HEAD, phone: "", email: "" },
  { role: "Headteacher", name: DEPUTY, phone: "", email: "" },
  { role: "Pastoral Lead", name: PASTORAL, phone: "", email: "lark@nether-fallow.example.org" },
];

const FEWEST_PUPILS = 40;

/** Throws for fewer than 40 pupils, among whom the stories would have no room. */
export function inventSchool({ pupils, seed, today }: DemoOptions): DemoSchool {
  if (!Number.isInteger(pupils) || pupils < FEWEST_PUPILS) {
    throw new Error(`an invented school has ${String(FEWEST_PUPILS)} pupils or more`);
  }
  const year = inventYear(today);
  const past = pastOf(year, today);
  const told = STORIES.map((story) => ({ story, outcome: story.plant(past) }));
  const planted = new Map<RoleName, Planted>(
    told.flatMap(({ story, outcome }) =>
      "notYet" in outcome ? [] : story.who.map((who): [RoleName, Planted] => [who, outcome]),
    ),
  );
  const deeds = told.flatMap(({ outcome }) => ("notYet" in outcome ? [] : (outcome.deeds ?? [])));
  const children = inventChildren(pupils, seed, year).map((each) =>
    withDates(each, each.role && planted.get(each.role)),
  );
  const marksOf = (each: Child): Planted["marks"] & {} => (each.role && planted.get(each.role)?.marks) ?? [];
  const entries = inventRegister(children, marksOf, past, seed);
  return {
    name: SCHOOL,
    office: OFFICE,
    people: STAFF,
    halfTerms: year.halfTerms,
    closed: year.closed,
    files: [
      { path: "README.md", text: readmeOf(told.map(castOf(children)), untakenBy(children, past), past) },
      { path: "exports/pupils.csv", text: pupilsCsv(children, today) },
      { path: "exports/contacts.csv", text: contactsCsv(children) },
      ...begun(past).map((term) => ({
        path: `exports/register-${term.name.toLowerCase().replace(" ", "-")}.csv`,
        text: registerCsv(entries, term, past),
      })),
      { path: "records/log.jsonl", text: logOf(deeds, children) },
    ],
  };
}

function withDates(child: Child, planted: Planted | null | undefined): Child {
  if (!planted) return child;
  const { entry = child.entry, leaving = child.leaving } = planted;
  return { ...child, entry, leaving };
}

function castOf(children: readonly Child[]): (told: Omit<ToldStory, "cast">) => ToldStory {
  return (told) => ({
    ...told,
    cast: children.filter((each) => each.role && told.story.who.includes(each.role)),
  });
}

/** The half-terms that have at least one day with marks. */
function begun(past: Past): readonly DemoHalfTerm[] {
  return past.year.halfTerms.filter(({ from, to }) => past.days.some((day) => from <= day && day <= to));
}

/** One JSON object a line, by day. */
function logOf(deeds: readonly PlantedDeed[], children: readonly Child[]): string {
  const upns = new Map(children.map((each) => [each.role, each.upn]));
  const inOrder = [...deeds].sort((a, b) => a.day - b.day || (CAST[a.who].surname < CAST[b.who].surname ? -1 : 1));
  return inOrder
    .map(({ who, day, kind, by, fields }, i) => {
      const id = `demo-${String(i + 1).padStart(4, "0")}`;
      const line = { id, v: 1, day: isoOf(day), kind, pupil: upns.get(who) ?? "", by, ...fields };
      return `${JSON.stringify(line)}\n`;
    })
    .join("");
}
