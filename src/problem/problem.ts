/** What can be wrong with an office's files: the closed list, as values. All words are in `words.ts`. */

/** `stop`: nothing can be done. `left out`: something needs a person. `note`: worth knowing, changes nothing. */
export type Level = "stop" | "left out" | "note";

/** Every code with its level. To add a problem: a line here, its words in `words.ts`, a specimen in `fixtures/problems`. */
export const PROBLEMS = {
  // attend.yaml
  "config-invalid": "stop",
  // a whole file
  "file-unreadable": "left out",
  "file-empty": "left out",
  "file-is-workbook": "left out",
  "file-is-binary": "left out",
  "file-not-recognised": "left out",
  "file-two-layouts": "left out",
  "file-month-first": "left out",
  "dates-fit-month-first": "left out",
  "file-no-week": "left out",
  "file-no-period": "left out",
  "file-no-year": "left out",
  "file-absences-only": "left out",
  "file-status-page": "left out",
  "file-lessons": "left out",
  "file-no-rows": "left out",
  "file-no-marks": "left out",
  "quote-not-closed": "left out",
  // a row
  "row-unreadable": "left out",
  "row-too-long": "left out",
  "row-no-pupil": "left out",
  "row-bad-date": "left out",
  "row-bad-session": "left out",
  "row-bad-number": "left out",
  "totals-do-not-add": "left out",
  "totals-differ": "note",
  "totals-contradict": "left out",
  "totals-only": "note",
  "marks-do-not-fit": "left out",
  "late-no-mark": "note",
  "class-damaged": "left out",
  "row-heading-again": "note",
  "row-total": "note",
  "row-blank": "note",
  "row-short": "note",
  "quote-stray": "note",
  "column-with-marks": "left out",
  "encoding-mixed": "note",
  "row-title": "note",
  // a cell
  "code-unknown": "left out",
  "code-not-yet": "left out",
  "code-retired": "note",
  "code-lower-case": "note",
  "cell-not-understood": "left out",
  "date-two-digit-year": "note",
  // between files
  "mark-twice": "note",
  "mark-contradicts": "left out",
  "mark-outside-roll": "left out",
  "mark-on-closed-day": "left out",
  "mark-at-weekend": "note",
  "pupil-not-in-file": "left out",
  "pupil-two-people": "left out",
  "pupil-differs": "note",
  "pupil-no-year": "note",
  "pupil-no-marks": "note",
  "upn-check": "note",
  "pupil-unknown": "left out",
  "roll-inferred": "note",
  "calendar-inferred": "note",
  "no-register": "stop",
  "files-ignored": "note",
  // to be put right in the register
  "register-not-taken": "note",
  "reason-overdue": "note",
  // the log
  "log-line-bad": "left out",
  "log-line-half": "note",
  "log-line-newer": "note",
  "letter-restated": "note",
  "log-copy": "note",
  "deed-no-pupil": "note",
} as const satisfies Record<string, Level>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  readonly code: ProblemCode;
  /** Path inside the school folder; null when it belongs to no one file. */
  readonly file: string | null;
  /** 1 is the first line of the file. */
  readonly line?: number;
  /** The heading, or the column's number when it has none. */
  readonly column?: string;
  /** What stands there, cut short. */
  readonly excerpt?: string;
  /** Whatever else the words need. */
  readonly args?: Readonly<Record<string, string | number>>;
}

export function levelOf(problem: Problem): Level {
  return PROBLEMS[problem.code];
}

/** Whether a person has something to do: anything worse than a note. */
export function needsPerson(problems: readonly Problem[]): boolean {
  return problems.some((each) => levelOf(each) !== "note");
}

/** Text from a file, on one line and short enough for a sentence. */
export function excerptOf(text: string, length = 60): string {
  const line = text
    .slice(0, length * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** By file, then line, then column, then code: the order in which they are said. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const key = (p: Problem): [string, number, string, string] => [p.file ?? "", p.line ?? 0, p.column ?? "", p.code];
  return problems.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    for (const i of [0, 1, 2, 3] as const) {
      if (x[i] < y[i]) return -1;
      if (x[i] > y[i]) return 1;
    }
    return 0;
  });
}

/** Asked wrongly, or cannot go on: one sentence, exit 2, nothing written. */
export class CannotGoOn extends Error {
  readonly problems: readonly Problem[];
  constructor(sentence: string, problems: readonly Problem[] = []) {
    super(sentence);
    this.name = "CannotGoOn";
    this.problems = problems;
  }
}
