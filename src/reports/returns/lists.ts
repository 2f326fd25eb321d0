/** Every list for the local authority, by the name of its file. To add one: its file, its name in `read/names.ts`, a line here. */
import type { ReturnName } from "../../read/names.ts";
import { LEAVE } from "./leave.ts";
import { LEAVERS } from "./leavers.ts";
import type { ReturnForm } from "./list.ts";
import { MISSING_EDUCATION } from "./missing-education.ts";
import { PART_TIME } from "./part-time.ts";
import { SICKNESS } from "./sickness.ts";
import { STARTERS } from "./starters.ts";
import { TARGETING } from "./targeting.ts";
import { TEN_DAYS } from "./ten-days.ts";

export const RETURN_FORMS: Readonly<Record<ReturnName, ReturnForm>> = {
  "ten-days": TEN_DAYS,
  sickness: SICKNESS,
  starters: STARTERS,
  leavers: LEAVERS,
  "part-time": PART_TIME,
  "missing-education": MISSING_EDUCATION,
  leave: LEAVE,
  targeting: TARGETING,
};
