/** The fields of letters: every one that a template may use, by kind of letter. `field-help.ts` says what each means. */
import type { LetterKind } from "../read/names.ts";

/** Counts are sessions; two sessions are a day. Words are empty when there is nothing to say. */
export interface FigureFields {
  readonly from: string;
  readonly to: string;
  readonly possible: number;
  readonly missed: number;
  readonly missedWords: string;
  readonly agreed: number;
  readonly notAgreed: number;
  readonly noReason: number;
  readonly split: string;
  readonly percent: string;
  readonly lates: number;
  readonly latesWords: string;
  readonly lateDays: string;
  readonly minutes: number;
  readonly minutesWords: string;
  readonly latesAfterClose: string;
  readonly colour: string;
  readonly persistent: boolean;
}

export interface HalfTermFields extends FigureFields {
  readonly name: string;
}

/** What every letter may use. */
export interface CommonFields {
  readonly date: string;
  readonly school: {
    readonly name: string;
    readonly phone: string;
    readonly email: string;
    readonly policyLink: string;
    readonly localAuthority: string;
    readonly gatesClose: string;
    readonly registersClose: string;
  };
  readonly child: {
    readonly name: string;
    readonly forename: string;
    readonly class: string;
    readonly year: string;
  };
  readonly contact: {
    readonly name: string;
    readonly role: string;
    readonly reach: string;
  };
  readonly expectation: string;
  /** Attendance this year is below what the school asks of everybody. */
  readonly belowExpectation: boolean;
  readonly colourKey: string;
  readonly year: FigureFields;
  readonly halfTerm: HalfTermFields;
  /** The half-term before; nothing is possible in it when there is none in this school year. */
  readonly before: HalfTermFields;
  /** Attendance this half-term is better than in the one before. */
  readonly better: boolean;
  readonly headroom: string;
}

/** What forms may use besides: they are not sent to anybody. */
export interface FormFields {
  readonly siblings: string;
}

/** What single kinds may use besides. */
export interface ExtraFields {
  readonly praise: {
    readonly fullHalfTerm: boolean;
    readonly fullYear: boolean;
    readonly points: number;
  };
  readonly run: { readonly days: number; readonly daysWords: string; readonly from: string; readonly to: string };
  readonly leave: {
    readonly from: string;
    readonly to: string;
    readonly one: boolean;
    readonly granted: boolean;
    readonly part: boolean;
    readonly declined: boolean;
    readonly notAsked: boolean;
    readonly grantedFrom: string;
    readonly grantedTo: string;
    readonly reason: string;
  };
  readonly penalty: {
    readonly met: boolean;
    readonly sessions: number;
    readonly from: string;
    readonly to: string;
    readonly leaveFrom: string;
    readonly leaveTo: string;
    readonly leaveOne: boolean;
    readonly threshold: string;
    readonly amount: string;
    readonly days: string;
    readonly amountEarly: string;
    readonly daysEarly: string;
    readonly years: string;
    readonly source: string;
  };
  readonly notice: {
    readonly from: string;
    readonly to: string;
    readonly weeks: string;
    readonly support: string;
    readonly amount: string;
    readonly source: string;
  };
  readonly meeting: {
    readonly word: string;
    readonly forLates: boolean;
    readonly date: string;
    readonly time: string;
    readonly place: string;
    readonly people: string;
    readonly plan: string;
    readonly targets: string;
    readonly review: string;
  };
  readonly evening: { readonly date: string; readonly time: string };
  readonly evidence: { readonly date: string };
  readonly timetable: { readonly since: string; readonly review: string };
  readonly correction: {
    readonly sentOn: string;
    readonly title: string;
    readonly from: string;
    readonly to: string;
    readonly wasMissed: string;
    readonly nowMissed: string;
    readonly wasPercent: string;
    readonly nowPercent: string;
    readonly split: string;
    readonly wasSplit: string;
    readonly lates: string;
  };
}
export type ExtraName = keyof ExtraFields;

/** Which of the extra fields a kind has. */
export const EXTRAS = {
  "whole-school": [],
  "half-term-summary": [],
  "year-summary": [],
  "parents-evening": ["evening"],
  "well-done": ["praise"],
  lateness: [],
  "attendance-concern": [],
  "attendance-below-90": [],
  "meeting-invitation": ["meeting"],
  "no-contact": ["run"],
  "holiday-decision": ["leave"],
  "penalty-notice-warning": ["penalty"],
  "notice-to-improve": ["notice"],
  "medical-evidence": [],
  "evidence-accepted": ["evidence"],
  "panel-invitation": ["meeting"],
  "panel-outcome": ["meeting"],
  "panel-review": ["meeting"],
  "did-not-attend": ["meeting"],
  "sign-off": [],
  "part-time-review": ["timetable"],
  "missing-education": [],
  correction: ["correction"],
} as const satisfies Readonly<Record<LetterKind, readonly ExtraName[]>>;

/** The fields of one kind of letter. */
export type FieldsOf<Kind extends LetterKind> = CommonFields & Pick<ExtraFields, (typeof EXTRAS)[Kind][number]>;
