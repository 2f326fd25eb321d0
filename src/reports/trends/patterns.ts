/** When, why and for how long pupils are away: weekdays, reasons and spells. */
import { absent, countPupil, windowOf, type Sides } from "../../measures/counts.ts";
import { sumsOver } from "../../measures/running.ts";
import { spellsOf } from "../../measures/spells.ts";
import { codeNamed } from "../../register/codes.ts";
import { WEEKDAYS, weekdayOf, type Day } from "../../register/day.ts";
import type { Register } from "../../register/register.ts";
import { zeroAxis, type BarChart, type Point } from "../charts/chart.ts";
import { share } from "./lines.ts";

export interface Patterns {
  readonly weekdays: BarChart;
  readonly reasons: BarChart;
  readonly spells: BarChart;
  readonly away: SpellNumbers;
}

export interface SpellNumbers {
  /** Spells of absence. */
  readonly spells: number;
  /** Pupils with at least one. */
  readonly pupils: number;
  /** Pupils with `often` spells or more. */
  readonly oftenPupils: number;
  readonly often: number;
}

/** Whose absence, when: days are inclusive. */
export interface PatternAsk {
  readonly register: Register;
  readonly rows: readonly number[];
  readonly who: string;
  readonly from: Day;
  readonly to: Day;
  /** Reasons that fewer pupils have are pooled. */
  readonly smallest: number;
}

/** Null when nobody missed a session. */
export function patternsOf(ask: PatternAsk): Patterns | null {
  const found = absencesOf(ask);
  const lengths = found.spells.flat();
  if (lengths.length === 0) return null;
  return {
    weekdays: weekdayChart(ask, found),
    reasons: reasonChart(ask, found),
    spells: spellChart(ask, lengths),
    away: {
      spells: lengths.length,
      pupils: found.spells.filter((each) => each.length > 0).length,
      oftenPupils: found.spells.filter((each) => each.length >= OFTEN).length,
      often: OFTEN,
    },
  };
}

interface Absences {
  /** The sessions of each weekday, Monday first. */
  readonly weekdays: readonly Sides[];
  /** In the order in which they are met. */
  readonly codes: ReadonlyMap<string, { sessions: number; readonly rows: number[] }>;
  /** For each row, the sessions of each spell. */
  readonly spells: readonly (readonly number[])[];
}

function absencesOf({ register, rows, from, to }: PatternAsk): Absences {
  const window = windowOf(register, from, to);
  const weekdays = Array.from({ length: 7 }, () => ({ possible: 0, attended: 0 }));
  const sumsIn = sumsOver(register, rows);
  for (let start = window.start; start < window.end; start++) {
    const weekday = weekdays[weekdayOf(register.sessions[start]?.day ?? 0)];
    const { possible, attended } = sumsIn({ start, end: start + 1 });
    if (!weekday) continue;
    weekday.possible += possible;
    weekday.attended += attended;
  }
  const codes = new Map<string, { sessions: number; readonly rows: number[] }>();
  for (const row of rows) {
    for (const [code, n] of Object.entries(countPupil(register, row, window).codes)) {
      const found = codes.get(code) ?? { sessions: 0, rows: [] };
      codes.set(code, found);
      found.sessions += n;
      found.rows.push(row);
    }
  }
  const spells = rows.map((row) => spellsOf(register, row, window).map(({ sessions }) => sessions));
  return { weekdays, codes, spells };
}

/** So many spells are worth a look. */
const OFTEN = 3;

type Words = Pick<BarChart, "title" | "description" | "along" | "measure">;
type Bar = readonly [label: string, point: Point];

function chartOf(bars: readonly Bar[], unit: "%" | "", words: Words): BarChart {
  const heights = bars.map(([, { at }]) => at);
  return {
    kind: "bars",
    ...words,
    axis: zeroAxis(heights, unit),
    bars: bars.map(([label, point]) => ({ label, point, strong: false })),
  };
}

function weekdayChart({ who }: PatternAsk, { weekdays }: Absences): BarChart {
  const bars = WEEKDAYS.flatMap((name, weekday): readonly Bar[] => {
    const sum = weekdays[weekday];
    return !sum || sum.possible === 0 ? [] : [[name, share(absent(sum), sum)]];
  });
  return chartOf(bars, "%", {
    title: "Sessions missed, by weekday",
    description: `${who}, the year so far: how many of the possible sessions of each weekday were missed.`,
    along: "Weekday",
    measure: "Missed, %",
  });
}

interface Reason {
  readonly name: string;
  readonly sessions: number;
  readonly rows: readonly number[];
}

function reasonChart({ who, smallest }: PatternAsk, { weekdays, codes }: Absences): BarChart {
  const all = { possible: weekdays.reduce((sum, { possible }) => sum + possible, 0) };
  const reasons = [...codes].flatMap(([code, { sessions, rows }]): readonly Reason[] => {
    const known = codeNamed(code);
    if (known?.category !== "authorised" && known?.category !== "unauthorised") return [];
    return [{ name: `${SHORT[code] ?? known.heading} (${code})`, sessions, rows }];
  });
  const bars = pooled(reasons, smallest).map(({ name, sessions }): Bar => [
    `${name} × ${String(sessions)}`,
    share(sessions, all),
  ]);
  return chartOf(bars, "%", {
    title: "Reasons for absence",
    description: `${who}, the year so far: sessions missed for each reason, in percent of all possible sessions. The bars add up to the rate of absence.`,
    along: "Reason and sessions",
    measure: "Of possible sessions, %",
  });
}

/** Headings of the register that are too long to stand beside a bar. */
const SHORT: Readonly<Record<string, string>> = {
  C: "Leave, exceptional circumstance",
  C1: "Performance or employment abroad",
  C2: "Part-time timetable",
  E: "Suspended or excluded",
  F: "Extended family holiday, agreed",
  H: "Family holiday, authorised",
  J1: "Leave for an interview",
  M: "Medical or dental appointment",
  N: "Reason not yet established",
  O: "Other or unknown circumstances",
  S: "Study leave",
  T: "Parent travelling for work",
};

/** Most sessions first; those of too few pupils as one at the end, joined by the next rarest until they are enough. */
function pooled(reasons: readonly Reason[], smallest: number): readonly Pick<Reason, "name" | "sessions">[] {
  const few: Reason[] = [];
  const shown: Reason[] = [];
  for (const reason of reasons.toSorted((a, b) => a.rows.length - b.rows.length)) {
    const pupils = new Set(few.flatMap(({ rows }) => rows));
    const joins = few.length > 0 && (few.length < 2 || pupils.size < smallest);
    (reason.rows.length < smallest || joins ? few : shown).push(reason);
  }
  const sessions = few.reduce((sum, each) => sum + each.sessions, 0);
  const rest = few.length > 0 ? [{ name: "Other reasons", sessions }] : [];
  return [...shown.toSorted((a, b) => b.sessions - a.sessions), ...rest];
}

/** Sessions missed in one spell; two are a day. */
const BANDS: readonly { readonly label: string; readonly atMost: number }[] = [
  { label: "1 session (half a day)", atMost: 1 },
  { label: "2 sessions (a day)", atMost: 2 },
  { label: "3 or 4 sessions (up to two days)", atMost: 4 },
  { label: "5 to 10 sessions (up to a week)", atMost: 10 },
  { label: "11 to 20 sessions (up to two weeks)", atMost: 20 },
  { label: "21 sessions or more", atMost: Infinity },
];

function spellChart({ who }: PatternAsk, lengths: readonly number[]): BarChart {
  const bars = BANDS.map(({ label, atMost }, i): Bar => {
    const above = BANDS[i - 1]?.atMost ?? 0;
    const count = lengths.filter((length) => length > above && length <= atMost).length;
    return [label, { at: count, shown: String(count) }];
  });
  return chartOf(bars, "", {
    title: "Spells of absence, by length",
    description: `${who}, the year so far. A spell begins with a missed session and ends at the next one attended; weekends, holidays and closures do not end it.`,
    along: "Length",
    measure: "Spells",
  });
}
