/** The pupil and the family on a return: what the exports have, and what they lack left open. */
import { titleOf } from "../../letters/kinds.ts";
import type { Situation } from "../../policy/situation.ts";
import { DEEDS } from "../../read/deeds.ts";
import { textOf, type Deed, type DeedKind } from "../../read/log.ts";
import { LETTERS } from "../../read/names.ts";
import { codeNamed } from "../../register/codes.ts";
import { isoOf, ukOf, type Day } from "../../register/day.ts";
import { whoIs } from "../../register/who.ts";
import { yearName } from "../../register/pupil.ts";
import { isSupport } from "../../policy/support.ts";
import { familyOf } from "../refer/family.ts";
import type { Field } from "./list.ts";

/** What has to be filled in by hand. */
export function toFillIn(label: string): Field {
  return { label, value: null };
}

export function text(label: string, value: string | null): Field {
  return { label, value: value === "" ? null : value };
}

export function date(label: string, day: Day | null): Field {
  return { label, value: day === null ? null : { day: isoOf(day) } };
}

/** Name, identity and address. Open where parents live at different addresses. */
export function pupilFields(situation: Situation, row: number): readonly Field[] {
  const { pupil } = familyOf(situation, row);
  const who = whoIs(situation.register, row);
  return [
    text("Full name", pupil.legalName),
    text("Known as", who.name === pupil.legalName ? "the same" : who.name),
    text("UPN", pupil.upn),
    { label: "Date of birth", value: pupil.dob === null ? null : { day: pupil.dob } },
    text("Sex", pupil.sex),
    text("Year and class", yearAndClass(situation, row)),
    text("Address", pupil.address.join(", ")),
  ];
}

function yearAndClass({ register }: Situation, row: number): string {
  const pupil = register.pupils[row];
  return [pupil?.year == null ? null : yearName(pupil.year), pupil?.class ?? null]
    .filter((each, i, all) => each !== null && all.indexOf(each) === i)
    .join(", ");
}

/** Each contact with parental responsibility, with address and telephone. Somebody named in a court order is not listed. */
export function parentFields(situation: Situation, row: number): readonly Field[] {
  const { parents, courtOrders } = familyOf(situation, row);
  if (parents.length === 0) return [toFillIn("Parent 1")];
  return [
    ...parents.map(({ name, relationship, address, phone }, i) =>
      text(
        `Parent ${String(i + 1)}`,
        [
          relationship === null ? name : `${name} (${relationship})`,
          address.length === 0 ? "address not in the exports" : address.join(", "),
          phone ?? "telephone not in the exports",
        ].join("; "),
      ),
    ),
    ...(courtOrders > 0 ? [toFillIn("A person named in a court order, left out here")] : []),
  ];
}

/** Deeds shown at most; the newest are kept. */
const MOST = 8;

/** What was done with the family from a day up to today, newest last: kinds, outcomes and days, without anybody's words. */
export function doneField({ deeds }: Situation, row: number, from: Day, label = "What the school has done"): Field {
  const done = (deeds[row] ?? []).filter((deed) => deed.day >= from && (isSupport(deed) || TRIED.includes(deed.kind)));
  const more = done.length - MOST;
  return text(label, [...(more > 0 ? [`${String(more)} earlier`] : []), ...done.slice(-MOST).map(deedName)].join("; "));
}

/** Sent or tried, whatever came of it. */
const TRIED: readonly DeedKind[] = ["letter", "call", "message", "visit", "review"];

/** `Call (no-answer) 03/11/2026`. */
function deedName({ kind, day, fields }: Deed): string {
  const letter = LETTERS.find((each) => each === fields["letter"]);
  const outcome = textOf(fields["outcome"]);
  const what = kind === "letter" && letter ? `Letter: ${titleOf(letter)}` : DEEDS[kind].title;
  return `${what}${outcome === null ? "" : ` (${outcome.replaceAll("-", " ")})`} ${ukOf(day)}`;
}

/** `2 × N (Reason for absence not yet established), 18 × O (…)`. */
export function codeWords(codes: Readonly<Record<string, number>>): string {
  return Object.entries(codes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, n]) => `${String(n)} × ${code} (${codeNamed(code)?.heading ?? ""})`)
    .join(", ");
}
