/** Finding a pupil by what somebody typed: an identifier, a name, or part of a name with the class. */
import { normal } from "./normal.ts";
import type { Register } from "./register.ts";

/** Rows that fit, best kind of fit only: an identifier before a whole name, and that before parts of one. Empty when none does. */
export function findPupils(register: Register, text: string): readonly number[] {
  const wanted = words(text);
  if (wanted.length === 0) return [];
  const rows = [...register.pupils.entries()];
  const byId = rows.filter(([, pupil]) =>
    [pupil.key, pupil.upn, pupil.misId, pupil.admissionNumber].some(
      (id) => id?.toLowerCase() === text.trim().toLowerCase(),
    ),
  );
  if (byId.length > 0) return byId.map(([row]) => row);
  const whole = wanted.join(" ");
  const byName = rows.filter(([, pupil]) =>
    [pupil.name, pupil.legalName, pupil.sortName].some((name) => words(name).join(" ") === whole),
  );
  if (byName.length > 0) return byName.map(([row]) => row);
  const byParts = rows.filter(([, pupil]) => {
    const names = words(`${pupil.name} ${pupil.legalName}`);
    const classed = words(pupil.class ?? "");
    const rest = wanted.filter((word) => !names.some((name) => name.startsWith(word)));
    return rest.length < wanted.length && rest.every((word) => classed.includes(word));
  });
  return byParts.map(([row]) => row);
}

/** Small letters without accents, so that `Zoe` finds `Zoë`. */
function words(text: string): readonly string[] {
  return normal(text, "NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}/']+/u)
    .filter((word) => word !== "");
}
