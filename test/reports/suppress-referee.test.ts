/** The quick proof hides what going through everything in order hides: the same groups and counts, for every school. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { hiddenCounts, hiddenGroups } from "../../src/reports/suppress.ts";
import * as inOrder from "./referee/suppress.ts";
import { aSchool, rowsWith, SESSIONS, type Table } from "./small-schools.ts";

const RUNS = { numRuns: Number(process.env["ATTEND_FUZZ"] ?? 0) || 60 };

function hiddenBy({ cuts, children, smallest }: Table, rules: Pick<typeof inOrder, "hiddenGroups" | "hiddenCounts">) {
  const spanOf = (span: "year" | "week") => ({
    counted: rowsWith(children, (child) => child[span].possible > 0),
    having: SESSIONS.map((session) => rowsWith(children, (child) => child[span][session] > 0)),
  });
  const groups = rules.hiddenGroups(cuts, [spanOf("week"), spanOf("year"), spanOf("week")], smallest);
  const persistent = rowsWith(children, (child) => child.persistent);
  const severe = rowsWith(children, (child) => child.severe);
  return {
    groups: [...groups].map(({ id }) => id),
    persistent: [...rules.hiddenCounts(cuts, groups, new Set(children.keys()), persistent, smallest)].map(({ id }) => id),
    severe: [...rules.hiddenCounts(cuts, groups, persistent, severe, smallest)].map(({ id }) => id),
  };
}

it("hides what going through everything in order hides", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(aSchool, (table) => {
      expect(hiddenBy(table, { hiddenGroups, hiddenCounts })).toEqual(hiddenBy(table, inOrder));
    }),
    RUNS,
  );
});
