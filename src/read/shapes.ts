/** The small shapes that settings of `attend.yaml` are made of. */
import * as z from "zod";
import { dayFromIso } from "../register/day.ts";
import { YEARS } from "../register/pupil.ts";

// Settings are read once in a run: to compile what reads them takes longer than to read them without.
z.config({ jitless: true });

export const day = z
  .string()
  .refine((text) => dayFromIso(text) !== null, { message: "not-a-date" })
  .transform((text) => dayFromIso(text) ?? 0);
export const year = z.union([z.string(), z.number()]).transform(String).pipe(z.enum(YEARS));
export const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((n) => Math.abs(n * 10 - Math.round(n * 10)) < 1e-9, { message: "one-decimal" });
export const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { message: "not-a-time" });
export const why = { because: z.string().default(""), source: z.string().default("") };
export const text = z.string().default("");
