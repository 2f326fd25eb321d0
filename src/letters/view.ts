/** The fields that every letter has: the school, the child, the contact, and the figures in numbers and words. */
import { absent, compareRates, isBelow, isPersistent, sumCounts, windowOf } from "../measures/counts.ts";
import { headroomOf, sessionsADay } from "../measures/headroom.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import { isLate, MISSING } from "../register/kinds.ts";
import { cellOf, type Register } from "../register/register.ts";
import { yearName as yearGroupName } from "../register/pupil.ts";
import type { Config } from "../read/config.ts";
import type { Day } from "../register/day.ts";
import { colourOf, spanBefore } from "./attendance.ts";
import { noReasonIn, type Span } from "./basis.ts";
import { halfTermSpan, type View } from "./candidate.ts";
import type { CommonFields, FigureFields } from "./fields.ts";
import { isolated } from "./names.ts";
import {
  afterCloseWords,
  dateWords,
  daysListed,
  headroomWords,
  minutesWords,
  missedWords,
  splitWords,
  timesWords,
} from "./phrases.ts";

/** The fields that every letter and form has. */
export function commonFields(view: View): CommonFields {
  const { situation, row, halfTerm, day } = view;
  const { config, register } = situation;
  const pupil = register.pupils[row];
  const half = halfTermSpan(view);
  const before = spanBefore(view);
  const forename = isolated(forenameOf(pupil?.name ?? "", pupil?.sortName ?? ""));
  const aDay = sessionsADay(register, row, windowOf(register, view.year.from, day));
  const headroom = headroomOf(config.calendar, halfTerm, view.year.counts, day, aDay);
  return {
    date: dateWords(situation.asAt),
    school: schoolFields(config),
    child: {
      name: isolated(pupil?.name ?? ""),
      forename,
      class: pupil?.class ?? "",
      year: pupil?.year === null || pupil === undefined ? "" : yearGroupName(pupil.year),
    },
    contact: contactFields(config),
    expectation: String(config.expectation),
    belowExpectation: isBelow(view.year.counts, config.expectation),
    colourKey: colourWords(config.colours),
    year: figureFields(view, view.year),
    halfTerm: { ...figureFields(view, half), name: halfTerm?.key ?? "" },
    before: {
      ...figureFields(view, before ?? { ...half, to: half.from - 1, counts: NO_COUNTS }),
      name: before?.key ?? "",
    },
    better: before !== null && isEnough(before) && isEnough(half) && compareRates(half.counts, before.counts) > 0,
    headroom: isPartTime(view) ? "" : headroomWords(headroom, day),
  };
}

/** Of no session at all. */
const NO_COUNTS = sumCounts([]);

/** A week of sessions: less than that says nothing of better or worse. */
function isEnough({ counts }: Span): boolean {
  return counts.possible >= 10;
}

/** Such a child cannot come every day, so nothing is said of what would be if. */
function isPartTime({ placed }: View): boolean {
  return placed.triggers.some(({ trigger }) => trigger === "part-time-timetable");
}

/** The first day that a letter may say it covers: no day before the child came. */
export function firstDay({ situation, row }: View, { from, to }: Span): Day {
  return Math.min(to, Math.max(from, situation.register.pupils[row]?.from ?? from));
}

/** After the comma of `Adams, Ava`; the whole name when nobody can tell. */
function forenameOf(name: string, sortName: string): string {
  const comma = sortName.indexOf(", ");
  return comma > 0 ? sortName.slice(comma + 2) : name;
}

function schoolFields({ school, day }: Config): CommonFields["school"] {
  return {
    name: isolated(school.name),
    phone: school.phone,
    email: school.email,
    policyLink: school["policy-link"],
    localAuthority: school["local-authority"] === "" ? "the local authority" : school["local-authority"],
    gatesClose: timeWords(day["gates-close"]),
    registersClose: timeWords(day["registers-close"]),
  };
}

/** Whom parents are asked to speak with: by the role of the policy, else the first person with a name, else the office. */
export function contactFields({ people, letters, school }: Config): CommonFields["contact"] {
  const named = people.filter(({ name }) => name !== "");
  const person = named.find(({ role }) => role === letters["ask-for"]) ?? named[0];
  const phone = person && person.phone !== "" ? person.phone : school.phone;
  const email = person && person.email !== "" ? person.email : school.email;
  return {
    name: person ? isolated(person.name) : "the school office",
    role: person?.role ?? "",
    reach: [phone === "" ? null : `ring ${phone}`, email === "" ? null : `write to ${email}`]
      .filter((part) => part !== null)
      .join(" or "),
  };
}

/** `08:45` as `8.45am`. */
export function timeWords(time: string): string {
  const [hours = 0, minutes = "00"] = time.split(":").map((part, i) => (i === 0 ? Number(part) : part));
  const hour = Number(hours);
  return `${String(hour > 12 ? hour - 12 : hour)}.${String(minutes)}${hour < 12 ? "am" : "pm"}`;
}

/** `Green is 95% or more, amber is from 90% up to 95%, and red is below 90%.` */
function colourWords(colours: Config["colours"]): string {
  const words = colours
    .map(({ colour, from }, i) => {
      const next = colours[i + 1]?.from;
      if (next === undefined) return `${colour} is ${String(from)}% or more`;
      return i === 0
        ? `${colour} is below ${String(next)}%`
        : `${colour} is from ${String(from)}% up to ${String(next)}%`;
    })
    .toReversed();
  const text = words.length > 2 ? `${words.slice(0, -1).join(", ")}, and ${words.at(-1) ?? ""}` : words.join(", and ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function figureFields(view: View, span: Span): FigureFields {
  const { situation, row } = view;
  const { from, to, counts } = span;
  const { register, config } = situation;
  const lates = latesIn(register, row, from, to);
  const all = counts.late + counts.lateAfterClose;
  return {
    from: dateWords(firstDay(view, span)),
    to: dateWords(to),
    possible: counts.possible,
    missed: absent(counts),
    missedWords: missedWords(absent(counts)),
    agreed: counts.authorised,
    notAgreed: counts.unauthorised - noReasonIn(counts),
    noReason: noReasonIn(counts),
    split: splitWords(counts),
    percent: shownPupilPercent(counts, config.lines) ?? "",
    lates: all,
    latesWords: timesWords(all),
    lateDays: daysListed(lates.days),
    minutes: counts.minutesLate ?? 0,
    minutesWords: minutesWords(counts.minutesLate, all, lates.timed),
    latesAfterClose: afterCloseWords(counts.lateAfterClose, all),
    colour: colourOf(counts, config.colours),
    persistent: isPersistent(counts),
  };
}

/** The days of late arrivals, each once, and how many of the arrivals have minutes. */
function latesIn(register: Register, row: number, from: Day, to: Day): { days: readonly Day[]; timed: number } {
  const { start, end } = windowOf(register, from, to);
  const days = new Set<Day>();
  let timed = 0;
  for (let column = start; column < end; column++) {
    const cell = cellOf(register, row, column);
    const session = register.sessions[column];
    if (!session || !isLate(register.kinds[register.marks[cell] ?? MISSING])) continue;
    days.add(session.day);
    if (register.minutes.has(cell)) timed++;
  }
  return { days: [...days], timed };
}

/** Whom to ask and how, in one line for the foot of a letter. */
export function contactLine(config: Config): string {
  const { name, role, reach } = contactFields(config);
  return `${name}${role === "" ? "" : ` (${role})`}${reach === "" ? "" : `: ${reach}`}`;
}
