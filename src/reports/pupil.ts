/** One pupil's whole story as a value: figures, grid, spells, lates, tiers, deeds, letters, siblings, what is due. */
import { absent, countPupil, windowOf, type Counts } from "../measures/counts.ts";
import { headroomOf, sessionsADay } from "../measures/headroom.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import { spellsOf } from "../measures/spells.ts";
import { dueFor, type DueLine } from "../policy/due.ts";
import { siblingFinder, type Sibling } from "../policy/siblings.ts";
import type { Situation } from "../policy/situation.ts";
import { tierOn } from "../policy/tiers.ts";
import type { Fired } from "../policy/triggers.ts";
import { textOf, type Deed } from "../read/log.ts";
import type { Tier } from "../read/names.ts";
import { halfTermAt, yearStart } from "../register/calendar.ts";
import { dayFromIso, isoOf, ukOf, WEEKDAYS, weekdayOf, type Day } from "../register/day.ts";
import { isAttended, isLate, isPossible, MISSING } from "../register/kinds.ts";
import { onRollBetween } from "../register/pupil.ts";
import { cellOf, type Half } from "../register/register.ts";
import { whoIs, type Who } from "../register/who.ts";
import { headroomJson, type HeadroomJson } from "./headroom.ts";
import { eachMark, gridOf, type GridWeek } from "./grid.ts";
import { sentLetters, type SentLetter } from "./sent.ts";

/** Figures of one span, with the sessions missed beside them. */
export interface SpanFigures {
  readonly from: string;
  readonly to: string;
  readonly counts: Counts;
  readonly missed: number;
  readonly percent: string | null;
}

export interface PupilStory extends Who {
  readonly asAt: string;
  readonly policy: string;
  readonly tier: Tier;
  readonly triggers: readonly Fired[];
  readonly tooEarly: boolean;
  readonly headroom: HeadroomJson | null;
  readonly thisYear: SpanFigures;
  readonly halfTerm: (SpanFigures & { readonly name: string }) | null;
  readonly grid: readonly GridWeek[];
  readonly spells: readonly { readonly from: string; readonly to: string; readonly sessions: number }[];
  /** Monday to Friday. */
  readonly weekdays: readonly { readonly weekday: string; readonly possible: number; readonly missed: number }[];
  readonly lates: readonly {
    readonly day: string;
    readonly half: Half;
    readonly code: string;
    readonly minutes: number | null;
  }[];
  /** Each day on which the tier changed, oldest first, with the marks of that day. */
  readonly tiers: readonly {
    readonly day: string;
    readonly tier: Tier;
    readonly because: readonly string[];
    readonly marks: string;
  }[];
  readonly needs: readonly { readonly need: string; readonly from: string; readonly to: string | null }[];
  /** Oldest first; letters stand by themselves. */
  readonly deeds: readonly {
    readonly day: string;
    readonly kind: string;
    readonly by: string | null;
    readonly words: string;
  }[];
  readonly letters: readonly SentLetter[];
  readonly siblings: readonly (Who &
    Pick<SpanFigures, "missed" | "percent"> & {
      readonly possible: number;
      readonly tier: Tier;
      readonly reason: Sibling["reason"];
    })[];
  readonly due: readonly DueLine[];
}

export function pupilStory(situation: Situation, row: number): PupilStory {
  const { register, config, asAt, halfTerms } = situation;
  const from = yearStart(config.calendar, asAt);
  const placed = tierOn(situation, row, asAt);
  const term = halfTermAt(halfTerms, asAt);
  const window = windowOf(register, from, asAt);
  const who = whoIs(register, row);
  return {
    ...who,
    asAt: isoOf(asAt),
    policy: config.policy.version,
    tier: placed.tier,
    triggers: placed.triggers,
    tooEarly: placed.tooEarly,
    headroom: headroomJson(headroomOf(config.calendar, term, placed.year, asAt, sessionsADay(register, row, window))),
    thisYear: figuresIn(situation, row, from, asAt),
    halfTerm: term ? { ...figuresIn(situation, row, term.from, Math.min(term.to, asAt)), name: term.key } : null,
    grid: gridOf(situation, row, from, asAt),
    spells: spellsOf(register, row, window).map((spell) => ({
      from: isoOf(spell.from),
      to: isoOf(spell.to),
      sessions: spell.sessions,
    })),
    weekdays: weekdayPattern(situation, row, from),
    lates: latesOf(situation, row, from),
    tiers: tierHistory(situation, row, from),
    needs: needsOf(situation.deeds[row] ?? []),
    deeds: (situation.deeds[row] ?? [])
      .filter(({ kind }) => kind !== "letter")
      .map((deed) => ({ day: isoOf(deed.day), kind: deed.kind, by: deed.by, words: deedWords(deed) })),
    letters: sentLetters(situation, row),
    siblings: siblingFinder(situation)(row).map(({ row: other, reason }) => {
      const { counts, missed, percent } = figuresIn(situation, other, from, asAt);
      const { tier } = tierOn(situation, other, asAt);
      return { ...whoIs(register, other), missed, percent, possible: counts.possible, tier, reason };
    }),
    due: dueFor(situation, row),
  };
}

function figuresIn({ register, config }: Situation, row: number, from: Day, to: Day): SpanFigures {
  const counts = countPupil(register, row, windowOf(register, from, to));
  return {
    from: isoOf(from),
    to: isoOf(to),
    counts,
    missed: absent(counts),
    percent: shownPupilPercent(counts, config.lines),
  };
}

function weekdayPattern(situation: Situation, row: number, from: Day): PupilStory["weekdays"] {
  const counts = WEEKDAYS.slice(0, 5).map((weekday) => ({ weekday, possible: 0, missed: 0 }));
  const { register } = situation;
  eachMark(situation, row, from, situation.asAt, (day, _, __, column) => {
    const kind = register.kinds[register.marks[cellOf(register, row, column)] ?? MISSING];
    const entry = counts[weekdayOf(day)];
    if (!entry || !kind || !isPossible(kind)) return;
    entry.possible++;
    if (!isAttended(kind)) entry.missed++;
  });
  return counts;
}

function latesOf(situation: Situation, row: number, from: Day): PupilStory["lates"] {
  const { register } = situation;
  const found: { day: string; half: Half; code: string; minutes: number | null }[] = [];
  eachMark(situation, row, from, situation.asAt, (day, half, code, column) => {
    const cell = cellOf(register, row, column);
    if (!isLate(register.kinds[register.marks[cell] ?? MISSING])) return;
    found.push({ day: isoOf(day), half, code, minutes: register.minutes.get(cell) ?? null });
  });
  return found;
}

/** The tier after each school day since the start of the year, where it differs from the day before. */
function tierHistory(situation: Situation, row: number, from: Day): PupilStory["tiers"] {
  const { register, asAt } = situation;
  const pupil = register.pupils[row];
  const marks = new Map<Day, string[]>();
  eachMark(situation, row, from, situation.asAt, (day, half, code) =>
    marks.set(day, [...(marks.get(day) ?? []), `${half} ${code}`]),
  );
  const found: { day: string; tier: Tier; because: readonly string[]; marks: string }[] = [];
  let last: Tier | null = null;
  for (const day of [...register.schoolDays.filter((each) => each >= from && each < asAt), asAt]) {
    if (!pupil || !onRollBetween(pupil, day, day)) continue;
    const { tier, triggers } = tierOn(situation, row, day);
    if (tier !== last) {
      const because = [...new Set(triggers.filter((each) => each.tier === tier).map(({ fact }) => fact))];
      found.push({ day: isoOf(day), tier, because, marks: (marks.get(day) ?? []).join(", ") });
    }
    last = tier;
  }
  return found;
}

function needsOf(deeds: readonly Deed[]): PupilStory["needs"] {
  return deeds
    .filter(({ kind }) => kind === "need")
    .map(({ fields, day }) => ({
      need: textOf(fields["need"]) ?? "",
      from: isoOf(dayFromIso(textOf(fields["from"]) ?? "") ?? day),
      to: textOf(fields["to"]),
    }));
}

const NOT_WORDS = new Set(["id", "v", "day", "kind", "pupil", "by"]);

/** The kind's own fields and the note, in one line. */
export function deedWords({ fields }: Pick<Deed, "fields">): string {
  return Object.entries(fields)
    .filter(([name]) => !NOT_WORDS.has(name))
    .flatMap(([name, value]) => {
      const plain = Array.isArray(value) ? value.map(String).join(", ") : typeof value === "string" ? value : "";
      const day = dayFromIso(plain);
      const text = day === null ? plain : ukOf(day);
      return text === "" ? [] : [name === "note" || name === "outcome" ? text : `${name} ${text}`];
    })
    .join("; ");
}
