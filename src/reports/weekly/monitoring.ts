/** Monitoring: everyone at Emerging or above, why, their last six weeks, and whether things get better. */
import {
  absent,
  compareRates,
  countPupil,
  glanceAt,
  windowOf,
  type Counts,
  type Sides,
} from "../../measures/counts.ts";
import { headroomOf, sessionsADay } from "../../measures/headroom.ts";
import { shownPupilPercent } from "../../measures/percent.ts";
import type { OfAll } from "../../policy/case.ts";
import { figuresInWords } from "../siblings.ts";
import type { Situation } from "../../policy/situation.ts";
import { byNeedAlone, severity, tiersOn, type Placed } from "../../policy/tiers.ts";
import type { Fired } from "../../policy/triggers.ts";
import type { Tier } from "../../read/names.ts";
import { halfTermAt } from "../../register/calendar.ts";
import { isoOf, type Day } from "../../register/day.ts";
import { kindOf, MISSING } from "../../register/kinds.ts";
import { cellOf, type Half, type Register } from "../../register/register.ts";
import { headroomJson, type HeadroomJson } from "../headroom.ts";
import type { Week } from "./week.ts";
import { whoIs, type Who } from "../../register/who.ts";

export type Trend = "improving" | "falling" | "steady";

export interface Monitored extends Who {
  readonly tier: Tier;
  /** In this tier by SEND plan or mental-health need alone. */
  readonly needAlone: boolean;
  readonly triggers: readonly Fired[];
  readonly counts: Counts;
  readonly missed: number;
  readonly percent: string | null;
  /** Oldest first; a week without possible sessions has none of either. */
  readonly weeks: readonly { readonly monday: string; readonly attended: number; readonly possible: number }[];
  /** The last three school weeks against the three before; null when either has no possible session. */
  readonly trend: Trend | null;
  readonly headroom: HeadroomJson | null;
  readonly tooEarly: boolean;
  /** Likely brothers and sisters in school with their figures, as at today. */
  readonly siblings: readonly string[];
  /** The day on which this stretch at Emerging or above began: since then the pupil is monitored each week. */
  readonly since: string;
  /** From that day on, and over as many calendar days before it this year. */
  readonly after: SidesMissed;
  readonly before: SidesMissed;
  /** The rate since is higher than before; null when either has no possible session. Not that monitoring did it. */
  readonly improved: boolean | null;
}

/** Sessions attended and missed of those possible. */
interface SidesMissed extends Sides {
  readonly missed: number;
}

/** Weeks on each side of the comparison. */
const SIDE = 3;

/** `tiers` are everybody's at the end of the week. */
export function monitored(
  situation: Situation,
  week: Week,
  tiers: readonly Placed[],
  { siblingsOf, since }: Pick<OfAll, "siblingsOf" | "since">,
): readonly Monitored[] {
  const { register, config, halfTerms } = situation;
  const halfTerm = halfTermAt(halfTerms, week.to);
  const toDate = windowOf(register, week.yearFrom, week.to);
  const lastSix = week.lastSix.map((monday) => ({
    monday: isoOf(monday),
    window: windowOf(register, monday, Math.min(monday + 6, week.to)),
  }));
  return tiers
    .filter(({ tier }) => severity(tier) >= severity("emerging"))
    .toSorted((a, b) => severity(b.tier) - severity(a.tier) || a.row - b.row)
    .map((placed) => {
      const { row, tier, triggers, year, tooEarly } = placed;
      const weeks = lastSix.map(({ monday, window }) => {
        const { attended, possible } = glanceAt(register, row, window);
        return { monday, attended, possible };
      });
      return {
        ...whoIs(register, row),
        tier,
        needAlone: byNeedAlone(placed),
        triggers,
        counts: countPupil(register, row, toDate),
        missed: absent(year),
        percent: shownPupilPercent(year, config.lines),
        weeks,
        trend: trendOf(weeks),
        headroom: headroomJson(
          headroomOf(config.calendar, halfTerm, year, week.to, sessionsADay(register, row, toDate)),
        ),
        tooEarly,
        siblings: siblingsOf(row).map((each) => figuresInWords(situation, each.row)),
        ...sinceThen(situation, week, row, since(row, "emerging", "anything", week.to)),
      };
    });
}

function sinceThen(
  { register }: Situation,
  week: Week,
  row: number,
  since: Day,
): Pick<Monitored, "since" | "after" | "before" | "improved"> {
  const sides = (from: Day, to: Day): SidesMissed => {
    const { attended, possible } = glanceAt(register, row, windowOf(register, from, to));
    return { attended, possible, missed: possible - attended };
  };
  const after = sides(since, week.to);
  const before = sides(Math.max(week.yearFrom, since - (week.to - since + 1)), since - 1);
  const improved = after.possible === 0 || before.possible === 0 ? null : compareRates(after, before) > 0;
  return { since: isoOf(since), after, before, improved };
}

/** Compares exact rates, so that a difference of one session is one. */
export function trendOf(weeks: readonly Sides[]): Trend | null {
  const sum = (some: readonly Sides[]): Sides =>
    some.reduce((a, b) => ({ attended: a.attended + b.attended, possible: a.possible + b.possible }), {
      attended: 0,
      possible: 0,
    });
  const now = sum(weeks.slice(-SIDE));
  const before = sum(weeks.slice(0, -SIDE));
  if (now.possible === 0 || before.possible === 0) return null;
  const difference = compareRates(now, before);
  return difference > 0 ? "improving" : difference < 0 ? "falling" : "steady";
}

export interface Movement extends Who {
  /** Null for a pupil who was not on roll. */
  readonly from: Tier | null;
  readonly to: Tier;
  readonly gained: readonly Fired[];
  readonly lost: readonly Fired[];
  /** Absences and lates of the week, which moved the pupil. */
  readonly sessions: readonly { readonly day: string; readonly half: Half; readonly code: string }[];
}

/** Who changed tier since the end of last week, and which sessions of this week did it. */
export function movements(situation: Situation, week: Week, tiers: readonly Placed[]): readonly Movement[] {
  const { register } = situation;
  if (week.before === null) return [];
  const then = new Map(tiersOn(situation, week.monday - 1).map((placed) => [placed.row, placed]));
  return tiers
    .flatMap((now): Movement[] => {
      const before = then.get(now.row) ?? null;
      if (before === null && now.tier === "all") return [];
      if (before?.tier === now.tier) return [];
      const had = new Set((before?.triggers ?? []).map(nameOf));
      const has = new Set(now.triggers.map(nameOf));
      return [
        {
          ...whoIs(register, now.row),
          from: before?.tier ?? null,
          to: now.tier,
          gained: now.triggers.filter((fired) => !had.has(nameOf(fired))),
          lost: (before?.triggers ?? []).filter((fired) => !has.has(nameOf(fired))),
          sessions: oddSessions(register, now.row, week.monday, week.to),
        },
      ];
    })
    .toSorted((a, b) => severity(b.to) - severity(a.to));
}

function nameOf(fired: Fired): string {
  return `${fired.tier} ${fired.trigger}`;
}

const LATE = kindOf("L");

/** Sessions that were missed or late. */
function oddSessions(register: Register, row: number, from: Day, to: Day): Movement["sessions"] {
  const { start, end } = windowOf(register, from, to);
  const found: { day: string; half: Half; code: string }[] = [];
  for (let column = start; column < end; column++) {
    const kind = register.marks[cellOf(register, row, column)] ?? MISSING;
    const known = register.kinds[kind];
    const session = register.sessions[column];
    if (!known || !session || known.code === null) continue;
    if (known.class !== "authorised" && known.class !== "unauthorised" && kind !== LATE) continue;
    found.push({ day: isoOf(session.day), half: session.half, code: known.code });
  }
  return found;
}
