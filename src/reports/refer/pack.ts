/** An evidence pack as a value: what a receiver asks for, what the school has of it, and what is missing in plain sight. */
import { absent, countPupil, windowOf, type Counts } from "../../measures/counts.ts";
import { shownPupilPercent } from "../../measures/percent.ts";
import { spellsOf } from "../../measures/spells.ts";
import type { Situation } from "../../policy/situation.ts";
import { tierOn } from "../../policy/tiers.ts";
import type { Tier } from "../../read/names.ts";
import { dayFromIso, isoOf, ukOf, type Day } from "../../register/day.ts";
import { MISSING } from "../../register/kinds.ts";
import { cellOf, type Half } from "../../register/register.ts";
import { whoIs, type Who } from "../../register/who.ts";
import { eachMark, gridOf, type GridWeek } from "../grid.ts";
import { familyOf, type Family } from "./family.ts";
import { eventsOf, lettersSent, type Event, type SentInPack } from "./history.ts";
import type { Item, ReferView } from "./items.ts";
import { REFERRALS, type ReferralKind } from "./referrals.ts";
import { withoutOthers } from "./others.ts";

export interface EvidencePack extends Who, Family {
  readonly kind: ReferralKind;
  readonly title: string;
  readonly asAt: string;
  readonly school: { readonly name: string; readonly address: readonly string[]; readonly phone: string };
  readonly authority: string;
  readonly policy: string;
  /** Days of the register certificate, both inclusive, and why these. */
  readonly period: { readonly from: string; readonly to: string; readonly why: string };
  readonly counts: Counts;
  readonly missed: number;
  readonly percent: string | null;
  readonly tier: Tier;
  readonly facts: readonly string[];
  readonly grid: readonly GridWeek[];
  /** Sessions that are not settled. */
  readonly open: readonly { readonly day: string; readonly half: Half; readonly code: string }[];
  readonly spells: readonly { readonly from: string; readonly to: string; readonly sessions: number }[];
  readonly chronology: readonly Event[];
  readonly support: readonly Event[];
  readonly letters: readonly (SentInPack & {
    /** The words of each copy, as sent; null where its file is not in `output/letters` any more. */
    readonly copies: readonly (readonly string[] | null)[];
  })[];
  readonly checklist: readonly Item[];
  /** What the receiver asks for and the pack lacks. The pack is INCOMPLETE unless there is none. */
  readonly missing: readonly string[];
  readonly byHand: readonly string[];
}

/** `wordsOf` gives the lines of a letter that went out, by the path in its line of the log; null when it is gone. */
export function evidencePack(
  situation: Situation,
  row: number,
  kind: ReferralKind,
  wordsOf: (path: string) => readonly string[] | null,
): EvidencePack {
  const { register, config, asAt } = situation;
  const referral = REFERRALS[kind];
  const { from, to, since, why } = referral.period(situation, row);
  const clean = withoutOthers(situation, row);
  const counts = countPupil(register, row, windowOf(register, from, to));
  const span = { from: since, to: asAt, sensitive: referral.sensitive };
  const placed = tierOn(situation, row, asAt);
  const view: ReferView = {
    situation,
    row,
    from,
    to,
    counts,
    open: openMarks(situation, row, from, to),
    family: familyOf(situation, row),
    events: eventsOf(situation, row, span, clean),
    letters: lettersSent(situation, row, since, asAt),
  };
  const letters = view.letters.map((letter) => ({ ...letter, copies: letter.files.map(wordsOf) }));
  const checklist = [...referral.items(view), ...lostCopies(letters)];
  return {
    ...whoIs(register, row),
    ...view.family,
    kind,
    title: referral.title,
    asAt: isoOf(asAt),
    school: { name: config.school.name, address: config.school.address, phone: config.school.phone },
    authority: config.school["local-authority"],
    policy: config.policy.version,
    period: { from: isoOf(from), to: isoOf(to), why },
    counts,
    missed: absent(counts),
    percent: shownPupilPercent(counts, config.lines),
    tier: placed.tier,
    facts: referral.facts(view),
    grid: gridOf(situation, row, from, to),
    open: view.open,
    spells: spellsOf(register, row, windowOf(register, from, to)).map((spell) => ({
      from: isoOf(spell.from),
      to: isoOf(spell.to),
      sessions: spell.sessions,
    })),
    chronology: view.events,
    support: view.events.filter(({ isSupport }) => isSupport),
    letters,
    checklist,
    missing: checklist.filter(({ found, byHand }) => found === null && !byHand).map(({ asks }) => asks),
    byHand: checklist.filter(({ byHand }) => byHand).map(({ asks }) => asks),
  };
}

/** Sessions marked `N`, without a mark, or with one that nobody knows. */
function openMarks(situation: Situation, row: number, from: Day, to: Day): EvidencePack["open"] {
  const found: { day: string; half: Half; code: string }[] = [];
  const { register } = situation;
  eachMark(situation, row, from, to, (day, half, code, column) => {
    const byte = register.marks[cellOf(register, row, column)] ?? MISSING;
    const unknown = register.kinds[byte]?.class === "unknown";
    if (code === "N" || code === "-" || unknown) found.push({ day: isoOf(day), half, code });
  });
  return found;
}

/** A letter whose file is gone cannot be sent as it was: said once, and not passed over. */
function lostCopies(letters: EvidencePack["letters"]): readonly Item[] {
  const gone = letters.filter(({ copies }) => copies.length === 0 || copies.includes(null));
  return letters.length === 0
    ? []
    : [
        {
          asks: `Copies of the letters as they were sent${gone.length === 0 ? "" : `: not in output/letters any more: ${gone.map(({ title, day }) => `${title} ${ukOf(dayFromIso(day) ?? 0)}`).join(", ")}`}`,
          found: gone.length === 0 ? `${String(letters.length)} in this pack` : null,
          byHand: false,
        },
      ];
}
