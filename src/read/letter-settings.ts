/** What `attend.yaml` says of letters, with the defaults. */
import * as z from "zod";
import { STATUTE } from "../register/statute.ts";
import { LETTERS, TIERS } from "./names.ts";
import { percent, text, why } from "./shapes.ts";

export const letterSettings = z
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
    "jump-the-queue": z.array(z.enum([...LETTERS, ...TIERS])).default(["no-contact", "holiday-decision", "specialist"]),
    "improvement-weeks": z
      .int()
      .min(STATUTE.noticeWeeksLeast.value)
      .max(STATUTE.noticeWeeksMost.value)
      .default(STATUTE.noticeWeeksMost.value),
    browser: text,
  })
  .prefault({});
