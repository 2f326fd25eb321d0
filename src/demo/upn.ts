/** Unique pupil numbers of the right form that no real child can have: local authority 999 does not exist. */

const LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
const NO_SUCH_AUTHORITY = "999";
const FIRST_SCHOOL = 2001;

/** The UPN of the `serial`-th child (0 and up) allocated one in a calendar year, such as `R999200126007`. */
export function inventUpn(serial: number, year: number): string {
  const school = String(FIRST_SCHOOL + Math.floor(serial / 1000));
  const digits = `${NO_SUCH_AUTHORITY}${school}${String(year % 100).padStart(2, "0")}${String(serial % 1000).padStart(3, "0")}`;
  return `${checkLetter(digits)}${digits}`;
}

/** The check letter over twelve digits: each times its place (from 2), modulo 23. Source: DfE, UPN guide. */
export function checkLetter(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (i + 2);
  return LETTERS.charAt(sum % LETTERS.length);
}
