/** The return of pupils absent without leave for ten school days in a row. */
import { unauthorisedEpisodes, type Episode } from "../../measures/episodes.ts";
import { missedWords } from "../../letters/phrases.ts";
import type { Situation } from "../../policy/situation.ts";
import { ukOf } from "../../register/day.ts";
import { STATUTE } from "../../register/statute.ts";
import { lookBackFrom, monthEnd, type ReturnCase, type ReturnForm } from "./list.ts";
import { codeWords, date, doneField, parentFields, pupilFields, text, toFillIn } from "./pupil-fields.ts";

const DAYS = STATUTE.attendanceReturnDays.value;
/** School days from which an episode that goes on is shown as approaching: half the way. */
const APPROACHING_DAYS = 5;

export const TEN_DAYS: ReturnForm = {
  title: `Absent without leave for ${String(DAYS)} school days in a row`,
  rule: `Pupils of compulsory school age who have missed ${String(DAYS)} school days in a row with G, N, O or U: ${String(2 * DAYS)} of their own possible sessions, with no other mark between. One return for each episode; a new one only when the pupil came back and again misses ${String(DAYS)} days.`,
  often: "At least once a month, or as agreed with the authority.",
  source: STATUTE.attendanceReturnDays.source,
  note: "Settle every N and every missing mark first: a reason that is found may end the episode. The authority must also be told of pupils who do not attend regularly; the list “targeting” shows them.",
  nil: `no pupil of compulsory school age has newly missed ${String(DAYS)} school days in a row without leave`,
  period: "month",
  early: false,
  shape: "forms",
  cases: (situation) =>
    [...situation.register.pupils.keys()].flatMap((row) =>
      unauthorisedEpisodes(situation.register, row, situation.asAt)
        .filter((episode) => episode.to >= lookBackFrom(situation.asAt) && belongs(episode))
        .map((episode) => caseOf(situation, row, episode)),
    ),
};

function belongs({ reached, runs, sessions }: Episode): boolean {
  return reached !== null || (runs[0]?.open === true && sessions >= 2 * APPROACHING_DAYS);
}

function caseOf(situation: Situation, row: number, { from, to, sessions, reached, runs }: Episode): ReturnCase {
  const run = runs[0];
  const unsettled = (run?.codes["N"] ?? 0) + (run?.unsettled ?? 0);
  return {
    row,
    from,
    to,
    dueBy: reached === null ? null : monthEnd(reached),
    fact: `${missedWords(sessions)} in a row from ${ukOf(from)} to ${ukOf(to)}${unsettled === 0 ? "" : `, ${String(unsettled)} not settled`}`,
    fields: [
      ...pupilFields(situation, row),
      date("Absent from", from),
      date("Absent to", to),
      text("Has it ended?", run?.open === true ? "not by the register" : "yes"),
      { label: "Sessions missed", value: sessions },
      date(`${String(DAYS)} school days reached on`, reached),
      text("Marks", codeWords(run?.codes ?? {})),
      { label: "Sessions not settled (N or no mark)", value: unsettled },
      toFillIn("Cause, if known"),
      doneField(situation, row, from),
      ...parentFields(situation, row),
    ],
  };
}
