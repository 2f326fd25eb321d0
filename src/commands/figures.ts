/** `attend figures`: the numbers, by pupil, class, year, week, half-term, cohort or school. */
import { renderTable } from "../edge/terminal.ts";
import { BY, figuresOf, type FigureRow, type Figures } from "../measures/figures.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { yearStart } from "../register/calendar.ts";
import { dayFromIso, ukOf } from "../register/day.ts";
import { renderCsv, type Cell, type Sheet } from "../reports/csv.ts";
import { dayGiven, finish, loadRegister, type Context, type ExitCode } from "./context.ts";

export interface FiguresOptions {
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: boolean;
}

export function figures(context: Context, options: FiguresOptions): ExitCode {
  const by = BY.find((each) => each === (options.by ?? "pupil"));
  if (!by) throw new CannotGoOn(`--by takes one of ${BY.join(", ")}, not “${options.by ?? ""}”.`);
  const { school } = loadRegister(context);
  const { config, register, halfTerms } = school;
  const to = options.to === undefined ? context.asAt : Math.min(dayGiven(options.to, "--to"), context.asAt);
  const from = options.from === undefined ? yearStart(config.calendar, to) : dayGiven(options.from, "--from");
  if (from > to) throw new CannotGoOn("--from is after --to (or after today), so there is nothing to count.");
  const value = figuresOf(register, {
    by,
    from,
    to,
    asAt: context.asAt,
    headline: config.headline,
    halfTerms,
    lines: config.lines,
  });
  return finish(context, school.problems, value, () =>
    options.csv === true ? renderCsv(sheetOf(value)) : renderScreen(value, context.io.colour),
  );
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
