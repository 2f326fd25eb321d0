/** Names of classes as parts of file names, which every computer and drive takes. */
import { normal } from "../register/normal.ts";

/** Latin letters, digits and hyphens. Two names may give the same. */
export function segmentOf(named: string | null): string {
  const plain = normal(named ?? "no class", "NFKD").replace(/[^A-Za-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 30) || "class";
}

/** Names that Windows keeps for itself. */
const KEPT = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** One for each name, in order, and no two alike, also where capitals make no difference: `3/4` and `3-4` are `3-4` and `3-4-2`. */
export function segmentsOf(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = KEPT.test(segmentOf(name)) ? `class-${segmentOf(name)}` : segmentOf(name);
    let segment = base;
    for (let n = 2; taken.has(segment.toLowerCase()); n++) segment = `${base}-${String(n)}`;
    taken.add(segment.toLowerCase());
    return segment;
  });
}
