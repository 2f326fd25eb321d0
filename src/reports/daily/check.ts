/** The first-hour check of a day as a value: registers, whom to ring and in which order, lates, reasons that are due. */
import { classesOf } from "../../measures/groups.ts";
import type { Situation } from "../../policy/situation.ts";
import { tiersOn, type Placed } from "../../policy/tiers.ts";
import { isoOf } from "../../register/day.ts";
import { compareText } from "../../register/order.ts";
import type { Half, Register } from "../../register/register.ts";
import { whoIs, type Who } from "../../register/who.ts";
import { callsOf, type Calls } from "./calls.ts";
import { latesToday, timesOf, type LateToday, type Times } from "./lates.ts";
import { reasonsDue, registersToday, type NoMark, type NotTaken, type ReasonDue } from "./registers.ts";
import { presenceNow, type Now } from "./today.ts";

export interface DailyNumbers {
  /** Everybody, nursery too. */
  readonly onRoll: number;
  readonly inSchool: number;
  /** `N` or `O`, as the newest mark of today. */
  readonly withoutReason: number;
  readonly withReason: number;
  /** At another school, not due in this session, and the like. */
  readonly notExpected: number;
  /** No mark of today that can be read; nursery children who come to other sessions are among them. */
  readonly noMark: number;
}

/** Somebody whom it is good to look out for on the playground (row A7). */
export interface LookOut extends Who {
  readonly why: string;
}

export interface DailyCheck extends Calls {
  readonly asAt: string;
  readonly school: string;
  readonly policy: string;
  /** Sessions of today of which there are marks. */
  readonly sessions: readonly Half[];
  readonly numbers: DailyNumbers;
  readonly times: Times;
  readonly notTaken: readonly NotTaken[];
  readonly noMark: readonly NoMark[];
  /** In school now, with an `N` or `O` earlier today. */
  readonly cameLater: readonly Who[];
  readonly lates: readonly LateToday[];
  readonly reasons: readonly ReasonDue[];
  readonly lookOut: readonly LookOut[];
}

/** `columns`: today's open sessions, as `dayState` gives them. */
export function dailyCheck(situation: Situation, columns: readonly number[]): DailyCheck {
  const { register, config, asAt } = situation;
  const placed = inClassOrder(register, tiersOn(situation, asAt));
  const rows = placed.map(({ row }) => row);
  const now = new Map(rows.map((row) => [row, presenceNow(situation, row, columns)]));
  return {
    asAt: isoOf(asAt),
    school: config.school.name,
    policy: config.policy.version,
    sessions: columns.map((column) => register.sessions[column]?.half ?? "AM"),
    numbers: numbersIn([...now.values()]),
    times: timesOf(situation),
    ...registersToday(situation, rows, columns),
    ...callsOf(situation, now, placed),
    cameLater: rows
      .filter((row) => now.get(row)?.presence === "in")
      .filter((row) => columns.some((column) => presenceNow(situation, row, [column]).presence === "no-reason"))
      .map((row) => whoIs(register, row)),
    lates: latesToday(situation, rows, columns),
    reasons: reasonsDue(situation),
    lookOut: placed.flatMap((each) => lookOutFor(register, each, now.get(each.row))),
  };
}

/** By class in school order, and within a class as a register runs. */
function inClassOrder(register: Register, placed: readonly Placed[]): readonly Placed[] {
  const byRow = new Map(placed.map((each) => [each.row, each]));
  const sortName = (row: number): string => register.pupils[row]?.sortName ?? "";
  return classesOf(register, [...byRow.keys()])
    .flatMap(({ rows }) => rows.toSorted((a, b) => compareText(sortName(a), sortName(b))))
    .flatMap((row) => byRow.get(row) ?? []);
}

function numbersIn(now: readonly Now[]): DailyNumbers {
  const of = (presence: Now["presence"]): number => now.filter((each) => each.presence === presence).length;
  return {
    onRoll: now.length,
    inSchool: of("in"),
    withoutReason: of("no-reason"),
    withReason: of("reason"),
    notExpected: of("not-expected"),
    noMark: of("no-mark"),
  };
}

/** Away today without a reason, or late often enough for a tier. */
function lookOutFor(register: Register, { row, triggers }: Placed, now: Now | undefined): readonly LookOut[] {
  const late = triggers.findLast(({ trigger }) => trigger === "lates");
  const why = [now?.presence === "no-reason" ? "away today without a reason" : null, late?.fact ?? null].filter(
    (each) => each !== null,
  );
  return why.length === 0 ? [] : [{ ...whoIs(register, row), why: why.join("; ") }];
}
