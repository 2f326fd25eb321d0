/** Unicode's normal forms, in time that grows with the text and no faster. */

/** A shorter text cannot hold so many accents that it matters. */
const SHORT = 1000;

/**
 * A text in a normal form. Of a run of accents on one letter the first 30 are kept, as the stream-safe format does: more
 * are no writing, and putting them in order takes the square of their number. Source: Unicode Standard Annex 15, section 13.
 */
export function normal(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  return (text.length > SHORT ? text.replace(/(\p{M}{30})\p{M}+/gu, "$1") : text).normalize(form);
}
