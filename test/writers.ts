/** Writes a small register in every layout that exports have. */
import { isoOf, mondayOf, ukOf, type Day } from "../src/register/day.ts";
import {
  cellOf,
  dateOf,
  halfOf,
  headingOf,
  pick,
  table,
  whoOf,
  type Cells,
  type Dialect,
  type SmallRegister,
  type TextFile,
} from "./dialect.ts";

const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri"];
const HALVES = [0, 1] as const;

function markOf({ days, marks }: SmallRegister, child: number, day: Day, half: 0 | 1): string {
  const at = days.indexOf(day);
  return at < 0 ? "" : (marks[child]?.[2 * at + half] ?? "");
}

type Writer = (register: SmallRegister, dialect: Dialect) => readonly TextFile[];

/** Every way to write a register. `minutes` says whether the layout can hold minutes late. */
export const LAYOUTS: Readonly<Record<string, { readonly minutes: boolean; readonly write: Writer }>> = {
  long: {
    minutes: true,
    write: (register, dialect) => [
      { name: "long", rows: titled(table(longRows(register, dialect), dialect), dialect) },
    ],
  },
  day: {
    minutes: true,
    write: (register, dialect) => [{ name: "day", rows: titled(table(dayRows(register, dialect), dialect), dialect) }],
  },
  "week in a column": { minutes: false, write: weekInColumn },
  "week in a title": { minutes: false, write: (register, dialect) => weeksApart(register, dialect, "title") },
  "week in the name": { minutes: false, write: (register, dialect) => weeksApart(register, dialect, "name") },
  "dates in one row": {
    minutes: false,
    write: (register, dialect) =>
      dates(register, dialect, (day) =>
        HALVES.map(
          (half) =>
            `${dateOf(day, { ...dialect, date: dialect.date === "date-time" ? "iso" : dialect.date })} ${half === 0 ? "AM" : "PM"}`,
        ),
      ),
  },
  "dates twice": {
    minutes: false,
    write: (register, dialect) => dates(register, dialect, (day) => [dateOf(day, dialect), dateOf(day, dialect)]),
  },
  "dates once": {
    minutes: false,
    write: (register, dialect) => dates(register, dialect, (day) => [dateOf(day, dialect), ""]),
  },
  "dates in two rows": { minutes: false, write: datesInTwoRows },
  strings: { minutes: false, write: strings },
};

function titled(rows: readonly (readonly string[])[], { titles }: Dialect): readonly (readonly string[])[] {
  return titles ? [["Specimen School, a report"], [""], ...rows] : rows;
}

function longRows(register: SmallRegister, dialect: Dialect): readonly Cells[] {
  return register.children.flatMap((child, i) =>
    register.days.flatMap((day, d) =>
      HALVES.map((half): Cells => {
        const mark = markOf(register, i, day, half);
        const isFirstLate = isLate(mark) && !(half === 1 && isLate(markOf(register, i, day, 0)));
        return [
          ...whoOf(child, dialect),
          [headingOf("date", dialect), dateOf(day, dialect)],
          [headingOf("half", dialect), halfOf(half, dialect)],
          [headingOf("mark", dialect), cellOf(mark, dialect)],
          [headingOf("minutes", dialect), isFirstLate ? String(register.minutes[i]?.[d] ?? "") : ""],
        ];
      }),
    ),
  );
}

export function isLate(mark: string): boolean {
  return mark === "L" || mark === "U";
}

function dayRows(register: SmallRegister, dialect: Dialect): readonly Cells[] {
  return register.children.flatMap((child, i) =>
    register.days.map((day, d): Cells => {
      const [am, pm] = [markOf(register, i, day, 0), markOf(register, i, day, 1)];
      return [
        ...whoOf(child, dialect),
        [headingOf("date", dialect), dateOf(day, dialect)],
        [headingOf("am", dialect), cellOf(am, dialect)],
        [headingOf("pm", dialect), cellOf(pm, dialect)],
        [headingOf("minutes", dialect), isLate(am) || isLate(pm) ? String(register.minutes[i]?.[d] ?? "") : ""],
      ];
    }),
  );
}

function weekCells(register: SmallRegister, child: number, monday: Day, dialect: Dialect): Cells {
  const name = pick(
    [
      (d: string, h: string) => `${d}${h}`,
      (d: string, h: string) => `${d} ${h}`,
      (d: string, h: string) =>
        `${d}day ${h.toLowerCase()}`.replace("Tue", "Tues").replace("Wed", "Wednes").replace("Thu", "Thurs"),
    ],
    dialect.headings[0] ?? 0,
  );
  return WEEK.flatMap((weekday, i) =>
    HALVES.map((half): [string, string] => [
      name(weekday, half === 0 ? "AM" : "PM"),
      cellOf(markOf(register, child, monday + i, half), dialect),
    ]),
  );
}

function weekInColumn(register: SmallRegister, dialect: Dialect): readonly TextFile[] {
  const rows = register.children.flatMap((child, i) =>
    mondaysOf(register).map((monday): Cells => [
      ...whoOf(child, dialect),
      [headingOf("week", dialect), dateOf(monday, dialect)],
      ...weekCells(register, i, monday, dialect),
    ]),
  );
  return [{ name: "weeks", rows: table(rows, dialect) }];
}

function mondaysOf({ days }: SmallRegister): readonly Day[] {
  return [...new Set(days.map(mondayOf))];
}

function weeksApart(register: SmallRegister, dialect: Dialect, where: "title" | "name"): readonly TextFile[] {
  return mondaysOf(register).map((monday, n) => {
    const rows = table(
      register.children.map((child, i): Cells => [
        ...whoOf(child, dialect),
        ...weekCells(register, i, monday, dialect),
      ]),
      dialect,
    );
    if (where === "title") return { name: `week ${String(n)}`, rows: [[`Week beginning ${ukOf(monday)}`], ...rows] };
    return {
      name: `Register_${pick([isoOf(monday), ukOf(monday).replaceAll("/", "-")], dialect.headings[1] ?? 0)}`,
      rows,
    };
  });
}

function dates(register: SmallRegister, dialect: Dialect, name: (day: Day) => readonly string[]): readonly TextFile[] {
  const rows = register.children.map((child, i): Cells => [
    ...whoOf(child, dialect),
    ...register.days.flatMap((day) =>
      HALVES.map((half): [string, string] => [name(day)[half] ?? "", cellOf(markOf(register, i, day, half), dialect)]),
    ),
  ]);
  return [{ name: "dates", rows: titled(table(rows, dialect, register.days.length * 2), dialect) }];
}

function datesInTwoRows(register: SmallRegister, dialect: Dialect): readonly TextFile[] {
  const [file] = dates(register, dialect, () => ["AM", "PM"]);
  const [halves = [], ...rows] = (file?.rows ?? []).slice(dialect.titles ? 2 : 0);
  const blank = halves.slice(0, halves.length - register.days.length * 2).map(() => "");
  const above = [...blank, ...register.days.flatMap((day) => [dateOf(day, dialect), ""])];
  return [{ name: "dates", rows: titled([above, halves, ...rows], dialect) }];
}

/** A string a run of weekdays, so that its marks fit its days; separated where a code has two characters. */
function strings(register: SmallRegister, dialect: Dialect): readonly TextFile[] {
  const runs: Day[][] = [];
  for (const day of register.days) {
    const run = runs.at(-1);
    if (run && isNextWeekday(run.at(-1) ?? 0, day)) run.push(day);
    else runs.push([day]);
  }
  const rows = register.children.flatMap((child, i) =>
    runs.map((run): Cells => {
      const marks = run.flatMap((day) => HALVES.map((half) => markOf(register, i, day, half) || "-"));
      const joined = marks.every((mark) => mark.length === 1) && dialect.mark !== "label";
      return [
        ...whoOf(child, dialect),
        [headingOf("from", dialect), dateOf(run[0] ?? 0, dialect)],
        [headingOf("to", dialect), dateOf(run.at(-1) ?? 0, dialect)],
        [headingOf("marks", dialect), marks.join(joined ? "" : dialect.separator)],
      ];
    }),
  );
  return [{ name: "strings", rows: titled(table(rows, dialect), dialect) }];
}

function isNextWeekday(day: Day, next: Day): boolean {
  return next === day + 1 || (next === day + 3 && mondayOf(next) === next);
}
