/** Headings: taken down to the words that an alias is looked up by, and rows of them understood. */
import { describe, expect, it } from "vitest";
import { fieldNamed } from "../../src/read/aliases.ts";
import { joinHeadingRows, normaliseHeading, readHeadings } from "../../src/read/headings.ts";
import { NO_RULES } from "../../src/read/rules.ts";
import { isoOf } from "../../src/register/day.ts";

describe("a heading", () => {
  it.each([
    ["UPN", "upn"],
    ["\uFEFFUPN", "upn"],
    ["Year\u00a0Group", "year group"],
    ["  Reg   Group ", "reg group"],
    ["MinutesLate", "minutes late"],
    ["AM/PM", "am pm"],
    ["M/F", "m f"],
    ["Att_Date", "att date"],
    ["Part-time?", "part time"],
    ["Courses/classes", "courses classes"],
    ["NC Year(s) for this academic year", "nc year"],
    ["NC Year(s) for today", "nc year"],
    ["Year group(s) this academic year", "year group"],
    ["Registration form(s) this academic year", "registration form"],
    ["Ever 6 FSM at any time between 01 Aug 2020 and 30 Aug 2026?", "ever 6 fsm"],
    ["Pupil Premium Recipient at any time between 01 Aug 2020 and 30 Aug 2026?", "pupil premium recipient"],
    ["Pupil Premium Recipient at any time this academic year?", "pupil premium recipient"],
    ["SEN at any time this academic year?", "sen"],
    ["Young Carer at any time this academic year?", "young carer"],
    ["Suspensions between 02 Aug 2021 and 30 Aug 2026", "suspensions"],
    ["Looked After (In Care) Status", "looked after in care status"],
    ["Name & Class", "name and class"],
    ["ADMISSION NO.", "admission no"],
    ["", ""],
  ])("%o is looked up as %o", (raw, expected) => {
    expect(normaliseHeading(raw)).toBe(expected);
  });

  it.each([
    ["Globally Unique Student ID", "upn"],
    ["Arbor Student ID", "misId"],
    ["Legal First Name", "legalForename"],
    ["adno", "admissionNumber"],
    ["FSMEver6", "fsmEver6"],
    ["FSM", "fsm"],
    ["Pupil Premium Indicator", "pupilPremium"],
    ["NCyearActual", "yearGroup"],
    ["DoB", "dob"],
    ["DateofBirth", "dob"],
    ["RegGroup", "className"],
    ["EntryDate", "admissionDate"],
    ["LeavingDate", "leavingDate"],
    ["SENProvision", "senCode"],
    ["InLeaCare", "lookedAfter"],
    ["PartTime", "partTime"],
    ["session_date", "date"],
    ["session_name", "session"],
    ["attendance_mark", "mark"],
    ["minutes_late", "minutesLate"],
    ["Parental Salutation", "salutation"],
  ])("%o, seen in real exports, names the field %s", (raw, field) => {
    expect(fieldNamed(normaliseHeading(raw))).toBe(field);
  });

  it.each(["ULN", "related", "Late", "Forenames of mother", "Date of entry into care", "photo"])(
    "%o names no field: only whole aliases count",
    (raw) => {
      expect(fieldNamed(normaliseHeading(raw))).toBeNull();
    },
  );
});

const sessions = (cells: readonly string[]): readonly (string | null)[] =>
  readHeadings(cells, NO_RULES).map(({ session }) =>
    session === null ? null : [isoOf(session.day), session.half === null ? "?" : ["AM", "PM"][session.half]].join(" "),
  );

describe("a row of headings", () => {
  it("finds sessions in headings with a date", () => {
    expect(
      sessions(["UPN", "04/09/2025 AM", "04/09/2025 PM", "2025-09-05 am", "Thu 04 Sep 2025 PM", "5 Sep 2025_AM"]),
    ).toEqual([null, "2025-09-04 AM", "2025-09-04 PM", "2025-09-05 AM", "2025-09-04 PM", "2025-09-05 AM"]);
  });

  it("gives a date over two columns to both", () => {
    expect(sessions(["Name", "04/09/2025", "", "05/09/2025", ""])).toEqual([
      null,
      "2025-09-04 ?",
      "2025-09-04 ?",
      "2025-09-05 ?",
      "2025-09-05 ?",
    ]);
  });

  it("finds the sessions of a week without a date", () => {
    const found = readHeadings(["studentId", "MonAM", "MonPM", "Friday PM", "Wed 1"], NO_RULES);
    expect(found.map(({ weekSession }) => weekSession)).toEqual([
      null,
      { weekday: 0, half: 0 },
      { weekday: 0, half: 1 },
      { weekday: 4, half: 1 },
      { weekday: 2, half: 0 },
    ]);
  });

  it("takes no bare number for a date", () => {
    expect(sessions(["40982", "1", "2026"])).toEqual([null, null, null]);
  });

  it("says of a date that it is impossible day-first", () => {
    expect(readHeadings(["11/23/2026 AM"], NO_RULES)[0]?.monthFirst).toBe(true);
    expect(readHeadings(["11/23/2026 AM"], { ...NO_RULES, order: "month-first" })[0]?.session).not.toBeNull();
  });
});

describe("two rows of headings", () => {
  it("are joined when dates stand above AM and PM", () => {
    const joined = joinHeadingRows(["", "04/09/2025", "", "05/09/2025", ""], ["UPN", "AM", "PM", "am", "pm"], NO_RULES);
    expect(joined).toEqual(["UPN", "04/09/2025 AM", "04/09/2025 PM", "05/09/2025 AM", "05/09/2025 PM"]);
  });

  it("keep pupil headings of either row", () => {
    const joined = joinHeadingRows(["UPN", "04/09/2025", "04/09/2025"], ["", "AM", "PM"], NO_RULES);
    expect(joined).toEqual(["UPN", "04/09/2025 AM", "04/09/2025 PM"]);
  });

  it("are not joined without dates above, or without AM and PM below", () => {
    expect(joinHeadingRows(["UPN", "x", "y"], ["", "AM", "PM"], NO_RULES)).toBeNull();
    expect(joinHeadingRows(["UPN", "04/09/2025", ""], ["A1", "/", "\\"], NO_RULES)).toBeNull();
  });
});
