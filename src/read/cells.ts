/** Single cells: marks, halves of the day, years, flags, SEN, UPNs and names. */
import { codeNamed } from "../register/codes.ts";
import { normal } from "../register/normal.ts";
import { YEARS, type Sen, type Year } from "../register/pupil.ts";
import type { HalfIndex } from "./headings.ts";

/** A mark as a cell states it: nothing, a code (known or not), and whether it was in lower case. */
export type ReadMark =
  { readonly missing: true } | { readonly missing: false; readonly code: string; readonly lowerCase: boolean };

const NO_MARK: ReadMark = { missing: true };
const BLANKS = new Set(["", "-", "--", "*", "?", "no mark", "no mark recorded", "n/a", "null", "not taken"]);
/** `I02`, `X01`, `X0?`: sub-codes of the pandemic years, counted as the letter. Source: Arbor and SIMS help pages. */
const SUB_CODE = /^([IX])0[\d?]$/;

/** One mark: a code, a sub-code, or a code with its label (`I - Illness`). Unknown text is kept as its own code. */
export function readMark(cell: string): ReadMark {
  const text = cell.trim();
  if (BLANKS.has(text.toLowerCase()) || text.startsWith("- - ")) return NO_MARK;
  const exact = knownCode(text);
  if (exact) return exact;
  const dash = text.indexOf(" - ");
  const labelled = dash > 0 ? knownCode(text.slice(0, dash).trim()) : null;
  return labelled ?? { missing: false, code: text.toUpperCase().slice(0, 16), lowerCase: false };
}

function knownCode(text: string): ReadMark | null {
  const upper = text.toUpperCase();
  const code = SUB_CODE.exec(upper)?.[1] ?? upper;
  return codeNamed(code) ? { missing: false, code, lowerCase: text !== upper } : null;
}

const MORNING = /^(?:am|a\.m\.?|morning)(?: (?:registration|reg|session|register|roll call))?$/i;
const AFTERNOON = /^(?:pm|p\.m\.?|afternoon)(?: (?:registration|reg|session|register|roll call))?$/i;

/** AM or PM; null for anything else, such as a lesson. */
export function readHalf(cell: string): HalfIndex | null {
  const text = cell.trim();
  if (MORNING.test(text)) return 0;
  return AFTERNOON.test(text) ? 1 : null;
}

/** `4`, `Year 4`, `Y4`, `NC Year 4`, `R`, `Reception`, `N2`, `Nursery 1`; null for anything else. */
export function readYear(cell: string): Year | null {
  if (cell === "") return null;
  const text = normal(cell, "NFKC")
    .trim()
    .toUpperCase()
    .replace(/^(?:NC )?(?:YEAR|YR|Y)\.? ?(?=[\dNR])/, "");
  if (/^(?:R|RECEPTION|YEAR R|REC|0|YR)$/.test(text)) return "R";
  const nursery = /^(?:N|NURSERY ?)([12])?$/.exec(text);
  if (nursery) return nursery[1] === "1" ? "N1" : "N2";
  const plain = text.replace(/^0(?=\d)/, "");
  return YEARS.find((year) => year === plain) ?? null;
}

const YES = /^(?:y|yes|t|true|1|✓|✔|tick(?:ed)?|x)$/i;
const NO = /^(?:n|no|f|false|0|none|not .*|✗|✘)$/i;

/** Yes or no in any spelling; any other text says yes; blank is unknown. */
export function readFlag(cell: string): boolean | null {
  if (cell === "") return null;
  const text = cell.trim();
  if (/^(?:[-–.?]*|n\/a|null|unknown|not known)$/i.test(text)) return null;
  return !NO.test(text);
}

/** `K`, `SEN Support`, `E - EHCP`, `Education, Health and Care Plan`, yes and no. Null when blank or not understood. */
export function readSen(cell: string): Sen | null {
  if (cell === "") return null;
  const text = normal(cell, "NFKC").trim().toUpperCase();
  if (text === "") return null;
  const first = /^([A-Z])(?: -|$)/.exec(text)?.[1];
  if (first === "E" || /EHC|EDUCATION,? HEALTH/.test(text)) return "E";
  if (first === "N" || /^NO\b|^NONE|^FALSE|^F$|^0$/.test(text)) return "N";
  if (first === "K" || first === "A" || first === "P" || text.includes("SEN SUPPORT") || text === "SUPPORT") return "K";
  if (first === "S") return "E";
  return YES.test(text) ? "SEN" : null;
}

const PLAIN_UPN = /^[A-Z]\d{11}[A-Z\d]$/;

/** Upper case without spaces; null when blank or a dash. */
export function readUpn(cell: string): string | null {
  if (cell === "" || PLAIN_UPN.test(cell)) return cell || null;
  const text = normal(cell, "NFKC").replace(/\s+/g, "").toUpperCase();
  return text === "" || /^[-–.?*]+$|^N\/?A$|^NULL$/.test(text) ? null : text;
}

const CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** Whether a UPN has its form and its check letter; temporary ones (a letter at the end) by form alone. Source: DfE, UPN guide. */
export function isSoundUpn(upn: string): boolean {
  if (/^[A-Z]\d{11}[A-Z]$/.test(upn)) return true;
  if (!/^[A-Z]\d{12}$/.test(upn)) return false;
  return checkLetterOf(upn) === upn.charAt(0);
}

/** The check letter that a UPN should have for its twelve digits, whatever letter stands before them. Source: DfE, UPN guide. */
export function checkLetterOf(upn: string): string {
  let sum = 0;
  for (let i = 1; i < upn.length; i++) sum += Number(upn.charAt(i)) * (i + 1);
  return CHECK_LETTERS.charAt(sum % 23);
}

/** Words of ASCII with single spaces between them are as plain as they can be. */
const PLAIN_TEXT = /^[!-~]+(?: [!-~]+)*$/;

/** Text with its white space made plain; null when blank. */
export function readText(cell: string): string | null {
  if (cell === "" || PLAIN_TEXT.test(cell)) return cell || null;
  const text = normal(cell, "NFC")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
  return text === "" ? null : text;
}

/**
 * A class, also out of a cell that buries it among memberships: `Year 6: 6 Marlow And Year 6` is 6 Marlow, and
 * `N Whitlow, N Whitlow: Monday Am` is N Whitlow. Null when blank.
 */
export function readClass(cell: string): string | null {
  const text = readText(cell);
  if (text === null || !/[:,]/.test(text)) return text;
  const parts = text.split(",").map((part) => part.trim());
  const plain = parts.find((part) => part !== "" && !part.includes(":"));
  if (plain !== undefined) return plain;
  const [year = "", inside = ""] = (parts[0] ?? "").split(":").map((part) => part.trim());
  return readYear(year) === null || inside === "" ? year || null : inside.replace(/ and year \w+$/i, "");
}

/** `F`, `M`, or the text as given; null when blank. */
export function readSex(cell: string): string | null {
  const text = readText(cell);
  if (text === null) return null;
  if (/^(?:f|female|girl)$/i.test(text)) return "F";
  return /^(?:m|male|boy)$/i.test(text) ? "M" : text;
}

/** A whole number of minutes, also as `12 mins` or `12.0`; null for anything else. */
export function readMinutes(cell: string): number | null {
  const match = /^(\d{1,3})(?:\.0+)?(?: ?m(?:in(?:ute)?s?)?)?$/i.exec(cell.trim());
  return match ? Number(match[1]) : null;
}

/** `94.2%`, `94.2`, `0.942`: the number as it stands; its scale is the column's affair. Null for `N/A`, blank and the like. */
export function readPercent(cell: string): number | null {
  const match = /^(\d{1,3}(?:\.\d+)?) ?%?$/.exec(cell.trim());
  return match ? Number(match[1]) : null;
}
