/** The plan of a letter run: for each pupil what is due, held, or sent already. Everything is decided here. */
import { academicYearName } from "../register/terms.ts";
import { CannotGoOn } from "../problem/problem.ts";
import type { Situation } from "../policy/situation.ts";
import { LETTERS, type LetterKind } from "../read/names.ts";
import { halfTermAt, type HalfTerm } from "../register/calendar.ts";
import { isoOf, ukOf, type Day } from "../register/day.ts";
import { isNursery, onRollBetween } from "../register/pupil.ts";
import { whoIs, type Who } from "../register/who.ts";
import { seriesLetter, summary, tierLetter, wellDone } from "./attendance.ts";
import { basisOf, type Basis } from "./basis.ts";
import { occasionOf, viewOf, type Candidate, type View } from "./candidate.ts";
import { fieldsOf } from "./extra-fields.ts";
import { holdsOn, isReleasable, type Hold } from "./holds.ts";
import { issuedTo } from "./history.ts";
import { KINDS, TERM_KINDS } from "./kinds.ts";
import { madeCandidate, OCCASIONS } from "./occasions.ts";
import { recipientsOf, sameHousehold, type Recipients } from "./whom.ts";

export interface LetterRequest {
  readonly what: "term" | LetterKind;
  readonly halfTerm: HalfTerm | null;
  /** Rows of the register; null for everybody. */
  readonly only: ReadonlySet<number> | null;
  /** Rows whose holds somebody has lifted. */
  readonly released: ReadonlySet<number>;
}

export interface PlannedLetter extends Candidate {
  readonly view: View;
  readonly recipients: Recipients;
  readonly status: "due" | "held" | "sent";
  readonly holds: readonly Hold[];
  /** Of a letter that is due in spite of them. */
  readonly lifted: readonly Hold[];
  /** The day it went out, of a letter that was sent. */
  readonly sentOn: Day | null;
}

/** A half-term that ended this many days ago is still the one that letters are about. */
const STILL_ABOUT = 21;

/** The half-term named, else one that ended within three weeks, else the one under way. */
export function chooseHalfTerm({ halfTerms, asAt }: Situation, named: string | null): HalfTerm {
  if (named !== null) {
    const wanted = named.trim().toLowerCase();
    const begun = halfTerms.filter(({ from }) => from <= asAt);
    const found = begun.findLast((each) => [each.key, occasionOf(each)].some((name) => name.toLowerCase() === wanted));
    if (found) return found;
    throw new CannotGoOn(
      `There is no half-term “${named}” that has begun by ${ukOf(asAt)}. Known are: ${[...new Set(begun.map(({ key }) => key))].join(", ") || "none"}.`,
    );
  }
  const ended = halfTerms.findLast(({ to }) => to < asAt && asAt - to <= STILL_ABOUT);
  const term = ended ?? halfTermAt(halfTerms, asAt);
  if (term) return term;
  throw new CannotGoOn(
    `No half-term has begun by ${ukOf(asAt)}, so there is nothing to write about. Name an earlier day with --date, or check the calendar in attend.yaml.`,
  );
}

/** Whether a kind is about a half-term that may be over, and not about today. */
export function isOfHalfTerm(what: LetterRequest["what"]): boolean {
  return what === "term" || what === "half-term-summary" || what === "well-done";
}

/** Every letter of a run, in register order. */
export function planLetters(situation: Situation, request: LetterRequest): readonly PlannedLetter[] {
  const { register, asAt, config } = situation;
  const { halfTerm, what } = request;
  const day = halfTerm ? Math.min(asAt, halfTerm.to) : asAt;
  const since = halfTerm?.from ?? halfTermAt(situation.halfTerms, asAt)?.from ?? asAt;
  const perHousehold = what !== "term" && KINDS[what].perHousehold === true;
  const letters = register.pupils.flatMap((pupil, row): PlannedLetter[] => {
    const wanted = perHousehold || !request.only || request.only.has(row);
    if (!wanted || !onRollBetween(pupil, since, asAt)) return [];
    if (isNursery(pupil) && !config.letters.nursery) return [];
    const view = viewOf(situation, row, day, halfTerm);
    return candidatesFor(view, what).map((candidate) => planned(situation, view, candidate, request));
  });
  return perHousehold ? oncePerHousehold(letters, request.only) : letters;
}

function candidatesFor(view: View, what: LetterRequest["what"]): readonly Candidate[] {
  if (what === "term") return [termLetter(view)];
  const found = ONE_EACH[what]?.(view) ?? null;
  return found ? [found] : (OCCASIONS[what]?.(view) ?? []).map((made) => madeCandidate(view, what, made));
}

/** The half-term of a letter; in a year without a calendar that began yet, the school year. */
function termNameOf({ halfTerm, day }: View): string {
  return halfTerm ? occasionOf(halfTerm) : academicYearName(day);
}

/** Kinds of which a pupil's family gets one at most. The others are in `OCCASIONS`. */
const ONE_EACH: Readonly<Partial<Record<LetterKind, (view: View) => Candidate | null>>> = {
  "whole-school": (view) =>
    madeCandidate(view, "whole-school", {
      occasion: academicYearName(view.day),
      because: ["a letter to every family"],
      event: { about: "figures" },
    }),
  "half-term-summary": (view) => summary(view, "half-term-summary", termNameOf(view)),
  "year-summary": (view) => summary(view, "year-summary", academicYearName(view.day)),
  "parents-evening": (view) => summary(view, "parents-evening", `evening ${isoOf(view.situation.asAt)}`),
  "well-done": (view) => praise(view),
  lateness: (view) => seriesLetter(view, "lateness"),
  "attendance-concern": (view) => seriesLetter(view, "attendance-concern"),
  "attendance-below-90": (view) => seriesLetter(view, "attendance-below-90"),
  "meeting-invitation": (view) => seriesLetter(view, "meeting-invitation"),
};

/** For the whole year at its end, else for this half-term. */
function praise(view: View): Candidate | null {
  return (isLastHalfTerm(view) ? wellDone(view, true) : null) ?? wellDone(view, false);
}

/** In the last half-term of the calendar's year, full attendance is praised for the whole year. */
function isLastHalfTerm({ situation, halfTerm }: View): boolean {
  if (!halfTerm) return false;
  const year = academicYearName(halfTerm.from);
  const last = situation.halfTerms.findLast(({ from }) => academicYearName(from) === year);
  return (
    last?.from === halfTerm.from && situation.halfTerms.filter(({ from }) => academicYearName(from) === year).length > 1
  );
}

/** One letter a half-term: the one the tier calls for, else praise, else the summary; one sent already stays that one. */
function termLetter(view: View): Candidate {
  const termName = termNameOf(view);
  const concern = tierLetter(view);
  const otherwise = praise(view) ?? summary(view, "half-term-summary", termName);
  const sent = issuedTo(view.situation, view.row).findLast(
    ({ letter, occasion, day }) =>
      TERM_KINDS.includes(letter) &&
      (occasion === termName || occasion === otherwise.occasion) &&
      (day === view.situation.asAt || (!KINDS[letter].concern && !concern)),
  );
  const candidate = concern ?? otherwise;
  return sent ? { ...candidate, kind: sent.letter, occasion: sent.occasion ?? termName } : candidate;
}

function planned(situation: Situation, view: View, candidate: Candidate, request: LetterRequest): PlannedLetter {
  const { config, register, asAt } = situation;
  const rule = KINDS[candidate.kind];
  const recipients = recipientsOf(
    register.pupils[view.row]?.name ?? "",
    situation.contacts.filter(({ row }) => row === view.row),
    { separately: rule.separately === true, posted: !config.letters["handed-over"].includes(candidate.kind) },
  );
  const sent = issuedTo(situation, view.row).findLast(
    ({ letter, occasion, day }) =>
      letter === candidate.kind && occasion === candidate.occasion && (day === asAt || candidate.series === null),
  );
  const base = { ...candidate, view, recipients, sentOn: sent?.day ?? null, lifted: [] };
  if (sent) return { ...base, status: "sent", holds: [] };
  const holds = holdsOn(view, candidate, recipients);
  if (holds.length === 0) return { ...base, status: "due", holds };
  if (request.released.has(view.row) && isReleasable(holds)) {
    return { ...base, status: "due", holds: [], lifted: holds };
  }
  return { ...base, status: "held", holds };
}

/**
 * Brothers and sisters get one letter between them at each address, by way of the first in the register; none when one
 * of them has had it.
 */
function oncePerHousehold(letters: readonly PlannedLetter[], only: LetterRequest["only"]): readonly PlannedLetter[] {
  const served = letters.flatMap(({ status, recipients }) => (status === "sent" ? recipients.addressees : []));
  return letters.flatMap((letter) => {
    if (only && !only.has(letter.row)) return [];
    if (letter.status !== "due") return [letter];
    const addressees = letter.recipients.addressees.filter((each) => !served.some((one) => sameHousehold(one, each)));
    served.push(...addressees);
    return addressees.length === 0 ? [] : [{ ...letter, recipients: { ...letter.recipients, addressees } }];
  });
}

export interface LetterJson {
  readonly kind: LetterKind;
  readonly pupil: string;
  readonly name: string;
  readonly class: string | null;
  /** One entry for each envelope. */
  readonly to: readonly string[];
  /** The address on each, line by line; none on one that is handed over. */
  readonly addresses: readonly (readonly string[])[];
  readonly status: PlannedLetter["status"];
  /** Why it is held; else why it is written. */
  readonly reasons: readonly string[];
  readonly because: readonly string[];
  readonly holds: readonly string[];
  readonly tier: string;
  readonly occasion: string;
  readonly basis: Basis;
  /** All that its template may say; null of a letter that is not due, and so not put into words. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

export function letterJson(situation: Situation, letter: PlannedLetter): LetterJson {
  const { key, name, class: named }: Who = whoIs(situation.register, letter.row);
  const why = [...letter.because, ...(letter.sentOn === null ? [] : [`sent on ${ukOf(letter.sentOn)}`])];
  return {
    kind: letter.kind,
    pupil: key,
    name,
    class: named,
    to: letter.recipients.addressees.map((each) => each.name),
    addresses: letter.recipients.addressees.map((each) => each.address),
    status: letter.status,
    reasons: letter.status === "held" ? letter.holds.map(({ reason }) => reason) : why,
    because: letter.because,
    holds: letter.holds.map(({ hold }) => hold),
    tier: letter.view.placed.tier,
    occasion: letter.occasion,
    basis: basisOf(situation, letter.span),
    fields: letter.status === "due" ? fieldsOf(letter.kind, letter) : null,
  };
}

/** A letter kind from the command line, or a sentence that names them all. */
export function kindNamed(text: string): LetterKind {
  const found = LETTERS.find((each) => each === text.trim().toLowerCase());
  if (found) return found;
  throw new CannotGoOn(`There is no letter “${text}”. The letters are: ${LETTERS.join(", ")}.`);
}
