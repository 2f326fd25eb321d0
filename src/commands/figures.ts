/** `attend figures`: the numbers, by pupil, class, year, week, half-term, cohort or school. */
import { renderTable } from "../edge/terminal.ts";
import { requireRegister, type School } from "../flow.ts";
import {
  BY,
  BY_TOTALS,
  figuresOf,
  figuresOfTotals,
  type By,
  type FigureRow,
  type Figures,
} from "../measures/figures.ts";
import { periodsOf, totalsIn } from "../measures/totals.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { yearStart } from "../register/calendar.ts";
import { dayFromIso, ukOf } from "../register/day.ts";
import { renderCsv, type Cell, type Sheet } from "../reports/csv.ts";
import { dayGiven, finish, loadSchool, type Context, type ExitCode } from "./context.ts";

export interface FiguresOptions {
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: boolean;
}

export function figures(context: Context, options: FiguresOptions): ExitCode {
  const by = BY.find((each) => each === (options.by ?? "pupil"));
  if (!by) throw new CannotGoOn(`--by takes one of ${BY.join(", ")}, not “${options.by ?? ""}”.`);
  const { school } = loadSchool(context);
  const value = school.problems.some(({ code }) => code === "totals-only")
    ? ofTotals(school, context, options, by)
    : ofRegister(school, context, options, by);
  return finish(context, school.problems, value, () =>
    options.csv === true ? renderCsv(sheetOf(value)) : renderScreen(value, context.io.colour),
  );
}

function ofRegister(school: School, context: Context, options: FiguresOptions, by: By): Figures {
  requireRegister(school);
  const { config, register, halfTerms } = school;
  const to = options.to === undefined ? context.asAt : Math.min(dayGiven(options.to, "--to"), context.asAt);
  const from = options.from === undefined ? yearStart(config.calendar, to) : dayGiven(options.from, "--from");
  if (from > to) throw new CannotGoOn("--from is after --to (or after today), so there is nothing to count.");
  const { headline, lines } = config;
  return figuresOf(register, { by, from, to, asAt: context.asAt, headline, halfTerms, lines });
}

/** Totals are of one period: the one asked for, else the only one there is. */
function ofTotals(school: School, context: Context, options: FiguresOptions, by: By): Figures {
  const grouping = BY_TOTALS.find((each) => each === by);
  if (!grouping) requireRegister(school);
  const from = options.from === undefined ? null : dayGiven(options.from, "--from");
  const to = options.to === undefined ? null : dayGiven(options.to, "--to");
  const periods = periodsOf(school.totals);
  const fitting = periods.filter((each) => (from === null || each.from === from) && (to === null || each.to === to));
  const [period] = fitting;
  if (!period || !grouping || fitting.length > 1) {
    const there = periods.map((each) => `${ukOf(each.from)} to ${ukOf(each.to)}`).join("; ");
    throw new CannotGoOn(
      `The exports give totals for ${there}, and for no other days. Name one of them with --from and --to.`,
    );
  }
  const { headline, lines } = school.config;
  const ask = { ...period, by: grouping, asAt: context.asAt, headline, halfTerms: school.halfTerms, lines };
  return figuresOfTotals(school.register, totalsIn(school.totals, period).counts, ask);
}

const COUNTS = ["possible", "attended", "authorised", "unauthorised"] as const;
const LATES = ["late", "lateAfterClose", "minutesLate", "missing", "unknown", "notPossible"] as const;

function sheetOf({ by, rows }: Figures): Sheet {
  const ids = by === "pupil" ? ["Key", "Name", "Class", "Year"] : ["Key", "Name"];
  const flags =
    by === "pupil"
      ? ["Persistent absentee", "Severe absentee"]
      : ["Pupils", "Persistent absentees", "Severe absentees"];
  return {
    head: [
      ...ids,
      "Possible",
      "Attended",
      "Authorised",
      "Unauthorised",
      "Attendance %",
      "Late (L)",
      "Late after close (U)",
      "Minutes late",
      "Missing marks",
      "Unknown marks",
      "Not possible",
      ...flags,
    ],
    rows: rows.map((row): readonly Cell[] => [
      ...(by === "pupil" ? [row.key, row.name, row.class, row.year] : [row.key, row.name]),
      ...COUNTS.map((field) => row[field]),
      row.percent ?? "no possible sessions",
      ...LATES.map((field) => row[field]),
      ...(by === "pupil"
        ? [row.persistent ? "yes" : "no", row.severe ? "yes" : "no"]
        : [row.pupils ?? null, row.persistentPupils ?? null, row.severePupils ?? null]),
    ]),
  };
}

function renderScreen(value: Figures, colour: boolean): string {
  const isPupil = value.by === "pupil";
  const table = renderTable(
    {
      head: [
        isPupil ? "Pupil" : "",
        ...(isPupil ? ["Class"] : ["Pupils"]),
        "Possible",
        "Attended",
        "Auth.",
        "Unauth.",
        "%",
        "L",
        "U",
        "Missing",
        "",
      ],
      right: isPupil ? [2, 3, 4, 5, 6, 7, 8, 9] : [1, 2, 3, 4, 5, 6, 7, 8, 9],
      rows: value.rows.map((row) => [
        row.name,
        isPupil ? (row.class ?? "") : String(row.pupils ?? ""),
        ...COUNTS.map((field) => String(row[field])),
        row.percent ?? "–",
        String(row.late),
        String(row.lateAfterClose),
        String(row.missing),
        remark(row),
      ]),
    },
    colour,
  );
  const uk = (iso: string): string => ukOf(dayFromIso(iso) ?? 0);
  return `Attendance by ${value.by}, ${uk(value.from)} to ${uk(value.to)} (sessions)\n\n${table}`;
}

function remark(row: FigureRow): string {
  if (row.persistentPupils !== undefined) {
    return row.persistentPupils === null ? "" : `${String(row.persistentPupils)} persistent`;
  }
  return row.severe === true ? "severe" : row.persistent === true ? "persistent" : "";
}
