/** What must be true before a penalty notice is asked for, each thing on both sides. */
import { describe, expect, it } from "vitest";
import type { Requirement } from "../../src/policy/penalty-request.ts";
import { ava, letter, meeting, notice, type Line, type Story } from "./penalty-school.ts";

/** A requirement of Ava's, met on Friday 6 November unless the story says otherwise: `yes: …` or `no: …`. */
function required(name: Requirement["name"], story: Story): string {
  const found = ava({ marks: { "2026-11-02": "O".repeat(10) }, ...story })?.requirements.find(
    (each) => each.name === name,
  );
  return found ? `${found.ok ? "yes" : "no"}: ${found.found}` : "nothing is asked";
}

describe("before a request", () => {
  it("nothing is asked while the threshold is not met", () => {
    expect(ava({ marks: { "2026-11-02": "O".repeat(9) } })).toMatchObject({ requirements: [], ready: false });
  });

  it.each<[string, Story, string]>([
    ["all settled", {}, "yes: all settled"],
    ["an N", { marks: { "2026-11-02": "OOOOOOOOON" } }, "no: 1 N, settled by 13/11/2026 or else O"],
    ["an N that is not needed", { marks: { "2026-11-02": "OOOOOOOOOON" } }, "no: 1 N, settled by 16/11/2026 or else O"],
    [
      "a blank in the window",
      { marks: { "2026-09-28": ".", "2026-11-02": "O".repeat(10) } },
      "no: 1 session without a mark",
    ],
    [
      "a blank before it",
      { marks: { "2026-07-15": ".", "2026-11-02": "O".repeat(10) }, today: "2026-11-27" },
      "yes: all settled",
    ],
    [
      "a blank after the window in which it was met, when today’s has fewer",
      { marks: { "2026-09-07": "O".repeat(10), "2027-01-05": "." }, today: "2027-02-12" },
      "yes: all settled",
    ],
  ])("every mark of the window is settled: %s", (_, story, expected) => {
    expect(required("marks", story)).toBe(expected);
  });

  it.each<[string, Story, string]>([
    ["nothing in the log", {}, "no: nothing in the log since 01/09/2026"],
    ["a talk", { log: [{ kind: "talk", day: "2026-10-05" }] }, "yes: talk 05/10/2026"],
    [
      "a talk of last school year, before the window",
      { log: [{ kind: "talk", day: "2026-06-29" }] },
      "no: nothing in the log since 01/09/2026",
    ],
    [
      "a talk of last school year, within the window",
      { log: [{ kind: "talk", day: "2026-07-08" }], marks: { "2026-07-13": "OO", "2026-09-07": "O".repeat(8) } },
      "yes: talk 08/07/2026",
    ],
    [
      "a call is no support",
      { log: [{ kind: "call", outcome: "reached", day: "2026-10-05" }] },
      "no: nothing in the log since 01/09/2026",
    ],
    ["a meeting that was missed", { log: [meeting("missed")] }, "yes: meeting missed 12/11/2026"],
    ["a meeting that was cancelled", { log: [meeting("cancelled")] }, "no: nothing in the log since 01/09/2026"],
    [
      "a panel and a plan",
      {
        log: [
          { kind: "panel", outcome: "held", day: "2026-11-12" },
          { kind: "plan", day: "2026-11-13" },
        ],
      },
      "yes: panel held 12/11/2026, plan 13/11/2026",
    ],
    ["an invitation", { log: [letter("meeting-invitation")] }, "yes: letter meeting-invitation 12/11/2026"],
    [
      "a referral for help",
      { log: [{ kind: "referral", agency: "school nurse", day: "2026-11-12" }] },
      "yes: referral school nurse 12/11/2026",
    ],
    [
      "a referral to the local authority",
      { log: [{ kind: "referral", agency: "DCC", day: "2026-11-12" }] },
      "no: nothing in the log since 01/09/2026",
    ],
    ["a note that names the row", { log: [{ kind: "note", row: "S2", day: "2026-11-12" }] }, "yes: note S2 12/11/2026"],
    ["holiday alone", { marks: { "2026-11-02": "G".repeat(10) } }, "yes: not asked for: all of it is holiday"],
    ["holiday and one O", { marks: { "2026-11-02": `${"G".repeat(9)}O` } }, "no: nothing in the log since 01/09/2026"],
  ])("support was offered: %s", (_, story, expected) => {
    expect(required("support", story)).toBe(expected);
  });

  it.each<[string, readonly Line[], string]>([
    ["nothing in the log", [], "no: nothing in the log since 01/09/2026"],
    ["the letter", [letter("penalty-notice-warning")], "yes: letter penalty-notice-warning 12/11/2026"],
    ["a Notice to Improve says it too", [letter("notice-to-improve")], "yes: letter notice-to-improve 12/11/2026"],
    ["another letter", [letter("attendance-concern")], "no: nothing in the log since 01/09/2026"],
    ["written down", [notice("warned")], "yes: penalty-notice warned 16/11/2026"],
    ["by the row", [{ kind: "note", row: "P7", day: "2026-11-12" }], "yes: note P7 12/11/2026"],
  ])("the family was told: %s", (_, log, expected) => {
    expect(required("warning", { log })).toBe(expected);
  });

  const improve = [letter("notice-to-improve", "2026-11-11")];
  const months = { today: "2027-01-29", config: "letters: { improvement-weeks: 3 }\n" };
  it.each<[string, Story, string]>([
    ["none", {}, "yes: none in the log"],
    ["running, and kept to", { log: improve }, "no: running, 16/11/2026 to 08/01/2027: 0 unauthorised sessions"],
    [
      "running, and not kept to",
      { log: improve, marks: { "2026-11-02": "O".repeat(10), "2026-11-24": "O" } },
      "yes: running, 16/11/2026 to 08/01/2027: 1 unauthorised session",
    ],
    [
      "running, with nothing but an N in it",
      { log: improve, marks: { "2026-11-02": "O".repeat(10), "2026-11-24": "N" } },
      "no: running, 16/11/2026 to 08/01/2027: 1 unauthorised session, 1 of them N",
    ],
    ["ended, and kept to", { ...months, log: improve }, "no: ended, 16/11/2026 to 04/12/2026: 0 unauthorised sessions"],
    [
      "on its last day",
      { ...months, today: "2026-12-04", log: improve },
      "no: running, 16/11/2026 to 04/12/2026: 0 unauthorised sessions",
    ],
    [
      "ended, and ten sessions since",
      { ...months, log: improve, marks: { "2026-11-02": "O".repeat(10), "2027-01-11": "O".repeat(10) } },
      "yes: ended, 16/11/2026 to 04/12/2026: 0 unauthorised sessions",
    ],
    [
      "ended, and nine sessions since",
      { ...months, log: improve, marks: { "2026-11-02": "O".repeat(10), "2027-01-11": "O".repeat(9) } },
      "no: ended, 16/11/2026 to 04/12/2026: 0 unauthorised sessions",
    ],
    ["one of last school year", { log: [letter("notice-to-improve", "2026-06-15")] }, "yes: none in the log"],
  ])("a Notice to Improve was not kept to: %s", (_, story, expected) => {
    expect(required("improvement", story)).toBe(expected);
  });

  it.each<[string, readonly Line[], string]>([
    ["none", [], "yes: none in the log: it would be a first"],
    [
      "one",
      [notice("issued", "2026-02-02", { parent: "Mrs Adams" })],
      "yes: Mrs Adams: 1 in 3 years, a second is possible",
    ],
    [
      "two",
      [notice("issued", "2026-02-02"), notice("issued", "2026-06-02")],
      "no: parent not named: 2 in 3 years, no third before 03/02/2029, only other action",
    ],
    [
      "one, and one withdrawn",
      [notice("issued", "2026-02-02"), notice("issued", "2026-06-02"), notice("withdrawn", "2026-06-05")],
      "yes: parent not named: 1 in 3 years, a second is possible; 1 withdrawn, not counted",
    ],
  ])("fewer than two notices: %s", (_, log, expected) => {
    expect(required("notices", { log })).toBe(expected);
  });

  const ten = { marks: { "2026-11-02": "O".repeat(10), "2026-11-16": "OO", "2026-11-17": "O".repeat(10) } };
  const again = { marks: { "2026-11-02": "O".repeat(10), "2026-11-17": "O".repeat(9) } };
  it.each<[string, Story, string]>([
    ["nothing in the log", {}, "yes: nothing in the log since it was met"],
    [
      "asked for",
      { log: [notice("requested")] },
      "no: penalty-notice requested 16/11/2026; 0 sessions of today’s window since",
    ],
    [
      "considered and not asked for",
      { log: [notice("considered")] },
      "no: penalty-notice considered 16/11/2026; 0 sessions of today’s window since",
    ],
    [
      "refused",
      { log: [notice("refused")] },
      "no: penalty-notice refused 16/11/2026; 0 sessions of today’s window since",
    ],
    ["only warned of", { log: [notice("warned")] }, "yes: nothing in the log since it was met"],
    [
      "issued and withdrawn",
      { log: [notice("issued", "2026-11-16"), notice("withdrawn", "2026-11-18")] },
      "yes: penalty-notice withdrawn 18/11/2026; 0 sessions of today’s window since",
    ],
    ["issued before it was met", { log: [notice("issued", "2026-11-05")] }, "yes: nothing in the log since it was met"],
    [
      "issued on the day it was met",
      { log: [notice("issued", "2026-11-06")] },
      "no: penalty-notice issued 06/11/2026; 0 sessions of today’s window since",
    ],
    [
      "reported to the local authority",
      { log: [{ kind: "referral", agency: "DCC", outcome: "made", day: "2026-11-16" }] },
      "no: referral DCC made 16/11/2026; 0 sessions of today’s window since",
    ],
    [
      "issued, and nine sessions since",
      { ...again, log: [notice("issued")] },
      "no: penalty-notice issued 16/11/2026; 9 sessions of today’s window since",
    ],
    [
      "issued, and ten sessions since",
      { ...ten, log: [notice("issued")] },
      "yes: penalty-notice issued 16/11/2026; 10 sessions of today’s window since",
    ],
  ])("it has not been dealt with: %s", (_, story, expected) => {
    expect(required("asked", story)).toBe(expected);
  });

  it("everything is in place when all of it is", () => {
    const log = [meeting("held"), letter("penalty-notice-warning")];
    expect(ava({ marks: { "2026-11-02": "O".repeat(10) }, log })).toMatchObject({
      inPlace: 6,
      required: 6,
      ready: true,
    });
    expect(ava({ marks: { "2026-11-02": "O".repeat(10) }, log: log.slice(1) })).toMatchObject({
      inPlace: 5,
      ready: false,
    });
  });
});
