/** Which rows of the register make a class, a year group, a cohort or the school. */
import { compareText } from "../register/order.ts";
import { isYear1To6, YEARS, yearName, yearOrder, type Pupil, type Year } from "../register/pupil.ts";
import type { Register } from "../register/register.ts";

/** A set of rows with a name. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly rows: readonly number[];
}

/** The school's headline years; a school whose exports give no year for anybody counts everybody. */
export function inHeadline(register: Register, years: ReadonlySet<Year>): (pupil: Pupil) => boolean {
  const known = register.pupils.some((pupil) => pupil.year !== null);
  return (pupil) => (pupil.year === null ? !known : years.has(pupil.year));
}

export function rowsWhere(
  register: Register,
  rows: readonly number[],
  test: (pupil: Pupil) => boolean,
): readonly number[] {
  return rows.filter((row) => {
    const pupil = register.pupils[row];
    return pupil !== undefined && test(pupil);
  });
}

/** Every class, nursery included, in school order (lowest year first, then by name); pupils without a class last. */
export function classesOf(register: Register, rows: readonly number[]): readonly Group[] {
  return split(register, rows, (pupil) => pupil.class ?? "")
    .map((group) => ({
      group: { ...group, name: group.key === "" ? "No class given" : group.key },
      lowest: Math.min(...group.rows.map((row) => yearOrder(register.pupils[row]?.year ?? null))),
    }))
    .toSorted(
      ({ group: a, ...left }, { group: b, ...right }) =>
        Number(a.key === "") - Number(b.key === "") || left.lowest - right.lowest || compareText(a.key, b.key),
    )
    .map(({ group }) => group);
}

/** Every year group, nursery included, in school order; pupils without a year last, under an empty key. */
export function yearsOf(register: Register, rows: readonly number[]): readonly Group[] {
  return split(register, rows, (pupil) => pupil.year ?? "")
    .map((group) => ({ ...group, name: yearName(group.key === "" ? null : (group.key as Year)) }))
    .toSorted((a, b) => place(a.key) - place(b.key));
}

function place(key: string): number {
  return yearOrder(YEARS.find((year) => year === key) ?? null);
}

function split(register: Register, rows: readonly number[], keyOf: (pupil: Pupil) => string): readonly Group[] {
  const byKey = new Map<string, number[]>();
  for (const row of rows) {
    const pupil = register.pupils[row];
    if (!pupil) continue;
    const key = keyOf(pupil);
    const found = byKey.get(key);
    if (found) found.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey].map(([key, members]) => ({ key, name: key, rows: members }));
}

/** `headline`, `years-1-6` (what the DfE's primary figures cover) and `everyone`, in that order. */
export function schoolGroups(register: Register, rows: readonly number[], years: ReadonlySet<Year>): readonly Group[] {
  const name = [...years].map((year) => yearName(year));
  const span = name.length > 1 ? `${name[0] ?? ""} to ${name.at(-1) ?? ""}` : (name[0] ?? "");
  return [
    { key: "headline", name: `School (${span})`, rows: rowsWhere(register, rows, inHeadline(register, years)) },
    {
      key: "years-1-6",
      name: "Years 1 to 6, as the DfE counts",
      rows: rowsWhere(register, rows, (pupil) => isYear1To6(pupil.year)),
    },
    { key: "everyone", name: "Everyone, nursery too", rows },
  ];
}

interface Cohort {
  readonly dimension: string;
  readonly key: string;
  readonly name: string;
  readonly has: (pupil: Pupil) => boolean;
}

function flag(dimension: string, yes: string, no: string, of: (pupil: Pupil) => boolean | null): readonly Cohort[] {
  return [
    { dimension, key: dimension, name: yes, has: (pupil) => of(pupil) === true },
    { dimension, key: `not-${dimension}`, name: no, has: (pupil) => of(pupil) === false },
  ];
}

const COHORTS: readonly Cohort[] = [
  { dimension: "sex", key: "girls", name: "Girls", has: (pupil) => pupil.sex === "F" },
  { dimension: "sex", key: "boys", name: "Boys", has: (pupil) => pupil.sex === "M" },
  { dimension: "send", key: "ehcp", name: "EHCP", has: (pupil) => pupil.sen === "E" },
  { dimension: "send", key: "sen-support", name: "SEN support", has: (pupil) => pupil.sen === "K" },
  { dimension: "send", key: "sen-kind-unknown", name: "SEN, kind not given", has: (pupil) => pupil.sen === "SEN" },
  { dimension: "send", key: "no-sen", name: "No SEN", has: (pupil) => pupil.sen === "N" },
  ...flag("pupil-premium", "Pupil premium", "No pupil premium", (pupil) => pupil.pupilPremium),
  ...flag("fsm", "Free school meals", "No free school meals", (pupil) => pupil.fsm),
  ...flag("eal", "English as an additional language", "English first language", (pupil) => pupil.eal),
  ...flag("looked-after", "Looked after", "Not looked after", (pupil) => pupil.lookedAfter),
];

/** Cohorts for which the exports give something, with the dimension that each belongs to. */
export function cohortsOf(register: Register, rows: readonly number[]): readonly (Group & { dimension: string })[] {
  return COHORTS.map(({ dimension, key, name, has }) => ({
    dimension,
    key,
    name,
    rows: rowsWhere(register, rows, has),
  })).filter((group) => group.rows.length > 0);
}
