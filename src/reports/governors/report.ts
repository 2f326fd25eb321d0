/** The report for governors as a value: no child can be recognised in it, and no small number worked out of it. */
import { countsBetween, groupRow, rowsOnRoll } from "../../measures/figures.ts";
import { schoolGroups } from "../../measures/groups.ts";
import { shownShare } from "../../measures/percent.ts";
import { does } from "../../policy/ask.ts";
import type { Situation } from "../../policy/situation.ts";
import { CannotGoOn } from "../../problem/problem.ts";
import type { Benchmarks } from "../../read/benchmarks.ts";
import { yearStart } from "../../register/calendar.ts";
import { academicYearOf, dayOf, isoOf, partsOf, type Day } from "../../register/day.ts";
import { academicYearName, termAt, termsOf } from "../../register/terms.ts";
import type { PrizePeriod } from "../celebration/period.ts";
import type { LineChart } from "../charts/chart.ts";
import { smallestShown } from "../few.ts";
import { yearChart } from "../weekly/whole-school.ts";
import { comparedWith, type Compared } from "./compare.ts";
import { governorsGroups, wholeSchool, type GovernorsGroup, type Stretch, type WholeSchool } from "./figures.ts";
import { responseIn, type Response } from "./response.ts";

export interface GovernorsReport {
  readonly school: string;
  readonly asAt: string;
  readonly authority: string;
  /** The last day that is counted. */
  readonly to: string;
  /** The exports reach to the end of the term. */
  readonly isWholeTerm: boolean;
  /** The term, and the year so far where it is more than the term. */
  readonly whole: readonly WholeSchool[];
  readonly target: number;
  readonly smallest: number;
  readonly groups: readonly GovernorsGroup[];
  readonly chart: LineChart;
  readonly halfTerms: readonly HalfTermRow[];
  readonly compared: readonly Compared[];
  readonly response: Response;
  readonly policy: {
    readonly version: string;
    /** ISO days; null when nobody has said. */
    readonly reviewed: string | null;
    readonly reviewDue: string | null;
    readonly isOverdue: boolean;
  };
}

export interface HalfTermRow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly percent: string | null;
  readonly authorisedPercent: string | null;
  readonly unauthorisedPercent: string | null;
}

/** Throws when the school is so small that even its whole could not be shown. */
export function governorsReport(situation: Situation, period: PrizePeriod, benchmarks: Benchmarks): GovernorsReport {
  const { config, asAt } = situation;
  const stretches = stretchesOf(situation, period);
  const groups = governorsGroups(situation, stretches);
  const smallest = smallestShown(config.smallestGroup);
  if (groups[0]?.spans?.every(({ pupils }) => pupils >= smallest) !== true) {
    throw new CannotGoOn(
      `There are fewer than ${String(smallest)} pupils in the headline years, so every figure would be about a child who can be recognised.`,
    );
  }
  return {
    school: config.school.name,
    asAt: isoOf(asAt),
    authority: config.school["local-authority"],
    to: isoOf(period.to),
    isWholeTerm: stretches[0]?.isWhole === true,
    whole: wholeSchool(situation, stretches),
    target: config.target,
    smallest,
    groups,
    chart: yearChart(situation, { yearFrom: stretches.at(-1)?.from ?? period.from, to: period.to }),
    halfTerms: halfTermRows(situation, period.to),
    compared: comparedWith(benchmarks, config.school["local-authority"], groups, stretches),
    response: responseIn(situation, period),
    policy: policyOf(situation),
  };
}

/** So many days from its end are the whole of a term: it may break up early, and ends with a weekend. */
const END_OF_TERM = 4;

/** In the first term of a year the year so far is the term. */
function stretchesOf(
  { config, halfTerms }: Situation,
  period: PrizePeriod,
): readonly (Stretch & { isWhole: boolean })[] {
  const end = termAt(termsOf(halfTerms), period.from)?.to ?? period.to;
  const term = { name: period.name, from: period.from, to: period.to, isWhole: end - period.to <= END_OF_TERM };
  const from = yearStart(config.calendar, period.to);
  const year = { name: `School year ${academicYearName(period.to)} so far`, from, to: period.to, isWhole: false };
  return from < period.from ? [term, year] : [term];
}

function halfTermRows({ register, config, halfTerms }: Situation, to: Day): readonly HalfTermRow[] {
  return halfTerms
    .filter((each) => academicYearOf(each.from) === academicYearOf(to) && each.from <= to)
    .flatMap(({ key, from, to: end }) => {
      const last = Math.min(end, to);
      const [headline] = schoolGroups(register, rowsOnRoll(register, from, last), config.headline);
      if (!headline) return [];
      const { percent, possible, authorised, unauthorised } = groupRow(
        headline,
        countsBetween(register, headline.rows, from, last),
      );
      return [
        {
          name: key,
          from: isoOf(from),
          to: isoOf(last),
          percent,
          authorisedPercent: shownShare(authorised, possible),
          unauthorisedPercent: shownShare(unauthorised, possible),
        },
      ];
    });
}

/** The newest of what attend.yaml says and what was written down for row A14; the next is due a year later. */
function policyOf({ config, log, asAt }: Situation): GovernorsReport["policy"] {
  const logged = log.filter((deed) => does(deed, "A14")).map(({ day }) => day);
  const days = [config.policy.reviewed, ...logged].filter((day) => day !== null && day <= asAt) as readonly Day[];
  const reviewed = days.length === 0 ? null : Math.max(...days);
  const due = reviewed === null ? null : aYearAfter(reviewed);
  return {
    version: config.policy.version,
    reviewed: reviewed === null ? null : isoOf(reviewed),
    reviewDue: due === null ? null : isoOf(due),
    isOverdue: due !== null && due < asAt,
  };
}

/** The same date a year on; 28 February for the 29th. */
function aYearAfter(day: Day): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  return dayOf(year + 1, month, dayOfMonth) ?? dayOf(year + 1, month, dayOfMonth - 1) ?? day + 365;
}
