/** One pupil's school year as text, for tests of the triggers. */
import { tierTable, type TierTable } from "../../src/policy/tiers.ts";
import type { TriggerName } from "../../src/read/names.ts";
import type { Day } from "../../src/register/day.ts";
import { isoOf } from "../../src/register/day.ts";
import { lines, on, schoolOf, upnOf, weekdays } from "../laws/schools.ts";

export const AVA = upnOf(1);
const KIT = upnOf(2);

/** Two years of half-terms, with one closed Friday. */
export const YEARS = `calendar:
  half-terms:
    - { name: Summer 2, from: 2026-06-08, to: 2026-07-17 }
    - { name: Autumn 1, from: 2026-09-01, to: 2026-10-23 }
    - { name: Autumn 2, from: 2026-11-02, to: 2026-12-18 }
  closed: [2026-11-27]
`;

export interface Story {
  /** Days with marks, from and to; Kit is present on each, and Ava where nothing else is said. */
  readonly from?: string;
  readonly to?: string;
  /** Ava's marks by date: `NN`, `/O`, with `.` for a blank. */
  readonly marks?: Readonly<Record<string, string>>;
  readonly year?: string;
  /** More columns of the pupils file. */
  readonly about?: Readonly<Record<string, string>>;
  readonly log?: readonly Readonly<Record<string, unknown>>[];
  readonly config?: string;
  readonly asAt?: string;
}

export function tiers(story: Story): TierTable["pupils"][number] {
  const { from = "2026-09-01", to = "2026-11-20", marks = {}, year = "4", about = {}, config = YEARS } = story;
  const asAt: Day = on(story.asAt ?? to);
  const half = (mark: string | undefined): string => (mark === "." ? "" : (mark ?? ""));
  const days = weekdays(from, to)
    .map(isoOf)
    .filter((iso) => iso !== "2026-11-27" && (iso < "2026-10-24" || iso > "2026-11-01"))
    .filter((iso) => iso < "2026-07-18" || iso > "2026-08-31");
  const rows = days.flatMap((iso) => {
    const own = marks[iso] ?? "/\\";
    return [
      [AVA, iso, half(own[0]), half(own[1])],
      [KIT, iso, "/", "\\"],
    ];
  });
  const pupils = [
    ["UPN", "Name", "Year Group", "Reg Group", ...Object.keys(about)],
    [AVA, "Ava Adams", year, "Oak", ...Object.values(about)],
    [KIT, "Kit Bell", "4", "Oak", ...Object.keys(about).map(() => "")],
  ];
  const log = (story.log ?? [])
    .map((deed, i) => `${JSON.stringify({ v: 1, id: String(i), pupil: AVA, ...deed })}\n`)
    .join("");
  const school = schoolOf(
    { "exports/register.csv": lines([["UPN", "Date", "AM", "PM"], ...rows]), "exports/pupils.csv": lines(pupils) },
    { config, log, asAt },
  );
  const found = tierTable(school).pupils.find(({ key }) => key === AVA);
  if (!found) throw new Error("Ava is not in the table");
  return found;
}

/** The triggers that fired, as `tier trigger`. */
export function fired(story: Story): readonly string[] {
  return tiers(story).triggers.map(({ tier, trigger }) => `${tier} ${trigger}`);
}

export function has(story: Story, trigger: TriggerName): boolean {
  return tiers(story).triggers.some((each) => each.trigger === trigger);
}
