/** Part-time timetables: what the local authority is told of each, and what the register shows of the agreement. */
import type { Situation } from "../../policy/situation.ts";
import { timetables, type Timetable, type TimetableSession } from "../../policy/timetable.ts";
import { shownPercent } from "../../measures/percent.ts";
import { isoOf, shortOf, ukOf } from "../../register/day.ts";
import { monthEnd, type Field, type ReturnCase, type ReturnForm } from "./list.ts";
import { date, parentFields, pupilFields, text, toFillIn } from "./pupil-fields.ts";

export const PART_TIME: ReturnForm = {
  title: "Part-time timetables",
  rule: "Every pupil who has a part-time timetable today, by the log, the pupils file or C2 in this half-term.",
  often: "When it begins, when the hours change and when it ends; a nil return where there is none.",
  source:
    "DfE, Working together to improve school attendance, statutory guidance, August 2024 (part-time timetables); the form is the local authority’s own",
  note: "It must be agreed with the parents, have an end, be reviewed, and never be a way to manage behaviour. The figure against sessions expected stands beside the statutory one, never in its place.",
  nil: "no pupil has a part-time timetable",
  period: "term",
  early: false,
  shape: "forms",
  cases: (situation) => timetables(situation).map((each) => caseOf(situation, each)),
};

function caseOf(situation: Situation, timetable: Timetable): ReturnCase {
  const { row, since, until, expected, statutory, reviewDue, reviewOverdue, lacking } = timetable;
  return {
    row,
    from: since,
    to: null,
    dueBy: monthEnd(since),
    fact: `since ${ukOf(since)}${until === null ? ", no end written down" : ` until ${ukOf(until)}`}; review ${reviewOverdue ? "overdue since" : "due"} ${ukOf(reviewDue)}`,
    fields: [
      ...pupilFields(situation, row),
      date("Began on", since),
      date("Ends on", until),
      text("Sessions in school", timetable.sessions),
      text("Hours a week", timetable.hours),
      text("Parents’ consent", timetable.consent),
      date("Last reviewed", timetable.reviewed),
      { label: "Review due", value: { day: isoOf(reviewDue) } },
      text("Not written down yet", lacking.length === 0 ? "nothing: all is there" : lacking.join(", ")),
      text("C2 outside the agreement", sessionWords(timetable.outside)),
      text("Agreed off, and marked otherwise", sessionWords(timetable.otherwise)),
      figure("Attended of sessions expected", expected),
      figure("Attended of possible sessions (statutory)", statutory),
      toFillIn("Why, and what is done in the other hours"),
      ...parentFields(situation, row),
    ],
  };
}

function figure(label: string, counts: { readonly attended: number; readonly possible: number } | null): Field {
  if (counts === null) return text(label, null);
  const percent = shownPercent(counts);
  return text(
    label,
    `${String(counts.attended)} of ${String(counts.possible)}${percent === null ? "" : `, ${percent}%`}`,
  );
}

/** Null where nothing could be compared. */
function sessionWords(sessions: readonly TimetableSession[] | null): string | null {
  if (sessions === null) return "not known: the sessions in school are not written down";
  return sessions.length === 0
    ? "none"
    : sessions.map(({ day, half, code }) => `${shortOf(day)} ${half} ${code}`).join(", ");
}
