/** Ava's and Kit's marks over two school years, and what the penalty report says of Ava. */
import { isoOf, ukOf } from "../../src/register/day.ts";
import { penaltyReport, type PenaltyPupil, type PenaltyReport } from "../../src/reports/penalty/report.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

/** A line of the log; `v`, `id` and `pupil` are added. */
export type Line = Readonly<Record<string, unknown>>;

const CALENDAR = `calendar:
  half-terms:
    - { name: Summer 2, from: 2026-06-08, to: 2026-07-17 }
    - { name: Autumn 1, from: 2026-09-07, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
    - { name: Spring 1, from: 2027-01-04, to: 2027-02-12 }
`;
const TERMS = [
  ["2026-06-08", "2026-07-17"],
  ["2026-09-07", "2026-10-23"],
  ["2026-11-02", "2026-12-18"],
  ["2027-01-04", "2027-02-12"],
] as const;
const DAYS = TERMS.flatMap(([from, to]) => weekdays(from, to)).map(isoOf);

export interface Story {
  /** Ava's marks from the morning of a day on, over school days; `.` is a blank. */
  readonly marks?: Readonly<Record<string, string>>;
  readonly log?: readonly Line[];
  readonly today?: string;
  readonly config?: string;
  /** Ava's year group and date of birth. */
  readonly year?: string;
  readonly born?: string;
  readonly left?: string;
}

export function report({
  marks = {},
  log = [],
  today = "2026-11-27",
  config = "",
  year = "4",
  born = "01/02/2018",
  left = "",
}: Story): PenaltyReport {
  const own = new Map<string, string>();
  for (const [from, run] of Object.entries(marks)) {
    Array.from(run).forEach((mark, i) =>
      own.set(`${DAYS[DAYS.indexOf(from) + (i >> 1)] ?? ""} ${String(i % 2)}`, mark),
    );
  }
  const half = (day: string, i: 0 | 1): string => {
    const mark = own.get(`${day} ${String(i)}`) ?? (i === 0 ? "/" : "\\");
    return mark === "." ? "" : mark;
  };
  const rows = DAYS.filter((day) => day <= today).flatMap((day) => [
    ...(left !== "" && day > left ? [] : [[upnOf(1), day, half(day, 0), half(day, 1)]]),
    [upnOf(2), day, "/", "\\"],
  ]);
  return penaltyReport(
    schoolOf(
      {
        "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...rows]),
        "exports/pupils.csv": lines([
          ["UPN", "Name", "Year Group", "Reg Group", "Date of Birth", "Leaving Date"],
          [upnOf(1), "Ava Adams", year, "Oak", born, left === "" ? "" : ukOf(on(left))],
          [upnOf(2), "Kit Bell", "4", "Oak", "01/02/2018", ""],
        ]),
      },
      {
        config: CALENDAR + config,
        asAt: on(today),
        log: log.map((line, i) => `${JSON.stringify({ v: 1, id: String(i), pupil: upnOf(1), ...line })}\n`).join(""),
      },
    ),
  );
}

export function ava(story: Story): PenaltyPupil | undefined {
  return report(story).pupils.find(({ name }) => name === "Ava Adams");
}

export const meeting = (outcome: string, day = "2026-11-12"): Line => ({ kind: "meeting", outcome, day });
export const letter = (name: string, day = "2026-11-12"): Line => ({ kind: "letter", letter: name, day });
export const notice = (outcome: string, day = "2026-11-16", more: Line = {}): Line => ({
  kind: "penalty-notice",
  outcome,
  day,
  ...more,
});
