/** Names in running text. */

/** Controls, and marks that turn the direction of all that follows. Joiners stay: Bengali and Persian names need them. */
const STRAY = /[\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A name without stray controls; one with right-to-left letters is kept apart from the words beside it. */
export function isolated(name: string): string {
  const clean = cleaned(name);
  return RIGHT_TO_LEFT.test(clean) ? `\u2068${clean}\u2069` : clean;
}

/** Nearly every name: nothing in it is to be changed. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** Without controls, and with single spaces. */
export function cleaned(name: string): string {
  if (CLEAN.test(name)) return name;
  return name
    .replace(/[\r\n\t]+/g, " ")
    .replace(STRAY, "")
    .replace(/\s+/g, " ")
    .trim();
}
