/** What can be written down: every kind of deed with its own fields, and how raw text becomes a line of the log. */
import { dayFromIso, isoOf, ukOf, type Day } from "../register/day.ts";
import { readDate } from "./dates.ts";
import { readPattern } from "./pattern.ts";
import { DEED_KINDS, LOG_VERSION, type DeedKind } from "./log.ts";
import { LETTERS, RETURNS } from "./names.ts";

export interface DeedField {
  /** Its word in the log, and its heading in a CSV file. */
  readonly name: string;
  /** Asks for it. */
  readonly question: string;
  readonly required?: true;
  /** `pattern`: sessions of a week, such as `Mon AM, Tue`. */
  readonly type?: "day" | "pattern";
  /** The only words it may be. */
  readonly values?: readonly string[];
}

export interface DeedShape {
  readonly title: string;
  readonly fields: readonly DeedField[];
  /** Free words are refused: they belong in the safeguarding system. */
  readonly noWords?: true;
}

/** Needs and flags with a start and an end. */
export const NEEDS = [
  "mental-health",
  "ehcp",
  "send-plan",
  "young-carer",
  "part-time-timetable",
  "missing-education",
  "hold-phone-first",
  "social-worker",
] as const;

/** `considered`: and not asked for; `refused`: by the local authority. */
export const PENALTY_STEPS = ["considered", "warned", "requested", "issued", "refused", "withdrawn"] as const;

const one = (values: readonly string[], question = "How did it go?"): DeedField => ({
  name: "outcome",
  question,
  required: true,
  values,
});
const day = (name: string, question: string): DeedField => ({ name, question, type: "day" });
const words = (name: string, question: string): DeedField => ({ name, question });

const MEETING: readonly DeedField[] = [
  one(["planned", "held", "missed", "cancelled"], "Is it planned, or was it held, missed or cancelled?"),
  day("on", "On which day is it?"),
  words("time", "At what time?"),
  words("place", "Where?"),
  words("with", "Who will be there, or was?"),
  words("plan", "What was agreed?"),
  words("targets", "What are the targets?"),
  day("review", "When is it looked at again?"),
];

export const DEEDS: Readonly<Record<DeedKind, DeedShape>> = {
  call: { title: "Call", fields: [one(["reached", "no-answer", "left-message", "wrong-number"])] },
  message: { title: "Message", fields: [one(["sent", "reached"])] },
  visit: { title: "Visit", fields: [one(["reached", "no-answer"])] },
  talk: { title: "Talk", fields: [] },
  meeting: { title: "Meeting", fields: MEETING },
  panel: { title: "Panel", fields: MEETING },
  plan: {
    title: "Plan",
    fields: [words("targets", "What are the targets?"), day("review", "When is it looked at again?")],
  },
  review: { title: "Review", fields: [one(["improved", "same", "worse", "ended"])] },
  letter: {
    title: "Letter",
    fields: [{ name: "letter", question: "Which letter?", required: true, values: LETTERS }],
  },
  "leave-request": {
    title: "Leave request",
    fields: [
      { ...day("from", "First day of the leave?"), required: true },
      { ...day("to", "Last day of the leave?"), required: true },
      words("reason", "What is the reason?"),
    ],
  },
  "leave-decision": {
    title: "Leave decision",
    fields: [
      one(["granted", "part", "declined"], "What was decided?"),
      { ...day("from", "First day of the leave?"), required: true },
      { ...day("to", "Last day of the leave?"), required: true },
      day("granted-from", "First day granted?"),
      day("granted-to", "Last day granted?"),
      words("reason", "What is the reason?"),
    ],
  },
  concern: {
    title: "Safeguarding concern",
    fields: [
      { ...words("reported-to", "To whom was it reported?"), required: true },
      { ...words("reference", "What is its reference in the safeguarding system?"), required: true },
    ],
    noWords: true,
  },
  referral: {
    title: "Referral",
    fields: [
      { ...words("agency", "To which agency?"), required: true },
      { name: "outcome", question: "Was it made, or considered and not made?", values: ["made", "considered"] },
    ],
  },
  need: {
    title: "Need or flag",
    fields: [
      { name: "need", question: "Which need?", required: true, values: NEEDS },
      day("from", "Since when?"),
      day("to", "Until when?"),
      {
        name: "sessions",
        question: "Of a part-time timetable: which sessions is the child in school?",
        type: "pattern",
      },
      words("hours", "Of a part-time timetable: how many hours a week?"),
      { name: "consent", question: "Of a part-time timetable: do the parents agree?", values: ["given", "refused"] },
    ],
  },
  evidence: { title: "Medical evidence", fields: [one(["accepted", "not-accepted"], "Was it accepted?")] },
  "sign-off": { title: "Sign-off", fields: [] },
  "penalty-notice": {
    title: "Penalty notice",
    fields: [
      one(PENALTY_STEPS, "What was done about it?"),
      words("parent", "Which parent is it about?"),
      words("reference", "What is its reference?"),
    ],
  },
  return: {
    title: "Return to the local authority",
    fields: [
      { name: "return", question: "Which return?", required: true, values: RETURNS },
      day("from", "First day of what it tells?"),
      day("to", "Last day of what it tells?"),
    ],
  },
  note: { title: "Note", fields: [] },
  correction: {
    title: "Correction",
    fields: [{ name: "corrects", question: "The id of the line that is taken back?", required: true }],
  },
};

/** What somebody said of a deed, as text by the names of fields; absent and empty are the same. */
export type RawDeed = Readonly<Record<string, string | undefined>>;

export interface DeedContext {
  readonly kind: DeedKind;
  /** The pupil's key; null for what concerns the whole school. */
  readonly pupil: string | null;
  readonly today: Day;
  readonly id: string;
  /** Agencies that `attend.yaml` names; any other is refused. */
  readonly agencies: readonly string[];
}

/** Fields that every kind has besides its own. */
export const COMMON_FIELDS = ["day", "by", "note", "row"] as const;

/** What is still missing of a kind's own fields, in order. */
export function missingFields(kind: DeedKind, raw: RawDeed): readonly DeedField[] {
  return DEEDS[kind].fields.filter(({ name, required }) => required === true && valueOf(raw, name) === "");
}

export type ReadDeed =
  | { readonly line: Readonly<Record<string, unknown>>; readonly faults: readonly [] }
  | { readonly line: null; readonly faults: readonly string[] };

/** A line for the log, or every reason why it cannot be written, each a sentence. */
export function lineOf(raw: RawDeed, { kind, pupil, today, id, agencies }: DeedContext): ReadDeed {
  const shape = DEEDS[kind];
  const faults: string[] = [];
  const known = new Set<string>([...COMMON_FIELDS, ...shape.fields.map(({ name }) => name)]);
  for (const name of Object.keys(raw)) {
    if (!known.has(name) && valueOf(raw, name) !== "") {
      const own = shape.fields.map((field) => field.name);
      faults.push(`A ${kind} has no “${name}”. It has: ${[...own, ...COMMON_FIELDS].join(", ")}.`);
    }
  }
  const when = valueOf(raw, "day") === "" ? today : dayFrom(valueOf(raw, "day"));
  if (when === null) faults.push(`“${valueOf(raw, "day")}” is not a date. Write it as 2026-11-23 or 23/11/2026.`);
  else if (when > today) faults.push(`${ukOf(when)} is still to come. Write down what was done, on its day.`);
  if (shape.noWords && valueOf(raw, "note") !== "") {
    faults.push(
      "What a concern is about is not kept here, where attendance staff read it: it belongs in the safeguarding system. Give --reported-to and --reference, and leave out --note.",
    );
  }
  if (pupil === null && kind !== "note" && kind !== "return") faults.push(`A ${kind} is about a pupil. Say who.`);
  if (pupil !== null && kind === "return" && valueOf(raw, "from") === "") {
    faults.push("A return about a pupil needs --from: the first day of the absence, or the day of entry or leaving.");
  }
  if (kind === "note" && valueOf(raw, "note") === "" && valueOf(raw, "row") === "") {
    faults.push("A note needs words: --note, or the row of the policy that was done: --row.");
  }
  const fields: Record<string, string> = {};
  for (const field of shape.fields) {
    const read = fieldOf(field, valueOf(raw, field.name));
    if (read.fault) faults.push(read.fault);
    else if (read.value !== "") fields[field.name] = read.value;
  }
  if ((fields["to"] ?? "9") < (fields["from"] ?? "")) faults.push("The last day is before the first.");
  const agency = fields["agency"];
  if (agency !== undefined && !agencies.includes(agency)) {
    const found = agencies.find((each) => each.toLowerCase() === agency.toLowerCase());
    if (found) fields["agency"] = found;
    else faults.push(`“${agency}” is no agency of attend.yaml. There are: ${agencies.join(", ")}.`);
  }
  if (faults.length > 0 || when === null) return { line: null, faults };
  const common: Record<string, string> = {};
  for (const name of ["by", "note", "row"] as const) {
    if (valueOf(raw, name) !== "") common[name] = valueOf(raw, name);
  }
  return {
    line: { id, v: LOG_VERSION, day: isoOf(when), kind, ...(pupil === null ? {} : { pupil }), ...common, ...fields },
    faults: [],
  };
}

function valueOf(raw: RawDeed, name: string): string {
  return (Object.hasOwn(raw, name) ? (raw[name] ?? "") : "").replace(/\s+/g, " ").trim();
}

function fieldOf(field: DeedField, value: string): { value: string; fault?: string } {
  if (value === "") {
    const choice = field.values ? ` It is one of: ${field.values.join(", ")}.` : "";
    return field.required ? { value, fault: `“${field.name}” is missing. ${field.question}${choice}` } : { value };
  }
  if (field.type === "day") {
    const read = dayFrom(value);
    return read === null
      ? { value, fault: `“${field.name}” must be a date, such as 2026-11-23 or 23/11/2026, not “${value}”.` }
      : { value: isoOf(read) };
  }
  if (field.type === "pattern") {
    return readPattern(value) === null
      ? { value, fault: `“${field.name}” must be sessions of a week, such as “Mon AM, Tue, Wed PM”, not “${value}”.` }
      : { value };
  }
  if (!field.values) return { value };
  const found = field.values.find((each) => each === value.toLowerCase().replace(/\s+/g, "-"));
  return found === undefined
    ? { value, fault: `“${field.name}” must be one of ${field.values.join(", ")}, not “${value}”.` }
    : { value: found };
}

/** A date as people write it: year first, or day first. */
function dayFrom(text: string): Day | null {
  const iso = dayFromIso(text);
  if (iso !== null) return iso;
  const read = readDate(text, "day-first");
  return read === null || read === "month-first" ? null : read.day;
}

/** A kind as somebody typed it; null when there is none. */
export function deedKind(text: string): DeedKind | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return DEED_KINDS.find((each) => each === plain) ?? null;
}
