/** What comes with a letter run: the lists for the office, and the cover that a head signs. */
import { absent } from "../measures/counts.ts";
import { shownPupilPercent } from "../measures/percent.ts";
import { longOf, ukOf } from "../register/day.ts";
import { whoIs } from "../register/who.ts";
import { TIER_NAMES } from "../policy/tiers.ts";
import { noReasonIn } from "./basis.ts";
import { compile } from "./compile.ts";
import { HOLD_TITLES, HOLDS } from "./holds.ts";
import { KINDS } from "./kinds.ts";
import { counted } from "./phrases.ts";
import type { Situation } from "../policy/situation.ts";
import type { PlannedLetter } from "./plan.ts";
import type { Printed } from "./run.ts";
import { listed } from "./whom.ts";

/** A table, written as CSV at the edge of the reports. */
export interface List {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const ADDRESS_LINES = 6;

/** One row an envelope, also for a mail merge in Word. */
export function lettersList(situation: Situation, printed: readonly Printed[]): List {
  return {
    head: [
      "File",
      "Letter",
      "Class",
      "UPN",
      "Child",
      "Addressee",
      "Salutation",
      ...Array.from({ length: ADDRESS_LINES }, (_, i) => `Address ${String(i + 1)}`),
      "Language",
      "Tier",
      "Why",
      "From",
      "To",
      "Possible",
      "Attended",
      "Missed",
      "Agreed",
      "Not agreed",
      "No reason yet",
      "Lates",
      "Late after close",
      "Percent",
      "Released",
    ],
    rows: printed.map(({ letter, addressee, file }) => {
      const { key, name, class: named } = whoIs(situation.register, letter.row);
      const { counts, from, to } = letter.span;
      const lines = addressee.address;
      const last = lines.length > ADDRESS_LINES ? [lines.slice(ADDRESS_LINES - 1).join(", ")] : [];
      const address = last.length > 0 ? [...lines.slice(0, ADDRESS_LINES - 1), ...last] : lines;
      return [
        file,
        letter.kind,
        named,
        key,
        name,
        addressee.name,
        addressee.salutation,
        ...Array.from({ length: ADDRESS_LINES }, (_, i) => address[i] ?? ""),
        addressee.language ?? "",
        TIER_NAMES[letter.view.placed.tier],
        letter.because.join("; "),
        ukOf(from),
        ukOf(to),
        counts.possible,
        counts.attended,
        absent(counts),
        counts.authorised,
        counts.unauthorised - noReasonIn(counts),
        noReasonIn(counts),
        counts.late,
        counts.lateAfterClose,
        shownPupilPercent(counts, situation.config.lines),
        letter.lifted.map(({ reason }) => reason).join("; "),
      ];
    }),
  };
}

/** One row a hold. */
export function heldList(situation: Situation, held: readonly PlannedLetter[]): List {
  return {
    head: ["Class", "Child", "UPN", "Letter", "Why it is held", "What to do", "What called for it"],
    rows: held.flatMap((letter) => {
      const { key, name, class: named } = whoIs(situation.register, letter.row);
      return letter.holds.map(({ reason, remedy }) => [
        named,
        name,
        key,
        letter.kind,
        reason,
        remedy,
        letter.because.join("; "),
      ]);
    }),
  };
}

/** How many of each kind, in the order of kinds. */
export function countByKind(letters: readonly PlannedLetter[]): readonly { title: string; letters: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of letters) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.entries(KINDS).flatMap(([kind, { title }]) => {
    const n = counts.get(kind);
    return n === undefined ? [] : [{ title, letters: n }];
  });
}

export interface Run {
  readonly title: string;
  readonly draft: boolean;
  readonly printed: readonly Printed[];
  readonly due: readonly PlannedLetter[];
  readonly held: readonly PlannedLetter[];
  readonly incomplete: readonly string[];
}

/** The page that a head reads and signs before the letters go. */
export function coverPage(situation: Situation, run: Run, template: string): string {
  const { config, register, asAt } = situation;
  const nameOf = (letter: PlannedLetter) => {
    const { name, class: named } = whoIs(register, letter.row);
    return { name, class: named ?? "", title: KINDS[letter.kind].title };
  };
  return compile(
    "page",
    "letters/cover.html",
    template,
  )({
    school: config.school.name,
    title: run.title,
    asAt: longOf(asAt),
    draft: run.draft,
    policy: config.policy.version,
    incomplete: run.incomplete,
    sum: `${counted(run.due.length, "letter")} in ${counted(run.printed.length, "envelope")}, ${counted(run.held.length, "letter")} held`,
    kinds: countByKind(run.due),
    letters: run.due.map((letter) => ({
      ...nameOf(letter),
      because: letter.because.join("; "),
      to: listed(letter.recipients.addressees.map(({ name }) => name)),
      files: run.printed
        .filter((each) => each.letter === letter)
        .map(({ file }) => file.replace(/\.html$/, ""))
        .join(", "),
      lifted: letter.lifted.map(({ reason }) => reason).join("; "),
      unposted: listed(letter.recipients.unposted),
    })),
    held: run.held.map((letter) => ({
      ...nameOf(letter),
      because: letter.because.join("; "),
      reasons: letter.holds.map(({ reason }) => reason),
    })),
    remedies: HOLDS.flatMap((hold) => {
      const found = run.held.flatMap(({ holds }) => holds).find((each) => each.hold === hold);
      return found ? [{ title: HOLD_TITLES[hold], remedy: found.remedy }] : [];
    }),
    signed: config.people.find(({ role }) => role === config.letters["signed-by"])?.name ?? "",
    role: config.letters["signed-by"],
  });
}
