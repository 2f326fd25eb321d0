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
  readonly line: number;
}

/** Reads the log up to `asAt`, inclusive. A line that cannot be read is a problem and is passed over; the file itself is never changed. */
export function readLog(text: string, asAt: Day): { deeds: readonly Deed[]; problems: readonly Problem[] } {
  const deeds: Deed[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  text.split("\n").forEach((row, i) => {
    if (row.trim() === "") return;
    const line = i + 1;
    const read = readLine(row, line);
    if (read === "newer") problems.push({ code: "log-line-newer", file: LOG_FILE, line });
    else if (read === null) problems.push({ code: "log-line-bad", file: LOG_FILE, line, excerpt: excerptOf(row) });
    else if (read.day <= asAt && !seen.has(read.id)) {
      seen.add(read.id);
      deeds.push(read);
    }
  });
  return { deeds: withoutCorrected(deeds), problems };
}

function readLine(row: string, line: number): Deed | "newer" | null {
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
    line,
  };
}

/** A correction names the line it takes back, and says nothing else. */
function withoutCorrected(deeds: readonly Deed[]): readonly Deed[] {
  const gone = new Set(
    deeds.flatMap((deed) => (deed.kind === "correction" ? (textOf(deed.fields["corrects"]) ?? []) : [])),
  );
  return deeds.filter((deed) => !gone.has(deed.id));
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
