/** The invented school's year: six half-terms by rule, four INSET days and the early May bank holiday. */
import { easterSunday } from "../register/terms.ts";
import { academicYearOf, dayOf, isWeekend, mondayOf, partsOf, weekdayOf, type Day } from "../register/day.ts";

export interface DemoHalfTerm {
  readonly name: string;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

export interface DemoYear {
  readonly halfTerms: readonly DemoHalfTerm[];
  /** In order: INSET days, and the first Monday of May where it falls in term. */
  readonly closed: readonly Day[];
  /** Weekdays of the half-terms, closed ones too. */
  readonly weekdays: readonly Day[];
  /** Days on which the school is open to pupils. */
  readonly open: readonly Day[];
}

/** The academic year (1 September to 31 August) that holds `day`. */
export function inventYear(day: Day): DemoYear {
  const autumn = partsOf(academicYearOf(day)).year;
  const halfTerms = halfTermsOf(autumn);
  const weekdays = halfTerms.flatMap(({ from, to }) => range(from, to).filter((each) => !isWeekend(each)));
  const closed = closuresOf(autumn, halfTerms).filter((each) => weekdays.includes(each));
  return { halfTerms, closed, weekdays, open: weekdays.filter((each) => !closed.includes(each)) };
}

function halfTermsOf(autumn: number): readonly DemoHalfTerm[] {
  const spring = autumn + 1;
  const october = mondayOf(date(autumn, 10, 31));
  const february = firstMonday(date(spring, 2, 1)) + 14;
  const may = mondayOf(date(spring, 5, 31));
  const easter = easterSunday(spring);
  return [
    { name: "Autumn 1", from: firstDayOfSeptember(autumn), to: october - 3 },
    { name: "Autumn 2", from: october + 7, to: lastFriday(date(autumn, 12, 20)) },
    { name: "Spring 1", from: firstMonday(date(spring, 1, 4)), to: february - 3 },
    { name: "Spring 2", from: february + 7, to: easter - 3 },
    { name: "Summer 1", from: easter + 15, to: may - 3 },
    { name: "Summer 2", from: may + 7, to: lastFriday(date(spring, 7, 23)) },
  ];
}

/** 3 September or the next weekday; nobody begins a year on a Friday. */
function firstDayOfSeptember(year: number): Day {
  const third = date(year, 9, 3);
  return weekdayOf(third) >= 4 ? mondayOf(third) + 7 : third;
}

function closuresOf(autumn: number, halfTerms: readonly DemoHalfTerm[]): readonly Day[] {
  const fridayOfWeek = (name: string, week: number): Day => mondayOf(termNamed(halfTerms, name).from) + 7 * week - 3;
  return [
    fridayOfWeek("Autumn 2", 4),
    termNamed(halfTerms, "Spring 1").from,
    firstMonday(date(autumn + 1, 5, 1)),
    fridayOfWeek("Summer 1", 3),
    fridayOfWeek("Summer 2", 4),
  ].sort((a, b) => a - b);
}

/** The half-term of this name, which must be one of the six. */
export function termNamed(halfTerms: readonly DemoHalfTerm[], name: string): DemoHalfTerm {
  const found = halfTerms.find((each) => each.name === name);
  if (!found) throw new Error(`no such half-term: ${name}`);
  return found;
}

function date(year: number, month: number, dayOfMonth: number): Day {
  const day = dayOf(year, month, dayOfMonth);
  if (day === null) throw new Error(`no such day: ${String(year)}-${String(month)}-${String(dayOfMonth)}`);
  return day;
}

/** The first Monday on or after a day. */
function firstMonday(day: Day): Day {
  return mondayOf(day + 6);
}

/** The last Friday on or before a day. */
function lastFriday(day: Day): Day {
  return mondayOf(day - 4) + 4;
}

function range(from: Day, to: Day): readonly Day[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
