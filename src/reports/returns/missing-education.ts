/** Children missing education: the protocol as a checklist of dated steps, with what the log shows done. */
import { missingCases, type MissingCase, type MissingStep } from "../../policy/missing.ts";
import type { Situation } from "../../policy/situation.ts";
import { DEEDS } from "../../read/deeds.ts";
import { ukOf } from "../../register/day.ts";
import { STATUTE } from "../../register/statute.ts";
import { counted } from "../weekly/words.ts";
import type { ReturnCase, ReturnForm } from "./list.ts";
import { date, parentFields, pupilFields, text } from "./pupil-fields.ts";

const DAY = STATUTE.attendanceReturnDays.value;

export const MISSING_EDUCATION: ReturnForm = {
  title: "Children missing education",
  rule: `Pupils whose absence nobody has explained for as many school days as the policy says, and those written down as missing education. To the authority by the ${String(DAY)}th school day, or as soon as you are worried.`,
  often: "As each falls due.",
  source: STATUTE.removalSchoolDays.source,
  note: "A name is never removed by the school alone: school and authority together must have made reasonable enquiries in vain, and there must be no illness or unavoidable cause. A child at risk of harm is referred at once, whatever day it is.",
  nil: "no pupil’s absence is unexplained so long, and none is written down as missing education",
  period: "month",
  early: true,
  shape: "forms",
  cases: (situation) => missingCases(situation).map((each) => caseOf(situation, each)),
};

function caseOf(situation: Situation, found: MissingCase): ReturnCase {
  const { row, from, days, flagged, steps, removal } = found;
  const told = steps.at(-1);
  const { asAt } = situation;
  return {
    row,
    from,
    to: asAt,
    dueBy: told && (flagged || told.due <= asAt) ? told.due : null,
    fact:
      days === null
        ? `written down since ${ukOf(from)}`
        : `no reason known since ${ukOf(from)}, ${counted(days, "school day")}`,
    fields: [
      ...pupilFields(situation, row),
      date(days === null ? "Written down on" : "First unexplained day", from),
      { label: "School days so far", value: days },
      ...steps.map((step) => text(step.what, stepWords(step))),
      date("A name could lawfully be removed, at the earliest, on", removal?.day ?? null),
      text("By which rule", removal?.rule ?? "none now: the register shows no unexplained absence"),
      ...parentFields(situation, row),
    ],
  };
}

/** `done: Call 16/11/2026`, `by 18/11/2026`. */
function stepWords({ due, done, state }: MissingStep): string {
  if (done) return `done: ${DEEDS[done.kind].title} ${ukOf(done.day)}`;
  return state === "overdue" ? `NOT DONE, was due on ${ukOf(due)}` : `by ${ukOf(due)}`;
}
