/** What counts as support that was offered to a family. */
import { textOf, type Deed } from "../read/log.ts";
import type { RowName } from "../read/names.ts";
import { agency, kinds, letters, LOCAL_AUTHORITY } from "./ask-of.ts";
import { does } from "./ask.ts";

/** Rows of the graduated response that are support, when the log names them. */
const SUPPORT_ROWS: readonly RowName[] = ["E3", "I1", "S1", "S2", "P2", "P3"];

/** A talk, a meeting or panel (held, planned or missed: it was offered), a plan, a referral for help, an invitation. */
export function isSupport(deed: Deed): boolean {
  const outcome = textOf(deed.fields["outcome"]);
  return (
    kinds("talk", "plan")(deed) ||
    (kinds("meeting", "panel")(deed) && outcome !== "cancelled") ||
    (kinds("referral")(deed) && outcome !== "considered" && !agency(...LOCAL_AUTHORITY)(deed)) ||
    letters("meeting-invitation", "panel-invitation")(deed) ||
    SUPPORT_ROWS.some((name) => does(deed, name))
  );
}
