/** What `attend.yaml` says of the local authority and of the returns it asks for. */
import * as z from "zod";
import { RETURNS } from "./names.ts";
import { text } from "./shapes.ts";

export const authoritySettings = z
  .strictObject({
    team: text,
    email: text,
    phone: text,
    /** Where a return is made online. */
    forms: z.partialRecord(z.enum(RETURNS), z.string()).default({}),
  })
  .prefault({});

/** Empty: all of them. */
export const returnSettings = z.array(z.enum(RETURNS)).default([]);
