/** The shape of `attend.yaml`, with the defaults for everything a school leaves out. */
import * as z from "zod";
import { CODES } from "../register/codes.ts";
import { STATUTE } from "../register/statute.ts";
import { FIELD_NAMES } from "./aliases.ts";
import { authoritySettings, returnSettings } from "./authority-settings.ts";
import { letterSettings } from "./letter-settings.ts";
import { LAYOUT_NAMES, ROW_NAMES, TIERS, TRIGGERS, type Tier, type TriggerName } from "./names.ts";
import { day, percent, text, time, why, year } from "./shapes.ts";

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

/** Codes of absence that a school agrees to. */
const AGREED = CODES.filter(({ category, until }) => category === "authorised" && until === undefined).map(
  ({ code }) => code,
);

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
  prizes: z
    .strictObject({
      individuals: z.boolean().default(false),
      "full-attendance": z.boolean().default(true),
      "most-improved": z
        .strictObject({ "at-least": z.int().min(1).max(50).default(5), "how-many": z.int().min(0).default(3) })
        .prefault({}),
      forgive: z.array(z.enum(AGREED)).default([]),
    })
    .prefault({}),
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
      reviewed: day.optional(),
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
      penalty: z
        .strictObject({
          "approaching-from": z
            .int()
            .min(1)
            .max(STATUTE.penaltySessions.value - 1)
            .default(6),
          ...why,
        })
        .prefault({}),
      rows: z
        .partialRecord(z.enum(ROW_NAMES), z.strictObject({ owner: z.string().optional(), off: z.boolean().optional() }))
        .default({}),
      triggers: z.array(trigger).default(DEFAULT_TRIGGERS),
    })
    .prefault({}),
  letters: letterSettings,
  authority: authoritySettings,
  returns: returnSettings,
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
