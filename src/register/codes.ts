/** The attendance codes of England's registers, by date, and what each does to the figures. */
import { dayFromIso, type Day } from "./day.ts";
import { CODES_IN_FORCE_FROM } from "./statute.ts";

/** Statistical class of a code. Only the first four are possible sessions. */
export type Category =
  "attending" | "approved-educational-activity" | "authorised" | "unauthorised" | "not-possible" | "administrative";

export interface Code {
  readonly code: string;
  readonly heading: string;
  readonly category: Category;
  /** First day in force; absent for codes that were always there. */
  readonly from?: Day;
  /** Last day in force; absent for present codes. A stray mark after it keeps its class, as in the DfE's own figures. */
  readonly until?: Day;
  readonly source: string;
}

const REGULATION = "SI 2024/208, regulation 10";
const METHODOLOGY = "DfE, Pupil absence statistics: methodology, annex C";
const NEW: Day = dayFromIso(CODES_IN_FORCE_FROM) ?? 0;
const RETIRED: Day = NEW - 1;

function code(
  name: string,
  category: Category,
  heading: string,
  dates: { from?: Day; until?: Day; source?: string } = {},
): Code {
  return { code: name, heading, category, source: REGULATION, ...dates };
}

export const CODES: readonly Code[] = [
  code("/", "attending", "Present (morning)"),
  code("\\", "attending", "Present (afternoon)"),
  code("L", "attending", "Late, before the register closed"),
  code("K", "approved-educational-activity", "Education provision arranged by the local authority", { from: NEW }),
  code("V", "approved-educational-activity", "Educational visit or trip"),
  code("P", "approved-educational-activity", "Sporting activity"),
  code("W", "approved-educational-activity", "Work experience"),
  code("B", "approved-educational-activity", "Other approved educational activity"),
  code("C", "authorised", "Leave of absence: exceptional circumstance"),
  code("C1", "authorised", "Leave of absence: regulated performance or employment abroad", { from: NEW }),
  code("C2", "authorised", "Leave of absence: part-time timetable", { from: NEW }),
  code("E", "authorised", "Suspended or excluded, no alternative provision made"),
  code("I", "authorised", "Illness"),
  code("J1", "authorised", "Leave of absence: interview", { from: NEW }),
  code("M", "authorised", "Leave of absence: medical or dental appointment"),
  code("R", "authorised", "Religious observance"),
  code("S", "authorised", "Leave of absence: studying for a public examination"),
  code("T", "authorised", "Parent travelling for occupational purposes"),
  code("G", "unauthorised", "Holiday not granted by the school"),
  code("N", "unauthorised", "Reason for absence not yet established"),
  code("O", "unauthorised", "Absent in other or unknown circumstances"),
  code("U", "unauthorised", "Arrived after the register closed"),
  code("D", "not-possible", "Dual registered, at the other school"),
  code("Q", "not-possible", "Unable to attend: lack of access arrangements", { from: NEW }),
  code("X", "not-possible", "Non-compulsory school age, not required to attend"),
  code("Y1", "not-possible", "Unable to attend: transport not available", { from: NEW }),
  code("Y2", "not-possible", "Unable to attend: widespread disruption to travel", { from: NEW }),
  code("Y3", "not-possible", "Unable to attend: part of the premises closed", { from: NEW }),
  code("Y4", "not-possible", "Unable to attend: whole site unexpectedly closed", { from: NEW }),
  code("Y5", "not-possible", "Unable to attend: criminal justice detention", { from: NEW }),
  code("Y6", "not-possible", "Unable to attend: public health guidance or law", { from: NEW }),
  code("Y7", "not-possible", "Unable to attend: other unavoidable cause", { from: NEW }),
  code("Z", "administrative", "Prospective pupil, not on the admission register"),
  code("#", "administrative", "Planned whole-school closure"),
  code("F", "authorised", "Extended family holiday, agreed (retired)", {
    until: dayFromIso("2013-08-31") ?? 0,
    source: METHODOLOGY,
  }),
  code("H", "authorised", "Family holiday, authorised (retired)", { until: RETIRED, source: METHODOLOGY }),
  code("J", "approved-educational-activity", "Interview (retired)", { until: RETIRED, source: METHODOLOGY }),
  code("Y", "not-possible", "Unable to attend: exceptional circumstances (retired)", {
    until: RETIRED,
    source: METHODOLOGY,
  }),
];

const BY_NAME: ReadonlyMap<string, Code> = new Map(CODES.map((each) => [each.code, each]));

/** The code of this name, in force or not; null when no edition of the register knew it. */
export function codeNamed(name: string): Code | null {
  return BY_NAME.get(name) ?? null;
}

export type Standing = "in-force" | "retired" | "not-yet" | "unknown";

/**
 * Whether a code may stand in a register on a day (both ends of its time in force are inclusive).
 * `retired` marks still count as they did; `not-yet` and `unknown` ones count nowhere.
 */
export function standingOf(name: string, day: Day): Standing {
  const found = BY_NAME.get(name);
  if (!found) return "unknown";
  if (found.from !== undefined && day < found.from) return "not-yet";
  return found.until !== undefined && day > found.until ? "retired" : "in-force";
}
