/** Every number that law or the Department for Education sets, in one place, each with its source and edition. */

export interface StatutoryNumber {
  readonly value: number;
  readonly unit: string;
  readonly means: string;
  readonly source: string;
  /** The first day in force, where the rule began on a day that matters here. */
  readonly from?: string;
}

const METHODOLOGY = "DfE, Pupil absence in schools in England: methodology, section 3.2 (exact method since 2015/16)";
const PENALTY = "Education (Penalty Notices) (England) Regulations 2007 as amended by SI 2024/210, from 19 August 2024";
const GUIDANCE = "DfE, Working together to improve school attendance, statutory guidance, August 2024";
const FRAMEWORK = `${GUIDANCE}: national framework for penalty notices`;
/** The national framework for penalty notices begins. Source: SI 2024/210. */
const FRAMEWORK_FROM = "2024-08-19";
const RETURNS = "School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 13";

/** The day the present register codes and rules of registers came into force. Source: SI 2024/208. */
export const CODES_IN_FORCE_FROM = "2024-08-19";

const REMOVAL =
  "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 9; check with the local authority before any name is removed";

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
  attendanceReturnDays: {
    value: 10,
    unit: "school days in a row without leave (G, N, O, U)",
    means:
      "the local authority must be told of a pupil of compulsory school age who has missed so many, at least monthly",
    source: RETURNS,
    from: CODES_IN_FORCE_FROM,
  },
  sicknessReturnDays: {
    value: 15,
    unit: "school days of illness (I) in a school year, in a row or in all",
    means:
      "the local authority must be told of a pupil of compulsory school age whom the school believes will miss so many",
    source: RETURNS,
    from: CODES_IN_FORCE_FROM,
  },
  newPupilReturnDays: {
    value: 5,
    unit: "days after the day on which a name is entered in the admission register",
    means: "by the end of the last of them the local authority must be told of a new pupil",
    source: RETURNS,
    from: CODES_IN_FORCE_FROM,
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
    source: FRAMEWORK,
    from: FRAMEWORK_FROM,
  },
  penaltyWeeks: {
    value: 10,
    unit: "school weeks",
    means: "the rolling window of the penalty threshold",
    source: FRAMEWORK,
    from: FRAMEWORK_FROM,
  },
  penaltyPounds: {
    value: 160,
    unit: "pounds for each parent and each child",
    means: "a first penalty notice paid within 28 days, and a second one within three years",
    source: PENALTY,
    from: FRAMEWORK_FROM,
  },
  penaltyPoundsEarly: {
    value: 80,
    unit: "pounds for each parent and each child",
    means: "a first penalty notice paid within 21 days",
    source: PENALTY,
    from: FRAMEWORK_FROM,
  },
  penaltyDays: {
    value: 28,
    unit: "days",
    means: "the time in which a penalty notice must be paid",
    source: PENALTY,
    from: FRAMEWORK_FROM,
  },
  penaltyDaysEarly: {
    value: 21,
    unit: "days",
    means: "the time in which a first penalty notice may be paid at the lower amount",
    source: PENALTY,
    from: FRAMEWORK_FROM,
  },
  penaltyYears: {
    value: 3,
    unit: "years",
    means: "the time within which notices to one parent for one child are counted together: two at most",
    source: PENALTY,
    from: FRAMEWORK_FROM,
  },
  penaltyNotices: {
    value: 2,
    unit: "penalty notices",
    means: "the most that one parent may be given for one child within three years; withdrawn ones do not count",
    source: PENALTY,
    from: FRAMEWORK_FROM,
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
  removalSchoolDays: {
    value: 20,
    unit: "school days",
    means:
      "continuous unauthorised absence after which a name may be removed, if school and authority together made reasonable enquiries in vain and neither illness nor an unavoidable cause is likely",
    source: REMOVAL,
  },
  removalAfterLeaveSchoolDays: {
    value: 10,
    unit: "school days",
    means: "time after granted leave of absence has ended after which the same holds",
    source: REMOVAL,
  },
  registerYears: {
    value: 6,
    unit: "years",
    means: "the time for which the school keeps each entry of the register",
    source: "School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 7",
    from: CODES_IN_FORCE_FROM,
  },
} as const satisfies Record<string, StatutoryNumber>;
