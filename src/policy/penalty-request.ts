/** What must be true before a penalty notice is asked for, and what the register and the log show of it. */
import { countPupil, windowOf } from "../measures/counts.ts";
import type { PenaltyWindow, ThresholdMet } from "../measures/penalty.ts";
import { textOf, type Deed } from "../read/log.ts";
import { ukOf, type Day } from "../register/day.ts";
import type { Half } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";
import { agency, letters, LOCAL_AUTHORITY } from "./ask-of.ts";
import { does } from "./ask.ts";
import type { ImprovementNotice } from "./improvement.ts";
import type { NoticesBefore } from "./penalty-notices.ts";
import type { Situation } from "./situation.ts";
import { isSupport } from "./support.ts";
import { counted } from "./triggers.ts";

/** A session marked `N` that counts. */
export interface OpenReason {
  readonly day: Day;
  readonly half: Half;
  /** The last day on which it may still be `N`. Source: `STATUTE.daysToEstablishReason`. */
  readonly by: Day;
  readonly overdue: boolean;
}

/** One thing that must be true before a request, and what was found. Both are without a full stop. */
export interface Requirement {
  readonly name: "marks" | "support" | "warning" | "improvement" | "notices" | "asked";
  readonly ok: boolean;
  readonly what: string;
  readonly found: string;
}

/** What a request would rest on. */
export interface RequestBasis {
  readonly row: number;
  /** The window that ends today. */
  readonly today: PenaltyWindow;
  /** The threshold as it was first met this academic year, or before when today's window still holds ten; else null. */
  readonly met: ThresholdMet | null;
  /** Today's window while it holds ten sessions or has not been met, and later the one in which it was met. */
  readonly window: PenaltyWindow;
  /** The `N`s of that window, oldest first. */
  readonly unsettled: readonly OpenReason[];
  /** Penalty notices of the log. */
  readonly notices: NoticesBefore;
  /** The newest Notice to Improve since the window began, or since the academic year did. */
  readonly improvement: ImprovementNotice | null;
}

const TEN = STATUTE.penaltySessions.value;

/** In the order in which an office would put them right. `since`: from when support and warnings are looked for. */
export function requirementsOf(
  situation: Situation,
  standing: RequestBasis,
  met: ThresholdMet,
  since: Day,
): readonly Requirement[] {
  const { row, window, today, notices, improvement } = standing;
  const deeds = situation.deeds[row] ?? [];
  const recent = deeds.filter(({ day }) => day >= since);
  const onlyHoliday = window.sessions.every(({ code }) => code === "G");
  return [
    marksSettled(situation, standing),
    supportOffered(recent, onlyHoliday, since),
    warned(recent, since),
    improvementOver(improvement, window, onlyHoliday),
    belowLimit(notices),
    notAskedYet(deeds, met, today),
  ];
}

function marksSettled({ register }: Situation, standing: RequestBasis): Requirement {
  const { row, window, unsettled } = standing;
  const { missing, unknown } = countPupil(register, row, windowOf(register, window.from, window.to));
  const open = [
    unsettled.length > 0
      ? `${String(unsettled.length)} N, settled by ${ukOf(unsettled[0]?.by ?? window.to)} or else O`
      : null,
    missing > 0 ? `${counted(missing, "session")} without a mark` : null,
    unknown > 0 ? `${counted(unknown, "session")} with a code that nobody knows` : null,
  ].filter((each) => each !== null);
  return {
    name: "marks",
    ok: open.length === 0,
    what: "Every mark of the window is settled: no N, none missing",
    found: open.length === 0 ? "all settled" : open.join("; "),
  };
}

/** Not for holidays. Source: DfE, Working together to improve school attendance, August 2024 (support first). */
function supportOffered(recent: readonly Deed[], onlyHoliday: boolean, since: Day): Requirement {
  const support = recent.filter(isSupport);
  return {
    name: "support",
    ok: onlyHoliday || support.length > 0,
    what: "Support was offered",
    found:
      support.length > 0 ? listed(support) : onlyHoliday ? "not asked for: all of it is holiday" : nothingSince(since),
  };
}

function warned(recent: readonly Deed[], since: Day): Requirement {
  const warnings = recent.filter(
    (deed) =>
      letters("penalty-notice-warning", "notice-to-improve")(deed) ||
      does(deed, "P7") ||
      (deed.kind === "penalty-notice" && deed.fields["outcome"] === "warned"),
  );
  return {
    name: "warning",
    ok: warnings.length > 0,
    what: "The family was told that a notice may follow",
    found: warnings.length > 0 ? listed(warnings) : nothingSince(since),
  };
}

/**
 * The notice asks for no unauthorised session in its period, and may be acted on as soon as there is one. One that was kept
 * to leaves only what came later, and none is about holidays.
 */
function improvementOver(
  notice: ImprovementNotice | null,
  { sessions }: PenaltyWindow,
  onlyHoliday: boolean,
): Requirement {
  const what = "A Notice to Improve, where there is one, was not kept to";
  if (!notice) return { name: "improvement", ok: true, what, found: "none in the log" };
  const { from, to, state, unauthorised, noReason } = notice;
  const later = sessions.filter(({ day }) => day > to).length;
  const open = noReason > 0 ? `, ${String(noReason)} of them N` : "";
  return {
    name: "improvement",
    ok: unauthorised > noReason || later >= TEN || onlyHoliday,
    what,
    found: `${state}, ${ukOf(from)} to ${ukOf(to)}: ${counted(unauthorised, "unauthorised session")}${open}`,
  };
}

const NEXT_WORDS = { first: "a first", second: "a second" } as const;

function belowLimit({ counted: issued, withdrawn, parents, next }: NoticesBefore): Requirement {
  const taken = withdrawn > 0 ? `; ${String(withdrawn)} withdrawn, not counted` : "";
  const each = parents.map(({ parent, issued: n, next: then, againFrom }) => {
    const who = parent ?? "parent not named";
    const may =
      then === "none"
        ? `no third before ${ukOf(againFrom ?? 0)}, only other action`
        : `${NEXT_WORDS[then]} is possible`;
    return `${who}: ${String(n)} in ${String(STATUTE.penaltyYears.value)} years, ${may}`;
  });
  return {
    name: "notices",
    ok: next !== "none",
    what: `Fewer than ${String(STATUTE.penaltyNotices.value)} notices to the same parent in ${String(STATUTE.penaltyYears.value)} years`,
    found: `${issued.length === 0 ? "none in the log: it would be a first" : each.join("; ")}${taken}`,
  };
}

const DEALT_WITH: readonly unknown[] = ["considered", "requested", "issued", "refused"];

/** One set of sessions is asked about once: after that it takes ten sessions of days that came later. */
function notAskedYet(deeds: readonly Deed[], met: ThresholdMet, { sessions }: PenaltyWindow): Requirement {
  const steps = deeds.filter(
    (deed) =>
      deed.day >= met.day &&
      ((deed.kind === "penalty-notice" && deed.fields["outcome"] !== "warned") ||
        (agency(...LOCAL_AUTHORITY)(deed) && deed.fields["outcome"] !== "considered")),
  );
  const last = steps.at(-1);
  const dealtWith = last && (last.kind === "referral" || DEALT_WITH.includes(last.fields["outcome"]));
  const later = sessions.filter(({ day }) => day > (last?.day ?? 0)).length;
  return {
    name: "asked",
    ok: !dealtWith || later >= TEN,
    what: "It has not been dealt with already",
    found: last
      ? `${listed([last])}; ${counted(later, "session")} of today’s window since`
      : "nothing in the log since it was met",
  };
}

/** `meeting held 05/10/2026, letter meeting-invitation 12/10/2026`. */
function listed(deeds: readonly Deed[]): string {
  return deeds
    .map(({ kind, fields, day }) => {
      const more = textOf(fields["letter"]) ?? textOf(fields["agency"]) ?? textOf(fields["row"]);
      return [kind, more, textOf(fields["outcome"]), ukOf(day)].filter((each) => each !== null).join(" ");
    })
    .join(", ");
}

function nothingSince(since: Day): string {
  return `nothing in the log since ${ukOf(since)}`;
}
