/** The weekly pack as tables for Excel, one file each. */
import { TIER_NAMES } from "../../policy/tiers.ts";
import type { Cell, Sheet, Table } from "../csv.ts";
import type { WeeklyPack } from "./pack.ts";
import { DIRECTIONS, gapWords, missingWords, movementWords, uk } from "./words.ts";

/** A percentage, or words where nothing was possible. */
function percentOr(percent: string | null): Cell {
  return percent === null ? "no possible sessions" : { percent };
}

/** File name and table. To add a table: a line here, and its part of `pack.ts`. */
export function weeklySheets(pack: WeeklyPack): readonly Table[] {
  return [
    { name: "class-attendance.csv", sheet: classes(pack) },
    { name: "persistent-absentees.csv", sheet: persistent(pack) },
    { name: "monitoring.csv", sheet: monitoring(pack) },
    { name: "movements.csv", sheet: movements(pack) },
    { name: "lates.csv", sheet: lates(pack) },
    { name: "to-fix.csv", sheet: toFix(pack) },
    { name: "whole-school.csv", sheet: cohorts(pack) },
  ];
}

function classes({ classes: rows }: WeeklyPack): Sheet {
  return {
    head: [
      "Class",
      "Pupils",
      "Week %",
      "Last week %",
      "Change (points)",
      "Possible this week",
      "Attended",
      "Authorised",
      "Unauthorised",
      "Missing marks",
      "Year to date %",
      "Year possible",
      "Year attended",
      "Cup %",
      "Class cup",
    ],
    rows: rows.map((row) => [
      row.name,
      row.pupils,
      percentOr(row.percent),
      { percent: row.lastWeek },
      plainChange(row.change),
      row.week.possible,
      row.week.attended,
      row.week.authorised,
      row.week.unauthorised,
      row.week.missing,
      { percent: row.yearPercent },
      row.year.possible,
      row.year.attended,
      { percent: row.cupPercent },
      row.winsCup ? "winner" : "",
    ]),
  };
}

/** `up 0.3`, `down 0.3`: a sign in front would look like a formula to Excel. */
function plainChange(change: string | null): string | null {
  return change === null
    ? null
    : change
        .replace(/^\+/, "up ")
        .replace(/^−/, "down ")
        .replace(/^0\.0$/, "same");
}

function persistent({ persistent: { pupils } }: WeeklyPack): Sheet {
  return {
    head: [
      "Pupil",
      "Class",
      "Year",
      "Status",
      "Severe",
      "Sessions missed",
      "Possible",
      "Authorised",
      "Unauthorised",
      "Attendance %",
      "Missed this week",
      "Missed last week",
      "Direction",
      "Headroom",
    ],
    rows: pupils.map((pupil) => [
      pupil.name,
      pupil.class,
      pupil.year,
      pupil.status,
      pupil.severe ? "severe" : "",
      pupil.missed,
      pupil.counts.possible,
      pupil.counts.authorised,
      pupil.counts.unauthorised,
      { percent: pupil.percent },
      pupil.missedThisWeek,
      pupil.missedLastWeek,
      pupil.direction === null ? null : DIRECTIONS[pupil.direction],
      pupil.headroom?.words ?? "",
    ]),
  };
}

function monitoring({ monitoring: pupils }: WeeklyPack): Sheet {
  const mondays = pupils[0]?.weeks.map(({ monday }) => monday) ?? [];
  return {
    head: [
      "Pupil",
      "Class",
      "Year",
      "Tier",
      "By need alone",
      "Why",
      "Attendance %",
      "Missed",
      "Possible",
      ...mondays.map((monday) => `Week of ${uk(monday)}`),
      "Trend",
      "Headroom",
      "Monitored since",
      "Missed since",
      "Possible since",
      "Missed before",
      "Possible before",
      "Better since",
      "Brothers and sisters",
    ],
    rows: pupils.map((pupil) => [
      pupil.name,
      pupil.class,
      pupil.year,
      TIER_NAMES[pupil.tier],
      pupil.needAlone ? "yes" : "",
      [...new Set(pupil.triggers.map(({ fact }) => fact))].join("; "),
      pupil.tooEarly ? "too early" : { percent: pupil.percent },
      pupil.counts.possible - pupil.counts.attended,
      pupil.counts.possible,
      ...pupil.weeks.map(({ attended, possible }) =>
        possible === 0 ? "none" : `${String(attended)} of ${String(possible)}`,
      ),
      pupil.trend,
      pupil.headroom?.words ?? "",
      { day: pupil.since },
      pupil.after.missed,
      pupil.after.possible,
      pupil.before.missed,
      pupil.before.possible,
      pupil.improved === null ? "" : pupil.improved ? "yes" : "no",
      pupil.siblings.join("; "),
    ]),
  };
}

function movements({ movements: rows }: WeeklyPack): Sheet {
  return {
    head: ["Pupil", "Class", "Year", "From", "To", "Why"],
    rows: rows.map((row) => [
      row.name,
      row.class,
      row.year,
      row.from === null ? "new on roll" : TIER_NAMES[row.from],
      TIER_NAMES[row.to],
      movementWords(row),
    ]),
  };
}

function lates({ lates: pupils }: WeeklyPack): Sheet {
  return {
    head: [
      "Pupil",
      "Class",
      "Year",
      "This week: before close (L)",
      "This week: after close (U)",
      "This week: minutes",
      "Half-term: before close (L)",
      "Half-term: after close (U)",
      "Half-term: minutes",
    ],
    rows: pupils.map((pupil) => [
      pupil.name,
      pupil.class,
      pupil.year,
      pupil.week.before,
      pupil.week.after,
      pupil.week.minutes ?? "not in the exports",
      pupil.halfTerm.before,
      pupil.halfTerm.after,
      pupil.halfTerm.minutes ?? "not in the exports",
    ]),
  };
}

function toFix({ toFix: { registers, unresolved, gaps, problems } }: WeeklyPack): Sheet {
  return {
    head: ["What", "Class", "Pupil", "Date", "Session", "School days old", "Settle by", "What to do"],
    rows: [
      ...unresolved.map((each) => [
        each.overdue ? "N, overdue" : "N",
        each.class,
        each.name,
        { day: each.day },
        each.half,
        each.age,
        { day: each.by },
        each.overdue ? "Give the reason, or O: the day has passed" : "Find out the reason; after that day it must be O",
      ]),
      ...registers.map((each) => [
        "Missing marks",
        each.class,
        null,
        { day: each.day },
        each.half,
        null,
        null,
        missingWords(each),
      ]),
      ...gaps.map((gap) => ["No marks", null, null, { day: gap.from }, null, null, null, gapWords(gap)]),
      ...problems.map((each) => [
        "Exports",
        null,
        null,
        null,
        null,
        null,
        null,
        [each.place, each.say].filter((part) => part !== null).join(": "),
      ]),
    ],
  };
}

function cohorts({ cohorts: rows }: WeeklyPack): Sheet {
  return {
    head: [
      "Group",
      "Pupils",
      "Week %",
      "Change (points)",
      "Year to date %",
      "Year possible",
      "Year attended",
      "Year authorised",
      "Year unauthorised",
      "Late (L)",
      "Late after close (U)",
      "Persistent absentees",
      "Severe absentees",
    ],
    rows: rows.map(({ name, shown }) =>
      shown === null
        ? [name, "too few to show"]
        : [
            name,
            shown.pupils,
            percentOr(shown.week.percent),
            plainChange(shown.change),
            percentOr(shown.year.percent),
            shown.year.possible,
            shown.year.attended,
            shown.year.authorised,
            shown.year.unauthorised,
            shown.year.late,
            shown.year.lateAfterClose,
            shown.year.persistentPupils ?? null,
            shown.year.severePupils ?? null,
          ],
    ),
  };
}
