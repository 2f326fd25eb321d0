/** The marks of one file: cells become kinds, and what is odd about them is counted and said once a code. */
import type { Problem, ProblemCode } from "../problem/problem.ts";
import { codeNamed, standingOf } from "../register/codes.ts";
import type { Day } from "../register/day.ts";
import { MISSING, type Kinds } from "../register/kinds.ts";
import { readMark } from "./cells.ts";

/** A cell of marks as it was understood. */
export interface KnownMark {
  /** `MISSING` when it holds no mark. */
  readonly kind: number;
  readonly code: string | null;
  /** Nothing about its code is odd on a day from `from` to `until`, both inclusive. */
  readonly from: Day;
  readonly until: Day;
  readonly lowerCase: boolean;
}

export class Marks {
  readonly #kinds: Kinds;
  readonly #local: ReadonlyMap<string, string>;
  readonly #known = new Map<string, KnownMark>();
  readonly #odd = new Map<string, { problem: Omit<Problem, "file">; count: number }>();

  #headings: readonly string[] = [];

  constructor(kinds: Kinds, local: ReadonlyMap<string, string>) {
    this.#kinds = kinds;
    this.#local = local;
  }

  /** The headings of the file, by which columns are named to people. */
  name(headings: readonly string[]): void {
    this.#headings = headings;
  }

  /** The kind of a cell on a day; `MISSING` when it holds no mark. */
  read(cell: string, day: Day, line: number, column: number): number {
    const known = this.known(cell, day);
    if (known.code === null) return MISSING;
    if (known.lowerCase) this.#count("code-lower-case", known.code, cell, line, column);
    if (day >= known.from && day <= known.until) return known.kind;
    const standing = standingOf(known.code, day);
    if (standing === "unknown") this.#count("code-unknown", known.code, cell, line, column);
    else if (standing === "not-yet") this.#count("code-not-yet", known.code, cell, line, column);
    else this.#count("code-retired", known.code, cell, line, column);
    return this.#kinds.of(known.code, day);
  }

  /** What a cell holds, without a word about what is odd. */
  known(cell: string, day: Day): KnownMark {
    return this.#known.get(cell) ?? this.#learn(cell, day);
  }

  /** What was odd, in order of the first place of each. */
  problems(): readonly Omit<Problem, "file">[] {
    return [...this.#odd.values()].map(({ problem, count }) => ({ ...problem, args: { ...problem.args, count } }));
  }

  #learn(cell: string, day: Day): KnownMark {
    const mark = readMark(this.#local.get(cell.trim().toUpperCase()) ?? cell);
    const found = mark.missing ? null : codeNamed(mark.code);
    const known: KnownMark = {
      kind: mark.missing ? MISSING : this.#kinds.of(mark.code, found?.from ?? day),
      code: mark.missing ? null : mark.code,
      from: found ? (found.from ?? -Infinity) : Infinity,
      until: found ? (found.until ?? Infinity) : -Infinity,
      lowerCase: !mark.missing && mark.lowerCase,
    };
    this.#known.set(cell, known);
    return known;
  }

  #count(problem: ProblemCode, code: string, excerpt: string, line: number, at: number): void {
    const column = this.#headings[at] ?? "";
    const key = `${problem} ${code}`;
    const known = this.#odd.get(key);
    if (known) {
      known.count++;
      // Rows may come in any order; the first place is the one nearest the top.
      if (line < (known.problem.line ?? 0)) known.problem = { ...known.problem, line, column };
    } else {
      this.#odd.set(key, { problem: { code: problem, line, column, excerpt, args: { code } }, count: 1 });
    }
  }
}
