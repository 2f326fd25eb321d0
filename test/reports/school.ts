/** A school of a few pupils for the reports, present but for the marks that are given. */
import type { School } from "../../src/flow.ts";
import { dueOn } from "../../src/policy/due.ts";
import { weeklyPack, type WeeklyPack } from "../../src/reports/weekly/pack.ts";
import { chooseWeek } from "../../src/reports/weekly/week.ts";
import { isoOf } from "../../src/register/day.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

export interface Who {
  readonly class?: string;
  readonly year?: string;
  /** Marks by date; `/\` elsewhere. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** A school of these pupils, present on every weekday of the span unless they say otherwise. */
export function schoolWith(who: readonly Who[], from: string, to: string, asAt: string): School {
  const days = weekdays(from, to)
    .map(isoOf)
    .filter((iso) => iso < "2026-10-24" || iso > "2026-11-01");
  const register = who.flatMap(({ marks = {} }, n) =>
    days.map((iso) => [upnOf(n), iso, (marks[iso] ?? "/\\").charAt(0), (marks[iso] ?? "/\\").charAt(1)]),
  );
  const pupils = who.map(({ class: named = "Oak", year = "4" }, n) => [upnOf(n), `Pupil ${String(n)}`, year, named]);
  return schoolOf(
    {
      "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...register]),
      "exports/pupils.csv": lines([["UPN", "Name", "Year Group", "Class"], ...pupils]),
    },
    { asAt: on(asAt) },
  );
}

export function packOf(school: School, week: string | null = null): WeeklyPack {
  return weeklyPack(school, chooseWeek(school, week === null ? null : on(week), []), {
    files: [],
    problems: school.problems,
    due: dueOn(school),
    benchmarks: [],
  });
}
