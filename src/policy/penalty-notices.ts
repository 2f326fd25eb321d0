/** Penalty notices of the log: which count towards the limit, for each parent, and what may come next. */
import { textOf, type Deed } from "../read/log.ts";
import { dayFromIso, dayOf, partsOf, type Day } from "../register/day.ts";
import { STATUTE } from "../register/statute.ts";

/** What a further notice to the same parent would be; `none`: only other action. */
export type NextNotice = "first" | "second" | "none";

export interface CountedNotice {
  readonly day: Day;
  /** As written down; null when nobody said to whom it went. */
  readonly parent: string | null;
  readonly reference: string | null;
  /** The last day on which it counts. */
  readonly until: Day;
}

/** The notices to one parent; a notice without a parent's name counts for every one. */
export interface ParentNotices {
  readonly parent: string | null;
  readonly issued: number;
  readonly next: NextNotice;
  /** From when a notice may be given again; null unless `next` is `none`. */
  readonly againFrom: Day | null;
}

export interface NoticesBefore {
  /** Issued and not withdrawn, within three years of today, oldest first. */
  readonly counted: readonly CountedNotice[];
  /** Withdrawn ones of the same three years, which do not count. */
  readonly withdrawn: number;
  /** One entry for each parent named, or a single one where none is named; empty when nothing counts. */
  readonly parents: readonly ParentNotices[];
  /** What the next would be for the parent with the most notices. */
  readonly next: NextNotice;
}

const FRAMEWORK_FROM = dayFromIso(STATUTE.penaltyYears.from) ?? 0;

/**
 * Notices up to a day. One counts from its day up to and including the same date three years later, on the careful reading
 * of "within three years"; none of before the framework does, nor one that was withdrawn. Unpaid ones count.
 * Source: `STATUTE.penaltyYears`, `STATUTE.penaltyNotices`.
 */
export function noticesBefore(deeds: readonly Deed[], day: Day): NoticesBefore {
  const issued: (CountedNotice & { withdrawn: boolean })[] = [];
  for (const deed of deeds) {
    if (deed.kind !== "penalty-notice" || deed.day > day) continue;
    const { parent, reference } = aboutOf(deed);
    if (deed.fields["outcome"] === "issued") {
      issued.push({ day: deed.day, parent, reference, until: yearsAfter(deed.day), withdrawn: false });
    } else if (deed.fields["outcome"] === "withdrawn") {
      const open = issued.filter((each) => !each.withdrawn && samePerson(each.parent, parent));
      const found =
        open.findLast((each) => each.reference === reference) ??
        open.findLast((each) => reference === null || each.reference === null);
      if (found) found.withdrawn = true;
    }
  }
  const within = issued.filter((each) => each.day >= FRAMEWORK_FROM && day <= each.until);
  const counted = within
    .filter((each) => !each.withdrawn)
    .map(({ day: on, parent, reference, until }): CountedNotice => ({ day: on, parent, reference, until }));
  const parents = parentsOf(counted);
  const most = Math.max(0, ...parents.map((each) => each.issued));
  return { counted, withdrawn: within.length - counted.length, parents, next: nextAfter(most) };
}

/** `first` after none, `second` after one, else `none`. */
function nextAfter(issued: number): NextNotice {
  if (issued >= STATUTE.penaltyNotices.value) return "none";
  return issued === 0 ? "first" : "second";
}

function parentsOf(counted: readonly CountedNotice[]): readonly ParentNotices[] {
  const names = new Map<string, string>();
  for (const { parent } of counted) if (parent !== null) names.set(plain(parent), parent);
  const parents = names.size === 0 && counted.length > 0 ? [null] : [...names.values()];
  return parents.map((parent) => {
    const theirs = counted.filter((each) => samePerson(each.parent, parent));
    const next = nextAfter(theirs.length);
    // All but one of the most that may be must have run out.
    const last = theirs.at(-STATUTE.penaltyNotices.value);
    return { parent, issued: theirs.length, next, againFrom: next === "none" && last ? last.until + 1 : null };
  });
}

function aboutOf({ fields }: Deed): { parent: string | null; reference: string | null } {
  return { parent: textOf(fields["parent"]), reference: textOf(fields["reference"]) };
}

/** The same name, or one of them not named. */
function samePerson(a: string | null, b: string | null): boolean {
  return a === null || b === null || plain(a) === plain(b);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/** The same date so many years later; 1 March for a 29 February. */
export function yearsAfter(day: Day): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const later = year + STATUTE.penaltyYears.value;
  return dayOf(later, month, dayOfMonth) ?? dayOf(later, 3, 1) ?? day;
}
