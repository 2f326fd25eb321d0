/** Every number that law or the Department for Education sets, in one place, each with its source and edition. */

export interface StatutoryNumber {
  readonly value: number;
  readonly unit: string;
  readonly means: string;
  readonly source: string;
}

const METHODOLOGY = "DfE, Pupil absence in schools in England: methodology, section 3.2 (exact method since 2015/16)";
const PENALTY = "Education (Penalty Notices) (England) Regulations 2007 as amended by SI 2024/210, from 19 August 2024";
const GUIDANCE = "DfE, Working together to improve school attendance, statutory guidance, August 2024";

export const STATUTE = {
  persistentPercent: {
    value: 10,
    unit: "% of the pupil's own possible sessions missed",
    means: "a pupil who has missed this much or more is a persistent absentee",
    source: METHODOLOGY,
  },
  severePercent: {
    value: 50,
    unit: "% of the pupil's own possible sessions missed",
    means: "a pupil who has missed this much or more is a severe absentee, and a persistent one too",
    source: METHODOLOGY,
  },
  daysToEstablishReason: {
    value: 5,
    unit: "school days after the session",
    means: "by then an N must have become the right code, or O",
    source: "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10(7) to (9)",
  },
  registerOpenMinutes: {
    value: 30,
    unit: "minutes",
    means: "the longest that a register may stay open",
    source: GUIDANCE,
  },
  penaltySessions: {
    value: 10,
    unit: "unauthorised sessions (G, N, O, U) within the window",
    means: "the national threshold at which a penalty notice must be considered",
    source: PENALTY,
  },
  penaltyWeeks: {
    value: 10,
    unit: "school weeks",
    means: "the rolling window of the penalty threshold",
    source: PENALTY,
  },
  penaltyPounds: {
    value: 160,
    unit: "pounds for each parent and each child",
    means: "a first penalty notice paid within 28 days, and a second one within three years",
    source: PENALTY,
  },
  penaltyPoundsEarly: {
    value: 80,
    unit: "pounds for each parent and each child",
    means: "a first penalty notice paid within 21 days",
    source: PENALTY,
  },
  penaltyDays: {
    value: 28,
    unit: "days",
    means: "the time in which a penalty notice must be paid",
    source: PENALTY,
  },
  penaltyDaysEarly: {
    value: 21,
    unit: "days",
    means: "the time in which a first penalty notice may be paid at the lower amount",
    source: PENALTY,
  },
  penaltyYears: {
    value: 3,
    unit: "years",
    means: "the time within which notices to one parent for one child are counted together: two at most",
    source: PENALTY,
  },
  noticeWeeksLeast: {
    value: 3,
    unit: "weeks",
    means: "the shortest improvement period of a Notice to Improve",
    source: GUIDANCE,
  },
  noticeWeeksMost: {
    value: 6,
    unit: "weeks",
    means: "the longest improvement period of a Notice to Improve",
    source: GUIDANCE,
  },
} as const satisfies Record<string, StatutoryNumber>;

/** The day the present register codes came into force. Source: SI 2024/208. */
export const CODES_IN_FORCE_FROM = "2024-08-19";
