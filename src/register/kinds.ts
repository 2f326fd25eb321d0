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
  /** The unknown codes in the order of their bytes. */
  unknown(): readonly string[];
  /** Whether there is no byte left, so that unknown codes may share the last. */
  isFull(): boolean;
  /** Gives unknown codes their bytes here: by the byte that each kind has where only `codes` are unknown, its byte here. */
  adopt(codes: readonly string[]): Uint8Array;
  /** Forgets the unknown codes that came after the list was so long. */
  truncate(length: number): void;
}

export function makeKinds(): Kinds {
  const list: Kind[] = [...FIXED];
  const unknown = new Map<string, number>();
  const byteOf = (code: string): number => {
    const known = unknown.get(code);
    if (known !== undefined) return known;
    // A byte holds 256 kinds; a file with more unknown codes than that shares the last one.
    const next = Math.min(list.length, LAST);
    unknown.set(code, next);
    if (next === list.length) list.push({ code, class: "unknown" });
    return next;
  };
  return {
    list,
    of(code, day) {
      const standing = standingOf(code, day);
      if (standing === "in-force" || standing === "retired") return KNOWN.get(code) ?? MISSING;
      return byteOf(code);
    },
    unknown: () => list.slice(FIXED.length).map(({ code }) => code ?? ""),
    isFull: () => list.length > LAST,
    adopt(codes) {
      const bytes = Uint8Array.from({ length: LAST + 1 }, (_, byte) => byte);
      codes.forEach((code, i) => (bytes[FIXED.length + i] = byteOf(code)));
      return bytes;
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
