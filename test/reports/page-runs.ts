/** Every command that writes pages, as data, and what a demo school's pages and JSON are after each. */
import fs from "node:fs";
import path from "node:path";
import { LETTERS } from "../../src/read/names.ts";
import { FORMS } from "../../src/letters/kinds.ts";
import { attend } from "../run.ts";

/** `{specialist}` is the first pupil of that tier. A new page joins here. */
export const RUNS: readonly string[] = [
  "weekly",
  "due",
  "daily --date 2026-11-20",
  "trends",
  "returns",
  "prize --term Autumn",
  "prize --year",
  "pupil {specialist}",
  "pupil {intensive}",
  "pupil {emerging}",
  "pupil {all}",
  "refer penalty-notice {specialist}",
  "refer attendance-return {specialist}",
  "refer sickness-return {intensive}",
  "refer cme {intensive}",
  "refer supervision-order {specialist}",
  "refer starting-point {emerging}",
  "refer panel {specialist}",
  "letters --term",
  ...LETTERS.map((kind) => `letters --kind ${kind} ${ASKED.includes(kind) ? "--pupil {specialist}" : ""}`),
  ...FORMS.map((form) => `letters --kind ${form} --pupil {specialist}`),
  "templates proof",
];
