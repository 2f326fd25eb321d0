/** What a receiver asks for, and what the school has of it: the checklist of an evidence pack, item by item. */
import type { Counts } from "../../measures/counts.ts";
import type { Situation } from "../../policy/situation.ts";
import type { LetterKind } from "../../read/names.ts";
import { dayFromIso, shortOf, ukOf, type Day } from "../../register/day.ts";
import type { Half } from "../../register/register.ts";
import type { Family } from "./family.ts";
import type { Event, SentInPack } from "./history.ts";

export interface Item {
  readonly asks: string;
  /** What the pack has of it; null when it has nothing. */
  readonly found: string | null;
  /** Neither the exports nor the log can have it: a person adds it. */
  readonly byHand: boolean;
}

/** What items are made from. */
export interface ReferView {
  readonly situation: Situation;
  readonly row: number;
  /** Of the register certificate, both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly counts: Counts;
  /** Sessions of the certificate that are not settled: `N`, missing or unknown marks. */
  readonly open: readonly { readonly day: string; readonly half: Half; readonly code: string }[];
  readonly family: Family;
  readonly events: readonly Event[];
  readonly letters: readonly SentInPack[];
}

export function byHand(asks: string): Item {
  return { asks, found: null, byHand: true };
}

export function item(asks: string, found: string | null): Item {
  return { asks, found: found === "" ? null : found, byHand: false };
}

const MOST = 6;

/** The certificate must be settled before it is sent: a request with `N` left or marks missing is sent back. */
export function settledCertificate({ counts, open, from, to }: ReferView): Item {
  const asks = "Register certificate for the period, with no N and no missing marks";
  if (open.length > 0) {
    const first = open
      .slice(0, MOST)
      .map(({ day, half, code }) => `${shortOf(dayFromIso(day) ?? 0)} ${half} ${code}`)
      .join(", ");
    return { asks: `${asks} (still open: ${first}${open.length > MOST ? " …" : ""})`, found: null, byHand: false };
  }
  return item(asks, counts.possible === 0 ? null : `${ukOf(from)} to ${ukOf(to)}`);
}

export function pupilDetails({ family: { pupil } }: ReferView): readonly Item[] {
  return [
    item("UPN", pupil.upn),
    item("Date of birth", pupil.dob === null ? null : ukOf(dayFromIso(pupil.dob) ?? 0)),
    item("Home address", pupil.address.join(", ")),
    pupil.lookedAfter === null
      ? byHand("Whether the child is looked after")
      : item("Whether the child is looked after", pupil.lookedAfter ? "yes" : "no"),
    pupil.language === null ? byHand("Language at home") : item("Language at home", pupil.language),
  ];
}

export function parentDetails({ family: { parents, courtOrders } }: ReferView): readonly Item[] {
  return [
    item(
      "Full name and relationship of each person with parental responsibility",
      parents.map(({ name, relationship }) => `${name}${relationship === null ? "" : ` (${relationship})`}`).join("; "),
    ),
    item(
      "Address of each parent",
      parents.some(({ address }) => address.length === 0)
        ? null
        : parents.map(({ address }) => address.join(", ")).join("; "),
    ),
    byHand("That the addresses were checked with the family in the last six months"),
    ...(courtOrders > 0 ? [byHand("Details of a person named in a court order, who is left out here")] : []),
  ];
}

/** Deeds of some kinds by their words on the page. */
export function done({ events }: ReferView, asks: string, ...titles: readonly string[]): Item {
  const found = events.filter(({ what }) => titles.includes(what));
  return item(asks, found.map(({ day, what }) => `${what} ${ukOf(dayFromIso(day) ?? 0)}`).join("; "));
}

export function supportOffered({ events }: ReferView): Item {
  const found = events.filter(({ isSupport }) => isSupport);
  return item(
    "Support offered to the family, and what came of it",
    found.map(({ day, what }) => `${what} ${ukOf(dayFromIso(day) ?? 0)}`).join("; "),
  );
}

export function letterSent({ letters }: ReferView, asks: string, ...kinds: readonly LetterKind[]): Item {
  const found = letters.filter(({ letter }) => kinds.some((kind) => kind === letter));
  return item(asks, found.map(({ day, title }) => `${title} ${ukOf(dayFromIso(day) ?? 0)}`).join("; "));
}
