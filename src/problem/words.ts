/** All the words for problems: what is wrong, and what to do. The place is printed beside them. */
import { configWords } from "./config-words.ts";
import type { Problem, ProblemCode } from "./problem.ts";

type Args = Readonly<Record<string, string | number>>;

/** One or two sentences for a person in a school office. */
export function say(problem: Problem): string {
  return WORDS[problem.code](problem.args ?? {}, problem);
}

/** `exports/register.csv, line 12, Mark`; null when the problem belongs to no place. */
export function placeOf({ file, line, column }: Problem): string | null {
  if (file === null) return null;
  const parts = [file];
  if (line !== undefined && line > 0) parts.push(`line ${String(line)}`);
  if (column !== undefined && column !== "") parts.push(`column “${column}”`);
  return parts.join(", ");
}

function times(n: string | number | undefined, noun: string, plural = `${noun}s`): string {
  return Number(n) === 1 ? `1 ${noun}` : `${String(n ?? 0)} ${plural}`;
}

/** What a layout is called in an office. */
const SHAPES: Readonly<Record<string, string>> = {
  long: "a register with a row per session",
  day: "a register with a row per day",
  week: "a register with a row per week",
  dates: "a register with a column per session",
  strings: "a register with all marks in one cell",
  counts: "counts of each code",
  totals: "totals of sessions",
  pupils: "a list of pupils",
  sen: "a list of SEN needs",
  contacts: "a list of contacts",
  "late-book": "a late book",
};

function shape(layout: string | number | undefined): string {
  return SHAPES[String(layout)] ?? String(layout);
}

const WORDS: Readonly<Record<ProblemCode, (args: Args, problem: Problem) => string>> = {
  "config-invalid": (args) => configWords(args),
  "file-unreadable": ({ detail }) =>
    `This file could not be opened${detail ? ` (${String(detail)})` : ""}. Close it if it is open elsewhere, check that you may read it, and run again.`,
  "file-empty": () => "This file is empty. Export it again, or take it out of the exports folder.",
  "file-is-workbook": (_, { file }) =>
    `This is an Excel workbook, not a CSV file${/\.xlsx?$/i.test(file ?? "") ? "" : ", whatever its name says"}. ` +
    "Open it in Excel, choose Save As, and pick “CSV UTF-8”.",
  "file-is-binary": () => "This is not a text file. Take it out of the exports folder, or export it again as CSV.",
  "file-not-recognised": (_, { excerpt }) =>
    `No row of headings was found that makes this a register, a list of pupils or of contacts. The widest row says: ${excerpt ?? ""}. ` +
    "A register needs the pupil (UPN or name), the date, AM or PM, and the mark. Export it again with those columns.",
  "file-two-layouts": ({ one, two }) =>
    `This file can be read in two ways, as ${shape(one)} and as ${shape(two)}, so it was not read at all. Remove the columns that belong to the other, or say which it is in attend.yaml under exports.`,
  "file-month-first": (_, { excerpt }) =>
    `The date ${excerpt ?? ""} is impossible with the day first, so no date in this file can be trusted and the whole file was left out. ` +
    'If its dates are American, put a line under exports in attend.yaml, with this file\'s name: - { files: "NAME.csv", date-order: month-first }.',
  "file-no-week": () =>
    "This is a register for one week, but nothing says which week. Put “Week beginning 16/11/2026” in a row above the headings, or the date in the file's name, such as week-2026-11-16.csv.",
  "file-no-year": (_, { excerpt }) =>
    `The columns are days without a year (${excerpt ?? ""}), so nobody can tell which marks these are, and the file was left out. Export it with whole dates, such as 16/11/2026 AM.`,
  "file-no-period": () =>
    "This file gives totals or strings of marks, but not for which days. Put the first and last day in columns, or a row above the headings such as “From 03/09/2026 to 20/11/2026”.",
  "file-absences-only": ({ present, marks }) =>
    `This file lists absences only (${times(present, "present mark")} among ${String(marks)}), so it is no register: everybody not in it would seem unmarked. Export the whole register, present marks included.`,
  "file-status-page": () =>
    "This is a page about registers (how many were present in each), not the marks themselves. Export the marks of each pupil instead, with date and AM or PM.",
  "file-lessons": (_, { excerpt }) =>
    `This file is by lesson (${excerpt ?? ""}), and statutory figures cannot be made of lessons. Export the AM and PM marks (roll call or statutory attendance) instead.`,
  "file-no-rows": () =>
    "There are headings but no row that could be used. Check that the report was not run for an empty period.",
  "file-no-marks": () =>
    "This is a register, but none of its rows has a mark. Check that the column of marks has its heading, and export again.",
  "quote-not-closed": () =>
    "A quotation mark opens on this line and is never closed, so everything after it cannot be told apart. Remove the stray quotation mark, or export the file again.",
  "row-unreadable": ({ lastLine }) =>
    `A quotation mark opens here and swallows everything to line ${String(lastLine)}. These lines were left out: remove the stray quotation mark.`,
  "row-too-long": () =>
    "This row has more cells than there are headings, so its values have moved to the wrong columns, often because of a comma in a name. The row was left out: put the name in quotation marks, or export again.",
  "row-no-pupil": () => "This row does not say which pupil it is about, and was left out. Fill in the UPN or the name.",
  "row-bad-date": (_, { excerpt }) =>
    `“${excerpt ?? ""}” is not a date, so this row was left out. Write dates as 16/11/2026.`,
  "row-bad-session": (_, { excerpt }) =>
    `“${excerpt ?? ""}” is neither AM nor PM, so this row was left out. Export the AM and PM registers, not lessons.`,
  "row-bad-number": (_, { excerpt }) =>
    `“${excerpt ?? ""}” is not a number of sessions, so this row was left out. Correct it and export again.`,
  "totals-do-not-add": () =>
    "Possible sessions are not attended and absent ones together in this row, so it was left out. Check that the report has possible, attended, authorised and unauthorised sessions.",
  "totals-differ": ({ pupil, what, stated, ours, notPossible, missing, unknown }) =>
    `${String(pupil)}: the export states ${what === "percent" ? `${String(stated)}%` : `${String(stated)} ${String(what)}`}, the marks give ${what === "percent" ? `${String(ours)}%` : String(ours)}. ` +
    `Usual causes: codes that count on neither side (${times(notPossible, "mark")}), missing marks (${String(missing)}), unknown codes (${String(unknown)}), or another first or last day. Check which is right.`,
  "totals-contradict": ({ pupil }) =>
    `Two rows give different totals of ${String(pupil)} for the same days, so neither was used. Remove the wrong one.`,
  "totals-only": () =>
    "The exports give totals of a period and no marks of single sessions. That is enough for figures and letters of that period; weekly tables, tiers, lates by day and runs of absence need the register itself.",
  "marks-do-not-fit": ({ marks, weekdays, schoolDays }) =>
    `This row has ${times(marks, "mark")}, but its days have ${String(weekdays)} weekday sessions and ${String(schoolDays)} known school sessions. It was left out, since nobody can tell which mark belongs to which day. Check the first and last day, or export with a date for each mark.`,
  "late-no-mark": ({ pupil, day }) =>
    `${String(pupil)} is in the late book on ${String(day)}, but the register has no late mark that day. Nothing was changed; check which is right.`,
  "class-damaged": ({ pupil, used }, { excerpt }) =>
    `Excel has turned a class into the date ${excerpt ?? ""} (${String(pupil)} and perhaps others); it may have been ${String(used)}. Export again without opening the file in Excel, or write the class as “Class ${String(used)}”.`,
  "row-heading-again": ({ count }) => `${times(count, "repeated heading row")} left out.`,
  "row-total": ({ count }) => `${times(count, "row of totals or counts", "rows of totals or counts")} left out.`,
  "row-blank": ({ count }) => `${times(count, "blank row")} left out.`,
  "row-short": ({ count }) =>
    `${times(count, "row has", "rows have")} fewer cells than there are headings; the cells that are not there were taken as blank. If marks seem to be missing, export again.`,
  "quote-stray": ({ count }, { excerpt }) =>
    `${times(count, "row has", "rows have")} a quotation mark in an odd place (${excerpt ?? ""}); it was read as part of the cell. Check that its values stand in the right columns.`,
  "column-with-marks": (_, { column }) =>
    `The column “${column ?? ""}” holds marks, but its heading says of no session, so these marks were left out. Correct the heading (a date with AM or PM, or Mon AM), or set “ignore” for it in attend.yaml.`,
  "encoding-mixed": () =>
    "Most of this file is UTF-8 but not all of it, so accents and apostrophes in names may be wrong. Export it again, or save it as CSV UTF-8.",
  "row-title": ({ count }) => `${times(count, "row")} above the headings taken as a title.`,
  "code-unknown": ({ code, count }) =>
    `The code ${String(code)} is not an attendance code (${times(count, "mark")}). These marks count neither as present nor as absent. Correct them in the register and export again.`,
  "code-not-yet": ({ code, count }) =>
    `The code ${String(code)} only came into force on 19 August 2024, and stands on an earlier date (${times(count, "mark")}). These marks were not counted. Correct them in the register.`,
  "code-retired": ({ code, count }) =>
    `The code ${String(code)} is retired (${times(count, "mark")}). It was counted as it used to be, as the DfE does; put today's code in the register.`,
  "code-lower-case": ({ code, count }, { excerpt }) =>
    `“${excerpt ?? ""}” was read as ${String(code)} (${times(count, "mark")}). Codes are capital letters.`,
  "cell-not-understood": (_, { excerpt }) =>
    `“${excerpt ?? ""}” could not be understood, and was taken as blank. Correct it and export again.`,
  "date-two-digit-year": ({ count }, { excerpt }) =>
    `The year in “${excerpt ?? ""}” has two digits (${times(count, "date")} in this column); such years were read as of this century. Four digits are safer.`,
  "mark-twice": ({ count }) =>
    `${times(count, "mark")} stood in the exports more than once, the same each time; each was counted once.`,
  "mark-contradicts": ({ pupil, day, half, one, two, otherFile, otherLine }) =>
    `${String(pupil)}, ${String(day)} ${String(half)}: ${String(one)} here, but ${String(two)} in ${String(otherFile)}, line ${String(otherLine)}. ` +
    "Nobody can tell which is right, so the session counts as unknown. Keep only the newer export, or correct the register.",
  "mark-outside-roll": ({ pupil, count, side, day }) =>
    `${String(pupil)} has ${times(count, "mark")} ${side === "before" ? `before the admission date (${String(day)})` : `after the leaving date (${String(day)})`}, not counted. ` +
    "Correct the date in the pupils file, or the register.",
  "mark-on-closed-day": ({ uk, count }) =>
    `${times(count, "mark")} on ${String(uk)}, when the school is closed according to attend.yaml: not counted. If the school was open, take the day out of “closed”.`,
  "pupil-not-in-file": ({ pupil }) =>
    `${String(pupil)} has marks but is not in the pupils file: perhaps a leaver, or named otherwise there. They are counted from their first mark to their last. Export the pupils file with leavers included, or correct the name.`,
  "pupil-two-people": ({ one, two, otherFile, otherLine }, { excerpt }) =>
    `Two people have the UPN ${excerpt ?? ""}: ${String(one)}, and ${String(two)} in ${String(otherFile)}, line ${String(otherLine)}. Both were left out, since their marks cannot be told apart. Correct the UPN.`,
  "pupil-differs": ({ pupil, field, said, used }) =>
    `The pupils files disagree about the ${String(field)} of ${String(pupil)} (${String(said)}); ${String(used)} was used. Correct one of them.`,
  "pupil-no-year": ({ count, of }) =>
    count === of
      ? "No export gives year groups, so the headline is of everybody, and nothing can be compared with the DfE's Years 1 to 6. Add the year to the pupils file."
      : `${String(count)} of ${times(of, "pupil")} without a year group, so in no headline and no year's row. Add the year to the pupils file.`,
  "pupil-no-marks": ({ pupil, class: named }) =>
    `${String(pupil)}${named ? ` (${String(named)})` : ""} is in the pupils file, but no register mentions them. Check that both files use the same UPN or name.`,
  "upn-check": ({ count }, { excerpt }) =>
    Number(count) > 1
      ? `${String(count)} UPNs have a wrong form or check letter, the first is ${excerpt ?? ""}. They were used as they stand; check them for typing errors.`
      : `The UPN ${excerpt ?? ""} has a wrong form or check letter. It was used as it stands; check it for a typing error.`,
  "pupil-unknown": ({ pupil }) =>
    `This row is about ${String(pupil)}, who is in no pupils file and no register, so it was left out. Check the UPN or the name, or add the pupil to the pupils file.`,
  "roll-inferred": ({ all, count }) =>
    all === 1
      ? "There is no pupils file, so each pupil is taken to be on roll from their first mark to their last, and those marked in the last five school days to be on roll still. Add a pupils file with entry and leaving dates."
      : `${times(count, "pupil")} without an entry date: taken to be on roll from their first mark.`,
  "calendar-inferred": ({ from, to }) =>
    from === to
      ? `${String(from)} is a school day in no half-term of attend.yaml, so one was inferred. Add it to the calendar.`
      : `The school days from ${String(from)} to ${String(to)} are in no half-term of attend.yaml, so one was inferred. Add its dates to the calendar.`,
  "no-register": ({ refused }) =>
    Number(refused) > 0
      ? "None of the files could be used as a register, for the reasons given with each, so there is nothing to count."
      : "There is no register among the exports, so there is nothing to count. Put the attendance export from your MIS into the exports folder as CSV, and run again.",
  "files-ignored": ({ count, names }) =>
    `${times(count, "file")} in the exports folder ${Number(count) === 1 ? "is" : "are"} not CSV and ${Number(count) === 1 ? "was" : "were"} not read: ${String(names)}. If one is a register, export it as CSV.`,
  "dates-fit-month-first": (_, { excerpt }) =>
    `The dates of this file fall outside the school's calendar (such as ${excerpt ?? ""}) and would all fit it with the month first, so the whole file was left out. ` +
    'If its dates are American, put a line under exports in attend.yaml, with this file\'s name: - { files: "NAME.csv", date-order: month-first }. If not, correct the calendar.',
  "register-not-taken": ({ class: named, day, half, count, of }) =>
    `${String(named)}, ${String(day)} ${String(half)}: ${count === of ? "the register was not taken" : `no mark for ${String(count)} of ${times(of, "pupil")}`}. Complete the register.`,
  "reason-overdue": ({ pupil, day, half, age, by }) =>
    `${String(pupil)}, ${String(day)} ${String(half)}: still N after ${times(age, "school day")}. Put the reason in the register now, or O (it was due by ${String(by)}).`,
  "log-line-bad": () =>
    "This line of the log could not be read and was passed over; nothing was changed. It may have been cut off: compare with a backup.",
  "log-line-half": () =>
    "Half a line stands here, because the PC was stopped while it was written. It was never said to be recorded, and does not count; if what it says was done, write it down again.",
  "deed-no-pupil": ({ kind }, { excerpt }) =>
    `This ${String(kind)} in the log is for ${excerpt ?? ""}, who is in no export, so it counts for nobody. Check the UPN or the name.`,
  "mark-at-weekend": ({ day }) =>
    `There are marks on ${String(day)}, so it was taken for a school day, and everybody else has missing marks. If the date is mistyped, correct it and export again.`,
  "letter-restated": ({ letter, pupil, day, said, now, number }) =>
    `The letter ${String(letter)} of ${String(day)} to the family of ${String(pupil)} said ${String(said)}; the register now says ${String(now)}. Run attend why with --letter ${String(number)} to see both; \`attend letters --kind correction\` writes to the family.`,
  "log-copy": ({ lines }) =>
    Number(lines) === 0
      ? "This is a copy of the log that the shared drive made, and it says nothing that the log does not. Delete it."
      : `This is a copy of the log that the shared drive made, with ${times(lines, "line")} of its own; they count too. Keep it where it is.`,
  "log-line-newer": () =>
    "This line of the log was written by a newer version of attend, and was passed over. Install the newer version on this PC too.",
};
