/** How a school’s reports spell things: headings, dates, halves of the day, marks, and whom a row is about. */
import { isoOf, shortOf, ukOf, type Day } from "../src/register/day.ts";

export interface Child {
  readonly upn: string;
  readonly misId: string;
  readonly admissionNumber: string;
  readonly surname: string;
  readonly forename: string;
  readonly dob: Day;
}

export interface SmallRegister {
  readonly children: readonly Child[];
  /** In order. */
  readonly days: readonly Day[];
  /** Per child, two marks a day; blank for none. */
  readonly marks: readonly (readonly string[])[];
  /** Per child and day, the minutes of the first late mark; null for none. */
  readonly minutes: readonly (readonly (number | null)[])[];
}

/** The choices a report's author and a PC make. Numbers are turned into one of several by remainder. */
export interface Dialect {
  /** Which of its aliases each heading takes; several numbers, used in turn. */
  readonly headings: readonly number[];
  readonly who: "upn" | "upn and name" | "mis id" | "admission number" | "name" | "surname and date of birth";
  readonly date: "uk" | "short uk" | "dots" | "iso" | "date-time" | "words";
  readonly half: "AM" | "am" | "morning" | "registration";
  readonly mark: "plain" | "label" | "lower" | "spaces";
  readonly separator: "," | ";" | "|" | " ";
  readonly order: readonly number[];
  readonly titles: boolean;
}

export interface TextFile {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Headings by field: as products write them, in every way of joining words. */
const HEADINGS = {
  upn: ["UPN", "Upn", "Unique Pupil Number", "upn:", "UPN (s)"],
  misId: ["Arbor Student ID", "studentId", "Person_id", "MIS ID", "Student ID"],
  admissionNumber: ["adno", "ADMISSION NO.", "AdmissionNumber", "Admission Number"],
  surname: ["Surname", "LEGAL SURNAME", "Last Name", "PreferredLastName", "family_name"],
  forename: ["Forename", "Legal First Name", "STUDENT FIRST NAME", "Preferred Forename", "Given Name"],
  name: ["Name", "Pupil Name", "Student\u00a0Name", "Full Name", "displayName"],
  dob: ["DOB", "Date of Birth", "DateofBirth", "Birth Date"],
  year: ["Year", "NC Year", "Year group(s) this academic year", "NCYear", "NC Year(s) for today"],
  class: ["Class", "Reg Group", "Registration form(s) this academic year", "TutorGroupName", "FORM"],
  entry: ["Entry Date", "Date of Admission", "EnrolmentDate", "Admission\u00a0date"],
  date: ["Date", "session_date", "calendarStartDate", "Attendance Date", "Record Date?"],
  half: ["Session", "AM/PM", "session_name", "periodDisplayName", "Register"],
  mark: ["Mark", "attendance_mark", "AttendanceMark", "Attendance Code", "MARK"],
  am: ["AM", "AM Mark", "Morning", "am_code"],
  pm: ["PM", "PM Mark", "Afternoon", "pm_code"],
  minutes: ["Minutes Late", "minutesLate", "MINS LATE", "Late Mins"],
  week: ["Week Beginning", "Week Commencing", "W/C", "weekStart", "Start Date"],
  from: ["AttMarksStartDate", "Attendance Start Date", "From", "Period From"],
  to: ["AttMarksEndDate", "Attendance End Date", "To", "Period To"],
  marks: ["Marks", "AttendanceMarks", "attendance_marks"],
} as const satisfies Record<string, readonly string[]>;
type HeadingName = keyof typeof HEADINGS;

export const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;

export function headingOf(field: HeadingName, { headings }: Dialect): string {
  return pick(HEADINGS[field], headings[Object.keys(HEADINGS).indexOf(field) % headings.length] ?? 0);
}

export function dateOf(day: Day, { date }: Dialect): string {
  const [year = "", month = "", of = ""] = isoOf(day).split("-");
  if (date === "uk") return ukOf(day);
  if (date === "short uk") return `${String(Number(of))}/${String(Number(month))}/${year}`;
  if (date === "dots") return `${of}.${month}.${year}`;
  if (date === "date-time") return `${isoOf(day)}T00:00:00`;
  if (date === "words") return `${String(Number(of))} ${shortOf(day).split(" ")[2] ?? ""} ${year}`;
  return isoOf(day);
}

export function halfOf(half: 0 | 1, dialect: Dialect): string {
  const name = half === 0 ? "AM" : "PM";
  if (dialect.half === "am") return name.toLowerCase();
  if (dialect.half === "morning") return half === 0 ? "Morning" : "Afternoon";
  return dialect.half === "registration" ? `${name} Registration` : name;
}

export function cellOf(mark: string, dialect: Dialect): string {
  if (mark === "*") return mark;
  if (mark === "") return dialect.mark === "spaces" ? " " : "";
  if (dialect.mark === "label") return mark === "-" ? "- - All should attend" : `${mark} - Some label - cut sh`;
  if (dialect.mark === "spaces") return ` ${mark} `;
  return dialect.mark === "lower" ? mark.toLowerCase() : mark;
}

/** Cells with the headings of their columns. */
export type Cells = readonly (readonly [heading: string, cell: string])[];

/** Whom a row is about, by the keys of the dialect. */
export function whoOf(child: Child, dialect: Dialect): Cells {
  const cell = (field: HeadingName, text: string): [string, string] => [headingOf(field, dialect), text];
  const upn = cell("upn", child.upn);
  const name = cell("name", `${child.surname}, ${child.forename}`);
  if (dialect.who === "upn and name") return [upn, name];
  if (dialect.who === "mis id") return [cell("misId", child.misId)];
  // Excel takes the zeros away.
  if (dialect.who === "admission number") {
    return [cell("admissionNumber", child.admissionNumber.replace(/^0+/, ""))];
  }
  if (dialect.who === "name") return [name];
  return dialect.who === "upn"
    ? [upn]
    : [cell("surname", child.surname), cell("forename", child.forename), dobOf(child, dialect)];
}

function dobOf(child: Child, dialect: Dialect): [string, string] {
  return [headingOf("dob", dialect), dateOf(child.dob, dialect)];
}

/** The pupils file, which knows every key. */
export function pupilsFile({ children }: SmallRegister, dialect: Dialect, entry: Day): TextFile {
  const rows = children.map((child, i): Cells => [
    [headingOf("upn", dialect), child.upn],
    [headingOf("misId", dialect), child.misId],
    [headingOf("admissionNumber", dialect), child.admissionNumber],
    [headingOf("surname", dialect), child.surname],
    [headingOf("forename", dialect), child.forename],
    dobOf(child, dialect),
    [headingOf("year", dialect), pick(["Year 4", "4", "Y3", "Reception", "NC Year 6"], i)],
    [headingOf("class", dialect), "Oak"],
    [headingOf("entry", dialect), dateOf(entry, dialect)],
  ]);
  return { name: "pupils", rows: table(rows, dialect) };
}

/** Headings above cells, rows and columns in the dialect's order. */
export function table(rows: readonly Cells[], { order }: Dialect, fixed = 0): string[][] {
  const headings = (rows[0] ?? []).map(([heading]) => heading);
  const columns = [...shuffled(headings.map((_, i) => i).slice(0, headings.length - fixed), order)];
  for (let i = headings.length - fixed; i < headings.length; i++) columns.push(i);
  const made = shuffled(rows, order).map((row) => columns.map((i) => row[i]?.[1] ?? ""));
  return [columns.map((i) => headings[i] ?? ""), ...made];
}

function shuffled<T>(all: readonly T[], order: readonly number[]): readonly T[] {
  return all
    .map((each, i) => ({ each, at: (order[i % order.length] ?? 0) * 31 + ((i * 7919) % 17) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
