/** The tracking document as files: for `attend trends`, and for the weekly pack to keep it fresh. */
import type { Situation } from "../../policy/situation.ts";
import type { Problem } from "../../problem/problem.ts";
import type { Day } from "../../register/day.ts";
import { renderCsv, type Table } from "../csv.ts";
import type { PageTemplates } from "../html.ts";
import { trackingPage } from "./page.ts";
import { trackingSheet } from "./sheet.ts";
import { trackingUpTo, type Tracking } from "./tracking.ts";

export const TRACKING_PLACE = "output/tracking";

export interface TrackingDocument {
  readonly tracking: Tracking;
  /** Its one long table. */
  readonly table: Table;
  /** `tracking.html` and `tracking.csv`, by their paths in the school folder. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** As at the end of `to`, made from these exports. Throws with `problems` when there is no session up to then. */
export function trackingDocument(
  situation: Situation,
  to: Day,
  exports: readonly string[],
  problems: readonly Problem[],
  templates: PageTemplates,
): TrackingDocument {
  const tracking = trackingUpTo(situation, to, exports, problems);
  const table = { name: "tracking.csv", sheet: trackingSheet(tracking) };
  return {
    tracking,
    table,
    files: [
      { path: `${TRACKING_PLACE}/tracking.html`, text: trackingPage(tracking, templates) },
      { path: `${TRACKING_PLACE}/${table.name}`, text: renderCsv(table.sheet) },
    ],
  };
}
