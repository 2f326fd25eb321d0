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

/** Joins namings to pupils: those with the best keys first, so that the order of files and rows never matters. */
export function join(people: readonly Person[], facts: Facts): readonly Entry[] {
  const entries: Entry[] = [];
  const index = new Map<KeyName, Map<string, Set<Entry>>>(KEYS.map((key) => [key, new Map()]));
  const keys = new Map<Details, Keys>();
  const namings = people.map(({ details, file, role }): Naming => {
    // Files of one report give one object where they say the same.
    const known = keys.get(details) ?? keysOf(details);
    keys.set(details, known);
    return { details, keys: known, file, role };
  });
  const sessions = sessionsOfNames(people, namings, facts);
  const enter = (entry: Entry, naming: Naming): void => {
    if (entry.people.some((i) => namings[i]?.keys === naming.keys)) return;
    for (const key of KEYS) {
      for (const value of naming.keys[key]) {
        const found = index.get(key)?.get(value);
        if (found) found.add(entry);
        else index.get(key)?.set(value, new Set([entry]));
      }
    }
  };
  for (const i of inOrderOfKeys(people, namings)) {
    const naming = namings[i];
    if (!naming) continue;
    const entry = find(naming, index, namings, sessions);
    if (entry) {
      enter(entry, naming);
      entry.people.push(i);
    } else if (naming.role !== "mention") {
      const made: Entry = { people: [], details: naming.details, torn: false };
      entries.push(made);
      enter(made, naming);
      made.people.push(i);
    }
  }
  for (const entry of entries) entry.details = merged(entry, people);
  return entries;
}

/** The namings with the best keys first, mentions last; of those alike, in the order of files and lines. */
function inOrderOfKeys(people: readonly Person[], namings: readonly Naming[]): readonly number[] {
  const alike = new Map<string, number[]>();
  namings.forEach(({ role, keys }, i) => {
    const rank = KEYS.findIndex((key) => keys[key].length > 0) + 1;
    const text = [role === "mention" ? 1 : 0, rank, role, ...KEYS.map((key) => keys[key].join("/"))].join("\u0001");
    const others = alike.get(text);
    if (others) others.push(i);
    else alike.set(text, [i]);
  });
  return [...alike]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) =>
      group.sort((a, b) => {
        const [x, y] = [people[a], people[b]];
        return (x?.file ?? 0) - (y?.file ?? 0) || (x?.line ?? 0) - (y?.line ?? 0);
      }),
    );
}

function find(
  naming: Naming,
  index: ReadonlyMap<KeyName, ReadonlyMap<string, ReadonlySet<Entry>>>,
  namings: readonly Naming[],
  sessions: ReadonlyMap<Naming, ReadonlySet<number>>,
): Entry | null {
  for (const key of KEYS) {
    const values = naming.keys[key];
    if (values.length === 0) continue;
    const found = new Set(values.flatMap((value) => [...(index.get(key)?.get(value) ?? [])]));
    if (key === "upn" && found.size > 0) {
      const [entry] = found;
      if (entry?.people.some((i) => !canBeOne(naming, namings[i] ?? naming))) entry.torn = true;
      return entry ?? null;
    }
    const fitting = [...found].filter((entry) => {
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
  const all = members.flatMap((i) => people[i] ?? []);
  // Those that say the same are taken once: which of them comes first makes no difference.
  const distinct = [...new Map(all.map((person) => [person.details, person])).values()];
  const best =
    distinct.length === 1
      ? distinct
      : distinct
          .map((person) => ({ person, text: JSON.stringify(person.details) }))
          .sort((a, b) => RANK[a.person.role] - RANK[b.person.role] || (a.text < b.text ? -1 : Number(a.text > b.text)))
          .map(({ person }) => person);
  const details = best.map((person) => person.details).reduce(filledFrom);
  const roster = best.filter(({ role }) => role === "roster").map((person) => person.details);
  return {
    ...details,
    class: roster.find((each) => each.class !== null)?.class ?? latest(all, "class", "classDay") ?? details.class,
    year: roster.find((each) => each.year !== null)?.year ?? latest(all, "year", "yearDay") ?? details.year,
  };
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
