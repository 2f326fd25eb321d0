/** Whom to welcome at the gate: back after days away, often late, or on weekly monitoring. Never a reason for absence. */
import { daysWords } from "../../letters/phrases.ts";
import { windowOf } from "../../measures/counts.ts";
import { rowsOnRoll } from "../../measures/figures.ts";
import { sessionsADay } from "../../measures/headroom.ts";
import { spellsOf } from "../../measures/spells.ts";
import type { Situation } from "../../policy/situation.ts";
import { isoOf, shortOf } from "../../register/day.ts";
import { whoIs, type Who } from "../../register/who.ts";
import type { Week } from "../weekly/week.ts";

/** School days away after which a welcome is due. */
const DAYS_AWAY = 3;

/** A spell of three school days or more that ended in the week, or has not ended yet. */
export interface Return extends Who {
  /** Possible sessions missed. */
  readonly sessions: number;
  readonly from: string;
  /** Null while still away at the end of the week. */
  readonly back: string | null;
  /** `back on Thu 19 Nov after 4 days away`. */
  readonly words: string;
}

/** Everyone on roll at the end of the week whose last spell this year was long, in register order. */
export function returnsIn({ register }: Situation, week: Week): readonly Return[] {
  const window = windowOf(register, week.yearFrom, week.to);
  return rowsOnRoll(register, week.to, week.to).flatMap((row): Return[] => {
    const recent = spellsOf(register, row, window).filter(({ back }) => back === null || back >= week.monday);
    if (recent.length === 0) return [];
    const aDay = sessionsADay(register, row, window);
    const spell = recent.findLast(({ sessions }) => sessions >= DAYS_AWAY * aDay);
    if (!spell) return [];
    const { from, sessions, back } = spell;
    const away = daysWords((sessions * 2) / aDay);
    return [
      {
        ...whoIs(register, row),
        sessions,
        from: isoOf(from),
        back: back === null ? null : isoOf(back),
        words:
          back === null
            ? `away since ${shortOf(from)}: welcome when back`
            : `back on ${shortOf(back)} after ${away} away`,
      },
    ];
  });
}
