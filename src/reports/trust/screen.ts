/** A trust's overview on one screen. */
import { counted, uk } from "../weekly/words.ts";
import type { Block } from "../weekly/screen.ts";
import type { TrustReport } from "./report.ts";
import type { TrustFigures } from "./school.ts";
import { percentWords, schoolsWords, shareWords, TOO_FEW, toDo } from "./words.ts";

export function trustBlocks(report: TrustReport): readonly Block[] {
  const { schools, unread, trust, asAt } = report;
  const [all] = trust;
  const rows = schools.map(({ title, newest, groups }) => [title, uk(newest), ...cellsOf(groups[0]?.shown ?? null)]);
  const asks = toDo(report);
  return [
    {
      title: `${counted(schools.length + unread.length, "school")}, ${uk(asAt)}: the year so far, headline years`,
      table: {
        head: ["School", "Newest mark", "Pupils", "Attendance", "Persistent", "Severe"],
        rows: all ? [...rows, ["All schools", "", ...cellsOf(all.shown)]] : rows,
        right: [2, 3, 4, 5],
      },
    },
    {
      title: "All schools by group",
      table: {
        head: ["Group", "Schools", "Pupils", "Attendance", "Persistent", "Severe"],
        rows: trust.slice(1).map((line) => [line.name, schoolsWords(line), ...cellsOf(line.shown)]),
        right: [1, 2, 3, 4, 5],
      },
    },
    ...(asks.length === 0 ? [] : [{ title: "Needs somebody", lines: asks.map(({ who, what }) => `${who}: ${what}`) }]),
  ];
}

function cellsOf(figures: TrustFigures | null): readonly string[] {
  if (!figures) return [TOO_FEW, "–", "–", "–"];
  const { pupils, percent, persistent, persistentPercent, severe, severePercent } = figures;
  return [
    String(pupils),
    percentWords(percent),
    shareWords(persistent, persistentPercent),
    shareWords(severe, severePercent),
  ];
}
