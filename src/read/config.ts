/** `attend.yaml`: the school, its calendar and its policy, or every fault in it with its line. */
import type { Problem } from "../problem/problem.ts";
import type { Calendar } from "../register/calendar.ts";
import { isoOf, type Day } from "../register/day.ts";
import type { Year } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";
import { normaliseHeading } from "./headings.ts";
import { RETURNS, type ReturnName } from "./names.ts";
import type { ReadingRules } from "./rules.ts";
import { checkConfig, explainIssue, fault, lineOf, lineOfKey } from "./config-faults.ts";
import { configSchema, type RawConfig, type Trigger } from "./schema.ts";
import { openYaml, SETTINGS_LIMITS } from "./yaml.ts";

export interface Policy {
  readonly version: string;
  /** The day on which governors last reviewed it; null when it is not given. */
  readonly reviewed: Day | null;
  /** Possible sessions before a percentage can trigger anything. */
  readonly minimumSessions: number;
  readonly review: { readonly weeks: number; readonly countedIn: "calendar" | "school-weeks" };
  /** When a sign-off is offered: attendance of so much or more over so many weeks, and nothing unauthorised. */
  readonly signOff: { readonly weeks: number; readonly atLeast: number };
  /** Approaching the penalty threshold: from so many unauthorised sessions in its window. */
  readonly penalty: RawConfig["policy"]["penalty"];
  /** Rows that somebody else does, or nobody. */
  readonly rows: RawConfig["policy"]["rows"];
  readonly triggers: readonly Trigger[];
}

/** A percentage that a pupil's shown figure may not cross; `atMost` lines belong to their lower side. */
export interface ConfigLine {
  readonly percent: number;
  readonly atMost: boolean;
}

export interface Config {
  readonly school: RawConfig["school"];
  readonly calendar: Calendar;
  readonly headline: ReadonlySet<Year>;
  readonly expectation: number;
  readonly target: number;
  /** Lowest first. */
  readonly colours: RawConfig["colours"];
  readonly cupLeavesOut: ReadonlySet<Year>;
  readonly prizes: RawConfig["prizes"];
  /** Pupils. */
  readonly smallestGroup: number;
  readonly day: RawConfig["day"];
  readonly people: RawConfig["people"];
  readonly agencies: readonly string[];
  readonly parentsEvenings: readonly Day[];
  readonly policy: Policy;
  readonly letters: RawConfig["letters"];
  readonly authority: RawConfig["authority"];
  /** The returns that the local authority asks for. */
  readonly returns: readonly ReturnName[];
  readonly exports: RawConfig["exports"];
  /** Local codes and the national ones that they stand for; upper case. */
  readonly codes: ReadonlyMap<string, string>;
  /** Every line of the policy, for showing percentages. */
  readonly lines: readonly ConfigLine[];
}

/** Reads the text of `attend.yaml`. An empty file is a school with every default. */
export function readConfig(text: string): { config: Config | null; problems: readonly Problem[] } {
  const opened = openYaml(text, SETTINGS_LIMITS);
  if ("faults" in opened) {
    return { config: null, problems: opened.faults.map(({ reason, line, args }) => fault(reason, line, args)) };
  }
  const { document, counter, value } = opened;
  const lineAt = (path: readonly PropertyKey[]): number => lineOf(document, counter, path);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success)
    return {
      config: null,
      problems: parsed.error.issues.flatMap((issue) =>
        explainIssue(issue, lineAt, (path, key) => lineOfKey(document, counter, path, key)),
      ),
    };
  const faults = checkConfig(parsed.data, lineAt);
  return faults.length > 0 ? { config: null, problems: faults } : { config: made(parsed.data), problems: [] };
}

function made(raw: RawConfig): Config {
  const { policy } = raw;
  const lines: ConfigLine[] = [
    ...policy.triggers.flatMap(({ from, below }) => [from, below]).filter((n) => n !== undefined),
    raw.expectation,
    ...raw.colours.map(({ from }) => from),
  ].map((percent) => ({ percent, atMost: false }));
  lines.push({ percent: 100 - STATUTE.persistentPercent.value, atMost: true });
  lines.push({ percent: 100 - STATUTE.severePercent.value, atMost: true });
  return {
    school: raw.school,
    calendar: {
      halfTerms: raw.calendar["half-terms"].map(({ name, from, to }) => ({
        key: name ?? isoOf(from),
        from,
        to,
        inferred: false,
      })),
      closed: new Set(raw.calendar.closed),
    },
    headline: new Set(raw["headline-years"]),
    expectation: raw.expectation,
    target: raw.target,
    colours: raw.colours,
    cupLeavesOut: new Set(raw["class-cup"]["leave-out-years"]),
    prizes: raw.prizes,
    smallestGroup: raw["smallest-group"],
    day: raw.day,
    people: raw.people,
    agencies: raw.agencies,
    parentsEvenings: raw.calendar["parents-evenings"],
    policy: {
      version: policy.version,
      reviewed: policy.reviewed ?? null,
      minimumSessions: policy["minimum-sessions"].value,
      review: { weeks: policy.review.weeks, countedIn: policy.review["counted-in"] },
      signOff: { weeks: policy["sign-off"].weeks, atLeast: policy["sign-off"]["at-least"] },
      penalty: policy.penalty,
      rows: policy.rows,
      triggers: policy.triggers,
    },
    letters: raw.letters,
    authority: raw.authority,
    returns: raw.returns.length === 0 ? RETURNS : raw.returns,
    exports: raw.exports,
    codes: new Map(Object.entries(raw.codes).map(([local, code]) => [local.toUpperCase(), code])),
    lines: lines.filter(({ percent }) => percent > 0),
  };
}

/** What the school says of how one file is to be read; the last pattern that fits wins, setting by setting. */
export function rulesFor(
  path: string,
  { exports, codes, calendar }: Pick<Config, "exports" | "codes" | "calendar">,
): ReadingRules {
  const fitting = exports.filter((each) => fits(path, each.files));
  return {
    order: fitting.findLast((each) => each["date-order"] !== undefined)?.["date-order"] ?? "day-first",
    layout: fitting.findLast((each) => each.layout !== undefined)?.layout ?? null,
    encoding: fitting.findLast((each) => each.encoding !== undefined)?.encoding ?? null,
    columns: new Map(
      fitting
        .flatMap((each) => Object.entries(each.columns ?? {}))
        .map(([heading, field]) => [normaliseHeading(heading), field]),
    ),
    calendar,
    codes,
  };
}

/** `*` stands for anything within a name; a pattern without a folder fits files in every folder. */
function fits(path: string, pattern: string): boolean {
  const name = pattern.includes("/") ? path.replace(/^exports\//, "") : path.slice(path.lastIndexOf("/") + 1);
  const parts = pattern
    .replace(/^exports\//, "")
    .toLowerCase()
    .split("*");
  const text = name.toLowerCase();
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found = i === parts.length - 1 && i > 0 ? Math.max(text.length - part.length, at) : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found) || (i === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return at === text.length || parts.at(-1) === "";
}
