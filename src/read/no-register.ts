/** Files that look like registers and are none: pages about registers, and lists of absences. */
import type { Gathered } from "./layout.ts";

/** Arbor's page of registers says how many were present in each, such as `Present: 26 Absent: 1 Late: 0`. */
export const STATUS = /present: ?\d+.*absent: ?\d+/i;

/** A list of absences has hardly a present mark, and most pupils lack most of its sessions. */
export function absencesOnly({ facts, kinds }: Gathered, file: number): { present: number; marks: number } | null {
  const people = new Set<number>();
  const sessions = new Set<number>();
  let marks = 0;
  let present = 0;
  for (let i = facts.length - 1; i >= 0 && facts.file[i] === file; i--) {
    people.add(facts.person[i] ?? 0);
    sessions.add((facts.day[i] ?? 0) * 2 + (facts.half[i] ?? 0));
    marks++;
    const code = kinds.list[facts.kind[i] ?? 0]?.code;
    if (code === "/" || code === "\\") present++;
  }
  const few = marks >= 4 && present * 20 < marks;
  return few && marks * 2 < people.size * sessions.size ? { present, marks } : null;
}
