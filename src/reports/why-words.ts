/** The proof in words, a line a step. */
import { short, uk } from "./weekly/words.ts";
import { TIER_NAMES } from "../policy/tiers.ts";
import type { MarksOfCode, MarkSide, Rule, Why } from "./why.ts";

const SIDES: readonly MarkSide[] = [
  "attended",
  "authorised",
  "unauthorised",
  "unknown",
  "missing",
  "not possible",
  "not counted",
];

/** Sections with a heading each. */
export function whySections(why: Why): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const { counts } = why;
  return [
    {
      title: `Marks from ${uk(why.from)} to ${uk(why.to)}`,
      lines: SIDES.flatMap((side) => marksWords(why.marks, side)),
    },
    {
      title: "Counts",
      lines: [
        `possible ${String(counts.possible)} = attended ${String(counts.attended)} + authorised ${String(counts.authorised)} + unauthorised ${String(counts.unauthorised)}`,
        ...(counts.missing + counts.unknown + counts.notPossible > 0
          ? [
              `in neither side: ${String(counts.missing)} missing, ${String(counts.unknown)} unknown, ${String(counts.notPossible)} not possible`,
            ]
          : []),
      ],
    },
    { title: "Attendance", lines: percentWords(why) },
    { title: "Rules of the policy", lines: why.rules.flatMap(ruleWords) },
    {
      title: "Tier",
      lines: [
        `${TIER_NAMES[why.tier]}${why.tooEarly ? `; too early for percentages: they wait for ${String(why.minimumSessions)} possible sessions` : ""}`,
      ],
    },
    { title: "This half-term's letter", lines: letterWords(why) },
    {
      title: "Due",
      lines:
        why.due.length === 0
          ? ["nothing"]
          : why.due.map(
              ({ row, what, owner, due, overdue }) =>
                `${row} ${what} (${owner}, ${overdue ? "overdue since" : "by"} ${short(due)})`,
            ),
    },
  ];
}

/** Present marks are counted, all others are listed with their days. */
function marksWords(marks: readonly MarksOfCode[], side: MarkSide): readonly string[] {
  return marks
    .filter((each) => each.side === side)
    .map(({ code, sessions }) => {
      const name = code ?? (side === "missing" ? "no mark" : "contradicting marks");
      const count = `${side}: ${name} × ${String(sessions.length)}`;
      if (code === "/" || code === "\\" || side === "not counted") return count;
      const days = new Map<string, string[]>();
      for (const { day, half } of sessions) days.set(day, [...(days.get(day) ?? []), half]);
      return `${count}: ${[...days].map(([day, halves]) => `${short(day)}${halves.length === 2 ? "" : ` ${halves[0] ?? ""}`}`).join(", ")}`;
    });
}

function percentWords({ counts, exact, halfUp, percent }: Why): readonly string[] {
  if (exact === null) return ["no possible session, so there is no percentage"];
  const moved =
    halfUp === percent
      ? ""
      : `; half up would be ${halfUp ?? ""}, on the other side of a line of the policy than the counts`;
  return [`${String(counts.attended)} ÷ ${String(counts.possible)} = ${exact}…%, shown as ${percent ?? ""}%${moved}`];
}

function ruleWords({ trigger, tier, numbers, fired, fact, because, source }: Rule): readonly string[] {
  const bounds = Object.entries(numbers)
    .map(([name, value]) => `${name.replace("-", " ")} ${String(value)}`)
    .join(", ");
  const head = `${fired ? "yes" : "no "}  ${trigger} → ${TIER_NAMES[tier]}${bounds === "" ? "" : ` (${bounds})`}${fact === null ? "" : `: ${fact}`}`;
  return fired ? [head, `     because: ${because}`, `     source: ${source}`] : [head];
}

function letterWords({ letter }: Why): readonly string[] {
  return letter ? [`${letter.kind}, ${letter.status}: ${letter.reasons.join("; ")}`] : ["none"];
}
