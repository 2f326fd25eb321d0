/** The shape of `attend.yaml`, with the defaults for everything a school leaves out. */
import * as z from "zod";
import { dayFromIso } from "../register/day.ts";
import { CODES } from "../register/codes.ts";
import { YEARS } from "../register/pupil.ts";
import { STATUTE } from "../register/statute.ts";
import { FIELD_NAMES } from "./aliases.ts";

export const TIERS = ["all", "low", "emerging", "intensive", "specialist"] as const;
export type Tier = (typeof TIERS)[number];

export const CONFIG_FILE = "attend.yaml";

/** What a file can be read as. */
export const LAYOUT_NAMES = [
  "long",
  "day",
  "week",
  "dates",
  "strings",
  "counts",
  "totals",
  "pupils",
  "sen",
  "contacts",
  "late-book",
] as const;
export type LayoutName = (typeof LAYOUT_NAMES)[number];

export const TRIGGERS = [
  "holiday-request",
  "lates",
  "attendance-90-95",
  "attendance-80-90",
  "persistent-absence",
  "no-contact",
  "send-plan",
  "mental-health",
  "attendance-below-80",
  "missing-education",
  "part-time-timetable",
] as const;
export type TriggerName = (typeof TRIGGERS)[number];

/** Letter kinds: each is the name of its template, its word in the policy and its word in the log. */
export const LETTERS = [
  "whole-school",
  "half-term-summary",
  "year-summary",
  "parents-evening",
  "well-done",
  "lateness",
  "attendance-concern",
  "attendance-below-90",
  "meeting-invitation",
  "no-contact",
  "holiday-decision",
  "penalty-notice-warning",
  "notice-to-improve",
  "medical-evidence",
  "evidence-accepted",
  "panel-invitation",
  "panel-outcome",
  "panel-review",
  "did-not-attend",
  "sign-off",
  "part-time-review",
  "missing-education",
  "correction",
] as const;
export type LetterKind = (typeof LETTERS)[number];

/** Rows of the graduated response, as the school's document numbers them. */
export const ROW_NAMES = [
  "A1",
  "A2",
  "A3",
  "A4",
  "A5",
  "A6",
  "A7",
  "A8",
  "A9",
  "A10",
  "A11",
  "A12",
  "A13",
  "A14",
  "L1",
  "L2",
  "L3",
  "L4",
  "E1",
  "E2",
  "E3",
  "E4",
  "E5",
  "E6",
  "I1",
  "I2",
  "I3",
  "I4",
  "I5",
  "I6",
  "I7",
  "I8",
  "S1",
  "S2",
  "S3",
  "S4",
  "S5",
  "S6",
  "S7",
  "S8",
  "P1",
  "P2",
  "P3",
  "P4",
  "P5",
  "P6",
  "P7",
] as const;
export type RowName = (typeof ROW_NAMES)[number];

/** Triggers that count something, and those that are a band of attendance. */
export const COUNTING: readonly TriggerName[] = ["holiday-request", "lates", "no-contact"];
export const BANDS: readonly TriggerName[] = ["attendance-90-95", "attendance-80-90", "attendance-below-80"];

const day = z
  .string()
  .refine((text) => dayFromIso(text) !== null, { message: "not-a-date" })
  .transform((text) => dayFromIso(text) ?? 0);
const year = z.union([z.string(), z.number()]).transform(String).pipe(z.enum(YEARS));
const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((n) => Math.abs(n * 10 - Math.round(n * 10)) < 1e-9, { message: "one-decimal" });
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { message: "not-a-time" });
const why = { because: z.string().default(""), source: z.string().default("") };
const text = z.string().default("");

const trigger = z.strictObject({
  trigger: z.enum(TRIGGERS),
  tier: z.enum(TIERS),
  "at-least": z.int().min(1).optional(),
  from: percent.optional(),
  below: percent.optional(),
  ...why,
});

const rule = (name: TriggerName, tier: Tier, numbers: { "at-least"?: number; from?: number; below?: number } = {}) => ({
  trigger: name,
  tier,
  ...numbers,
  because: "",
  source: "",
});

/** The school's graduated response as shipped. `templates/school/attend.yaml` says the same, with reasons. */
const DEFAULT_TRIGGERS = [
  rule("holiday-request", "low", { "at-least": 1 }),
  rule("lates", "emerging", { "at-least": 3 }),
  rule("attendance-90-95", "emerging", { from: 90, below: 95 }),
  rule("lates", "intensive", { "at-least": 7 }),
  rule("attendance-80-90", "intensive", { from: 80, below: 90 }),
  rule("persistent-absence", "intensive"),
  rule("no-contact", "intensive", { "at-least": 3 }),
  rule("send-plan", "intensive"),
  rule("mental-health", "intensive"),
  rule("attendance-below-80", "specialist", { from: 0, below: 80 }),
  rule("missing-education", "specialist"),
  rule("part-time-timetable", "specialist"),
];

export const configSchema = z.strictObject({
  school: z
    .strictObject({
      name: z.string().default("Our School"),
      address: z.array(z.string()).default([]),
      phone: text,
      email: text,
      "policy-link": text,
      "local-authority": text,
    })
    .prefault({}),
  calendar: z
    .strictObject({
      "half-terms": z.array(z.strictObject({ name: z.string().optional(), from: day, to: day })).default([]),
      closed: z.array(day).default([]),
      "parents-evenings": z.array(day).default([]),
    })
    .prefault({}),
  "headline-years": z.array(year).min(1).default(["R", "1", "2", "3", "4", "5", "6"]),
  day: z.strictObject({ "gates-close": time.default("08:45"), "registers-close": time.default("09:00") }).prefault({}),
  expectation: percent.default(95),
  target: percent.default(96),
  colours: z
    .array(z.strictObject({ colour: z.string(), from: percent }))
    .min(1)
    .default([
      { colour: "red", from: 0 },
      { colour: "amber", from: 90 },
      { colour: "green", from: 95 },
    ]),
  "class-cup": z.strictObject({ "leave-out-years": z.array(year).default(["N1", "N2"]) }).prefault({}),
  "smallest-group": z.int().min(2).default(5),
  agencies: z
    .array(z.string())
    .min(1)
    .default([
      "COMPASS",
      "CAMHS",
      "educational psychologist",
      "Starting Point",
      "early help",
      "DCC",
      "local authority",
      "school nurse",
    ]),
  people: z.array(z.strictObject({ role: z.string(), name: text, phone: text, email: text })).default([]),
  policy: z
    .strictObject({
      version: z.union([z.string(), z.number()]).transform(String).default("shipped"),
      "minimum-sessions": z.strictObject({ value: z.int().min(0).default(20), ...why }).prefault({}),
      review: z
        .strictObject({
          weeks: z.int().min(1).default(6),
          "counted-in": z.enum(["calendar", "school-weeks"]).default("calendar"),
          ...why,
        })
        .prefault({}),
      "sign-off": z
        .strictObject({ weeks: z.int().min(1).default(6), "at-least": percent.default(95), ...why })
        .prefault({}),
      rows: z
        .partialRecord(z.enum(ROW_NAMES), z.strictObject({ owner: z.string().optional(), off: z.boolean().optional() }))
        .default({}),
      triggers: z.array(trigger).default(DEFAULT_TRIGGERS),
    })
    .prefault({}),
  letters: z
    .strictObject({
      nursery: z.boolean().default(false),
      "signed-by": z.string().default("Headteacher"),
      "ask-for": z.string().default("Pastoral Lead"),
      signatories: z.partialRecord(z.enum(LETTERS), z.string()).default({}),
      logo: text,
      "handed-over": z.array(z.enum(LETTERS)).default(["parents-evening"]),
      "two-sided": z.boolean().default(true),
      window: z
        .strictObject({
          top: z.number().min(42).max(110).default(55),
          left: z.number().min(10).max(60).default(24),
          width: z.number().min(70).max(110).default(85),
          height: z.number().min(22).max(45).default(25),
        })
        .prefault({}),
      "not-again-within": z.strictObject({ days: z.int().min(0).default(28), ...why }).prefault({}),
      "hold-agreed-absence": z.strictObject({ "unauthorised-under": percent.default(25), ...why }).prefault({}),
      "well-done": z.strictObject({ improvement: z.int().min(1).max(50).default(5) }).prefault({}),
      "jump-the-queue": z
        .array(z.enum([...LETTERS, ...TIERS]))
        .default(["no-contact", "holiday-decision", "specialist"]),
      "improvement-weeks": z
        .int()
        .min(STATUTE.noticeWeeksLeast.value)
        .max(STATUTE.noticeWeeksMost.value)
        .default(STATUTE.noticeWeeksMost.value),
      browser: text,
    })
    .prefault({}),
  exports: z
    .array(
      z.strictObject({
        files: z.string(),
        layout: z.enum(LAYOUT_NAMES).optional(),
        encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).optional(),
        "date-order": z.enum(["day-first", "month-first"]).optional(),
        columns: z.record(z.string(), z.enum([...FIELD_NAMES, "ignore"])).optional(),
      }),
    )
    .default([]),
  codes: z.record(z.string(), z.enum(CODES.map(({ code }) => code) as [string, ...string[]])).default({}),
});

export type RawConfig = z.infer<typeof configSchema>;
export type Trigger = z.infer<typeof trigger>;
