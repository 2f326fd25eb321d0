/** The problems of one file: said one by one, or for a whole column once, with how many there are. */
import { excerptOf, type Problem, type ProblemCode } from "../problem/problem.ts";
import type { Row } from "./rows.ts";

type Unplaced = Omit<Problem, "file">;

/** Notes that a whole column can earn: one sentence each. */
const COUNTED = new Set<ProblemCode>(["date-two-digit-year", "upn-check"]);

export class FileProblems {
  readonly list: Problem[] = [];
  readonly #counted = new Map<string, { problem: Unplaced; count: number }>();
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  report(problem: Unplaced): void {
    if (COUNTED.has(problem.code)) this.count(problem);
    else this.list.push(this.placed(problem));
  }

  /** Said once for each column, with the first place and how many there are. */
  count(problem: Unplaced): void {
    const key = `${problem.code} ${problem.column ?? ""}`;
    const known = this.#counted.get(key);
    if (known) known.count++;
    else this.#counted.set(key, { problem, count: 1 });
  }

  /** A row that is about no pupil. */
  leaveOut(code: ProblemCode, { cells, line }: Row): void {
    this.count({ code, line, excerpt: cells.join(" ").trim() });
  }

  /** Everything that was reported, then `more`, then what was counted. */
  all(more: readonly Unplaced[]): readonly Problem[] {
    const counted = [...this.#counted.values()].map(({ problem, count }) => ({
      ...problem,
      args: { ...problem.args, count },
    }));
    return [...this.list, ...[...more, ...counted].map((problem) => this.placed(problem))];
  }

  placed(problem: Unplaced): Problem {
    const short = problem.excerpt === undefined ? {} : { excerpt: excerptOf(problem.excerpt) };
    return { ...problem, ...short, file: this.#path };
  }
}
