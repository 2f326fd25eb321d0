/** The return of pupils who have missed or will miss fifteen school days through illness in a school year. */
import { illnessEpisodes, type Episode } from "../../measures/episodes.ts";
import { daysWords, missedWords } from "../../letters/phrases.ts";
import type { Situation } from "../../policy/situation.ts";
import { academicYearOf, ukOf, type Day } from "../../register/day.ts";
import { onRollBetween } from "../../register/pupil.ts";
import { STATUTE } from "../../register/statute.ts";
import { lookBackFrom, monthEnd, type ReturnCase, type ReturnForm } from "./list.ts";
import { date, doneField, parentFields, pupilFields, text, toFillIn } from "./pupil-fields.ts";

const DAYS = STATUTE.sicknessReturnDays.value;
/** School days of illness from which a pupil is shown as approaching: two thirds of the way. */
const APPROACHING_DAYS = 10;

export const SICKNESS: ReturnForm = {
  title: `${String(DAYS)} school days of illness`,
  rule: `Pupils of compulsory school age who have missed ${String(DAYS)} school days with I since September, in a row or in all, or of whom the school has reasonable grounds to believe that they will. One return for each continuous period of illness in a school year.`,
  often: "At least once a month, or as agreed with the authority.",
  source: STATUTE.sicknessReturnDays.source,
  note: "A person decides. The return is there so that teaching is arranged for a child who cannot attend because of health needs; it is not meant for coughs and colds that add up. When it is known beforehand that a child will miss so much, it is sent at once.",
  nil: `no pupil of compulsory school age has newly missed ${String(DAYS)} school days through illness`,
  period: "month",
  early: true,
  shape: "forms",
  cases: (situation) => {
    const { register, asAt } = situation;
    const since = lookBackFrom(asAt);
    const yearEnds = [...new Set([academicYearOf(since), academicYearOf(asAt)])].map((year) => lastOf(year, asAt));
    return [...register.pupils.keys()].flatMap((row) =>
      yearEnds.flatMap((end) => {
        const episodes = illnessEpisodes(register, row, end);
        const isOver = end < asAt || !isOnRoll(situation, row);
        return episodes
          .filter(({ to, reached, sessions }) =>
            reached === null ? !isOver && sessions >= 2 * APPROACHING_DAYS : to >= since,
          )
          .map((episode) => caseOf(situation, row, episode, end));
      }),
    );
  },
};

/** The last day of an academic year, or today. */
function lastOf(yearStart: Day, asAt: Day): Day {
  return Math.min(asAt, academicYearOf(yearStart + 366) - 1);
}

function isOnRoll({ register, asAt }: Situation, row: number): boolean {
  const pupil = register.pupils[row];
  return pupil !== undefined && onRollBetween(pupil, asAt, asAt);
}

function caseOf(situation: Situation, row: number, episode: Episode, end: Day): ReturnCase {
  const { from, to, sessions, reached, runs } = episode;
  const inARow = runs.length === 1;
  return {
    row,
    from,
    to,
    dueBy: reached === null ? null : monthEnd(reached),
    fact: `${missedWords(sessions)} of illness ${inARow ? "in a row" : "in all"} from ${ukOf(from)} to ${ukOf(to)}`,
    fields: [
      ...pupilFields(situation, row),
      date("First day of illness", from),
      date("Last day of illness by the register", to),
      text("Has it ended?", runs.at(-1)?.open === true && end === situation.asAt ? "not by the register" : "yes"),
      text("In a row or in all", inARow ? "in a row" : "in all"),
      { label: "Sessions of illness", value: sessions },
      date(`${String(DAYS)} school days reached on`, reached),
      text("Periods", runs.map((run) => periodWords(run)).join("; ")),
      toFillIn("Nature of the health need"),
      toFillIn("Expected return, and medical evidence"),
      doneField(situation, row, from),
      ...parentFields(situation, row),
    ],
  };
}

function periodWords({ from, to, days }: Episode["runs"][number]): string {
  return `${from === to ? ukOf(from) : `${ukOf(from)} to ${ukOf(to)}`}: ${daysWords(days.length)}`;
}
