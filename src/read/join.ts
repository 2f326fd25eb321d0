/** Namings joined to pupils: each pupil once, whatever files name them and by whichever keys. */
import type { Facts } from "../register/facts.ts";
import { canBeOne, contradicts, inOneFile, KEYS, keysOf, type KeyName, type Keys, type Naming } from "./identity.ts";
import type { Details, Person, Role } from "./people.ts";

/** One pupil in the making. */
export interface Entry {
  readonly people: number[];
  details: Details;
  /** Two people answer to the identifier: neither can be told from the other. */
  torn: boolean;
}

interface Joining extends Entry {
  readonly namings: Naming[];
}

/** Who answers to each value of each key, each once. */
type Index = ReadonlyMap<KeyName, Map<string, Joining[]>>;

/** Joins namings to pupils: those with the best keys first, so that the order of files and rows never matters. */
export function join(people: readonly Person[], facts: Facts): readonly Entry[] {
  const entries: Joining[] = [];
  const index: Index = new Map(KEYS.map((key) => [key, new Map<string, Joining[]>()]));
  const namings = namingsOf(people);
  const sessions = sessionsOfNames(people, namings, facts);
  for (const naming of inOrderOfKeys(namings)) {
    let entry = find(naming, index, sessions);
    if (!entry) {
      if (naming.role === "mention") continue;
      entries.push((entry = { people: [], namings: [], details: naming.details, torn: false }));
    }
    enter(entry, naming.keys, index);
    entry.namings.push(naming);
    entry.people.push(...naming.people);
  }
  for (const entry of entries) entry.details = merged(entry, people);
  return entries;
}

/** What the files say of people, with its keys: those of one UPN of whom the same is said are named once. */
function namingsOf(people: readonly Person[]): readonly Naming[] {
  const namings: Naming[] = [];
  const known: Readonly<Record<Role, Map<Details, Naming>>> = {
    roster: new Map(),
    register: new Map(),
    mention: new Map(),
  };
  people.forEach(({ details, file, role }, i) => {
    const before = known[role].get(details);
    if (before && details.upn !== null) {
      before.people.push(i);
      before.files.push(file);
    } else {
      const naming = { details, keys: before?.keys ?? keysOf(details), role, people: [i], files: [file] };
      known[role].set(details, naming);
      namings.push(naming);
    }
  });
  return namings;
}

function enter(entry: Joining, keys: Keys, index: Index): void {
  for (const key of KEYS) {
    for (const value of keys[key]) {
      const found = index.get(key)?.get(value);
      if (!found) index.get(key)?.set(value, [entry]);
      else if (!found.includes(entry)) found.push(entry);
    }
  }
}

/** Those with the best keys first, mentions last; alike ones in the order of files and lines. */
function inOrderOfKeys(namings: readonly Naming[]): readonly Naming[] {
  const textOf = ({ keys }: Naming): string => KEYS.map((key) => keys[key].join("/")).join("\u0001");
  return namings
    .map((naming) => {
      const best = KEYS.findIndex((key) => naming.keys[key].length > 0);
      const key = KEYS[best];
      return { naming, last: naming.role === "mention", best, value: key ? (naming.keys[key][0] ?? "") : "" };
    })
    .sort(
      (a, b) =>
        Number(a.last) - Number(b.last) ||
        a.best - b.best ||
        compared(a.value, b.value) ||
        compared(a.naming.role, b.naming.role) ||
        compared(textOf(a.naming), textOf(b.naming)) ||
        (a.naming.people[0] ?? 0) - (b.naming.people[0] ?? 0),
    )
    .map(({ naming }) => naming);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function find(naming: Naming, index: Index, sessions: ReadonlyMap<Naming, ReadonlySet<number>>): Joining | null {
  for (const key of KEYS) {
    const found = answering(naming.keys[key], index.get(key));
    const [first] = found;
    if (!first) continue;
    if (key === "upn") {
      if (first.namings.some((other) => !canBeOne(naming, other))) first.torn = true;
      return first;
    }
    const fitting = found.filter(({ namings: others }) => {
      // One file told the two apart by their class: they are two when both were marked in one session, or listed twice.
      const beside = others.filter((other) => inOneFile(naming, other));
      if (key === "name" && beside.some((other) => areTwo(naming, other, sessions))) return false;
      return others.every((other) => !contradicts(naming, other, key) && canBeOne(naming, other));
    });
    if (fitting.length === 1) return fitting[0] ?? null;
  }
  return null;
}

function answering(values: readonly string[], index: Map<string, Joining[]> | undefined): readonly Joining[] {
  const [value] = values;
  if (value === undefined) return [];
  if (values.length === 1) return index?.get(value) ?? [];
  return [...new Set(values.flatMap((each) => index?.get(each) ?? []))];
}

function areTwo(a: Naming, b: Naming, sessions: ReadonlyMap<Naming, ReadonlySet<number>>): boolean {
  if (a.role === "roster" && b.role === "roster") return true;
  const others = sessions.get(b);
  return [...(sessions.get(a) ?? [])].some((session) => others?.has(session));
}

/** The sessions in which each person who is known by name alone has a mark. */
function sessionsOfNames(
  people: readonly Person[],
  namings: readonly Naming[],
  facts: Facts,
): ReadonlyMap<Naming, ReadonlySet<number>> {
  const sessions = new Map<Naming, Set<number>>();
  const byName: (Naming | null)[] = people.map(() => null);
  for (const naming of namings) {
    const { upn, misId, admissionNumber, dob } = naming.details;
    if (naming.role !== "register" || (upn ?? misId ?? admissionNumber ?? dob) !== null) continue;
    for (const person of naming.people) byName[person] = naming;
    sessions.set(naming, new Set());
  }
  if (sessions.size === 0) return sessions;
  for (let i = 0; i < facts.length; i++) {
    const naming = byName[facts.person[i] ?? -1];
    if (naming) sessions.get(naming)?.add(facts.session[i] ?? 0);
  }
  return sessions;
}

/** Whose word about a pupil comes first. */
const RANK: Readonly<Record<Role, number>> = { roster: 0, register: 1, mention: 2 };

/** Each detail from the pupils files first, then from the latest register that gives it. */
function merged({ people: members }: Entry, people: readonly Person[]): Details {
  const all: Person[] = [];
  // Those that say the same are taken once, mentions last.
  const best: Person[] = [];
  for (const i of members) {
    const person = people[i];
    if (!person) continue;
    all.push(person);
    if (!best.some(({ details }) => details === person.details)) best.push(person);
  }
  best.sort((a, b) => RANK[a.role] - RANK[b.role] || compareDetails(a.details, b.details));
  const details = best.map((person) => person.details).reduce(filledFrom);
  const roster = best.filter(({ role }) => role === "roster").map((person) => person.details);
  return {
    ...details,
    class: roster.find((each) => each.class !== null)?.class ?? latest(all, "class", "classDay") ?? details.class,
    year: roster.find((each) => each.year !== null)?.year ?? latest(all, "year", "yearDay") ?? details.year,
  };
}

function compareDetails(a: Details, b: Details): number {
  return compared(JSON.stringify(a), JSON.stringify(b));
}

/** What the latest day says; of one day the last by text, as within a file. */
function latest<F extends "class" | "year">(
  people: readonly Person[],
  field: F,
  day: "classDay" | "yearDay",
): Details[F] | null {
  const given = people.filter((person) => person.details[field] !== null);
  const [best] = given.toSorted(
    (a, b) => b[day] - a[day] || ((a.details[field] ?? "") > (b.details[field] ?? "") ? -1 : 1),
  );
  return best?.details[field] ?? null;
}

/** Every detail of `a`, and of `b` where `a` has none. */
function filledFrom(a: Details, b: Details): Details {
  const filled: Partial<Record<keyof Details, Details[keyof Details]>> = { ...a };
  for (const field of Object.keys(b) as (keyof Details)[]) filled[field] ??= b[field];
  return filled as Details;
}
