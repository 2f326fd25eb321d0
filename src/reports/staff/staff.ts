/** What class teachers and those on the playground are told each week: as little of each child as they need. */
import type { DueLine } from "../../policy/due.ts";
import type { Situation } from "../../policy/situation.ts";
import { severity } from "../../policy/tiers.ts";
import type { RowName, Tier, TriggerName } from "../../read/names.ts";
import type { Who } from "../../register/who.ts";
import type { WeekBars } from "../charts/chart.ts";
import type { Monitored, Trend } from "../weekly/monitoring.ts";
import type { WeeklyPack } from "../weekly/pack.ts";
import type { ToFix } from "../weekly/to-fix.ts";
import { weekBarsOf } from "../weekly/week-bars.ts";
import type { Week } from "../weekly/week.ts";
import { returnsIn, type Return } from "./gate.ts";

/** Triggers that heads and the safeguarding leads know of, and no list for other staff: neither they nor the tier that they make. */
const NOT_FOR_STAFF: readonly TriggerName[] = ["mental-health", "missing-education"];

export interface StaffPupil extends Who {
  /** By what staff may know. */
  readonly tier: Tier;
  /** On the list by a SEND plan and nothing else. */
  readonly sendAlone: boolean;
  /** Null when it is too early in the year to say. */
  readonly percent: string | null;
  readonly missed: number;
  readonly possible: number;
  /** Late arrivals this half-term, before and after the register closed. */
  readonly lates: number;
  readonly trend: Trend | null;
  readonly chart: WeekBars;
  /** A contact with the family is due, and whose it is; null when none is. */
  readonly callBy: string | null;
  /** The teacher is asked for concerns, and by whom; null when not. */
  readonly askedBy: string | null;
}

export type GateReason = "back" | "lates" | "monitored";

export interface Greeting extends Who {
  /** The most pressing first. */
  readonly reasons: readonly GateReason[];
  readonly back: Return | null;
  /** Of a pupil who is often late; null for others. */
  readonly lates: number | null;
}

export interface ClassSheet {
  readonly key: string;
  readonly name: string;
  readonly pupils: readonly StaffPupil[];
  readonly gate: readonly Greeting[];
  readonly registers: ToFix["registers"];
}

export interface StaffReport {
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly asAt: string;
  /** Every class of the week that has a name, in school order. */
  readonly classes: readonly ClassSheet[];
  /** The whole school's in register order, for heads and the Pastoral Lead. */
  readonly gate: readonly Greeting[];
  /** Pupils to greet who have no class in the exports, and so are on no teacher's sheet. */
  readonly withoutClass: number;
}

/** As at the end of the week; `due` is what is due today. */
export function staffReport(situation: Situation, week: Week, pack: WeeklyPack, due: readonly DueLine[]): StaffReport {
  const lates = latesByKey(pack);
  const dueOf = new Map<string | null, DueLine[]>();
  for (const line of due) dueOf.set(line.pupil, [...(dueOf.get(line.pupil) ?? []), line]);
  const pupils = pack.monitoring.flatMap((each) => staffPupil(each, lates, dueOf.get(each.key) ?? []));
  const place = new Map(situation.register.pupils.map(({ key }, row) => [key, row]));
  const gate = greetings(pack, lates, pupils, returnsIn(situation, week)).toSorted(
    (a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0),
  );
  return {
    school: pack.school,
    from: pack.week.from,
    to: pack.week.friday,
    asAt: pack.week.to,
    classes: pack.classes
      .filter(({ key }) => key !== "")
      .map(({ key, name }) => ({
        key,
        name,
        pupils: pupils.filter((each) => each.class === key),
        gate: gate.filter((each) => each.class === key),
        registers: pack.toFix.registers.filter((each) => each.class === key),
      })),
    gate,
    withoutClass: gate.filter((each) => each.class === null).length,
  };
}

/** Rows that ask for a word with the family, and rows that ask the class teacher for concerns. */
const CALLS: readonly RowName[] = ["E3", "I4"];
const CONCERNS: readonly RowName[] = ["L4", "E6", "I7"];

/** Late arrivals this half-term, before and after the register closed. */
type Lates = ReadonlyMap<string, number>;

function latesByKey({ lates }: WeeklyPack): Lates {
  return new Map(lates.map(({ key, halfTerm }) => [key, halfTerm.before + halfTerm.after]));
}

/** The pupil as staff may see them, and what is due of them; none when only what they need not know put the pupil on the list. */
function staffPupil(pupil: Monitored, lates: Lates, due: readonly DueLine[]): readonly StaffPupil[] {
  const known = pupil.triggers.filter(({ trigger }) => !NOT_FOR_STAFF.includes(trigger));
  const serious = known.filter(({ tier }) => severity(tier) >= severity("emerging"));
  const [first] = serious.toSorted((a, b) => severity(b.tier) - severity(a.tier));
  if (!first) return [];
  const { key, name, class: named, year, counts } = pupil;
  const ownerOf = (rows: readonly RowName[]): string | null => due.find(({ row }) => rows.includes(row))?.owner ?? null;
  return [
    {
      key,
      name,
      class: named,
      year,
      tier: first.tier,
      sendAlone: serious.every(({ trigger }) => trigger === "send-plan"),
      percent: pupil.tooEarly ? null : pupil.percent,
      missed: counts.possible - counts.attended,
      possible: counts.possible,
      lates: lates.get(key) ?? 0,
      trend: pupil.trend,
      chart: weekBarsOf(pupil.weeks),
      callBy: ownerOf(CALLS),
      askedBy: ownerOf(CONCERNS),
    },
  ];
}

/** Everyone once, with every reason to be greeted. */
function greetings(
  { monitoring }: WeeklyPack,
  lates: Lates,
  pupils: readonly StaffPupil[],
  returns: readonly Return[],
): readonly Greeting[] {
  const found = new Map<string, Greeting>();
  const greet = (who: Who, reason: GateReason, more: Partial<Pick<Greeting, "back" | "lates">> = {}): void => {
    const { key, name, class: named, year } = who;
    const known = found.get(key) ?? { key, name, class: named, year, reasons: [], back: null, lates: null };
    found.set(key, { ...known, ...more, reasons: [...known.reasons, reason] });
  };
  for (const back of returns) greet(back, "back", { back });
  const oftenLate = monitoring.filter(({ triggers }) => triggers.some(({ trigger }) => trigger === "lates"));
  for (const each of oftenLate) greet(each, "lates", { lates: lates.get(each.key) ?? 0 });
  for (const each of pupils) if (!each.sendAlone) greet(each, "monitored");
  return [...found.values()];
}
