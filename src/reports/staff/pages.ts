/** The staff pages as files: one for each class teacher, and the list for the playground. */
import { listed } from "../../letters/whom.ts";
import { segmentsOf } from "../../letters/file-name.ts";
import type { DueLine } from "../../policy/due.ts";
import type { Situation } from "../../policy/situation.ts";
import { TIER_NAMES } from "../../policy/tiers.ts";
import { nameWithClass } from "../../register/who.ts";
import { classInWords } from "../celebration/words.ts";
import { renderPage, type PageFile, type PageTemplates } from "../html.ts";
import type { WeeklyPack } from "../weekly/pack.ts";
import type { Week } from "../weekly/week.ts";
import { counted, missingWords, short, TRENDS, uk } from "../weekly/words.ts";
import {
  staffReport,
  type ClassSheet,
  type GateReason,
  type Greeting,
  type StaffPupil,
  type StaffReport,
} from "./staff.ts";

/** `due`: all that is due today. The value for JSON, `classes/<class>.html` for every class that has a name, and `playground.html`. */
export function staffFiles(
  situation: Situation,
  week: Week,
  { pack, due }: { readonly pack: WeeklyPack; readonly due: readonly DueLine[] },
  templates: PageTemplates,
): { readonly staff: StaffReport; readonly files: readonly PageFile[] } {
  const staff = staffReport(situation, week, pack, due);
  const names = segmentsOf(staff.classes.map(({ name }) => name));
  return {
    staff,
    files: [
      ...staff.classes.map((sheet, i) => ({
        path: `classes/${names[i] ?? ""}.html`,
        text: renderPage(templates, "class", classView(staff, sheet)),
      })),
      { path: "playground.html", text: renderPage(templates, "playground", playgroundView(staff)) },
    ],
  };
}

function spanWords({ from, to }: StaffReport): string {
  return `${uk(from)} to ${uk(to)}`;
}

function classView(
  staff: StaffReport,
  { name, pupils, gate, registers }: ClassSheet,
): Readonly<Record<string, unknown>> {
  const listedHere = pupils.filter(({ sendAlone }) => !sendAlone);
  const bySend = pupils.filter(({ sendAlone }) => sendAlone);
  const toGreet = gate.filter((each) => !isOnlyMonitored(each));
  return {
    title: `${classInWords(name)}, week of ${spanWords(staff)}: ${staff.school}`,
    name: classInWords(name),
    school: staff.school,
    week: spanWords(staff),
    asAt: uk(staff.asAt),
    gate: toGreet.map((each) => ({ name: each.name, words: gateWords(each) })),
    monitored: listed(gate.filter(isOnlyMonitored).map((each) => each.name)),
    pupils: listedHere.map((each) => pupilView(each, toGreet)),
    asked: askedWords(listedHere),
    bySend: bySend.map((each) => `${each.name} (${percentWords(each)})`).join(", "),
    registers: registers.map((each) => ({ day: short(each.day), half: each.half, words: missingWords(each) })),
  };
}

function isOnlyMonitored({ reasons }: Greeting): boolean {
  return reasons.every((reason) => reason === "monitored");
}

/** Whose concerns the teacher is asked for, and by whom; empty when nobody's. */
function askedWords(pupils: readonly StaffPupil[]): string {
  const asked = pupils.filter(({ askedBy }) => askedBy !== null);
  const owner = asked[0]?.askedBy;
  if (owner === undefined || owner === null) return "";
  const whom = asked.length === pupils.length ? "these children" : listed(asked.map(({ name }) => name));
  return `Please tell the ${owner} of anything that you have noticed about ${whom}.`;
}

function percentWords({ percent }: StaffPupil): string {
  return percent === null ? "too early to say" : `${percent}%`;
}

function pupilView(pupil: StaffPupil, gate: readonly Greeting[]): Readonly<Record<string, unknown>> {
  const { key, name, tier, missed, possible, lates, trend, chart, callBy } = pupil;
  return {
    name,
    tier: TIER_NAMES[tier],
    percent: percentWords(pupil),
    missed: `${String(missed)} of ${String(possible)}`,
    lates,
    trend: trend === null ? "" : TRENDS[trend],
    chart,
    help: listed([
      ...(gate.some((each) => each.key === key) ? ["a welcome at the gate"] : []),
      ...(callBy === null ? [] : [`a call home (${callBy})`]),
    ]),
  };
}

/** `back on Thu 19 Nov after 4 days away; late 5 times this half-term`. */
function gateWords({ back, lates }: Greeting): string {
  const words = [back?.words ?? "", lates === null ? "" : `late ${counted(lates, "time")} this half-term`];
  return words.filter((each) => each !== "").join("; ");
}

const SECTIONS: readonly { readonly reason: GateReason; readonly title: string; readonly words: boolean }[] = [
  { reason: "back", title: "Back after three days away or more, or still away", words: true },
  { reason: "lates", title: "Often late", words: true },
  { reason: "monitored", title: "On weekly monitoring", words: false },
];

/** Each child once, under the most pressing reason. */
function playgroundView(staff: StaffReport): Readonly<Record<string, unknown>> {
  return {
    title: `On the playground, week of ${spanWords(staff)}: ${staff.school}`,
    school: staff.school,
    week: spanWords(staff),
    asAt: uk(staff.asAt),
    nobody: staff.gate.length === 0,
    sections: SECTIONS.map(({ reason, title, words }) => {
      const theirs = staff.gate.filter(({ reasons }) => reasons[0] === reason);
      const classes = [...new Set(theirs.map((each) => each.class))];
      return {
        title,
        children: words ? theirs.map((each) => ({ who: nameWithClass(each), words: gateWords(each) })) : [],
        classes: words
          ? []
          : classes.map((named) => ({
              name: named === null ? "No class given" : classInWords(named),
              names: listed(theirs.filter((each) => each.class === named).map(({ name }) => name)),
            })),
      };
    }).filter(({ children, classes }) => children.length + classes.length > 0),
  };
}
