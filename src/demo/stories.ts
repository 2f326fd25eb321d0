/** The planted stories: each is one situation that the graduated response has a row for, or stands just beside one. */
import * as written from "./deeds.ts";
import * as plot from "./plots.ts";
import { after, type Story } from "./story.ts";

export const STORIES: readonly Story[] = [
  {
    key: "exactly-90",
    who: ["oscar"],
    plant: plot.exactly(90, "persistent, as 10% missed is, though not in the 80–90 band: Intensive"),
  },
  { key: "beside-90", who: ["ottilie"], plant: after(20, plot.oneBetter) },
  {
    key: "exactly-95",
    who: ["zoe"],
    plant: written.and(plot.exactly(95, "95.0% fires nothing: All"), written.signedOff),
  },
  { key: "no-contact", who: ["callum"], plant: after(3, plot.noContact) },
  { key: "no-contact-but-reached", who: ["freya"], plant: after(3, plot.reached) },
  { key: "holiday", who: ["jude"], plant: plot.fortnightAway },
  {
    key: "lates-intensive",
    who: ["mason"],
    plant: written.and(plot.late("mason", 8, 1, "nine lates in the half-term: Intensive"), written.meetingMissed),
  },
  { key: "lates-emerging", who: ["amara"], plant: plot.late("amara", 3, 0, "three lates in the half-term: Emerging") },
  { key: "severe", who: ["kyle"], plant: written.and(after(10, plot.mostlyAway), written.panelPlanned) },
  { key: "ehcp", who: ["tomasz"], plant: written.and(after(20, plot.oneAppointment), written.evidenceAccepted) },
  { key: "sen-support", who: ["avaW"], plant: plot.supported },
  { key: "part-time", who: ["reuben"], plant: after(1, plot.shortAfternoons) },
  {
    key: "mental-health",
    who: ["niamh"],
    plant: written.and(
      plot.need(
        "niamh",
        "mental-health",
        "Worried in the mornings.",
        "Intensive by need alone; no letter about attendance",
      ),
      written.panelHeld,
    ),
  },
  {
    key: "missing-education",
    who: ["danyal"],
    plant: after(8, plot.vanished),
  },
  { key: "leave-request", who: ["avaM"], plant: written.and(plot.weekAhead, written.leaveDeclined) },
  { key: "joined-19-sessions-ago", who: ["elif"], plant: after(10, plot.newlyCome) },
  { key: "leaver", who: ["harvey"], plant: plot.gone },
  { key: "unexplained-8-days-ago", who: ["poppy"], plant: after(8, plot.longUnexplained) },
  { key: "unexplained-2-days-ago", who: ["leo"], plant: after(2, plot.stillUnexplained) },
  { key: "siblings", who: ["grace", "noah", "lily"], plant: after(14, plot.illTogether) },
  { key: "nursery-mornings", who: ["wilf"], plant: after(20, plot.morningsOnly) },
  { key: "future-starter", who: ["mabel"], plant: plot.yetToCome },
];
