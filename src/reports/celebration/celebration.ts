/** The week's celebration: the class cup, and every class in its place, without the name of any child. */
import { compareRates } from "../../measures/counts.ts";
import { drawnPercent } from "../../measures/percent.ts";
import type { Config } from "../../read/config.ts";
import type { Point } from "../charts/chart.ts";
import type { WeeklyPack } from "../weekly/pack.ts";

export interface Celebration {
  readonly school: string;
  /** Monday and Friday, ISO. */
  readonly from: string;
  readonly to: string;
  /** Classes that share the cup; none when no class took part. */
  readonly winners: readonly CelebratedClass[];
  /** All classes that took part, the best rate first; equal ones in school order. */
  readonly classes: readonly CelebratedClass[];
  /** Classes whose years do not take part, such as nursery: greeted by name. */
  readonly alsoHere: readonly string[];
  /** The whole school's rate of the week; null where a small class could be worked out from it. */
  readonly together: string | null;
}

export interface CelebratedClass {
  readonly name: string;
  readonly wins: boolean;
  /** Nothing is shown of a class of so few that a child could be recognised. */
  readonly point: Point;
}

const HIDDEN: Point = { at: null, shown: null };

export function celebrationOf(pack: WeeklyPack, { smallestGroup }: Pick<Config, "smallestGroup">): Celebration {
  const takingPart = pack.classes
    .filter(({ key, cup }) => key !== "" && cup.possible > 0)
    .toSorted((a, b) => compareRates(b.cup, a.cup));
  const classes = takingPart.map(({ name, winsCup, cup, cupPupils, cupPercent }): CelebratedClass => ({
    name,
    wins: winsCup,
    point: cupPupils < smallestGroup ? HIDDEN : { at: drawnPercent(cup), shown: cupPercent },
  }));
  const isAnyHidden = classes.some(({ point }) => point.shown === null);
  return {
    school: pack.school,
    from: pack.week.from,
    to: pack.week.friday,
    winners: classes.filter(({ wins }) => wins),
    classes,
    alsoHere: pack.classes.filter(({ key, cup }) => key !== "" && cup.possible === 0).map(({ name }) => name),
    together: isAnyHidden ? null : (pack.wholeSchool.weeks[0]?.school?.percent ?? null),
  };
}
