/** The list of penalties as a table for Excel: a row a pupil who has met the threshold or is near it. */
import type { Requirement } from "../../policy/penalty-request.ts";
import type { Cell, Sheet } from "../csv.ts";
import { windowShown, type PenaltyPupil, type PenaltyReport } from "./report.ts";

const CODES = ["G", "N", "O", "U"] as const;

const REQUIRED: readonly (readonly [name: Requirement["name"], heading: string])[] = [
  ["marks", "Marks settled"],
  ["support", "Support offered"],
  ["warning", "Warning given"],
  ["improvement", "Notice to Improve"],
  ["notices", "Notices before"],
  ["asked", "Not dealt with already"],
];

export function penaltySheet({ pupils }: PenaltyReport): Sheet {
  return {
    head: [
      "Class",
      "Pupil",
      "UPN",
      "Year",
      "State",
      "Met on",
      "In today's window",
      "N among them",
      "First drops out on",
      "Window from",
      "Window to",
      "In that window",
      ...CODES,
      ...REQUIRED.map(([, heading]) => heading),
      "In place",
      "Of",
    ],
    rows: pupils.map(rowOf),
  };
}

function rowOf(pupil: PenaltyPupil): readonly Cell[] {
  const { today, requirements } = pupil;
  const window = windowShown(pupil);
  return [
    pupil.class,
    pupil.name,
    pupil.key,
    pupil.year,
    pupil.state,
    { day: pupil.metOn },
    today.count,
    today.codes["N"] ?? 0,
    { day: today.sessions[0]?.dropsOut ?? null },
    { day: window.from },
    { day: window.to },
    window.count,
    ...CODES.map((code) => window.codes[code] ?? 0),
    ...REQUIRED.map(([name]) => requirementWords(requirements.find((each) => each.name === name))),
    requirements.length === 0 ? null : pupil.inPlace,
    requirements.length === 0 ? null : requirements.length,
  ];
}

function requirementWords(requirement: Requirement | undefined): string | null {
  return requirement ? `${requirement.ok ? "yes" : "not yet"}: ${requirement.found}` : null;
}
