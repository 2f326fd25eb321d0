/** Leave of absence: where the register differs from what was asked and decided, and what goes to the local authority. */
import { thresholdMet } from "../../measures/penalty.ts";
import { missedWords } from "../../letters/phrases.ts";
import { leaveFindings, type LeaveDecision, type LeaveFinding } from "../../policy/leave.ts";
import type { Situation } from "../../policy/situation.ts";
import { academicYearOf, ukOf } from "../../register/day.ts";
import { onRollBetween } from "../../register/pupil.ts";
import { STATUTE } from "../../register/statute.ts";
import { monthEnd, type ReturnCase, type ReturnForm } from "./list.ts";
import { codeWords, date, doneField, parentFields, pupilFields, text } from "./pupil-fields.ts";

export const LEAVE: ReturnForm = {
  title: "Leave of absence",
  rule: `Leave taken this school year that nobody asked for, that goes beyond what was granted, or that is marked otherwise than was decided. To send: holidays not granted (G) with which the penalty threshold was met, ${String(STATUTE.penaltySessions.value)} sessions in ${String(STATUTE.penaltyWeeks.value)} school weeks.`,
  often: "Before a penalty notice is asked for; the rest is for the office to put right.",
  source: STATUTE.penaltySessions.source,
  note: "A mark that is wrong is put right in the register first. Meeting the threshold is not a fine: each case is considered.",
  nil: "no holiday without leave has newly met the penalty threshold",
  period: "month",
  early: false,
  shape: "forms",
  cases: (situation) =>
    [...situation.register.pupils.entries()].flatMap(([row, pupil]) =>
      onRollBetween(pupil, situation.asAt, situation.asAt)
        ? leaveFindings(situation, row).map((found) => caseOf(situation, found))
        : [],
    ),
};

const FINDINGS: Readonly<Record<LeaveFinding["finding"], string>> = {
  "not-asked": "taken without asking",
  beyond: "beyond what was granted",
  otherwise: "marked otherwise than decided",
};

function caseOf(situation: Situation, found: LeaveFinding): ReturnCase {
  const { row, from, to, sessions, codes, finding, decision } = found;
  const { register, asAt } = situation;
  const met = thresholdMet(register, row, academicYearOf(asAt), asAt);
  const toSend = (codes["G"] ?? 0) > 0 && finding !== "otherwise" && met !== null && met.from <= to && met.day >= from;
  return {
    row,
    from,
    to,
    dueBy: toSend ? monthEnd(met.day) : null,
    fact: `${FINDINGS[finding]}: ${missedWords(sessions)} from ${ukOf(from)} to ${ukOf(to)} (${codeWords(codes)})`,
    fields: [
      ...pupilFields(situation, row),
      date("Leave from", from),
      date("Leave to", to),
      { label: "Sessions", value: sessions },
      text("Marks", codeWords(codes)),
      text("What was decided", decision === null ? "nobody asked" : decisionWords(decision)),
      date("Penalty threshold met on", toSend ? met.day : null),
      doneField(situation, row, from),
      ...parentFields(situation, row),
    ],
  };
}

function decisionWords({ decision, from, to, granted }: LeaveDecision): string {
  const asked = `asked for ${ukOf(from)} to ${ukOf(to)}`;
  if (decision === "part" && granted) return `${asked}, granted ${ukOf(granted.from)} to ${ukOf(granted.to)}`;
  return `${asked}, ${decision === "part" ? "granted in part" : decision}`;
}
