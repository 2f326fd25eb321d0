/** Families to contact today, in the order in which to ring them, with all that the caller needs beside the telephone. */
import { windowOf } from "../../measures/counts.ts";
import { unexplainedRun } from "../../measures/spells.ts";
import { does } from "../../policy/ask.ts";
import { isAttempt } from "../../policy/case.ts";
import { siblingFinder } from "../../policy/siblings.ts";
import type { Situation } from "../../policy/situation.ts";
import { severity, type Placed } from "../../policy/tiers.ts";
import { isContact } from "../../read/log.ts";
import type { Tier } from "../../read/names.ts";
import { academicYearOf, isoOf, type Day } from "../../register/day.ts";
import { isNursery } from "../../register/pupil.ts";
import { whoIs, type Who } from "../../register/who.ts";
import { needsCare, whoRings } from "./care.ts";
import { noContactSteps, type NoContact } from "./no-contact.ts";
import { numbersOf, type Numbers } from "./numbers.ts";
import { lastContact, lastSaid, saidIn, type Said } from "./said.ts";
import type { Now } from "./today.ts";

export interface Call extends Who, Numbers {
  /** Place in the order of the sheet, from 1. */
  readonly order: number;
  readonly code: string;
  /** `Illness`. */
  readonly meaning: string;
  /** Somebody must think before anybody rings; why is not said here. */
  readonly care: boolean;
  readonly rings: string;
  readonly tier: Tier;
  /** School days without a reason up to today, half days too; 0 when today's absence has one. */
  readonly days: number;
  /** The first of them; null for none. */
  readonly since: string | null;
  /** Those of them after the family was last spoken with. */
  readonly daysWithoutContact: number;
  /** From the day on which the policy's trigger fires, as a rule the third; null before it. */
  readonly noContact: NoContact | null;
  readonly last: Said | null;
  readonly siblings: readonly (Who & Pick<Now, "presence" | "meaning">)[];
}

/** Somebody away whose family was spoken with today; where the reason is known, an attempt is enough (row I4). */
export interface Done extends Who {
  readonly code: string;
  readonly meaning: string;
  readonly said: Said;
}

export interface Calls {
  /** Away without a reason. */
  readonly toRing: readonly Call[];
  readonly reached: readonly Done[];
  /** Intensive or Specialist need, away with a reason, and contacted on every day of absence all the same (row I4). */
  readonly daily: readonly Call[];
  readonly dailyDone: readonly Done[];
}

/** `placed`: the tiers of everybody on roll today, in the order of the sheet where nothing else decides. */
export function callsOf(situation: Situation, now: ReadonlyMap<number, Now>, placed: readonly Placed[]): Calls {
  const siblingsOf = siblingFinder(situation);
  const away = placed.flatMap((each) => awayNow(situation, each, now.get(each.row)));
  const done = new Map(away.map((each) => [each, doneToday(situation, each)]));
  const calls = away
    .filter((each) => done.get(each) === null)
    .map((each) => ({
      ...callFor(situation, each),
      siblings: siblingsOf(each.placed.row).map(({ row }) => {
        const { presence = "no-mark", meaning = "" } = now.get(row) ?? {};
        return { ...whoIs(situation.register, row), presence, meaning };
      }),
    }))
    .toSorted(
      (a, b) =>
        Number(b.care) - Number(a.care) ||
        Number(isIntensive(b)) - Number(isIntensive(a)) ||
        b.daysWithoutContact - a.daysWithoutContact,
    );
  const toRing = calls.filter(({ days }) => days > 0);
  const numbered = [...toRing, ...calls.filter(({ days }) => days === 0)].map((call, i) => ({ ...call, order: i + 1 }));
  const isDone = (isKnown: boolean): readonly Done[] =>
    away.filter(({ run }) => (run === null) === isKnown).flatMap((each) => done.get(each) ?? []);
  return {
    toRing: numbered.slice(0, toRing.length),
    reached: isDone(false),
    daily: numbered.slice(toRing.length),
    dailyDone: isDone(true),
  };
}

/** A child to contact about, and whether anybody knows why they are away. */
interface Away {
  readonly placed: Placed;
  readonly code: string;
  readonly meaning: string;
  /** Null when the reason is known. */
  readonly run: Run | null;
}

/** Null for those in school, and for those away with a reason who are not at Intensive need. */
function awayNow(situation: Situation, placed: Placed, here: Now | undefined): readonly Away[] {
  const isAway = here?.presence === "no-reason" || here?.presence === "reason";
  if (!isAway || here.code === null) return [];
  const { code, meaning } = here;
  const run = here.presence === "no-reason" ? runOf(situation, placed.row) : null;
  // An O whose family was spoken with since it began is a known absence; an N waits for its reason still.
  if (run && !(code === "O" && run.wasReached)) return [{ placed, code, meaning, run }];
  const pupil = situation.register.pupils[placed.row];
  return pupil && isIntensive(placed) && !isNursery(pupil) ? [{ placed, code, meaning, run: null }] : [];
}

interface Run {
  /** School days without a reason up to today. */
  readonly days: number;
  readonly from: Day;
  /** Those after the family was last spoken with before today. */
  readonly quiet: number;
  /** The family was spoken with since it began, before today. */
  readonly wasReached: boolean;
}

function runOf({ register, deeds, asAt }: Situation, row: number): Run {
  const year = academicYearOf(asAt);
  // Away from noon on is a run of today alone.
  const { days, from } = unexplainedRun(register, row, windowOf(register, year, asAt)) ?? { days: 1, from: asAt };
  const spoken = lastContact((deeds[row] ?? []).filter(({ day }) => day < asAt)) ?? -Infinity;
  const quiet = unexplainedRun(register, row, windowOf(register, Math.max(from, spoken + 1), asAt));
  return { days, from, quiet: quiet?.days ?? 1, wasReached: spoken >= from };
}

function doneToday(situation: Situation, { placed, code, meaning, run }: Away): Done | null {
  const { register, deeds, asAt } = situation;
  const done = (deeds[placed.row] ?? []).findLast(
    (deed) => deed.day === asAt && (isContact(deed) || (run === null && (isAttempt(deed) || does(deed, "I4")))),
  );
  if (!done) return null;
  return {
    ...whoIs(register, placed.row),
    code,
    meaning,
    said: saidIn(done, needsCare(situation, placed.row)),
  };
}

function callFor(situation: Situation, { placed, code, meaning, run }: Away): Omit<Call, "order" | "siblings"> {
  const { row, tier, triggers } = placed;
  const { register, contacts, deeds, asAt } = situation;
  const who = whoIs(register, row);
  const care = needsCare(situation, row);
  const fired = triggers.some(({ trigger }) => trigger === "no-contact");
  return {
    ...who,
    ...numbersOf(
      who.name,
      contacts.filter((contact) => contact.row === row),
    ),
    code,
    meaning,
    care,
    rings: whoRings(situation, care, isIntensive(placed)),
    tier,
    days: run?.days ?? 0,
    since: run ? isoOf(run.from) : null,
    daysWithoutContact: run?.quiet ?? 0,
    noContact: run && fired ? noContactSteps(situation, row, run.from) : null,
    last: lastSaid(deeds[row] ?? [], asAt, care),
  };
}

function isIntensive({ tier }: { readonly tier: Tier }): boolean {
  return severity(tier) >= severity("intensive");
}
