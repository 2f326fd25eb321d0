/** `records/log.jsonl`: what people did, one deed a line. */
import type { Problem } from "../problem/problem.ts";
import { excerptOf } from "../problem/problem.ts";
import { dayFromIso, type Day } from "../register/day.ts";

export const LOG_FILE = "records/log.jsonl";

/** The version of a line that this program writes; newer ones are kept and passed over. */
export const LOG_VERSION = 1;

export const DEED_KINDS = [
  "call",
  "message",
  "visit",
  "talk",
  "meeting",
  "panel",
  "plan",
  "review",
  "letter",
  "leave-request",
  "leave-decision",
  "concern",
  "referral",
  "need",
  "evidence",
  "sign-off",
  "penalty-notice",
  "return",
  "note",
  "correction",
] as const;
export type DeedKind = (typeof DEED_KINDS)[number];

export interface Deed {
  readonly id: string;
  readonly day: Day;
  readonly kind: DeedKind;
  /** The pupil's key as `figures` gives it, or another of their identifiers. */
  readonly pupil: string | null;
  readonly by: string | null;
  readonly note: string | null;
  /** The kind's own fields, as they stand in the line. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where it stands: the log, or a copy of it that a shared drive made. */
  readonly file: string;
  readonly line: number;
}

/** A field of the line that was written after one of which the PC had stopped the writing. */
export const AFTER_HALF_LINE = "afterHalfLine";

/** The log's text, and that of copies which a shared drive made when two people wrote at once. */
export interface LogText {
  readonly path: string;
  readonly text: string;
}

export interface ReadLog {
  /** In the order in which they were written down. */
  readonly deeds: readonly Deed[];
  /** Dated after `asAt`, and not counted. */
  readonly later: readonly Deed[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the log up to `asAt`, inclusive, and every copy of it; a line that stands in several counts once, by its id. A
 * line that cannot be read is a problem and is passed over; the files themselves are never changed.
 */
export function readLog(texts: readonly LogText[], asAt: Day): ReadLog {
  const deeds: Deed[] = [];
  const later: Deed[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { path: file, text } of texts) {
    let only = 0;
    let bad: { readonly line: number; readonly excerpt: string } | null = null;
    const sayBad = (isHalf: boolean): void => {
      if (bad) problems.push({ code: isHalf ? "log-line-half" : "log-line-bad", file, ...bad });
      bad = null;
    };
    text.split("\n").forEach((row, i) => {
      if (row.trim() === "") return;
      const line = i + 1;
      const read = readLine(row, file, line);
      sayBad(typeof read === "object" && read?.fields[AFTER_HALF_LINE] === true);
      if (read === "newer") problems.push({ code: "log-line-newer", file, line });
      else if (read === null) bad = { line, excerpt: excerptOf(row) };
      else if (!seen.has(read.id)) {
        seen.add(read.id);
        only++;
        (read.day <= asAt ? deeds : later).push(read);
      }
    });
    sayBad(false);
    if (file !== LOG_FILE) problems.push({ code: "log-copy", file, args: { lines: only } });
  }
  return { deeds: withoutCorrected(deeds), later, problems };
}

/** One line of the log; `newer` when a newer version of the program wrote it, null when it cannot be read. */
export function readLine(row: string, file: string, line: number): Deed | "newer" | null {
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const fields = value as Record<string, unknown>;
  if (typeof fields["v"] === "number" && fields["v"] > LOG_VERSION) return "newer";
  const day = dayFromIso(textOf(fields["day"]) ?? "");
  const kind = DEED_KINDS.find((each) => each === fields["kind"]);
  const id = textOf(fields["id"]);
  if (day === null || kind === undefined || id === null) return null;
  return {
    id,
    day,
    kind,
    pupil: textOf(fields["pupil"]),
    by: textOf(fields["by"]),
    note: textOf(fields["note"]),
    fields,
    file,
    line,
  };
}

/** A correction names the line it takes back, and says nothing else. */
function withoutCorrected(deeds: readonly Deed[]): readonly Deed[] {
  const gone = new Set(
    deeds.flatMap((deed) => (deed.kind === "correction" ? (textOf(deed.fields["corrects"]) ?? []) : [])),
  );
  return deeds.filter((deed) => deed.kind !== "correction" && !gone.has(deed.id));
}

/** A date in a field of a deed; null when there is none. */
export function dayIn({ fields }: Pick<Deed, "fields">, field: string): Day | null {
  return dayFromIso(textOf(fields[field]) ?? "");
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

const TALKED = new Set(["reached", "answered", "attended", "held"]);

/** Whether the family was spoken with, not merely rung or written to. */
export function isContact(deed: Deed): boolean {
  const outcome = textOf(deed.fields["outcome"]);
  if (outcome !== null)
    return TALKED.has(outcome) && ["call", "message", "visit", "talk", "meeting", "panel"].includes(deed.kind);
  return deed.kind === "talk" || deed.kind === "meeting" || deed.kind === "visit";
}

/** Whether a logged need or flag (`mental-health`, `missing-education`, …) holds on a day. */
export function hasNeed(deeds: readonly Deed[], need: string, day: Day): boolean {
  return deeds.some((deed) => {
    if (deed.kind !== "need" || deed.fields["need"] !== need) return false;
    const from = dayFromIso(textOf(deed.fields["from"]) ?? "") ?? deed.day;
    const to = dayFromIso(textOf(deed.fields["to"]) ?? "");
    return from <= day && (to === null || day <= to);
  });
}
