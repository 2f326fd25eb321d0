/** One pupil's story as a page to print, for a panel or the local authority, and as text for the screen. */
import { dayFromIso, longOf } from "../register/day.ts";
import { TIER_NAMES } from "../policy/tiers.ts";
import { gridView } from "./grid.ts";
import { renderPage, type PageTemplates } from "./html.ts";
import type { PupilStory, SpanFigures } from "./pupil.ts";
import { counted, short, uk } from "./weekly/words.ts";

/** `missed 12 of 104 sessions, 2 authorised and 10 unauthorised: 88.5% attendance`, with the lates. */
export function figureWords({ counts, missed, percent }: Pick<SpanFigures, "counts" | "missed" | "percent">): string {
  const lates = counts.late + counts.lateAfterClose;
  const late =
    lates === 0
      ? ""
      : `; late ${counted(lates, "time")} (${String(counts.late)} L, ${String(counts.lateAfterClose)} U)`;
  return `missed ${String(missed)} of ${String(counts.possible)} sessions, ${String(counts.authorised)} authorised and ${String(counts.unauthorised)} unauthorised${percent === null ? "" : `: ${percent}% attendance`}${late}`;
}

/** Heading and lines of each part; parts with nothing to say are left out. */
export function storySections(
  story: PupilStory,
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const { headroom } = story;
  const spells = story.spells.map(
    ({ from, to, sessions }) => `${from === to ? short(from) : `${short(from)} to ${short(to)}`}: ${String(sessions)}`,
  );
  const sections = [
    {
      title: "Figures",
      lines: [
        `this year: ${figureWords(story.thisYear)}`,
        ...(story.halfTerm ? [`${story.halfTerm.name}: ${figureWords(story.halfTerm)}`] : []),
        ...(headroom ? [headroom.words] : []),
      ],
    },
    {
      title: "Tier",
      lines: [
        TIER_NAMES[story.tier],
        ...story.triggers.map(({ tier, trigger, fact }) => `${TIER_NAMES[tier]}: ${trigger}, ${fact}`),
      ],
    },
    {
      title: "Tier by day",
      lines: story.tiers.map(
        ({ day, tier, because, marks }) =>
          `${short(day)}  ${TIER_NAMES[tier]}${because.length > 0 ? `: ${because.join("; ")}` : ""}${marks === "" ? "" : ` (${marks})`}`,
      ),
    },
    { title: "Spells of absence, in sessions", lines: spells.length === 0 ? [] : [spells.join(", ")] },
    {
      title: "By weekday, sessions missed of possible",
      lines: [
        story.weekdays
          .map(({ weekday, missed, possible }) => `${weekday.slice(0, 3)} ${String(missed)}/${String(possible)}`)
          .join(", "),
      ],
    },
    {
      title: "Lates",
      lines: story.lates.map(
        ({ day, half, code, minutes }) =>
          `${short(day)} ${half} ${code}${minutes === null ? "" : `, ${String(minutes)} minutes`}`,
      ),
    },
    {
      title: "Needs and flags",
      lines: story.needs.map(
        ({ need, from, to }) => `${need} since ${uk(from)}${to === null ? "" : `, up to ${uk(to)}`}`,
      ),
    },
    {
      title: "What was done",
      lines: story.deeds.map(
        ({ day, kind, by, words }) =>
          `${uk(day)}  ${kind}${words === "" ? "" : `: ${words}`}${by === null ? "" : ` (${by})`}`,
      ),
    },
    {
      title: "Letters",
      lines: story.letters.map(
        ({ number, letter, day, basis, changed }) =>
          `${String(number)}  ${uk(day)}  ${letter}${basis ? `, on ${String(basis.attended)} of ${String(basis.possible)} sessions attended` : ""}${changed.length > 0 ? "; its figures have changed since" : ""}`,
      ),
    },
    {
      title: "Likely brothers and sisters",
      lines: story.siblings.map(
        ({ name, class: named, tier, missed, possible, percent, reason }) =>
          `${name} (${named ?? "no class"}): ${TIER_NAMES[tier]}, missed ${String(missed)} of ${String(possible)}${percent === null ? "" : `, ${percent}%`}; ${reason}`,
      ),
    },
    {
      title: "Due",
      lines: story.due.map(
        ({ row, what, owner, due, overdue }) =>
          `${row} ${what} (${owner}, ${overdue ? "overdue since" : "by"} ${short(due)})`,
      ),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** The grid of marks as lines of text, a week each. */
export function gridLines({ grid }: PupilStory): readonly string[] {
  return grid.map(({ monday, marks }) => {
    const shown = marks.map((mark) => (mark === "" ? "·" : mark).padEnd(2));
    const days = [0, 1, 2, 3, 4].map((day) => shown.slice(2 * day, 2 * day + 2).join(""));
    return `${short(monday).padEnd(11)} ${days.join("  ")}`.trimEnd();
  });
}

export function pupilPage(story: PupilStory, school: string, templates: PageTemplates): string {
  return renderPage(templates, "pupil", {
    title: "Attendance record",
    name: story.name,
    class: story.class ?? "",
    key: story.key,
    school,
    asAt: longOf(dayFromIso(story.asAt) ?? 0),
    policy: story.policy,
    sections: storySections(story),
    grid: gridView(story.grid, short),
  });
}
