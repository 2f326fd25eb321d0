/** What comes from exports, the log or settings as parts of file names, which every computer and drive takes. */
import { normal } from "../register/normal.ts";

/** Names that Windows keeps for itself, whatever their ending. */
const KEPT = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** What Windows takes in no name, and what makes a name look like another: control characters and turns of direction. */
const NEVER = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** In UTF-16 units; with its folders and an ending it stays below what Windows takes. */
const LONGEST = 120;

/** Whether this can be the name of one file or folder everywhere: not `..`, `CON`, `a:b`, `a.` or 300 characters. */
export function isFileName(name: string): boolean {
  return name !== "" && name.length <= LONGEST && !NEVER.test(name) && !/[. ]$|^ /.test(name) && !KEPT.test(name);
}

/** Latin letters, digits and hyphens. Two names may give the same. */
export function segmentOf(named: string | null): string {
  const plain = normal(named ?? "no class", "NFKD").replace(/[^A-Za-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 30) || "class";
}

/** Words such as the name of a half-term: letters of any script, digits, spaces and hyphens, at most 60 characters. */
export function nameOf(words: string): string {
  const plain = normal(words, "NFC")
    .replace(/[^\p{L}\p{N} -]+/gu, "-")
    .trim();
  const short = /^.{0,60}/u.exec(plain)?.[0].trim() ?? "";
  return short === "" || KEPT.test(short) ? `${short}-` : short;
}

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
