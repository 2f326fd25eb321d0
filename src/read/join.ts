/** Namings joined to pupils: each pupil once, whatever files name them and by whichever keys. */
import type { Facts } from "../register/facts.ts";
import { canBeOne, contradicts, KEYS, keysOf, type KeyName, type Keys, type Naming } from "./identity.ts";
import type { Details, Person, Role } from "./people.ts";

/** One pupil in the making. */
export interface Entry {
  readonly people: number[];
  details: Details;
  /** Two people answer to the identifier: neither can be told from the other. */
  torn: boolean;
}

/** Who answers to each value of each key, each once. */
type Index = ReadonlyMap<KeyName, Map<string, Entry[]>>;

/** Joins namings to pupils: those with the best keys first, so that the order of files and rows never matters. */
export function join(people: readonly Person[], facts: Facts): readonly Entry[] {
  const entries: Entry[] = [];
  const index: Index = new Map(KEYS.map((key) => [key, new Map<string, Entry[]>()]));
  const namings = namingsOf(people);
  const sessions = sessionsOfNames(people, namings, facts);
  let last: Entry | null = null;
  for (const alike of inOrderOfKeys(namings)) {
    for (const i of alike) {
      const naming = namings[i];
      if (!naming) continue;
      let entry: Entry | null = sameAgain(naming, last, namings) ? last : find(naming, index, namings, sessions);
      if (!entry) {
        if (naming.role === "mention") continue;
        entries.push((entry = { people: [], details: naming.details, torn: false }));
      }
      if (namings[entry.people.at(-1) ?? -1]?.keys !== naming.keys) enter(entry, naming.keys, index);
      entry.people.push(i);
      last = entry;
    }
  }
  for (const entry of entries) entry.details = merged(entry, people);
  return entries;
}

/**
 * Whether a naming with a UPN says what the one before it said: then it is the same pupil, as far as nobody else who
 * answers to the UPN is somebody else.
 */
function sameAgain(naming: Naming, last: Entry | null, namings: readonly Naming[]): boolean {
  if (last === null || naming.keys.upn.length === 0) return false;
  return (
    namings[last.people.at(-1) ?? -1]?.details === naming.details &&
    last.people.every((i) => canBeOne(naming, namings[i] ?? naming))
  );
}

/** What each person of the files says, with its keys: files of one report give one object where they say the same. */
function namingsOf(people: readonly Person[]): readonly Naming[] {
  const keys = new Map<Details, Keys>();
  return people.map(({ details, file, role }): Naming => {
    let known = keys.get(details);
    if (!known) keys.set(details, (known = keysOf(details)));
    return { details, keys: known, file, role };
  });
}

function enter(entry: Entry, keys: Keys, index: Index): void {
  for (const key of KEYS) {
    for (const value of keys[key]) {
      const found = index.get(key)?.get(value);
      if (!found) index.get(key)?.set(value, [entry]);
      else if (!found.includes(entry)) found.push(entry);
    }
  }
}

/** The indices of namings alike, those with the best keys first, mentions last; within, in the order of files and lines. */
function inOrderOfKeys(namings: readonly Naming[]): readonly (readonly number[])[] {
  const byKeys: Readonly<Record<Role, Map<Keys, number[]>>> = {
    roster: new Map(),
    register: new Map(),
    mention: new Map(),
  };
  namings.forEach(({ role, keys }, i) => {
    const others = byKeys[role].get(keys);
    if (others) others.push(i);
    else byKeys[role].set(keys, [i]);
  });
  const alike = new Map<string, number[]>();
  for (const role of ["roster", "register", "mention"] as const) {
    for (const [keys, group] of byKeys[role]) {
      const rank = KEYS.findIndex((key) => keys[key].length > 0) + 1;
      const text = [role === "mention" ? 1 : 0, rank, role, ...KEYS.map((key) => keys[key].join("/"))].join("\u0001");
      const others = alike.get(text);
      if (others) others.push(...group);
      else alike.set(text, group);
    }
  }
  // People are numbered in the order of files and lines.
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group.sort((a, b) => a - b));
}

function find(
  naming: Naming,
  index: Index,
  namings: readonly Naming[],
  sessions: ReadonlyMap<Naming, ReadonlySet<number>>,
): Entry | null {
  for (const key of KEYS) {
    const found = answering(naming.keys[key], index.get(key));
    const [first] = found;
    if (!first) continue;
    if (key === "upn") {
      if (first.people.some((i) => !canBeOne(naming, namings[i] ?? naming))) first.torn = true;
      return first;
    }
    const fitting = found.filter((entry) => {
      const others = entry.people.flatMap((i) => namings[i] ?? []);
      // One file told the two apart by their class: they are two when both were marked in one session, or listed twice.
      const beside = others.filter(({ file }) => file === naming.file);
      if (key === "name" && beside.some((other) => areTwo(naming, other, sessions))) return false;
      return others.every((other) => !contradicts(naming, other, key) && canBeOne(naming, other));
    });
    if (fitting.length === 1) return fitting[0] ?? null;
  }
  return null;
}

function answering(values: readonly string[], index: Map<string, Entry[]> | undefined): readonly Entry[] {
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
  const byName = people.map(
    ({ details, role }) =>
      role === "register" && (details.upn ?? details.misId ?? details.admissionNumber ?? details.dob) === null,
  );
  if (!byName.includes(true)) return sessions;
  for (let i = 0; i < facts.length; i++) {
    const person = facts.person[i] ?? -1;
    const naming = namings[person];
    if (!naming || byName[person] !== true) continue;
    const known = sessions.get(naming) ?? new Set();
    sessions.set(naming, known.add((facts.day[i] ?? 0) * 2 + (facts.half[i] ?? 0)));
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
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : Number(x > y);
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
