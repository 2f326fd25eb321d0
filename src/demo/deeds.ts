/** What the invented staff have written down besides the stories: each line calls for a letter of its own. */
import { isoOf, ukOf, type Day } from "../register/day.ts";
import { daysAgo, openWeekAhead, type Past } from "./past.ts";
import { deed, HEAD, PASTORAL, type PlantedDeed, type Story } from "./story.ts";

/** A line of the log, with what the README says of it; null when the year is too young for it. */
type Written = (past: Past) => { readonly deed: PlantedDeed; readonly told: string } | null;

/** A story with one more line in the log. */
export function and(plant: Story["plant"], written: Written): Story["plant"] {
  return (past) => {
    const planted = plant(past);
    const more = "notYet" in planted ? null : written(past);
    if ("notYet" in planted || !more) return planted;
    return {
      ...planted,
      deeds: [...(planted.deeds ?? []), more.deed],
      planted: `${planted.planted}; ${more.told} in the log on ${ukOf(more.deed.day)}`,
    };
  };
}

/** The day of the school day so many before today, or null early in the year. */
function ago(past: Past, days: number): Day | null {
  return past.days.length < days ? null : daysAgo(past, days);
}

export const leaveDeclined: Written = (past) => {
  const [day, week] = [ago(past, 1), openWeekAhead(past)];
  const [from, to] = [week?.[0], week?.at(-1)];
  if (day === null || from === undefined || to === undefined) return null;
  const words = { outcome: "declined", from, to, reason: "A cousin's wedding abroad" };
  return { deed: deed("avaM", day, "leave-decision", HEAD, words), told: "leave declined" };
};

export const panelPlanned: Written = (past) => {
  const day = ago(past, 2);
  if (day === null) return null;
  const words = {
    outcome: "planned",
    on: isoOf(past.today + 8),
    time: "9.15am",
    place: "in the library",
    with: "Mrs Marsh, Miss Lark and the school nurse",
  };
  return { deed: deed("kyle", day, "panel", HEAD, words), told: "a panel planned" };
};

export const meetingMissed: Written = (past) => {
  const day = ago(past, 1);
  return day === null
    ? null
    : { deed: deed("mason", day, "meeting", HEAD, { outcome: "missed" }), told: "a meeting missed" };
};

export const evidenceAccepted: Written = (past) => {
  const day = ago(past, 5);
  const words = { outcome: "accepted", note: "Appointment card seen." };
  return day === null
    ? null
    : { deed: deed("tomasz", day, "evidence", PASTORAL, words), told: "medical evidence accepted" };
};

export const signedOff: Written = (past) => {
  const day = ago(past, 3);
  return day === null ? null : { deed: deed("zoe", day, "sign-off", HEAD, {}), told: "signed off" };
};

/** So many days before today that its review is near. */
const PANEL_AGO = 38;

export const panelHeld: Written = (past) => {
  const day = past.days.findLast((each) => each <= past.today - PANEL_AGO) ?? null;
  if (day === null) return null;
  const words = {
    outcome: "held",
    plan: "Miss Lark meets Niamh at the gate each morning, and Niamh may use the quiet room.",
    targets: "In school every day, and in the classroom by ten past nine.",
  };
  return { deed: deed("niamh", day, "panel", HEAD, words), told: "a panel held" };
};
