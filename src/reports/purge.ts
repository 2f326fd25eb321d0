/** What may go from a school's folder because it is old, and what has to stay although it is. */
import { deedsByRow, type Situation } from "../policy/situation.ts";
import { dueOn } from "../policy/due.ts";
import { yearsAfter } from "../policy/penalty-notices.ts";
import { tierOn } from "../policy/tiers.ts";
import { dayIn, LOG_FILE, readLine, readLog, textOf, type Deed } from "../read/log.ts";
import { academicYearOf, dayFromIso, dayOf, partsOf, type Day } from "../register/day.ts";
import { onRollBetween } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";

/** Why a line that is old enough stays: each with the words for a person. */
export const REASONS = {
  unreadable: "cannot be read, or were written by a newer version of attend",
  "this-year": "of this school year or of the last twelve months, at which the policy still looks",
  later: "speak of a day after that, such as the end of a leave or a review",
  "in-force": "a need that has not ended, of a pupil on roll",
  penalty: `penalty notices of the last ${String(STATUTE.penaltyYears.value)} years, which the national framework counts`,
  correction: "belong to a line that stays, which one of them takes back",
  "still-due": "without them a tier, or what is due today, would be another",
} as const;
export type Reason = keyof typeof REASONS;

/** Of one line: it is not old, it goes, or why it stays. */
export type Fate = "new" | "goes" | Reason;

/**
 * The day before which things are as old as that, counted back from a day: `2y`, `18m` (calendar months) or `90d`. A day that a
 * month does not have is the last of that month. Null when the words are none of these.
 */
export function limitOf(age: string, asAt: Day): Day | null {
  const match = /^(\d{1,4}) ?([ymd])$/i.exec(age.trim());
  const count = Number(match?.[1]);
  if (!match || count === 0) return null;
  const unit = match[2]?.toLowerCase();
  if (unit === "d") return asAt - count;
  const { year, month, dayOfMonth } = partsOf(asAt);
  const months = year * 12 + (month - 1) - count * (unit === "y" ? 12 : 1);
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
  for (let d = dayOfMonth; d > 27; d--) {
    const day = dayOf(y, m, d);
    if (day !== null) return day;
  }
  return dayOf(y, m, dayOfMonth);
}

/** The day from which everything is kept, whatever is asked: the school year, and twelve months at the least. */
export function alwaysKeptFrom(asAt: Day): Day {
  return Math.min(academicYearOf(asAt), asAt - 365);
}

/** What becomes of each line of the log when lines of before `limit` are to go. Lines are those between line breaks. */
export function fatesOf(lines: readonly string[], limit: Day, situation: Situation): readonly Fate[] {
  const deeds = lines.map((text, i) =>
    text.trim() === "" ? null : readLine(text.replace(/^\uFEFF/, ""), LOG_FILE, i + 1),
  );
  const takenBack = new Set(deeds.map((deed) => correctedBy(deed)).filter((id) => id !== null));
  const isOnRoll = onRollFinder(situation);
  const fates = lines.map((text, i): Fate => {
    const deed = deeds[i];
    if (deed === null || deed === undefined || deed === "newer") return text.trim() === "" ? "new" : "unreadable";
    if (deed.day >= limit) return "new";
    if (deed.day >= alwaysKeptFrom(situation.asAt)) return "this-year";
    return takenBack.has(deed.id) || deed.kind === "correction"
      ? "goes"
      : fateOf(deed, limit, situation.asAt, isOnRoll);
  });
  keepPairs(deeds, fates);
  keepWhatIsDue(lines, deeds, fates, situation);
  keepPairs(deeds, fates);
  return fates;
}

function fateOf(deed: Deed, limit: Day, asAt: Day, isOnRoll: (pupil: string | null) => boolean): Fate {
  const speaksOf = ["on", "from", "to", "granted-to", "review"].map((field) => dayIn(deed, field) ?? deed.day);
  if (Math.max(...speaksOf) >= limit) return "later";
  if (deed.kind === "need" && dayIn(deed, "to") === null && isOnRoll(deed.pupil)) return "in-force";
  return deed.kind === "penalty-notice" && yearsAfter(deed.day) >= asAt ? "penalty" : "goes";
}

function onRollFinder({ register, asAt }: Situation): (pupil: string | null) => boolean {
  const ids = new Set(
    register.pupils
      .filter((pupil) => onRollBetween(pupil, asAt, Number.MAX_SAFE_INTEGER))
      .flatMap(({ key, upn, misId, admissionNumber }) => [key, upn, misId, admissionNumber]),
  );
  return (pupil) => pupil !== null && ids.has(pupil);
}

function correctedBy(deed: Deed | "newer" | null): string | null {
  return deed !== null && deed !== "newer" && deed.kind === "correction" ? textOf(deed.fields["corrects"]) : null;
}

/** A line and the one that takes it back go together or not at all: alone, the first would be in force again. */
function keepPairs(deeds: readonly (Deed | "newer" | null)[], fates: Fate[]): void {
  const kept = new Set<string>();
  deeds.forEach((deed, i) => {
    if (fates[i] === "goes" || deed === null || deed === "newer") return;
    kept.add(correctedBy(deed) ?? deed.id);
  });
  deeds.forEach((deed, i) => {
    if (fates[i] !== "goes" || deed === null || deed === "newer") return;
    if (kept.has(correctedBy(deed) ?? deed.id)) fates[i] = "correction";
  });
}

/** Where a pupil's tier or what is due would be another, all of the pupil's lines stay; the same for the school's own. */
function keepWhatIsDue(
  lines: readonly string[],
  deeds: readonly (Deed | "newer" | null)[],
  fates: Fate[],
  situation: Situation,
): void {
  if (!fates.includes("goes")) return;
  const text = lines.filter((_, i) => fates[i] !== "goes").join("\n");
  const log = readLog([{ path: LOG_FILE, text }], situation.asAt).deeds;
  const { rows } = deedsByRow(situation.register, log);
  const before = standingOf(situation);
  const after = standingOf({ ...situation, log, deeds: rows });
  const changed = new Set([...before.keys(), ...after.keys()].filter((key) => before.get(key) !== after.get(key)));
  const keys = new Map<string, string>();
  situation.register.pupils.forEach(({ key, upn, misId, admissionNumber }) => {
    for (const id of [key, upn, misId, admissionNumber]) if (id !== null && !keys.has(id)) keys.set(id, key);
  });
  deeds.forEach((deed, i) => {
    if (fates[i] !== "goes" || deed === null || deed === "newer") return;
    if (changed.has(deed.pupil === null ? SCHOOL : (keys.get(deed.pupil) ?? deed.pupil))) fates[i] = "still-due";
  });
}

const SCHOOL = "";

/** Tier, triggers and what is due, by pupil. */
function standingOf(situation: Situation): ReadonlyMap<string, string> {
  const { register, asAt } = situation;
  const standing = new Map<string, string>();
  register.pupils.forEach((pupil, row) => {
    if (!onRollBetween(pupil, asAt, asAt)) return;
    const { tier, triggers } = tierOn(situation, row, asAt);
    standing.set(pupil.key, JSON.stringify([tier, triggers]));
  });
  for (const line of dueOn(situation)) {
    const key = line.pupil ?? SCHOOL;
    standing.set(key, `${standing.get(key) ?? ""}\n${JSON.stringify(line)}`);
  }
  return standing;
}

export interface LinesOfAKind {
  readonly kind: string;
  /** The calendar year in which they were done. */
  readonly year: number;
  readonly lines: number;
}

/** The lines that go, by kind and year; kinds in the order of the alphabet. */
export function countsOf(lines: readonly string[], fates: readonly Fate[]): readonly LinesOfAKind[] {
  const counts = new Map<string, LinesOfAKind>();
  lines.forEach((text, i) => {
    const deed = fates[i] === "goes" ? readLine(text.replace(/^\uFEFF/, ""), LOG_FILE, i + 1) : null;
    if (deed === null || deed === "newer") return;
    const { year } = partsOf(deed.day);
    const key = `${deed.kind} ${String(year)}`;
    counts.set(key, { kind: deed.kind, year, lines: (counts.get(key)?.lines ?? 0) + 1 });
  });
  return [...counts.values()].toSorted((a, b) => (a.kind === b.kind ? a.year - b.year : a.kind < b.kind ? -1 : 1));
}

/** Files and folders of `output/` that carry a day of before the limit in their names, such as `output/weekly/2024-11-22`. */
export function oldOutput(places: readonly string[], limit: Day): readonly string[] {
  return places.filter((place) => {
    const day = dayFromIso(place.slice(place.lastIndexOf("/") + 1).slice(0, 10));
    return day !== null && day < limit;
  });
}

/** Of these places, those with a file that a line which stays in the log names: a letter as it was sent. */
export function spokenOf(
  places: readonly string[],
  lines: readonly string[],
  fates: readonly Fate[],
): ReadonlySet<string> {
  const named = lines.flatMap((text, i): string[] => {
    const deed = fates[i] === "goes" ? null : readLine(text.replace(/^\uFEFF/, ""), LOG_FILE, i + 1);
    if (deed === null || deed === "newer") return [];
    const files = deed.fields["files"];
    return Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
  });
  return new Set(places.filter((place) => named.some((file) => file === place || file.startsWith(`${place}/`))));
}

/** Needs without an end among the lines that go: of pupils who, by these exports, are not on roll. */
export function openNeedsThatGo(lines: readonly string[], fates: readonly Fate[]): number {
  return lines.filter((text, i) => {
    const deed = fates[i] === "goes" ? readLine(text.replace(/^\uFEFF/, ""), LOG_FILE, i + 1) : null;
    return deed !== null && deed !== "newer" && deed.kind === "need" && dayIn(deed, "to") === null;
  }).length;
}
