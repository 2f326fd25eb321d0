/** The invented school's exports, as a school office would take them out of its MIS: pupils, contacts, registers. */
import { ukOf, type Day } from "../register/day.ts";
import { isNursery, type Year } from "../register/pupil.ts";
import { classOrder } from "./classes.ts";
import type { Child } from "./children.ts";
import type { Contact } from "./household.ts";
import type { Past } from "./past.ts";
import type { Entry } from "./register.ts";
import type { DemoHalfTerm } from "./terms.ts";

const PUPILS =
  "UPN,Adno,Legal Surname,Legal Forename,Preferred Forename,DOB,Gender,Year Group,Reg Group,Entry Date,Leaving Date," +
  "SEN Status,FSM Eligible,Pupil Premium,EAL,Looked After,Young Carer,Part Time,Family ID";
const CONTACTS =
  "UPN,Priority,Title,Forename,Surname,Relationship,Parental Responsibility,Correspondence,Court Order,Salutation," +
  "Addressee,Address Line 1,Address Line 2,Town,Postcode,Telephone,Email,Language";
const REGISTER = "UPN,Surname,Forename,Reg Group,Date,Session,Mark,Minutes Late,Comments";
const BYTE_ORDER_MARK = "\uFEFF";

/** A leaving date after `today` is not known yet. */
export function pupilsCsv(children: readonly Child[], today: Day): string {
  return sheet(
    PUPILS,
    inRegisterOrder(children).map((each) =>
      row([
        each.upn,
        each.admissionNumber,
        each.surname,
        each.forename,
        each.preferred,
        ukOf(each.dob),
        each.gender,
        yearGroup(each.year),
        each.class,
        ukOf(each.entry),
        each.leaving === null || each.leaving >= today ? "" : ukOf(each.leaving),
        each.sen,
        flag(each.fsm),
        flag(each.pupilPremium),
        flag(each.eal),
        flag(each.lookedAfter),
        flag(each.youngCarer),
        flag(each.partTime),
        each.household.id,
      ]),
    ),
  );
}

export function contactsCsv(children: readonly Child[]): string {
  const rows = inRegisterOrder(children).flatMap(({ upn, household }) =>
    household.contacts.map((each, i) => row([upn, String(i + 1), ...contactCells(each), household.language])),
  );
  return sheet(CONTACTS, rows);
}

function contactCells(each: Contact): readonly string[] {
  return [
    each.title,
    each.forename,
    each.surname,
    each.relationship,
    flag(each.parentalResponsibility),
    flag(each.correspondence),
    flag(each.courtOrder),
    each.salutation,
    each.salutation,
    each.home.street,
    "",
    each.home.town,
    each.home.postcode,
    each.telephone,
    each.email,
  ];
}

/** One row for each session of a half-term before `today` in which a child is on roll; nursery has mornings only. */
export function registerCsv(entries: readonly Entry[], halfTerm: DemoHalfTerm, past: Past): string {
  const byChild = new Map(entries.map((each) => [each.child, each]));
  const lines = inRegisterOrder(entries.map((each) => each.child)).flatMap((child) => {
    const marks = byChild.get(child)?.marks;
    const start = row([child.upn, child.surname, child.forename, child.class]);
    return marks ? [{ child, marks, start, mornings: isNursery(child) }] : [];
  });
  const place = new Map(past.year.open.map((day, i) => [day, i]));
  const rows: string[] = [];
  for (const day of past.year.weekdays) {
    if (day < halfTerm.from || day > halfTerm.to || day >= past.today) continue;
    const date = ukOf(day);
    const open = place.get(day);
    for (const half of [0, 1]) {
      const middle = `,${date},${half === 0 ? "AM" : "PM"},`;
      for (const { child, marks, start, mornings } of lines) {
        if ((mornings && half === 1) || !onRoll(child, day)) continue;
        rows.push(start + middle + (open === undefined ? "#,," : ending(marks, 2 * open + half)));
      }
    }
  }
  return sheet(REGISTER, rows);
}

function ending({ marks, minutes, comments }: Entry["marks"], session: number): string {
  const late = minutes.get(session);
  return `${marks[session] ?? ""},${late === undefined ? "" : String(late)},${comments.get(session) ?? ""}`;
}

function onRoll({ entry, leaving }: Child, day: Day): boolean {
  return entry <= day && (leaving === null || day <= leaving);
}

/** By class in school order, then surname, forename and UPN. */
function inRegisterOrder(children: readonly Child[]): readonly Child[] {
  return children
    .map((child) => ({ child, key: `${child.surname}\t${child.forename}\t${child.upn}`, at: classOrder(child.class) }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
    .map((each) => each.child);
}

function yearGroup(year: Year): string {
  return /^\d/.test(year) ? `Year ${year}` : year;
}

function flag(value: boolean): string {
  return value ? "Y" : "N";
}

function row(cells: readonly string[]): string {
  return cells.map((each) => (/[",\r\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(",");
}

function sheet(heading: string, rows: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${[heading, ...rows].join("\r\n")}\r\n`;
}
