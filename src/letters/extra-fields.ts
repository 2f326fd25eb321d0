/** The fields that single kinds of letters have besides: a decision, a threshold, a meeting, what was corrected. */
import { absent, sumCounts, type Counts } from "../measures/counts.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import { dayIn, isContact, textOf, type Deed } from "../read/log.ts";
import type { LetterKind } from "../read/names.ts";
import { academicYearOf, dayFromIso, longOf } from "../register/day.ts";
import { STATUTE } from "../register/statute.ts";
import type { Basis } from "./basis.ts";
import { halfTermSpan, type Candidate, type View } from "./candidate.ts";
import type { LetterEvent } from "./events.ts";
import { EXTRAS, type ExtraFields, type ExtraName } from "./fields.ts";
import { titleOf } from "./kinds.ts";
import { isolated } from "./names.ts";
import { THRESHOLD_WORDS } from "./occasions.ts";
import { counted, dateWords, missedWords, splitWords, timesWords, weekdayWords } from "./phrases.ts";
import { commonFields } from "./view.ts";
import { listed } from "./whom.ts";

type About = Pick<Candidate, "event" | "span" | "series"> & { readonly view: View };

/** The fields of a letter: what all letters have, and its kind's own. */
export function fieldsOf(kind: LetterKind, about: About): Readonly<Record<string, unknown>> {
  const extras: readonly ExtraName[] = EXTRAS[kind];
  return {
    ...commonFields(about.view),
    ...Object.fromEntries(extras.map((name) => [name, EXTRA_FIELDS[name](about)])),
  };
}

const GUIDANCE = "Working together to improve school attendance, DfE statutory guidance, August 2024";

type EventOf<About extends LetterEvent["about"]> = Extract<LetterEvent, { readonly about: About }>;

/** The event of a kind; a letter of one kind with the event of another is our bug. */
function eventAs<About extends LetterEvent["about"]>(event: LetterEvent, about: About): EventOf<About> {
  if (event.about !== about) throw new Error(`a letter about ${event.about} where one about ${about} was meant`);
  return event as EventOf<About>;
}

const EXTRA_FIELDS: { readonly [Name in ExtraName]: (about: About) => ExtraFields[Name] } = {
  praise: ({ event, view }) => {
    const { full, before } = eventAs(event, "praise");
    return { fullHalfTerm: full === "half-term", fullYear: full === "year", points: pointsBetter(view, before) };
  },
  run: ({ event }) => {
    const { run } = eventAs(event, "run");
    return {
      days: run.days,
      daysWords: counted(run.days, "school day"),
      from: weekdayWords(run.from),
      to: weekdayWords(run.to),
    };
  },
  leave: ({ event }) => {
    const { leave } = eventAs(event, "leave");
    return {
      from: dateWords(leave.from),
      to: dateWords(leave.to),
      one: leave.from === leave.to,
      granted: leave.decision === "granted",
      part: leave.decision === "part",
      declined: leave.decision === "declined",
      notAsked: leave.decision === "not-asked",
      grantedFrom: leave.granted ? dateWords(leave.granted.from) : "",
      grantedTo: leave.granted ? dateWords(leave.granted.to) : "",
      reason: leave.reason ?? "",
    };
  },
  penalty: ({ event }) => {
    const met = event.about === "threshold" ? event.met : null;
    const leave = event.about === "leave" ? event.leave : null;
    return {
      met: met !== null,
      sessions: met?.sessions.length ?? 0,
      from: met?.sessions[0] ? dateWords(met.sessions[0].day) : "",
      to: met ? dateWords(met.day) : "",
      leaveFrom: leave ? dateWords(leave.from) : "",
      leaveTo: leave ? dateWords(leave.to) : "",
      leaveOne: leave !== null && leave.from === leave.to,
      threshold: THRESHOLD_WORDS,
      amount: pounds(STATUTE.penaltyPounds.value),
      days: String(STATUTE.penaltyDays.value),
      amountEarly: pounds(STATUTE.penaltyPoundsEarly.value),
      daysEarly: String(STATUTE.penaltyDaysEarly.value),
      years: String(STATUTE.penaltyYears.value),
      source: GUIDANCE,
    };
  },
  notice: ({ event, view }) => {
    const { from, to, weeks } = eventAs(event, "notice");
    const talks = talksThisYear(view);
    return {
      from: dateWords(from),
      to: dateWords(to),
      weeks: String(weeks),
      support:
        talks === 0
          ? ""
          : `So far this school year we have talked with ${forenameIn(view)}’s family ${timesWords(talks)}.`,
      amount: pounds(STATUTE.penaltyPounds.value),
      source: GUIDANCE,
    };
  },
  meeting: ({ event, series }) => {
    const { deed, review } = eventAs(event, "meeting");
    const field = (name: string): string => (deed && textOf(deed.fields[name])) ?? "";
    const on = deed && (dayIn(deed, "on") ?? (deed.fields["outcome"] === "planned" ? null : deed.day));
    return {
      word: deed?.kind === "panel" ? "panel" : "meeting",
      forLates: series === "lates",
      date: on === null ? "" : longOf(on),
      time: field("time"),
      place: field("place"),
      people: isolated(peopleIn(deed)),
      plan: field("plan"),
      targets: field("targets"),
      review: review === null ? "" : longOf(review),
    };
  },
  evening: ({ event, view: { situation } }) => {
    const next = situation.config.parentsEvenings.find((day) => day >= situation.asAt);
    return { date: next === undefined ? "" : weekdayWords(next), time: event.about === "evening" ? event.time : "" };
  },
  evidence: ({ event }) => ({ date: dateWords(eventAs(event, "evidence").deed.day) }),
  timetable: ({ event }) => {
    const { since, review } = eventAs(event, "timetable");
    return { since: dateWords(since), review: longOf(review) };
  },
  correction: ({ event, view, span: { counts: now } }) => {
    const { issued, was } = eventAs(event, "correction");
    const missed = was.possible - was.attended;
    return {
      sentOn: dateWords(issued.day),
      title: titleOf(issued.letter).toLowerCase(),
      from: dateWords(dayFromIso(was.from) ?? 0),
      to: dateWords(dayFromIso(was.to) ?? 0),
      wasMissed: missedWords(missed),
      nowMissed: missedWords(absent(now)),
      wasPercent: was.percent ?? "",
      nowPercent: shownPupilPercent(now, view.situation.config.lines) ?? "",
      split: splitWords(now),
      wasSplit: saidDifferently(splitWords(countsIn(was)), splitWords(now)),
      lates: latesChange(was, now),
    };
  },
};

/** The counts that a letter was written on; of codes, only `N` is kept. */
function countsIn(was: Basis): Counts {
  const { possible, attended, authorised, unauthorised, late, lateAfterClose, noReason } = was;
  const none = sumCounts([]);
  return { ...none, possible, attended, authorised, unauthorised, late, lateAfterClose, codes: { N: noReason } };
}

/** Examples such as illness are not in the log, so that they are left out of the comparison. */
function saidDifferently(was: string, now: string): string {
  return was === "" || was === now.replace(/ \([^)]*\)/, "") ? "" : `It said this: ${was}`;
}

function latesChange(was: Basis, now: Counts): string {
  const [then, today] = [was.late + was.lateAfterClose, now.late + now.lateAfterClose];
  if (then === today) return "";
  return `It said late ${timesWords(then) || "never"}; now it is ${timesWords(today) || "never"}.`;
}

function forenameIn(view: View): string {
  return commonFields(view).child.forename;
}

function talksThisYear({ situation, row }: View): number {
  const year = academicYearOf(situation.asAt);
  return (situation.deeds[row] ?? []).filter((deed) => isContact(deed) && academicYearOf(deed.day) === year).length;
}

function pounds(amount: number): string {
  return `£${String(amount)}`;
}

/** Who will be there: a text, or a list of names. */
function peopleIn(deed: Deed | null): string {
  const value = deed?.fields["with"];
  if (Array.isArray(value)) return listed(value.filter((each): each is string => typeof each === "string"));
  return textOf(value) ?? "";
}

/** Whole points, down, so that no letter promises more than there is. */
function pointsBetter(view: View, before: Counts | null): number {
  const { counts } = halfTermSpan(view);
  if (!before || before.possible === 0 || counts.possible === 0) return 0;
  const gained = counts.attended * before.possible - before.attended * counts.possible;
  return Math.floor((gained * 100) / (counts.possible * before.possible));
}
