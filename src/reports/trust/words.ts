/** The words in which a trust's overview says its figures; the page, the screen and the table share them. */
import { counted, uk } from "../weekly/words.ts";
import type { SchoolLine, TrustLine, TrustReport } from "./report.ts";

/** `91.5%`, or a dash where there is none. */
export function percentWords(percent: string | null | undefined): string {
  return percent === null || percent === undefined ? "–" : `${percent}%`;
}

/** What is written where a group is too small. */
export const TOO_FEW = "too few";

/** `114 (15.0%)`: pupils of a group, and their share of it. */
export function shareWords(count: number, percent: string | null): string {
  return percent === null ? String(count) : `${String(count)} (${percent}%)`;
}

/** `8 of 10` where not all schools with such pupils show the group; else `10`. */
export function schoolsWords({ schools, of }: TrustLine): string {
  return schools === of ? String(of) : `${String(schools)} of ${String(of)}`;
}

/** The schools for which somebody has something to do, in a sentence each. */
export function toDo({ schools, unread }: TrustReport): readonly { readonly who: string; readonly what: string }[] {
  return [
    ...unread.map(({ folder, say }) => ({ who: folder, what: `Not in these figures. ${say}` })),
    ...schools.flatMap((school) => {
      const what = [staleWords(school), leftOutWords(school), smallWords(school)]
        .filter((each) => each !== "")
        .join(" ");
      return what === "" ? [] : [{ who: school.title, what }];
    }),
  ];
}

function staleWords({ isStale, behind, newest }: SchoolLine): string {
  if (behind === null) return `Its calendar does not say whether days are missing after ${uk(newest)}.`;
  return isStale
    ? `The exports end on ${uk(newest)}, and ${counted(behind, "school day")} since ${behind === 1 ? "is" : "are"} missing: export the register again.`
    : "";
}

function leftOutWords({ problems: { leftOut }, folder }: SchoolLine): string {
  return leftOut === 0
    ? ""
    : `${counted(leftOut, "thing")} in its files ${leftOut === 1 ? "needs" : "need"} somebody: see attend check --school ${/[^\w.-]/.test(folder) ? `"${folder}"` : folder}.`;
}

function smallWords({ groups }: SchoolLine): string {
  return groups.length === 0 ? "It has too few pupils in the headline years to be shown, and is in no figure." : "";
}

/** What a dimension of groups is called over its table. */
export const DIMENSION_NAMES: Readonly<Record<string, string>> = {
  school: "Headline years",
  "years-1-6": "Years 1 to 6",
  year: "Year groups",
  sex: "Girls and boys",
  send: "Special educational needs",
  "pupil-premium": "Pupil premium",
  fsm: "Free school meals",
  eal: "English as an additional language",
  "looked-after": "Looked-after children",
};
