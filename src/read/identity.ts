/** Who is who: the keys by which files name a pupil, best first, and when two namings can be one person. */
import { normal } from "../register/normal.ts";
import type { Details, Role } from "./people.ts";

/** Best first. A worse key joins two namings only where no better one contradicts it. */
export const KEYS = ["upn", "misId", "admissionNumber", "nameDob", "nameClass", "name"] as const;
export type KeyName = (typeof KEYS)[number];

/** The values of every key that a naming answers to: none, one, or several for names in several forms. */
export type Keys = Readonly<Record<KeyName, readonly string[]>>;

export function keysOf(details: Details): Keys {
  const names = details.legalName === details.name ? [details.name] : [details.name, details.legalName];
  const name = [...new Set(names.filter((each) => each !== null).map(nameKey))];
  const { upn, misId, admissionNumber, dob } = details;
  return {
    upn: upn === null ? [] : [upn],
    misId: misId === null ? [] : [misId.toUpperCase()],
    // Excel takes the zeros off the front.
    admissionNumber: admissionNumber === null ? [] : [admissionNumber.toUpperCase().replace(/^0+(?=.)/, "")],
    nameDob: dob === null ? [] : name.map((each) => `${each}|${String(dob)}`),
    nameClass: details.class === null ? [] : name.map((each) => `${each}|${details.class ?? ""}`),
    name,
  };
}

/** A name without order, case, accents or punctuation: `Adams, Ava` and `AVA ADAMS` are one. */
export function nameKey(name: string): string {
  const words = ASCII.test(name)
    ? name.toLowerCase().split(/[^a-z0-9]+/)
    : normal(name, "NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u);
  return words
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}

const ASCII = /^[\0-\x7f]*$/;

/** One naming of a pupil: what files say of them, and the keys in it. */
export interface Naming {
  readonly details: Details;
  readonly keys: Keys;
  readonly role: Role;
  /** Indices of the people of the files who are named so, ascending; more than one only where they have a UPN. */
  readonly people: number[];
  /** The files in which those people stand. */
  readonly files: number[];
}

/** Whether a better key than `key` says that two namings are two people. */
export function contradicts(a: Naming, b: Naming, key: KeyName): boolean {
  for (const better of ["upn", "misId", "admissionNumber"] as const) {
    if (better === key) break;
    const [x] = a.keys[better];
    const [y] = b.keys[better];
    if (x !== undefined && y !== undefined && x !== y) return true;
  }
  return false;
}

/**
 * Whether two namings with one identifier can be one person. In one file a name is always written alike; between
 * files a surname or forename may have changed, so one word in common is enough.
 */
export function canBeOne(a: Naming, b: Naming): boolean {
  const [x, y] = [a.details, b.details];
  if (x.dob !== null && y.dob !== null && x.dob !== y.dob) return false;
  if (x.name === null || y.name === null || x.name === y.name) return true;
  if (inOneFile(a, b)) return a.keys.name.some((name) => b.keys.name.includes(name));
  const words = new Set(b.keys.name.flatMap((name) => name.split(" ")));
  return a.keys.name.some((name) => name.split(" ").some((word) => words.has(word)));
}

/** Whether some file names both. */
export function inOneFile(a: Naming, b: Naming): boolean {
  return a.files.some((file) => b.files.includes(file));
}
