/** Who is who: the keys by which files name a pupil, best first, and when two namings can be one person. */
import type { Details } from "./people.ts";

/** Best first. A worse key joins two namings only where no better one contradicts it. */
export const KEYS = ["upn", "misId", "admissionNumber", "nameDob", "nameClass", "name"] as const;
export type KeyName = (typeof KEYS)[number];

/** The values of one key that a naming answers to: none, one, or several for names in several forms. */
export function keyValues(details: Details, key: KeyName): readonly string[] {
  const names = [...new Set([details.name, details.legalName].filter((name) => name !== null).map(nameKey))];
  switch (key) {
    case "upn":
      return details.upn === null ? [] : [details.upn];
    case "misId":
      return details.misId === null ? [] : [details.misId.toUpperCase()];
    case "admissionNumber":
      // Excel takes the zeros off the front.
      return details.admissionNumber === null ? [] : [details.admissionNumber.toUpperCase().replace(/^0+(?=.)/, "")];
    case "nameDob":
      return details.dob === null ? [] : names.map((name) => `${name}|${String(details.dob)}`);
    case "nameClass":
      return details.class === null ? [] : names.map((name) => `${name}|${details.class ?? ""}`);
    case "name":
      return names;
  }
}

/** A name without order, case, accents or punctuation: `Adams, Ava` and `AVA ADAMS` are one. */
export function nameKey(name: string): string {
  return wordsOf(name).toSorted().join(" ");
}

/** Names come again with every file and every comparison. */
const WORDS = new Map<string, readonly string[]>();

function wordsOf(name: string): readonly string[] {
  const known = WORDS.get(name);
  if (known) return known;
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  WORDS.set(name, words);
  return words;
}

/** Whether a better key says that two namings are two people. */
export function contradicts(a: Details, b: Details, key: KeyName): boolean {
  for (const better of KEYS.slice(0, KEYS.indexOf(key))) {
    if (better.startsWith("name")) break;
    const [x] = keyValues(a, better);
    const [y] = keyValues(b, better);
    if (x !== undefined && y !== undefined && x !== y) return true;
  }
  return a.dob !== null && b.dob !== null && a.dob !== b.dob;
}

/**
 * Whether two namings with one identifier can be one person. In one file a name is always written alike; between
 * files a surname or forename may have changed, so one word in common is enough.
 */
export function canBeOne(a: Details, b: Details, sameFile: boolean): boolean {
  if (a.dob !== null && b.dob !== null && a.dob !== b.dob) return false;
  if (a.name === null || b.name === null) return true;
  const words = (details: Details): Set<string> =>
    new Set([details.name, details.legalName].flatMap((name) => wordsOf(name ?? "")));
  if (sameFile) return keyValues(a, "name").some((name) => keyValues(b, "name").includes(name));
  const others = words(b);
  return [...words(a)].some((word) => others.has(word));
}
