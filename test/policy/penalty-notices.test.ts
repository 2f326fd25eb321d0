/** Which penalty notices of the log count towards the limit, for each parent. */
import { describe, expect, it } from "vitest";
import { noticesBefore } from "../../src/policy/penalty-notices.ts";
import { readLog, type Deed } from "../../src/read/log.ts";
import { isoOf } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { notice, type Line } from "./penalty-school.ts";

describe("notices within three years", () => {
  const deeds = (...log: readonly Line[]): readonly Deed[] =>
    readLog(
      [
        {
          path: "records/log.jsonl",
          text: log.map((line, i) => JSON.stringify({ v: 1, id: String(i), ...line })).join("\n"),
        },
      ],
      on("2031-01-01"),
    ).deeds;
  const found = (day: string, ...log: readonly Line[]): string => {
    const { counted, withdrawn, parents, next } = noticesBefore(deeds(...log), on(day));
    const each = parents.map(
      ({ parent, issued, next: then, againFrom }) =>
        `${parent ?? "anybody"} ${String(issued)} ${then}${againFrom === null ? "" : ` ${isoOf(againFrom)}`}`,
    );
    return [`${String(counted.length)} counted`, `${String(withdrawn)} withdrawn`, ...each, next].join(", ");
  };
  const to = (parent: string, day: string, more: Line = {}): Line => notice("issued", day, { parent, ...more });

  it.each<[string, string, readonly Line[], string]>([
    ["none", "2026-11-27", [], "0 counted, 0 withdrawn, first"],
    [
      "one on its day",
      "2026-11-27",
      [to("Mrs Adams", "2026-11-27")],
      "1 counted, 0 withdrawn, Mrs Adams 1 second, second",
    ],
    ["one tomorrow", "2026-11-26", [to("Mrs Adams", "2026-11-27")], "0 counted, 0 withdrawn, first"],
    [
      "three years later to the day",
      "2028-02-02",
      [to("Mrs Adams", "2025-02-02")],
      "1 counted, 0 withdrawn, Mrs Adams 1 second, second",
    ],
    ["three years and a day later", "2028-02-03", [to("Mrs Adams", "2025-02-02")], "0 counted, 0 withdrawn, first"],
    ["the day before the framework", "2026-11-27", [to("Mrs Adams", "2024-08-18")], "0 counted, 0 withdrawn, first"],
    [
      "the framework’s first day",
      "2026-11-27",
      [to("Mrs Adams", "2024-08-19")],
      "1 counted, 0 withdrawn, Mrs Adams 1 second, second",
    ],
    [
      "two to one parent",
      "2026-11-27",
      [to("Mrs Adams", "2025-02-02"), to("mrs  adams", "2026-02-02")],
      "2 counted, 0 withdrawn, mrs  adams 2 none 2028-02-03, none",
    ],
    [
      "one to each parent",
      "2026-11-27",
      [to("Mrs Adams", "2025-02-02"), to("Mr Adams", "2025-02-02")],
      "2 counted, 0 withdrawn, Mrs Adams 1 second, Mr Adams 1 second, second",
    ],
    [
      "one without a name counts for both",
      "2026-11-27",
      [to("Mrs Adams", "2025-02-02"), to("Mr Adams", "2025-02-02"), notice("issued", "2026-02-02")],
      "3 counted, 0 withdrawn, Mrs Adams 2 none 2028-02-03, Mr Adams 2 none 2028-02-03, none",
    ],
    [
      "one parent’s withdrawn",
      "2026-11-27",
      [
        to("Mrs Adams", "2025-02-02"),
        to("Mr Adams", "2025-02-02"),
        notice("withdrawn", "2025-03-02", { parent: "Mrs Adams" }),
      ],
      "1 counted, 1 withdrawn, Mr Adams 1 second, second",
    ],
    [
      "the older one withdrawn, by its reference",
      "2026-11-27",
      [
        to("Mrs Adams", "2025-02-02", { reference: "A1" }),
        to("Mrs Adams", "2026-02-02", { reference: "A2" }),
        notice("withdrawn", "2026-03-02", { reference: "A1" }),
      ],
      "1 counted, 1 withdrawn, Mrs Adams 1 second, second",
    ],
    [
      "withdrawn with another reference: the notice stands",
      "2026-11-27",
      [to("Mrs Adams", "2025-02-02", { reference: "A1" }), notice("withdrawn", "2026-03-02", { reference: "B7" })],
      "1 counted, 0 withdrawn, Mrs Adams 1 second, second",
    ],
    [
      "withdrawn after the day asked about",
      "2026-11-27",
      [to("Mrs Adams", "2025-02-02"), notice("withdrawn", "2026-11-28")],
      "1 counted, 0 withdrawn, Mrs Adams 1 second, second",
    ],
    ["asked for and refused", "2026-11-27", [notice("requested"), notice("refused")], "0 counted, 0 withdrawn, first"],
  ])("%s (%s)", (_, day, log, expected) => {
    expect(found(day, ...log)).toBe(expected);
  });

  it("from the day it says a third may be given again", () => {
    const log = [to("Mrs Adams", "2025-02-02"), to("Mrs Adams", "2026-02-02")];
    expect(noticesBefore(deeds(...log), on("2028-02-02")).next).toBe("none");
    expect(noticesBefore(deeds(...log), on("2028-02-03")).next).toBe("second");
  });
});
