/** What one byte of the grid can mean: no mark, a code, a code nobody knows, or marks that contradict each other. */
import { CODES, standingOf, type Category } from "./codes.ts";
import type { Day } from "./day.ts";

export type MarkClass = Category | "missing" | "unknown";

export interface Kind {
  /** The code as counted; null for a missing mark and for contradicting ones. */
  readonly code: string | null;
  readonly class: MarkClass;
}

/** Attended or not, the session counts: statistical classes that make a possible session. */
export function isPossible(kind: Kind): boolean {
  return isAttended(kind) || kind.class === "authorised" || kind.class === "unauthorised";
}

export function isAttended(kind: Kind): boolean {
  return kind.class === "attending" || kind.class === "approved-educational-activity";
}

/** `L` or `U`: before or after the register closed. */
export function isLate(kind: Kind | undefined): boolean {
  return kind?.code === "L" || kind?.code === "U";
}

/** No mark at all. */
export const MISSING = 0;
/** Two sources say different things of one session. */
export const CONTRADICTED = 1;
const FIRST_CODE = 2;
const LAST = 255;

const FIXED: readonly Kind[] = [
  { code: null, class: "missing" },
  { code: null, class: "unknown" },
  ...CODES.map((each): Kind => ({ code: each.code, class: each.category })),
];
const KNOWN: ReadonlyMap<string, number> = new Map(CODES.map((each, i) => [each.code, FIRST_CODE + i]));

/** Gives each code its byte; unknown codes get theirs as they come. */
export interface Kinds {
  readonly list: readonly Kind[];
  /** The byte of a code on a day. A code not known, or not yet in force that day, is its own unknown kind. */
  of(code: string, day: Day): number;
  /** Forgets the unknown codes that came after the list was so long. */
  truncate(length: number): void;
}

export function makeKinds(): Kinds {
  const list: Kind[] = [...FIXED];
  const unknown = new Map<string, number>();
  return {
    list,
    of(code, day) {
      const standing = standingOf(code, day);
      if (standing === "in-force" || standing === "retired") return KNOWN.get(code) ?? MISSING;
      const known = unknown.get(code);
      if (known !== undefined) return known;
      // A byte holds 256 kinds; a file with more unknown codes than that shares the last one.
      const next = Math.min(list.length, LAST);
      unknown.set(code, next);
      if (next === list.length) list.push({ code, class: "unknown" });
      return next;
    },
    truncate(length) {
      for (const [code, at] of unknown) if (at >= length) unknown.delete(code);
      list.length = Math.min(list.length, length);
    },
  };
}

/** The byte of a known code. Throws for a name that is not in the code table: only for code written here. */
export function kindOf(code: string): number {
  const found = KNOWN.get(code);
  if (found === undefined) throw new Error(`no such code: ${code}`);
  return found;
}
