/** A paragraph and a picture on attendance for the newsletter: warm, without a name, a small number or blame. */
import { cupOf } from "../../measures/cup.ts";
import { countRows, windowOf, type Counts } from "../../measures/counts.ts";
import { rowsOnRoll, weeksBetween } from "../../measures/figures.ts";
import { classesOf, schoolGroups } from "../../measures/groups.ts";
import { shownChange, shownPercent } from "../../measures/percent.ts";
import { listed } from "../../letters/whom.ts";
import type { Situation } from "../../policy/situation.ts";
import { CannotGoOn } from "../../problem/problem.ts";
import { isoOf, type Day } from "../../register/day.ts";
import type { PrizePeriod } from "../celebration/period.ts";
import { classInWords } from "../celebration/words.ts";
import type { Poster } from "../charts/poster.ts";
import { smallestShown } from "../few.ts";

export interface Newsletter {
  readonly school: string;
  readonly asAt: string;
  readonly term: string;
  readonly from: string;
  readonly to: string;
  /** Of the headline years, to one decimal. */
  readonly percent: string | null;
  readonly target: number;
  /** Whole school days that pupils were here for, all together. */
  readonly days: number;
  /** Classes by the weeks in which they won or shared the cup, most first; small classes are not named. */
  readonly cups: readonly { readonly name: string; readonly weeks: number }[];
  /** The term before, only where this one is better. */
  readonly betterThan: { readonly term: string; readonly percent: string } | null;
  /** Ready to paste. */
  readonly paragraph: string;
  readonly picture: Poster;
}

export function newsletterOf(situation: Situation, period: PrizePeriod): Newsletter {
  const { config, asAt } = situation;
  const now = wholeSchool(situation, period);
  if (now.pupils < smallestShown(config.smallestGroup)) {
    throw new CannotGoOn(
      `There are fewer than ${String(smallestShown(config.smallestGroup))} pupils in the headline years, so a figure would be about a child who can be recognised.`,
    );
  }
  const before = period.before && wholeSchool(situation, period.before).counts;
  const isBetter = before !== null && (shownChange(now.counts, before)?.startsWith("+") ?? false);
  const value = {
    school: config.school.name,
    asAt: isoOf(asAt),
    term: period.name,
    from: isoOf(period.from),
    to: isoOf(period.to),
    percent: shownPercent(now.counts),
    target: config.target,
    days: Math.floor(now.counts.attended / 2),
    cups: cupsWon(situation, period),
    betterThan: isBetter && period.before ? { term: period.before.name, percent: shownPercent(before) ?? "" } : null,
  };
  return { ...value, paragraph: paragraphOf(value, situation, period), picture: pictureOf(value) };
}

type Figures = Omit<Newsletter, "paragraph" | "picture">;

interface Days {
  readonly from: Day;
  readonly to: Day;
}

function wholeSchool({ register, config }: Situation, { from, to }: Days): { pupils: number; counts: Counts } {
  const [headline] = schoolGroups(register, rowsOnRoll(register, from, to), config.headline);
  const window = windowOf(register, from, to);
  const rows = headline?.rows ?? [];
  const pupils = rows.filter((row) => countRows(register, [row], window).possible > 0).length;
  return { pupils, counts: countRows(register, rows, window) };
}

/** Of the weeks that are over. A class of fewer pupils than may be shown is not named. */
function cupsWon({ register, config, asAt }: Situation, { from, to }: Days): Newsletter["cups"] {
  const weeks = new Map<string, number>();
  for (const monday of weeksBetween(register, from, to).filter((each) => each + 4 < asAt)) {
    const classes = classesOf(register, rowsOnRoll(register, monday, monday + 6));
    for (const { group, pupils, wins } of cupOf(
      register,
      classes,
      windowOf(register, Math.max(monday, from), Math.min(monday + 6, to)),
      config.cupLeavesOut,
    )) {
      if (wins && pupils >= smallestShown(config.smallestGroup))
        weeks.set(group.name, (weeks.get(group.name) ?? 0) + 1);
    }
  }
  return [...weeks].map(([name, won]) => ({ name, weeks: won })).toSorted((a, b) => b.weeks - a.weeks);
}

function paragraphOf(value: Figures, { config }: Situation, { isUnderWay }: PrizePeriod): string {
  const { percent, days, cups, betterThan, term, target } = value;
  const so = isUnderWay ? `So far in the ${spoken(term)}` : `In the ${spoken(term)}`;
  const sentences = [
    `Thank you to every child and every family. ${so} our pupils were here for ${percent ?? "–"}% of all sessions: together that is ${grouped(days)} school days of learning, playing and being with friends.`,
    betterThan === null
      ? ""
      : `That is more than the ${betterThan.percent}% of the ${spoken(betterThan.term)}. Well done, everybody!`,
    cups.length === 0
      ? ""
      : `Our weekly class cup went to ${listed(cups.map(({ name }) => classInWords(name)))}. Congratulations!`,
    `We aim for ${String(target)}%, and every day that a child is with us helps.`,
    `When your child is poorly, or when coming to school is hard for whatever reason, please talk with us early${contactOf(config.school)}. We are glad to help.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function contactOf({ phone, email }: { readonly phone: string; readonly email: string }): string {
  if (phone !== "") return `: ring the school office on ${phone}`;
  return email === "" ? "" : `: write to the school office at ${email}`;
}

function pictureOf(value: Figures): Poster {
  const { school, term, percent, days, target, cups } = value;
  const wins = cups.slice(0, MOST_CLASSES);
  return {
    kind: "poster",
    description:
      `${school}, ${spoken(term)}: ${percent ?? "–"}% attendance. ${wins.length === 0 ? "" : `Class cups: ${wins.map(({ name, weeks }) => `${classInWords(name)} ${String(weeks)}`).join(", ")}.`}`.trim(),
    school,
    heading: `Attendance: ${term}`,
    figure: `${percent ?? "–"}%`,
    label: "of all sessions attended",
    lines: [`${grouped(days)} school days together`, `Our aim: ${String(target)}%`, "Thank you to every family!"],
    listed: {
      heading: "Class cups won",
      rows: wins.map(({ name, weeks }) => ({ label: classInWords(name), cups: weeks })),
    },
  };
}

/** Classes that the picture has room for. */
const MOST_CLASSES = 7;

/** `autumn term`. */
function spoken(term: string): string {
  return `${term.slice(0, 1).toLowerCase()}${term.slice(1)}`.replace(/ \d{4}\/\d{2}$/, "");
}

/** `12,345`. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
