/** A list for the local authority: who belongs on it, what has been sent, and what is due. */
import type { Situation } from "../../policy/situation.ts";
import { dayIn, type Deed } from "../../read/log.ts";
import type { ReturnName } from "../../read/names.ts";
import { academicYearOf, dayOf, isoOf, partsOf, type Day } from "../../register/day.ts";
import { termAt, termsOf } from "../../register/terms.ts";
import { whoIs, type Who } from "../../register/who.ts";
import type { Cell } from "../csv.ts";

/** What a return asks, and what the exports and the log have of it; null is left for a person to fill in. */
export interface Field {
  readonly label: string;
  readonly value: Cell;
}

/** One pupil on a list, before it is known what has been sent. */
export interface ReturnCase {
  readonly row: number;
  /** What it tells runs from here … */
  readonly from: Day;
  /** … to here, inclusive; null for what happens on one day. */
  readonly to: Day | null;
  /** It must be sent by then; null while it is only approaching. */
  readonly dueBy: Day | null;
  /** Why the pupil is here, without a full stop. */
  readonly fact: string;
  readonly fields: readonly Field[];
}

/** One list: what it asks, in words, and who belongs on it. To add one: its file, its name in `read/names.ts`, its line in `lists.ts`. */
export interface ReturnForm {
  readonly title: string;
  /** Who belongs on it, in plain words. */
  readonly rule: string;
  /** When it is made, in plain words. */
  readonly often: string;
  readonly source: string;
  /** What a person has to decide or look at. */
  readonly note: string;
  /** What else the reader of this list should know on the day; null when there is nothing. */
  readonly also?: (situation: Situation) => string | null;
  /** What a nil return says after `Nil return: `. */
  readonly nil: string;
  /** How often a nil return may be made. */
  readonly period: "month" | "term";
  /** May be sent while it is only approaching, when a person sees that it will come to it. */
  readonly early: boolean;
  /** `forms`: a box for each pupil; `table`: a row for each. */
  readonly shape: "forms" | "table";
  readonly cases: (situation: Situation) => readonly ReturnCase[];
}

export type ReturnStatus = "due" | "approaching" | "sent";

export interface ReturnLine extends Who {
  readonly status: ReturnStatus;
  readonly sentOn: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly dueBy: string | null;
  readonly overdue: boolean;
  readonly fact: string;
  readonly fields: readonly Field[];
}

export interface ReturnList {
  readonly name: ReturnName;
  readonly title: string;
  readonly asAt: string;
  readonly rule: string;
  readonly often: string;
  readonly source: string;
  readonly note: string;
  readonly also: string | null;
  readonly shape: ReturnForm["shape"];
  readonly early: boolean;
  /** The month or term of today, up to today. */
  readonly period: { readonly from: string; readonly to: string };
  /** The words of a nil return; null when something is due, or was sent in this period. */
  readonly nil: string | null;
  /** When a nil return of this period was sent. */
  readonly nilSentOn: string | null;
  /** Due first, then approaching, then sent; each in register order. */
  readonly lines: readonly ReturnLine[];
}

const ORDER: readonly ReturnStatus[] = ["due", "approaching", "sent"];

export function returnList(situation: Situation, name: ReturnName, form: ReturnForm): ReturnList {
  const { log, asAt } = situation;
  const lines = form
    .cases(situation)
    .map((each) => lineOf(situation, name, each))
    .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const from = periodStart(situation, form.period);
  const isQuiet = lines.every(({ status, sentOn }) => status !== "due" && (sentOn === null || sentOn < isoOf(from)));
  const nilSent = log.findLast((deed) => deed.pupil === null && isReturn(deed, name) && overlaps(deed, from, asAt, 0));
  return {
    name,
    title: form.title,
    asAt: isoOf(asAt),
    rule: form.rule,
    often: form.often,
    source: form.source,
    note: form.note,
    also: form.also?.(situation) ?? null,
    shape: form.shape,
    early: form.early,
    period: { from: isoOf(from), to: isoOf(asAt) },
    nil: isQuiet ? `Nil return: ${form.nil}` : null,
    nilSentOn: isQuiet && nilSent ? isoOf(nilSent.day) : null,
    lines,
  };
}

function lineOf({ register, deeds, asAt }: Situation, name: ReturnName, about: ReturnCase): ReturnLine {
  const { row, from, to, dueBy, fact, fields } = about;
  const sent = (deeds[row] ?? []).findLast(
    (deed) => isReturn(deed, name) && overlaps(deed, from, to ?? from + UNSAID, UNSAID),
  );
  return {
    ...whoIs(register, row),
    status: sent ? "sent" : dueBy === null ? "approaching" : "due",
    sentOn: sent ? isoOf(sent.day) : null,
    from: isoOf(from),
    to: to === null ? null : isoOf(to),
    dueBy: dueBy === null ? null : isoOf(dueBy),
    overdue: !sent && dueBy !== null && dueBy < asAt,
    fact,
    fields,
  };
}

function isReturn({ kind, fields }: Deed, name: ReturnName): boolean {
  return kind === "return" && fields["return"] === name;
}

/** A return without a last day told of ten school days at least, which are never fewer than twelve days of the calendar. */
const UNSAID = 11;

/** It told of some of these days: so an episode is still the same when the register is corrected by a day or so. */
function overlaps(deed: Deed, from: Day, to: Day, unsaid: number): boolean {
  const first = dayIn(deed, "from") ?? deed.day;
  const last = dayIn(deed, "to") ?? first + unsaid;
  return first <= to && last >= from;
}

function periodStart({ halfTerms, asAt }: Situation, period: ReturnForm["period"]): Day {
  return period === "month" ? monthStart(asAt) : (termAt(termsOf(halfTerms), asAt)?.from ?? academicYearOf(asAt));
}

/** The first day of a day's month. */
export function monthStart(day: Day): Day {
  const { year, month } = partsOf(day);
  return dayOf(year, month, 1) ?? day;
}

/** The last day of a day's month: what is told of once a month is told by then. */
export function monthEnd(day: Day): Day {
  return monthStart(monthStart(day) + 31) - 1;
}

/** Lists look back over the school year, and in its first weeks so far that nothing of last July is forgotten. */
const LOOK_BACK = 92;

/** The first day of which lists speak. */
export function lookBackFrom(asAt: Day): Day {
  return Math.min(academicYearOf(asAt), asAt - LOOK_BACK);
}
