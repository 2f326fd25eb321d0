/** What each field of letters means, with an example: the help of `attend templates fields`, and what templates are checked against. */
import {
  EXTRAS,
  type CommonFields,
  type ExtraFields,
  type FigureFields,
  type FormFields,
  type HalfTermFields,
} from "./fields.ts";
import { isForm, type PaperKind } from "./kinds.ts";

export interface FieldHelp {
  readonly means: string;
  readonly example: string | number | boolean;
}

const FIGURES: Readonly<Record<keyof FigureFields, FieldHelp>> = {
  from: { means: "first day that the figures cover", example: "3 September 2026" },
  to: { means: "last day that the figures cover, inclusive", example: "20 November 2026" },
  possible: { means: "possible sessions; two are a day", example: 104 },
  missed: { means: "sessions missed, for whatever reason", example: 13 },
  missedWords: { means: "the same in words, with days", example: "13 sessions (6½ days)" },
  agreed: { means: "of those, authorised by the school", example: 7 },
  notAgreed: { means: "of those, not authorised", example: 4 },
  noReason: { means: "of those, waiting for a reason (N)", example: 2 },
  split: {
    means: "agreed, not agreed and waiting for a reason, as a sentence; empty when nothing was missed",
    example: "Of these, 7 were agreed (such as illness), 4 were not agreed and 2 still need a reason.",
  },
  percent: { means: "attendance to one decimal, without the % sign; empty when nothing was possible", example: "87.5" },
  lates: { means: "late arrivals, before and after the register closed", example: 3 },
  latesWords: { means: "the same in words", example: "3 times" },
  lateDays: { means: "the days of the late arrivals", example: "Monday 2, Tuesday 10 and Friday 13 November" },
  minutes: { means: "minutes late; 0 when the exports give none", example: 47 },
  minutesWords: { means: "the same in words; empty when the exports give none", example: "47 minutes in all" },
  latesAfterClose: {
    means: "what lates after the register closed mean, as a sentence; empty when there were none",
    example: "One of these was after the register had closed, so that session counts as missed.",
  },
  colour: { means: "the colour word of the policy", example: "amber" },
  persistent: { means: "10% or more of the sessions were missed", example: true },
};

const HALF_TERM: Readonly<Record<keyof HalfTermFields, FieldHelp>> = {
  name: { means: "name of the half-term in the calendar", example: "Autumn 2" },
  ...FIGURES,
};

type HelpOf<T> = {
  readonly [Key in keyof T]-?: NonNullable<T[Key]> extends object ? HelpOf<NonNullable<T[Key]>> : FieldHelp;
};

const COMMON: HelpOf<CommonFields> = {
  date: { means: "the day of the letter", example: "23 November 2026" },
  school: {
    name: { means: "name of the school", example: "Nether Fallow Primary School" },
    phone: { means: "telephone of the school", example: "01632 960100" },
    email: { means: "e-mail address of the school", example: "office@example.org" },
    policyLink: { means: "where the attendance policy can be read", example: "https://example.org/attendance" },
    localAuthority: {
      means: "name of the local authority; “the local authority” when attend.yaml has none",
      example: "Fallowshire County Council",
    },
    gatesClose: { means: "when the gates close; a later arrival is late", example: "8.45am" },
    registersClose: { means: "when the registers close; a later arrival counts as absence", example: "9.00am" },
  },
  child: {
    name: { means: "forename and surname", example: "Ava Moorhouse" },
    forename: { means: "forename; the whole name when the exports do not tell them apart", example: "Ava" },
    class: { means: "class; empty when the exports give none", example: "5/6" },
    year: { means: "year group", example: "Year 5" },
  },
  contact: {
    name: { means: "whom parents are asked to speak with", example: "Miss Lark" },
    role: { means: "what that person is", example: "Pastoral Lead" },
    reach: { means: "how to reach that person", example: "ring 01632 960100 or write to lark@example.org" },
  },
  expectation: { means: "attendance that the school asks of every pupil, without the % sign", example: "95" },
  belowExpectation: { means: "whether attendance this year is below that", example: true },
  colourKey: {
    means: "what the colours mean",
    example: "Green is 95% or more, amber is from 90% up to 95%, and red is below 90%.",
  },
  year: FIGURES,
  halfTerm: HALF_TERM,
  before: HALF_TERM,
  better: { means: "whether attendance this half-term is better than in the one before", example: true },
  headroom: {
    means: "what is still within reach, as a sentence; empty when it is not near, or the calendar says nothing",
    example: "Attendance can still stay above 90% this half-term.",
  },
};

const EXTRA: HelpOf<ExtraFields> = {
  praise: {
    fullHalfTerm: { means: "no session of this half-term was missed", example: true },
    fullYear: { means: "no session of this school year was missed", example: false },
    points: { means: "percentage points better than the half-term before, whole; 0 for full attendance", example: 6 },
  },
  run: {
    days: { means: "school days in a row without a reason or contact", example: 3 },
    daysWords: { means: "the same in words", example: "3 school days" },
    from: { means: "first of those days", example: "Wednesday 18 November" },
    to: { means: "last of those days", example: "Friday 20 November" },
  },
  leave: {
    from: { means: "first day of the leave", example: "14 December 2026" },
    to: { means: "last day of the leave, inclusive", example: "18 December 2026" },
    one: { means: "the leave is of one day", example: false },
    granted: { means: "granted", example: false },
    part: { means: "granted for a part of the days", example: false },
    declined: { means: "declined", example: true },
    notAsked: { means: "taken without asking", example: false },
    grantedFrom: { means: "first day granted, when only a part was; else empty", example: "14 December 2026" },
    grantedTo: { means: "last day granted, when only a part was; else empty", example: "15 December 2026" },
    reason: { means: "the reason that was given; empty when none was", example: "A cousin's wedding abroad" },
  },
  penalty: {
    met: { means: "the national threshold was met; else a declined holiday is about to be taken", example: true },
    sessions: { means: "unauthorised sessions that met it; 0 for a holiday to come", example: 10 },
    from: { means: "day of the first of them", example: "2 November 2026" },
    to: { means: "day of the last of them", example: "13 November 2026" },
    leaveFrom: { means: "first day of the declined holiday; else empty", example: "14 December 2026" },
    leaveTo: { means: "last day of the declined holiday; else empty", example: "18 December 2026" },
    leaveOne: { means: "the declined holiday is of one day", example: false },
    threshold: { means: "the national threshold in words", example: "10 unauthorised sessions in 10 school weeks" },
    amount: { means: "the amount of a penalty notice", example: "£160" },
    days: { means: "days in which it must be paid", example: "28" },
    amountEarly: { means: "the amount when paid early", example: "£80" },
    daysEarly: { means: "days in which it may be paid early", example: "21" },
    years: { means: "years within which a second notice has no lower amount", example: "3" },
    source: {
      means: "where this is laid down",
      example: "Working together to improve school attendance, DfE, August 2024",
    },
  },
  notice: {
    from: { means: "first day of the improvement period", example: "23 November 2026" },
    to: { means: "last day of the improvement period", example: "4 January 2027" },
    weeks: { means: "its length in weeks", example: "6" },
    support: {
      means: "what the log shows of talks with the family this school year, as a sentence; empty when it shows none",
      example: "So far this school year we have talked with Ava’s family 3 times.",
    },
    amount: { means: "the amount of a penalty notice", example: "£160" },
    source: {
      means: "where this is laid down",
      example: "Working together to improve school attendance, DfE, August 2024",
    },
  },
  meeting: {
    word: { means: "meeting or panel", example: "meeting" },
    forLates: { means: "the meeting is about lates, and not about attendance", example: false },
    date: { means: "its day; empty when none is in the log", example: "Tuesday 1 December 2026" },
    time: { means: "its time; empty when none is in the log", example: "9.15am" },
    place: { means: "its place; empty when none is in the log", example: "the Headteacher's office" },
    people: { means: "who will be there, or was; empty when the log does not say", example: "Mrs Marsh and Miss Lark" },
    plan: { means: "what was agreed; empty when the log does not say", example: "Miss Lark meets Ava at the gate." },
    targets: { means: "targets; empty when the log does not say", example: "In school every day until Christmas." },
    review: { means: "day of the review; empty when there is none", example: "Tuesday 12 January 2027" },
  },
  evening: {
    date: {
      means: "day of the next parents' evening; empty when the calendar has none",
      example: "Tuesday 1 December",
    },
    time: { means: "time of the family's appointment; empty when none is known", example: "4.10pm" },
  },
  evidence: { date: { means: "day on which the evidence was accepted", example: "16 November 2026" } },
  timetable: {
    since: { means: "day since which the timetable is part-time", example: "2 November 2026" },
    review: { means: "day of the review", example: "Monday 14 December 2026" },
  },
  correction: {
    sentOn: { means: "day of the letter that was wrong", example: "2 November 2026" },
    title: { means: "what that letter was about", example: "attendance" },
    from: { means: "first day that its figures covered", example: "3 September 2026" },
    to: { means: "last day that its figures covered", example: "23 October 2026" },
    wasMissed: { means: "sessions missed, as it said", example: "13 sessions (6½ days)" },
    nowMissed: { means: "sessions missed, as they are now", example: "11 sessions (5½ days)" },
    wasPercent: { means: "attendance as it said", example: "81.4" },
    nowPercent: { means: "attendance as it is now", example: "84.3" },
    split: {
      means: "agreed and not agreed as they are now, as a sentence",
      example: "All of it was agreed (such as illness).",
    },
    wasSplit: {
      means: "agreed and not agreed as the letter said, as a sentence; empty when that has not changed",
      example: "It said this: None of it was agreed.",
    },
    lates: {
      means: "lates then and now, as a sentence; empty when they have not changed",
      example: "It said late 5 times; now it is 4 times.",
    },
  },
};

/** What forms have besides, as they stay in the office. */
const FORM_HELP: HelpOf<FormFields> = {
  siblings: {
    means: "likely brothers and sisters in school with their figures; empty when there are none",
    example: "Lily Moorhouse (Reception): missed 7 of 104 sessions, 93.3%",
  },
};

/** A group of fields; a record of itself can only be written as an interface. */
export interface HelpGroup {
  readonly [name: string]: FieldHelp | HelpGroup;
}
export type Help = FieldHelp | HelpGroup;

/** Every field that a kind of letter may use, as a tree. Forms have what all letters have. */
export function helpFor(kind: PaperKind): HelpGroup {
  if (isForm(kind)) return { ...COMMON, ...FORM_HELP };
  const extras = EXTRAS[kind];
  return { ...COMMON, ...Object.fromEntries(extras.map((name) => [name, EXTRA[name]])) };
}

export function isField(help: Help | undefined): help is FieldHelp {
  return help !== undefined && typeof help["means"] === "string";
}

/** The fields of a kind by their paths, such as `year.missedWords`. */
export function fieldList(kind: PaperKind): readonly (FieldHelp & { readonly field: string })[] {
  const walk = (tree: HelpGroup, at: string): (FieldHelp & { field: string })[] =>
    Object.entries(tree).flatMap(([name, help]) =>
      isField(help) ? [{ ...help, field: `${at}${name}` }] : walk(help, `${at}${name}.`),
    );
  return walk(helpFor(kind), "");
}

/** The examples of a kind's fields, in the shape that a template sees. */
export function exampleFields(kind: PaperKind): Readonly<Record<string, unknown>> {
  const walk = (tree: HelpGroup): Record<string, unknown> =>
    Object.fromEntries(Object.entries(tree).map(([name, help]) => [name, isField(help) ? help.example : walk(help)]));
  return walk(helpFor(kind));
}
