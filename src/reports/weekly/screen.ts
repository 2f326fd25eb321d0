/** The weekly pack on one screen. */
import type { WeeklyPack } from "./pack.ts";
import { ARROWS, counted, dueWords, gapWords, short, uk } from "./words.ts";
import { TIER_NAMES } from "../../policy/tiers.ts";

/** A heading, and lines or a table below it. */
export interface Block {
  readonly title: string;
  readonly lines?: readonly string[];
  readonly table?: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly right?: readonly number[];
  };
}

/** So many of a list; the page has them all. */
const FIRST = 6;

export function weeklyBlocks(pack: WeeklyPack): readonly Block[] {
  const headline = pack.cohorts[0];
  const shown = headline?.shown ?? null;
  const { persistent, toFix, numbers } = pack;
  return [
    ...(pack.incomplete.length > 0
      ? [
          {
            title: "INCOMPLETE",
            lines: [`${pack.incomplete.join(", ")} could not be read: figures may lack what is in it.`],
          },
        ]
      : []),
    {
      title: `${pack.school}: week of ${uk(pack.week.from)} to ${uk(pack.week.friday)}`,
      lines: [
        `${headline?.name ?? "School"}: ${shown?.week.percent ?? "–"}% this week${shown?.change ? ` (${shown.change} points on last week)` : ""}, ${shown?.year.percent ?? "–"}% this year`,
      ],
    },
    {
      title: "Classes",
      table: {
        head: ["Class", "Pupils", "Week", "Last week", "Change", "Year", ""],
        right: [1, 2, 3, 4, 5],
        rows: pack.classes.map((row) => [
          row.name,
          String(row.pupils),
          row.percent ?? "–",
          row.lastWeek ?? "–",
          row.change ?? "–",
          row.yearPercent ?? "–",
          row.winsCup ? "class cup" : "",
        ]),
      },
    },
    {
      title: `Persistent absentees: ${String(numbers.persistent)}${persistent.tooEarly > 0 ? ` (and ${String(persistent.tooEarly)} too early to judge)` : ""}`,
      table: {
        head: ["", "Pupil", "Class", "Missed", "of", "%", "This week", "Last"],
        right: [3, 4, 5, 6, 7],
        rows: persistent.pupils
          .slice(0, FIRST)
          .map((pupil) => [
            pupil.status === "still" ? "" : pupil.status,
            pupil.name,
            pupil.class ?? "",
            String(pupil.missed),
            String(pupil.counts.possible),
            pupil.percent ?? "–",
            `${String(pupil.missedThisWeek)} ${pupil.direction === null ? "" : ARROWS[pupil.direction]}`.trim(),
            String(pupil.missedLastWeek ?? "–"),
          ]),
      },
      lines: more(persistent.pupils.length),
    },
    {
      title: `Changed tier since last week: ${String(pack.movements.length)}`,
      lines: [
        ...pack.movements
          .slice(0, FIRST)
          .map(
            (row) =>
              `${row.name} (${row.class ?? "no class"}): ${row.from === null ? "new" : TIER_NAMES[row.from]} → ${TIER_NAMES[row.to]}`,
          ),
        ...more(pack.movements.length),
      ],
    },
    {
      title: "Lates this week",
      lines: lateLines(pack),
    },
    {
      title: "To fix",
      lines: [
        numbers.unresolved === 0
          ? "Every absence has its reason."
          : `${counted(numbers.unresolved, "N mark")} without a reason${numbers.overdue > 0 ? `, ${String(numbers.overdue)} of them overdue` : ""}`,
        ...toFix.registers
          .slice(-3)
          .map(
            (each) =>
              `${each.class ?? "No class"}, ${short(each.day)} ${each.half}: ${each.missing === each.of ? "register not taken" : counted(each.missing, "missing mark")}`,
          ),
        ...(toFix.registers.length > 3
          ? [`… and ${counted(toFix.registers.length - 3, "more register")} with missing marks`]
          : []),
        ...toFix.gaps.map(gapWords),
        ...(toFix.problems.length > 0
          ? [`${counted(toFix.problems.length, "problem")} in the files, listed below`]
          : []),
      ],
    },
    {
      title: "Due",
      lines:
        pack.due.length === 0
          ? ["nothing"]
          : pack.due.map(
              (each) => `${each.owner}: ${String(each.due)}, ${String(each.overdue)} overdue; first ${dueWords(each)}`,
            ),
    },
  ];
}

function more(length: number): readonly string[] {
  return length > FIRST ? [`… and ${String(length - FIRST)} more`] : [];
}

function lateLines({ lates }: WeeklyPack): readonly string[] {
  const late = lates.filter(({ week }) => week.before + week.after > 0);
  if (late.length === 0) return ["nobody"];
  return [
    ...late.slice(0, FIRST).map(({ name, class: named, week, halfTerm }) => {
      const minutes = week.minutes === null ? "" : `, ${counted(week.minutes, "minute")}`;
      return `${name} (${named ?? "no class"}): ${String(week.before + week.after)}${minutes}; ${String(halfTerm.before + halfTerm.after)} this half-term`;
    }),
    ...more(late.length),
  ];
}
